"""A link that downloads a file, written when it is fetched. It works also while the page is drawn anew."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from dashboard.screens.component import base_path, reader_cookie
from dashboard.screens.safe_text import show
from dashboard.web.handouts import Handout, hand_out

HANDOUTS = "handouts"
# The key of a file in this session: what it is, and what was chosen for it.
FileKey = tuple[object, ...]


def download_link(text: str, key: FileKey, file_name: str, media_type: str, write: Callable[[], bytes]) -> None:
    """Draw the link. What ``write`` gives depends on ``key`` alone, and on when it is fetched."""
    handouts: dict[FileKey, Handout] = st.session_state.setdefault(HANDOUTS, {})
    reader = reader_cookie()
    handout = handouts.get(key)
    if handout is None or handout.reader != reader:
        handout = handouts[key] = hand_out(file_name, media_type, write, reader)
    address = f"{base_path()}handouts/{handout.key}"
    show(Markup('<a class="download-link" href="{}" download="{}">{}</a>').format(address, file_name, text))
