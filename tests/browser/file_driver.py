"""What a reader does with event files: opens them, sees them on the map, turns to one, reads its rows."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

ROOT = Path(__file__).resolve().parents[2]
SETS = "[...window.eventLayer.sets.open.values()]"
DRAWN = f"""([name, n]) => window.eventLayer && {SETS}
    .some(({{ set, layer }}) => set.name === name && layer.events && layer.drawn === n)"""


def synthetic() -> Any:
    place = ROOT / "tests" / "benchmarks" / "synthetic_events.py"
    spec = importlib.util.spec_from_file_location("synthetic_events", place)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


def ged_payload(name: str, events: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """A UCDP GED file as a browser hands it over: of each event what is given here, and plain values for the rest."""
    plain = {
        **{
            "type_of_violence": 1,
            "side_a": "Government of A",
            "side_b": "Rebels",
            "dyad_name": "Government of A - Rebels",
        },
        **{"where_prec": 1, "date_prec": 1, "event_clarity": 1, "country": "Afghanistan", "number_of_sources": 1},
        **{"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0, "low": 0, "best": 0, "high": 0},
    }
    header, text = synthetic().GED, io.StringIO()
    table = csv.DictWriter(text, header, restval="", lineterminator="\n")
    table.writeheader()
    for number, event in enumerate(events, 1):
        day = event["date_start"]
        table.writerow({**plain, "id": number, "date_end": day, "year": str(day)[:4]} | dict(event))
    return {"name": name, "mimeType": "", "buffer": text.getvalue().encode()}


def popover(page: Any) -> Locator:
    """The popover of event files, opened; the side bar is a drawer on a narrow screen."""
    drawer = page.page.get_by_test_id("stExpandSidebarButton")
    if drawer.is_visible():
        drawer.click()
    body: Locator = page.page.get_by_test_id("stPopoverBody").filter(has_text="ACLED or UCDP GED exports")
    if not body.count():
        page.page.get_by_role("button", name="Open event files").click()
    body.wait_for()
    page.settle()
    return body


def drop(page: Any, *given: Path | dict[str, Any]) -> None:
    """Drop files on the control."""
    popover(page).locator("input[type=file]").set_input_files(list(given))


def to_map(page: Any) -> None:
    """On a narrow screen: close the drawer, and see the page again."""
    close = page.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    close.click(force=True)
    page.page.get_by_test_id("stExpandSidebarButton").wait_for()


def shows(page: Any, name: str, drawn: int) -> None:
    """Wait until a file is on the map with so many events."""
    page.frame().wait_for_function(DRAWN, arg=[name, drawn])
    page.settle()


def entry(page: Any, name: str) -> Locator:
    """The entry of a data set in the list of those that are open."""
    entries: Locator = page.page.locator('[class*="st-key-set-turn-"] button')
    return entries.filter(has_text=re.compile(rf"^{re.escape(name)} · ")).locator("visible=true")


def turn_on(page: Any, name: str) -> None:
    """Show a set on the map beside the one that is turned to."""
    page.page.get_by_role("button", name=f"Show {name} on the map").click()
    page.page.get_by_role("button", name=f"Hide {name} on the map").wait_for()
    page.settle()


def rows(page: Any) -> Locator:
    """The rows of the list of an opened file."""
    found: Locator = page.page.locator(".st-key-file-list button[data-event]")
    return found
