"""The day slider: one day, a range of days, or everything up to a day. It lives in the page: browser/slider/day_slider.js."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.map.drawn_dossier import DRAWN
from dashboard.messages.checked_message import read
from dashboard.messages.controls import DaysChoice, DaySliderData, StatementOpened
from dashboard.messages.events_file import Timeline
from dashboard.model.days import date_of
from dashboard.query.event_set import EventSet
from dashboard.screens.component import component, imposed, new_turn
from dashboard.screens.open_sets import answers_address, columns_address
from dashboard.words.sentences import say_count

MODES = ("one", "range", "until")
KEY, VALUE, TURN = "day-slider", "days", "days-turn"
ALL: dict[str, Any] = {"mode": "one", "first": None, "last": None}

Days = tuple[int, int]


def chosen(span: Days | None) -> Days | None:
    """The first and the last day that the reader has chosen, in days since 1970-01-01; None for all days."""
    if span is None:
        return None
    value = _fitting(span)
    first, last = value["first"], value["last"]
    if value["mode"] == "one":
        return None if first is None else (first, first)
    days = (span[0] if first is None else first, span[1] if last is None else last)
    return None if days == span or days[0] > days[1] else days


def as_dates(days: Days) -> tuple[date, date]:
    """The same days as dates."""
    return date_of(days[0]), date_of(days[1])


def days(
    event_set: EventSet,
    others: Sequence[EventSet],
    on_statement: Callable[[str], None] | None = None,
) -> None:
    """Draw the slider over the days of a set, and the line that says how many events are shown.

    ``others`` are the sets that are on the map too. ``on_statement`` is called with the id of a statement that the
    reader asks for, before the page is drawn anew.
    """

    def open_statement() -> None:
        asked = read(StatementOpened, st.session_state[KEY].get("statement"))
        if on_statement and asked is not None and asked["id"] in _statements(timeline):
            on_statement(asked["id"])

    drawn = event_set.part(DRAWN)
    timeline = drawn.timeline if drawn else None
    span = event_set.engine.describe().span
    first, last = span or (0, -1)
    turn = st.session_state.get(TURN, 0)
    data: DaySliderData = {
        "set": event_set.id,
        "first": first,
        "days": last - first + 1,
        "value": imposed(KEY, (turn, event_set.id, first, last), _fitting(span)),
        "turn": turn,
        "mapped": event_set.placed,
        "rest": _rest(event_set.placeless, event_set.withheld),
        "others": [{"set": other.id, "name": other.name} for other in others],
        "timeline": timeline,
        "columns": columns_address(event_set) if timeline else None,
        "answers": answers_address(event_set),
    }
    component("slider/day_slider")(key=KEY, data=data, on_days_change=_hear, on_statement_change=open_statement)


def _statements(timeline: Timeline | None) -> set[str]:
    """The statements that the slider shows."""
    if timeline is None:
        return set()
    return {statement["id"] for statement in (*timeline["statements"], *timeline["undated"])}


def _rest(placeless: int, withheld: int) -> str:
    """The sentences that follow "12 of 12 mapped events." in the line below the days."""
    sentences = []
    if placeless:
        sentences.append(say_count(placeless, one="{number} has no place.", other="{number} have no place."))
    if withheld:
        sentences.append(
            say_count(
                withheld,
                one="{number} more has faults and is not shown.",
                other="{number} more have faults and are not shown.",
            )
        )
    return " ".join(sentences)


def _fitting(span: Days | None) -> dict[str, Any]:
    """The value to show on an axis: days that it does not have are all days."""
    value = _value()
    ends = [end for end in (value["first"], value["last"]) if end is not None]
    fits = span is not None and all(span[0] <= end <= span[1] for end in ends)
    return value if fits else {**value, "first": None, "last": None}


def take(value: Mapping[str, Any]) -> None:
    """Choose days from outside the slider: mode, first and last day (days since 1970-01-01, None for the ends)."""
    if dict(value) != _value():
        st.session_state[VALUE], st.session_state[TURN] = dict(value), new_turn()


def as_query() -> dict[str, str | None]:
    """What is chosen as it stands in an address; None for what stands at its beginning."""
    value = _value()
    first, last = (
        None if value[name] is None else as_dates((value[name],) * 2)[0].isoformat() for name in ("first", "last")
    )
    mode = value["mode"]
    return {"mode": None if mode == "one" else mode, "from": first, "to": None if mode == "one" else last}


def reset() -> None:
    """Show all days."""
    st.session_state[VALUE] = {**ALL, "mode": _value()["mode"]}
    st.session_state[TURN] = new_turn()


def _value() -> dict[str, Any]:
    return dict(st.session_state.get(VALUE, ALL))


def _hear() -> None:
    """The hand let go of the slider: what it chose is from outside and is read as such."""
    choice = read(DaysChoice, st.session_state[KEY].get("days"))
    if choice and all(end is None or abs(end) < 4_000_000 for end in (choice["first"], choice["last"])):
        st.session_state[VALUE] = dict(choice)
