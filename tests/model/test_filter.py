"""A filter from outside is read as far as these events know it; what is left out is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model.description import Description, Facet, NumberSpan
from dashboard.model.filter import MOST_NOTICES, MOST_TEXT, Filter

TOWNS = Facet("town", "Town", (), (), complete=False)
DESCRIBED = Description(
    3, 3, (10, 14),
    (Facet("actor", "Actor", ("Alpha", "Zeta"), ("Alpha", "Zeta")), Facet("where_prec", "How exactly", (1, 4), ("1", "4"))),
    (NumberSpan("fatalities", "Deaths", 0, 3),),
    "Words",
)  # fmt: skip


# --- any filter --------------------------------------------------------------------------------------------------------

END = st.none() | st.integers(-1, 5) | st.floats(-1, 5)
DAYS = st.tuples(st.integers(-5, 20), st.integers(-5, 20)).map(sorted).map(tuple)
filters = st.builds(
    Filter,
    st.none() | DAYS,
    st.fixed_dictionaries({}, optional={
        "actor": st.frozensets(st.sampled_from(["Alpha", "Zeta", "Nobody", None]), max_size=3),
        "where_prec": st.frozensets(st.none() | st.integers(1, 7), max_size=3),
    }),
    st.just({}) | st.fixed_dictionaries({"fatalities": st.tuples(END, END)}),
    st.just("") | st.text("aAéŁx %_.\\(", max_size=6),
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(wanted=filters)
def test_a_filter_comes_back_from_json_as_far_as_the_events_know_it(wanted: Filter) -> None:
    read, notices = Filter.from_json(wanted.to_json(), DESCRIBED)
    again, none_left = Filter.from_json(read.to_json(), DESCRIBED)
    assert (again, again.to_json(), none_left) == (read, read.to_json(), [])
    assert read.days == wanted.days
    for name, chosen in wanted.choices.items():
        known = {*DESCRIBED.facet[name].values, None}
        assert read.choices.get(name, frozenset()) == chosen & known
        assert bool(chosen - known) <= bool(notices)


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("1" * 5_000, "no JSON"),
        ("x" * 2_000_000, "too long"),
        ("[]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"weather": 1}', "“weather” is not known"),
        ('{"days": [1]}', "no first and last day"),
        ('{"days": [2, 1]}', "no first and last day"),
        ('{"days": [true, 1]}', "no first and last day"),
        ('{"days": [NaN, 1]}', "no first and last day"),
        ('{"days": [0.5, 1]}', "no first and last day"),
        ('{"days": [-1e300, 1e300]}', "no first and last day"),
        ('{"days": [0, %s]}' % ("9" * 4_000), "no first and last day"),
        ('{"days": "today"}', "“today” are no first and last day"),
        ('{"choices": []}', "are no object"),
        ('{"choices": {"weather": ["rain"]}}', "have no “weather”"),
        ('{"choices": {"actor": "Alpha"}}', "is no list"),
        ('{"choices": {"actor": {"Alpha": 1}}}', "is no list"),
        ('{"choices": {"actor": ["Nobody"]}}', "actor has no value “Nobody”"),
        ('{"choices": {"actor": [["Alpha"], {"a": []}, 1.5, true]}}', "actor has no value […]"),
        ('{"choices": {"where_prec": [true, 1.0, "1", 9]}}', "where_prec has no value"),
        ('{"choices": {"actor": ["\\ud800"]}}', "actor has no value"),
        ('{"choices": {"actor": ["%s"]}}' % ("A" * 10_000), "actor has no value “AAA"),
        ('{"choices": {"where_prec": [%s]}}' % ("9" * 4_000), "where_prec has no value"),
        ('{"ranges": {"fatalities": [1]}}', "no lowest and highest"),
        ('{"ranges": {"fatalities": [2, 1]}}', "no lowest and highest"),
        ('{"ranges": {"fatalities": [NaN, null]}}', "no lowest and highest"),
        ('{"ranges": {"fatalities": [null, Infinity]}}', "no lowest and highest"),
        ('{"ranges": {"fatalities": [null, %s]}}' % ("9" * 4_000), "no lowest and highest"),
        ('{"ranges": {"fatalities": ["1", null]}}', "no lowest and highest"),
        ('{"ranges": {"actor": [1, 2]}}', "have no “actor”"),
        ('{"text": 5}', "no text"),
        ('{"text": "%s"}' % ("x" * (MOST_TEXT + 1)), "no text"),
        ('{"text": "\\udc00"}', "no text"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_left_out_and_named(content: str | bytes, notice: str) -> None:
    read, notices = Filter.from_json(content, DESCRIBED)
    assert read == Filter()
    assert notice in "".join(notices)
    assert all(len(sentence) < 150 and sentence.encode() for sentence in notices)
    json.loads(json.dumps(notices))


def test_what_is_right_stays_when_the_rest_is_left_out() -> None:
    content = {"days": [1, 2], "choices": {"actor": ["Alpha", "Nobody", None], "x": []}, "text": "  a  b ", "ranges": 3}
    for given_content in (json.dumps(content), content):
        read, notices = Filter.from_json(given_content, DESCRIBED)
        assert read == Filter((1, 2), {"actor": frozenset({"Alpha", None})}, {}, "a b")
        assert len(notices) == 3


def test_notices_are_bounded() -> None:
    content = json.dumps({"choices": {"actor": [f"Nobody {n}" for n in range(50_000)]}})
    assert len(Filter.from_json(content, DESCRIBED)[1]) == MOST_NOTICES + 1


# --- what may be chosen ------------------------------------------------------------------------------------------------


def test_a_facet_that_is_not_complete_rules_no_value_out() -> None:
    described = Description(3, 3, (10, 14), (TOWNS,))
    read, notices = Filter.from_json({"choices": {"town": ["Anywhere", 5, None]}}, described)
    assert (read, notices) == (Filter(choices={"town": frozenset({"Anywhere", 5, None})}), [])
    for value in (True, 1.5, ["x"], {"a": 1}, "\ud800", 2**60):
        read, notices = Filter.from_json({"choices": {"town": [value]}}, described)
        assert (read, len(notices)) == (Filter(), 1)


def test_events_without_texts_are_not_searched() -> None:
    read, notices = Filter.from_json({"text": "war"}, Description(3, 3, (10, 14), ()))
    assert read == Filter()
    assert notices == ["These events have no text to search for “war”."]


@pytest.mark.parametrize(
    ("name", "narrows"), [("days", True), ("text", True), ("actor", True), ("fatalities", True), ("weather", False)]
)
def test_what_these_events_have_can_narrow_them(name: str, narrows: bool) -> None:
    assert DESCRIBED.can_narrow(name) is narrows
    assert not Description(3, 3, None, ()).can_narrow("text")


def test_the_parts_of_other_events_are_left_out() -> None:
    wanted = Filter((1, 2), {"actor": frozenset({"Alpha"}), "weather": frozenset({"rain"})}, {"wind": (1, 2)}, " a  b ")
    assert wanted.parts_of(DESCRIBED) == {"actor": frozenset({"Alpha"}), "text": "a b", "days": (1, 2)}
    assert set(wanted.active) == {"actor", "weather", "wind", "text", "days"}


def test_one_part_is_taken_away_by_its_name() -> None:
    whole = Filter((1, 2), {"actor": frozenset({"Alpha"})}, {"fatalities": (1, None)}, "a")
    assert whole.without("days") == Filter(None, whole.choices, whole.ranges, "a")
    assert whole.without("text") == Filter((1, 2), whole.choices, whole.ranges)
    assert whole.without("actor").choices == {}
    assert whole.without("fatalities").ranges == {}
    assert whole.without("weather") == whole


@pytest.mark.parametrize(("text", "value"), [("Alpha", "Alpha"), ("Nobody", None), ("", None), ("alpha", None)])
def test_a_text_in_an_address_is_a_value(text: str, value: str | None) -> None:
    assert DESCRIBED.facet["actor"].value_of(text) == value
    assert DESCRIBED.facet["where_prec"].value_of("4") == 4
    assert TOWNS.value_of(text) == (text or None)
