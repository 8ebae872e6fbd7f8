"""Days on which one of the copies puts an event that is stored on others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.model.stated_days import Days, UnreadableDate
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.day_words import read_days


@dataclass(frozen=True)
class OtherReading:
    """Another reading of an event's day: a copy's own words, and the days they give that the event does not have."""

    event_id: str
    title: str
    source: str
    words: str
    days: Days
    kept: str
    narrower: bool


def other_readings(tables: Tables, event_ids: Iterable[str], first: date, last: date) -> tuple[OtherReading, ...]:
    """Events that did not happen from ``first`` to ``last`` as stored, but did by the words of one of the copies.

    Args:
        tables: the tables.
        event_ids: the events to look at.
        first: the first day that is shown.
        last: the last day that is shown.
    """
    found: dict[tuple[str, str, str], OtherReading] = {}
    for event_id in event_ids:
        event = tables.row("events", event_id)
        if event["date_start"] <= last and event["date_end"] >= first:
            continue
        for row in tables.evidence_of(event_id):
            if row["role"] != "date" or not row["words"]:
                continue
            source = tables.row("quotes", row["quote_id"])["source_id"]
            try:
                days = read_days(row["words"], tables.row("sources", source)["updated_on"])
            except UnreadableDate:
                continue
            if days.start <= last and days.end >= first:
                found.setdefault(
                    (event_id, source, row["words"]),
                    OtherReading(
                        event_id,
                        event["title"],
                        source_name(tables, source),
                        row["words"],
                        days,
                        event["date_text"] or "",
                        event["date_end"] - event["date_start"] < days.end - days.start,
                    ),
                )
    return tuple(found.values())
