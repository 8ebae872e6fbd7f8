"""A dossier of many events: the page draws the first entries of its lists, and the others when the reader asks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from many_copies import write_copies
from theatre import RIVER

from dashboard import screens
from dashboard.screens.list_length import STEP
from dashboard.sources.dossier.evidence import reported_figures
from dashboard.sources.dossier.evidence.marked_article import quoted_share
from dashboard.sources.dossier.tables import FolderContents, load

COPIES = 60
CLAIMS = len(load(RIVER).records["claims"])
EVENTS = load(RIVER).events
PLACED, PLACELESS = int(EVENTS["place_id"].notna().sum()), int(EVENTS["place_id"].isna().sum())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_copies(FolderContents(RIVER), COPIES, tmp_path_factory.mktemp("many"))


@pytest.fixture
def page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(folder))
    return AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=120).run()


def listed(page: AppTest) -> list[str]:
    assert not page.exception
    assert not page.error
    return [button.key for button in page.button if button.key.startswith("list-")]


def html(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if getattr(child, "children", None):
            yield from html(child)
        elif child.type == "html":
            yield child.proto.body


def figures(page: AppTest) -> list[str]:
    return re.findall(r'<li data-claim="([^"]+)"', "".join(html(page._tree)))


def test_the_reader_asks_for_more_events_and_gets_the_next_ones(page: AppTest) -> None:
    first = listed(page)
    assert len(first) == 2 * STEP
    assert page.button("more-events").label == f"More: {COPIES * PLACED - STEP} further events"
    assert page.button("more-unfiltered-events").label == f"More: {COPIES * PLACELESS - STEP} further events"
    longer = listed(page.button("more-events").click().run())
    assert longer[:STEP] == first[:STEP]
    assert len(set(longer)) == 3 * STEP
    # Every event has its sign.
    signed = re.findall(r"\.st-key-(list-[\w-]+) button::before", "".join(html(page._tree)))
    assert signed == longer


def test_all_events_can_be_reached(page: AppTest) -> None:
    page.button("more-unfiltered-events").click().run()
    for _ in range(-(-COPIES * PLACED // STEP) - 1):
        page.button("more-events").click().run()
    assert len(set(listed(page))) == COPIES * (PLACED + PLACELESS)
    assert not [button for button in page.button if button.key.startswith("more-") and "event" in button.key]


def test_all_figures_can_be_reached_and_the_page_says_how_many_are_left(page: AppTest) -> None:
    first = figures(page)
    assert 0 < len(first) < COPIES * CLAIMS
    assert "further figures</p>" in "".join(html(page._tree))
    while [button for button in page.button if button.key == "more-headline-figures"]:
        page.button("more-headline-figures").click().run()
    assert len(figures(page)) == len(set(figures(page))) == COPIES * CLAIMS
    assert "further figures</p>" not in "".join(html(page._tree))


def test_the_first_figures_are_the_first_of_all_and_none_is_lost(folder: Path) -> None:
    tables = load(folder)
    events = list(tables.records["events"])
    every, some = reported_figures(tables, events), reported_figures(tables, events, 7)
    for part in ("of_shown", "undated", "of_others"):
        whole = [view for group in getattr(every, part) for view in group.claims]
        assert [view for group in getattr(some, part) for view in group.claims] == whole[:7]
        assert [group.claim_ids for group in getattr(some, part)] == [
            tuple(view.claim_id for view in group.claims) for group in getattr(every, part)
        ]


def test_words_of_two_quotes_count_once(folder: Path) -> None:
    tables = load(folder)
    quotes = list(tables.records["quotes"])
    rows = [tables.row("quotes", quote) for quote in quotes]
    said = {(row["source_id"], place) for row in rows for place in range(row["start"], row["end"])}
    assert quoted_share(tables, quotes) == len(said) / sum(map(len, tables.texts.values()))
    assert quoted_share(tables, [quotes[0], quotes[0]]) == quoted_share(tables, quotes[:1])
    assert quoted_share(tables, []) == 0
