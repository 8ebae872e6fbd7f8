"""What the command line asks for → event ids: days, values of facets, single events.

Here the options become a Filter; the engine applies it. Raises UnknownChoice for an option that names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.errors import DashboardError, NothingSelected
from dashboard.model.days import day_number
from dashboard.model.description import Facet
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier import dossier_columns
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

# By the option of the command.
FACETS = {facet.option: facet for facet in dossier_columns.FACETS}


class UnknownChoice(DashboardError, ValueError):
    """A day, a value or an id that cannot be chosen. ``option`` is where it was given, ``value`` what was given."""

    def __init__(self, option: str, value: str, message: str) -> None:
        self.option, self.value = option, value
        super().__init__(f"--{option}: {message}")


def parse_day(option: str, text: str) -> date:
    """A day written as YYYY-MM-DD. Raises UnknownChoice for anything else, and for a day that does not exist."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UnknownChoice(
            option, text, say('"{day}" is not a day; write it as 2026-02-26', day=_short(text))
        ) from None


def parse_days(day: str | None, first: str | None, last: str | None) -> tuple[date, date] | None:
    """One day, or from one day to another; an end that is not given is open. None where no day is given.

    Raises:
        UnknownChoice: a day cannot be read, both ways are used, or the first day is after the last.
    """
    if day is not None:
        if first is not None or last is not None:
            raise UnknownChoice("day", day, say("stands alone; leave out --from and --to"))
        return parse_day("day", day), parse_day("day", day)
    if first is None and last is None:
        return None
    start = date.min if first is None else parse_day("from", first)
    end = date.max if last is None else parse_day("to", last)
    if start > end:
        raise UnknownChoice(
            "from", str(first), say("{first} is after --to {last}", first=start.isoformat(), last=end.isoformat())
        )
    return start, end


def choose(
    tables: Tables,
    days: tuple[date, date] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    events: Sequence[str] = (),
) -> tuple[str, ...] | None:
    """The events that fit all of what is asked, in the order of the file; None where nothing is asked: everything.

    Args:
        tables: the tables.
        days: the first and the last day; an event that may fall on one of them fits.
        choices: the values asked for, by the name of the option (FACETS); one of them has to fit.
        events: event ids, one of which it has to be.

    Raises:
        UnknownChoice: no event has that value, or no event has that id.
        NothingSelected: no event fits.
    """
    asked = {option: values for option, values in (choices or {}).items() if values}
    if days is None and not asked and not events:
        return None
    for event in events:
        if event not in tables.records["events"]:
            raise UnknownChoice("event", event, say('there is no event "{event}"', event=_short(event)))
    shown = _shown(tables, days, asked)
    chosen = tuple(event for event in shown if not events or event in events)
    if not chosen:
        raise NothingSelected()
    return chosen


def _shown(tables: Tables, days: tuple[date, date] | None, asked: Mapping[str, Sequence[str]]) -> list[str]:
    """The events that days and facets leave, those without a place too."""
    engine = InMemoryEngine(from_tables(tables, tables.events))
    facets = engine.describe().facet
    choices = {
        FACETS[option].name: frozenset(_value(option, facets[FACETS[option].name], text) for text in values)
        for option, values in asked.items()
    }
    span = None if days is None else (day_number(days[0]), day_number(days[1]))
    return engine.events(Filter(days=span, choices=choices))


def _value(option: str, facet: Facet, text: str) -> Any:
    """The value of a facet that a reader means: by the value itself, by its id without "act-", or by its label."""
    names = {
        value: {_plain(value), _plain(value).removeprefix("act_"), _plain(label)}
        for value, label in zip(facet.values, facet.labels, strict=True)
    }
    fitting = [value for value, known in names.items() if _plain(text) in known]
    if len(fitting) != 1:
        there = ", ".join(str(value).removeprefix("act-") for value in facet.values) or "nothing"
        message = say('no event has "{value}"; there is: {values}', value=_short(text), values=there)
        raise UnknownChoice(option, text, message)
    return fitting[0]


def _plain(text: Any) -> str:
    return re.sub(r"[\s_-]+", "_", str(text).strip().casefold())


def _short(text: str, limit: int = 60) -> str:
    """What somebody typed, fit for one line."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= limit else f"{line[:limit]}…"
