"""The filters, in the side bar (a drawer on a narrow screen). They live in the page: browser/filters.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.model.codes import Lists
from dashboard.model.columns import EventColumns, Facet, known
from dashboard.model.filter import Filter
from dashboard.screens import day_slider
from dashboard.screens.component import base_path, component, imposed, new_turn
from dashboard.screens.open_sets import FileSet, colouring, key_of
from dashboard.screens.shipped_data import CodedSet
from dashboard.web.questions import LISTED

# The state has one value for each data set, by its id.
KEY, VALUE, TURN = "filters", "filter", "filter-turn"
NUMBERS = {"fatalities": "Reported deaths"}
TEXT = "Words in notes, headline or place"


def chosen(data: CodedSet | FileSet) -> Filter:
    """What the reader has chosen, days included: known before the controls are drawn."""
    found, _ = Filter.from_json(_value(data.id), data.columns)
    return Filter(day_slider.chosen(data.columns.span), found.choices, found.ranges, found.text)


def filters(data: CodedSet | FileSet) -> None:
    """Draw the facets. Each choice says how many events it would leave, all other filters kept."""
    turn = st.session_state.get(TURN, 0)
    component("filters")(
        key=KEY,
        data={
            "set": data.id,
            "facets": [_facet(facet) for facet in data.columns.facets if facet.values],
            "numbers": [_number(data.columns, name) for name in data.columns.numbers if _any(data.columns, name)],
            "text": TEXT if data.columns.texts else None,
            "colours": colouring(data) if isinstance(data, FileSet) else [],
            "value": imposed(KEY, (turn, data.id), {"choices": {}, "ranges": {}, "text": ""} | dict(_value(data.id))),
            "turn": turn,
            "answers": f"{base_path()}answers/{key_of(data)}",
            "events": None if isinstance(data, FileSet) else _events(data.columns),
        },
        on_filter_change=_hear,
    )


def _events(columns: EventColumns) -> list[dict[str, Any]]:
    """A few events whole: the page counts them without asking."""
    return [
        {
            "days": [int(columns.start[row]), int(columns.end[row])],
            "facets": {facet.name: list(facet.of_row(row)) for facet in columns.facets},
        }
        for row in range(len(columns))
    ]


def _facet(facet: Facet) -> dict[str, Any]:
    """A facet as the page draws it: its values, where they are few; else they come with the answers."""
    many = len(facet.values) > LISTED
    values, labels = ([], []) if many else (list(facet.values), list(facet.labels))
    return {
        "name": facet.name,
        "title": facet.title,
        "values": values,
        "labels": labels,
        "many": many,
        "server": isinstance(facet.codes, Lists),
    }


def _any(columns: EventColumns, name: str) -> bool:
    return bool(known(columns.numbers[name]).any())


def _number(columns: EventColumns, name: str) -> dict[str, Any]:
    numbers = columns.numbers[name]
    found = numbers[known(numbers)]
    return {"name": name, "title": NUMBERS.get(name, name), "low": int(found.min()), "high": int(found.max())}


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
    said = st.session_state[KEY].get("filter")
    if isinstance(said, Mapping) and isinstance(said.get("set"), str) and isinstance(said.get("choices"), Mapping):
        value = {name: said.get(name) for name in ("choices", "ranges", "text", "colourBy")}
        kept = {name: one for name, one in value.items() if one is not None}
        st.session_state[VALUE] = {**st.session_state.get(VALUE, {}), said["set"]: kept}
