"""ACLED and GED files, recognised and translated by the published mapping."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from event_rows import make, table, text

from dashboard.files import SCHEMA, open_file
from dashboard.files.headers import COLUMNS
from dashboard.files.opening import Opened

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "ucdp_ged_sample.csv"


def rows(opened: Opened) -> list[dict[str, Any]]:
    return opened.events.to_pylist()


def only(opened: Opened) -> dict[str, Any]:
    [row] = rows(opened)
    return row


def test_ged_row() -> None:
    data = make("ged")
    opened = open_file(data, "a.csv")
    assert (opened.shape, opened.shape_words) == ("ged", "UCDP GED")
    assert opened.digest == hashlib.sha256(data).hexdigest()
    assert opened.events.schema.equals(SCHEMA)
    assert only(opened) == {
        "row": 2,
        "event_id": "100",
        "date_start": date(2019, 7, 31),
        "date_end": date(2019, 7, 31),
        "date_prec": 1,
        "latitude": 33.5,
        "longitude": 69.2,
        "where_prec": 1,
        "kind": "other",
        "event_type": "State-based",
        "sub_event_type": None,
        "actor1": "Government of Exampleland",
        "actor2": "Example Front",
        "attacker": None,
        "time_of_day": None,
        "time_words": None,
        "fatalities": 3,
        "fatalities_low": 2,
        "fatalities_high": 4,
        "country": "Afghanistan",
        "admin1": "Example province",
        "admin2": "Example district",
        "location": "Testburg town",
        "source": "Example Wire; Northern Gazette",
        "headline": "Fighting reported near Testburg",
        "notes": "at Testburg",
    }
    assert opened.report.counts == {}
    assert "CC BY 4.0" in opened.attribution.licence


def test_acled_row() -> None:
    opened = open_file(make("acled"), "a.csv")
    assert (opened.shape, opened.shape_words) == ("acled", "ACLED export")
    row = only(opened)
    assert row["kind"] == "ground_clash"
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (date(2022, 12, 28), date(2022, 12, 28), 1)
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (2, None, None)
    assert (row["attacker"], row["headline"], row["actor2"]) == (None, None, "Example Front")
    assert opened.attribution.may_pass_on is False


def test_original_holds_every_column_as_read() -> None:
    made = table("ged", {"best": "007", "side_b": " Example Front "}, {})
    opened = open_file(text(made).encode(), "a.csv")
    assert opened.original.column_names == ["row", *COLUMNS["ged"]]
    read = [[cell or "" for cell in row.values()] for row in opened.original.drop_columns(["row"]).to_pylist()]
    assert read == made[1:]
    assert opened.original["row"].to_pylist() == [2, 3]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of real rows is not here")
def test_real_sample() -> None:
    import pandas as pd

    opened = open_file(SAMPLE, SAMPLE.name)
    plain = pd.read_csv(SAMPLE)
    report = opened.report
    assert (report.rows_read, report.rows_shown, report.unplaced) == (1000, 1000, 0)
    assert opened.shape == "ged"
    assert opened.events["fatalities"].to_pylist().count(0) == (plain["best"] == 0).sum()
    assert (
        report.counts.get("best_outside", 0) == ((plain["best"] < plain["low"]) | (plain["best"] > plain["high"])).sum()
    )
    assert report.counts.get("duplicate_id", 0) == 0
    assert (
        sum(value is not None for value in opened.events["attacker"].to_pylist())
        == (plain["type_of_violence"] == 3).sum()
    )
