"""What comes from the page is a message of its declared type, or nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.messages import controls, map_layer
from dashboard.messages.checked_message import read

CHANGE = {"set": "file-1", "choices": {"kind": ["a", 3, None]}, "ranges": {"deaths": [None, 2.5]}, "text": "x"}


def test_a_message_is_read_with_its_declared_keys_only() -> None:
    assert read(controls.FilterChange, {**CHANGE, "more": 1}) == {**CHANGE, "ranges": {"deaths": (None, 2.5)}}
    assert read(controls.FilterChange, {**CHANGE, "colourBy": "actor"})["colourBy"] == "actor"  # type: ignore[index]
    assert read(map_layer.MapClick, {"seq": 1, "set": "a-set", "event": "ev-1", "more": 1}) == {
        "seq": 1,
        "set": "a-set",
        "event": "ev-1",
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"set": None},
        {"set": 1},
        {"choices": []},
        {"choices": {"kind": "a"}},
        {"choices": {"kind": [1.5]}},
        {"choices": {"kind": [True]}},
        {"choices": {1: ["a"]}},
        {"ranges": {"deaths": [1]}},
        {"ranges": {"deaths": [1, 2, 3]}},
        {"ranges": {"deaths": ["1", None]}},
        {"ranges": {"deaths": [math.nan, None]}},
        {"ranges": {"deaths": [math.inf, None]}},
        {"ranges": {"deaths": [False, None]}},
        {"text": 5},
        {"colourBy": 1},
    ],
)
def test_a_message_with_a_wrong_part_is_none(changed: dict[str, Any]) -> None:
    assert read(controls.FilterChange, {**CHANGE, **changed}) is None


@pytest.mark.parametrize("missing", ["set", "choices", "ranges", "text"])
def test_a_message_without_a_part_is_none(missing: str) -> None:
    assert read(controls.FilterChange, {name: part for name, part in CHANGE.items() if name != missing}) is None


@pytest.mark.parametrize("mode", ["two", None, 1, True, [], {}])
def test_a_word_that_is_none_of_the_choice_is_refused(mode: Any) -> None:
    assert read(controls.DaysChoice, {"mode": mode, "first": None, "last": 1}) is None
    assert read(controls.DaysChoice, {"mode": "one", "first": None, "last": 1}) is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*CHANGE, "mode", "first"]), inner),
)


@given(JSON)
def test_nothing_raises(content: Any) -> None:
    for kind in (controls.FilterChange, controls.DaysChoice, map_layer.MapClick, controls.ArticleReaderData):
        read(kind, content)
