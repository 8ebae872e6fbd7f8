"""What a reader sees of one event of an opened file: the coder's words as the coder's, figures with their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.model.days import span_in_words

if TYPE_CHECKING:
    from dashboard.sources.files import Opened

NOT_STATED = "not stated"
Words = Mapping[str, Mapping[Any, str]]


@dataclass(frozen=True)
class Row:
    """One event of an opened file in words. Empty text means that the file does not say.

    ``notes_are`` says whose words the notes are; they are no quotation of a source. ``line`` is the line in the file.
    """

    title: str
    when: str
    when_exactly: str
    where: str
    where_exactly: str
    kind: str
    actors: str
    attacker: str
    time_of_day: str
    figures: tuple[str, ...]
    source: str
    headline: str
    notes: str
    notes_are: str
    event_id: str
    line: int


def row(opened: Opened, position: int, words: Words) -> Row:
    """The event at ``position`` of ``opened.events``; ``words`` are the reader's words for codes, by column."""
    record: dict[str, Any] = {name: opened.events[name][position].as_py() for name in opened.events.column_names}
    actors = [str(actor) for actor in (record["actor1"], record["actor2"]) if actor]
    kind = ": ".join(part for part in (record["event_type"], record["sub_event_type"]) if part)
    place = [part for part in (record["location"], record["admin2"], record["admin1"], record["country"]) if part]
    day_words = f"“{record['time_words']}”, in the row’s own text" if record["time_words"] else ""
    return Row(
        title=record["sub_event_type"] or record["event_type"] or f"Event {record['event_id']}",
        when=span_in_words(record["date_start"], record["date_end"]),
        when_exactly=_coded(words, "date_prec", record["date_prec"]),
        where=", ".join(dict.fromkeys(place)) if place else "no place stated",
        where_exactly=_placed(record, words),
        kind=kind,
        actors=" and ".join(actors) if actors else NOT_STATED,
        attacker=record["attacker"] or NOT_STATED,
        time_of_day=f"night: {day_words}" if record["time_of_day"] == "night" else "not stated",
        figures=_figures(opened.shape, record),
        source=record["source"] or "",
        headline=record["headline"] or "",
        notes=record["notes"] or "",
        notes_are="Coder’s words on the place" if opened.shape == "ged" else "Coder’s note",
        event_id=record["event_id"],
        line=record["row"],
    )


def card(opened: Opened, position: int, words: Words) -> dict[str, Any]:
    """The title and the lines of the map's card."""
    found = row(opened, position, words)
    lines = [found.when, found.where, found.where_exactly, f"Actors: {found.actors}", *found.figures]
    return {"title": found.title, "lines": [line for line in lines if line]}


def lines(opened: Opened, positions: Sequence[int]) -> list[list[Any]]:
    """For the list, one line an event: position, when, what, where, deaths or None."""
    taken = opened.events.take(pa.array(positions, pa.int64()))

    def first(*columns: str, none: str) -> list[str]:
        cells = zip(*(taken[column].to_pylist() for column in columns), strict=True)
        return [next((cell for cell in row if cell), none) for row in cells]

    days = zip(taken["date_start"].to_pylist(), taken["date_end"].to_pylist(), strict=True)
    when = [span_in_words(start, end) for start, end in days]
    what = first("sub_event_type", "event_type", none="Type not stated")
    where = first("location", "admin1", "country", none="no place stated")
    deaths = taken["fatalities"].to_pylist()
    return [list(line) for line in zip(positions, when, what, where, deaths, strict=True)]


def original(opened: Opened, line: int) -> list[tuple[str, str]]:
    """Every column of one line of the file, as read."""
    import pyarrow.compute as pc

    table = opened.original
    at = pc.index(table["row"], line).as_py()
    return [] if at < 0 else [(name, table[name][at].as_py() or "") for name in table.column_names if name != "row"]


def _coded(words: Words, column: str, value: int | None) -> str:
    return words.get(column, {}).get(value, "") if value is not None else "how exactly is not stated"


def _placed(record: Mapping[str, Any], words: Words) -> str:
    exactly = _coded(words, "where_prec", record["where_prec"])
    return exactly if record["latitude"] is not None else f"{exactly}; not on the map, no usable place"


#: What a single figure of deaths is, by the shape of the file.
_DEATHS = {
    "gtd": "Deaths, perpetrators too",
    "counts": "Deaths of all the events that the row counts together",
}


def _figures(shape: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    """Reported deaths as the file gives them: ACLED's one number; UCDP's low, best and high."""
    best, low, high = record["fatalities"], record["fatalities_low"], record["fatalities_high"]
    if shape == "ged":
        parts = [
            f"{name} {number:,}"
            for name, number in (("best", best), ("low", low), ("high", high))
            if number is not None
        ]
        return (f"Deaths, the coders’ estimates: {', '.join(parts)}",) if parts else ("Deaths: not known",)
    if shape != "acled" and (low is not None or high is not None):
        named = (("lowest", low), ("one figure", best if low != high else None), ("highest", high))
        stated = [f"{name} {number:,}" for name, number in named if number is not None]
        whose = "of civilians" if shape == "airwars" else "as the file gives them"
        return (f"Deaths, {whose}: {', '.join(stated)}",)
    if best is None:
        return ("Deaths: not known",)
    return (
        (f"Reported deaths, one figure of the coders, of no one side: {best:,}",)
        if shape == "acled"
        else (f"{_DEATHS.get(shape, 'Deaths, as the file gives them')}: {best:,}",)
    )
