"""An opened file below the map: what it is, whether a copy stays here, and what happened to its rows."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.errors import FileError
from dashboard.query.event_set import EventSet
from dashboard.screens.component import may_keep
from dashboard.screens.open.confirmed_columns import read_by_memory, show_columns_read
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.files import Opened
from dashboard.words.sentences import say, say_count, say_deferred

# How many rows of the report stand on the page; all are in its CSV.
REPORTED = 100


def file_report(event_set: EventSet, opened: Opened) -> None:
    """What the file behind a set is, whether a copy stays here, and what happened to its rows."""
    report = opened.report
    words, owner = f"{opened.shape_words[:1].upper()}{opened.shape_words[1:]}", opened.attribution
    terms = (owner.line.rstrip("."), owner.licence) if owner.line else (say("The file does not state its terms"),)
    show(
        Markup('<h2 class="section">{}</h2><p class="file-line">{}.</p>').format(
            say("About this file"), ". ".join((words, *terms))
        )
    )
    _keep(opened)
    listed = sum(report.counts.values())
    title = say_count(
        report.rows_read,
        one="Import report: {number} row read, {shown} shown, {left_out} left out, {unplaced} without a place",
        other="Import report: {number} rows read, {shown} shown, {left_out} left out, {unplaced} without a place",
        shown=report.rows_shown,
        left_out=report.rows_left_out,
        unplaced=report.unplaced,
    )
    # Only when it is opened: Streamlit's table is a megabyte of script, for which the map would wait.
    box = st.expander(
        title,
        expanded=bool(report.rows_left_out) or read_by_memory(event_set.id),
        key=f"report-of-{event_set.id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _report(event_set, opened, listed)


def _report(event_set: EventSet, opened: Opened, listed: int) -> None:
    """What was read, and each row that is odd, with the reason."""
    from dashboard.sources.files.convert.reasons import REASONS

    report = opened.report
    if report.notices:
        st.markdown("\n".join(f"- {label(notice)}" for notice in report.notices))
    show_columns_read(event_set.id, opened)
    if not listed:
        st.markdown(say("No row is odd."))
        return
    counts = join(
        Markup("<li><b>{}</b> {}</li>").format(f"{n:,}", title[:1].lower() + title[1:])
        for title, n in ((say_deferred(REASONS[reason].title), n) for reason, n in report.counts.items())
    )
    show(Markup('<ul class="report">{}</ul>').format(counts))
    first = report.listed.select(["row", "column", "value", "sentence"]).slice(0, REPORTED)
    titled = first.rename_columns([say("Line"), say("Column"), say("Value"), say("What is odd, and what became of it")])
    st.dataframe(titled, hide_index=True, key=f"report-{event_set.id}")
    if listed > REPORTED:
        st.caption(say("The first {shown} of {total}.", shown=REPORTED, total=listed))
    st.download_button(
        say("These rows with their reasons, as CSV"),
        data=report.to_csv,
        file_name=f"{opened.name.rsplit('.', 1)[0]}-report.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"report-csv-{event_set.id}",
    )


def _keep(opened: Opened) -> None:
    """Whether a copy stays on this machine; only if the reader says so, and the machine is the reader's own."""
    if not may_keep():
        return
    from dashboard.sources.files import KeptCopies

    if any(one.digest == opened.digest for one in KeptCopies().kept()):
        st.caption(say("A copy is kept on this machine; “Open event files” lists it."))
    elif st.button(say("Keep on this machine"), icon=":material/save:", key="keep-file"):
        try:
            with st.spinner(say("Writing a copy …")):
                KeptCopies().save(opened)
        except FileError as error:
            st.error(label(str(error)))
        else:
            st.rerun()
