"""Events of an opened file as GeoJSON and CSV, read back by json, by csv and by GDAL."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NothingSelected
from dashboard.export import FORMATS
from dashboard.export import opened_file_export as module
from dashboard.export.export_formats import offered
from dashboard.export.opened_file_export import CAUTION, opened_csv, opened_geojson
from dashboard.model.filter import Filter
from dashboard.sources.files import Opened, open_file
from dashboard.sources.files.file_set import file_set

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sources" / "files"))
import event_rows

OF_FILES = ("csv", "geojson")
WORDS = {"where_prec": {1: "exact town", 4: "somewhere in the province"}, "date_prec": {1: "one day"}}
HOSTILE = '</script> "quoted" back\\slash \t tab é \u202e =1+1 مرحبا'


def opened(shape: str, *changes: Mapping[str, str]) -> Opened:
    rows: Sequence[Sequence[str]] = event_rows.table(shape, *changes)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return open_file(stream.getvalue().encode(), f"{shape}.csv")


def read(file: Opened, positions: Any = None, words: Any = None) -> dict[str, Any]:
    return json.loads(b"".join(opened_geojson(file, positions, words)))


@pytest.fixture(scope="module")
def ged() -> Opened:
    return opened(
        "ged",
        {"id": "1"},
        {"id": "2", "latitude": "", "longitude": "", "where_prec": "6"},
        {"id": "3", "date_start": "2019-08-01 00:00:00.000", "date_end": "2019-08-04 00:00:00.000", "date_prec": "2"},
    )


def test_a_feature_an_event_longitude_first(ged: Opened) -> None:
    found = read(ged)
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == ["1", "2", "3"]
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [69.2, 33.5]}
    assert found["bbox"] == [69.2, 33.5, 69.2, 33.5]


def test_without_a_place_there_is_no_geometry(ged: Opened) -> None:
    feature = read(ged)["features"][1]
    assert feature["geometry"] is None
    assert (feature["properties"]["latitude"], feature["properties"]["where_prec"]) == (None, 6)
    assert "bbox" not in read(ged, [1])


def test_days_and_how_exactly(ged: Opened) -> None:
    told = read(ged, None, WORDS)["features"]
    assert told[0]["properties"]["date_edtf"] == "2019-07-31"
    assert told[2]["properties"]["date_edtf"] == "2019-08-01/2019-08-04"
    assert told[0]["properties"]["when_exactly"] == "one day"
    assert told[0]["properties"]["where_exactly"] == "exact town"
    assert told[1]["properties"]["where_exactly"] is None  # no words for this code were given
    assert "where_exactly" not in read(ged)["features"][0]["properties"]


def test_figures_say_what_they_are_and_notes_whose(ged: Opened) -> None:
    told = read(ged)["features"][0]["properties"]
    assert [told[f"deaths_{name}_estimate"] for name in ("best", "low", "high")] == [3, 2, 4]
    assert told["coders_words_on_the_place"] == event_rows.GED_ROW["where_description"] == "at Testburg"
    acled = read(opened("acled", {}))
    told = acled["features"][0]["properties"]
    assert told["deaths_coders_figure"] == 2
    assert told["coders_note"] == "Both sides clashed near Testburg."
    assert not any(name.startswith(("fatalities", "notes")) for name in told)
    assert set(told) == set(acled["columns"])
    assert "not a quotation" in acled["columns"]["coders_note"]


def test_a_figure_that_is_not_known_is_null() -> None:
    assert read(opened("acled", {"fatalities": ""}))["features"][0]["properties"]["deaths_coders_figure"] is None


def test_whose_it_is_and_on_what_terms(ged: Opened) -> None:
    told = read(ged, [0, 2])["provenance"]
    assert told["scope"] == "A selection: 2 of 3 events."
    assert told["file_sha256"] == ged.digest
    assert "Uppsala" in told["attribution"]
    assert told["terms"] == "CC BY 4.0"
    assert told["caution"] == CAUTION
    acled = read(opened("acled", {}))["provenance"]
    assert "terms of use restrict" in acled["terms"]
    assert acled["scope"] == "All 1 events."


def test_only_the_events_asked_for_in_their_order(ged: Opened) -> None:
    assert [feature["id"] for feature in read(ged, np.array([2, 0]))["features"]] == ["3", "1"]


@pytest.mark.parametrize("name", OF_FILES)
def test_nothing_selected_is_no_file(name: str, ged: Opened) -> None:
    with pytest.raises(NothingSelected):
        FORMATS[name].write(file_set(ged, {}), [])


@pytest.mark.parametrize("name", OF_FILES)
def test_the_menu(name: str, ged: Opened) -> None:
    item, event_set = FORMATS[name], file_set(ged, WORDS)
    assert item.file_name(event_set, everything=True) == f"ged{item.suffix}"
    assert item.file_name(event_set, everything=False) == f"ged-selection{item.suffix}"
    assert item.write(event_set) == item.write(event_set, event_set.engine.events(Filter()))
    assert item.write(event_set, event_set.engine.events(Filter())[1:2]) != item.write(event_set)


def test_the_menu_of_a_file_is_what_can_be_written_of_it(ged: Opened) -> None:
    assert list(offered(file_set(ged, WORDS))) == list(OF_FILES)
    with pytest.raises(ValueError, match=r"cannot be written of ged\.csv"):
        FORMATS["html"].write(file_set(ged, WORDS))


def test_pieces_join_to_the_same(ged: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b"".join(opened_geojson(ged, None, WORDS))
    monkeypatch.setattr(module, "AT_ONCE", 1)
    pieces = list(opened_geojson(ged, None, WORDS))
    assert len(pieces) == 5
    assert b"".join(pieces) == whole


def test_hostile_text_is_text() -> None:
    file = opened("acled", {"notes": HOSTILE, "actor1": HOSTILE, "location": HOSTILE, "event_id_cnty": HOSTILE})
    (feature,) = read(file)["features"]
    told = feature["properties"]
    for cell in (told["coders_note"], told["actor1"], told["location"], feature["id"]):
        assert cell.split() == HOSTILE.split()  # names lose their tabs when the file is opened
    assert told["coders_note"] == HOSTILE


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_comes_back(text: str) -> None:
    import pyarrow as pa

    (found,) = module._json(pa.array([text], pa.string())).to_pylist()
    assert json.loads(found) == text


def test_the_csv_has_their_columns_and_ours(ged: Opened) -> None:
    rows = list(csv.DictReader(io.StringIO(opened_csv(ged, np.array([2])).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["3"]
    assert rows[0]["side_a"] == event_rows.GED_ROW["side_a"]
    assert rows[0]["dashboard date_end"] == "2019-08-04"


def test_gdal_reads_it(ged: Opened, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    file = tmp_path / "out.geojson"
    file.write_bytes(b"".join(opened_geojson(ged, None, WORDS)))
    about, _, geometry, columns = pyogrio.raw.read(file)
    assert about["crs"] == "EPSG:4326"
    values = dict(zip(about["fields"], columns, strict=True))
    assert list(values["event_id"]) == ["1", "2", "3"]
    assert [found is None for found in geometry] == [False, True, False]
