"""KML, read back by two parsers of XML and by GDAL."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.dom import minidom
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from dashboard.export import data_hash, export, extract
from dashboard.export.event_geometry import geometry_of
from dashboard.export.kml_export import NOT_XML, kml
from dashboard.sources.dossier.tables import Tables, load

DATA = Path(__file__).resolve().parents[2] / "data"
KML = "{http://www.opengis.net/kml/2.2}"
KABUL, OCTOBER = "ev-kabul-2026-02-26", "ev-clashes-2025-10"
# The order of the elements in a Placemark that the schema of KML 2.2 asks for.
ORDER = [
    "name",
    "description",
    "TimeSpan",
    "styleUrl",
    "ExtendedData",
    "Point",
    "LineString",
    "Polygon",
    "MultiGeometry",
]


class Text(HTMLParser):
    """What a description shows, and which elements it has."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.shown, self.elements = "", set[str]()
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.shown += data


def marks(content: bytes) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(content)
    assert root.tag == f"{KML}kml"
    [events] = [folder for folder in root.iter(f"{KML}Folder") if folder.findtext(f"{KML}name") == "Events"]
    return {mark.get("id", ""): mark for mark in events.iter(f"{KML}Placemark")}


def text(mark: ElementTree.Element, *path: str) -> str:
    return mark.findtext("/".join(f"{KML}{tag}" for tag in path)) or ""


def positions(element: ElementTree.Element) -> list[tuple[float, float]]:
    found = (element.findtext(f".//{KML}coordinates") or "").split()
    return [(float(x), float(y)) for x, y in (position.split(",") for position in found)]


def test_a_placemark_an_event_with_its_days(tables: Tables, rows_of: Callable) -> None:
    found = marks(export("kml", tables))
    assert list(found) == [row["event_id"] for row in rows_of("events")]
    for event in rows_of("events"):
        mark = found[event["event_id"]]
        assert text(mark, "name") == event["title"]
        assert text(mark, "TimeSpan", "begin") == event["date_start"]
        assert text(mark, "TimeSpan", "end") == event["date_end"]
        order = [ORDER.index(child.tag.removeprefix(KML)) for child in mark]
        assert order == sorted(order)


def test_the_shapes_are_those_of_the_places(tables: Tables) -> None:
    for key, mark in marks(export("kml", tables)).items():
        wanted = geometry_of(tables, tables.row("events", key))
        if wanted is None:
            assert not positions(mark)
        elif isinstance(wanted, Polygon):
            outline = mark.find(f".//{KML}outerBoundaryIs")
            assert outline is not None
            assert positions(outline) == list(wanted.exterior.coords)
        elif isinstance(wanted, LineString) or wanted.geom_type == "Point":
            assert positions(mark) == list(wanted.coords)
        else:
            assert len(mark.findall(f"{KML}MultiGeometry/*")) == len(wanted.geoms)


def test_only_the_event_without_a_place_has_no_geometry(tables: Tables) -> None:
    assert [key for key, mark in marks(export("kml", tables)).items() if not positions(mark)] == [OCTOBER]


def test_holes_and_several_parts(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    square = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    hole = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
    parts = [[square, hole], [[[20, 0], [21, 0], [21, 1], [20, 0]]]]
    changed = with_cells(tables, KABUL, place_id="af-province-khost", where_prec=4)
    changed.shapes = type(tables.shapes)(
        {"admin1.geojson#AF-KHO": {"geometry": {"type": "MultiPolygon", "coordinates": parts}}}
    )
    mark = marks(export("kml", changed, [KABUL]))[KABUL]
    assert len(mark.findall(f"{KML}MultiGeometry/{KML}Polygon")) == 2
    inner = mark.find(f".//{KML}innerBoundaryIs")
    assert inner is not None
    assert set(positions(inner)) == {(1, 1), (1, 2), (2, 2), (2, 1)}


def test_a_description_has_the_quotes_and_the_claims(tables: Tables) -> None:
    for key, mark in marks(export("kml", tables)).items():
        shown = Text(text(mark, "description")).shown
        for row in tables.evidence_of(key):
            assert tables.row("quotes", row["quote_id"])["quote"] in shown
        claims = [claim for claim in tables.rows("claims") if key in claim["event_ids"]]
        assert all(claim["claim_id"] in shown for claim in claims)
        assert ("never added up" in shown) == any(claim["event_ids"] == (key,) for claim in claims)


def test_the_values_stand_in_the_extended_data(tables: Tables) -> None:
    for key, mark in marks(export("kml", tables)).items():
        values = {data.get("name"): text(data, "value") for data in mark.iter(f"{KML}Data")}
        event = tables.row("events", key)
        assert values["event_id"] == key
        assert values.get("attacker") == event["attacker"]
        assert values.get("where_prec") == (str(event["where_prec"]) if event["where_prec"] else None)


def test_the_file_says_where_it_comes_from(tables: Tables) -> None:
    document = ElementTree.fromstring(export("kml", tables, [KABUL])).find(f"{KML}Document")
    assert document is not None
    told = text(document, "description")
    assert data_hash(tables) in told
    assert "A selection: 1 of 13 events." in told
    assert "GeoNames" in told
    assert "never added up" in told


def test_hostile_text_is_text(hostile: Path, hostile_text: str) -> None:
    content = export("kml", load(hostile), [KABUL])
    assert b"CDATA" not in content
    assert b"<script" not in content
    assert minidom.parseString(content).getElementsByTagName("script") == []
    mark = marks(content)[KABUL]
    assert text(mark, "name") == hostile_text
    description = Text(text(mark, "description"))
    assert hostile_text in description.shown
    assert description.elements <= {"p", "b", "blockquote", "br", "ul", "li"}


def test_characters_that_xml_does_not_have_are_removed(tables: Tables, with_cells: Callable[..., Tables]) -> None:
    changed = with_cells(tables, KABUL, title="a\x00b\x0b\x1bc\ufffe\uffffd\x85", note="\ud800 half a pair")
    content = export("kml", changed, [KABUL])
    assert text(marks(content)[KABUL], "name") == "abcd\x85"


@settings(deadline=None)
@given(st.text())
def test_what_is_left_is_xml(given_text: str) -> None:
    element = ElementTree.Element("name")
    element.text = NOT_XML.sub("", given_text)
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or ""
    assert read == re.sub(r"\r\n?", "\n", element.text)


def test_gdal_reads_it(tables: Tables, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    file = tmp_path / "out.kml"
    file.write_bytes(export("kml", tables))
    placed = [row for row in tables.rows("events") if row["place_id"]]
    read = [pyogrio.raw.read(file, layer=layer) for layer, _ in pyogrio.list_layers(file)]
    titles = [str(title) for about, _, _, columns in read for title in columns[list(about["fields"]).index("Name")]]
    assert set(titles) >= {row["title"] for row in placed}


def test_it_is_the_function_of_the_registry(tables: Tables) -> None:
    from dashboard.export import FORMATS
    from dashboard.sources.dossier.dossier_set import dossier_set

    assert FORMATS["kml"].write(dossier_set(tables)) == kml(extract(tables))
