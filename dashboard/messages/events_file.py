"""What lies around events that have signs of their own: their ground, the marks over the slider, the base map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

#: Hex colours by key, for each of the two themes.
Palette = Mapping[str, Mapping[str, str]]
#: A line of the legend: the SVG of a sign, what it means, and which part of a mark it explains.
LegendLine = tuple[str, str, str]


class PlaceMessage(TypedDict):
    """A place with events. ``at`` is latitude and longitude, ``shape`` a GeoJSON geometry."""

    id: str
    name: str
    level: str
    at: tuple[float, float]
    shape: Mapping[str, Any] | None


class Ground(TypedDict):
    """What signs stand on, without the events: their places, the colours of the signs, the legend.

    The column "place" of the packed file counts in ``places``; ``lines`` are the legend's lines between countries.
    """

    places: Sequence[PlaceMessage]
    colours: Palette
    legend: Sequence[tuple[str, Sequence[LegendLine]]]
    lines: Sequence[str]


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
    """What the marks over the slider mean; ``names`` of the colours are in the order of stacking.

    The events themselves are those of the packed file.
    """

    colours: Palette
    names: Mapping[str, str]
    statements: Sequence[TimelineStatement]
    undated: Sequence[UndatedStatement]


class Timeline(TimelineMarks):
    """The same with a hash of it, ``version``: the same one means the same timeline."""

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


class PackedBaseMap(BaseMapFile):
    """The same, with each line and ring written as text with ``decimals`` decimals (dashboard.export.packed_lines)."""

    decimals: int
