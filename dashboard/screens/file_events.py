"""An opened file beside the map: its events as a list, one of them in full, what happened to its rows."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.errors import FileError
from dashboard.messages.controls import EventRowOpened, EventRowsData
from dashboard.messages.reading import read
from dashboard.model.days import span_in_words
from dashboard.model.filter import Filter
from dashboard.screens.component import base_path, component, may_keep
from dashboard.screens.day_slider import as_dates
from dashboard.screens.map_view import open_row, opened_row
from dashboard.screens.open.settled_mappings import by_memory, columns_read
from dashboard.screens.open_sets import FileSet, key_of, opened_sets
from dashboard.screens.record_panel import record_panel
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.files.file_record import file_record, original_row

# How many rows of the report stand on the page; all are in its CSV.
REPORTED = 100


def coverage(chosen: FileSet) -> str:
    """What the file is and which days it covers."""
    described, words = chosen.engine.describe(), chosen.opened.shape_words
    days = f", {span_in_words(*as_dates(described.span))}" if described.span else ""
    count = described.events
    events = f"{count:,} event{'' if count == 1 else 's'}"
    return f"{words[:1].upper()}{words[1:]}: {events}{days}. An opened file, coded by others."


def event_list(chosen: FileSet) -> None:
    """The events shown, by day; a click opens one. The list lives in the page: browser/event_rows.js."""
    show(Markup('<h2 class="section">Events shown</h2>'))
    at = opened_row()
    data: EventRowsData = {
        "set": chosen.id,
        "answers": f"{base_path()}answers/{key_of(chosen)}",
        "opened": at[1] if at and at[0] == chosen.id else None,
    }
    component("event_rows")(key="file-list", data=data, on_row_change=_hear)


def _hear() -> None:
    """A click in the list, from outside: only an event of an open file is opened."""
    message = read(EventRowOpened, st.session_state["file-list"].get("row"))
    if message is not None:
        chosen = opened_sets().get(message["set"])
        if chosen is not None and chosen.has(message["event"]):
            open_row(chosen.id, message["event"])


def record(chosen: FileSet, wanted: Filter) -> None:
    """The open event in full, or how to open one."""
    at = opened_row()
    event_id = at[1] if at is not None and at[0] == chosen.id and chosen.has(at[1]) else None
    record_panel(
        file_record(chosen.opened, chosen.row_of(event_id), chosen.words) if event_id is not None else None,
        "Click a mark or a row of the list to read what the file says of it.",
        hidden=event_id is not None and not chosen.engine.shows(wanted, event_id),
        whole_row=lambda: original_row(chosen.opened, int(event_id or 0)),
    )


def about(chosen: FileSet) -> None:
    """What the file is, whether a copy stays here, and what happened to its rows."""
    opened, report = chosen.opened, chosen.opened.report
    words, told = f"{opened.shape_words[:1].upper()}{opened.shape_words[1:]}", opened.attribution
    terms = (told.line.rstrip("."), told.licence) if told.line else ("The file does not state its terms",)
    show(
        Markup('<h2 class="section">About this file</h2><p class="file-line">{}.</p>').format(
            ". ".join((words, *terms))
        )
    )
    _keep(chosen)
    listed = sum(report.counts.values())
    title = f"Import report: {report.rows_read:,} row{'' if report.rows_read == 1 else 's'} read, {report.rows_shown:,} shown, {report.rows_left_out:,} left out"
    # Only when it is opened: Streamlit's table is a megabyte of script, for which the map would wait.
    box = st.expander(
        f"{title}, {report.unplaced:,} without a place",
        expanded=bool(report.rows_left_out) or by_memory(chosen),
        key=f"report-of-{chosen.id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _report(chosen, listed)


def _report(chosen: FileSet, listed: int) -> None:
    """What was read, and each row that is odd, with the reason."""
    from dashboard.sources.files.convert.reasons import REASONS

    opened, report = chosen.opened, chosen.opened.report
    if report.notices:
        st.markdown("\n".join(f"- {label(notice)}" for notice in report.notices))
    columns_read(chosen)
    if not listed:
        st.markdown("No row is odd.")
        return
    counts = join(
        Markup("<li><b>{}</b> {}</li>").format(f"{n:,}", title[:1].lower() + title[1:])
        for title, n in ((REASONS[reason].title, n) for reason, n in report.counts.items())
    )
    show(Markup('<ul class="report">{}</ul>').format(counts))
    first = report.listed.select(["row", "column", "value", "sentence"]).slice(0, REPORTED)
    titled = first.rename_columns(["Line", "Column", "Value", "What is odd, and what became of it"])
    st.dataframe(titled, hide_index=True, key=f"report-{chosen.id}")
    if listed > REPORTED:
        st.caption(f"The first {REPORTED} of {listed:,}.")
    st.download_button(
        "These rows with their reasons, as CSV",
        data=report.to_csv,
        file_name=f"{opened.name.rsplit('.', 1)[0]}-report.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"report-csv-{chosen.id}",
    )


def _keep(chosen: FileSet) -> None:
    """Whether a copy stays on this machine; only if the reader says so, and the machine is the reader's own."""
    if not may_keep():
        return
    from dashboard.sources.files import Cache

    if any(one.digest == chosen.opened.digest for one in Cache().kept()):
        st.caption("A copy is kept on this machine; “Open event files” lists it.")
    elif st.button("Keep on this machine", icon=":material/save:", key="keep-file"):
        try:
            with st.spinner("Writing a copy …"):
                Cache().save(chosen.opened)
        except FileError as error:
            st.error(label(str(error)))
        else:
            st.rerun()
