"""What a browser is told that a page of ours may load, run and be framed by: response headers.

Streamlit's page needs styles of its own making and scripts that it puts together (Components v2: blob:); the map's frame
is streamlit-folium's, which evaluates the script that Folium writes. Everything else gets nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Header = tuple[bytes, bytes]
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
#: A host that may frame the page, or from which tiles may come: scheme, name, port, and for tiles a "*." in front.
SOURCE = re.compile(
    r"https?://(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?"
)
#: Of every answer, whatever it is.
ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Policy:
    """The policies of one server.

    Args:
        index: Streamlit's own page, whose inline script may run as it stands.
        frames: origins whose pages may frame ours ("https://news.example.org"); none by default.
        tiles: where the map's frame may take pictures from: the tile server, which is asked only when the reader says so.

    What is no origin is left out: nothing that is written in a setting can end a policy and begin another.
    """

    index: Path | None = None
    frames: tuple[str, ...] = ()
    tiles: tuple[str, ...] = ()

    def headers(self, kind: str, host: str = "") -> list[Header]:
        """The headers for "page", the map's "frame", or "data"; ``host`` is the Host header, checked before."""
        if kind == "data":
            return [*ALWAYS, (b"content-security-policy", NOTHING.encode())]
        policy = self._frame() if kind == "frame" else self._page(host)
        framed = [] if self.named_frames else [(b"x-frame-options", b"SAMEORIGIN")]
        return [*ALWAYS, *framed, (b"content-security-policy", policy.encode())]

    @property
    def named_frames(self) -> tuple[str, ...]:
        """The origins that may frame the page, as far as they are origins."""
        return _origins(self.frames)

    def _page(self, host: str) -> str:
        # Older Safari and Firefox do not take 'self' for a WebSocket of the same host.
        sockets = f" ws://{host} wss://{host}" if host else ""
        return "; ".join(
            (
                "default-src 'self'",
                " ".join(("script-src 'self' blob:", *_inline_scripts(self.index))),
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                *self._common(),
            )
        )

    def _frame(self) -> str:
        return "; ".join(
            (
                "default-src 'none'",
                "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
                "style-src 'self' 'unsafe-inline'",
                " ".join(("img-src 'self' data: blob:", *_origins(self.tiles))),
                "font-src 'self' data:",
                "connect-src 'self'",
                *self._common(),
            )
        )

    def _common(self) -> Iterable[str]:
        yield "object-src 'none'"
        yield "base-uri 'self'"
        yield "form-action 'self'"
        yield " ".join(("frame-ancestors 'self'", *self.named_frames))


def _origins(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(origin for one in written if SOURCE.fullmatch(origin := one.strip().rstrip("/")))


@cache
def _inline_scripts(index: Path | None) -> tuple[str, ...]:
    """The inline scripts of a page by their hashes: they may run as they stand, no other may."""
    try:
        content = index.read_bytes() if index else b""
    except OSError:
        content = b""
    hashes = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(content))
    return tuple(f"'sha256-{one}'" for one in hashes)
