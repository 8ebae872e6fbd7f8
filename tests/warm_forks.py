"""Processes that are forked from one that has imported the store and what a page needs: the imports of each take seconds."""

from __future__ import annotations

import multiprocessing
import sys
from types import ModuleType

#: No module of the screens: they register their components with the server that imports them.
PRELOADED = [
    "dashboard.sources.dossier.store",
    "dashboard.sources.files.file_set",
    "dashboard.map.event_layer",
    "dashboard.export",
    "streamlit.web.cli",
]

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(PRELOADED)


class WarmFork(FORKS.Process):  # type: ignore[name-defined, misc]
    """A process that runs its target alone, whatever ran in this one before."""

    def start(self) -> None:
        # A fork runs the file of the main module first. Where Streamlit's AppTest has run, that is the page: without its
        # server the page registers no component, and a dashboard in that fork would answer 404 for the map for ever.
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main
