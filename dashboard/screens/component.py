"""Our own controls in the page: a script and a style sheet of static/ each, as Streamlit components."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

STATIC = Path(__file__).parents[1] / "static"
# Bytes: what is at least so long Streamlit sends once, and what is shorter again with each run.
SENT_ONCE = 10_240


def component(name: str, *before: str) -> ComponentRenderer:
    """The component of ``static/<name>.js`` and ``static/<name>.css``; the scripts ``before`` stand before its own.

    Registered on each run: that costs nothing.
    """
    script, style = _source((*before, name), "js"), _source((name,), "css")
    return st.components.v2.component(name, js=script.ljust(SENT_ONCE), css=style or None)


@cache
def _source(names: tuple[str, ...], suffix: str) -> str:
    """Files of static/, one after the other. A component may have no style of its own."""
    paths = [STATIC / f"{name}.{suffix}" for name in names]
    return "\n".join(path.read_text("utf-8") for path in paths if suffix == "js" or path.exists())


def listens_locally() -> bool:
    """Whether only this machine can ask the server: then who reads the page is who owns what lies on it."""
    return str(st.get_option("server.address") or "").strip("[]") in ("localhost", "127.0.0.1", "::1")


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
    """A number that grows: what Python says with it is newer than what the reader did in the page before."""
    return time.time_ns() // 1_000_000
