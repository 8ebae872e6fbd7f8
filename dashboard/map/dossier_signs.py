"""The coded events of a dossier → their signs, as they stand beside the columns of the packed file."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.map.ground import drawn_places
from dashboard.map.packed_form import Signs
from dashboard.map.symbols import colour_names, colour_of, svg_of, symbol
from dashboard.messages.packed_file import MarkWords, SymbolMessage
from dashboard.sources.dossier.dossier_columns import attacker_choice
from dashboard.sources.dossier.evidence.event_record import drawn, when, where
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.visible import visible


def dossier_signs(tables: Tables, events: Sequence[TableRow]) -> Signs:
    """The signs of ``events``, all placed, in their order. The places are those of ``ground`` for the same events."""
    places = {place: number for number, place in enumerate(drawn_places(events))}
    numbers: dict[str, int] = {}
    symbols: list[SymbolMessage] = []
    codes = []
    for event in events:
        sign = _sign(tables, event)
        code = numbers.setdefault(repr(sign), len(numbers))
        if code == len(symbols):
            symbols.append(sign)
        codes.append(code)
    return Signs(
        symbols=symbols,
        symbol=codes,
        place=[places[event["place_id"]] for event in events],
        words=[_words(tables, event) for event in events],
    )


def _sign(tables: Tables, event: TableRow) -> SymbolMessage:
    mark = symbol(tables, event)
    return {
        "svg": svg_of(mark),
        "colour": mark.colour,
        "confirmed": mark.confirmed,
        "time": event["time_of_day"],
        "operation": event["kind"] == "security_operation",
    }


def _words(tables: Tables, event: TableRow) -> MarkWords:
    """What a mark says, as the card of its event does: not made from the whole record, for there are thousands."""
    attacker, more = attacker_choice(event), drawn(tables, event)
    return {
        "title": visible(event["title"]),
        "when": when(tables, event),
        "status": tables.label("events.verification", event["verification"]),
        "tip": visible(f"{where(tables, event)}: {more}") if more else "",
        "attacker": colour_names(tables, [attacker])[colour_of(tables, attacker)],
    }
