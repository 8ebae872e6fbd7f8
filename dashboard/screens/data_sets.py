"""The choice of the data set whose filters, days and list are shown, and which others are on the map."""

from __future__ import annotations

import streamlit as st

from dashboard.screens import sets
from dashboard.screens.data import CodedSet
from dashboard.screens.sets import FileSet
from dashboard.screens.text import label


def data_sets(data: CodedSet, current: CodedSet | FileSet) -> None:
    """One entry for each open data set; nothing while only the articles are open."""
    if not sets.opened_sets():
        return
    st.subheader("Data", anchor=False)
    for one in sets.every(data):
        with st.container(horizontal=True, vertical_alignment="center", key=f"set-{one.id}"):
            st.button(
                f"{label(one.name)} · {one.placed + one.placeless:,}",
                key=f"set-turn-{one.id}",
                type="primary" if one.id == current.id else "secondary",
                on_click=sets.activate,
                args=(one.id,),
                help="Filters, days and list of this data set",
            )
            shown = sets.on_map(one.id)
            st.button(
                f"{'Hide' if shown else 'Show'} {label(one.name)} on the map",
                icon=":material/visibility:" if shown else ":material/visibility_off:",
                key=f"set-show-{one.id}",
                on_click=sets.show_on_map,
                args=(one.id, not shown),
                disabled=one.id == current.id,
                type="tertiary",
            )
            if isinstance(one, FileSet):
                st.button(
                    f"Close {label(one.name)}",
                    icon=":material/close:",
                    key=f"set-close-{one.id}",
                    on_click=sets.close,
                    args=(one.id,),
                    type="tertiary",
                )
