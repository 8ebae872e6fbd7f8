"""The coded events of a dossier → their signs, as they stand beside the columns of the packed file."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.map.ground import drawn_places
from dashboard.map.packed_form import Signs
from dashboard.map.symbols import colour_names, colour_of, svg_of, symbol
from dashboard.messages.packed_file import MarkWords, SymbolMessage
from dashboard.record_html import card
from dashboard.sources.dossier.dossier_columns import attacker_choice
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.tables import TableRow, Tables


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
    words, attacker = card(event_record(tables, event["event_id"])), attacker_choice(event)
    return {
        "title": words["title"],
        "when": words["when"],
        "status": words["status"],
        "tip": words["tip"],
        "attacker": colour_names(tables, [attacker])[colour_of(tables, attacker)],
    }
