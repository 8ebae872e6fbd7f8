"""The columns that the page fetches: what stands in the bytes is what stands in the table."""

from __future__ import annotations

import gzip
import json
import math
import struct
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.map.packed_columns import PackedEvents, beyond, bitmap, pack
from dashboard.map.packed_form import gzipped, parts, unpack
from dashboard.model.codes import CodeColumns, CodeLists
from dashboard.model.columns import UNKNOWN, EventColumns, FacetColumn
from dashboard.model.event_ids import NamedIds, NumberedIds
from dashboard.model.filter import Filter
from dashboard.model.mercator import mercator
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import load

K = math.radians(34.5281)
DEGREES = (1, 2, 3, 4, 5, 6, 7)


def facet(name: str, size: int, columns: list[Any]) -> FacetColumn:
    values = DEGREES if name == "where_prec" else tuple(f"{name} „{n}“" for n in range(size))
    return FacetColumn(name, name, values, tuple(map(str, values)), CodeColumns.of(columns, size))


def events(n: int, seed: int = 1) -> EventColumns:
    random = np.random.default_rng(seed)
    start = np.sort(random.integers(5_000, 9_000, n)).astype(np.int32)
    end = start + random.choice([0, 0, 3, 70_000], n).astype(np.int32)
    facets = (
        facet("event_type", 4, [random.integers(-1, 4, n)]),
        facet("actor", 300, [random.integers(-1, 300, n), random.integers(-1, 300, n)]),
        facet("admin1", 70_000, [random.integers(-1, 70_000, n)]),
        facet("where_prec", 7, [random.integers(-1, 7, n)]),
        FacetColumn(
            "source", "Source", ("a", "b", "c"), ("a", "b", "c"), CodeLists.of(np.zeros(n, dtype=int), [[0, 1, 2]], 3)
        ),
    )
    numbers = {"fatalities": np.where(random.random(n) < 0.3, UNKNOWN, random.integers(-9, 99, n)).astype(np.int32)}
    latitude, longitude = random.uniform(-90, 90, n), random.uniform(-180, 180, n)
    latitude[random.random(n) < 0.2] = np.nan
    return EventColumns(start, end, facets, numbers, latitude=latitude, longitude=longitude)


# --- the form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [0, 1, 7, 500])
def test_the_bytes_are_laid_out_as_agreed(n: int) -> None:
    for file in (lambda p: p.core, lambda p: p.rest):
        packed = pack(events(n))
        content = gzip.decompress(file(packed))
        assert content[:4] == b"EVC1"
        begin = 8 + struct.unpack("<I", content[4:8])[0]
        assert begin % 8 == 0
        header = json.loads(content[8:begin].decode())
        assert header["n"] == len(packed.rows)
        reached = 0
        for column in header["columns"]:
            size = {"f32": 4, "i32": 4, "u16": 2, "u8": 1}[column["type"]]
            assert column["offset"] % 8 == 0
            assert column["offset"] == reached
            assert column["length"] == header["n"]
            reached += math.ceil(column["length"] * size / 8) * 8
        assert begin + reached == len(content)
        named = [column["name"] for column in header["columns"]]
        for described in header["facets"].values():
            assert set(described["columns"]) <= set(named)
            assert len(described["values"]) == len(described["labels"])
        assert len(set(named)) == len(named)


def test_colours_come_first_and_lists_not_at_all() -> None:
    packed = pack(events(50))
    core, rest = (unpack(file)[0] for file in (packed.core, packed.rest))
    assert [column["name"] for column in core["columns"]] == [
        "x", "y", "start", "span", "row", "precision", "event_type", "actor.0", "actor.1",
    ]  # fmt: skip
    assert [column["name"] for column in rest["columns"]] == ["fatalities", "admin1", "where_prec"]
    assert core["facets"]["actor"]["columns"] == ["actor.0", "actor.1"]
    assert core["facets"]["event_type"]["values"][0] == "event_type „0“"
    kinds = {column["name"]: column["type"] for column in core["columns"] + rest["columns"]}
    assert (kinds["event_type"], kinds["actor.0"], kinds["admin1"]) == ("u8", "u16", "i32")


