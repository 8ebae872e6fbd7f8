"""Clock times and time zones beside a day: what comes after the day is left out, and no zone is applied."""

from __future__ import annotations

import re

_ZONE = (
    r"(?:\s*[AaPp]\.?[Mm]\.?(?![A-Za-z]))?(?:\s*[A-Z]{1,5}(?![A-Za-z/]))?(?:\s*[+-]\d{1,2}(?::?\d{2})?)?(?: UTC)?"
    r"(?:[ ]*(?:\[[^\]]*\]|\([^)]*\)|[A-Z][A-Za-z]+/[\w/+-]+))?"
)
_CLOCK = re.compile(
    r"(?:^|(?<=\d)T|(?<=\d\d):(?=\d\d:)|[\s,]+)(?:(?:at|um|à|kl\.?) )?"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,:]\d+)?)?|(?<=\d\d )(?:[01]?\d|2[0-4])\.[0-5]\d\.[0-5]\d(?:\.\d+)?)" + _ZONE
)
_BASIC_CLOCK = re.compile(r"(?<=\d{8})[T ]\d{4}(?:\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?(?:\d{2})?)?$")
#: How most programs write an instant; what comes after the day is its clock.
PROGRAM = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?")


def is_of_program(cell: str) -> bool:
    """Whether a cell is an instant or a day as most programs write it, year first."""
    return PROGRAM.fullmatch(cell) is not None


def without_clock(text: str) -> str:
    """A date without the clock time, its zone, and stops at its end."""
    if ":" in text or "h" in text or text.count(".") >= 2:
        text = _CLOCK.sub(" ", text, count=1)
    return " ".join(_BASIC_CLOCK.sub("", text).split()).strip(" ,;.")
