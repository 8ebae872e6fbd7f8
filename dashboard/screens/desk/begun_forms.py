"""Forms that were begun and refused: they wait for whoever typed them, and not for the review."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.coding import desk_work
from dashboard.coding.desk_work import Waiting
from dashboard.screens.desk import reopened_forms
from dashboard.screens.desk.desk_parts import turn_to
from dashboard.screens.desk.waiting_titles import sort_name
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def begun_forms(file: DossierFile, tables: Tables) -> None:
    """List them apart, each with its sentence and what it lacks, to go on with or to throw away."""
    begun = [one for one in desk_work.begun(file) if one.source in tables.texts]
    if not begun:
        return
    st.subheader(say("Begun, not complete"), anchor=False)
    for one in begun:
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            _what_it_lacks(file, tables, one)
        with right:
            st.button(say("Go on"), key=f"begun-go-on-{one.draft}", on_click=_go_on, args=(one,), width="stretch")
            st.button(
                say("Throw away"), key=f"begun-throw-away-{one.draft}", on_click=desk_work.throw_away,
                args=(file, one.draft), width="stretch",
            )  # fmt: skip


def _what_it_lacks(file: DossierFile, tables: Tables, one: Waiting) -> None:
    start, end = one.span
    faults = dict.fromkeys(fault.message for fault in desk_work.faults_in(file, one.sort, one.form))
    show(
        Markup("<p><b>{}</b></p><blockquote>{}</blockquote><ul>{}</ul>").format(
            sort_name(one.sort),
            tables.texts[one.source][start:end],
            join(Markup("<li>{}</li>").format(fault) for fault in faults),
        )
    )


def _go_on(one: Waiting) -> None:
    reopened_forms.edit(one)
    turn_to("code")
