"""The address is the view: whatever a link says is restored or named as left out, and the page says it back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import load

TABLES = load()
PLACED = TABLES.events[TABLES.events["place_id"].notna()]
COLUMNS = from_tables(TABLES, PLACED)
FIRST, LAST = COLUMNS.span
PARAMETERS = ("page", "sheet", "mode", "from", "to", "event", "row", "set", "fatalities.from", *COLUMNS.by_name)


def visit(query: dict[str, list[str]]) -> AppTest:
    """The page as a link opens it."""
    page = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60)
    for name, values in query.items():
        page.query_params[name] = values
    return page.run()


def said(page: AppTest) -> dict[str, list[str]]:
    """What the page's address says, in no order of its own."""
    return {name: sorted([values] if isinstance(values, str) else values) for name, values in page.query_params.items()}


def left_out(page: AppTest) -> str:
    """The notice of what was not understood; "" where there is none."""
    return " ".join(info.value for info in page.info)


def iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


@st.composite
def views(draw: st.DrawFn) -> dict[str, list[str]]:
    """A view of the coded events, as a link says it: what stands at its beginning is not named."""
    query: dict[str, list[str]] = {}
    mode = draw(st.sampled_from(["one", "range", "until"]))
    first, last = sorted(draw(st.tuples(*[st.integers(FIRST, LAST)] * 2)))
    if mode != "one":
        query["mode"] = [mode]
    if draw(st.booleans()):
        if mode != "until":
            query["from"] = [iso(first)]
        if mode != "one":
            query["to"] = [iso(last)]
    for facet in COLUMNS.facets:
        chosen = draw(st.sets(st.sampled_from(facet.values), max_size=2)) if facet.values else set()
        if chosen:
            query[facet.name] = sorted(map(str, chosen))
    event = draw(st.sampled_from([None, *TABLES.records["events"]]))
    if event:
        query["event"] = [event]
    page = draw(st.sampled_from([None, "claims", "sources"]))
    if page:
        query["page"] = [page]
    if page == "sources":
        query["sheet"] = [draw(st.sampled_from([*TABLES.records["sources"], "compared", "origin"]))]
    return query


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(views())
def test_a_view_comes_back_as_its_link_says(query: dict[str, list[str]]) -> None:
    page = visit(query)
    assert not page.exception
    assert left_out(page) == ""
    assert said(page) == query


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "x" * 10_000, "\x00", "2026-02-30", "-1", "NaN"])
def test_what_is_unknown_or_malformed_is_left_out_and_named(name: str, value: str) -> None:
    page = visit({name: [value]})
    assert not page.exception
    if name.split(".")[0] not in COLUMNS.by_name and name == "fatalities.from":
        name = "fatalities"  # the coded events have no numbers to filter by
    assert name.replace("_", "\\_") in left_out(page)
    assert "<script" not in left_out(page)
    assert len(left_out(page)) < 300
    assert said(page) == {}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"mode": ["range"], "from": [iso(LAST)], "to": [iso(FIRST)]}, "from"),
        ({"mode": ["range"], "from": ["1990-01-01"], "to": [iso(LAST)]}, "from"),
        ({"from": [iso(FIRST), iso(LAST)]}, "from"),
        ({"event": ["ev-of-another-data-set"]}, "event"),
        ({"set": ["file-of-nobody"], "row": ["7"]}, "set"),
        ({"nobody-knows": ["this"]}, "nobody-knows"),
    ],
)
def test_days_in_the_wrong_order_and_things_of_others_are_left_out(query: dict[str, Any], named: str) -> None:
    page = visit(query)
    assert not page.exception
    assert named in left_out(page).replace("\\", "")
    assert "from" not in said(page)
    assert "event" not in said(page)


def test_many_things_left_out_are_counted() -> None:
    page = visit({f"unknown-{number}": ["x"] for number in range(40)})
    assert "and 35 more" in left_out(page)


def test_a_link_to_a_file_says_which_file_it_needs_and_waits_for_it() -> None:
    link = {"set": ["file-0123456789abcdef"], "event_type": ["1"], "from": ["1999-01-01"]}
    page = visit(link)
    assert not page.exception
    assert "01234567" in left_out(page)
    assert "Parts of the link" not in left_out(page)
    assert said(page) == link
