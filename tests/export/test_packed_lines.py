"""The lines of the base map as text: nothing of them is lost, and the page's script reads the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.distant_base_map import thinned
from dashboard.export.packed_lines import MOST_DECIMALS, decimals_of, packed_base_map, packed_line
from dashboard.map import base_map
from dashboard.sources.dossier.tables import Tables

CASES = json.loads((Path(__file__).parents[1] / "browser_units" / "line_cases.json").read_text("utf-8"))
POSITIONS = st.lists(st.tuples(st.integers(-180_000, 180_000), st.integers(-90_000, 90_000)))


def unpacked(text: str, decimals: int) -> list[list[float]]:
    """The positions of a line, read by the letter of the published algorithm."""
    numbers, bits = [], ""
    for letter in text:
        value = ord(letter) - 63
        bits = f"{value % 32:05b}{bits}"
        if value < 32:
            number, bits = int(bits, 2), ""
            numbers.append(~(number >> 1) if number & 1 else number >> 1)
    line, at = [], [0, 0]
    for place in range(0, len(numbers), 2):
        at = [at[0] + numbers[place], at[1] + numbers[place + 1]]
        line.append([number / 10**decimals for number in at])
    return line


def plain(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, str):
        return unpacked(coordinates, decimals)
    return [plain(part, decimals) for part in coordinates] if isinstance(coordinates, list) else coordinates


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_page_reads_what_is_written(case: dict[str, Any]) -> None:
    assert packed_line(case["line"], case["decimals"]) == case["text"]
    assert unpacked(case["text"], case["decimals"]) == case["line"]


def test_the_example_of_the_published_algorithm() -> None:
    assert packed_line([[38.5, -120.2], [40.7, -120.95], [43.252, -126.453]], 5) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


@given(POSITIONS)
def test_every_line_comes_back(positions: list[tuple[int, int]]) -> None:
    line = [[east / 1000, north / 1000] for east, north in positions]
    assert unpacked(packed_line(line, 3), 3) == line


def test_nothing_of_the_base_map_is_lost(tables: Tables) -> None:
    """Whole and thinned: every feature has the positions that it had, to the last digit."""
    whole = json.loads(base_map(tables.contents).content)
    for base in (whole, thinned(whole, (60.0, 29.0, 75.0, 38.0))):
        packed: Any = packed_base_map(base)  # type: ignore[arg-type]
        assert packed.keys() == {*base, "decimals"}
        for name, layer in base.items():
            for before, after in zip(layer["features"], packed[name]["features"], strict=True):
                coordinates = plain(after["geometry"]["coordinates"], packed["decimals"])
                assert {**after, "geometry": {**after["geometry"], "coordinates": coordinates}} == before
    assert len(json.dumps(packed)) < 0.4 * len(json.dumps(base))


def test_the_decimals_are_those_of_the_lines() -> None:
    def layers(*lines: list[list[float]]) -> dict[str, Any]:
        geometries = [{"type": "LineString", "coordinates": line} for line in lines]
        points = [{"type": "Point", "coordinates": [0.123456789, 0]}]
        return {"land": {"features": [{"geometry": geometry} for geometry in (*geometries, *points)]}}

    assert decimals_of(layers([[1, 2], [3, 4]])) == 0
    assert decimals_of(layers([[1.5, 2], [3, 4.125]])) == 3
    assert decimals_of(layers([[0.1 + 0.2, 0]])) == MOST_DECIMALS
    assert decimals_of({}) == 0
