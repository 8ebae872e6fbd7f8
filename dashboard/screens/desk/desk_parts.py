"""Which part of the desk is shown, and how a part turns to another one."""

from __future__ import annotations

from typing import Literal

import streamlit as st

PART, NEXT = "desk-part", "desk-next"


def turn_to(part: Literal["code", "review"]) -> None:
    """Show another part from the next run on. The choice's own value cannot be set once it is drawn."""
    st.session_state[NEXT] = part
