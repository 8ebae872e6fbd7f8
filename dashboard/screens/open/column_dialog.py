"""The dialog on one file: how its bytes become rows, what its columns mean, and what becomes of its first rows.

It shows the file as it is, what was proposed and why, and asks what only a person can say. A choice of how the file is
read draws everything anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.open.column_fields import ORDERS, agreed_mapping, chosen_columns, proposal_of
from dashboard.screens.open.column_preview import column_preview
from dashboard.screens.open.file_layout import file_layout, layout_of
from dashboard.screens.open.file_reading import Opening
from dashboard.screens.safe_text import label, show
from dashboard.words.sentences import deferred, say, say_deferred

if TYPE_CHECKING:
    from dashboard.sources.files import Mapping as Columns

Confirmed: TypeAlias = "Callable[[Columns | None, bool], None]"
TITLE = deferred("How the file is read")
# How many dates are shown as examples.
EXAMPLES = 5


def column_dialog(
    opening: Opening, confirmed: Confirmed, given_up: Callable[[], None], remember: Callable[[], bool | None]
) -> None:
    """Ask in a dialog what ``opening`` has to ask. ``confirmed`` takes the mapping (None for a published format) and
    whether to remember it on this machine; ``given_up`` is called when the dialog is closed.

    Where only the order of day and month is open, nothing else is asked: the other columns are known. ``remember`` says
    how the choice to remember stands; None where there is no such choice.
    """
    if only_the_order(_needed(opening)):
        _order_dialog(_needed(opening), confirmed, given_up)
        return

    @st.dialog(say_deferred(TITLE), width="large", on_dismiss=given_up)
    def ask() -> None:
        # Read anew in each run: a choice of how the file is read leads to other columns.
        needed = _needed(opening)
        known = not to_explain(needed)
        show(Markup('<p class="file-line">{}</p>').format(_introduction(needed, known)))
        if opening.refused:
            st.error(label(opening.refused), icon=":material/error:")
        file_layout(needed, opening.choices, opening.look_again)
        mapping = agreed_mapping(needed) if known else chosen_columns(needed)
        ready = mapping is not None and not layout_of(needed).questions
        if mapping is not None and not known:
            ready = column_preview(needed, mapping) and ready
        _foot(needed, mapping, confirmed, None if known else remember(), ready=ready)

    ask()


def to_explain(needed: MappingNeeded) -> bool:
    """Whether the columns have to be explained: those of a published format are known."""
    from dashboard.sources.files import is_published

    return not is_published(needed.shape)


def only_the_order(needed: MappingNeeded) -> bool:
    """Whether all columns are known and only their dates are not: then the columns asked about hold no place."""
    from dashboard.sources.files import Mapping

    known = needed.proposal.columns if isinstance(needed.proposal, Mapping) else {}
    places = {known[name] for name in ("location", "latitude") if name in known}
    return needed.questions == ("date_order",) and not places & set(needed.columns)


def _needed(opening: Opening) -> MappingNeeded:
    assert opening.needed is not None
    return opening.needed


def _foot(
    needed: MappingNeeded,
    mapping: Columns | None,
    confirmed: Confirmed,
    remember: bool | None,
    *,
    ready: bool,
) -> None:
    """The button that opens the file, always in view, and the choice to remember."""
    from dashboard.sources.files import header_key

    keep = False
    with st.container(key="mapping-foot", horizontal=True, vertical_alignment="center"):
        opens = st.button(say("Open the file"), type="primary", disabled=not ready, key="mapping-open")
        if remember is not None:
            keep = st.checkbox(
                say("Remember these columns on this machine"),
                remember,
                key=f"map-remember-{header_key(needed.columns)}",
                help=say(
                    "A table with the same header then opens without asking. No cell of the table is kept, only the "
                    "names of its columns; “Open event files” lists what is remembered."
                ),
            )
    if opens:
        confirmed(mapping, keep)
        st.rerun()


def _introduction(needed: MappingNeeded, known: bool) -> str:
    from dashboard.sources.files import labels_of

    if known:
        return say(
            "{file} was recognised: {format}. Its columns are known.",
            file=needed.file,
            format=labels_of(needed.shape).title,
        )
    return say(
        "{file} is in no published format that is known here. Below is the file as it is, and what its columns "
        "seem to hold, by their names and values. Change what is wrong.",
        file=needed.file,
    )


def _order_dialog(needed: MappingNeeded, confirmed: Confirmed, given_up: Callable[[], None]) -> None:
    """The order of day and month, asked alone: all else is known."""

    @st.dialog(deferred("How the days are written"), on_dismiss=given_up)
    def ask() -> None:
        examples = list(dict.fromkeys(cell for row in needed.sample for cell in row if cell))[:EXAMPLES]
        st.markdown(
            say(
                "In {file} the dates can be read in two ways: {examples}",
                file=label(needed.file),
                examples=label(", ".join(examples)),
            )
        )
        order = st.radio(
            say("Which comes first?"),
            [name for name in ORDERS if name.endswith("_first")],
            index=None,
            format_func=ORDERS.__getitem__,
            key=f"map-order-alone-{needed.file}",
        )
        if st.button(say("Open the file"), type="primary", disabled=not order):
            confirmed(replace(proposal_of(needed), date_order=order or ""), False)
            st.rerun()

    ask()
