"""How the cells of a table in no published format are read: the form of each column, and what stays open.

The dialog asks this of the first rows and the opening of all of them, so that both read alike. A form that a person
has stated holds; one that the cells leave open is a question (:mod:`dashboard.sources.files.convert.open_questions`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import (
    angles,
    cells,
    coordinates,
    country_borders,
    day_columns,
    open_questions,
    people_counts,
)
from dashboard.sources.files.convert.mapping import Mapping as Columns

FIGURES = ("fatalities", "fatalities_low", "fatalities_high")
#: Field → its cells, None where no column was named for it.
Cells = Callable[[str], Any]


@dataclass(frozen=True)
class Forms:
    """``order`` is one of days.ORDERS (None: open), ``numbers`` has the sign before decimals of each column of figures
    (one of figures.FORMS, None: open), ``longitude_first`` says how places in one cell begin. ``questions`` are the
    codes of what is open.
    """

    order: str | None = ""
    numbers: Mapping[str, str | None] = field(default_factory=dict)
    longitude_first: bool | None = None
    questions: tuple[str, ...] = ()


def forms_of(mapping: Columns, cell: Cells) -> Forms:
    """The forms of the columns that ``cell`` gives, as ``mapping`` says or the cells prove."""
    order = mapping.date_order or day_columns.order_of(_texts(cell("date")) + _texts(cell("date_end")))
    numbers = _numbers(mapping, cell)
    longitude_first = True if open_questions.LONGITUDE_FIRST in mapping.confirmed else None
    asked = [open_questions.ORDER] if order is None else []
    if None in numbers.values() and open_questions.NUMBERS not in mapping.confirmed:
        asked.append(open_questions.NUMBERS)
    if open_questions.SWAPPED not in mapping.confirmed and _seem_exchanged(cell, longitude_first):
        asked.append(open_questions.SWAPPED)
    return Forms(order, numbers, longitude_first, tuple(asked))


def questions(mapping: Columns, columns: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What still has to be said of a table by its first rows: the codes of the questions."""
    named = mapping.columns.keys()
    asked = [] if {"date", "year"} & named else [open_questions.DATE]
    if not ({"latitude", "longitude"} <= named or {"location", "coordinates"} & named):
        asked.append(open_questions.PLACE)
    return (*asked, *forms_of(mapping, of_sample(mapping, columns, sample)).questions)


def of_sample(mapping: Columns, columns: Sequence[str], sample: Sequence[Sequence[str]]) -> Cells:
    """The cells of each field among rows of text."""
    places = {name: place for place, name in reversed(list(enumerate(columns)))}

    def cell(name: str) -> Any:
        place = places.get(mapping.columns.get(name, ""))
        if place is None:
            return None
        texts = [row[place] if place < len(row) else "" for row in sample]
        return pa.array([text.encode("utf-8", "replace").decode() or None for text in texts], pa.string())

    return cell


def differing(mapping: Columns, first: Forms, whole: Forms) -> tuple[str, ...]:
    """The codes of the forms in which the whole columns read otherwise than the first rows did (both by their cells
    alone), or than ``mapping`` where the first rows left it open. A person who said otherwise
    in view of the first rows is not asked again.
    """
    asked = []
    if _differs(mapping.date_order, first.order, whole.order):
        asked.append(open_questions.ORDER)
    if any(_differs(mapping.number_form, form, whole.numbers.get(name)) for name, form in first.numbers.items()):
        asked.append(open_questions.NUMBERS)
    return tuple(code for code in asked if open_questions.SEEN[code] not in mapping.confirmed)


def _differs(stated: str, first: str | None, whole: str | None) -> bool:
    if first == day_columns.SERIAL and whole is not None:
        return False  # a day number is read alike beside dates in words
    if first:
        return whole != first and stated in ("", first)
    return bool(stated and whole) and whole != stated


def _texts(cell: Any) -> list[str]:
    """The different cells of a column that may be text or numbers."""
    if cell is None or pa.types.is_date(cell.type) or pa.types.is_timestamp(cell.type):
        return []
    return [value or "" for value in cells.distinct(cells.whole_as_integers(cell))[0]]


def _numbers(mapping: Columns, cell: Cells) -> dict[str, str | None]:
    forms: dict[str, str | None] = {}
    for name in FIGURES:
        column = cell(name)
        if column is None or pa.types.is_integer(column.type):
            continue
        if mapping.number_form:
            forms[name] = mapping.number_form
            continue
        texts = _texts(column)
        forms[name] = people_counts.form_of(texts)
        if forms[name] is None:
            forms[name] = people_counts.form_of(texts, _form_of_coordinates(cell))
    return forms


def _form_of_coordinates(cell: Cells) -> str:
    """The sign before decimals in the columns of coordinates: one program writes one file."""
    texts = _texts(cell("latitude")) + _texts(cell("longitude"))
    return {",": people_counts.COMMA_DECIMAL, ".": people_counts.POINT_DECIMAL}.get(angles.decimal_sign(texts), "")


def _seem_exchanged(cell: Cells, longitude_first: bool | None) -> bool:
    """Whether most rows lie where they can only if latitude and longitude were exchanged."""
    north, east, both = cell("latitude"), cell("longitude"), cell("coordinates")
    if north is not None and east is not None:
        latitude = angles.angles(north, angles.NORTH_SOUTH)
        longitude = angles.angles(east, angles.EAST_WEST)
        known, y, x = latitude.known & longitude.known, latitude.values, longitude.values
    elif both is not None:
        places = coordinates.positions(both, longitude_first)
        known, y, x = places.known, places.latitude, places.longitude
    else:
        return False
    only_exchanged = known & (np.abs(y) > 90) & (np.abs(y) <= 180) & (np.abs(x) <= 90)
    if known.any() and only_exchanged.sum() * 2 > known.sum():
        return True
    country = cell("country")
    return country is not None and country_borders.seem_exchanged(
        country, np.where(known, y, np.nan), np.where(known, x, np.nan)
    )
