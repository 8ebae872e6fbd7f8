"""Our own controls in the page: a script and a style sheet of static/ each, as Streamlit components."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

STATIC = Path(__file__).parents[1] / "static"


def component(name: str) -> ComponentRenderer:
    """The component of ``static/<name>.js`` and ``static/<name>.css``. Registered on each run: that costs nothing."""
    script, style = _sources(name)
    return st.components.v2.component(name, js=script, css=style)


@cache
def _sources(name: str) -> tuple[str, str]:
    return tuple((STATIC / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))  # type: ignore[return-value]


def base_path() -> str:
    """What the addresses of our routes begin with in the page: "/", or the operator's base path."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"


def new_turn() -> int:
    """A number that grows: what Python says with it is newer than what the reader did in the page before."""
    return time.time_ns() // 1_000_000
