"""A country's code → the outlines of its first-order units and its own outline, read when they are asked for.

One TopoJSON file a country (``data/world/outlines/ml.json``), written by data/build_geodata.py. All were simplified
together: a line between two units, of one country or of two, has the same vertices in both. Coordinates are
(longitude, latitude) in degrees, WGS 84, in whole steps of 0.00001; what crosses the antimeridian is cut there.

The source is Natural Earth at 1:10m of about 2012. :func:`remark` says in a sentence where a country's units are known
to be of another time or of another order than those of today; it must stand wherever the outlines are shown.
Boundaries imply no position on any territory. Whether the points of a file lie in their countries is asked of thinner
outlines, which leave contested ground out (:mod:`dashboard.sources.files.convert.country_outlines`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

WORLD = Path(__file__).resolve().parents[2] / "data" / "world"
#: Steps in one degree: the files hold whole numbers.
STEPS = 100_000
#: So many countries are kept in memory once they were read; a large one holds some 4 MB.
KEPT = 24


@dataclass(frozen=True, slots=True)
class FirstOrderUnit:
    """One first-order unit: a province, a state, a region of a country.

    ``place_id`` is that of its row in gazetteer.csv, ``iso_3166_2`` its code; both and ``name`` are empty where the
    source gives none. ``country`` is ISO 3166-1 alpha-2, empty for ground that no country's code stands for.
    ``disputed``: another state claims or holds the ground. ``shape`` is a shapely MultiPolygon.
    """

    unit_id: str
    country: str
    name: str
    place_id: str
    iso_3166_2: str
    disputed: bool
    shape: Any


@cache
def countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes that have outlines."""
    return frozenset(path.stem.upper() for path in (WORLD / "outlines").glob("??.json"))


@lru_cache(KEPT)
def units(country: str) -> tuple[FirstOrderUnit, ...]:
    """The first-order units of a country, by id; ``""`` gives the ground that is in no country's file.

    A country without first-order units (Monaco) has one unit, itself. A code without outlines gives none.
    """
    if country and country not in countries():
        return ()
    return tuple(
        FirstOrderUnit(
            unit_id=geometry["id"],
            country=country,
            name=geometry["properties"]["name"],
            place_id=geometry["properties"]["place_id"],
            iso_3166_2=geometry["properties"]["iso_3166_2"],
            disputed=geometry["properties"].get("disputed", False),
            shape=shape,
        )
        for geometry, shape in _read(country.lower() or "none")
    )


def unit(place_id: str) -> FirstOrderUnit | None:
    """The unit of a row of gazetteer.csv, by its place_id (``ml-province-gao``); None where it has no outline."""
    return next((unit for unit in units(place_id[:2].upper()) if unit.place_id == place_id), None)


@lru_cache(KEPT)
def country_outline(country: str) -> Any:
    """The shapely outline of a whole country; None for a code without outlines."""
    import shapely

    parts = [unit.shape for unit in units(country)]
    return shapely.coverage_union_all(parts) if parts else None


def remark(country: str) -> str:
    """The sentence on what is known to be wrong with the units of a country; empty where nothing is known."""
    return _remarks().get(country, "")


@cache
def _remarks() -> Mapping[str, str]:
    with (WORLD / "outline_remarks.csv").open(encoding="utf-8", newline="") as stream:
        return {row["country"]: row["sentence"] for row in csv.DictReader(stream)}


def _read(stem: str) -> list[tuple[Mapping[str, Any], Any]]:
    """The members of a file's geometries, each with its shape."""
    import numpy as np
    import shapely

    topology = json.loads((WORLD / "outlines" / f"{stem}.json").read_text(encoding="utf-8"))
    arcs = [np.cumsum(np.array(arc), axis=0) / STEPS for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> Any:
        lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.vstack([lines[0], *(line[1:] for line in lines[1:])])

    return [
        (geometry, shapely.MultiPolygon([(ring(rings[0]), list(map(ring, rings[1:]))) for rings in geometry["arcs"]]))
        for geometry in topology["objects"]["units"]["geometries"]
    ]
