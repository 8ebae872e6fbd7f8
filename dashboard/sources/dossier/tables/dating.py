"""The stored days against the words that give them, read back from the day of update of each quote's source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.model.quotes import single_spaced
from dashboard.model.stated_days import Days, UnreadableDate, precision
from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.day_words import read_days
from dashboard.sources.dossier.tables.proof import Proof
from dashboard.words.sentences import say

# updated_bound of a source whose days were given by whoever brought it, not by its own words.
ENTERED = "entered"


@dataclass(frozen=True)
class DateReading:
    """What one quote's date words mean, and the day of update of its source."""

    words: str
    days: Days
    updated_on: date


def check_days(proof: Proof) -> None:
    """Add a fault to every event, statement and source whose days are not those that its words give."""
    if not proof.whole("sources", "quotes", "evidence"):
        return
    for row in proof.sheets["events"].rows:
        _event(proof, row)
    for row in proof.sheets["statements"].rows:
        _statement(proof, row)
    for row in proof.sheets["sources"].rows:
        _source(proof, row)


def _readings(proof: Proof, sheet: Sheet, row: Row, column: str) -> list[DateReading] | None:
    """The row's date words, read; None where one cannot be (a fault stands there, or here)."""
    readings = []
    for item in proof.evidence[row.values[str(sheet.resource.key)]]:
        words = item.values["words"]
        if item.values["role"] != "date" or not words:
            continue
        source = proof.row("sources", proof.source_of(item.values["quote_id"]))
        if source is None or source.values["updated_on"] is None:
            return None
        try:
            days = read_days(words, source.values["updated_on"])
        except UnreadableDate as error:
            sheet.fault(row, column, str(error))
            return None
        readings.append(DateReading(single_spaced(words), days, source.values["updated_on"]))
    return readings


def _event(proof: Proof, row: Row) -> None:
    sheet, values = proof.sheets["events"], row.values
    start, end, basis = values["date_start"], values["date_end"], values["date_basis"]
    if start is None or end is None:
        return
    if end < start:
        sheet.fault(row, "date_end", say("{end} is before date_start {start}", end=str(end), start=str(start)))
        return
    expected = precision(start, end)
    if values["date_prec"] is not None and values["date_prec"] != expected:
        sheet.fault(
            row,
            "date_prec",
            say(
                "expected {expected} for {start} to {end}, got {date_prec}",
                expected=expected,
                start=str(start),
                end=str(end),
                date_prec=str(values["date_prec"]),
            ),
        )
    if basis == "context":
        _from_context(proof, row)
        return
    if not values["date_text"]:
        sheet.fault(row, "date_text", say("is empty; a day that is {basis} rests on words", basis=str(basis)))
    readings = _readings(proof, sheet, row, "date_text")
    if not readings:
        return
    for reading in readings:
        days = reading.days
        if reading.words != values["date_text"]:
            continue
        if (days.start, days.end) != (start, end):
            message = say(
                '"{words}" gives {start} to {end}, the row {start_2} to {end_2}',
                words=reading.words,
                start=str(days.start),
                end=str(days.end),
                start_2=str(start),
                end_2=str(end),
            )
            sheet.fault(row, "date_start" if days.start != start else "date_end", message)
        if days.time_of_day != values["time_of_day"]:
            message = say(
                '"{words}" gives {time_of_day}, the row {time_of_day_2}',
                words=reading.words,
                time_of_day=days.time_of_day,
                time_of_day_2=str(values["time_of_day"]),
            )
            sheet.fault(row, "time_of_day", message)
    differ = {(reading.days.start, reading.days.end) for reading in readings}
    if basis is not None and (len(differ) > 1) != (basis == "conflicting"):
        sheet.fault(
            row,
            "date_basis",
            say(
                "is {basis}, but the row's date words give {differ} different days",
                basis=str(basis),
                differ=len(differ),
            ),
        )
    narrowest = min(map(_breadth, readings))
    if not any(_breadth(r) == narrowest for r in readings if r.words == values["date_text"]):
        sheet.fault(
            row, "date_text", say("is not the narrowest of the row's date words; on conflict that one is stored")
        )


def _breadth(reading: DateReading) -> tuple[int, bool]:
    return (reading.days.end - reading.days.start).days, reading.days.time_of_day == "unknown"


def _from_context(proof: Proof, row: Row) -> None:
    """No words give the day: no time of day either, and it is not after the report."""
    sheet, values = proof.sheets["events"], row.values
    if values["date_text"]:
        sheet.fault(row, "date_text", say("is empty where the day is from context"))
    if values["time_of_day"] not in (None, "unknown"):
        sheet.fault(
            row,
            "time_of_day",
            say("is {time_of_day}, but no words give the day or its time", time_of_day=str(values["time_of_day"])),
        )
    sources = [proof.row("sources", item) for item in proof.sources_of(values["event_id"])]
    reported = [source.values["updated_on"] for source in sources if source and source.values["updated_on"]]
    if reported and values["date_end"] > max(reported):
        sheet.fault(
            row,
            "date_end",
            say(
                "{date_end} is after the last update of its sources, {max}",
                date_end=str(values["date_end"]),
                max=str(max(reported)),
            ),
        )


def _statement(proof: Proof, row: Row) -> None:
    sheet, day = proof.sheets["statements"], row.values["date"]
    readings = _readings(proof, sheet, row, "date")
    if readings is None or any(fault.column == "date" for fault in row.faults):
        return
    if day is None and readings:
        sheet.fault(
            row,
            "date",
            say('is empty, but "{words}" gives {start}', words=readings[0].words, start=str(readings[0].days.start)),
        )
    for reading in readings:
        if day is not None and (reading.days.start, reading.days.end) != (day, day):
            gives = say("{start} to {end}", start=str(reading.days.start), end=str(reading.days.end))
            sheet.fault(
                row,
                "date",
                say('"{words}" gives {gives}, the row {day}', words=reading.words, gives=gives, day=str(day)),
            )
    if day is not None and not readings:
        sheet.fault(row, "date", say("rests on no date words in evidence.csv"))


def _source(proof: Proof, row: Row) -> None:
    """The day of update, from which every weekday is read back, is the latest day that the copy's own words give.

    Where whoever brought the text gave its days (updated_bound is ``entered``), its words may give none, but no later one.
    """
    sheet, values = proof.sheets["sources"], row.values
    published, updated = values["published_on"], values["updated_on"]
    readings = _readings(proof, sheet, row, "updated_on")
    if updated is None or readings is None:
        return
    given = {reading.days.end for reading in readings}
    entered = values["updated_bound"] == ENTERED
    if not given and not entered:
        sheet.fault(row, "updated_on", say("rests on no date words in evidence.csv"))
    elif given and max(given) != updated and not (entered and max(given) < updated):
        sheet.fault(
            row,
            "updated_on",
            say(
                "the latest day that its date words give is {max}, the row {updated}",
                max=str(max(given)),
                updated=str(updated),
            ),
        )
    if published is not None and published > updated:
        sheet.fault(
            row,
            "published_on",
            say("{published} is after updated_on, {updated}", published=str(published), updated=str(updated)),
        )
    elif published is not None and published not in given and not entered:
        sheet.fault(
            row, "published_on", say("no date words in evidence.csv give {published}", published=str(published))
        )
