"""The filters, in the side bar (a drawer on a narrow screen): one row of choices for each facet."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard.screens.text import label
from dashboard.selection import Facet, Index, Selection, counts


def chosen(index: Index, days: tuple[date, date] | None) -> Selection:
    """What the reader has chosen, from the state of the widgets: known before they are drawn."""
    return Selection(
        days, {facet.name: frozenset(st.session_state.get(_key(facet.name)) or ()) for facet in index.facets}
    )


def filters(index: Index, selection: Selection) -> None:
    """Draw the facets. Each choice says how many events it would leave, all other filters kept."""
    left = counts(index, selection)
    st.markdown("#### Filters")
    for facet in index.facets:
        st.pills(
            facet.title,
            list(facet.labels),
            selection_mode="multi",
            format_func=partial(_choice, facet, left[facet.name]),
            key=_key(facet.name),
        )
    st.button(
        "Show everything", icon=":material/restart_alt:", on_click=reset, disabled=not selection.active, width="stretch"
    )
    st.caption("A number says how many mapped events that choice would leave. No choice in a row means no filter.")


def reset() -> None:
    """Take away every filter, the days included."""
    for key in [key for key in st.session_state if str(key).startswith(("facet-", "days-"))]:
        del st.session_state[key]


def drop(name: str) -> None:
    """Take away one filter: a facet by its name, or "days"."""
    for key in [key for key in st.session_state if str(key).startswith("days-" if name == "days" else _key(name))]:
        del st.session_state[key]


def _key(facet: str) -> str:
    return f"facet-{facet}"


def _choice(facet: Facet, left: dict[Any, int], choice: Any) -> str:
    return f"{label(facet.labels[choice])} · {left[choice]}"
