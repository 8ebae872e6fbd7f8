"""What the map's layer is given when it is made, what each run of the page tells it, and what a click tells Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from dashboard.messages.answers import Days, NumberRange, Value


class ShippedSetMessage(TypedDict):
    """The set that the page ships, whose events have signs of their own.

    Addresses: ``core`` of its EVC1 file, ``ground`` of what the signs stand on, ``event`` of the card of an event, with
    "{id}" in it.
    """

    id: str
    core: str
    ground: str
    event: str


class LayerOptions(TypedDict):
    """The set that the page ships, and addresses: of the base map, of the page's font ("" for none), of the scripts."""

    shipped: ShippedSetMessage
    base: str
    font: str
    assets: str


class FirstView(TypedDict):
    """The days and choices that count until the page's own controls have spoken."""

    days: Days | None
    choices: Mapping[str, Sequence[Value | None]]
    ranges: Mapping[str, NumberRange]
    text: str


class TilesMessage(TypedDict):
    """An online base map: the address of its tiles and whom they are owed to."""

    url: str
    attribution: str


class LayerSetMessage(TypedDict):
    """A set of events that the reader opened.

    ``core`` and ``rest`` are addresses of EVC1 files, ``event`` one of the card of an event, with "{id}" in it;
    ``colourBy`` is the facet that colours the marks.
    """

    id: str
    name: str
    core: str
    rest: str
    event: str
    colourBy: str


class EventOfSet(TypedDict):
    """An event by its set and its id."""

    set: str
    event: str


class LayerCommand(TypedDict):
    """What Python tells the layer with each run of the page.

    ``opened`` is the open event. ``turn`` grows when the reader opens or closes one outside the map: then the map shows it
    too. ``shipped`` says whether the events that the page ships are drawn. ``active`` is the set whose filters and list are
    shown: it lies above the others, which are drawn back, and the map moves to it when it becomes so. ``at`` is where the
    map goes: latitude, longitude, zoom, and a number that grows each time.
    """

    view: FirstView
    turn: int
    theme: str
    tiles: TilesMessage | None
    shipped: bool
    active: str
    sets: Sequence[LayerSetMessage]
    opened: EventOfSet | None
    at: tuple[float, float, float, int] | None


class MapClick(TypedDict):
    """A mark was clicked. ``seq`` grows each time."""

    seq: int
    set: str
    event: str
