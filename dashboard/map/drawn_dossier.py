"""What the page draws of a dossier: its events packed with their signs, the ground, and the marks over the slider."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from dashboard.map.base_map import attribution, base_map
from dashboard.map.day_marks import day_marks
from dashboard.map.dossier_signs import dossier_signs
from dashboard.map.ground import Payload, centre, ground
from dashboard.map.packed_columns import Packed, pack_with_signs
from dashboard.map.symbols import svg_of, symbol
from dashboard.messages.events_file import Timeline
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet, SetPart
from dashboard.sources.dossier.tables import TableRow, Tables


@dataclass(frozen=True, eq=False)
class DrawnDossier:
    """The files that the layer fetches, and the signs of single events.

    Attributes:
        events: the events and their signs, packed.
        ground: the places of the events, colours and legend.
        base: the shapes under them.
        centre: where the map begins: latitude and longitude in degrees (WGS 84).
        attribution: whom the shapes are owed to.
    """

    events: Packed
    ground: Payload
    base: Payload
    centre: tuple[float, float]
    attribution: str
    _event_set: EventSet = field(repr=False)
    _tables: Tables = field(repr=False)

    @cached_property
    def timeline(self) -> Timeline:
        """The events and statements as marks over the slider."""
        return day_marks(self._tables, self._event_set.engine)

    def sign(self, event_id: str, size: int) -> str:
        """The sign of an event as SVG, ``size`` pixels wide."""
        return svg_of(symbol(self._tables, self._tables.row("events", event_id)), size)


# How a set that is drawn with signs of its own is drawn.
DRAWN: SetPart[DrawnDossier] = SetPart("drawn with signs")


def drawn_dossier(event_set: EventSet, tables: Tables) -> EventSet:
    """The set of a dossier, which is in memory, with what the page draws of it.

    Raises:
        DataError: a file of the folder is unreadable.
        ValueError: the set is not in memory.
    """
    if event_set.in_memory is None:
        raise ValueError(f"the events of {event_set.id} are not in memory and cannot be packed")
    placed = _placed(event_set, tables)
    drawn = DrawnDossier(
        events=pack_with_signs(event_set.in_memory.columns, dossier_signs(tables, placed)),
        ground=Payload.of(ground(tables, placed)),
        base=base_map(tables.contents),
        centre=centre(tables, placed),
        attribution=attribution(tables.contents),
        _event_set=event_set,
        _tables=tables,
    )
    return event_set.with_part(DRAWN, drawn)


def _placed(event_set: EventSet, tables: Tables) -> list[TableRow]:
    return [tables.row("events", event_id) for event_id in event_set.engine.events(Filter())]
