"""The spreadsheet CSV, read back by csv and by pandas."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from dashboard.export import export
from dashboard.sources.dossier.tables import Tables, load

KABUL = "ev-kabul-2026-02-26"
SIGNS = "=+-@\t\r"


DRONES = "ev-northwest-pakistan-drones-2026-02-26"


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_a_row_an_event_with_what_the_tables_say(tables: Tables, rows_of: Callable) -> None:
    content = export("csv", tables)
    assert content.startswith(b"\xef\xbb\xbf")
    rows, given_rows = read(content), rows_of("events")
    assert [row["event_id"] for row in rows] == [row["event_id"] for row in given_rows]
    for row, was in zip(rows, given_rows, strict=True):
        for column in ("title", "kind", "date_start", "date_end", "place_text", "where_prec", "attacker", "note"):
            assert row[column] == was[column]
        quotes = {item["quote_id"] for item in tables.evidence_of(row["event_id"])}
        assert all(tables.row("quotes", quote)["quote"] in row["quotes"] for quote in quotes)
        claims = [claim for claim in tables.rows("claims") if claim["event_ids"] == (row["event_id"],)]
        assert all(claim["n_text"] in row["claims"] and claim["claim_id"] in row["claims"] for claim in claims)


def test_pandas_reads_the_same(tables: Tables) -> None:
    frame = pd.read_csv(io.BytesIO(export("csv", tables)), encoding="utf-8-sig").set_index("event_id")
    assert len(frame) == len(tables.rows("events"))
    for event in tables.rows("events"):
        place = tables.row("places", event["place_id"]) if event["place_id"] else None
        latitude = frame.loc[event["event_id"], "latitude"]
        assert pd.isna(latitude) if place is None else latitude == place["latitude"]


def test_a_joint_figure_is_named_and_not_told_of_one_of_its_events(tables: Tables) -> None:
    row = read(export("csv", tables, ["ev-paktia-2026-02-26"]))[0]
    assert row["joint_claims"] == "cl-no-casualties-night-strikes"
    assert row["claims"] == ""


def test_a_quote_that_only_contradicts_says_so(tables: Tables) -> None:
    rows = [dict(row) for row in tables.rows("evidence")]
    against = next(row for row in rows if row["subject_id"] == DRONES and row["role"] == "contradicts")
    kept = [
        row for row in rows if row is against or (row["subject_id"], row["quote_id"]) != (DRONES, against["quote_id"])
    ]
    changed = dataclasses.replace(tables, records={**tables.records, "evidence": dict(enumerate(kept, 2))})
    quote = tables.row("quotes", against["quote_id"])["quote"]
    assert f"“{quote}” (contradicts; Copy " in read(export("csv", changed, [DRONES]))[0]["quotes"]


def test_hostile_text_is_text_and_no_formula(hostile: Path, hostile_text: str) -> None:
    row = read(export("csv", load(hostile), [KABUL]))[0]
    assert row["title"].startswith("'=cmd")
    assert row["title"].replace(";'=", ";=").removeprefix("'") == hostile_text
    assert row["note"].startswith("'\t")
    assert row["status_scope"].startswith("'@SUM(1)")
    assert "<script>alert(1)</script> ]]> &amp; \u202eevil\u202c \u200f" in row["quotes"]
    for cell in row.values():
        assert not cell.startswith(tuple(SIGNS))
        assert not re.search(r"[;\t\n][=+\-@]", cell)


def test_control_characters_do_not_go_along(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    changed = with_cells(tables, KABUL, title="a\x00b\x1b[31mc\x7f", note="\x00=1+1")
    row = read(export("csv", changed, [KABUL]))[0]
    assert row["title"] == "ab[31mc"
    assert row["note"] == "'=1+1"


def test_numbers_stay_numbers(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    place = {**tables.row("places", "af-city-kabul"), "latitude": -34.5, "longitude": -69.1}
    moved = {**tables.records, "places": {**tables.records["places"], "af-city-kabul": place}}
    changed = with_cells(tables, KABUL)
    changed.records = moved
    assert b",-34.5,-69.1," in export("csv", changed, [KABUL])
