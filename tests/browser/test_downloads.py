"""Take it with you: each format is downloaded by its button, read, and compared with what the filters leave."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine
from playwright.sync_api import expect

from dashboard.export import FORMATS, export
from dashboard.model.columns import EventColumns
from dashboard.model.filter import Filter
from dashboard.sources.dossier.tables import Tables


def events_of(name: str, content: bytes) -> set[str]:
    """The events that a downloaded file names, by readers of its format."""
    if name == "html":
        (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', content.decode(), re.DOTALL)
        return set(json.loads(data)["cards"])
    if name == "tables":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            text = packed.read("data/events.csv").decode("utf-8-sig")
        return {row["event_id"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    if name == "csv":
        return {row["event_id"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    if name == "xlsx":
        head, *rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name("events").to_python()
        return {str(row[head.index("event_id")]) for row in rows}
    if name == "geojson":
        return {feature["id"] for feature in json.loads(content)["features"] if feature["id"].startswith("ev-")}
    if name == "kml":
        return set(re.findall(r'<Placemark id="(ev-[^"]+)"', content.decode()))
    bodies = [item["body"][0]["value"] for item in json.loads(content)["first"]["items"]]
    return {value for value in bodies if value.startswith("ev-")}


def test_each_format_holds_what_is_shown(
    page: Any, tables: Tables, columns: EventColumns, ids: Callable[[Filter], list[str]]
) -> None:
    expected = ids(Filter(choices={"time_of_day": frozenset({"night"})}))
    page.pill(columns.by_name["time_of_day"], "night").click()
    page.wait_drawn(expected)
    page.settle()
    page.page.get_by_role("button", name="Take it with you").click()
    expect(page.page.get_by_role("radio", name=f"What is shown: {len(expected)}")).to_be_checked()
    for name, item in FORMATS.items():
        with page.page.expect_download() as download:
            page.page.get_by_role("button", name=item.title, exact=False).click()
        content = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename == f"reported-events-selection{item.suffix}"
        assert events_of(name, content) == set(expected)
        assert content == export(name, tables, expected)


def test_everything_is_the_tables_as_they_are(page: Any, tables: Tables) -> None:
    page.page.get_by_role("button", name="Take it with you").click()
    page.page.get_by_text(f"Everything: {len(tables.records['events'])}").click()
    # The buttons of before the choice lead nowhere once the page was drawn for it: its run has to begin first.
    page.page.wait_for_timeout(1500)
    page.settle()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name=FORMATS["tables"].title, exact=False).click()
    with zipfile.ZipFile(download.value.path()) as packed:
        for name in ("events.csv", "quotes.csv", "claims.csv"):
            assert packed.read(f"data/{name}") == (page.server.data / name).read_bytes()
