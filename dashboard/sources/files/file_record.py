"""One event of an opened file as its record: the coder's words as the coder's, figures with what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.model.days import span_in_words
from dashboard.model.record import EventRecord, Fact, Figure, Note
from dashboard.sources.files.convert.canonical_columns import COLUMNS
from dashboard.sources.files.file_citation import file_citation
from dashboard.sources.files.formats.format_labels import DeathFigures
from dashboard.sources.files.formats.published_formats import labels_of
from dashboard.words.sentences import deferred, say, say_deferred, say_list

if TYPE_CHECKING:
    from dashboard.sources.files import Opened

NOT_STATED = deferred("not stated")
# The reader's words for codes, by column and code.
CodeWords = Mapping[str, Mapping[Any, str]]
Cells = Mapping[str, Any]


def file_record(opened: Opened, position: int, words: CodeWords) -> EventRecord:
    """The event at ``position`` of ``opened.events``; ``words`` are the reader's words for codes, by column.

    Notes and headline are the coder's and the source's; no note is a quotation.
    """
    cells: Cells = {name: opened.events[name][position].as_py() for name in opened.events.column_names}
    labels = labels_of(opened.shape)
    notes = ((say("Headline"), cells["headline"]), (labels.note.label, cells["notes"]))
    record = EventRecord(
        event_id=cells["event_id"],
        title=who(cells)
        or cells["sub_event_type"]
        or cells["event_type"]
        or say("Event {event_id}", event_id=str(cells["event_id"])),
        origin=say(
            "From {file}, line {line}, id {event_id}",
            file=opened.name,
            line=str(cells["row"]),
            event_id=str(cells["event_id"]),
        ),
        facts=tuple(_facts(cells, words)),
        figures=(_deaths(labels.deaths, cells),),
        notes=tuple(Note("coder", title, (text,)) for title, text in notes if text),
        terms=" ".join(part for part in (opened.attribution.line, opened.attribution.licence) if part),
    )
    return replace(record, citation=file_citation(record, opened.digest))


def _facts(cells: Cells, words: CodeWords) -> Iterator[Fact]:
    place = [part for part in (cells["location"], cells["admin2"], cells["admin1"], cells["country"]) if part]
    where = ", ".join(dict.fromkeys(place)) if place else say("no place stated")
    actors = say_list([str(actor) for actor in (cells["actor1"], cells["actor2"]) if actor])
    kind = ": ".join(part for part in (cells["event_type"], cells["sub_event_type"]) if part)
    days = span_in_words(cells["date_start"], cells["date_end"])
    yield Fact("when", say("When"), days, _coded(words, "date_prec", cells["date_prec"]))
    yield Fact("time_of_day", say("Time of day"), _time_of_day(cells))
    yield Fact("where", say("Where"), where, _placed(cells, words))
    yield Fact("kind", say("Type"), kind or say_deferred(NOT_STATED))
    yield Fact("actors", say("Actors"), actors or say_deferred(NOT_STATED), on_card=True)
    yield Fact("attacker", say("Attacker"), cells["attacker"] or say_deferred(NOT_STATED))
    yield Fact("sources", say("Sources"), cells["source"] or say_deferred(NOT_STATED))
    for column in COLUMNS:
        if column.fact and cells[column.name] is not None:
            yield Fact(column.name, column.fact, str(cells[column.name]))


def who(cells: Cells) -> str:
    """Who acted, as the row states it: against whom only where it states the attacker. Empty where it names nobody."""
    actors = list(dict.fromkeys(str(actor) for actor in (cells["actor1"], cells["actor2"]) if actor))
    attacker = cells["attacker"]
    if attacker in actors and len(actors) == 2:
        (other,) = (actor for actor in actors if actor != attacker)
        return say("{attacker} against {other}", attacker=attacker, other=other)
    return " – ".join(actors)


def list_lines(opened: Opened, positions: Sequence[int]) -> list[tuple[str, str, str, str | None]]:
    """For the list, one line an event: when, who or what, where, type and deaths in a few words or None."""
    figures = labels_of(opened.shape).deaths
    return [_list_line(cells, figures) for cells in opened.events.take(pa.array(positions, pa.int64())).to_pylist()]


def _list_line(cells: Cells, figures: DeathFigures) -> tuple[str, str, str, str | None]:
    def first(*columns: str) -> str:
        return next((cells[column] for column in columns if cells[column]), "")

    acting, kind, deaths = who(cells), first("sub_event_type", "event_type"), figures.brief(cells)
    rest = [part for part in (kind if acting else "", deaths) if part]
    return (
        span_in_words(cells["date_start"], cells["date_end"]),
        acting or kind or say("Type not stated"),
        first("location", "admin1", "country") or say("no place stated"),
        " · ".join(rest) or None,
    )


def original_row(opened: Opened, line: int) -> list[tuple[str, str]]:
    """Every column of one line of the file, as read. Raises FileRefused when the file has changed since."""
    table = opened.original
    at = pc.index(table["row"], line).as_py()
    return [] if at < 0 else [(name, table[name][at].as_py() or "") for name in table.column_names if name != "row"]


def _time_of_day(cells: Cells) -> str:
    if cells["time_of_day"] != "night":
        return say_deferred(NOT_STATED)
    words = cells["time_words"]
    return say("night: “{words}”, in the row’s own text", words=words) if words else "night"


def _coded(words: CodeWords, column: str, value: int | None) -> str:
    return words.get(column, {}).get(value, "") if value is not None else say("how exactly is not stated")


def _placed(cells: Cells, words: CodeWords) -> str:
    exactly = _coded(words, "where_prec", cells["where_prec"])
    if cells["latitude"] is not None:
        return exactly
    return say("{precision}; not on the map, no usable place", precision=exactly)


def _deaths(figures: DeathFigures, cells: Cells) -> Figure:
    """Reported deaths as the file gives them: ACLED's one number; UCDP's low, best and high."""
    stated = figures.stated(cells)
    if stated is None:
        return Figure(say("not known"), "deaths", say("Deaths: not known"), say("the file"))
    what, text = stated
    return Figure(text, "deaths", f"{what}: {text}", figures.said_by)
