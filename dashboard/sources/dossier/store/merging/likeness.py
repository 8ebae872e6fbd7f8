"""When rows of two dossiers say the same, and when one id stands for two different things.

An event, a claim or a statement is known by the words that it rests on, an article by its bytes, a quote by where it
stands, an actor by its name. Days have to meet; a title or a note says nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dashboard.sources.dossier.store.changes import Cells
from dashboard.sources.dossier.tables.descriptor import Resource
from dashboard.sources.dossier.tables.proof import SUBJECTS

#: A passage: the article, start and end (half open).
Passage = tuple[str, int, int]
# The columns in which two rows of a table agree that say the same.
_SAYING: Mapping[str, tuple[str, ...]] = {
    "sources": ("sha256",),
    "quotes": ("source_id", "start", "end"),
    "actors": ("name", "side"),
    "places": ("name", "level", "latitude", "longitude"),
    "events": ("kind", "place_id"),
    "claims": ("metric", "n_text", "side"),
    "statements": ("kind", "speaker"),
    "discrepancies": ("subject_ids", "field", "quote_a", "quote_b"),
    "contradictions": ("claim_a", "claim_b"),
}
# The columns without which a row is about something else, also under one id.
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "sources": ("sha256",),
    "quotes": ("source_id", "start", "end"),
    "discrepancies": ("subject_ids", "field"),
    "contradictions": ("claim_a", "claim_b"),
}
# The ids of places that somebody drew; every other id is made from the gazetteer's.
_DRAWN = "drawn-"


class RowWords:
    """The passages that the subjects of one dossier rest on. Quotes may be given under other ids."""

    def __init__(self, evidence: Iterable[Cells], quotes: Iterable[Cells]) -> None:
        places = {row["quote_id"]: _passage(row) for row in quotes}
        self._passages: dict[str, set[Passage]] = defaultdict(set)
        for row in evidence:
            passage = places.get(row["quote_id"])
            if passage is not None:
                self._passages[row["subject_id"]].add(passage)

    def of(self, subject: str) -> set[Passage]:
        """What a subject rests on; nothing where it has no evidence that can be read."""
        return self._passages.get(subject, set())


def _passage(quote: Cells) -> Passage | None:
    start, end = quote["start"], quote["end"]
    return (quote["source_id"], int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def share_words(first: set[Passage], second: set[Passage]) -> bool:
    """Whether a passage of one touches a passage of the other."""
    return any(
        source == other and start < other_end and other_start < end
        for source, start, end in first
        for other, other_start, other_end in second
    )


def saying(resource: Resource, cells: Cells) -> tuple[str, ...] | None:
    """What two rows that say the same have in common; None for a row of a table whose id alone tells."""
    columns = _SAYING.get(resource.name) or next(iter(resource.unique_keys), ())
    if not columns or resource.name == "parties":
        return None
    said = tuple(_plain(cells[column]) for column in columns)
    return tuple(sorted(said)) if resource.name == "contradictions" else said


def _plain(text: str) -> str:
    return ";".join(sorted(" ".join(text.split()).casefold().split(";")))


def days_meet(first: Cells, second: Cells) -> bool:
    """Whether the days of two events have one in common. Rows without days meet."""
    spans = [(cells.get("date_start", ""), cells.get("date_end", "")) for cells in (first, second)]
    (start, end), (other_start, other_end) = spans
    return not all((start, end, other_start, other_end)) or (start <= other_end and other_start <= end)


def is_another(resource: Resource, first: Cells, second: Cells, words: tuple[set[Passage], set[Passage]]) -> bool:
    """Whether two rows under one id are about different things."""
    if resource.name in SUBJECTS:
        says_else = all(_plain(first[column]) != _plain(second[column]) for column in _SAYING[resource.name])
        return says_else or (bool(words[0] and words[1]) and not share_words(*words))
    if resource.name == "actors":
        return first["side"] != second["side"] and not _names(first) & _names(second)
    if resource.name == "places":
        where = ("level", "latitude", "longitude")
        return first["place_id"].startswith(_DRAWN) and any(first[column] != second[column] for column in where)
    columns = _ABOUT.get(resource.name, ())
    return any(_plain(first[column]) != _plain(second[column]) for column in columns)


def _names(actor: Cells) -> set[str]:
    return {_plain(name) for name in (actor["name"], *actor["aliases"].split(";")) if name}


def title_of(cells: Cells, key: str) -> str:
    """What a row is called to a person."""
    figure = " ".join(filter(None, (cells.get("n_text"), cells.get("metric"))))
    return cells.get("title") or cells.get("summary") or figure or cells.get("name") or key
