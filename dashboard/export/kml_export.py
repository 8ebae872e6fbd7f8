"""Events as KML 2.2 (OGC 12-007r2), as Google Earth reads it: shapes, time spans, descriptions as escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.export.event_geometry import geometry_of
from dashboard.export.extract import Extract
from dashboard.export.facts import claim_facts, claim_in_words, facts, statement_facts

# Everything that the production Char of XML 1.0 (fifth edition, 2.2) leaves out.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What stands in the description and not in ExtendedData, which holds names and plain values.
LISTS = ("quotes", "claims", "joint_claims", "differences", "may_overlap", "covers", "contradicted_by")


def kml(extract: Extract) -> bytes:
    """A document with a folder of events, one placemark each; one without a place has no geometry and stands in the
    list alone. Claims of no single event and statements have folders of their own, without geometry.

    A time span goes from the first to the last possible day, both included: KML takes a date for the whole day.
    """
    root = Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = SubElement(root, "Document")
    told = extract.provenance
    _add(document, "name", told.title)
    _add(document, "description", escape(f"{told.sentence} SHA-256 of the data: {told.data_sha256}"))
    _style(document)
    _data(document, told.as_dict())
    events = _folder(document, "Events")
    for event in extract.event_ids:
        _placemark(events, extract, event)
    _beside(document, extract)
    ElementTree.indent(root, space=" ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _folder(document: Element, name: str) -> Element:
    folder = SubElement(document, "Folder")
    _add(folder, "name", name)
    return folder


def _beside(document: Element, extract: Extract) -> None:
    """What is tied to no single event, each once."""
    claims = [claim_facts(extract.tables, claim) for claim in extract.claims_of_no_single_event]
    if claims:
        folder = _folder(document, "Claims of no single event, never added up")
        for claim in claims:
            _unplaced(folder, claim["claim_id"], claim["claim"], claim_in_words(claim), claim)
    statements = [statement_facts(extract.tables, row["statement_id"]) for row in extract.statements]
    if statements:
        folder = _folder(document, "Statements")
        for said in statements:
            words = f"{said['summary']} ({said['speaker']}; {said['date'] or 'day not stated'})"
            _unplaced(folder, said["statement_id"], said["summary"], words, said)


def _unplaced(folder: Element, key: str, name: str, words: str, values: dict[str, Any]) -> None:
    """A placemark without geometry: it stands in the list, and nowhere on the globe."""
    mark = SubElement(folder, "Placemark", id=key)
    _add(mark, "name", name)
    covers = "".join(f"<li>{escape(event)}</li>" for event in values.get("covers", ()))
    together = f"<p><b>Of these events together:</b></p><ul>{covers}</ul>" if covers else ""
    _add(mark, "description", "".join((f"<p>{escape(words)}</p>", together, *_quotes(values))))
    _data(mark, {name: str(value) for name, value in values.items() if value is not None and name not in LISTS})


def _quotes(values: dict[str, Any]) -> Iterator[str]:
    for quote in values["quotes"]:
        against = "contradicts, " if quote["contradicts"] else ""
        yield f"<blockquote>“{escape(quote['quote'])}”<br/>{against}{escape(quote['source'])}</blockquote>"


def _add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = NOT_XML.sub("", text)
    return child


def _style(document: Element) -> None:
    """Areas are tinted, not filled: the mark of a province is not a site. Colours are aabbggrr."""
    style = SubElement(document, "Style", id="event")
    line = SubElement(style, "LineStyle")
    _add(line, "color", "ff5a3c1e")
    _add(line, "width", "2")
    _add(SubElement(style, "PolyStyle"), "color", "335a3c1e")


def _placemark(document: Element, extract: Extract, event_id: str) -> None:
    """The elements stand in the order that the schema of KML asks for."""
    event = facts(extract.tables, event_id)
    mark = SubElement(document, "Placemark", id=event_id)
    _add(mark, "name", event["title"])
    _add(mark, "description", "".join(_description(event)))
    span = SubElement(mark, "TimeSpan")
    _add(span, "begin", event["date_start"])
    _add(span, "end", event["date_end"])
    _add(mark, "styleUrl", "#event")
    _data(mark, {name: str(value) for name, value in event.items() if value is not None and name not in LISTS})
    shape = geometry_of(extract.tables, extract.tables.row("events", event_id))
    if shape is not None:
        _geometry(mark, shape)


def _description(event: dict[str, Any]) -> Iterator[str]:
    """The event as HTML, which is what Google Earth takes a description for: every text in it is escaped."""
    for name, key in (
        ("When", "when"),
        ("How exactly", "when_exactly"),
        ("Where", "place"),
        ("How exactly", "where_exactly"),
        ("Coordinates", "coordinates_are"),
        ("Attacker", "attacker_label"),
        ("According to", "according_to"),
        ("Status", "status"),
        ("Scope", "status_scope"),
    ):
        if event[key]:
            yield f"<p><b>{name}:</b> {escape(event[key])}</p>"
    if event["target_text"]:
        yield f"<p><b>Target:</b> “{escape(event['target_text'])}”, according to {escape(event['target_according_to'])}</p>"
    yield from _quotes(event)
    if event["differences"]:
        differences = "".join(f"<li>{escape(text)}</li>" for text in event["differences"])
        yield f"<p><b>Where the copies differ:</b></p><ul>{differences}</ul>"
    if event["claims"]:
        claims = "".join(f"<li>{escape(claim_in_words(claim))}</li>" for claim in event["claims"])
        yield f"<p><b>Claims, never added up:</b></p><ul>{claims}</ul>"
    if event["joint_claims"]:
        ids = escape(", ".join(event["joint_claims"]))
        yield f"<p>Claims that cover it together with other events stand in the folder of claims: {ids}.</p>"


def _data(parent: Element, values: dict[str, str]) -> None:
    extended = SubElement(parent, "ExtendedData")
    for name, value in values.items():
        _add(SubElement(extended, "Data", name=name), "value", value)


def _geometry(parent: Element, shape: BaseGeometry) -> None:
    if isinstance(shape, Point):
        _add(SubElement(parent, "Point"), "coordinates", _positions(shape))
    elif isinstance(shape, LineString):
        line = SubElement(parent, "LineString")
        _add(line, "tessellate", "1")
        _add(line, "coordinates", _positions(shape))
    elif isinstance(shape, Polygon):
        polygon = SubElement(parent, "Polygon")
        _add(polygon, "tessellate", "1")
        for tag, ring in (
            ("outerBoundaryIs", shape.exterior),
            *(("innerBoundaryIs", hole) for hole in shape.interiors),
        ):
            _add(SubElement(SubElement(polygon, tag), "LinearRing"), "coordinates", _positions(ring))
    else:
        several = SubElement(parent, "MultiGeometry")
        for part in getattr(shape, "geoms", ()):
            _geometry(several, part)


def _positions(shape: BaseGeometry) -> str:
    """``longitude,latitude`` of each position, degrees, separated by blanks."""
    return " ".join(f"{position[0]},{position[1]}" for position in shape.coords)
