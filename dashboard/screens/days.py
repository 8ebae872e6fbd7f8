"""The day slider: one day, a range of days, or everything up to a day."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import timeline
from dashboard.screens.text import join, show

MODES = {"one": "One day", "range": "Range", "until": "Up to a day"}
ALL = "all days"
STEPS = (
    (-1, "day-previous", ":material/chevron_left:", "Previous day with an event"),
    (1, "day-next", ":material/chevron_right:", "Next day with an event"),
)
# Up to so many stops the scale names its days.
MOST_NAMED = 16


def chosen(axis: list[date]) -> tuple[date, date] | None:
    """The days that the reader has chosen, from the state of the widgets; None for all days."""
    _forget_others(axis)
    mode, value = _mode(), st.session_state.get(f"days-{_mode()}")
    if not axis or value is None or value == ALL:
        return None
    if mode == "range":
        first, last = value
        return None if (first, last) == (axis[0], axis[-1]) else (first, last)
    if mode == "until":
        return None if value == axis[-1] else (axis[0], value)
    return (value, value)


def _forget_others(axis: list[date]) -> None:
    """Forget chosen days that the axis does not have: the data may have changed since they were chosen."""
    for mode in MODES:
        value = st.session_state.get(f"days-{mode}")
        parts = value if isinstance(value, tuple) else (value,)
        if value not in (None, ALL) and not all(part in axis for part in parts):
            del st.session_state[f"days-{mode}"]


def days(axis: list[date], per_day: dict[date, int]) -> None:
    """Draw the mode, the slider and the buttons that step to the previous and the next day with an event."""
    if not axis:
        return
    mode = _mode()
    top = st.container(horizontal=True, vertical_alignment="center", key="day-modes")
    with top:
        st.segmented_control(
            "Days",
            list(MODES),
            format_func=MODES.__getitem__,
            key="days-mode",
            default="one",
            required=True,
            label_visibility="collapsed",
        )
        for step, key, icon, words in STEPS:
            st.button(
                words,
                icon=icon,
                help=words,
                key=key,
                on_click=_step,
                args=(step, axis, per_day),
                disabled=not _target(step, axis, per_day),
            )
    with st.container(key="day-slider"):
        if mode == "one":
            st.select_slider("Day", [ALL, *axis], format_func=_in_words, key="days-one", label_visibility="collapsed")
        elif mode == "range":
            # Two values given make it a range, and they have to be given on every run, not only on the first.
            st.select_slider(
                "Days from and to",
                axis,
                value=(axis[0], axis[-1]),
                format_func=_in_words,
                key="days-range",
                label_visibility="collapsed",
            )
        else:
            st.select_slider(
                "Up to", axis, value=axis[-1], format_func=_in_words, key="days-until", label_visibility="collapsed"
            )
        show(_track(axis, per_day, first_is_all=mode == "one"))


def _track(axis: list[date], per_day: dict[date, int], *, first_is_all: bool) -> Markup:
    """The slider's scale: under each stop its day and a bar for how many events may fall on it."""
    stops: list[date | None] = [None, *axis] if first_is_all else [*axis]
    most = max(per_day.values(), default=0) or 1
    named = len(stops) <= MOST_NAMED
    ticks = []
    for n, day in enumerate(stops):
        place = 100 * n / max(1, len(stops) - 1)
        count = per_day[day] if day else 0
        name = (timeline.in_words(day, year=False) if day else "All").rsplit(" ", 1 if day else 0)[0]
        title = f"{timeline.in_words(day)}: {count} mapped event{'s' * (count != 1)}" if day else "All days"
        bar = Markup('<i style="height:{}px"></i>').format(round(16 * count / most)) if count else Markup("")
        ticks.append(
            Markup('<span style="left:{}%" title="{}">{}{}</span>').format(
                f"{place:.3f}", title, bar, Markup("<b>{}</b>").format(name) if named else ""
            )
        )
    return Markup('<div class="day-track" aria-hidden="true">{}</div>').format(join(ticks))


def reset() -> None:
    """Show all days."""
    # Values are set, not deleted: a deleted one is forgotten here, but the browser keeps and shows its own.
    for key in ("days-range", "days-until"):
        st.session_state.pop(key, None)
    st.session_state["days-mode"], st.session_state["days-one"] = "one", ALL


def _mode() -> str:
    return str(st.session_state.get("days-mode") or "one")


def _in_words(day: date | str) -> str:
    return "All days" if isinstance(day, str) else timeline.in_words(day)


def _target(step: int, axis: list[date], per_day: dict[date, int]) -> date | None:
    """The day to which a step leads: the nearest day with an event, seen from the last day that is shown."""
    mode, value = _mode(), st.session_state.get(f"days-{_mode()}")
    if mode == "range":
        value = value[1] if value else axis[-1]
    if mode == "until" and value is None:
        value = axis[-1]
    if value is None or value == ALL:
        found = [day for day in axis if per_day[day]]
        return found[0] if found and step > 0 else None
    return timeline.neighbour(per_day, value, step)


def _step(step: int, axis: list[date], per_day: dict[date, int]) -> None:
    day = _target(step, axis, per_day)
    if day is None:
        return
    mode = _mode()
    if mode == "range":
        first = min((st.session_state.get("days-range") or (axis[0],))[0], day)
        st.session_state["days-range"] = (first, day)
    else:
        st.session_state[f"days-{mode}"] = day
