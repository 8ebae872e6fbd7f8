"""Our own controls in the page: a script and a style sheet of browser/ each, as Streamlit components."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.web import callers
from dashboard.web.guard import READER, reader_of

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

STATIC = Path(__file__).parents[1] / "browser"
# Bytes: what is at least so long Streamlit sends once, and what is shorter again with each run.
SENT_ONCE = 10_240
_turns, _last_turn = Lock(), 0


def component(name: str, *before: str) -> ComponentRenderer:
    """The component of ``static/<name>.js`` and ``static/<name>.css``; the scripts ``before`` stand before its own.

    Registered on each run: that costs nothing.
    """
    script, style = _source((*before, name), "js"), _source((name,), "css")
    return st.components.v2.component(name, js=script.ljust(SENT_ONCE), css=style or None)


@cache
def _source(names: tuple[str, ...], suffix: str) -> str:
    """Files of browser/, one after the other. A component may have no style of its own."""
    paths = [STATIC / f"{name}.{suffix}" for name in names]
    return "\n".join(path.read_text("utf-8") for path in paths if suffix == "js" or path.exists())


def listens_locally() -> bool:
    """Whether only this machine asks the server: then who reads the page is who owns what lies on it."""
    return callers.local(str(st.get_option("server.address") or ""))


def may_keep() -> bool:
    """Whether the reader may have something kept on this machine, and sees what is: it is his, and nobody forbids it."""
    return listens_locally() and callers.keeps()


def reader_cookie() -> str | None:
    """The word by which the server knows this reader's browser again; None if it takes no cookies."""
    return reader_of(f"{READER}={st.context.cookies.get(READER, '')}")


def base_path() -> str:
    """What the addresses of our routes begin with in the page: "/", or the operator's base path."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"


def imposed(key: str, moment: tuple[Any, ...], value: Any) -> Any:
    """The value as it was when ``moment`` began. A control in the page keeps what the reader does with it from then on,
    so its data stays the same and Streamlit sends nothing of it anew.
    """
    kept = st.session_state.get(f"{key}-imposed")
    if kept is None or kept[0] != moment:
        kept = st.session_state[f"{key}-imposed"] = (moment, value)
    return kept[1]


def new_turn() -> int:
    """A number that grows: what Python says with it is newer than what the reader did in the page before.

    It grows after the clock was set back too. In a page that outlives the server it may be smaller than the last one:
    the page asks only whether it is another, and 0 is none.
    """
    global _last_turn
    with _turns:
        _last_turn = max(_last_turn + 1, time.time_ns() // 1_000_000)
        return _last_turn
