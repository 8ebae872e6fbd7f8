"""Undo and redo of the view."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.screens.view_history import ViewHistory

ONE, TWO, THREE = ({"kind": [value]} for value in ("one", "two", "three"))


def after(*views: dict[str, list[str]]) -> ViewHistory:
    steps = ViewHistory()
    for view in views:
        steps.note(view)
    return steps


def test_steps_come_back_and_go_forth_in_their_order() -> None:
    steps = after(ONE, TWO, TWO, THREE)
    for step, view in ((steps.back, TWO), (steps.back, ONE), (steps.forth, TWO), (steps.forth, THREE)):
        assert step() == view
        steps.note(view)
    assert steps.forth() is None
    assert steps.past == [ONE, TWO]


def test_a_new_choice_ends_the_way_forth() -> None:
    steps = after(ONE, TWO)
    assert steps.back() == ONE
    steps.note(ONE)
    steps.note(THREE)
    assert steps.forth() is None
    assert steps.back() == ONE


def test_a_view_that_cannot_be_shown_whole_is_a_choice_of_its_own() -> None:
    steps = after(ONE, TWO)
    assert steps.back() == ONE
    steps.note({})
    assert steps.past == [TWO]
    assert steps.undone == []


def test_another_dossier_has_a_history_of_its_own() -> None:
    steps = after(ONE, TWO, {"dossier": ["other"]})
    assert steps.back() is None


def test_only_the_last_steps_are_kept() -> None:
    steps = after(*({"n": [str(n)]} for n in range(150)))
    assert len(steps.past) == 100


def test_the_page_takes_a_filter_days_and_an_open_event_back() -> None:
    page = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60).run()
    assert page.button(key="view-undo").disabled
    page.button(key="list-ev-paktia-2026-02-26").click().run()
    assert page.query_params["event"] in ("ev-paktia-2026-02-26", ["ev-paktia-2026-02-26"])
    page.button(key="view-undo").click().run()
    assert "event" not in page.query_params
    page.button(key="view-redo").click().run()
    assert page.query_params["event"] in ("ev-paktia-2026-02-26", ["ev-paktia-2026-02-26"])
    assert page.button(key="view-redo").disabled
