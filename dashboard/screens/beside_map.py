"""What stands beside the map: the list of events, or the charts."""

from __future__ import annotations

import streamlit as st

from dashboard.words.sentences import deferred, say, say_deferred

VIEWS = {"events": deferred("Events"), "charts": deferred("Charts")}
VIEW = "beside"


def view() -> str:
    """What is shown."""
    chosen = st.session_state.get(VIEW)
    return chosen if chosen in VIEWS else "events"


def turn_to(name: str) -> None:
    """Show the list or the charts."""
    st.session_state[VIEW] = name


def choice() -> None:
    """Draw the choice."""
    st.segmented_control(
        say("Beside the map"),
        list(VIEWS),
        format_func=lambda name: say_deferred(VIEWS[name]),
        key=VIEW,
        required=True,
        default="events",
        label_visibility="collapsed",
    )


def keep() -> None:
    """Keep the choice on pages that do not draw it: Streamlit forgets it there."""
    st.session_state[VIEW] = view()