@settings(deadline=None, max_examples=60)
@given(n=st.integers(0, 60), seed=st.integers(0, 99))
def test_every_value_reads_back(n: int, seed: int) -> None:
    columns = events(n, seed)
    packed = pack(columns)
    assert packed.rows.tolist() == [row for row in range(n) if not math.isnan(columns.latitude[row])]
    header, core = unpack(packed.core)
    second, rest = unpack(packed.rest)
    found = core | rest
    for at, row in enumerate(packed.rows):
        assert found["row"][at] == row
        assert header["first_day"] + found["start"][at] == columns.start[row]
        assert found["span"][at] == min(columns.end[row] - columns.start[row], 65_535)
        assert found["fatalities"][at] == columns.numbers["fatalities"][row]
        degree = columns.by_name["where_prec"].of_row(row)
        assert found["precision"][at] == {1: 0, 2: 0, 3: 1, 4: 1}.get(degree[0] if degree else 7, 2)
        for name, described in (header["facets"] | second["facets"]).items():
            codes = [int(found[column][at]) for column in described["columns"]]
            size = len(described["values"])
            blank = 255 if size <= 255 else 65_535 if size <= 65_535 else -1
            known = [code for code in codes if code != blank]
            assert [described["values"][code] for code in known] == columns.by_name[name].of_row(row)


def test_numbers_below_zero_and_unknown_ones_stay_apart() -> None:
    days, degrees = np.zeros(3, dtype=np.int32), np.zeros(3)
    numbers = {"whole": np.array([-1, UNKNOWN, -2_000_000_000], dtype=np.int32), "part": np.array([-1.5, np.nan, -1.0])}
    rest = unpack(pack(EventColumns(days, days, (), numbers, latitude=degrees, longitude=degrees)).rest)[1]
    assert rest["whole"].tolist() == [-1, -(2**31), -2_000_000_000]
    assert (rest["part"].dtype, [rest["part"][0], rest["part"][2]]) == (np.float32, [-1.5, -1.0])
    assert np.isnan(rest["part"][1])


def test_the_version_changes_with_any_content_and_only_then() -> None:
    columns = events(200)
    packed = pack(columns)
    again = pack(events(200))
    assert (again.core, again.rest, again.version) == (packed.core, packed.rest, packed.version)
    numbers = columns.numbers["fatalities"].copy()
    numbers[packed.rows[0]] += 1
    assert pack(replace(columns, numbers={"fatalities": numbers})).version != packed.version
    assert pack(replace(columns, longitude=columns.longitude / 2)).version != packed.version
    other_ids = NumberedIds(np.arange(1, 201, dtype=np.int32))
    assert pack(replace(columns, given_ids=other_ids)).version != packed.version


def test_an_id_is_a_number_in_its_column_or_a_text_in_the_header() -> None:
    columns = events(40)
    numbered = replace(columns, given_ids=NumberedIds(np.arange(40, dtype=np.int32) + 100))
    packed = pack(numbered)
    header, core = unpack(packed.core)
    assert "ids" not in header
    assert core["row"].tolist() == [row + 100 for row in packed.rows]
    named = replace(columns, given_ids=NamedIds([f"ev-{row}" for row in range(40)]))
    header, core = unpack(pack(named).core)
    assert [header["ids"][at] for at in core["row"]] == [f"ev-{row}" for row in packed.rows]
    assert "ids" not in unpack(pack(named).rest)[0]


@pytest.mark.parametrize("content", [b"", b"EVC0" + bytes(12), b"\x1f\x8b" + b"EVC1"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, zlib.error)):
        unpack(content)


@settings(deadline=None)
@given(
    contents=st.lists(
        st.tuples(st.binary(max_size=300), st.sampled_from([zlib.Z_DEFAULT_STRATEGY, zlib.Z_RLE])),
        min_size=1,
        max_size=6,
    )
)
def test_parts_are_one_gzip_stream(contents: list[tuple[bytes, int]]) -> None:
    stream, whole = gzipped(contents), b"".join(content for content, _ in contents)
    browser = zlib.decompressobj(wbits=31)
    assert browser.decompress(stream) == whole
    assert browser.eof
    assert browser.unused_data == b""
    assert gzip.decompress(stream) == whole
    assert gzipped(contents) == stream


