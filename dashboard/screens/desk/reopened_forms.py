"""A form is opened again on the desk: one that waits as it was typed, one that is accepted as its rows stand."""

from __future__ import annotations

import streamlit as st

from dashboard.coding import desk_work
from dashboard.coding.desk_work import Waiting
from dashboard.coding.form_on_file import form_on_file
from dashboard.messages.desk import FormOnDesk
from dashboard.screens.component import new_turn
from dashboard.screens.desk.bring_article import CODE
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS

OPEN = "desk-open"
# The forms of drafts as this window last saw them, by number.
KNOWN = "desk-known-forms"


def edit(one: Waiting) -> None:
    """Open a form that waits on the desk again, as it was typed."""
    st.session_state[CODE] = one.source
    st.session_state.setdefault(KNOWN, {})[one.draft] = dict(one.form)
    st.session_state[OPEN] = {"draft": str(one.draft), "sort": one.sort, "form": one.form, "turn": new_turn()}


def edit_accepted(tables: Tables, table: str, subject: str, source: str) -> None:
    """Open what is accepted in the form that codes it in one of its articles, to be corrected."""
    form = form_on_file(tables, table, subject, source)
    st.session_state[CODE] = source
    st.session_state[OPEN] = {
        "draft": "",
        "sort": table.removesuffix("s"),
        "form": {**form, "before": form},
        "turn": new_turn(),
    }


def table_of(tables: Tables, subject: str) -> str:
    """The table of an event, a claim or a statement; empty where no row has this id."""
    return next((table for table in SUBJECTS if subject in tables.records[table]), "")


def reopened(file: DossierFile, source: str) -> FormOnDesk | None:
    """The form that is to be opened for this article; none where it was settled or edited meanwhile."""
    asked: FormOnDesk | None = st.session_state.get(OPEN)
    if asked is None or asked["form"].get("source") != source:
        return None
    stands = {str(one.draft): one.form for one in desk_work.drafts_of(file, *desk_work.SORTS)}
    return asked if not asked["draft"] or stands.get(asked["draft"]) == asked["form"] else None


def close() -> None:
    """The form that was opened is done."""
    st.session_state.pop(OPEN, None)
