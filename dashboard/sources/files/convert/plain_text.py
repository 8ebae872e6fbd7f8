"""The text of one cell without what programs and keyboards add to it: other digits, other signs, surplus blanks.

And names without their accents, to be compared.
"""

from __future__ import annotations

import re
import unicodedata


def plain(cell: str) -> str:
    """A cell with ASCII digits, signs and single spaces."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFKC", cell)
        cell = "".join(_ascii(char) for char in cell if unicodedata.category(char) != "Cf")
    return " ".join(cell.split())


def without_accents(text: str) -> str:
    """A text whose letters have no marks: they are taken apart (NFKD), and the marks are dropped."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def plain_name(text: str) -> str:
    """A name in small letters without accents and signs, its words apart."""
    return " ".join(re.sub(r"[\W_]+", " ", without_accents(text)).lower().split())


def _ascii(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"‐": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "٫": ".", "٬": "'"}.get(char, char)
