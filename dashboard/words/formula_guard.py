"""The one guard against text that a spreadsheet would run as a formula (OWASP, "CSV Injection").

A cell runs when it begins with one of a few signs, their full-width twins included, whatever blanks, quotation marks or
invisible characters stand before. Where a spreadsheet splits at semicolons, tabs or line ends, a part may begin so.
Plain numbers, such as a longitude of -69.2, are numbers and stay as they are.
"""

from __future__ import annotations

import re

SIGNS = "=+\\-@|＝＋－＠｜﹦﹢﹣﹫"
# Characters that nobody sees: blanks of all sorts, soft hyphens, joiners, marks of direction, fillers, variation
# selectors, tags. Control characters are taken out before.
_UNSEEN = (
    "\\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BEFORE = f"[\"'{_UNSEEN}]*"
_NUMBER = r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?"
# What no spreadsheet shows: control characters apart from tab and line ends.
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
_CONTROL = re.compile(_CONTROLS)
_START = re.compile(rf"(^|[;\t\r\n])(?={_BEFORE}[{SIGNS}])(?![ ]*{_NUMBER}[ ]*(?:$|[;\t\r\n]))|^(?=[\t\r])")
#: For engines of regular expressions without look-ahead (RE2): all that :func:`harmless` changes, and some more.
MAY_CHANGE = rf"{_CONTROLS}|(?:^|[;\t\r\n])[\"'\x00-\x20\x7f-\x9f{_UNSEEN}]*[{SIGNS}]|^[\t\r]"
#: Cells that are numbers and nothing else.
IS_NUMBER = f"^{_NUMBER}$"


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for a formula, without control characters."""
    return _START.sub(r"\1'", without_controls(text))


def without_controls(text: str) -> str:
    """The text without control characters, tab and line ends apart."""
    return _CONTROL.sub("", text)
