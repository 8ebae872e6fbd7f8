"""What was accepted is corrected: in the form that codes it, or field by field, as one step through the gate."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.coding.desk_work import RowVersion
from dashboard.coding.form_on_file import articles_of
from dashboard.errors import Refused
from dashboard.screens.desk import own_dossiers, reopened_forms
from dashboard.screens.desk.changed_meanwhile import changed_meanwhile, save_or_ask
from dashboard.screens.desk.desk_parts import turn_to
from dashboard.screens.desk.notices import DONE, notices
from dashboard.screens.desk.reader_card import reader_card
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import Change, DossierFile, StoredRow
from dashboard.sources.dossier.store.changes import RowName
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.descriptor import Field
from dashboard.words.sentences import say
from dashboard.words.visible import visible

TABLE, OPENED, FAULTS = "correct-table", "correct-opened", "correct-faults"
# The fields that hold a sentence or more.
LONG = ("note", "summary", "status_scope", "reading")


def accepted_rows(file: DossierFile, tables: Tables) -> None:
    """Draw the choice of a row, and its fields."""
    notices()
    names = {"events": say("Acts"), "claims": say("Claims"), "statements": say("Statements")}
    left, right = st.columns([1, 2], gap="large")
    with left:
        table = st.radio(say("What to correct"), list(names), format_func=names.__getitem__, key=TABLE, horizontal=True)
        titles = {str(key): _title(table, row) for key, row in tables.records[table].items()}
        key = st.selectbox(
            say("Which of them"), list(titles), index=None, format_func=lambda key: visible(titles[key]),
            key=f"correct-{table}", placeholder=say("Type to search"),
        )  # fmt: skip
    with right:
        # The choice stays drawn beside it: what is not drawn is forgotten.
        if changed_meanwhile(file):
            return
    if key is None or key not in titles:
        st.session_state.pop(OPENED, None)
        return
    row = _opened(file, table, key)
    if row is None:
        return
    with right:
        if key in tables.records[table]:
            with st.container(key="correct-card", border=True):
                reader_card(tables, table.removesuffix("s"), key)
                _ways(tables, table, key)
        with st.container(key="correct-fields", border=True):
            st.markdown(say("**Field by field**, as the tables hold it"))
            _fields(file, tables, row)


def _ways(tables: Tables, table: str, key: str) -> None:
    """The form that codes it, in each of its articles."""
    articles = articles_of(tables, key)
    with st.container(horizontal=True, key="correct-ways"):
        for number, source in enumerate(articles):
            name = source_name(tables, source)
            st.button(
                say("Edit in its form") if len(articles) == 1 else label(say("Edit in {article}", article=name)),
                key=f"correct-edit-{number}", type="primary" if number == 0 else "secondary", icon=":material/edit:",
                shortcut="e" if number == 0 else None, on_click=_edit, args=(tables, table, key, source),
            )  # fmt: skip


def _edit(tables: Tables, table: str, key: str, source: str) -> None:
    reopened_forms.edit_accepted(tables, table, key, source)
    turn_to("code")


def _title(table: str, row: Mapping[str, object]) -> str:
    if table == "claims":
        return f"“{row['n_text']}” ({row['metric']}) {row['claim_id']}"
    if table == "statements":
        return str(row["summary"])
    return f"{row['title']} ({row['date_start']})"


def _opened(file: DossierFile, table: str, key: str) -> StoredRow | None:
    """The row as this window first saw it: what somebody else saves meanwhile does not change it under the reader's hand."""
    opened: StoredRow | None = st.session_state.get(OPENED)
    if opened is None or (opened.table, opened.key) != (table, key):
        opened = file.row(table, key)
        st.session_state[OPENED] = opened
    return opened


def _fields(file: DossierFile, tables: Tables, row: StoredRow) -> None:
    resource = file.descriptor().resources[row.table]
    faults: Mapping[str, str] = st.session_state.pop(FAULTS, {})
    typed = {}
    for field in resource.fields:
        if field.name == resource.key:
            continue
        typed[field.name] = _field(tables, row, field)
        if field.name in faults:
            st.error(label(faults[field.name]))
    for name, message in faults.items():
        if name not in typed:
            st.error(label(message))
    why = st.text_input(say("Why (for the log, if it needs a word)"), key=f"correct-why-{row.key}", max_chars=300)
    changed = {name: text for name, text in typed.items() if text != row.cells[name]}
    st.button(
        say("Save the correction"), type="primary", key="correct-save", disabled=not changed,
        on_click=_save, args=(file, row, {**row.cells, **changed}, why),
    )  # fmt: skip


def _field(tables: Tables, row: StoredRow, field: Field) -> str:
    """One field as text, as its cell holds it."""
    text, name = row.cells[field.name], label(field.name.replace("_", " "))
    key = f"correct-{row.table}-{row.key}-{field.name}-{row.version}"
    declared = field.categories if field.type != "list" else {}
    if declared and not field.references:
        words = {str(value): name for value, name in tables.choices(f"{row.table}.{field.name}").items()}
        options = list(dict.fromkeys(["", text, *map(str, declared)]))
        chosen = st.selectbox(
            name, options, index=options.index(text), key=key, help=label(field.description),
            format_func=lambda value: visible(words.get(str(value), str(value))) or say("empty"),
        )  # fmt: skip
        return str(chosen or "")
    draw = st.text_area if field.name in LONG else st.text_input
    return str(draw(name, value=text, key=key, help=label(field.description)) or "")


def _save(file: DossierFile, row: StoredRow, cells: Mapping[str, str], why: str) -> None:
    name: RowName = (row.table, row.key)
    what = say("Corrected: {row}", row=row.key)

    def save(chosen: Mapping[RowName, RowVersion]) -> None:
        version = chosen.get(name, RowVersion(cells, row.version))
        seen = {name: version.number} if version.number else {}
        try:
            file.accept([Change(*name, version.cells)], own_dossiers.who(), what, why, seen=seen)
        except Refused as refused:
            st.session_state[FAULTS] = {
                fault.column: say("{column} {message}", column=fault.column or fault.table, message=fault.message)
                for fault in refused.faults
            }
            raise
        st.session_state[DONE] = what

    save_or_ask({name: row.cells}, save, lambda: st.session_state.pop(OPENED, None))
