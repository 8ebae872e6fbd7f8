"""Buttons inside our HTML that open an event, claim, statement or a quote in its article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from dashboard.messages.controls import OpenLinksData
from dashboard.screens.component import component
from dashboard.sources.dossier.tables import Tables

Open = Callable[[str], None]


@contextmanager
def opening(tables: Tables, on_open: Open, key: str) -> Iterator[None]:
    """A part of the page whose ``data-open`` buttons call ``on_open`` with the id, before the page is drawn anew.

    The id is that of an event, claim, statement or quote of ``tables``; anything else is dropped.
    """

    def heard() -> None:
        opened = st.session_state[f"{key}-links"].get("opened")
        if known(tables, opened):
            on_open(str(opened))

    with st.container(key=key):
        yield
        data: OpenLinksData = {"scope": f"st-key-{key}"}
        component("open_links")(key=f"{key}-links", data=data, on_opened_change=heard)


def known(tables: Tables, opened: object) -> bool:
    """Whether something from the browser is the id of what can be opened."""
    return isinstance(opened, str) and any(
        opened in tables.records[table] for table in ("events", "claims", "statements", "quotes")
    )


def link(identifier: str, text: str, kind: str = "") -> Markup:
    """A button that opens ``identifier``; ``kind`` says what that is, before the text."""
    before = Markup('<span class="kind">{}</span> ').format(kind) if kind else Markup("")
    return Markup('<button type="button" class="opens" data-open="{}">{}{}</button>').format(identifier, before, text)
