"""What was said besides the events: offers, threats, appeals, background."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from dashboard.model.days import in_words
from dashboard.screens.navigation import opener
from dashboard.screens.open_links import opening
from dashboard.screens.passages import quote_in_context
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence import actor_names, quotes_of
from dashboard.sources.dossier.tables import Record, Tables
from dashboard.words.sentences import say_count


def statements(tables: Tables) -> None:
    """Every statement by day, those without a day last. A statement is no event and never on the map."""
    rows = sorted(tables.rows("statements"), key=lambda row: (row["date"] is None, row["date"] or date.min))
    heading = say_count(
        len(rows),
        one="{number} statement: offers, threats, alerts, appeals and background",
        other="{number} statements: offers, threats, alerts, appeals and background",
    )
    show(Markup('<h2 class="section">{}</h2>').format(heading))
    with opening(tables, opener(tables), "statements"):
        show(join(_statement(tables, row) for row in rows))


def _statement(tables: Tables, row: Record) -> Markup:
    return Markup(
        '<article class="statement" id="{}"><p class="metric">{}</p><p class="who">{} · {} · {}</p>'
        "<details><summary>The words</summary>{}{}</details></article>"
    ).format(
        row["statement_id"],
        row["summary"],
        tables.label("statements.kind", row["kind"]),
        actor_names(tables, [row["speaker"]]),
        in_words(row["date"]) if row["date"] else "day not stated",
        join(quote_in_context(view) for view in quotes_of(tables, row["statement_id"])),
        Markup('<p class="note">{}</p>').format(row["note"]) if row["note"] else "",
    )
