"""Our own controls in the page: a script and a style sheet of browser/ each, as Streamlit components."""

from __future__ import annotations

import json
import os
import time
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.browser_modules import BROWSER, with_imports
from dashboard.web import callers
from dashboard.web.guard import READER, reader_of
from dashboard.web.routes import assets_version

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

# Streamlit runs the script of a component from an address of its own making (blob:), from where only whole addresses
# lead back. All modules are asked for at once, not each when the one before it has come; the component's own is the last.
SCRIPT = """const addresses = {addresses};
const modules = await Promise.all(addresses.map((address) => import(new URL(address, window.location.href).href)));
export default modules.at(-1).default;
"""
# Bytes: what is at least so long Streamlit sends once, and what is shorter again with each run.
SENT_ONCE = 10_240
_turns, _last_turn = Lock(), 0


def component(name: str) -> ComponentRenderer:
    """The component of the module ``browser/<name>.js``, which exports it as its default, and of ``browser/<name>.css``.

    A component may have no style of its own. Registered on each run: that costs nothing.
    """
    script = _script(f"{name}.js", f"{base_path()}assets/{assets_version()}/")
    return st.components.v2.component(name.replace("/", "-"), js=script.ljust(SENT_ONCE), css=_style(f"{name}.css"))


@cache
def _script(name: str, assets: str) -> str:
    return SCRIPT.format(addresses=json.dumps([assets + module for module in with_imports(name)]))


@cache
def _style(name: str) -> str | None:
    path = BROWSER / name
    return path.read_text("utf-8") if path.exists() else None


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


def public_address() -> str:
    """Under which address others reach the page, as the operator says in DASHBOARD_PUBLIC_URL; "" where he does not."""
    address = os.environ.get("DASHBOARD_PUBLIC_URL", "").strip()
    return address if address.startswith(("https://", "http://")) else ""


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

    It grows even after the clock was set back. A page may outlive the server and then get a smaller number than its last
    one, so the page asks only whether the number has changed. 0 means no turn.
    """
    global _last_turn
    with _turns:
        _last_turn = max(_last_turn + 1, time.time_ns() // 1_000_000)
        return _last_turn
