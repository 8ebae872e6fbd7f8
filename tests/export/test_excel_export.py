"""The workbook, read back: the tables' own values, every text a text, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import python_calamine

from dashboard.export import export
from dashboard.sources.dossier.tables import Tables, load

SHEETS = ["events", "claims", "statements", "quotes", "sources", "about"]


def read(content: bytes, name: str) -> list[dict[str, object]]:
    head, *rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name(name).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheets_hold_the_rows_of_the_tables(tables: Tables) -> None:
    content = export("xlsx", tables)
    assert python_calamine.load_workbook(io.BytesIO(content)).sheet_names == SHEETS
    for name, key in (("events", "event_id"), ("claims", "claim_id"), ("statements", "statement_id"), ("quotes", "quote_id"), ("sources", "source_id")):  # fmt: skip
        assert [row[key] for row in read(content, name)] == list(tables.records[name])
    for row in read(content, "quotes"):
        known = tables.row("quotes", str(row["quote_id"]))
        assert (row["quote"], row["start"], row["end"]) == (known["quote"], known["start"], known["end"])
    for row in read(content, "claims"):
        known = tables.row("claims", str(row["claim_id"]))
        assert row["n_text"] == known["n_text"]
        assert row["n_min"] == ("" if known["n_min"] is None else known["n_min"])
        assert str(row["covers"]) == " | ".join(known["event_ids"])


def test_the_same_data_give_the_same_bytes(tables: Tables) -> None:
    assert export("xlsx", tables) == export("xlsx", tables)


@pytest.mark.parametrize("hostile_too", [False, True])
def test_no_cell_is_a_formula_or_a_link(tables: Tables, hostile: Path, hostile_text: str, hostile_too: bool) -> None:
    content = export("xlsx", load(hostile)) if hostile_too else export("xlsx", tables)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            text = archive.read(member).decode("utf-8")
            assert not re.search(r"<f[ >]", text), member
            assert "<hyperlink" not in text
            assert "vbaProject" not in member
    if hostile_too:
        assert read(content, "events")[0]["title"] == hostile_text


def test_a_figure_is_a_number_and_a_day_is_as_written(tables: Tables) -> None:
    rows = {str(row["event_id"]): row for row in read(export("xlsx", tables), "events")}
    for event in tables.rows("events"):
        assert rows[event["event_id"]]["date_start"] == event["date_start"].isoformat()
    claims = {str(row["claim_id"]): row for row in read(export("xlsx", tables), "claims")}
    assert claims["cl-274-taliban-killed"]["n_min"] == 274.0
