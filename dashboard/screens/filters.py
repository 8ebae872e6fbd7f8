"""The filters, in the side bar (a drawer on a narrow screen): one row of choices for each facet."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.screens import days
from dashboard.screens.text import label, show
from dashboard.selection import Facet, Index, Selection, counts


def chosen(index: Index, span: tuple[date, date] | None) -> Selection:
    """What the reader has chosen, from the state of the widgets: known before they are drawn."""
    return Selection(
        span, {facet.name: frozenset(st.session_state.get(_key(facet.name)) or ()) for facet in index.facets}
    )


def filters(index: Index, selection: Selection) -> None:
    """Draw the facets. Each choice says how many events it would leave, all other filters kept."""
    left = counts(index, selection)
    show(Markup('<h2 class="filters-title">Filters</h2>'))
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
    st.html(f"<style>{_quiet(index, left)}</style>")
    st.caption("A number says how many mapped events that choice would leave. No choice in a row means no filter.")


def _quiet(index: Index, left: dict[str, dict[Any, int]]) -> str:
    """A style sheet that makes the choices quiet that would leave nothing. A facet's name is one of our own words."""
    return "\n".join(
        f".st-key-{_key(facet.name)} button:nth-of-type({n})[aria-pressed=false]{{{QUIET}}}"
        for facet in index.facets
        for n, choice in enumerate(facet.labels, 1)
        if not left[facet.name][choice]
    )


QUIET = "color:color-mix(in srgb,currentColor 66%,transparent);border-style:dashed"


def reset() -> None:
    """Take away every filter, the days included."""
    for key in [str(key) for key in st.session_state if str(key).startswith("facet-")]:
        st.session_state[key] = []
    days.reset()


def drop(name: str) -> None:
    """Take away one filter: a facet by its name, or "days"."""
    if name == "days":
        days.reset()
    else:
        st.session_state[_key(name)] = []


def _key(facet: str) -> str:
    return f"facet-{facet}"


def _choice(facet: Facet, left: dict[Any, int], choice: Any) -> str:
    return f"{label(facet.labels[choice])} · {left[choice]}"
