"""Where a source comes from, how its days are known, what was coded from it, and what was read and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.model.days import in_words
from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence.quote_subjects import OPENS, title
from dashboard.sources.dossier.evidence.quoted_sources import quote_view, source_label, updated
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say, say_deferred

# The table of names that were read as a place's name and not mapped. A data set need not have one.
UNMAPPED = "unmapped"


@dataclass(frozen=True)
class Dated:
    """A day of the source, in words, how it is known, and the quotes that it was read from."""

    what: str
    day: str
    basis: str
    quotes: tuple[Passage, ...]


@dataclass(frozen=True)
class UnmappedNames:
    """Names that are not on the map for one reason: each name with how often it stands so, and quotes that have it."""

    reason: str
    names: tuple[tuple[str, int, tuple[str, ...]], ...]
    notes: tuple[str, ...]

    @property
    def mentions(self) -> int:
        """How many mentions they are."""
        return sum(count for _, count, _ in self.names)


@dataclass(frozen=True)
class SourceProvenance:
    """One source. ``coded`` has the ids and titles of what rests on it, by table; ``silent`` is text in no quote.

    Of an article that is ``withheld`` from this copy of the dossier neither its length nor such text is known.
    """

    source_id: str
    label: str
    publisher: str
    wire: str
    url: str
    file: str
    sha256: str
    licence_note: str
    dates: tuple[Dated, ...]
    withheld: bool
    characters: int
    quotes: int
    quoted_characters: int
    differences: int
    coded: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    silent: tuple[str, ...]
    left_out: tuple[UnmappedNames, ...]


NOT_NAMED = deferred("Not named in the file")


def provenance(tables: Tables, source_id: str) -> SourceProvenance:
    """Everything known of one source. Raises KeyError for an unknown id."""
    source = tables.row("sources", source_id)
    quotes = [row for row in tables.rows("quotes") if row["source_id"] == source_id]
    known = {row["quote_id"] for row in quotes}
    text = "" if tables.is_withheld(source_id) else tables.texts[source_id]
    return SourceProvenance(
        source_id=source_id,
        label=source_label(tables, source_id),
        publisher=source["publisher"] or say_deferred(NOT_NAMED),
        wire=source["wire"] or "",
        url=source["url"] or "",
        file=source["file"],
        sha256=source["sha256"],
        licence_note=source["licence_note"],
        dates=_dates(tables, source),
        withheld=tables.is_withheld(source_id),
        characters=len(text),
        quotes=len(quotes),
        quoted_characters=len(_covered(quotes)),
        differences=sum(row["quote_a"] in known or row["quote_b"] in known for row in tables.rows("discrepancies")),
        coded=tuple((table, _coded(tables, table, known)) for table in OPENS),
        silent=_silent(text, quotes),
        left_out=_left_out(tables, source_id, quotes),
    )


def _dates(tables: Tables, source: TableRow) -> tuple[Dated, ...]:
    """The day of publication and of the last update; the update has the quotes that it was read from."""
    rows: dict[str, list[TableRow]] = {}
    for row in tables.evidence_of(source["source_id"]):
        rows.setdefault(row["quote_id"], []).append(row)
    quotes = tuple(quote_view(tables, quote_id, group) for quote_id, group in rows.items())
    published = in_words(source["published_on"]) if source["published_on"] else say("Not stated")
    return (
        Dated(say("Published"), published, source["published_basis"] or "", ()),
        Dated(say("Last updated"), updated(tables, source["source_id"]), source["updated_basis"], quotes),
    )


def _coded(tables: Tables, table: str, quotes: set[str]) -> tuple[tuple[str, str], ...]:
    """The ids and titles of what these quotes support; what they only contradict does not rest on them."""
    return tuple(
        (key, title(tables, key))
        for key in tables.records[table]
        if any(row["quote_id"] in quotes and row["role"] == "supports" for row in tables.evidence_of(key))
    )


def _covered(quotes: Sequence[TableRow]) -> set[int]:
    return {offset for quote in quotes for offset in range(quote["start"], quote["end"])}


def _silent(text: str, quotes: Sequence[TableRow]) -> tuple[str, ...]:
    """Text that stands in no quote, each stretch of it that holds a word."""
    covered = _covered(quotes)
    rest = "".join("\n" if offset in covered else character for offset, character in enumerate(text))
    return tuple(part.strip() for part in re.split(r"[\r\n]+", rest) if re.search(r"\w", part))


def _left_out(tables: Tables, source_id: str, quotes: Sequence[TableRow]) -> tuple[UnmappedNames, ...]:
    """Names of places that are not on the map, by reason in the declared order; nothing where no table says so."""
    if UNMAPPED not in tables.records:
        return ()
    rows = [row for row in tables.rows(UNMAPPED) if row["source_id"] == source_id]
    reasons = tables.descriptor.field(f"{UNMAPPED}.reason").categories
    return tuple(
        UnmappedNames(
            tables.label(f"{UNMAPPED}.reason", reason),
            _names([row for row in rows if row["reason"] == reason], quotes),
            tuple(dict.fromkeys(row["note"] for row in rows if row["reason"] == reason and row["note"])),
        )
        for reason in reasons
        if any(row["reason"] == reason for row in rows)
    )


def _names(rows: Sequence[TableRow], quotes: Sequence[TableRow]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Each name as printed, how often, and the quotes in which it stands; names in the order in which they appear."""
    found: dict[str, list[TableRow]] = {}
    for row in sorted(rows, key=lambda row: int(row["start"])):
        found.setdefault(row["words"], []).append(row)
    return tuple(
        (words, len(mentions), tuple(dict.fromkeys(key for row in mentions for key in _holding(row["start"], quotes))))
        for words, mentions in found.items()
    )


def _holding(offset: int, quotes: Sequence[TableRow]) -> list[str]:
    return [str(quote["quote_id"]) for quote in quotes if quote["start"] <= offset < quote["end"]]
