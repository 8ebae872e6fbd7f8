"""What the page draws of a dossier: its events packed with their signs, the ground, and the marks over the slider.

Each is made when it is first asked for: after a save at the desk no map is shown.
"""

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
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.tables import TableRow, Tables


@dataclass(frozen=True, eq=False)
class DrawnDossier:
    """The files that the layer fetches, and the signs of single events. Raises DataError for a file that is unreadable."""

    _engine: InMemoryEngine = field(repr=False)
    _tables: Tables = field(repr=False)

    @cached_property
    def events(self) -> Packed:
        """The events and their signs, packed."""
        return pack_with_signs(self._engine.columns, dossier_signs(self._tables, self._placed))

    @cached_property
    def ground(self) -> Payload:
        """The places of the events, colours and legend."""
        return Payload.of(ground(self._tables, self._placed))

    @cached_property
    def base(self) -> Payload:
        """The shapes under them."""
        return base_map(self._tables.contents)

    @cached_property
    def centre(self) -> tuple[float, float]:
        """Where the map begins: latitude and longitude in degrees (WGS 84)."""
        return centre(self._tables, self._placed)

    @cached_property
    def attribution(self) -> str:
        """Whom the shapes are owed to."""
        return attribution(self._tables.contents)

    @cached_property
    def timeline(self) -> Timeline:
        """The events and statements as marks over the slider."""
        return day_marks(self._tables, self._engine)

    def sign(self, event_id: str, size: int) -> str:
        """The sign of an event as SVG, ``size`` pixels wide."""
        return svg_of(symbol(self._tables, self._tables.row("events", event_id)), size)

    @cached_property
    def _placed(self) -> list[TableRow]:
        return [self._tables.row("events", event_id) for event_id in self._engine.events(Filter())]


# How a set that is drawn with signs of its own is drawn.
DRAWN: SetPart[DrawnDossier] = SetPart("drawn with signs")


def drawn_dossier(event_set: EventSet, tables: Tables) -> EventSet:
    """The set of a dossier, which is in memory, with what the page draws of it. Raises ValueError for one that is not."""
    if event_set.in_memory is None:
        raise ValueError(f"the events of {event_set.id} are not in memory and cannot be packed")
    return event_set.with_part(DRAWN, DrawnDossier(event_set.in_memory, tables))
