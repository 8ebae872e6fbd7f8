"""The choice of the dossier, and of the data set whose filters, days and list are shown; which others are on the map."""

from __future__ import annotations

import streamlit as st

from dashboard.screens import filter_bar, map_view, navigation, open_sets, shipped_data
from dashboard.screens.open_sets import FileSet
from dashboard.screens.safe_text import label
from dashboard.screens.shipped_data import CodedSet


def dossier_choice() -> None:
    """The choice of the dossier, where the server has several."""
    names = shipped_data.dossier_names()
    if len(names) < 2:
        return
    shown = shipped_data.shown_dossier()
    with st.container(key="dossiers"):
        st.subheader("Articles", anchor=False)
        for key, name in names.items():
            st.button(
                label(name),
                key=f"dossier-{key}",
                type="primary" if key == shown else "secondary",
                on_click=_turn_to,
                args=(key,),
                help="Show these articles and their events",
            )


def _turn_to(key: str) -> None:
    """Show another dossier from its beginning: what is open and chosen belongs to the one before."""
    if shipped_data.show_dossier(key):
        map_view.open_event(None)
        navigation.begin()
        filter_bar.reset()
        open_sets.activate(shipped_data.CODED)


def data_sets(data: CodedSet, current: CodedSet | FileSet) -> None:
    """One entry for each open data set; nothing while only the articles are open."""
    if not open_sets.opened_sets():
        return
    st.subheader("Data", anchor=False)
    for one in open_sets.every(data):
        with st.container(horizontal=True, vertical_alignment="center", key=f"set-{one.id}"):
            st.button(
                f"{label(one.name)} · {one.placed + one.placeless:,}",
                key=f"set-turn-{one.id}",
                type="primary" if one.id == current.id else "secondary",
                on_click=open_sets.activate,
                args=(one.id,),
                help="Filters, days and list of this data set",
            )
            shown = open_sets.on_map(one.id)
            st.button(
                f"{'Hide' if shown else 'Show'} {label(one.name)} on the map",
                icon=":material/visibility:" if shown else ":material/visibility_off:",
                key=f"set-show-{one.id}",
                on_click=open_sets.show_on_map,
                args=(one.id, not shown),
                disabled=one.id == current.id,
                type="tertiary",
            )
            if isinstance(one, FileSet):
                st.button(
                    f"Close {label(one.name)}",
                    icon=":material/close:",
                    key=f"set-close-{one.id}",
                    on_click=open_sets.close,
                    args=(one.id,),
                    type="tertiary",
                )
