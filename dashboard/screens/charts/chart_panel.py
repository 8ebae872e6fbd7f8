"""All charts of a set, one below the other, and what a click on a bar does: it is a filter, a second click takes it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from dashboard.model.description import Facet
from dashboard.model.filter import Choice, Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import day_slider, filter_bar
from dashboard.screens.charts import span_bars, value_bars
from dashboard.screens.charts.chart_bars import Measure, bar
from dashboard.screens.charts.chart_drawing import CLICK, Chart, time_chart, value_chart
from dashboard.screens.charts.span_bars import Days, spans_of
from dashboard.screens.choice_in_a_row import choice_in_a_row
from dashboard.screens.component import new_turn
from dashboard.screens.page_head import theme
from dashboard.screens.safe_text import label, show
from dashboard.words.sentences import Deferred, deferred, say, say_count, say_deferred

MEASURE, TURN, TIME = "charts-measure", "charts-turn", "time"
MEASURES: dict[Measure, Deferred] = {"events": deferred("Events"), "deaths": deferred("Deaths")}


def chart_panel(event_set: EventSet, chosen: Filter, shown: int, read_events: Callable[[], None]) -> None:
    """Draw the charts of a set.

    Args:
        event_set: the set.
        chosen: its filter, days included.
        shown: how many events it leaves.
        read_events: turns from the charts to the list of these events.
    """
    with st.container(key="charts"):
        measure = _measure(event_set)
        if measure == "deaths":
            everything = event_set.engine.together(chosen)
            _note(say("{told}.", told=bar("", say("All that is shown"), everything, measure, "plain").told))
        _time(event_set, chosen, measure)
        for name in event_set.charted:
            _values(event_set, chosen, name, measure)
        st.button(
            say_count(shown, one="Read the {number} event shown", other="Read the {number} events shown"),
            key="charts-read",
            icon=":material/list:",
            on_click=read_events,
            width="stretch",
        )


def _measure(event_set: EventSet) -> Measure:
    """The choice between events and deaths, and what both are; events alone where no deaths may be added up."""
    if not event_set.deaths:
        st.caption(label(event_set.uncounted_deaths))
        return "events"
    names: dict[str, str] = {name: say_deferred(words) for name, words in MEASURES.items()}
    chosen = choice_in_a_row(say("What the bars count"), names, MEASURE, default="events")
    measure: Measure = "deaths" if chosen == "deaths" else "events"
    if measure == "deaths":
        st.caption(
            label(
                say(
                    "{deaths}, added up over events. The bar is the best figure, the line reaches from the lowest to the "
                    "highest. Events without a figure add nothing.",
                    deaths=event_set.deaths,
                )
            )
        )
    return measure


def _time(event_set: EventSet, chosen: Filter, measure: Measure) -> None:
    spans = spans_of(event_set.engine.describe().span)
    groups = event_set.engine.by_span(chosen, spans.starts)
    bars = span_bars.span_bars(spans, groups, measure, chosen.days)
    _heading(say("Time"), spans.title(measure))
    turn = st.session_state.get(TURN, 0)
    chart = time_chart(bars, span_bars.ticks(bars), measure, turn, theme())

    def toggle(key: str) -> None:
        days = spans.days_of(key)
        if days is not None:
            _toggle_days(days, event_set.engine.describe().span)

    _draw(TIME, chart, say("Events by time"), toggle)
    _note(span_bars.left_out(groups, measure))


def _values(event_set: EventSet, chosen: Filter, name: str, measure: Measure) -> None:
    facet = event_set.engine.describe().facet.get(name)
    if facet is None:
        return
    choices = chosen.choices.get(name, frozenset())
    groups = event_set.engine.by_value(chosen, name, value_bars.MOST, measure == "deaths")
    bars = value_bars.value_bars(groups, measure, choices)
    _heading(facet.title, say("events") if measure == "events" else say("deaths"))
    if not bars:
        st.caption(say("None."))
        return
    chart = value_chart(bars, st.session_state.get(TURN, 0), theme())
    _draw(name, chart, facet.title, partial(_toggle_value, event_set.id, chosen, facet))
    _note(value_bars.left_out(groups))


def _heading(title: str, unit: str) -> None:
    show(Markup('<h3 class="chart-title">{} <small>{}</small></h3>').format(title, unit))


def _draw(name: str, chart: Chart, title: str, toggle: Callable[[str], None]) -> None:
    key = f"chart-{name}"
    st.vega_lite_chart(chart, key=key, on_select=partial(_hear, key, toggle), selection_mode=CLICK, alt=label(title))


def _hear(key: str, toggle: Callable[[str], None]) -> None:
    """A bar was clicked, unless the selection is one of before: Vega tells what it forgets and restores too."""
    state = st.session_state.get(key)
    points = state["selection"].get(CLICK) if state else None
    if not isinstance(points, list) or not points or not isinstance(points[-1], dict):
        return
    clicked, turn = points[-1].get("key"), points[-1].get("turn")
    if isinstance(clicked, str) and turn == st.session_state.get(TURN, 0):
        st.session_state[TURN] = new_turn()
        toggle(clicked)


def _toggle_value(set_id: str, chosen: Filter, facet: Facet, key: str) -> None:
    value: Choice = None if key == value_bars.BLANK else facet.value_of(key)
    if value is None and key != value_bars.BLANK:
        return
    choices = chosen.choices.get(facet.name, frozenset()) ^ {value}
    filter_bar.take(set_id, replace(chosen, choices={**chosen.choices, facet.name: choices}))


def _toggle_days(days: Days, span: Days | None) -> None:
    if span is None:
        return
    # A whole month may begin before the first day of any event.
    first, last = max(days[0], span[0]), min(days[1], span[1])
    if day_slider.chosen(span) == (first, last):
        day_slider.reset()
    else:
        mode = "one" if first == last else "range"
        day_slider.take({"mode": mode, "first": first, "last": last})


def _note(sentence: str) -> None:
    """Below a chart: what its bars leave out."""
    if sentence:
        show(Markup('<p class="chart-note">{}</p>').format(sentence))
