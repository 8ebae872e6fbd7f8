"""In: a name as a source prints it. Out: its key, its plain English form, its slug; whether it may be an alias.

Only the *key* is compared, here and (by the same recipe) in the app, so that macrons, hyphens and apostrophes
do not keep Kandahār and Kandahar apart. Nothing is ever matched by likeness: Paktia and Paktika stay two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from dashboard.gazetteer.names import SPACED, UNMARKED

_FOLD = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae"}
    | {"Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"}
)
_APOSTROPHES = "'‘’ʻʼʽʾʿ`´ʹ′"


def _without_marks(name: str) -> str:
    return unicodedata.normalize("NFKD", name).translate(UNMARKED)


def key(name: str) -> str:
    """Return the comparison key: NFKD, combining marks and apostrophes dropped, casefold, the rest to one space."""
    text = re.sub(f"[{_APOSTROPHES}]", "", _without_marks(name).casefold())
    return " ".join(text.translate(SPACED).split())


def plain(name: str) -> str:
    """Return the name in plain English letters: no macrons, straight apostrophes, no doubled spaces."""
    text = _without_marks(name.translate(_FOLD))
    return " ".join(re.sub(f"[{_APOSTROPHES}]", "'", text).split())


def slug(name: str) -> str:
    """Return the ASCII slug of a name (``Khyber Pakhtunkhwa`` → ``khyber-pakhtunkhwa``), empty if it has none."""
    text = plain(name).casefold().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


@cache
def script_of(char: str) -> str:
    """Return the script of a letter as the first word of its Unicode name, empty for what is no letter."""
    return unicodedata.name(char, "?").split()[0] if unicodedata.category(char)[0] == "L" else ""


def script(name: str) -> str:
    """Return ``latin`` or ``arabic`` if every letter of ``name`` is of that script, else ``other``."""
    scripts = set(map(script_of, name)) - {""}
    if scripts == {"LATIN"}:
        return "latin"
    return "arabic" if scripts == {"ARABIC"} else "other"


def usable(name: str) -> bool:
    """Say whether a GeoNames alternate name is a name people print.

    GeoNames mixes in machine transliterations (all lower case: ``qndhar``, ``ka bu er``), airport codes
    (``KBL``) and bracketed remarks; none of them is a spelling that an article would carry.
    """
    letters = script(name)
    if letters == "other" or not re.fullmatch(r"[^\d;|/()\[\],:?!*]+", name) or len(key(name)) < 3:
        return False
    if letters == "arabic":
        return True
    if any(unicodedata.category(char) in ("Sk", "Lm") and char not in _APOSTROPHES for char in name):
        return False
    return name[0].isupper() and not (name.isupper() and len(name) <= 4)


def aliases(name: str, candidates: Iterable[str], *, forbidden: Iterable[str] = (), keep: str = "") -> str:
    """Join the aliases of ``name`` with ``;``: sorted, one per key, never the name itself.

    ``forbidden`` holds keys that belong to another place; ``keep`` is the source's own spelling of the name
    (``Kandahār``), kept although its key equals the name's.
    """
    taken, kept = {key(name), ""} | set(forbidden), []
    for candidate in sorted({" ".join(text.replace(";", ",").split()) for text in candidates}):
        if key(candidate) not in taken:
            taken.add(key(candidate))
            kept.append(candidate)
    if keep and keep != name and keep not in kept:
        kept.append(keep)
    return ";".join(sorted(kept))
