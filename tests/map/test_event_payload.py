"""What the page's layer fetches once: all that it needs, as JSON, under a name that changes with the content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import Point, shape

from dashboard.map import payload
from dashboard.map.base_map import LAYERS, attribution, base_map
from dashboard.map.event_payload import Payload
from dashboard.map.symbols import COLOURS
from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import EventColumns, FacetColumn
from dashboard.model.event_ids import NamedIds
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import SHIPPED, FolderContents, Record, Tables, load

TABLES = load(strict=True)
EVENTS = [row for row in TABLES.rows("events") if row["place_id"]]


def packed(tables: Tables, events: Sequence[Record]) -> Payload:
    """The payload of these events of these tables."""
    rows = tables.events.loc[[event["event_id"] for event in events]]
    return payload(tables, events, InMemoryEngine(from_tables(tables, rows)))


PAYLOAD = packed(TABLES, EVENTS)
DATA = json.loads(PAYLOAD.content)


def test_it_is_json_that_reads_back_and_carries_no_value_json_does_not_know() -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    assert json.loads(PAYLOAD.content, parse_constant=refuse) == DATA
    assert set(DATA) == {"places", "events", "colours", "legend", "lines"}
    assert json.dumps(DATA, ensure_ascii=False, separators=(",", ":")).encode() == PAYLOAD.content


def test_its_version_is_a_hash_of_its_bytes() -> None:
    assert hashlib.sha256(PAYLOAD.content).hexdigest()[:16] == PAYLOAD.version
    assert packed(TABLES, EVENTS) == PAYLOAD


@pytest.mark.parametrize("column", ["title", "verification", "time_of_day", "kind"])
def test_another_content_has_another_version(column: str) -> None:
    other = {"title": "Another title", "verification": "disputed", "time_of_day": "day", "kind": "shelling"}[column]
    key = "ev-paktika-2026-02-27"
    events = {**TABLES.records["events"], key: {**TABLES.row("events", key), column: other}}
    if column == "time_of_day":
        assert other != TABLES.row("events", key)[column]
    tables = replace(TABLES, records={**TABLES.records, "events": events})
    assert packed(tables, [row for row in tables.rows("events") if row["place_id"]]).version != PAYLOAD.version


def test_fewer_events_have_another_version_and_only_their_places() -> None:
    one = packed(TABLES, [TABLES.row("events", "ev-kabul-2026-02-26")])
    assert one.version != PAYLOAD.version
    assert list(json.loads(one.content)["places"]) == ["af-city-kabul"]
    assert json.loads(packed(TABLES, []).content)["events"] == []


@pytest.mark.parametrize("event", [row["event_id"] for row in EVENTS])
def test_every_event_has_its_place_and_its_mark(event: str) -> None:
    found = next(entry for entry in DATA["events"] if entry["id"] == event)
    assert found["place"] in DATA["places"]
    assert found["svg"].startswith("<svg ")
    assert found["svg"].endswith("</svg>")
    assert all(found["colour"] in DATA["colours"][theme] for theme in COLOURS)
    assert found["operation"] == (event == "ev-punjab-operations-2026-02-27")
    for name in ("title", "according", "when", "where", "status"):
        assert found[name]
    town = DATA["places"][found["place"]]["level"] == "city"
    assert (found["tip"] == "") == town
    assert town or found["tip"].startswith(DATA["places"][found["place"]]["name"] + ": ")


@pytest.mark.parametrize("event", [row["event_id"] for row in EVENTS])
def test_the_popup_shows_a_verbatim_quote_and_counts_the_rest(event: str) -> None:
    found = next(entry for entry in DATA["events"] if entry["id"] == event)
    quotes = {row["quote_id"] for row in TABLES.rows("evidence") if row["subject_id"] == event}
    verbatim = {TABLES.row("quotes", quote)["quote"] for quote in quotes}
    assert found["quotes"]
    for quote in found["quotes"]:
        assert "".join(text for text, _ in quote["pieces"]) in verbatim
        assert quote["source"].startswith("Copy ")
    assert found["more"] == len(quotes) - len(found["quotes"])


def test_each_event_carries_what_the_layer_filters_by() -> None:
    """The layer's own rule, applied to the payload, shows what the crossfilter shows: for each day and each choice."""
    columns = from_tables(TABLES, TABLES.events.loc[[event["event_id"] for event in EVENTS]])
    crossfilter = InMemoryEngine(columns)
    first, last = columns.span
    filters = [Filter((day, day)) for day in range(first, last + 1)]
    filters += [Filter(choices={f.name: frozenset([value])}) for f in columns.facets for value in f.values]
    for wanted in filters:
        shown = [
            (wanted.days is None or (e["days"][0] <= wanted.days[1] and e["days"][1] >= wanted.days[0]))
            and all(chosen & set(e["facets"][name]) for name, chosen in wanted.choices.items())
            for e in DATA["events"]
        ]
        assert shown == crossfilter.mask(wanted).tolist(), wanted


