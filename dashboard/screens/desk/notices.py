"""What is said of the last thing that was done on a part of the desk, after the page is drawn anew."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.screens.safe_text import label

NOTICE, DONE = "desk-notice", "desk-done"


def notices() -> None:
    """Show what was done, or why it was not, once."""
    for key, draw in ((NOTICE, st.error), (DONE, st.success)):
        said = st.session_state.pop(key, "")
        if said:
            draw(label(said))


def act(do: Callable[[], str | None]) -> None:
    """Do it, keep what it says for the next run, or why it was not done; and draw the page anew."""
    try:
        st.session_state[DONE] = do() or ""
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)
    st.rerun()
