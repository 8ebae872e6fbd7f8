"""A column of counted people → whole numbers, low and high ones where a cell says "4-6" or "at least 12".

One form holds for the whole column. 1.000 and 1,000 may be a thousand or one: the column's other cells decide, or the
sign before decimals in the file's coordinates (one program writes one file); else they are not known. What is no whole
number of 0 or more is never rounded or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.plain_text import plain

#: The sign before decimals.
POINT_DECIMAL, COMMA_DECIMAL = "point_decimal", "comma_decimal"
FORMS = ("", POINT_DECIMAL, COMMA_DECIMAL)
#: Codes that many tables write for a number that is not known.
CODES_FOR_UNKNOWN = frozenset({"-9", "-99", "-999", "-9999"})

_GROUPED = re.compile(r"\d{1,3}(?:( |'|_)\d{3})(?:\1\d{3})*(?:[.,]0+)?")
_BY_SIGN = re.compile(
    r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?!\1)(?:[.,]0+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+"
)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
#: One sign with three digits after it: a thousand or a decimal.
_OPEN = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")
#: A sign with three digits after it that can only be decimals.
_THREE_DECIMALS = re.compile(r"0([.,])\d{3}|\d{4,}([.,])\d{3}")
_DECIMAL = re.compile(r"\d+([.,])(?:\d{1,2}|\d{4,})")
_OTHER = {".": ",", ",": "."}
#: The form of a column in which this sign groups thousands.
_FORM_OF_GROUPS = {".": COMMA_DECIMAL, ",": POINT_DECIMAL}
_WHOLE = re.compile(r"\d{1,15}(?:[.,]0{1,2})?")
_RANGE = re.compile(r"(?:between |from )?(\S.*?)\s*(?:-|–|—|\bto\b|\band\b|\.\.+)\s*(\S.*)", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?:at least|no less than|no fewer than|not less than|minimum(?: of)?|min\.?|more than|over|above|>=?|≥)\s*(.+)"
    r"|(.+?)\s*(?:\+|or more|and more|plus|at least|minimum)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:at most|no more than|not more than|up to|maximum(?: of)?|max\.?|less than|fewer than|under|below|<=?|≤)\s*(.+)"
    r"|(.+?)\s*(?:or less|or fewer|at most|maximum)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figures:
    """A number a row: ``best`` as stated, ``low`` and ``high`` where a cell states bounds and no number (``bounded``);
    ``unknown`` where a cell says in a word or a code that the number is not known.
    """

    best: cells.Numbers
    low: cells.Numbers
    high: cells.Numbers
    bounded: np.ndarray[Any, Any]
    unknown: np.ndarray[Any, Any]
    #: Rows in which a sign groups thousands, and that sign where only the form of the column says so.
    grouped: int = 0
    sign: str = ""


def form_of(values: Iterable[str], file_form: str = "") -> str | None:
    """The sign before decimals (one of FORMS) by which to read cells such as 1.000: what the other cells prove, or what
    ``file_form`` (that of the coordinates) says of it; "" where there is no such cell, None where it stays open.
    """
    opened: set[str] = set()
    groups: set[str] = set()
    decimals: set[str] = set()
    for value in values:
        for part in _parts(plain(value or "")):
            if match := _OPEN.fullmatch(part):
                opened.add(match[2])
            elif match := _THREE_DECIMALS.fullmatch(part):
                decimals.add(match[1] or match[2])
            elif sign := _groups_of(part):
                groups.add(sign)
    if not opened:
        return ""
    if len(opened) > 1 or len(groups) > 1 or groups & decimals:
        return None
    [sign] = opened
    as_group, as_decimal = _FORM_OF_GROUPS[sign], _FORM_OF_GROUPS[_OTHER[sign]]
    if sign in decimals:
        return as_decimal
    return as_group if sign in groups or (not groups and file_form == as_group) else None


def read(column: pa.ChunkedArray | pa.Array, most: int, form: str = "") -> Figures:
    """The figures of a column, from 0 to ``most``. ``form`` says what 1.000 is; "" leaves such a cell unknown."""
    column = cells.whole_as_integers(column)
    if pa.types.is_integer(column.type):
        return _typed(column, most)
    values, codes = cells.distinct(column)
    texts = [plain(value or "") for value in values]
    figures = [_figure(text, most, form) for text in texts]
    missing = [text.lower() in cells.NOTHING for text in texts]
    wrong = [figure is None and not no for figure, no in zip(figures, missing, strict=True)]
    best, low, high = (_spread([figure and figure[place] for figure in figures], codes) for place in range(3))
    unknown = cells.spread([text in CODES_FOR_UNKNOWN or text.lower() == "nil" for text in texts], codes, False, bool)
    signs = [bool(form) and any(_OPEN.fullmatch(part) for part in _parts(text)) for text in texts]
    grouped = cells.spread(signs, codes, False, bool)
    sign = {COMMA_DECIMAL: "point", POINT_DECIMAL: "comma"}.get(form, "")
    bad = cells.spread(wrong, codes, False, bool) & ~unknown
    stated = cells.Numbers(best.values, best.known, bad)
    bounded = (low.known | high.known) & ~best.known
    return Figures(stated, low, high, bounded, unknown, int(grouped.sum()), sign)


def _typed(column: Any, most: int) -> Figures:
    numbers = cells.whole_numbers(column, 0, most)
    codes = np.isin(numbers.values, [int(code) for code in CODES_FOR_UNKNOWN]) & numbers.wrong
    none = cells.nothing(len(numbers.values))
    return Figures(
        cells.Numbers(numbers.values, numbers.known, numbers.wrong & ~codes),
        none,
        none,
        np.zeros(len(codes), bool),
        codes,
    )


def _figure(text: str, most: int, form: str) -> tuple[int | None, int | None, int | None] | None:
    """Best, low and high of one cell; None where it is no figure."""
    number = _number(text, form)
    if number is not None:
        return (number, None, None) if 0 <= number <= most else None
    if match := _AT_LEAST.fullmatch(text):
        low = _number(match[1] or match[2], form)
        return (None, low, None) if low is not None and low <= most else None
    if match := _AT_MOST.fullmatch(text):
        high = _number(match[1] or match[2], form)
        return (None, None, high) if high is not None and high <= most else None
    if match := _RANGE.fullmatch(text):
        low, high = _number(match[1], form), _number(match[2], form)
        if low is not None and high is not None and low <= high <= most:
            return (low, None, None) if low == high else (None, low, high)
    return None


def _number(text: str, form: str) -> int | None:
    text = text.strip().removeprefix("+")
    if _WHOLE.fullmatch(text):
        return int(re.split(r"[.,]", text)[0])
    if _GROUPED.fullmatch(text) or (form != COMMA_DECIMAL and _INDIAN.fullmatch(text)):
        return int(re.sub(r"\D", "", re.sub(r"[.,]0+$", "", text)))
    if match := _OPEN.fullmatch(text):
        if not form:
            return None
        if match[2] == ("." if form == COMMA_DECIMAL else ","):
            return int(match[1] + match[3])
        return int(match[1]) if match[3] == "000" else None
    if _BY_SIGN.fullmatch(text):
        sign = next(char for char in text if char in ".,")
        if form and (sign == ".") != (form == COMMA_DECIMAL):
            return None
        whole, _, rest = text.rpartition("," if sign == "." else ".")
        if whole and rest.strip("0"):
            return None
        return int((whole or rest).replace(sign, ""))
    return None


def _parts(text: str) -> list[str]:
    """The numbers in a cell as they are written."""
    return re.findall(r"\d[\d.,]*(?<![.,])", text) if "." in text or "," in text else []


def _groups_of(part: str) -> str:
    """The sign that groups thousands in a number, or that does so where the other one stands before decimals."""
    if _BY_SIGN.fullmatch(part) or _INDIAN.fullmatch(part):
        return next(char for char in part if char in ".,")
    match = _DECIMAL.fullmatch(part)
    return _OTHER[match[1]] if match else ""


def _spread(values: list[int | None], codes: np.ndarray[Any, Any]) -> cells.Numbers:
    numbers = cells.spread([np.nan if value is None else float(value) for value in values], codes, np.nan, np.float64)
    known = ~np.isnan(numbers)
    return cells.Numbers(np.where(known, numbers, 0).astype(np.int64), known, np.zeros(len(codes), dtype=bool))
