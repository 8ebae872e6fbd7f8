"""Text from outside, made safe for the two ways in which Streamlit shows it: HTML and Markdown labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape

from dashboard.model.quotes import Segment
from dashboard.sources.dossier.evidence import QuoteView
from dashboard.words.visible import isolated, visible

# What Markdown, Streamlit's :directives: and its $formulas$ would read as more than text.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def label(text: str) -> str:
    """Text for a widget's label, shown as it is: every sign that Markdown would act on is escaped, what hides is seen."""
    return _MARKDOWN.sub(r"\\\1", isolated(" ".join(text.split())))


def show(markup: Markup) -> None:
    """Put escaped HTML on the page; hidden characters in it are seen."""
    st.html(visible(str(markup)))


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of escaped HTML, one after the other."""
    return Markup("").join(parts)


def quote(view: QuoteView) -> Markup:
    """A quote with the words of its roles marked, and its source below."""
    says = Markup('<span class="otherwise">says otherwise</span> ') if view.contradicts else Markup("")
    return Markup('<figure class="quote"><blockquote>{}</blockquote><figcaption>{}{}</figcaption></figure>').format(
        join(_piece(piece) for piece in view.segments), says, view.source
    )


# What a reader is told about marked words; roles of the evidence table.
_MARKED = {
    "date": "gives the day",
    "place": "gives the place",
    "attacker": "names the attacker",
    "target": "names the target",
    "figure": "gives the figure",
    "claimant": "names who says so",
    "ties": "ties it to an event",
    "contradicts": "says otherwise",
}


def _piece(piece: Segment) -> Markup:
    roles = [role for role in piece.roles if role in _MARKED]
    if not roles:
        return escape(piece.text)
    title = "; ".join(_MARKED[role] for role in roles)
    return Markup('<mark class="{}" title="{}">{}</mark>').format(
        " ".join(f"role-{role}" for role in roles), title, piece.text
    )
