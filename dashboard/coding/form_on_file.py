"""An event, a claim or a statement that is accepted → the form that codes it in one of its articles, to be edited.

What the row has by words of another article is no part of the form, and stays as it is. A field that follows from the
others (title, support, role) is left open where it says what follows, so that it follows what is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.coding.carried_actors import speaker_of_target
from dashboard.coding.event_titles import TitledPlace, part_of_day, titles
from dashboard.coding.forms import ActorChoice, Span
from dashboard.coding.place_rows import DRAWN, NEAR
from dashboard.coding.said_rows import role_of
from dashboard.model.quotes import contains_word, normalise
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.named_actors import PRONOUNS

Form = Mapping[str, Any]
#: Kinds of act in which who took part is asked for, and no attacker.
NO_ATTACKER = ("ground_clash", "security_operation")


def articles_of(tables: Tables, subject: str) -> list[str]:
    """The articles with quotes for a row, the one that carries most of its fields first."""
    roles: dict[str, set[str]] = {}
    for row in tables.evidence_of(subject):
        quote = tables.records["quotes"].get(row["quote_id"])
        if quote and row["role"] != "contradicts" and quote["source_id"] in tables.texts:
            roles.setdefault(str(quote["source_id"]), set()).add(str(row["role"]))
    return sorted(roles, key=lambda source: -len(roles[source]))


def form_on_file(tables: Tables, table: str, subject: str, source: str) -> Form:
    """The form of a row of ``table`` ("events", "claims", "statements") in one article, as the page sends it."""
    row, words = tables.row(table, subject), _Words(tables, subject, source)
    fields = {"events": _event, "claims": _claim, "statements": _statement}[table](tables, row, words)
    return {"source": source, "quotes": words.quotes, "edits": subject, "note": row["note"] or "", **fields}


class _Words:
    """Where in one article the words stand that carry each role of a row."""

    def __init__(self, tables: Tables, subject: str, source: str) -> None:
        self.tables = tables
        self.quotes: list[list[int]] = []
        self._spans: dict[str, dict[tuple[int, int], str]] = {}
        for row in tables.evidence_of(subject):
            quote = tables.records["quotes"].get(row["quote_id"])
            if quote is None or quote["source_id"] != source:
                continue
            if row["role"] == "supports":
                self.quotes.append([int(quote["start"]), int(quote["end"])])
            elif row["words"] and row["words_start"] is not None:
                span = int(row["words_start"]), int(row["words_start"]) + len(row["words"])
                self._spans.setdefault(str(row["role"]), {})[span] = str(row["words"])

    def all(self, role: str) -> list[list[int]]:
        """All passages that carry the role."""
        return [list(span) for span in self._spans.get(role, {})]

    def of(self, role: str, text: str | None = None) -> list[int] | None:
        """The passage that carries the role: the one with these words, else the first."""
        spans = self._spans.get(role, {})
        same = (list(span) for span, words in spans.items() if text and normalise(words) == normalise(text))
        return next(same, None) or next(iter(self.all(role)), None)

    def actors(self, role: str, ids: Iterable[str | None]) -> list[dict[str, Any]]:
        """Those who are named in this role here; where nobody is, all of them without words."""
        known = [str(actor) for actor in ids if actor in self.tables.records["actors"]]
        chosen = [self._actor(role, actor) for actor in known]
        here = [one for one in chosen if one["words"] or one["side"] == "outlet"]
        return here or chosen

    def _actor(self, role: str, actor: str) -> dict[str, Any]:
        row = self.tables.row("actors", actor)
        names = {normalise(str(name)).removeprefix("the ") for name in (row["name"], *row["aliases"])}
        spans = self._spans.get(role, {})
        named = [span for span, words in spans.items() if normalise(words).removeprefix("the ") in names]
        if role == "target" and not named:
            # The words say what was hit, "camps of …"; whose it is stands among them.
            named = [span for span, words in spans.items() if any(contains_word(words, name) for name in names)]
        meant = [span for span, words in spans.items() if normalise(words) in PRONOUNS]
        words = next(iter((*named, *meant)), None) if row["side"] != "outlet" or named else None
        return {"words": list(words) if words else None, "id": actor, "side": str(row["side"] or "")}


def _event(tables: Tables, row: TableRow, words: _Words) -> dict[str, Any]:
    place, at = tables.records["places"].get(row["place_id"]), words.of("place", row["place_text"])
    target, claimants = words.actors("target", row["target"]), words.actors("claimant", row["claimants"])
    others = [actor for actor in row["actors"] if actor not in (row["attacker"], *row["target"])]
    return {
        "kind": row["kind"],
        "title": "" if row["title"] in _titles(tables, row) else str(row["title"] or ""),
        "days": {
            "words": words.of("date", row["date_text"]),
            "first": row["date_start"].isoformat(),
            "last": row["date_end"].isoformat(),
            "time_of_day": row["time_of_day"],
            "as_reported": row["date_basis"] == "as_reported",
        },
        "place": {"words": at, "id": row["place_id"], "near": _near(row, place)} if place and at else None,
        "attacker": next(iter(words.actors("attacker", [row["attacker"]])), None),
        "target": target,
        "target_claimant": _target_claimant(row, words, target, claimants),
        # An attack has its attacker and its target; more who took part are no field of its form.
        "actors": words.actors("actors", others) if row["kind"] in NO_ATTACKER else [],
        "claimants": claimants,
        "verification": row["verification"] or "",
        "status_scope": row["status_scope"] or "",
    }


def _target_claimant(
    row: TableRow, words: _Words, target: Sequence[Mapping[str, Any]], claimants: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """Who says what the target was; None where that follows from the words for it."""
    quotes = [Span(*quote) for quote in words.quotes]
    ids = [one["id"] for one in claimants]
    follows = speaker_of_target(_choices(target), quotes, _choices(claimants), ids)
    claimant = row["target_claimant"]
    return None if claimant in (None, follows) else next(iter(words.actors("claimant", [claimant])), None)


def _choices(actors: Sequence[Mapping[str, Any]]) -> list[ActorChoice]:
    return [ActorChoice(Span(*one["words"]) if one["words"] else None, one["id"]) for one in actors]


def _near(row: TableRow, place: TableRow) -> bool:
    """Whether the words say near the place; a point by hand is near it at best, whatever they say."""
    return bool(row["where_prec"] == NEAR and place["provenance"] != DRAWN)


def _titles(tables: Tables, row: TableRow) -> tuple[str, ...]:
    """What the event would be called if nobody had given it a title."""
    place = tables.records["places"].get(row["place_id"])
    titled = TitledPlace(str(place["name"]), str(place["level"]), _near(row, place)) if place else None
    doers = [row["attacker"]] if row["attacker"] else [one for one in row["actors"] if one not in row["target"]]
    names = [str(tables.row("actors", one)["name"]) for one in doers]
    part = part_of_day(tables, row["time_of_day"])
    kind = tables.descriptor.label("events.kind", row["kind"])
    return titles(kind, names, titled, (row["date_start"], row["date_end"]), part)


def _claim(tables: Tables, row: TableRow, words: _Words) -> dict[str, Any]:
    claimants = words.actors("claimant", row["claimant"])
    roles = dict(zip(row["claimant"], row["claimant_role"], strict=False))
    return {
        "metric": row["metric"],
        "figure": words.of("figure", row["n_text"]),
        "side": row["side"] or "",
        "category": row["category"] or "",
        "claimants": claimants,
        "roles": [_chosen_role(row, one, roles) for one in claimants],
        "verification": row["verification"] or "",
        "events": list(row["event_ids"]),
        "ties": words.all("ties"),
    }


def _chosen_role(row: TableRow, claimant: Mapping[str, Any], roles: Mapping[str, str]) -> str:
    """The role where it is another than follows from the sides."""
    role = str(roles.get(claimant["id"], ""))
    return "" if role == role_of(claimant["side"], str(row["side"] or ""), str(row["metric"])) else role


def _statement(_: Tables, row: TableRow, words: _Words) -> dict[str, Any]:
    speakers: Sequence[Mapping[str, Any]] = words.actors("claimant", [row["speaker"]])
    return {
        "kind": row["kind"],
        "speaker": next(iter(speakers), None),
        "summary": row["summary"] or "",
        "day": words.of("date"),
        "place": words.of("place", row["place_text"]),
    }
