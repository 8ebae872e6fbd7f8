"""One of a few, chosen in a row of buttons: a page, a part of one, what stands beside the map."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.screens.safe_text import label


def choice_in_a_row(title: str, names: Mapping[str, str], key: str, *, default: str | None = None) -> str | None:
    """Draw the choice and give what is chosen.

    Args:
        title: what is chosen, for those who do not see the row.
        names: what each button says, by its value, as plain text.
        key: where the session keeps the value.
        default: what is chosen at the beginning, where the session has no value yet.
    """
    chosen: str | None = st.segmented_control(
        title,
        list(names),
        format_func=lambda name: label(names[name]),
        key=key,
        required=True,
        default=default,
        label_visibility="collapsed",
    )
    return chosen
