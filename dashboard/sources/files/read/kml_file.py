"""KML placemarks → rows: their days as they are written, their data, and a point for each geometry.

Read here and not by GDAL, which turns the month in ``<when>2022-02</when>`` into its first day. No outside file is
followed: network links, styles and entities of the document's own are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from dashboard.errors import FileRefused
from dashboard.sources.files.read import geojson_file
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.record_rows import Rows, table
from dashboard.sources.files.read.size_limits import GIB, Limits, size_words
from dashboard.words.sentences import say

FIRST_DAY, LAST_DAY, FOLDER = "when", "when last", "folder"
_SHAPES = (
    "Point",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiGeometry",
    "Track",
    "MultiTrack",
    "Model",
)
_DEEPEST = 200


def read(content: Content, limits: Limits) -> Rows:
    """Header and one row a placemark. Raises FileRefused."""
    if content.size > GIB:
        size = size_words(content.size)
        raise FileRefused(
            content.name, say("it is KML of {size}, and at most 1 GB is read", size=size), say("split it")
        )
    if re.search(rb"<!(DOCTYPE|ENTITY)", content.head[:65536], re.I):
        raise FileRefused(
            content.name, say("it is KML with definitions of its own (DOCTYPE)"), say("save it as GeoJSON")
        )
    try:
        root = ElementTree.fromstring(content.whole())
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise FileRefused(
            content.name, say("the KML is damaged or was cut off"), say("export it again"), str(error)
        ) from error
    placemarks = list(_placemarks(root, (), 0))
    if not placemarks:
        links = any(_name(element) == "NetworkLink" for element in root.iter())
        wrong = say("it is KML that only points to other files") if links else say("the KML has no placemarks")
        raise FileRefused(content.name, wrong, say("open the file with the placemarks"))
    records = table(
        content, limits, [_row(element, folder) for element, folder in placemarks], geojson_file.GEOMETRY_COLUMNS
    )
    notices = [say("Row numbers count the placemarks; the first is row 2, as in a table with a header.")]
    if any(_name(element) == "NetworkLink" for element in root.iter()):
        notices.append(say("The file also points to other files (NetworkLink), which were not read."))
    return Rows(records, range(len(placemarks)), (), tuple(notices))


def _name(element: ElementTree.Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _placemarks(
    element: ElementTree.Element, folder: tuple[str, ...], depth: int
) -> Iterator[tuple[ElementTree.Element, str]]:
    for child in element:
        name = _name(child)
        if name == "Placemark":
            yield child, " / ".join(folder)
        elif name in ("Folder", "Document") and depth < _DEEPEST:
            title = _text(child, "name") if name == "Folder" else ""
            yield from _placemarks(child, (*folder, title) if title else folder, depth + 1)


def _row(placemark: ElementTree.Element, folder: str) -> tuple[dict[str, Any], list[str]]:
    members: dict[str, Any] = {"name": _text(placemark, "name")}
    first, last = _days(placemark)
    members |= {FIRST_DAY: first} if first else {}
    members |= {LAST_DAY: last} if last else {}
    members |= {"description": text} if (text := _text(placemark, "description")) else {}
    members |= {FOLDER: folder} if folder else {}
    for key, value in _data(placemark):
        name, count = key, 1
        while name in members:
            count += 1
            name = f"{key} ({count})"
        members[name] = value
    shape = next((_shape(child) for child in placemark if _name(child) in _SHAPES), None)
    feature = {"properties": {}, "geometry": shape, "id": placemark.get("id")}
    return members, geojson_file.split(feature)[1]


def _text(element: ElementTree.Element, name: str) -> str:
    named = next((child for child in element if _name(child) == name), None)
    return "".join(named.itertext()).strip() if named is not None else ""


def _days(placemark: ElementTree.Element) -> tuple[str, str]:
    """First and last day as written: of a TimeStamp the one, of a TimeSpan both."""
    for child in placemark:
        if _name(child) == "TimeStamp":
            return _text(child, "when"), ""
        if _name(child) == "TimeSpan":
            return _text(child, "begin"), _text(child, "end")
    return "", ""


def _data(placemark: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The placemark's own data: name and value."""
    for extended in placemark:
        if _name(extended) != "ExtendedData":
            continue
        for child in extended.iter():
            if _name(child) == "Data":
                yield child.get("name", ""), _text(child, "value")
            elif _name(child) == "SimpleData":
                yield child.get("name", ""), "".join(child.itertext()).strip()


def _shape(element: ElementTree.Element) -> dict[str, Any]:
    """A geometry in the terms of GeoJSON; an unknown one is none that can be read."""
    name = _name(element)
    if name == "Point":
        return {"type": "Point", "coordinates": (_positions(element) or [[]])[0]}
    if name in ("LineString", "LinearRing"):
        return {"type": "LineString", "coordinates": _positions(element)}
    if name == "Polygon":
        rings = [
            _positions(ring)
            for side in ("outerBoundaryIs", "innerBoundaryIs")
            for boundary in element
            if _name(boundary) == side
            for ring in boundary
        ]
        return {"type": "Polygon", "coordinates": rings}
    if name == "MultiGeometry":
        parts = [_shape(child) for child in element if _name(child) in _SHAPES]
        return {"type": "GeometryCollection", "geometries": parts}
    return {"type": name, "coordinates": None}


def _positions(element: ElementTree.Element) -> list[list[str]]:
    """Longitude and latitude of each position, as text."""
    return [position.split(",")[:2] for position in _text(element, "coordinates").split()]
