"""Take it with you: what is shown, or everything, as a file of one of the formats of dashboard.export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from dashboard.errors import NothingSelected
from dashboard.model.filter import Filter
from dashboard.query.engine import Answer, Crossfilter
from dashboard.screens.navigation import full_text
from dashboard.screens.open_sets import FileSet
from dashboard.screens.safe_text import label
from dashboard.screens.shipped_data import CodedSet
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.evidence.marked_article import quoted_share

if TYPE_CHECKING:
    from dashboard.export import Extract

SHOWN, ALL = "What is shown", "Everything"
# With the offsets of nearly every sentence these two are nearly the articles.
NEARLY_ARTICLES = ("tables", "annotations")
WHY_NOT = (
    "The tables and the annotations of everything are not offered here: their quotes are nearly the whole articles, which "
    "belong to their publishers, and this page can be read from other machines. Of a selection both can be had."
)


@dataclass(frozen=True)
class Offer:
    """One file to take away; ``write`` is called when somebody asks for it."""

    name: str
    title: str
    note: str
    file_name: str
    media_type: str
    write: Callable[[], bytes]


def take(current: CodedSet | FileSet, chosen: Filter, answer: Answer) -> None:
    """A button that opens the choice: what is shown or everything, then a button a format.

    Args:
        current: the data set on the page.
        chosen: the filter, days included.
        answer: what it leaves of ``current.crossfilter``.
    """
    with st.popover("Take it with you", icon=":material/download:", type="tertiary", width="content"):
        ids = shown_events(current, chosen) if isinstance(current, CodedSet) else ()
        if isinstance(current, CodedSet):
            numbers = {SHOWN: len(ids), ALL: len(current.tables.records["events"])}
        else:
            numbers = {SHOWN: answer.shown, ALL: len(current.columns)}
        asked = st.radio(
            "Which events",
            (SHOWN, ALL),
            format_func=lambda one: f"{one}: {numbers[one]:,}",
            key="take-which",
            horizontal=True,
            label_visibility="collapsed",
        )
        if not numbers[asked]:
            st.markdown(label(_sentence(NothingSelected())))
            return
        if isinstance(current, CodedSet):
            everything = numbers[asked] == numbers[ALL]
            taken = _extract(current, None if everything else ids)
            _buttons(_coded(taken))
            if everything and not full_text():
                st.caption(WHY_NOT)
            st.caption(_quoted(taken))
            st.caption("Each file says what it holds, the hash of the data, and that figures are never added up.")
        else:
            _buttons(_opened(current, None if numbers[asked] == numbers[ALL] else np.flatnonzero(answer.mask)))
            told = current.opened.attribution
            st.caption(label(_sentence(told.licence)))


def shown_events(data: CodedSet, chosen: Filter) -> tuple[str, ...]:
    """The events that the filter leaves, those without a place too: they are no less selected."""
    mask = Crossfilter(from_tables(data.tables, data.tables.events)).mask(chosen)
    return tuple(str(event_id) for event_id in data.tables.events.index[mask])


# A button is as wide as its note and reads from the left: what it is, and below it for what.
STYLE = """<style>
[class*="st-key-take-"] button { justify-content: flex-start; text-align: left; padding: .35rem .8rem .45rem; min-height: 0; }
[class*="st-key-take-"] button > div { justify-content: flex-start; width: 100%; gap: .7rem; }
[class*="st-key-take-"] button p { line-height: 1.35; font-size: .84rem; white-space: normal; }
[class*="st-key-take-"] button strong { font-size: .95rem; font-weight: 600; }
</style>"""


def _buttons(offers: list[Offer]) -> None:
    with st.container(gap="xsmall", key="formats"):
        for one in offers:
            st.download_button(
                f"**{label(one.title)}**  \n{label(one.note)}",
                data=one.write,
                file_name=one.file_name,
                mime=one.media_type,
                key=f"take-{one.name}",
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
            )
        st.html(STYLE)


def _extract(data: CodedSet, ids: tuple[str, ...] | None) -> Extract:
    """The chosen events with all that goes with them; ``ids`` None is everything."""
    from dashboard.export import extract

    return extract(data.tables, ids)


def _quoted(taken: Extract) -> str:
    """How much of the articles the quotes are that go along: nobody takes nearly all of a text for a short quotation."""
    share = quoted_share(taken.tables, (row["quote_id"] for row in taken.rows("quotes")))
    return (
        f"The quotes of what you take are {share:.0%} of the articles’ text. It belongs to its publishers and is not "
        "covered by this project’s licence."
    )


def _coded(taken: Extract) -> list[Offer]:
    """The formats for the coded events."""
    from dashboard.export import FORMATS

    kept = [one for one in FORMATS.values() if not taken.everything or one.name not in NEARLY_ARTICLES or full_text()]
    return [
        Offer(
            one.name,
            one.title,
            f"{one.note} {one.size}.",
            one.file_name(taken),
            one.media_type,
            lambda one=one: one.write(taken),  # type: ignore[misc]
        )
        for one in kept
    ]


def _opened(data: FileSet, positions: np.ndarray[tuple[int], np.dtype[np.intp]] | None) -> list[Offer]:
    """The formats for an opened file; ``positions`` None is everything."""
    from dashboard.export.opened_file_export import OPENED_FORMATS

    count = len(data.columns) if positions is None else len(positions)
    return [
        Offer(
            one.name,
            one.title,
            f"{one.note} {_size(count * one.bytes_an_event)}.",
            one.file_name(data.opened, everything=positions is None),
            one.media_type,
            lambda one=one: one.write(data.opened, positions, data.words),  # type: ignore[misc]
        )
        for one in OPENED_FORMATS.values()
    ]


def _size(size: int) -> str:
    """How large a file is about: "Some 40 MB"."""
    return f"Some {round(size / 1e6):,} MB" if size >= 2e6 else "Less than 2 MB"


def _sentence(told: object) -> str:
    text = str(told)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
