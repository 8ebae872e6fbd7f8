"""The text of one cell without what programs and keyboards add to it: other digits, other signs, surplus blanks."""

from __future__ import annotations

import unicodedata


def plain(cell: str) -> str:
    """A cell with ASCII digits, signs and single spaces."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFKC", cell)
        cell = "".join(_ascii(char) for char in cell if unicodedata.category(char) != "Cf")
    return " ".join(cell.split())


def _ascii(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"‐": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "٫": ".", "٬": "'"}.get(char, char)
