"""The page "Desk": bring a report, code it, review it; the log of all changes; handing over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.coding import desk_work
from dashboard.screens import shipped_data
from dashboard.screens.choice_in_a_row import choice_in_a_row
from dashboard.screens.desk import (
    accepted_rows,
    bring_article,
    change_log,
    code_article,
    hand_over_page,
    own_dossiers,
    review_queue,
    second_coder,
)
from dashboard.screens.desk.desk_parts import NEXT, PART
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_count

PARTS: Mapping[str, Callable[[DossierFile, Tables], None]] = {
    "bring": bring_article.bring_article,
    "code": code_article.code_article,
    "review": review_queue.review_queue,
    "correct": accepted_rows.accepted_rows,
    "second": second_coder.second_coder,
    "log": change_log.change_log,
    "hand_over": hand_over_page.hand_over,
}


def desk_page(tables: Tables) -> None:
    """Draw the desk of the dossier that is shown."""
    file = shipped_data.shown_file()
    with st.container(key="desk"):
        if file is None:
            _read_only()
            return
        _part_choice(file, tables)
        shown = part(tables)
        PARTS[shown](file, tables)


def part(tables: Tables) -> str:
    """The part of the desk that is shown: where no article is there yet, the one that brings one."""
    found = st.session_state.pop(NEXT, None) or st.session_state.get(PART)
    if found in PARTS:
        return str(found)
    return "code" if tables.records["sources"] else "bring"


def _part_choice(file: DossierFile, tables: Tables) -> None:
    count = len(desk_work.waiting(file))
    names = {
        "bring": say("Bring a report"),
        "code": say("Code"),
        "review": say_count(count, one="Review ({number})", other="Review ({number})") if count else say("Review"),
        "correct": say("Correct"),
        "second": say("Second coder"),
        "log": say("Log"),
        "hand_over": say("Hand over"),
    }
    st.session_state[PART] = part(tables)
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk-head"):
        choice_in_a_row(say("Part of the desk"), names, PART)
        own_dossiers.ask_who()


def _read_only() -> None:
    st.subheader(say("This dossier is read-only"), anchor=False)
    st.write(
        say(
            "To add a report to it, make a copy: what you code stands in the copy, beside what is here. Or begin a dossier "
            "of your own, on any conflict."
        )
    )
    with st.container(horizontal=True):
        st.button(
            say("Make a copy and open its desk"), type="primary", key="desk-copy", on_click=own_dossiers.copy_shown
        )
        st.button(say("New dossier"), key="desk-new", on_click=own_dossiers.ask, args=("new",))
