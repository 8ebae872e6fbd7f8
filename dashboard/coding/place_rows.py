"""A chosen place → its row in places.csv and its shape: a province as an area, a border as a line, never as a point.

A place of the gazetteer comes with its outline from the world's ground; one that was drawn by hand says so in its
provenance. A country alone has no mark: an event there stands in the list, and on the map nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.coding.coded_row import CodedRow, new_id, slug
from dashboard.coding.drawn_shape import sound_shape
from dashboard.coding.forms import PlaceChoice
from dashboard.errors import FormFault, FormRefused
from dashboard.gazetteer import borders, outlines
from dashboard.gazetteer.place_candidates import PlaceCandidate
from dashboard.gazetteer.place_search import PlaceSearch
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

# The file of a dossier that holds the shapes of each level.
FILES: Mapping[str, str] = {"province": "admin1.geojson", "border": "border.geojson", "region": "drawn.geojson"}
# UCDP's where_prec of each level; a town that the words only come near to has 2.
PRECISIONS: Mapping[str, int] = {"city": 1, "district": 3, "province": 4, "region": 5, "border": 5, "country": 6}
NEAR = 2
TOWNS = "GeoNames {geonames_id} (CC BY 4.0)"
AREAS = "Natural Earth 1:10m"
DRAWN = "Drawn by hand by who coded it."


@dataclass(frozen=True)
class PlaceOfForm:
    """A place as the dossier has it: its row, new or not, and the shape that its row names (file, GeoJSON feature)."""

    place_id: str
    name: str
    level: str
    precision: int
    row: CodedRow | None = None
    shape: tuple[str, Mapping[str, Any]] | None = None


@cache
def place_search() -> PlaceSearch:
    """The world's places, read at the first question and kept."""
    return PlaceSearch()


def coded_place(choice: PlaceChoice, words: str, tables: Tables) -> PlaceOfForm:
    """The place of a form. ``words`` name it in the article; they become an alias where they are no name of it yet.

    Raises:
        FormRefused: no place has that id, or what was drawn is no shape.
    """
    if choice.place_id in tables.records["places"]:
        row = tables.row("places", choice.place_id)
        by_hand = row["level"] == "city" and row["provenance"] == DRAWN
        precision = NEAR if by_hand or (choice.near and row["level"] == "city") else PRECISIONS[row["level"]]
        names = [str(row["name"]), *row["aliases"]]
        aliases = _with_alias(names, words)
        changed = CodedRow("places", (choice.place_id,), {"aliases": aliases}) if aliases is not None else None
        return PlaceOfForm(choice.place_id, str(row["name"]), str(row["level"]), precision, changed)
    return _from_gazetteer(choice, words) if choice.place_id else _drawn(choice, words, tables)


def candidate_of(place_id: str) -> PlaceCandidate | None:
    """The place of the gazetteer that has this id; None where there is none."""
    return place_search().by_id(place_id)


def _from_gazetteer(choice: PlaceChoice, words: str) -> PlaceOfForm:
    place = candidate_of(choice.place_id)
    if place is None or place.latitude is None or place.longitude is None:
        raise FormRefused([FormFault("place", say("The gazetteer has no place “{place}”.", place=choice.place_id))])
    if place.level == "country":
        raise FormRefused(
            [
                FormFault(
                    "place",
                    say("A country alone has no mark on the map. Leave the place empty, or choose a part of it."),
                )
            ]
        )
    shape = place_search().shape(place) if place.level in FILES else None
    if place.level in FILES and shape is None:
        raise FormRefused(
            [
                FormFault(
                    "place", say("{place} has no outline here. Draw it, or leave the place empty.", place=place.name)
                )
            ]
        )
    latitude, longitude = place.latitude, place.longitude
    cells = {
        "place_id": place.place_id,
        "name": place.name,
        "aliases": _with_alias([place.name], words) or "",
        "level": place.level,
        "admin1": _province_of(place),
        "country": place.country,
        "geonames_id": place.geonames_id,
        "provenance": TOWNS.format(geonames_id=place.geonames_id) if place.geonames_id else AREAS,
    }
    feature = None
    if shape is not None:
        identifier, properties = (
            place.place_id,
            {"name": place.name, "place_id": place.place_id, "country": place.country},
        )
        if place.level == "province":
            unit = outlines.unit(place.place_id)
            identifier = (unit.iso_3166_2 if unit else "") or place.place_id
            cells["iso_3166_2"] = identifier
        if place.level == "border":
            line = borders.shared_border(*place.country.split(";"))
            if line:
                cells |= {"drawn_length_km": f"{line.drawn_length_km:g}", "drawn_scale": line.drawn_scale}
        latitude, longitude = label_point(shape, latitude, longitude)
        cells["geometry"] = f"{FILES[place.level]}#{identifier}"
        cells["note"] = place_search().remark(place)
        feature = FILES[place.level], _feature(identifier, properties, shape)
    cells |= {
        "latitude": f"{latitude:g}" if shape is None else f"{latitude:.6f}",
        "longitude": f"{longitude:g}" if shape is None else f"{longitude:.6f}",
    }
    precision = NEAR if choice.near and place.level == "city" else PRECISIONS[place.level]
    return PlaceOfForm(
        place.place_id, place.name, place.level, precision, CodedRow("places", (place.place_id,), cells), feature
    )


