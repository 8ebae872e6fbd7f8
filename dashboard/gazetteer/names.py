"""A name as printed → the key under which two spellings of one name are equal. Nothing here knows a place.

The keys stand in data/world/towns.parquet too, so the build of the geodata imports this module, and a test compares.
"""

from __future__ import annotations

import unicodedata

from dashboard.words.whole_letters import WHOLE_LETTERS

# Letters of Arabic script that one name is spelt with in Dari, Pashto, Urdu and Arabic keyboards alike.
_ARABIC = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ك": "ک",
        "ګ": "گ",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۃ": "ه",
    }
)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´′"))


class Unmarked(dict[int, int | None]):
    """A table for ``str.translate`` without combining marks and invisible characters. Looks each up once."""

    def __missing__(self, point: int) -> int | None:
        self[point] = None if unicodedata.category(chr(point)) in ("Mn", "Cf") else point
        return self[point]


class Spaced(dict[int, int]):
    """A table for ``str.translate`` with a space for all that is no letter or digit. Looks each up once."""

    def __missing__(self, point: int) -> int:
        self[point] = point if chr(point).isalnum() else ord(" ")
        return self[point]


UNMARKED, SPACED = Unmarked(), Spaced()


def name_key(text: str) -> str:
    """The form under which two spellings of one name are equal: "Khōst" and "KHOST", "Mazar-e Sharif" and
    "mazar e sharif".

    NFKD, combining marks and invisible characters dropped, casefolded, apostrophes dropped, everything else
    that is no letter or digit collapsed to one space; Arabic-script letters that keyboards interchange are
    unified, Latin letters such as ł and ø are written as people type them.
    """
    if text.isascii():
        folded = text.casefold().replace("'", "").replace("`", "")
    else:
        unmarked = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES))
        folded = unmarked.translate(UNMARKED).replace("ـ", "").translate(_ARABIC).translate(WHOLE_LETTERS)
    return " ".join(folded.translate(SPACED).split())


def compact_key(text: str) -> str:
    """:func:`name_key` without spaces, so that "Mehtar Lam" finds "Mehtarlam"."""
    return name_key(text).replace(" ", "")
