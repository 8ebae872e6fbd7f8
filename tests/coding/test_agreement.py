"""Two codings of one article: which events are the same, how far they agree, and every difference side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import ARTICLE

from dashboard.coding.agreement import INTERVAL, NOMINAL, Agreement, FieldAgreement, FieldDifference, agreement
from dashboard.coding.krippendorff_alpha import interval_alpha, nominal_alpha
from dashboard.propose.sentence_split import sentences

SENTENCES = list(sentences(ARTICLE))


def event(words: str, place: str | None, **fields: Any) -> dict[str, Any]:
    start = ARTICLE.index(words)
    return {"quotes": [[start, start + len(words)]], "place_id": place, **fields}


def field(result: Agreement, name: str) -> FieldAgreement:
    [compared] = [one for one in result.fields if one.field == name]
    return compared


FIRST = [
    event("Drones hit a grain terminal", "belmora", kind="drone_attack", date_start="2031-03-03", attacker=["orlan"], killed=9),
    event("Shells also fell", "sorrel", kind="shelling", date_start="2031-03-04", attacker=[]),
    event("four attacks on the port", "belmora", kind="other", date_start=None),
]  # fmt: skip
SECOND = [
    event("wounding two children", "sorrel", kind="shelling", date_start=date(2031, 3, 5), attacker=""),
    event("killing nine dock workers", "belmora", kind="air_strike", date_start="2031-03-03", attacker=("orlan",), killed=9),
    event("31 people were in hospital", "belmora", kind="other", date_start="2031-03-03"),
]  # fmt: skip


def test_events_of_one_sentence_are_the_same() -> None:
    result = agreement(FIRST, SECOND, sentences=SENTENCES)
    assert result.pairs == ((0, 1), (1, 0))
    assert (result.only_first, result.only_second) == ((2,), (2,))
    assert result.percent_of_events == 50.0


def test_without_sentences_the_quotes_themselves_have_to_overlap() -> None:
    assert agreement(FIRST, SECOND).pairs == ()
    assert agreement(FIRST, FIRST).pairs == ((0, 0), (1, 1), (2, 2))


def test_every_field_has_its_units_and_every_difference_both_values() -> None:
    result = agreement(FIRST, SECOND, sentences=SENTENCES)
    assert [one.field for one in result.fields] == ["place_id", "kind", "date_start", "attacker", "killed"]
    kind = field(result, "kind")
    assert (kind.level, kind.units, kind.agreeing, kind.percent) == (NOMINAL, 2, 1, 50.0)
    assert kind.differences == (FieldDifference(0, "drone_attack", "air_strike"),)
    days = field(result, "date_start")
    assert (days.level, days.units, days.agreeing) == (INTERVAL, 2, 1)
    assert days.differences == (FieldDifference(1, "2031-03-04", date(2031, 3, 5)),)
    assert days.alpha is not None
    assert 0 < days.alpha < 1
    assert field(result, "attacker").percent == 100.0
    assert field(result, "killed").agreeing == 2


def test_which_sentences_report_anything_is_compared() -> None:
    coded = agreement(FIRST, SECOND, sentences=SENTENCES).sentences
    assert coded is not None
    assert (coded.units, coded.agreeing) == (len(SENTENCES), len(SENTENCES) - 2)
    assert [(one.first, one.second) for one in coded.differences] == [(True, False), (False, True)]
    assert agreement(FIRST, SECOND).sentences is None


def test_four_place_days_of_one_sentence_find_each_other_by_their_place() -> None:
    words = "Drones hit a grain terminal"
    first = [event(words, place, kind="shelling") for place in ("a", "b", "c", "d")]
    second = [event(words, place, kind="shelling") for place in ("d", "x", "b", "a")]
    result = agreement(first, second)
    assert result.pairs == ((0, 3), (1, 2), (2, 1), (3, 0))
    assert field(result, "place_id").differences == (FieldDifference(2, "c", "x"),)


def test_one_place_on_two_days_is_told_apart_by_the_day() -> None:
    words = "Drones hit a grain terminal"
    first = [event(words, "a", date_start=day) for day in ("2031-03-03", "2031-03-04")]
    assert agreement(first, first[::-1]).pairs == ((0, 1), (1, 0))


def test_a_day_that_only_one_gave_is_a_difference_and_no_part_of_alpha() -> None:
    words = ("Drones hit", "Shells also fell", "four attacks")
    first = [
        event(one, "a", date_start=day) for one, day in zip(words, ("2031-03-03", "2031-03-04", None), strict=True)
    ]
    second = [
        event(one, "a", date_start=day)
        for one, day in zip(words, ("2031-03-03", "2031-03-05", "2031-01-31"), strict=True)
    ]
    days = field(agreement(first, second), "date_start")
    assert (days.units, days.agreeing, days.alpha_units) == (3, 1, 2)
    assert days.note == "Alpha leaves out one event for which not both gave a day."
    assert days.differences[1] == FieldDifference(2, None, "2031-01-31")


def test_alpha_that_is_undefined_is_none_and_says_why() -> None:
    result = agreement(FIRST[:1], FIRST[:1])
    assert {one.alpha for one in result.fields} == {None}
    assert (
        field(result, "kind").note
        == "Both used one value only, so agreement cannot be told from chance: there is no alpha."
    )
    assert field(result, "kind").percent == 100.0
    empty = field(agreement(FIRST[:1], SECOND[:1]), "kind")
    assert (empty.units, empty.percent, empty.alpha) == (0, None, None)
    assert empty.note == "Nothing was coded by both, so there is no alpha."
    nothing = agreement([], [])
    assert (nothing.pairs, nothing.fields, nothing.percent_of_events) == ((), (), None)


@pytest.mark.parametrize("quotes", [[], None, [[3, 3]], [[-1, 4]]])
def test_an_event_without_a_passage_is_refused(quotes: Any) -> None:
    with pytest.raises(ValueError, match="has to have quotes"):
        agreement([{"quotes": quotes}], FIRST)


def test_a_day_that_is_none_is_refused() -> None:
    wrong = [event("Drones hit", "a", date_start="Monday")]
    with pytest.raises(ValueError, match="date_start: 'Monday' is no day"):
        agreement(wrong, wrong)


# --- alpha ---------------------------------------------------------------------------------------------------------


def test_alpha_is_that_of_the_published_examples() -> None:
    """K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), examples A and B: 0.095 and 0.692."""
    binary = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
    classes = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert nominal_alpha(binary) == pytest.approx(0.095, abs=0.0005)
    assert nominal_alpha(classes) == pytest.approx(0.692, abs=0.0005)


def test_days_that_are_near_agree_more_than_days_that_are_far() -> None:
    near = interval_alpha([(1, 1), (10, 11), (20, 20), (30, 30)])
    far = interval_alpha([(1, 1), (10, 20), (20, 20), (30, 30)])
    assert near is not None
    assert far is not None
    assert 1 > near > far


@pytest.mark.parametrize("pairs", [[], [(1, 1)], [(2, 2), (2, 2)]])
def test_alpha_of_one_value_is_none(pairs: list[tuple[int, int]]) -> None:
    assert nominal_alpha(pairs) is None
    assert interval_alpha(pairs) is None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_alpha_is_the_quotient_of_its_definition(pairs: list[tuple[int, int]]) -> None:
    values = [value for pair in pairs for value in pair]
    drawn = [(one, other) for place, one in enumerate(values) for rank, other in enumerate(values) if place != rank]
    for alpha, distance in (
        (nominal_alpha(pairs), lambda one, other: one != other),
        (interval_alpha(pairs), lambda one, other: (one - other) ** 2),
    ):
        seen = sum(distance(*pair) for pair in pairs) / len(pairs)
        expected = sum(distance(*pair) for pair in drawn) / len(drawn)
        assert alpha == (pytest.approx(1 - seen / expected) if expected else None)


@given(
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from("abc"), st.sampled_from("xy")), max_size=8),
    st.randoms(),
)
@settings(max_examples=80, deadline=None)
def test_a_coding_agrees_with_itself_in_any_order(rows: list[tuple[tuple[int, int], str, str]], draw: Any) -> None:
    coding = [{"quotes": [span], "place_id": place, "kind": kind} for span, place, kind in dict.fromkeys(rows)]
    coding = list({(str(one["quotes"]), one["place_id"]): one for one in coding}.values())
    other = draw.sample(coding, len(coding))
    result = agreement(coding, other, sentences=SENTENCES)
    assert (result.only_first, result.only_second) == ((), ())
    assert all(one.agreeing == one.units and one.alpha in (None, 1.0) for one in result.fields)
