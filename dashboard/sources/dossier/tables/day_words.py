"""Words that give a day → the days that they mean in one source: what the gate proves a row's days by.

The rules of the shipped articles come first (:mod:`dashboard.model.stated_days`), then the phrases that the proposer
knows, as far as they say their day by themselves.
"""

from __future__ import annotations

from datetime import date

from dashboard.model.quotes import single_spaced
from dashboard.model.stated_days import Days, UnreadableDate, resolve


def read_days(words: str, updated_on: date) -> Days:
    """The days that ``words`` may mean in a source last updated on ``updated_on``.

    Raises:
        UnreadableDate: no rule turns the words into days, or they count from a day that other words name.
    """
    words = single_spaced(words)
    try:
        return resolve(words, updated_on)
    except UnreadableDate:
        # Here and not above: a dossier whose words are all plain needs no rule of the proposer.
        from dashboard.propose.days_in_text import read_alone

        reading = read_alone(words, updated_on)
        if reading is None or reading.first > updated_on:
            raise
        return Days(reading.first, reading.last, reading.time_of_day)
