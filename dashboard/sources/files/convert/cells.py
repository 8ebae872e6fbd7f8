"""Columns of a file → arrays. A column comes in as Arrow read it: text (plain or as a dictionary) or already numbers;
what a cell cannot be read as is marked, never replaced.

Work is done on distinct values wherever a value repeats, so that 350,000 rows cost as much as their few thousand
different cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.words.sentences import say

#: How files write that a value is missing.
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "#n/a"})
#: The same in cells of days, places and numbers, where no name can be meant. Compared in lower case.
NOTHING = MISSING | {
    *("-", "--", "---", "–", "—", ".", "..", "...", "?", "??", "???", "n.a.", "n.a", "n.d.", "n.d", "n/d", "#n/d"),
    *("tbd", "tbc", "unk", "unk.", "unknown", "not known", "unspecified", "not specified", "not available", "no data"),
    *(
        "not reported",
        "not stated",
        "undetermined",
        "unclear",
        "missing",
        "blank",
        "empty",
        "(blank)",
        "<null>",
        "<na>",
    ),
    *("\\n", "nat", "inconnu", "inconnue", "desconocido", "desconocida", "unbekannt", "неизвестно", "невідомо"),
    *("غير معروف", "不详", "未知", "#value!", "#ref!", "#null!", "#div/0!", "#num!", "#name?"),
}

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0*)?")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,15}(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True)
class Numbers:
    """One number a row: ``known`` where it could be read, ``wrong`` where a cell holds something that is no number."""

    values: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]
    wrong: np.ndarray[Any, Any]

    def array(self, kind: pa.DataType, keep: np.ndarray[Any, Any] | None = None) -> pa.Array:
        """As an Arrow array, null where not known (or where ``keep`` is False)."""
        known = self.known if keep is None else self.known & keep
        values = np.where(known, self.values, 0)
        return pa.array(values, mask=~known).cast(kind)


def one(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """The column in one piece."""
    if isinstance(column, pa.ChunkedArray):
        if column.num_chunks == 1:
            return column.chunk(0)
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):  # more text than one array may hold
            raise pa.ArrowCapacityError(say("a column holds more text than one array may"))
    return column


def as_text(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """The cells as text, dictionaries kept."""
    if pa.types.is_dictionary(column.type) or pa.types.is_string(column.type):
        return column
    return pc.cast(column, pa.string())


def whole_as_integers(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """A column of floating numbers none of which has a fraction as whole ones, so that their text is their digits."""
    if not pa.types.is_floating(column.type):
        return column
    try:
        return pc.cast(pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column), pa.int64())
    except pa.ArrowInvalid:
        return column


def distinct(column: pa.ChunkedArray | pa.Array) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The different cells of a column as text, and for each row which of them it holds (-1 for an empty one)."""
    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(as_text(column))
    whole = one(column)
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return whole.dictionary.to_pylist(), codes


def spread(values: Sequence[Any], codes: np.ndarray[Any, Any], empty: Any, kind: Any) -> np.ndarray[Any, Any]:
    """One value for each distinct cell → one a row; ``empty`` for rows without a cell."""
    table = np.empty(len(values) + 1, dtype=kind)
    table[: len(values)] = values
    table[-1] = empty
    found_in_rows: np.ndarray[Any, Any] = table[codes]
    return found_in_rows


def labels(
    column: pa.ChunkedArray | pa.Array,
    rename: Callable[[str], str | None] | None = None,
    missing: Collection[str] = MISSING,
) -> pa.DictionaryArray:
    """Repeated words, trimmed (and renamed), null where missing."""
    values, codes = distinct(column)
    position: dict[str, int] = {}
    moved = np.full(len(values) + 1, -1, dtype=np.int32)
    for number, value in enumerate(values):
        word: str | None = " ".join(value.split()) if value is not None else ""
        if word is not None and word.lower() in missing:
            word = None
        if word and rename:
            word = rename(word)
        if word:
            moved[number] = position.setdefault(word, len(position))
    new = moved[codes]
    return pa.DictionaryArray.from_arrays(pa.array(new, mask=new < 0), pa.array(list(position), pa.string()))


