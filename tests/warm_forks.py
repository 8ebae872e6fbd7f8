"""Processes that are forked from one that has imported the store and what a page needs: the imports of each take seconds."""

from __future__ import annotations

import multiprocessing

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
