"""The coded events of a dossier → their signs, as they stand beside the columns of the packed file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dashboard.map.ground import drawn_places
from dashboard.map.packed_form import Signs
from dashboard.map.symbols import Symbol, colour_names, colour_of, svg_of, symbol
from dashboard.messages.packed_file import MarkWords, SymbolMessage
from dashboard.sources.dossier.dossier_columns import attacker_choice
from dashboard.sources.dossier.evidence.event_record import drawn, when, where
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.visible import visible


def dossier_signs(tables: Tables, events: Sequence[TableRow]) -> Signs:
    """The signs of ``events``, all placed, in their order. The places are those of ``ground`` for the same events."""
    places = {place: number for number, place in enumerate(drawn_places(events))}
    numbers: dict[tuple[Symbol, str], int] = {}
    codes = [numbers.setdefault((symbol(tables, event), event["time_of_day"]), len(numbers)) for event in events]
    names = _Names(tables)
    return Signs(
        symbols=[_sign(mark, time_of_day) for mark, time_of_day in numbers],
        symbol=codes,
        place=[places[event["place_id"]] for event in events],
        words=[_words(tables, event, names) for event in events],
    )


def _sign(mark: Symbol, time_of_day: str) -> SymbolMessage:
    return {
        "svg": svg_of(mark),
        "colour": mark.colour,
        "confirmed": mark.confirmed,
        "time": time_of_day,
        "operation": mark.kind == "security_operation",
        "parts": mark.parts,
    }


class _Names:
    """What attackers and ways of support are called, each looked up once."""

    def __init__(self, tables: Tables) -> None:
        self.attacker = cache(lambda choice: colour_names(tables, [choice])[colour_of(tables, choice)])
        self.support = cache(lambda verification: tables.label("events.verification", verification))


def _words(tables: Tables, event: TableRow, names: _Names) -> MarkWords:
    """What a mark says, as the card of its event does: not made from the whole record, for there are thousands."""
    more = drawn(tables, event)
    return {
        "title": visible(event["title"]),
        "when": when(tables, event),
        "status": names.support(event["verification"]),
        "tip": visible(f"{where(tables, event)}: {more}") if more else "",
        "attacker": names.attacker(attacker_choice(event)),
    }
