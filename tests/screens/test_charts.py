"""Charts: what a bar says, which spans of days an axis has, and what a click on a bar chooses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.model.days import day_number
from dashboard.query.engine import DeathSums, Group, SpanGroups, ValueGroups
from dashboard.screens.charts.chart_bars import bar
from dashboard.screens.charts.chart_drawing import time_chart, value_chart
from dashboard.screens.charts.span_bars import left_out, span_bars, spans_of, ticks
from dashboard.screens.charts.value_bars import BLANK, value_bars


def days(first: str, last: str) -> tuple[int, int]:
    return day_number(date.fromisoformat(first)), day_number(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("sums", "figure", "told"),
    [
        (None, "3", "Helmand: 3 events"),
        (DeathSums(3, 4, 4, 4), "4", "Helmand: 4 deaths"),
        (DeathSums(3, 4, 6, 9), "6 (4–9)", "Helmand: 6 at best, 4 to 9 deaths"),
        (DeathSums(3, 4, None, 9), "4–9", "Helmand: 4 to 9 deaths"),
        (DeathSums(1, 4, 4, 4), "4", "Helmand: 4 deaths. Of 2 events they are not known"),
        (DeathSums(0, 0, 0, 0), "not known", "Helmand: 3 events, their deaths are not known"),
    ],
)
def test_a_bar_says_its_figure_and_what_is_not_known(sums: DeathSums | None, figure: str, told: str) -> None:
    made = bar("helmand", "Helmand", Group(3, sums), "deaths" if sums else "events", "plain")
    assert (made.figure, made.told) == (figure, told)


def test_nothing_known_has_no_length_and_no_range() -> None:
    unknown = bar("x", "X", Group(3, DeathSums(0, 0, 0, 0)), "deaths", "plain")
    assert (unknown.length, unknown.low, unknown.high) == (None, None, None)
    without_best = bar("x", "X", Group(3, DeathSums(3, 4, None, 9)), "deaths", "plain")
    assert (without_best.length, without_best.low, without_best.high) == (None, 4, 9)


@pytest.mark.parametrize(
    ("first", "last", "unit", "names"),
    [
        ("2026-02-21", "2026-02-27", "day", ["21 Feb", "27 Feb"]),
        ("2024-01-15", "2026-02-27", "month", ["Jan 2024", "Feb 2026"]),
        ("2019-01-15", "2026-12-27", "quarter", ["Jan–Mar 2019", "Oct–Dec 2026"]),
        ("1989-06-01", "2023-12-31", "year", ["1989", "2023"]),
        ("1900-06-01", "2023-12-31", "decade", ["1900s", "2020s"]),
        ("0001-01-01", "9999-12-31", "decade", ["0s", "9990s"]),
    ],
)
def test_an_axis_has_the_finest_spans_that_can_be_read(first: str, last: str, unit: str, names: list[str]) -> None:
    spans = spans_of(days(first, last))
    bars = span_bars(spans, SpanGroups([Group(1, None)] * (len(spans.starts) - 1), Group(0, None)), "events", None)
    assert (spans.unit, [bars[0].label, bars[-1].label]) == (unit, names)
    assert spans.starts == sorted(set(spans.starts))
    assert spans.starts[0] <= days(first, last)[0]
    assert spans.starts[-1] > days(first, last)[1]
    assert len({made.label for made in bars}) == len(bars)
    assert set(ticks(bars)) <= {made.label for made in bars}


def test_a_set_without_days_has_no_bar() -> None:
    assert span_bars(spans_of(None), SpanGroups((), Group(0, None)), "events", None) == []


def test_the_days_of_a_bar_are_its_own() -> None:
    spans = spans_of(days("2024-01-15", "2026-02-27"))
    assert spans.days_of(str(spans.starts[1])) == days("2024-02-01", "2024-02-29")
    assert spans.days_of("17") is None


def test_chosen_days_stand_out() -> None:
    spans = spans_of(days("2026-02-21", "2026-02-24"))
    groups = SpanGroups([Group(1, None)] * 4, Group(2, None))
    assert [made.look for made in span_bars(spans, groups, "events", days("2026-02-22", "2026-02-23"))] == [
        *("pale", "chosen", "chosen", "pale")
    ]
    assert left_out(groups, "events") == "2 events may fall into several bars and stand in each."


def test_events_without_a_value_are_shown_as_such() -> None:
    groups = ValueGroups([("a", "A", Group(5, None)), ("b", "B", Group(2, None))], Group(0, None), Group(4, None))
    bars = value_bars(groups, "events", {"b"})
    assert [(made.key, made.label, made.look) for made in bars] == [
        *(("a", "A", "pale"), ("b", "B", "chosen"), (BLANK, "Not stated", "unknown"))
    ]
    assert value_bars(groups, "events", {None})[-1].look == "unknown-chosen"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_asks_for_no_address(theme: str) -> None:
    bars = [bar("a", "A", Group(3, DeathSums(3, 4, 6, 9)), "deaths", "plain")]
    for chart in (
        value_chart(bars, 1, theme),
        time_chart(bars, ticks(bars), "deaths", 1, theme),
        value_chart([], 1, theme),
    ):
        assert "url" not in str(chart)
        assert "http" not in str(chart)


# --- the page ------------------------------------------------------------------------------------------------------


def opened() -> AppTest:
    page = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60)
    page.query_params["beside"] = "charts"
    return page.run()


def test_the_charts_stand_in_the_address_and_beside_the_map() -> None:
    page = opened()
    html = [element.proto.body for element in page.get("html")]
    titles = [body.split(">")[1].split(" <")[0] for body in html if body.startswith('<h3 class="chart-title"')]
    assert titles == ["Time", "Attacker", "Province", "Kind of act"]
    assert "claims are never added" in " ".join(caption.value for caption in page.caption)
    assert page.query_params["beside"] in ("charts", ["charts"])
