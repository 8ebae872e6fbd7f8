"""The choice of the dossier, and of the data set whose filters, days and list are shown; which others are on the map."""

from __future__ import annotations

import streamlit as st

from dashboard.query.event_set import EventSet
from dashboard.screens import filter_bar, navigation, open_sets, opened_event, shipped_data
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.dossier_set import DOSSIER_ID
from dashboard.words.sentences import say

# What the desk keeps of the dossier that lies on it begins with one of these.
DESK = ("desk-", "review-")


def dossier_choice() -> None:
    """The choice of the dossier, where the server has several."""
    if len(shipped_data.dossiers()) < 2:
        return
    names = shipped_data.dossier_names()
    shown = shipped_data.shown_dossier()
    with st.container(key="dossiers"):
        st.subheader(say("Dossiers"), anchor=False)
        for key, name in names.items():
            st.button(
                label(name),
                key=f"dossier-{key}",
                type="primary" if key == shown else "secondary",
                on_click=_choose,
                args=(key,),
                help=say("Show its articles and their events"),
            )


def _choose(key: str) -> None:
    if key != shipped_data.shown_dossier():
        turn_to(key)


def turn_to(key: str, page: str = "map") -> None:
    """Show a dossier from its beginning: what is open, chosen and on the desk belongs to the one before."""
    shipped_data.show_dossier(key)
    for name in [name for name in st.session_state if str(name).startswith(DESK)]:
        del st.session_state[name]
    opened_event.close_event()
    navigation.begin()
    navigation.go(page)
    filter_bar.reset()
    open_sets.activate(DOSSIER_ID)


def data_sets(shipped: EventSet, current: EventSet) -> None:
    """One entry for each open set; nothing while only the dossier is open."""
    if not open_sets.opened_sets():
        return
    st.subheader(say("Data"), anchor=False)
    for event_set in open_sets.every(shipped):
        set_id, name = event_set.id, label(event_set.name)
        with st.container(horizontal=True, vertical_alignment="center", key=f"set-{set_id}"):
            st.button(
                f"{name} · {event_set.events:,}",
                key=f"set-turn-{set_id}",
                type="primary" if set_id == current.id else "secondary",
                on_click=open_sets.activate,
                args=(set_id,),
                help=say("Filters, days and list of this data set"),
            )
            shown = open_sets.on_map(set_id)
            st.button(
                say("Hide {name} on the map", name=name) if shown else say("Show {name} on the map", name=name),
                icon=":material/visibility:" if shown else ":material/visibility_off:",
                key=f"set-show-{set_id}",
                on_click=open_sets.show_on_map,
                args=(set_id, not shown),
                disabled=set_id == current.id,
                type="tertiary",
            )
            if set_id in open_sets.opened_sets():
                st.button(
                    say("Close {name}", name=name),
                    icon=":material/close:",
                    key=f"set-close-{set_id}",
                    on_click=open_sets.close,
                    args=(set_id,),
                    type="tertiary",
                )
