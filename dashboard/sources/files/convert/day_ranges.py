"""From one day to another: the two halves of a cell, each completed by what only the other one says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.sources.files.convert.day_clock import without_clock

_RANGES = (
    re.compile(r"\s*(?:–|—|―|\.\.+|--)\s*"),
    re.compile(r"\s+(?:-|to|until|till|through|thru|bis|au|hasta|al|до|по)\s+", re.IGNORECASE),
    re.compile(r"(?<=\d{4})\s*/\s*(?=\d{4})|(?<=-\d{2})\s*/\s*(?=\d)"),
    re.compile(r"(?<=[a-zA-Z]{3})-(?=\d)|(?<=[\d.])-(?=\d)|(?<=\d)-(?=[a-zA-Z]{3})"),
)
_FROM = re.compile(r"^(?:from|between|von|du|del?|с)\s+", re.IGNORECASE)


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Each way in which a text may be two days, as what stands before and after the sign or word between them."""
    text = _FROM.sub("", text)
    for sign in _RANGES:
        for match in sign.finditer(text):
            left, right = text[: match.start()].strip(), text[match.end() :].strip()
            if left and right:
                yield left, right


def completed(left: str, right: str) -> tuple[str, str]:
    """Both days with what only one of them says: the month and the year of "24-25 February 2022", the month of
    "February 24-26, 2022", the year of "24 February - 2 March 2022", the month of "2022-02-24/26".
    """
    right = without_clock(right)
    if match := re.fullmatch(r"(\d{4}-)(\d{1,2}-)\d{1,2}", left):
        return left, f"{match[1]}{match[2] if right.isdecimal() else ''}{right}"
    if left.isdecimal() and len(left) <= 2:
        return re.sub(r"^\d{1,2}(?!\d)", left, right, count=1) if re.match(r"\d{1,2}(?!\d)", right) else "", right
    year = re.search(r"(?<!\d)\d{4}$", right)
    if year is None:
        return "", ""
    left = left.rstrip(".")
    sign = re.search(r"[/.\-]", left)
    join = sign[0] if sign and left[0].isdecimal() and left[-1].isdecimal() else " "
    word = re.match(r"[^\W\d]+\.?(?= ?\d)", left)
    if word and not any(char.isalpha() for char in right):
        right = f"{word[0]} {right}"
    return f"{left}{join}{year[0]}", right
