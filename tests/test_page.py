"""One part of the page that fails is one line on it; the others stay, and no traceback is shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.screens import claims, days, events, filters, head, panel, statements, view

PARTS = [
    (head, "head"),
    (filters, "filters"),
    (view, "map_choice"),
    (days, "days"),
    (view, "event_map_view"),
    (claims, "claims"),
    (statements, "statements"),
    (statements, "discrepancies"),
    (panel, "panel"),
    (claims, "headlines"),
    (events, "event_list"),
    (head, "foot"),
]


def run() -> AppTest:
    return AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60).run()


@pytest.mark.parametrize(("module", "name"), PARTS, ids=[name for _, name in PARTS])
def test_a_part_that_fails_does_so_alone(module, name: str, monkeypatch, caplog) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(module, name, broken)
    with caplog.at_level(logging.ERROR, "dashboard"):
        page = run()
    assert not page.exception
    (error,) = page.error
    assert "cannot be shown. Reload the page." in error.value
    assert "secret" not in error.value
    assert "a secret of the server" in caplog.text
    assert name == "event_list" or any(button.key.startswith("list-") for button in page.button)
    assert name == "map_choice" or len(page.sidebar.toggle) == 1


def test_a_page_that_cannot_be_read_at_all_says_so(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(filters, "chosen", broken)
    page = run()
    assert not page.exception
    assert [error.value.partition(" ")[0] for error in page.error] == ["The"]
