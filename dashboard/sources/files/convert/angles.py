"""Cells that hold one coordinate → degrees: decimal, or in degrees, minutes and seconds, with or without a hemisphere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from dashboard.sources.files.convert import cells
from dashboard.sources.files.convert.plain_text import plain

NORTH_SOUTH, EAST_WEST = "NS", "EW"
#: Words and letters of the hemispheres, in the languages in which tables are mostly written.
_HEMISPHERES = {
    **dict.fromkeys(("n", "north", "nord", "norte", "северной широты", "с. ш.", "с.ш.", "с", "北纬", "пн. ш.", "пн.ш."), "N"),
    **dict.fromkeys(("s", "south", "sud", "süd", "sur", "sul", "южной широты", "ю. ш.", "ю.ш.", "ю", "南纬", "пд. ш.", "пд.ш."), "S"),
    **dict.fromkeys(("e", "east", "est", "ost", "este", "leste", "восточной долготы", "в. д.", "в.д.", "в", "东经", "сх. д.", "сх.д."), "E"),
    **dict.fromkeys(("w", "west", "ouest", "oeste", "ovest", "западной долготы", "з. д.", "з.д.", "з", "西经", "зх. д.", "зх.д."), "W"),
}  # fmt: skip
#: A pattern for the words and letters of the hemispheres.
HEMISPHERE = "|".join(re.escape(word) for word in sorted([*_HEMISPHERES, "o"], key=len, reverse=True))
_NUMBER = r"\d{1,15}(?:[.,]\d*)?|[.,]\d+"
_DECIMAL = re.compile(rf"([+-])?\s*({_NUMBER}|\d+(?:\.\d+)?[eE][+-]?\d{{1,2}})\s*(?:°|deg|degrees)?")
_PARTS = re.compile(
    rf"([+-])?\s*(\d{{1,3}})\s*(?:°|º|d|deg|degrees|:|\s)\s*(?:({_NUMBER})\s*(?:'|m|min|minutes|:|\s|$)\s*)"
    rf"(?:({_NUMBER})\s*(?:\"|''|s|sec|seconds)?)?",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(\d{2,3})([0-5]\d)([0-5]\d(?:\.\d+)?)?")
_BEFORE = re.compile(rf"({HEMISPHERE})(?![^\W\d_])[\s:.]*(.+)", re.IGNORECASE)
_AFTER = re.compile(rf"(.+?)\s*({HEMISPHERE})\.?", re.IGNORECASE)
_SIGNS = str.maketrans({
    **dict.fromkeys("′´`ʹ", "'"), **dict.fromkeys("″“”„ʺ", '"'), **dict.fromkeys("º˚∘", "°"),
})  # fmt: skip


def angle(cell: str, axis: str, west_is_o: bool | None = None) -> float | None:
    """The degrees that one cell names on ``axis`` (NORTH_SOUTH or EAST_WEST); None if they cannot be read.

    ``west_is_o`` says what O means, which is west in French and Spanish, east in German.
    """
    text = with_plain_signs(cell).strip(" ,;")
    sign, text = _hemisphere(text, axis, west_is_o)
    if sign is None:
        return None
    value = _degrees(text, packed=bool(sign))
    if value is None or (sign and text.startswith(("-", "+"))):
        return None
    return value * (sign or 1)


def angles(column: pa.ChunkedArray | pa.Array, axis: str) -> cells.Numbers:
    """A column of one coordinate."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
        return cells.decimals(column)
    values, codes = cells.distinct(column)
    west_is_o = o_means_west(value or "" for value in values)
    degrees, wrong = [], []
    for value in values:
        cell = (value or "").strip()
        missing = cell.lower() in cells.NOTHING
        number = None if missing else angle(cell, axis, west_is_o)
        degrees.append(np.nan if number is None else number)
        wrong.append(number is None and not missing)
    numbers = cells.spread(degrees, codes, np.nan, np.float64)
    known = ~np.isnan(numbers)
    return cells.Numbers(np.where(known, numbers, 0.0), known, cells.spread(wrong, codes, False, bool))


def lettered_angle(text: str, axis: str) -> float | None:
    """The degrees of a coordinate with a letter of its hemisphere; None for any other text."""
    sign, _ = _hemisphere(text, axis, None)
    return angle(text, axis) if sign else None


def o_means_west(values: Iterable[str]) -> bool | None:
    """Whether O stands for west among these cells: so it does beside E, and not beside W; None where neither is."""
    east = west = False
    for value in values:
        last = value.strip()[-1:].upper()
        first = value.strip()[:1].upper()
        east, west = east or "E" in (last, first), west or "W" in (last, first)
    return None if east == west else east


def decimal_sign(values: Iterable[str]) -> str:
    """The sign before decimals that all coordinates with one have: "." or ",", "" where there is none or both."""
    signs = {match[1] for value in values for match in re.finditer(r"\d([.,])\d", value or "")}
    return signs.pop() if len(signs) == 1 else ""


def _hemisphere(text: str, axis: str, west_is_o: bool | None) -> tuple[int | None, str]:
    """1, -1 or 0 (no letter), and the text without it; None where the letter is of the other axis or unclear."""
    match = _BEFORE.fullmatch(text)
    letter, rest = (match[1], match[2]) if match else ("", text)
    if not match and (match := _AFTER.fullmatch(text)):
        letter, rest = match[2], match[1]
        if letter.lower() == "s" and re.search(r"[md]\s*[\d.,]+$", rest, re.IGNORECASE):
            letter, rest = "", text  # the s of seconds
    if not letter:
        return 0, text
    of_o = {True: "W", False: "E", None: ""}[west_is_o]
    meant = of_o if letter.lower() == "o" else _HEMISPHERES[letter.lower()]
    if not meant or meant not in axis:
        return None, rest
    return (1 if meant in "NE" else -1), rest.strip(" ,")


def _degrees(text: str, *, packed: bool) -> float | None:
    """Decimal degrees, or degrees with minutes and seconds. ``packed``: digits alone may be 5027 or 502700."""
    if packed and (match := _PACKED.fullmatch(text)):
        return float(match[1]) + int(match[2]) / 60 + float(match[3] or 0) / 3600
    if match := _DECIMAL.fullmatch(text):
        return float(match[2].replace(",", ".")) * (-1 if match[1] == "-" else 1)
    if (match := _PARTS.fullmatch(text)) is None:
        return None
    marked = bool(re.search(r"[^\d\s.,+-]", text))
    minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in (3, 4))
    if minutes >= 60 or seconds >= 60 or (match[4] and not minutes.is_integer()):
        return None
    if not (marked or packed or match[4]):
        return None  # "50 27" may be two coordinates
    value = float(match[2]) + minutes / 60 + seconds / 3600
    return -value if match[1] == "-" else value


def with_plain_signs(text: str) -> str:
    """A text with one sign each for degrees, minutes and seconds."""
    return plain(text.translate(_SIGNS)).replace("Â°", "°")
