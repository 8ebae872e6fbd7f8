"""What stands beside the map: the list of events, or the charts."""

from __future__ import annotations

import streamlit as st

from dashboard.screens.choice_in_a_row import choice_in_a_row
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
    names = {name: say_deferred(words) for name, words in VIEWS.items()}
    choice_in_a_row(say("Beside the map"), names, VIEW, default="events")


def keep() -> None:
    """Keep the choice on pages that do not draw it: Streamlit forgets it there."""
    st.session_state[VIEW] = view()