def test_columns_of_any_byte_order_are_written_little_endian() -> None:
    plain = b"".join(content for content, _ in parts(2, 0, {"a": np.array([1, 2], dtype="<i4")}, {}))
    assert plain == b"".join(
        content for content, _ in parts(2, 0, {"a": np.array([0, 1, 9, 2], dtype="<i4")[1::2]}, {})
    )
    assert unpack(plain)[1]["a"].tolist() == [1, 2]


# --- where ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        (0, 0, 0.5, 0.5),
        (85.0511287798066, -180, 0, 0),
        (-85.0511287798066, 180, 1, 1),
        (90, 0, 0.5, 0),
        (-90, 0, 0.5, 1),
        # Kabul, by the other usual form of the formula
        (34.5281, 69.1723, (69.1723 + 180) / 360, (1 - math.log(math.tan(K) + 1 / math.cos(K)) / math.pi) / 2),
    ],
)
def test_places_are_shares_of_the_web_mercator_world(latitude: float, longitude: float, x: float, y: float) -> None:
    found = mercator(np.array([float(latitude)]), np.array([float(longitude)]))
    assert found[0].dtype == found[1].dtype == np.float32
    assert (float(found[0][0]), float(found[1][0])) == pytest.approx((x, y), abs=2e-6)


def test_places_are_exact_to_a_few_metres() -> None:
    random = np.random.default_rng(5)
    latitude, longitude = random.uniform(-80, 80, 2_000), random.uniform(-180, 180, 2_000)
    x, y = (array.astype(float) for array in mercator(latitude, longitude))
    back = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
    assert np.abs(x * 360 - 180 - longitude).max() * 111_320 < 4
    assert np.abs(back - latitude).max() * 111_320 < 4


# --- sets of rows --------------------------------------------------------------------------------------------------


@given(mask=st.lists(st.booleans(), max_size=40))
def test_bits_are_least_significant_first(mask: list[bool]) -> None:
    content = bitmap(np.array(mask, dtype=bool))
    assert len(content) == math.ceil(len(mask) / 8)
    assert [bool(content[i >> 3] >> (i & 7) & 1) for i in range(len(mask))] == mask


def test_a_set_of_rows_is_of_the_events_with_a_place() -> None:
    columns = events(300)
    packed = pack(columns)
    mask = InMemoryEngine(columns).mask(Filter(choices={"source": frozenset({"b"})}, days=(5_000, 7_000)))
    bits = np.unpackbits(np.frombuffer(packed.bitmap(mask), dtype=np.uint8), bitorder="little")[: len(packed.rows)]
    assert packed.rows[bits.astype(bool)].tolist() == [row for row in packed.rows.tolist() if mask[row]]


def test_the_page_is_sent_rows_for_words_and_lists_only() -> None:
    columns = replace(events(10), texts={"notes": pa.chunked_array([["war"] * 10])})
    mine = {"event_type": frozenset({"event_type „0“"}), "source": frozenset({"b"}), "actor": frozenset[str]()}
    wanted = Filter((1, 2), mine, {"fatalities": (1, None)}, "war")
    assert beyond(columns, wanted) == Filter(choices={"source": frozenset({"b"})}, text="war")
    assert beyond(columns, wanted.without("source").without("text")).active == ()
    assert beyond(replace(columns, texts={}), wanted.without("source")).active == ()
    packed = PackedEvents(InMemoryEngine(columns), pack(columns))
    assert packed.unpacked_facets == {"source"}
    assert packed.beyond(wanted.without("source").without("text")) is None
    assert packed.beyond(wanted.without("source")) == bitmap(np.ones(len(columns.placed_rows), dtype=bool))


def test_the_coded_events_pack_like_any_others() -> None:
    tables = load(strict=True)
    mapped = tables.events[tables.events["place_id"].notna()].sort_values(["date_start", "date_end"], kind="stable")
    columns = from_tables(tables, mapped)
    packed = pack(columns)
    header, core = unpack(packed.core)
    rest, _ = unpack(packed.rest)
    assert header["n"] == 12
    assert header["ids"] == list(mapped.index)
    assert set(header["facets"]) == {"attacker", "kind"}
    assert set(rest["facets"]) == {"time_of_day", "claimants", "where_prec", "province"}
    assert core["span"].tolist() == (columns.end - columns.start).tolist()
    assert np.diff(core["start"]).min() >= 0
