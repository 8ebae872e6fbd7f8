"""The events that the page ships: marks, cards and places as the layer fetches them; marks over the slider; base map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from dashboard.messages.answers import CardMessage, Days, Value

#: Hex colours by key, for each of the two themes.
Palette = Mapping[str, Mapping[str, str]]
#: SVG of a sign, built from our own constants, and what it means.
LegendLine = tuple[str, str]


class PlaceMessage(TypedDict):
    """A place with events. ``at`` is latitude and longitude, ``shape`` a GeoJSON geometry."""

    name: str
    level: str
    at: tuple[float, float]
    shape: Mapping[str, Any] | None


class EventMessage(CardMessage):
    """An event that the page ships: when, what it is filtered by, its mark, and its words.

    ``place`` is a key of the file's places, ``colour`` one of its colours, ``svg`` the mark from our own constants;
    ``operation`` marks what is no attack.
    """

    id: str
    place: str
    days: Days
    facets: Mapping[str, Sequence[Value]]
    colour: str
    confirmed: bool
    svg: str
    operation: bool


class EventsFile(TypedDict):
    """All that the layer needs to draw and to filter the events that the page ships."""

    places: Mapping[str, PlaceMessage]
    events: Sequence[EventMessage]
    colours: Palette
    legend: Sequence[tuple[str, Sequence[LegendLine]]]
    lines: Sequence[str]


class TimelineEvent(TypedDict):
    """An event as a mark over the slider. ``time`` is night, day or unknown."""

    id: str
    attacker: str
    days: Days
    colour: str
    time: str
    title: str
    when: str
    facets: Mapping[str, Sequence[Value]]


class TimelineStatement(TypedDict):
    """A statement on its day."""

    id: str
    day: int
    title: str


class UndatedStatement(TypedDict):
    """A statement without a day."""

    id: str
    title: str


class TimelineMarks(TypedDict):
    """The marks over the slider; ``names`` is in the order of stacking."""

    colours: Palette
    names: Mapping[str, str]
    events: Sequence[TimelineEvent]
    statements: Sequence[TimelineStatement]
    undated: Sequence[UndatedStatement]


class Timeline(TimelineMarks):
    """The marks over the slider. ``version`` is a hash of them: the same one means the same timeline."""

    version: str


class Feature(TypedDict):
    """A GeoJSON feature; the geometry's coordinates are longitude, latitude."""

    type: str
    id: str
    properties: Mapping[str, Any]
    geometry: Mapping[str, Any]


class FeatureCollection(TypedDict):
    """A GeoJSON feature collection."""

    type: str
    features: Sequence[Feature]


class BaseMapFile(TypedDict):
    """The shapes under the marks. A layer without a sound shape is missing."""

    land: NotRequired[FeatureCollection]
    provinces: NotRequired[FeatureCollection]
    border: NotRequired[FeatureCollection]
