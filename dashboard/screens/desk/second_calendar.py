"""Days that an article gives in an Islamic calendar, as it writes them and in ours: a slip in the conversion is then seen."""

from __future__ import annotations

from dashboard.propose.calendars import islamic_dates
from dashboard.propose.day_context import DayContext
from dashboard.sources.dossier.tables import Tables


def in_own_calendar(tables: Tables, subject: str) -> list[str]:
    """What the words for the day of an event or a statement say in their own calendar, each date once; none in ours."""
    readings: dict[str, None] = {}
    for row in tables.evidence_of(subject):
        quote = tables.records["quotes"].get(row["quote_id"])
        source = tables.records["sources"].get(quote["source_id"]) if quote else None
        if row["role"] != "date" or not row["words"] or source is None or source["updated_on"] is None:
            continue
        words = str(row["words"])
        for found in islamic_dates(words, 0, len(words), DayContext(source["updated_on"])):
            readings[found.why] = None
    return list(readings)
