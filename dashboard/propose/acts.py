"""Whether a sentence reports an act, and of which kind.

Each word of the list (``lexicon/acts_*.csv``) has a weight; what the clause makes of the act (:mod:`modality`) takes
from it; the weights join as chances do (1 − the product of what is left). A figure of losses makes a sentence one to be
read whatever else it says, and a word for the doer ("the attackers") goes on from the sentence before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.propose.modality import Modality, modality_of, modality_words, old_year
from dashboard.propose.phrases import Hit, phrase_list
from dashboard.propose.proposal import Act, DayWords, FigureWords

THRESHOLD = 0.5
LISTS = ("acts_en.csv", "acts_fa.csv", "acts_ps.csv", "acts_ur.csv", "acts_ar.csv")
_GOES_ON = re.compile(
    r"\b(?:the|these|those|both|this|that) (?:\w+ ){0,2}(?:attack|strike|raid|blast|explosion|bombing|assault|ambush|clash|killing|shelling"
    r"|shooting|incident|operation|attacker|assailant|gunm[ae]n|bomber|militant|fighting|siege|kidnapping|massacre|violence)(?:e?s)?\b"
    r"|\b(?:they|he|she|it|one|two|three|several|many|most|another|others|his|her|their|also)\b",
    re.IGNORECASE,
)
# Blasts are how an attack is heard; they speak for a planted device only where no other weapon is named.
_HEARD = re.compile(r"(?:blast|explo)", re.IGNORECASE)
_HEARD_AS_BLASTS = ("air_strike", "drone_attack", "shelling")
_DRONE_AS_PREY = re.compile(r"(?:shot|shoot|shooting|brought|bring) down|down(?:ed|ing)|intercept", re.IGNORECASE)


@dataclass(frozen=True)
class Weighed:
    """A word for an act with what its clause makes of it."""

    hit: Hit
    weight: float
    modality: Modality | None

    @property
    def left(self) -> float:
        return self.weight * (self.modality.factor if self.modality else 1.0)


def act_of(
    text: str,
    start: int,
    end: int,
    published: date,
    figures: Sequence[FigureWords],
    days: Sequence[DayWords],
    previous: Act,
    placed: bool,
    across: bool = False,
) -> Act:
    """The act that the sentence reports.

    Args:
        text: the whole report.
        start: where the sentence begins, its dateline left out.
        end: where it ends.
        published: the day of publication, against which years are history.
        figures: the figures of the sentence.
        days: its days. One of the last year makes the sentence news, whatever older year it names.
        previous: the act of the sentence before, from which "the attackers" and "they" go on.
        placed: whether the sentence names a place.
        across: whether it tells of an attack on a neighbour's forces.
    """
    words = _weighed(text, start, end)
    recent = any((published - day.last).days < 370 and (day.last - day.first).days < 32 for day in days)
    year = "" if recent else old_year(text, start, end, published)
    anchored = placed or bool(days)
    chance = 1.0
    for word in words:
        chance *= 1.0 - word.left * (0.5 if year else 1.0)
    score = 1.0 - chance
    continued = previous.score >= THRESHOLD and bool(_GOES_ON.search(text, start, end))
    plain = [word for word in words if word.modality is None]
    if plain and score < THRESHOLD and not year and (anchored or continued):
        score = min(THRESHOLD, score + 0.15)
    counted = [figure for figure in figures if not _unreal(words, figure)]
    if counted:
        score = max(score, 0.55)
    own = any(word.hit.row["kind"] for word in words)
    before = previous if continued or (not own and previous.score >= THRESHOLD) else None
    kinds = _kinds(text, words, before, across)
    return Act(round(min(score, 0.99), 2), kinds, _why(text, words, year, counted, continued and not plain))


def _weighed(text: str, start: int, end: int) -> list[Weighed]:
    idle = list(phrase_list("not_acts_en.csv").hits(text, start, end))
    hits = [hit for hit in phrase_list(*LISTS).hits(text, start, end) if not _inside(hit, idle)]
    hits = _longest(hits)
    cues = modality_words(text, start, end) if hits else []
    return [Weighed(hit, float(hit.row["weight"]), modality_of(text, hit, start, cues)) for hit in hits]


def _inside(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other.start < hit.end and hit.start < other.end for other in others)


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Of phrases that overlap, those that weigh most: "air strikes" once, not "strikes" again."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-float(hit.row["weight"]), hit.start - hit.end)):
        if not _inside(hit, kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _unreal(words: Sequence[Weighed], figure: FigureWords) -> bool:
    """Whether the figure is of something threatened or planned: "could kill 40"."""
    near = [word for word in words if abs(word.hit.start - figure.start) < 60]
    return bool(near) and all(word.modality and word.modality.name in ("threat", "plan") for word in near)


def _kinds(text: str, words: Sequence[Weighed], previous: Act | None, across: bool) -> tuple[str, ...]:
    """The kinds that the words speak for, best first; a drone that is named makes it a drone attack."""
    weights: dict[str, float] = defaultdict(float)
    for word in words:
        if kind := word.hit.row["kind"]:
            # "Other" is what is left where no weapon is named.
            left = word.left * (0.8 if kind == "other" else 1.0)
            weights[kind] = max(weights[kind], left) + 0.25 * min(weights[kind], left)
    said = " ".join(text[word.hit.start : word.hit.end] for word in words)
    if any(weights.get(kind, 0.0) >= 0.4 for kind in _HEARD_AS_BLASTS) and _only_heard(text, words):
        weights["bombing"] *= 0.5
    if "drone_attack" in weights:
        weights["drone_attack"] += 0.0 if _DRONE_AS_PREY.search(said) and len(weights) > 1 else 0.5
    if "cross_border_attack" in weights and re.search(r"\battack", said, re.IGNORECASE):
        weights["cross_border_attack"] += 0.2
    if across and "other" in weights:
        weights["cross_border_attack"] = max(weights["cross_border_attack"], weights["other"] + 0.1)
    if previous and previous.kinds and words and (not weights or max(weights.values()) < 0.3):
        weights[previous.kinds[0]] += 0.45
    return tuple(sorted(weights, key=lambda kind: -weights[kind]))


def _only_heard(text: str, words: Sequence[Weighed]) -> bool:
    """Whether nothing but blasts speaks for a planted device."""
    devices = [word.hit for word in words if word.hit.row["kind"] == "bombing"]
    return bool(devices) and all(_HEARD.match(text, hit.start) for hit in devices)


def _why(text: str, words: Sequence[Weighed], year: str, figures: Sequence[FigureWords], continued: bool) -> str:
    if not words and not figures:
        return Act().why
    strongest = sorted(words, key=lambda word: -word.left)[:3]
    said = ", ".join(f"“{_words(text, word.hit)}”{_reading(word)}" for word in strongest)
    parts = [said] if said else []
    if figures:
        parts.append(f"a figure: “{figures[0].words}” {figures[0].metric}")
    if year:
        parts.append(f"history: {year}")
    if continued:
        parts.append("goes on from the sentence before")
    return "; ".join(parts)


def _words(text: str, hit: Hit) -> str:
    return " ".join(text[hit.start : hit.end].split())


def _reading(word: Weighed) -> str:
    kind = word.hit.row["kind"].replace("_", " ")
    modality = f"{word.modality.name}: “{word.modality.words}”" if word.modality else ""
    inside = "; ".join(part for part in (kind, modality) if part)
    return f" ({inside})" if inside else ""
