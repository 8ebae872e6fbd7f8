"""The panel of the event that is open: its record, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import streamlit as st
from markupsafe import Markup

from dashboard.errors import FileError
from dashboard.messages.controls import CopyText, CopyTextData
from dashboard.model.record import LINK, EventRecord
from dashboard.record_html import RecordLinks, pair_list, record_body
from dashboard.screens.component import component, public_address
from dashboard.screens.open_links import link
from dashboard.screens.opened_event import close_event
from dashboard.screens.quote_list import read_in_context
from dashboard.screens.safe_text import label, show
from dashboard.words.sentences import say

# How a record leads on where the page has articles and claims to lead to.
LINKS = RecordLinks(
    to_passage=lambda passage: read_in_context(passage.quote_id),
    to_figure=lambda figure: link(figure.claim_id, say("Among the claims")),
    to_event=lambda related: link(related.event_id, related.title),
)
WholeRow = Callable[[], Sequence[tuple[str, str]]]


def record_panel(
    record: EventRecord | None,
    invitation: str,
    *,
    hidden: bool = False,
    links: AbstractContextManager[None] | None = None,
    whole_row: WholeRow | None = None,
) -> None:
    """Draw the panel, or how to open an event, in one place that stays: what comes below keeps its own.

    Args:
        record: the record of the event that is open; None where none is.
        invitation: how to open one.
        hidden: whether the filters hide it on the map.
        links: the part of the page in which the record's links are heard; None: its words lead nowhere.
        whole_row: all that its source says of it, name by name; None where the record is all.
    """
    with st.container(key="open-event"):
        if record is None:
            st.caption(invitation)
            return
        with st.container(border=True, key="panel"), links or nullcontext():
            _head(record)
            if hidden:
                show(Markup('<p class="away">{}</p>').format(say("The filters hide this event on the map.")))
            show(record_body(record, LINKS if links else None))
            if whole_row is not None:
                _whole_row(whole_row)


def _head(record: EventRecord) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key="panel-head"):
        show(Markup('<h2 class="panel-title">{}</h2>').format(record.title))
        if record.citation:
            cite(record.citation)
        st.button(
            say("Close the panel"),
            icon=":material/close:",
            key="panel-close",
            help=say("Close the panel"),
            on_click=close_event,
            type="tertiary",
        )


def cite(citation: str) -> None:
    """The event as a note to take along, and the link to this view."""
    with st.popover(say("Cite"), icon=":material/format_quote:", type="tertiary"):
        texts: list[CopyText] = [
            {"name": say("Copy the citation"), "text": citation, "show": True},
            {"name": say("Copy the link to this view"), "text": LINK, "show": False},
        ]
        data: CopyTextData = {"texts": texts, "publicAddress": public_address()}
        component("copy_text")(key="cite-texts", data=data)


def _whole_row(whole_row: WholeRow) -> None:
    """All that the source says, read when it is opened: all columns of a large file take time and memory."""
    box = st.expander(say("The whole row, as it stands in the file"), key="whole-row", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            show(pair_list(whole_row()))
        except FileError as error:
            st.error(label(str(error)))
