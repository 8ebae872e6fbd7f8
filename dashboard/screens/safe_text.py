"""Text from outside, made safe for the two ways in which Streamlit shows it: HTML and Markdown labels."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

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
