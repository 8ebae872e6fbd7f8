"""The bars of a facet: one a value, and last the events without a value."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.model.filter import Choice
from dashboard.query.engine import ValueGroups
from dashboard.screens.charts.chart_bars import Bar, Look, Measure, bar
from dashboard.words.sentences import say, say_count

# So many values have a bar; beyond that a chart is a list, and the filters search in it.
MOST = 8
# The key of the bar of the events without a value. The address writes the same choice so.
BLANK = ""


def value_bars(groups: ValueGroups, measure: Measure, chosen: Collection[Choice]) -> list[Bar]:
    """The bars of a facet, in the order of the groups."""
    bars = [
        bar(str(value), label, group, measure, _look(value in chosen, bool(chosen)))
        for value, label, group in groups.values
    ]
    if groups.blank.events or None in chosen:
        look: Look = "unknown-chosen" if None in chosen else "unknown"
        bars.append(bar(BLANK, say("Not stated"), groups.blank, measure, look))
    return bars


def left_out(groups: ValueGroups) -> str:
    """What no bar shows; empty where the bars show all."""
    if not groups.others.events:
        return ""
    return say_count(
        groups.others.events,
        one="{number} event is of none of these.",
        other="{number} events are of none of these.",
    )


def _look(is_chosen: bool, any_is: bool) -> Look:
    return "chosen" if is_chosen else "pale" if any_is else "plain"
