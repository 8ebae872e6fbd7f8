"""What the columns of somebody's own table mean: proposed by their names and values, settled by a person.

A :class:`Mapping` is remembered by the header it was made for (:func:`header_key`). Nothing is guessed that the file
leaves open: where 3/4/2022 may be March or April, ``date_order`` has to be said.
"""

from __future__ import annotations

import collections.abc
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dashboard.sources.files.convert import cells, column_names, coordinates, day_columns, month_names, people_counts
from dashboard.sources.files.convert.canonical_columns import COLUMNS

#: What a table may state that is no column of ours by itself, and by which words it is asked for.
PARTS = {
    "date": "Day, or first day",
    "date_end": "Last day",
    "year": "Year, in a column of its own",
    "month": "Month, in a column of its own",
    "day": "Day of the month, in a column of its own",
    "coordinates": "Latitude and longitude in one column, or a geometry",
}
_ASKED = {column.name: column for column in COLUMNS if column.asked_as}
#: In which order the columns are named; further ones follow.
_ORDER = (
    *("latitude", "longitude", "location", "country", "admin1", "admin2", "event_type", "sub_event_type", "actor1"),
    *("actor2", "attacker", "fatalities", "fatalities_low", "fatalities_high", "source", "headline", "notes"),
    *("event_id", "where_prec", "date_prec"),
)
#: Each field: what it is, and the names by which it goes (:mod:`dashboard.sources.files.convert.column_names`).
FIELDS: collections.abc.Mapping[str, tuple[str, tuple[str, ...]]] = {
    field: (meaning, column_names.WORDS[field])
    for field, meaning in (PARTS | {name: _ASKED[name].asked_as for name in dict.fromkeys((*_ORDER, *_ASKED))}).items()
}
#: What the signs in numbers such as 1.000 and 1,000 mean: a point or a comma before decimals.
NUMBER_FORMS = people_counts.FORMS


@dataclass(frozen=True)
class Mapping:
    """Field of ours → the table's column, how its dates are written (one of days.ORDERS) and its numbers (one of
    NUMBER_FORMS); "" where the cells leave no doubt. ``confirmed`` are the questions that a person has answered with
    "as it is" (codes of :mod:`dashboard.sources.files.convert.open_questions`).
    """

    columns: collections.abc.Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    number_form: str = ""
    confirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.columns) - set(FIELDS)):
            raise ValueError(f"no such field: {', '.join(unknown)}; there are {', '.join(FIELDS)}")
        if self.date_order not in day_columns.ORDERS:
            raise ValueError(
                f'date_order: expected one of {", ".join(day_columns.ORDERS[1:])} or "", got "{self.date_order}"'
            )
        if self.number_form not in NUMBER_FORMS:
            raise ValueError(
                f'number_form: expected one of {", ".join(NUMBER_FORMS[1:])} or "", got "{self.number_form}"'
            )

    def to_json(self) -> str:
        """As JSON text, the same text for the same mapping."""
        said = {
            "columns": dict(self.columns),
            "date_order": self.date_order,
            "number_form": self.number_form,
            "confirmed": list(self.confirmed),
        }
        return json.dumps(said, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """From :meth:`to_json`. Raises ValueError for anything else."""
        read = json.loads(text)
        try:
            columns = {str(name): str(column) for name, column in read["columns"].items()}
            confirmed = tuple(map(str, read.get("confirmed", ())))
            return cls(columns, str(read["date_order"]), str(read.get("number_form", "")), confirmed)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"this is no mapping: {error}") from error


def header_key(columns: Sequence[str]) -> str:
    """The key under which to remember a mapping: equal for equal headers, whatever case and spaces."""
    plain = "\x1f".join(_plain(column) for column in columns)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fitted(mapping: Mapping, columns: Sequence[str]) -> Mapping | None:
    """The mapping in this header's own spelling; None where a column is lacking, or two have one name."""
    own: dict[str, list[str]] = {}
    for column in columns:
        own.setdefault(_plain(column), []).append(column)
    found = {
        name: [column] if column in columns else own.get(_plain(column), []) for name, column in mapping.columns.items()
    }
    if any(len(names) != 1 for names in found.values()):
        return None
    return replace(mapping, columns={name: column for name, [column] in found.items()})


def propose(columns: Sequence[str], sample: Sequence[Sequence[str]], tags: Sequence[str] = ()) -> Mapping:
    """What names and values suggest. ``sample`` are rows of cells, one a column, ``tags`` the HXL tags below the heads.

    Only a proposal: a person settles it. The order of day and month is that which the dates prove, else the head states.
    """
    texts = {
        name: [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
        for place, name in enumerate(columns)
    }
    found: dict[str, str] = {}
    for _, field_name, column in sorted(column_names.likenesses(columns, tags), key=lambda entry: -entry[0]):
        fits = _anything if column.startswith("geometry ") else _FITS.get(field_name, _anything)
        if field_name not in found and column not in found.values() and fits(texts[column]):
            found[field_name] = column
    if "year" not in found:
        found = {name: column for name, column in found.items() if name not in ("month", "day")}
    free = [name for name in columns if name not in found.values() and texts[name]]
    if not {"date", "year"} & found.keys():
        events = (name for name in free if not column_names.not_the_event(name) and not _whole(texts[name]))
        dates = [name for name in events if _dates(texts[name])]
        found |= {"date": dates[0]} if dates else {}
    if not {"latitude", "longitude"} <= found.keys() and "coordinates" not in found:
        places = [name for name in free if name not in found.values() and _positions(texts[name])]
        found |= {"coordinates": places[0]} if places else {}
    order = day_columns.order_of(text for name in ("date", "date_end") if name in found for text in texts[found[name]])
    if order is None:
        order = column_names.order_in(found["date"]) if "date" in found else ""
    return Mapping({name: found[name] for name in FIELDS if name in found}, order or "")


def proposal_reasons(
    mapping: Mapping, columns: Sequence[str], sample: Sequence[Sequence[str]], fields: Sequence[str] | None = None
) -> dict[str, str]:
    """Why each field (of ``fields``, or all) of a proposal has its column: a few words for a person."""
    named = {(field_name, column) for _, field_name, column in column_names.likenesses(columns)}
    said = {}
    for field_name in mapping.columns if fields is None else fields:
        column = mapping.columns[field_name]
        place = list(columns).index(column)
        checked = field_name in _FITS and any(row[place].strip() for row in sample if place < len(row))
        why = "by its name" if (field_name, column) in named else ""
        said[field_name] = " and ".join(filter(None, (why, "its values fit" if checked and why else "")))
        said[field_name] = f"proposed {said[field_name] or 'by its values'}"
    return said


def _plain(name: str) -> str:
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^\w]+|_", " ", split).lower().split())


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
        value = coordinates.angle(cell, axis, west_is_o=True)
        return _is_nothing(cell) or (value is not None and abs(value) <= limit)

    return lambda texts: _most(texts, inside)


def _positions(texts: Sequence[str]) -> bool:
    return _most(texts, lambda text: coordinates.position(text) is not None)


def _names(texts: Sequence[str]) -> bool:
    return not texts or not _positions(texts)


def _figures(texts: Sequence[str]) -> bool:
    # One cell with a digit is enough: what cannot be read is then listed, and not lost without a word.
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
    "latitude": _degrees(coordinates.NORTH_SOUTH, 180),
    "longitude": _degrees(coordinates.EAST_WEST, 360),
    "location": _names,
    "fatalities": _figures,
    "fatalities_low": _figures,
    "fatalities_high": _figures,
    "where_prec": _whole,
    "date_prec": _whole,
}
