"""Every accepted change: who, when, what and why; filtered, undone and done again."""

from __future__ import annotations

import json

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.model.days import moment_in_words
from dashboard.screens.desk import own_dossiers
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.store import DossierFile, Step
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

NOTICE = "log-notice"
SHOWN = 100


def change_log(file: DossierFile, tables: Tables) -> None:
    """Draw the log, newest first."""
    notice = st.session_state.pop(NOTICE, "")
    if notice:
        st.warning(label(notice), icon=":material/undo:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(say("Search in what, why, who"), key="log-text", width=280)
        since = st.date_input(say("Since"), value=None, key="log-since")
        table = st.selectbox(
            say("Table"), ["", *tables.records], format_func=lambda name: name or say("all"), key="log-table", width=180
        )
        last = file.next_undo()
        st.button(
            say("Undo the last"), icon=":material/undo:", key="log-undo-last", shortcut="Ctrl+Z", disabled=last is None,
            on_click=_undo, args=(file, last.id if last else 0),
        )  # fmt: skip
        undone = file.next_redo()
        st.button(
            say("Redo"), icon=":material/redo:", key="log-redo-last", shortcut="Ctrl+Shift+Z", disabled=undone is None,
            on_click=_redo, args=(file, undone.id if undone else 0),
        )  # fmt: skip
    steps = file.log(table=table or "", since=since.isoformat() if since else "", text=text)
    for step in steps[:SHOWN]:
        _step(file, step)
    if len(steps) > SHOWN:
        st.caption(say("The {number} newest of {all} are shown; search for the others.", number=SHOWN, all=len(steps)))


def _step(file: DossierFile, step: Step) -> None:
    left, right = st.columns([6, 1], vertical_alignment="center")
    if step.undone_by:
        title = say("{number}. {what} (taken back)", number=step.id, what=step.what)
    else:
        title = say("{number}. {what}", number=step.id, what=step.what)
    with left, st.expander(label(title), key=f"log-step-{step.id}"):
        st.caption(label(_signature(step)))
        for change in file.changes(step.id):
            st.markdown(f"**{label(change.table)}** {label(change.key)}")
            before, after = (_cells(value) for value in (change.before, change.after))
            changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
            rows = [
                {say("column"): name, say("before"): before.get(name, ""), say("after"): after.get(name, "")}
                for name in [*after, *before]
                if name in changed
            ]
            if rows:
                unique = list({row[say("column")]: row for row in rows}.values())
                st.dataframe(unique, hide_index=True, width="stretch")
    if step.undone_by is None and step.id > 1:
        right.button(say("Undo"), key=f"log-undo-{step.id}", on_click=_undo, args=(file, step.id))
    elif step.undone_by is not None:
        right.button(say("Redo"), key=f"log-redo-{step.id}", on_click=_redo, args=(file, step.id))


def _cells(value: object) -> dict[str, str]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {"": value if isinstance(value, str) else ""}
    return {str(name): str(text) for name, text in value.items()} if isinstance(value, dict) else {}


def _signature(step: Step) -> str:
    at = moment_in_words(step.at)
    if step.why:
        return say("{who}, {at}: {why}", who=step.who, at=at, why=step.why)
    return say("{who}, {at}", who=step.who, at=at)


def _undo(file: DossierFile, number: int) -> None:
    try:
        file.undo(number, own_dossiers.who())
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)


def _redo(file: DossierFile, number: int) -> None:
    try:
        file.redo(number, own_dossiers.who())
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)
