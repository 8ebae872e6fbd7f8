"""The steps of the build that make data/world/: topology, remarks, what counts as the same."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest
import shapely

from dashboard.gazetteer import outlines

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch):
    """Import one module of data/geodata by name."""
    monkeypatch.syspath_prepend(str(DATA))
    return lambda name: importlib.import_module(f"geodata.{name}")


RING = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
ENCLAVE = shapely.box(1, 1, 2, 2)
BESIDE = shapely.Polygon([(4, 0), (8, 0), (8, 4), (4, 4)])
ISLANDS = shapely.MultiPolygon([shapely.box(20, 20, 21, 21), shapely.box(22, 20, 23, 21)])


def encoded(topology: ModuleType, *shapes: shapely.Geometry) -> dict:
    return topology.encode([(shape, {"id": f"u{at}", "properties": {}}) for at, shape in enumerate(shapes)])


def test_a_shared_edge_stands_once_and_every_shape_comes_back(step, tmp_path, monkeypatch) -> None:
    topology = encoded(step("topology"), RING, ENCLAVE, BESIDE, ISLANDS)
    (tmp_path / "outlines").mkdir()
    (tmp_path / "outlines" / "xx.json").write_text(json.dumps(topology))
    monkeypatch.setattr(outlines, "WORLD", tmp_path)
    read = [shape for _, shape in outlines._read("xx")]
    for before, after in zip((RING, ENCLAVE, BESIDE, ISLANDS), read, strict=True):
        assert after.equals(before)
    assert shapely.coverage_is_valid(read)
    # The outer lines of the ring and of its neighbour, their shared edge, the enclave's ring, two islands.
    assert len(topology["arcs"]) == 6


def test_the_order_of_vertices_does_not_change_the_bytes(step) -> None:
    topology = step("topology")
    turned = shapely.Polygon([(8, 4), (4, 4), (4, 0), (8, 0)])
    alone = [arc[0] for arc in encoded(topology, turned)["arcs"]], [arc[0] for arc in encoded(topology, BESIDE)["arcs"]]
    assert alone[0] == alone[1]


def test_faults_of_the_edited_remarks_are_listed_with_their_line(step, tmp_path) -> None:
    world_ground = step("world_ground")
    (tmp_path / "world").mkdir()
    path = tmp_path / world_ground.REMARKS
    path.write_text(
        "country,kind,since,sentence,source\nML,older,2016,A sentence.,a source\nKE,old,,no end,\n", "utf-8"
    )
    with pytest.raises(ValueError, match="not sorted") as raised:
        world_ground._remarks(path, {"ML", "KE"})
    assert "outline_remarks.csv:3" in str(raised.value)
    assert "outline_remarks.csv:3 source" in str(raised.value)
    good = (DATA / world_ground.REMARKS).read_bytes()
    assert world_ground._remarks(DATA / world_ground.REMARKS, set(outlines.countries())) == good


def test_faults_of_the_edited_names_are_listed_with_their_line(step) -> None:
    world = step("world")
    rows = [
        {"country": "SO", "name": "Shabeellaha Dhexe", "aliases": "Sh. Dhexe", "provenance": ""},
        {"country": "SO", "name": "Bari", "aliases": "", "provenance": ""},
    ]
    header = "country,name,other_names,source\n"
    with pytest.raises(ValueError, match="not sorted") as raised:
        world.add_names(rows, header + "SO,Shabeellaha Dhexe,Middle Shabelle;Bari,\nSO,Gedo,Gedho,English usage\n")
    faults = str(raised.value).splitlines()
    assert "world/province_names.csv:2 source: is empty" in faults
    assert "world/province_names.csv:2 other_names: Bari is another unit's name" in faults
    assert "world/province_names.csv:3 name: 0 units of SO are called Gedo" in faults
    world.add_names(rows[:1], header + "SO,Shabeellaha Dhexe,Middle Shabelle,English usage\n")
    assert "Middle Shabelle" in rows[0]["aliases"].split(";")
    assert "Sh. Dhexe" in rows[0]["aliases"].split(";")


def test_another_packing_of_the_same_rows_is_the_same_and_another_row_is_not(step) -> None:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    def packed(rows: dict, **how: object) -> bytes:
        buffer = io.BytesIO()
        pq.write_table(pa.table(rows), buffer, **how)
        return buffer.getvalue()

    same = step("world_ground").same_rows
    one = packed({"name": ["Gao", "Kidal"]}, compression="zstd")
    assert same(one, packed({"name": ["Gao", "Kidal"]}, compression="snappy", use_dictionary=False))
    assert not same(one, packed({"name": ["Gao", "Kidāl"]}))


def test_manifests_that_differ_in_more_than_packing_differ(step) -> None:
    same = step("world_ground").same_but_for_packing
    manifest = json.loads((DATA / "world" / "manifest.json").read_text("utf-8"))
    content = json.dumps(manifest).encode()
    manifest["outputs"]["towns.parquet"]["sha256"] = "0" * 64
    manifest["written_with_pyarrow"] = "0"
    assert same(content, json.dumps(manifest).encode())
    manifest["outputs"]["outlines/ml.json"]["sha256"] = "0" * 64
    assert not same(content, json.dumps(manifest).encode())
