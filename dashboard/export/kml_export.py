"""Events as KML 2.2 (OGC 12-007r2), as Google Earth reads it: shapes, time spans, descriptions as escaped HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup, escape
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.export.event_geometry import geometry_of
from dashboard.export.extract import Extract
from dashboard.export.facts import claim_facts, claim_in_words, facts, statement_facts
from dashboard.words.sentences import say

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
    _add(
        document,
        "description",
        escape(say("{provenance} SHA-256 of the data: {digest}", provenance=told.sentence, digest=told.data_sha256)),
    )
    _style(document)
    _data(document, told.as_dict())
    events = _folder(document, say("Events"))
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
        folder = _folder(document, say("Claims of no single event, never added up"))
        for claim in claims:
            _unplaced(folder, claim["claim_id"], claim["claim"], claim_in_words(claim), claim)
    statements = [statement_facts(extract.tables, row["statement_id"]) for row in extract.statements]
    if statements:
        folder = _folder(document, say("Statements"))
        for said in statements:
            _unplaced(folder, said["statement_id"], said["summary"], _statement_in_words(said), said)


def _statement_in_words(said: dict[str, Any]) -> str:
    """A statement on one line: what was said, who said it, and when."""
    if said["date"] is None:
        return say("{summary} ({speaker}; day not stated)", summary=said["summary"], speaker=said["speaker"])
    return say("{summary} ({speaker}; {day})", summary=said["summary"], speaker=said["speaker"], day=said["date"])


def _unplaced(folder: Element, key: str, name: str, words: str, values: dict[str, Any]) -> None:
    """A placemark without geometry: it stands in the list, and nowhere on the globe."""
    mark = SubElement(folder, "Placemark", id=key)
    _add(mark, "name", name)
    covers = values.get("covers", ())
    together = (
        Markup("<p><b>{}</b></p>{}").format(say("Of these events together:"), _bullets(covers))
        if covers
        else Markup("")
    )
    _add(mark, "description", Markup("").join((Markup("<p>{}</p>").format(words), together, *_quotes(values))))
    _data(mark, {name: str(value) for name, value in values.items() if value is not None and name not in LISTS})


def _bullets(texts: Iterable[str]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(text) for text in texts))


def _quotes(values: dict[str, Any]) -> Iterator[Markup]:
    for quote in values["quotes"]:
        source = say("contradicts, {source}", source=quote["source"]) if quote["contradicts"] else quote["source"]
        yield Markup("<blockquote>“{}”<br/>{}</blockquote>").format(quote["quote"], source)


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
    _add(mark, "description", Markup("").join(_description(event)))
    span = SubElement(mark, "TimeSpan")
    _add(span, "begin", event["date_start"])
    _add(span, "end", event["date_end"])
    _add(mark, "styleUrl", "#event")
    _data(mark, {name: str(value) for name, value in event.items() if value is not None and name not in LISTS})
    shape = geometry_of(extract.tables, extract.tables.row("events", event_id))
    if shape is not None:
        _geometry(mark, shape)


def _description(event: dict[str, Any]) -> Iterator[Markup]:
    """The event as HTML, which is what Google Earth takes a description for: every text in it is escaped."""
    target = event["target_text"] and say(
        "“{words}”, according to {claimant}", words=event["target_text"], claimant=event["target_according_to"]
    )
    for name, text in (
        (say("When"), event["when"]),
        (say("How exactly"), event["when_exactly"]),
        (say("Where"), event["place"]),
        (say("How exactly"), event["where_exactly"]),
        (say("Coordinates"), event["coordinates_are"]),
        (say("Attacker"), event["attacker_label"]),
        (say("According to"), event["according_to"]),
        (say("Status"), event["status"]),
        (say("Scope"), event["status_scope"]),
        (say("Target"), target),
    ):
        if text:
            yield Markup("<p><b>{}:</b> {}</p>").format(name, text)
    yield from _quotes(event)
    if event["differences"]:
        yield Markup("<p><b>{}</b></p>{}").format(say("Where the copies differ:"), _bullets(event["differences"]))
    if event["claims"]:
        claims = map(claim_in_words, event["claims"])
        yield Markup("<p><b>{}</b></p>{}").format(say("Claims, never added up:"), _bullets(claims))
    if event["joint_claims"]:
        joint = say(
            "Claims that cover it together with other events stand in the folder of claims: {claims}.",
            claims=", ".join(event["joint_claims"]),
        )
        yield Markup("<p>{}</p>").format(joint)


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
