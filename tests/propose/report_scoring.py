"""Scores what is proposed for the reports of ``reports/`` against their coding, half by half."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.gazetteer import name_key
from dashboard.propose.proposal import ActorWords, Report, SentenceProposal
from dashboard.propose.report_reading import propose

REPORTS = Path(__file__).parent / "reports"
#: A proposal counts as the coded place within this distance (km); a province or region by level, country and name too.
NEAR = {"city": 30, "district": 45, "province": 120, "region": 150, "border": 150, "country": 700}
#: Reasons under which a name must not reach the map. "other" marks places in plans and threats: not scored.
NEVER = ("dateline", "metonym", "origin", "person", "name_part")


@dataclass
class Score:
    """Counts of right and of all, by measure, and what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, right: bool, note: str = "") -> None:
        self.asked[measure] += 1
        self.right[measure] += right
        if not right:
            self.wrong[measure].append(note)

    def share(self, measure: str) -> float:
        return self.right[measure] / self.asked[measure] if self.asked[measure] else math.nan


def half_of(path: Path) -> str:
    """Tells the half: tuning for an odd number, held out for an even one: the rule was written down before the first run."""
    return "tuning" if int(path.stem[-2:]) % 2 else "held out"


def coded(half: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and coding of each report of a half."""
    for path in sorted(REPORTS.glob("report_*.json")):
        if half_of(path) == half:
            with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
                yield path.stem, file.read(), json.loads(path.read_text("utf-8"))


def read(text: str, coding: dict[str, Any], *, country: bool) -> list[SentenceProposal]:
    """The proposals, with or without the country that a person would name."""
    updated = date.fromisoformat(coding["updated"]) if coding["updated"] else None
    report = Report(date.fromisoformat(coding["published"]), updated, coding["country"] if country else "")
    return list(propose(text, report))


def score(half: str, *, country: bool = True) -> Score:
    total = Score()
    for name, text, coding in coded(half):
        add_report(total, name, text, coding, read(text, coding, country=country))
    return total


def add_report(total: Score, name: str, text: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    _acts(total, name, coding, proposals)
    _days(total, name, coding, proposals)
    _places(total, name, coding, proposals)
    _figures(total, name, coding, proposals)
    _actors(total, name, coding, proposals)
    for sentence in proposals:
        for words in (*sentence.days, *sentence.places, *sentence.figures, *sentence.actors):
            inside = sentence.start <= words.start < words.end <= sentence.end
            total.add("in the quote", inside and text[words.start : words.end] == words.words, f"{name} {words}")


def _overlap(a: Any, b: Any) -> int:
    start, end = (a["start"], a["end"]) if isinstance(a, dict) else (a.start, a.end)
    first, last = (b["start"], b["end"]) if isinstance(b, dict) else (b.start, b.end)
    return max(0, min(end, last) - max(start, first))


def _best(gold: dict[str, Any], words: list[Any]) -> Any:
    return max((one for one in words if _overlap(gold, one)), key=lambda one: _overlap(gold, one), default=None)


def _acts(total: Score, name: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    proposed = [sentence for sentence in proposals if sentence.act.score >= 0.5]
    for gold in coding["acts"]:
        sentence = _best(gold, proposed)
        hit = sentence is not None and _overlap(gold, sentence) * 2 >= gold["end"] - gold["start"]
        total.add("sentence recall", hit, f"{name} {gold['words']}")
        if hit and gold["kinds"]:
            total.add(
                "kind first",
                sentence.act.kinds[:1] in [(kind,) for kind in gold["kinds"]],
                f"{name} {gold['kinds']} got {sentence.act.kinds}: {gold['words']} [{sentence.act.why}]",
            )
    for sentence in proposed:
        total.add(
            "sentence precision",
            any(_overlap(gold, sentence) for gold in coding["acts"]),
            f"{name} {sentence.act.score} {sentence.text} [{sentence.act.why}]",
        )


def _days(total: Score, name: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    days = [words for sentence in proposals for words in sentence.days]
    for gold in coding["days"]:
        words = _best(gold, days)
        read_as = (words.first.isoformat(), words.last.isoformat()) if words else None
        total.add(
            "day",
            read_as == (gold["from"], gold["to"]),
            f"{name} “{gold['words']}” {gold['from']}–{gold['to']} got {words and words.words} {read_as}",
        )
        if words and read_as == (gold["from"], gold["to"]):
            total.add("precision of the day", words.precision == gold["precision"], f"{name} {gold}")
            total.add("time of day", words.time_of_day == gold["time_of_day"], f"{name} {gold} got {words.time_of_day}")
    for words in days:
        total.add(
            "day proposed is coded",
            any(_overlap(gold, words) for gold in coding["days"]),
            f"{name} {words.words} {words.first} [{words.why}]",
        )


def _places(total: Score, name: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    places = [words for sentence in proposals for words in sentence.places]
    for gold in coding["places"]:
        words = _best(gold, places)
        if gold["not_a_place"]:
            if gold["not_a_place"] in NEVER:
                total.add(
                    f"{gold['not_a_place']} off the map",
                    not (words and words.candidates),
                    f"{name} {gold['words']} at {gold['start']}",
                )
            continue
        candidates = words.candidates if words else ()
        fits = [_is_place(gold, place) for place in candidates]
        note = f"{name} “{gold['words']}” {gold['level']} {gold['country']} got {words and words.not_a_place} {[(p.name, p.level, p.country, p.population) for p in candidates[:4]]}"
        total.add("place first", fits[:1] == [True], note)
        total.add("place among three", any(fits[:3]), note)
    for words in places:
        if words.candidates:
            total.add(
                "place proposed is coded",
                any(_overlap(gold, words) for gold in coding["places"]),
                f"{name} {words.words} {[(p.name, p.level, p.country) for p in words.candidates[:2]]}",
            )


def _is_place(gold: dict[str, Any], place: Any) -> bool:
    if gold["country"] and gold["country"] not in place.country.split(";"):
        return False
    near = distance(gold["latitude"], gold["longitude"], place.latitude, place.longitude) <= NEAR[gold["level"]]
    if gold["level"] in ("city", "district"):
        return near and place.level in ("city", "district")
    same = name_key(gold["name"])[:5] == name_key(place.name)[:5]
    return place.level in (gold["level"], "region") and (near or same)


def _figures(total: Score, name: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    figures = [words for sentence in proposals for words in sentence.figures]
    for gold in coding["figures"]:
        words = _best(gold, figures)
        read_as = (words.metric, words.n_min, words.n_max) if words else None
        total.add(
            "figure",
            read_as == (gold["metric"], gold["n_min"], gold["n_max"]),
            f"{name} “{gold['words']}” {gold['metric']} {gold['n_min']}–{gold['n_max']} got {words and words.words} {read_as}",
        )
    for words in figures:
        total.add(
            "figure proposed is coded",
            any(_overlap(gold, words) for gold in coding["figures"]),
            f"{name} {words.words} {words.metric} [{words.why}]",
        )


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def _actors(total: Score, name: str, coding: dict[str, Any], proposals: list[SentenceProposal]) -> None:
    """Whether who speaks and who acts is among what is offered; and whether those offered as speakers do speak.

    For the attacker a form offers everybody whom the sentence names, but those who were hit.
    """
    offered = [actor for sentence in proposals for actor in sentence.actors]
    for coded_actor in coding["actors"]:
        speaker = coded_actor["role"] == "claimant"
        fitting = [actor for actor in offered if (actor.role == "claimant" if speaker else actor.role != "target")]
        right = any(_share(actor, coded_actor) for actor in fitting)
        total.add("speaker offered" if speaker else "attacker offered", right, f"{name} {coded_actor['words']}")
    for role, measure in (("claimant", "speakers who speak"), ("attacker", "attackers who act")):
        named = [actor for actor in coding["actors"] if actor["role"] == role]
        for actor in offered:
            if actor.role == role:
                total.add(measure, any(_share(actor, one) for one in named), f"{name} {actor.words}")


def _share(actor: ActorWords, coded_actor: dict[str, Any]) -> bool:
    return bool(actor.start < coded_actor["end"] and coded_actor["start"] < actor.end)
