"""Files that a reader takes away, each written when it is fetched, under an address that only he is given.

A button of Streamlit leads nowhere while the page is drawn anew; a link to such an address always leads to its file.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote
from weakref import WeakValueDictionary

_handouts: WeakValueDictionary[str, Handout] = WeakValueDictionary()


@dataclass(frozen=True, eq=False)
class Handout:
    """A file for one reader, for as long as his session holds this object.

    ``key`` names it in addresses. It answers only the browser whose word ``reader`` is; a browser that takes no cookies
    has no word: then the key alone counts.
    """

    key: str
    file_name: str
    media_type: str
    write: Callable[[], bytes]
    reader: str | None


def hand_out(file_name: str, media_type: str, write: Callable[[], bytes], reader: str | None) -> Handout:
    """Offer a file to one reader under a key of his own."""
    handout = Handout(secrets.token_hex(16), file_name, media_type, write, reader)
    _handouts[handout.key] = handout
    return handout


def disposition(file_name: str) -> str:
    """The header that names a file which is to be saved."""
    return f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"


def handed_out(key: str, reader: str | None) -> Handout | None:
    """The file under a key, as long as somebody holds it, and for its reader alone."""
    handout = _handouts.get(key)
    if handout is None or (handout.reader is not None and not hmac.compare_digest(handout.reader, reader or "")):
        return None
    return handout