def _drawn(choice: PlaceChoice, words: str, tables: Tables) -> PlaceOfForm:
    from shapely import Point

    drawn = sound_shape(choice.drawn or {})
    place_id = new_id(f"drawn-{slug(choice.name)}", tables.records["places"])
    point = drawn if isinstance(drawn, Point) else None
    home = _unit_around(point or drawn.representative_point())
    level = "city" if point is not None else "region"
    cells = {
        "place_id": place_id,
        "name": choice.name,
        "aliases": _with_alias([choice.name], words) or "",
        "level": level,
        "admin1": home[0] if point is not None else "",
        "country": home[1],
        "provenance": DRAWN,
    }
    feature = None
    if point is None:
        latitude, longitude = label_point(drawn, None, None)
        cells["geometry"] = f"{FILES['region']}#{place_id}"
        feature = (
            FILES["region"],
            _feature(place_id, {"name": choice.name, "place_id": place_id, "drawn_by_hand": True}, drawn),
        )
    else:
        latitude, longitude = point.y, point.x
    cells |= {"latitude": f"{latitude:.6f}", "longitude": f"{longitude:.6f}"}
    precision = NEAR if point is not None else PRECISIONS[level]
    return PlaceOfForm(place_id, choice.name, level, precision, CodedRow("places", (place_id,), cells), feature)


def label_point(shape: Any, latitude: float | None, longitude: float | None) -> tuple[float, float]:
    """Where the label stands: the place's own point where it lies in the shape, else one that does."""
    import shapely

    if latitude is not None and longitude is not None and shape.covers(shapely.Point(longitude, latitude)):
        return latitude, longitude
    if shape.geom_type in ("LineString", "MultiLineString"):
        longest = max(shapely.get_parts(shape), key=lambda line: line.length)
        longitude, latitude = longest.coords[len(longest.coords) // 2]
        return latitude, longitude
    point = shape.representative_point()
    return point.y, point.x


def _feature(identifier: str, properties: Mapping[str, Any], shape: Any) -> Mapping[str, Any]:
    from shapely.geometry import mapping

    return {"type": "Feature", "id": identifier, "properties": dict(properties), "geometry": mapping(shape)}


def _province_of(place: PlaceCandidate) -> str:
    """The province that holds a town: as GeoNames counts it, else the outline around it, else the country itself."""
    import shapely

    if place.level != "city" or place.latitude is None or place.longitude is None:
        return ""
    return (
        place.admin1
        or _unit_around(shapely.Point(place.longitude, place.latitude), place.country)[0]
        or place.country.lower()
    )


def _unit_around(point: Any, country: str = "") -> tuple[str, str]:
    """The place_id of the first-order unit around a point, and its country; empty where none has it."""
    for code in [country] if country else sorted(outlines.countries()):
        outline = outlines.country_outline(code)
        if outline is None or not outline.covers(point):
            continue
        unit = next((unit for unit in outlines.units(code) if unit.shape.covers(point)), None)
        if unit:
            return unit.place_id or unit.unit_id.lower(), code
    return "", country


def _with_alias(names: list[str], words: str) -> str | None:
    """The aliases with these words added, as the cell holds them; None where the words have a name in them already."""
    from dashboard.model.quotes import contains_word

    if not words or ";" in words or any(contains_word(words, name) for name in names):
        return None
    return ";".join([*names[1:], words])