def empty_labels(rows: int) -> pa.DictionaryArray:
    """A column of words in which nothing stands."""
    return pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int32()), pa.array([], pa.string()))


def prose(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Long text as it stands, null where empty."""
    text = as_text(column)
    if pa.types.is_dictionary(text.type):
        text = pc.cast(text, pa.string())
    whole = one(text)
    hollow = pc.equal(pc.binary_length(whole), 0)
    return pc.if_else(hollow, pa.scalar(None, pa.string()), whole) if pc.any(hollow).as_py() else whole


def whole_numbers(column: pa.ChunkedArray | pa.Array, low: int, high: int) -> Numbers:
    """Whole numbers from ``low`` to ``high``; "3.0" is 3, anything else is wrong."""
    if pa.types.is_integer(column.type):
        array = one(column)
        present = array.is_valid().to_numpy(zero_copy_only=False)
        values = array.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
        known = present & (values >= low) & (values <= high)
        return Numbers(values, known, present & ~known)

    def read(cell: str) -> int | None:
        return int(float(cell)) if _WHOLE.fullmatch(cell) and low <= float(cell) <= high else None

    return _numbers(column, read, np.int64)


def decimals(column: pa.ChunkedArray | pa.Array) -> Numbers:
    """Decimal numbers, with a point or (as some spreadsheets write them) a comma."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        array = one(column)
        present = array.is_valid().to_numpy(zero_copy_only=False)
        values = array.fill_null(0).to_numpy(zero_copy_only=False).astype(np.float64)
        known = present & np.isfinite(values)
        return Numbers(np.where(known, values, 0.0), known, present & np.isinf(values))

    def read(cell: str) -> float | None:
        value = float(cell.replace(",", ".")) if _DECIMAL.fullmatch(cell) else None
        return value if value is not None and np.isfinite(value) else None

    return _numbers(column, read, np.float64)


def _numbers(column: Any, read: Callable[[str], float | None], kind: Any) -> Numbers:
    values, codes = distinct(column)
    parsed, bad = [], []
    for value in values:
        cell = (value or "").strip()
        number = None if cell.lower() in MISSING else read(cell)
        parsed.append(np.nan if number is None else number)
        bad.append(number is None and cell.lower() not in MISSING)
    numbers = spread(parsed, codes, np.nan, np.float64)
    known = ~np.isnan(numbers)
    return Numbers(np.where(known, numbers, 0).astype(kind), known, spread(bad, codes, False, bool))


def part_of_date(column: pa.ChunkedArray | pa.Array | None, rows: int, most: int) -> Numbers:
    """A column of years, months or days of the month: numbers from 0 to ``most``, names of months; -99 is not known."""
    if column is None:
        return nothing(rows)
    from dashboard.sources.files.convert import month_names

    values, codes = distinct(whole_as_integers(column))
    texts = [" ".join((value or "").split()).lower() for value in values]
    months = month_names.months_of(month_names.key(text) for text in texts if text and not text[-1].isdecimal())
    parsed: list[float] = []
    wrong: list[bool] = []
    for text in texts:
        unknown = text in NOTHING or bool(re.fullmatch(r"-9+", text))
        digits = _WHOLE.fullmatch(text) if not unknown else None
        number = float(text) if digits else float(months.get(month_names.key(text), np.nan))
        parsed.append(np.nan if unknown else number)
        wrong.append(not unknown and not 0 <= number <= most)
    numbers = spread(parsed, codes, np.nan, np.float64)
    known = ~np.isnan(numbers)
    return Numbers(np.where(known, numbers, 0).astype(np.int64), known, spread(wrong, codes, False, bool))


def nothing(rows: int) -> Numbers:
    """Numbers of a column that the file does not have."""
    return Numbers(np.zeros(rows), np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool))
