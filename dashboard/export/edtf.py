"""Days as the Extended Date/Time Format writes them (EDTF: ISO 8601-2:2019, annex A).

The notation follows the Library of Congress, https://www.loc.gov/standards/datetime/ (specification of 4 February
2019), level 1: ``2026-02-21/2026-02-22`` from one day to another, ``2025-10`` a month, ``?`` behind a date that is
uncertain, ``~`` behind one that is approximate.
"""

from __future__ import annotations

from datetime import date, timedelta

# What the day rests on → how it is qualified. Copies that disagree make it uncertain; a day that no words give
# (from context, or the day of the report) is approximate.
QUALIFIERS = {"stated": "", "conflicting": "?", "context": "~", "as_reported": "~"}


def edtf(start: date, end: date, basis: str = "stated") -> str:
    """The days from ``start`` to ``end`` (both may be the day), qualified by what they rest on.

    A single day is written as a day, a whole month as a month, a whole year as a year; anything else as an interval,
    each end with the qualifier.

    Args:
        start: the earliest possible day.
        end: the latest possible day.
        basis: a value of ``events.date_basis``; one that is not known here counts as uncertain.
    """
    mark = QUALIFIERS.get(basis, "?")
    if start == end:
        return f"{start.isoformat()}{mark}"
    after = end + timedelta(days=1) if end < date.max else end
    if start.day == 1 and after.day == 1:
        if (start.month, after.month, after.year) == (1, 1, start.year + 1):
            return f"{start.year:04}{mark}"
        if (after.year - start.year) * 12 + after.month - start.month == 1:
            return f"{start.year:04}-{start.month:02}{mark}"
    return f"{start.isoformat()}{mark}/{end.isoformat()}{mark}"
