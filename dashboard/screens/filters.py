"""The filters, in the side bar (a drawer on a narrow screen). They live in the page: static/filters.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.crossfilter import Filter
from dashboard.screens import days
from dashboard.screens.component import base_path, component, new_turn
from dashboard.screens.data import DataSet
from dashboard.serve import offer

KEY, VALUE, TURN = "filters", "filter", "filter-turn"


def chosen(data: DataSet) -> Filter:
    """What the reader has chosen, days included: known before the controls are drawn."""
    found, _ = Filter.from_json(_value(), data.columns)
    return Filter(days.chosen(data.columns.span), found.choices)


def filters(data: DataSet) -> None:
    """Draw the facets. Each choice says how many events it would leave, all other filters kept."""
    component("filters")(
        key=KEY,
        data={
            "facets": [
                {"name": f.name, "title": f.title, "values": list(f.values), "labels": list(f.labels)}
                for f in data.columns.facets
            ],
            "value": {"choices": {}} | dict(_value()),
            "turn": st.session_state.get(TURN, 0),
            "answers": base_path() + offer(data.events.version, data.crossfilter),
        },
        on_filter_change=_hear,
    )


def reset() -> None:
    """Take away every filter, the days included."""
    _choose({})
    days.reset()


def drop(name: str) -> None:
    """Take away one filter: a facet by its name, or "days"."""
    if name == "days":
        days.reset()
    else:
        _choose({facet: values for facet, values in _value().get("choices", {}).items() if facet != name})


def _choose(choices: Mapping[str, Any]) -> None:
    st.session_state[VALUE] = {"choices": dict(choices)}
    st.session_state[TURN] = new_turn()


def _value() -> Mapping[str, Any]:
    value = st.session_state.get(VALUE)
    return value if isinstance(value, Mapping) else {}


def _hear() -> None:
    """A choice was made in the page. It comes from outside: ``chosen`` drops what these events do not have."""
    said = st.session_state[KEY].get("filter")
    if isinstance(said, Mapping) and isinstance(said.get("choices"), Mapping):
        st.session_state[VALUE] = {"choices": dict(said["choices"])}
