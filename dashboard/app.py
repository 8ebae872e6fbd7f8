"""The entry: ``streamlit run dashboard/app.py``. What is not installed is told in one line, before a page is served."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import streamlit as st

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def not_installed() -> list[str]:
    """The packages that pyproject.toml asks for, and this one itself, that Python does not find."""
    # The file, not the metadata of the installed package: that is as old as the last pip install.
    lines = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"] if PROJECT.exists() else []
    needed = [re.split(r"[^\w.-]", line)[0] for line in lines]
    return [name for name in ("dashboard", *needed) if not find_spec(name.replace("-", "_"))]


def in_one_line(names: list[str]) -> str:
    """What is missing, and the command that installs it."""
    # Not through `say`: that may be what is missing.
    return f"dashboard: not installed: {', '.join(names)}. In the project's folder run: pip install -e ."


def read_ahead() -> None:
    """Import what the first map needs: Folium and pandas take half a second, and a browser takes longer to ask."""
    try:
        import_module("dashboard.map.event_layer")
    except ModuleNotFoundError as error:  # what one of the packages needs in turn
        print(in_one_line([error.name or str(error)]), file=sys.stderr, flush=True)


@asynccontextmanager
async def start(_: st.App) -> AsyncIterator[None]:
    """Read ahead beside the server's start: it answers meanwhile."""
    Thread(target=read_ahead, daemon=True).start()
    yield


if missing := not_installed():
    sys.exit(in_one_line(missing))

from dashboard.map import Tiles  # noqa: E402
from dashboard.web.callers import Names  # noqa: E402
from dashboard.web.response_headers import Policy  # noqa: E402
from dashboard.web.routes import guarded, routes  # noqa: E402


def names() -> Names:
    """Under which names this server may be asked, and from which other origins: Streamlit's own options."""
    own = (str(st.get_option(name) or "") for name in ("server.address", "browser.serverAddress"))
    return Names.of(st.get_option("server.allowedHosts"), st.get_option("server.corsAllowedOrigins"), own)


def policy() -> Policy:
    """What a browser is told: who may frame the page is DASHBOARD_FRAMED_BY, origins with spaces between."""
    tiles = urlsplit(Tiles.from_environment().url.replace("{s}.", "*."))
    return Policy(
        index=Path(st.__file__).parent / "static" / "index.html",
        frames=tuple(os.environ.get("DASHBOARD_FRAMED_BY", "").split()),
        tiles=(f"{tiles.scheme}://{tiles.netloc}",),
    )


base = str(st.get_option("server.baseUrlPath") or "")
middleware = guarded(names=names(), policy=policy(), base=base)
app = st.App("screens/page.py", routes=routes(base), middleware=middleware, lifespan=start)
