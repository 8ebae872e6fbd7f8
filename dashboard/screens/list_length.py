"""How many entries of a long list are drawn: the first ones, then more each time the reader asks.

Streamlit draws every entry anew with each run of the page, so thousands of them would make each click slow.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

STEP = 50


def drawn_length(key: str, moment: object) -> int:
    """How many entries of the list ``key`` may be drawn. ``moment`` says what is listed: with another it begins anew."""
    kept = st.session_state.get(f"length-{key}")
    return int(kept[1]) if kept is not None and kept[0] == moment else STEP


def draw_more(key: str, moment: object) -> None:
    """Draw further entries from the next run on."""
    st.session_state[f"length-{key}"] = moment, drawn_length(key, moment) + STEP


def more_of(key: str, moment: object, number: int, words: Callable[[int], str]) -> None:
    """Below a list of ``number`` entries: the button that asks for those that are not drawn.

    ``words`` says how many these are.
    """
    left = number - drawn_length(key, moment)
    if left > 0:
        st.button(words(left), key=f"more-{key}", on_click=draw_more, args=(key, moment), width="stretch")