def test_the_values_of_a_row_are_its_own_however_a_facet_keeps_them() -> None:
    """A facet kept as lists has rows without any value, and rows that share a list."""
    events = EVENTS[:4]
    start = np.zeros(len(events), dtype=np.int32)
    values = ("a", "b", "c")
    facets = (
        FacetColumn("listed", "Listed", values, values, CodeLists.of([1, -1, 0, 1], [[2], [0, 1]], len(values))),
        FacetColumn("placed", "Placed", values, values, CodeColumns.of([[0, 1, -1, 2], [2, -1, -1, 0]], len(values))),
    )
    columns = EventColumns(start, start, facets, given_ids=NamedIds([event["event_id"] for event in events]))
    found = json.loads(payload(TABLES, events, InMemoryEngine(columns)).content)["events"]
    assert [event["facets"]["listed"] for event in found] == [["a", "b"], [], ["c"], ["a", "b"]]
    assert [event["facets"]["placed"] for event in found] == [["a", "c"], ["b"], [], ["c", "a"]]


def test_label_points_are_latitude_first_and_shapes_longitude_first() -> None:
    for place_id, place in DATA["places"].items():
        latitude, longitude = place["at"]
        assert 23 < latitude < 39 < 60 < longitude < 78
        row = TABLES.row("places", place_id)
        assert (latitude, longitude) == (row["latitude"], row["longitude"])
        assert (place["shape"] is None) == (place["level"] == "city")
        if place["shape"]:
            west, south, east, north = shape(place["shape"]).bounds
            assert 60 < west < east < 78
            assert 23 < south < north < 39
            assert shape(place["shape"]).distance(Point(longitude, latitude)) < 0.01


def test_text_stays_text_in_the_payload() -> None:
    """Hostile words of a title reach the layer as they are; it never parses them as HTML."""
    hostile = "</script><img src=x onerror=alert(1)> `${1}` {{'x'}} \u2028"
    records = {**TABLES.records, "events": dict(TABLES.records["events"])}
    records["events"]["ev-kabul-2026-02-26"] = {**TABLES.row("events", "ev-kabul-2026-02-26"), "title": hostile}
    tables = replace(TABLES, records=records)
    found = json.loads(packed(tables, [tables.row("events", "ev-kabul-2026-02-26")]).content)["events"][0]
    assert found["title"] == hostile
    assert hostile not in found["svg"]


def test_no_address_of_another_host_is_in_it() -> None:
    addresses = set(re.findall(rb"https?://[^\"' <]+", PAYLOAD.content + base_map(FolderContents(SHIPPED)).content))
    assert {address.rstrip(b"\\") for address in addresses} <= {b"http://www.w3.org/2000/svg"}


# --- the base map --------------------------------------------------------------------------------------------------


def test_the_base_map_holds_its_layers_and_whom_they_are_owed_to() -> None:
    layers = json.loads(base_map(FolderContents(SHIPPED)).content)
    assert set(layers) == set(LAYERS)
    assert all(layer["type"] == "FeatureCollection" and layer["features"] for layer in layers.values())
    assert "GeoNames" in attribution(FolderContents(SHIPPED))
    assert "Natural Earth" in attribution(FolderContents(SHIPPED))


@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff"])
def test_a_layer_whose_file_is_broken_is_left_out(tmp_path: Path, content: bytes | None) -> None:
    for file in (*LAYERS.values(), "geodata.manifest.json"):
        (tmp_path / file).write_bytes((SHIPPED / file).read_bytes())
    for file in ("land.geojson", "geodata.manifest.json"):
        if content is None:
            (tmp_path / file).unlink()
        else:
            (tmp_path / file).write_bytes(content)
    layers = json.loads(base_map(FolderContents(tmp_path)).content)
    assert "imply no position" in attribution(FolderContents(tmp_path))
    if content is None:  # a folder without land has the world's
        assert layers == json.loads(base_map(FolderContents(SHIPPED)).content)
    else:
        assert set(layers) == {"provinces", "border"}
