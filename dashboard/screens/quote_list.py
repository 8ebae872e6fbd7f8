"""Quotes with the way to their place in the article."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.model.record import Passage
from dashboard.record_html import linked_passage
from dashboard.screens.open_links import link
from dashboard.words.sentences import deferred


def quote_in_context(passage: Passage) -> Markup:
    """A quote with its roles marked, its source, and a button that opens the article at it."""
    return linked_passage(passage, read_in_context(passage.quote_id))


def read_in_context(quote_id: str, text: str = deferred("Read in context")) -> Markup:
    """The button alone."""
    return link(quote_id, text)
