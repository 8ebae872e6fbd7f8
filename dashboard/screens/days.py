"""The day slider: one day, a range of days, or everything up to a day. It lives in the page: static/day_slider.js."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard.screens.component import component, new_turn
from dashboard.screens.data import DataSet

MODES = ("one", "range", "until")
KEY, VALUE, TURN = "day-slider", "days", "days-turn"
ALL: dict[str, Any] = {"mode": "one", "first": None, "last": None}
EPOCH = date(1970, 1, 1)

Days = tuple[int, int]


def chosen(span: Days | None) -> Days | None:
    """The first and the last day that the reader has chosen, in days since 1970-01-01; None for all days."""
    if span is None:
        return None
    value = _value()
    first, last = value["first"], value["last"]
    if value["mode"] == "one":
        days = None if first is None else (first, first)
    else:
        days = (span[0] if first is None else first, span[1] if last is None else last)
    # The data may have changed since the days were chosen.
    if days is None or days == span or not span[0] <= days[0] <= days[1] <= span[1]:
        return None
    return days


def as_dates(days: Days) -> tuple[date, date]:
    """The same days as dates."""
    return EPOCH + timedelta(days=days[0]), EPOCH + timedelta(days=days[1])


def days(data: DataSet) -> None:
    """Draw the slider, its modes and steps, and the line that says how many events are shown."""
    first, last = data.columns.span or (0, -1)
    component("day_slider")(
        key=KEY,
        data={
            "first": first,
            "days": last - first + 1,
            "value": _value(),
            "turn": st.session_state.get(TURN, 0),
            "mapped": len(data.columns),
            "rest": _rest(len(data.unplaced), data.tables.withheld.get("events", 0)),
        },
        on_days_change=_hear,
    )


def _rest(unplaced: int, withheld: int) -> str:
    rest = f"; {unplaced} {'has' if unplaced == 1 else 'have'} no place" if unplaced else ""
    if withheld:
        rest += f"; {withheld} more {'has' if withheld == 1 else 'have'} faults and {'is' if withheld == 1 else 'are'} not shown"
    return rest


def reset() -> None:
    """Show all days."""
    st.session_state[VALUE] = {**ALL, "mode": _value()["mode"]}
    st.session_state[TURN] = new_turn()


def _value() -> dict[str, Any]:
    return dict(st.session_state.get(VALUE, ALL))


def _hear() -> None:
    """The hand let go of the slider: what it chose is from outside and is read as such."""
    said = st.session_state[KEY].get("days")
    if isinstance(said, dict) and said.get("mode") in MODES:
        ends = {name: said.get(name) for name in ("first", "last")}
        if all(end is None or (isinstance(end, int) and abs(end) < 4_000_000) for end in ends.values()):
            st.session_state[VALUE] = {"mode": said["mode"], **ends}
