"""Where this application keeps things on this machine: the user's own folder, and the folder for what may be lost."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

USER_DIR = "DASHBOARD_USER_DIR"
APPLICATION = "reported-events-dashboard"


def user_folder() -> Path:
    """``DASHBOARD_USER_DIR`` if set, else the platform's folder for this application's data. Not created here."""
    return Path(os.environ.get(USER_DIR) or user_data_path(APPLICATION, appauthor=False))


def cache_folder() -> Path:
    """``DASHBOARD_USER_DIR``/lately if set, else the platform's folder for this application's cache. Not created here."""
    folder = os.environ.get(USER_DIR)
    return Path(folder) / "lately" if folder else Path(user_cache_path(APPLICATION, appauthor=False))
