"""What was said besides the events (offers, threats, appeals, background), and where the copies differ."""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.evidence import actor_names, quote_view, quotes_of
from dashboard.screens.text import join, quote, show
from dashboard.tables import Record, Tables
from dashboard.timeline import in_words


def statements(tables: Tables) -> None:
    """Every statement by day, those without a day last. A statement is no event and never on the map."""
    rows = sorted(tables.rows("statements"), key=lambda row: (row["date"] is None, row["date"] or date.min))
    with st.expander(f"{len(rows)} statements: offers, threats, alerts, appeals and background"):
        show(join(_statement(tables, row) for row in rows))


def _statement(tables: Tables, row: Record) -> Markup:
    return Markup(
        '<article class="statement"><p class="metric">{}</p><p class="who">{} · {} · {}</p>'
        "<details><summary>The words</summary>{}{}</details></article>"
    ).format(
        row["summary"],
        tables.label("statements.kind", row["kind"]),
        actor_names(tables, [row["speaker"]]),
        in_words(row["date"]) if row["date"] else "day not stated",
        join(quote(view) for view in quotes_of(tables, row["statement_id"])),
        Markup('<p class="note">{}</p>').format(row["note"]) if row["note"] else "",
    )


def discrepancies(tables: Tables) -> None:
    """Every point in which the copies differ, both quotes side by side."""
    rows = tables.rows("discrepancies")
    with st.expander(f"{len(rows)} points in which the copies differ"):
        show(join(_discrepancy(tables, row) for row in rows))


def _discrepancy(tables: Tables, row: Record) -> Markup:
    first = quote(quote_view(tables, row["quote_a"]))
    second = (
        quote(quote_view(tables, row["quote_b"]))
        if row["quote_b"]
        else Markup("<p>The other copy has nothing of it.</p>")
    )
    return Markup(
        '<article class="statement"><p class="metric">{}</p><details><summary>The words</summary>'
        '<div class="side-by-side">{}{}</div></details></article>'
    ).format(row["summary"], first, second)
