"""Quotes with the way to their place in the article."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.screens.open_links import link
from dashboard.screens.safe_text import quote
from dashboard.sources.dossier.evidence import QuoteView


def quote_in_context(view: QuoteView) -> Markup:
    """A quote with its roles marked, its source, and a button that opens the article at it."""
    return Markup('<div class="in-context">{}{}</div>').format(quote(view), read_in_context(view.quote_id))


def read_in_context(quote_id: str, text: str = "Read in context") -> Markup:
    """The button alone."""
    return link(quote_id, text)
