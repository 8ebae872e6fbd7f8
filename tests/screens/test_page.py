"""One part of the page that fails is one line on it; the others stay, and no traceback is shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.screens import (
    address,
    article_reader,
    beside_map,
    claims_table,
    data_set_choice,
    day_slider,
    event_list,
    export_menu,
    filter_bar,
    headline_figures,
    map_view,
    navigation,
    page_head,
    record_panel,
    statement_list,
    view_history,
)
from dashboard.screens.open import file_opening
from dashboard.sources.files import KeptCopies, Mapping, open_file

PARTS = [
    (address, "read"),
    (address, "write"),
    (page_head, "head"),
    (data_set_choice, "data_sets"),
    (file_opening, "open_files"),
    (filter_bar, "filters"),
    (map_view, "map_choice"),
    (day_slider, "days"),
    (map_view, "event_map_view"),
    (export_menu, "export_menu"),
    (view_history, "buttons"),
    (record_panel, "record_panel"),
    (beside_map, "choice"),
    (headline_figures, "headlines"),
    (event_list, "event_list"),
    (page_head, "foot"),
]
ON_OTHER_PAGES = [
    ("claims", claims_table, "claims_table"),
    ("claims", statement_list, "statements"),
    ("sources", navigation, "sheets"),
    ("sources", article_reader, "reader"),
    ("sources", record_panel, "record_panel"),
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


@pytest.mark.parametrize(("page", "module", "name"), ON_OTHER_PAGES)
def test_so_does_one_on_another_page(page: str, module, name: str, monkeypatch, caplog) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(module, name, broken)
    script = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=60)
    script.query_params["page"] = page
    with caplog.at_level(logging.ERROR, "dashboard"):
        shown = script.run()
    assert not shown.exception
    (error,) = shown.error
    assert "cannot be shown. Reload the page." in error.value
    assert "secret" not in error.value


def test_a_page_that_cannot_be_read_at_all_says_so(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(filter_bar, "chosen", broken)
    page = run()
    assert not page.exception
    assert [error.value.partition(" ")[0] for error in page.error] == ["The"]


def test_the_choice_of_map_outlives_a_page_without_a_map() -> None:
    page = run()
    page.sidebar.toggle[0].set_value(True).run()
    for name, toggles in (("claims", []), ("map", [True])):
        page.session_state[navigation.PAGE] = name
        page.run()
        assert [toggle.value for toggle in page.sidebar.toggle] == toggles


@pytest.mark.parametrize(
    ("settings", "local"),
    [
        ({}, True),
        ({"DASHBOARD_SHARED": "yes"}, False),
        ({"DASHBOARD_KEEP": "no"}, False),
        ({"DASHBOARD_KEEP": "yes"}, True),
    ],
)
def test_what_is_kept_on_the_machine_is_for_its_owner(
    settings: dict[str, str], local: bool, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    table = b"event_date,latitude,longitude\n2026-02-27,34.5,69.2\n"
    columns = Mapping({"date": "event_date", "latitude": "latitude", "longitude": "longitude"})
    KeptCopies().save(open_file(table, "mine.csv", mapping=columns))
    listed = [button.label for button in run().button if button.key.startswith("kept-open-")]
    assert listed == ([r"mine\.csv · 1"] if local else [])
