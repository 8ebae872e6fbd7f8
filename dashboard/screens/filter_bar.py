"""The filters, in the side bar (a drawer on a narrow screen). They live in the page: browser/filter_bar.js."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.messages.checked_message import read
from dashboard.messages.controls import (
    ChosenFilter,
    FacetControl,
    FilterChange,
    FiltersData,
    NumberControl,
)
from dashboard.model.description import Facet, NumberSpan
from dashboard.model.filter import Filter
from dashboard.query.engine import is_listed
from dashboard.query.event_set import EventSet
from dashboard.screens import day_slider
from dashboard.screens.component import component, imposed, new_turn
from dashboard.screens.open_sets import answers_address, columns_address
from dashboard.web.offered_sets import OFFER

# The state has one value for each data set, by its id.
KEY, VALUE, TURN = "filters", "filter", "filter-turn"
NOTHING: ChosenFilter = {"choices": {}, "ranges": {}, "text": ""}


def chosen(event_set: EventSet) -> Filter:
    """What the reader has chosen, days included: known before the controls are drawn."""
    described = event_set.engine.describe()
    read_filter, _ = Filter.from_json(_value(event_set.id), described)
    return replace(read_filter, days=day_slider.chosen(described.span))


def filters(event_set: EventSet) -> None:
    """Draw the facets. Each choice says how many events it would leave, all other filters kept."""
    turn, described = st.session_state.get(TURN, 0), event_set.engine.describe()
    offer = event_set.part(OFFER)
    by_server = offer.packed.unpacked_facets if offer and offer.packed else frozenset()
    content: FiltersData = {
        "set": event_set.id,
        "facets": [
            _facet(facet, facet.name in by_server) for facet in described.facets if facet.values or not facet.complete
        ],
        "numbers": [control for number in described.numbers for control in _number(number)],
        "text": described.text,
        "colours": list(event_set.colouring),
        "value": imposed(KEY, (turn, event_set.id), NOTHING | dict(_value(event_set.id))),
        "turn": turn,
        "answers": answers_address(event_set),
        "columns": columns_address(event_set) if event_set.counted_in_page else None,
    }
    component("filter_bar")(key=KEY, data=content, on_filter_change=_hear)


def _facet(facet: Facet, by_server: bool) -> FacetControl:
    """A facet as the page draws it: its values, where they are few; else they come with the answers."""
    listed = is_listed(facet)
    values, labels = (list(facet.values), list(facet.labels)) if listed else ([], [])
    return {
        "name": facet.name,
        "title": facet.title,
        "values": values,
        "labels": labels,
        "many": not listed,
        "server": by_server,
    }


def _number(number: NumberSpan) -> list[NumberControl]:
    """The control of a number; none where no event has it."""
    if number.lowest is None or number.highest is None:
        return []
    return [{"name": number.name, "title": number.title, "low": number.lowest, "high": number.highest}]


def take(set_id: str, wanted: Filter) -> None:
    """Choose the filters of a data set from outside the side bar; its days are not touched."""
    value: dict[str, Any] = {
        "choices": {name: sorted(values, key=str) for name, values in wanted.choices.items()},
        "ranges": {name: list(ends) for name, ends in wanted.ranges.items()},
        "text": wanted.text,
    }
    before = _value(set_id)
    if {name: before.get(name) or value[name].__class__() for name in value} != value:
        kept = {name: before[name] for name in ("colourBy",) if name in before}
        st.session_state[VALUE] = {**st.session_state.get(VALUE, {}), set_id: {**value, **kept}}
        st.session_state[TURN] = new_turn()


def reset() -> None:
    """Take away every filter of every data set, the days included."""
    st.session_state[VALUE] = {}
    st.session_state[TURN] = new_turn()
    day_slider.reset()


def drop(name: str, set_id: str) -> None:
    """Take away one filter of a data set: a facet or a number by its name, "text", or "days"."""
    if name == "days":
        day_slider.reset()
        return
    value = {part: _value(set_id).get(part, {}) for part in ("choices", "ranges")}
    kept = {part: {key: one for key, one in given.items() if key != name} for part, given in value.items()}
    text = "" if name == "text" else _value(set_id).get("text", "")
    st.session_state[VALUE] = {**st.session_state.get(VALUE, {}), set_id: {**_value(set_id), **kept, "text": text}}
    st.session_state[TURN] = new_turn()


def _value(set_id: str) -> Mapping[str, Any]:
    value = st.session_state.get(VALUE, {}).get(set_id)
    return value if isinstance(value, Mapping) else {}


def _hear() -> None:
    """A choice was made in the page. It comes from outside: ``chosen`` drops what these events do not have."""
    change = read(FilterChange, st.session_state[KEY].get("filter"))
    if change is not None:
        value = {name: part for name, part in change.items() if name != "set"}
        st.session_state[VALUE] = {**st.session_state.get(VALUE, {}), change["set"]: value}
