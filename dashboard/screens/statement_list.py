"""What was said besides the events: offers, threats, appeals, background."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.record_html import statement_entry
from dashboard.screens.navigation import opener
from dashboard.screens.open_links import opening
from dashboard.screens.quote_list import quote_in_context
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence.statements_in_words import statement_views
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say_count


def statements(tables: Tables) -> None:
    """Every statement by day, those without a day last. A statement is no event and never on the map."""
    views = statement_views(tables, tables.rows("statements"))
    heading = say_count(
        len(views),
        one="{number} statement: offers, threats, alerts, appeals and background",
        other="{number} statements: offers, threats, alerts, appeals and background",
    )
    show(Markup('<h2 class="section">{}</h2>').format(heading))
    with opening(tables, opener(tables), "statements"):
        show(join(statement_entry(view, map(quote_in_context, view.quotes)) for view in views))
