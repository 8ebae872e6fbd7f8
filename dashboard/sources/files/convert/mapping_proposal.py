"""What the names and values of a table's columns suggest that they mean. Only a proposal: a person confirms it."""

from __future__ import annotations

import collections.abc
import re
from collections.abc import Callable, Sequence

from dashboard.sources.files.convert import angles, cells, column_names, coordinates, day_columns, month_names
from dashboard.sources.files.convert.mapping import FIELDS, Mapping
from dashboard.words.sentences import say


def propose(columns: Sequence[str], sample: Sequence[Sequence[str]], tags: Sequence[str] = ()) -> Mapping:
    """What names and values suggest. ``sample`` are rows of cells, one a column, ``tags`` the HXL tags below the header.

    Only a proposal: a person confirms it. The order of day and month is the one that the
    dates prove, else the one that the head states.
    """
    texts = {
        name: [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
        for place, name in enumerate(columns)
    }
    proposed: dict[str, str] = {}
    for _, field_name, column in sorted(column_names.likenesses(columns, tags), key=lambda entry: -entry[0]):
        fits = _anything if column.startswith("geometry ") else _FITS.get(field_name, _anything)
        if field_name not in proposed and column not in proposed.values() and fits(texts[column]):
            proposed[field_name] = column
    if "year" not in proposed:
        proposed = {name: column for name, column in proposed.items() if name not in ("month", "day")}
    free = [name for name in columns if name not in proposed.values() and texts[name]]
    if not {"date", "year"} & proposed.keys():
        events = (name for name in free if not column_names.not_the_event(name) and not _whole(texts[name]))
        dates = [name for name in events if _dates(texts[name])]
        proposed |= {"date": dates[0]} if dates else {}
    if not {"latitude", "longitude"} <= proposed.keys() and "coordinates" not in proposed:
        places = [name for name in free if name not in proposed.values() and _positions(texts[name])]
        proposed |= {"coordinates": places[0]} if places else {}
    order = day_columns.order_of(
        text for name in ("date", "date_end") if name in proposed for text in texts[proposed[name]]
    )
    if order is None:
        order = column_names.order_in(proposed["date"]) if "date" in proposed else ""
    return Mapping({name: proposed[name] for name in FIELDS if name in proposed}, order or "")


def proposal_reasons(
    mapping: Mapping, columns: Sequence[str], sample: Sequence[Sequence[str]], fields: Sequence[str] | None = None
) -> dict[str, str]:
    """Why each field (of ``fields``, or all) of a proposal has its column: a few words for a person."""
    named = {(field_name, column) for _, field_name, column in column_names.likenesses(columns)}
    reasons = {}
    for field_name in mapping.columns if fields is None else fields:
        column = mapping.columns[field_name]
        place = list(columns).index(column)
        checked = field_name in _FITS and any(row[place].strip() for row in sample if place < len(row))
        if (field_name, column) not in named:
            reasons[field_name] = say("proposed by its values")
        elif checked:
            reasons[field_name] = say("proposed by its name and its values fit")
        else:
            reasons[field_name] = say("proposed by its name")
    return reasons


def _most(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return not cells or sum(map(test, cells)) * 10 >= len(cells) * 6


def _anything(_: Sequence[str]) -> bool:
    return True


def _whole(cells: Sequence[str]) -> bool:
    return _most(cells, lambda cell: bool(re.fullmatch(r"\d+(\.0*)?", cell)))


def _dates(cells: Sequence[str]) -> bool:
    def reads(cell: str) -> bool:
        return _is_nothing(cell) or any(day_columns.span(cell, order) for order in day_columns.ORDERS[:4])

    return _most(cells, reads) or day_columns.order_of(cells) in day_columns.COUNTED


def _between(low: int, high: int) -> Callable[[Sequence[str]], bool]:
    def inside(cell: str) -> bool:
        return _is_nothing(cell) or (bool(re.fullmatch(r"-?\d{1,4}(\.0*)?", cell)) and low <= float(cell) <= high)

    return lambda texts: _most(texts, inside)


def _months(texts: Sequence[str]) -> bool:
    named = {month_names.key(text) for text in texts if text.isalpha()}
    return _between(0, 12)([text for text in texts if not text.isalpha()]) and all(map(month_names.is_month, named))


def _degrees(axis: str, limit: float) -> Callable[[Sequence[str]], bool]:
    def inside(cell: str) -> bool:
        value = angles.angle(cell, axis, west_is_o=True)
        return _is_nothing(cell) or (value is not None and abs(value) <= limit)

    return lambda texts: _most(texts, inside)


def _positions(texts: Sequence[str]) -> bool:
    return _most(texts, lambda text: coordinates.position(text) is not None)


def _names(texts: Sequence[str]) -> bool:
    return not texts or not _positions(texts)


def _figures(texts: Sequence[str]) -> bool:
    # One cell with a digit is enough: what cannot be read is then listed, and not lost silently.
    return not texts or any(char.isdigit() for text in texts for char in text) or all(map(_is_nothing, texts))


def _is_nothing(cell: str) -> bool:
    return cell.lower() in cells.NOTHING


_FITS: collections.abc.Mapping[str, Callable[[Sequence[str]], bool]] = {
    "date": _dates,
    "date_end": _dates,
    "year": _between(1500, 2100),
    "month": _months,
    "day": _between(0, 31),
    "coordinates": _positions,
    # Exchanged, a latitude is up to 180: that is asked.
    "latitude": _degrees(angles.NORTH_SOUTH, 180),
    "longitude": _degrees(angles.EAST_WEST, 360),
    "location": _names,
    "fatalities": _figures,
    "fatalities_low": _figures,
    "fatalities_high": _figures,
    "where_prec": _whole,
    "date_prec": _whole,
}
