"""The head and the foot of the page: what it covers and until when, and what is wrong with the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from markupsafe import Markup, escape

from dashboard.errors import Fault
from dashboard.map import HOW_TO_READ
from dashboard.screens.safe_text import join, label, show
from dashboard.words.sentences import say, say_choice, say_count, say_deferred


def theme() -> str:
    """The reader's theme: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def colours() -> None:
    """The theme's colours for page.css, from the configuration and nowhere else."""
    page, accent = (st.get_option(f"theme.{theme()}.{name}") for name in ("backgroundColor", "primaryColor"))
    st.html(f"<style>:root{{--page:{page or 'Canvas'};--accent:{accent or 'LinkText'}}}</style>")


def head(title: str, coverage: str, pages: Callable[[], None] | None = None, metonyms: Sequence[str] = ()) -> None:
    """Title and coverage; the choice of the page, where there are several; how to read the map one click away.

    ``metonyms`` are names of towns that stand for a government in the articles.
    """
    with st.container(horizontal=True, vertical_alignment="top", key="head"):
        show(Markup('<header class="head"><h1>{}</h1><p>{}</p></header>').format(title, coverage))
        if pages:
            pages()
        how_to_read(metonyms)


def how_to_read(metonyms: Sequence[str]) -> None:
    """What the marks mean, what one-sided means, what is not shown and why; one click away."""
    names = say_choice([f"“{name}”" for name in metonyms]) or say("the name of a town")
    lines = [say_deferred(sentence) for sentence in HOW_TO_READ]
    lines.append(
        say(
            "**Not on the map**: events without a place (at the end of the list), offers, threats and general accusations "
            "(under the table of the page “Claims”; those with a day are diamonds under the days too), and {names} where a "
            "government is meant.",
            names=label(names),
        )
    )
    with st.popover(say("How to read this map"), icon=":material/help:", type="tertiary", width="content"):
        st.markdown("\n\n".join(lines))


def foot(attribution: str) -> None:
    """Whom the map's data is owed to, with the licence that asks for it."""
    licence = Markup('<a href="https://creativecommons.org/licenses/by/4.0/">{}</a>').format(say("CC BY 4.0"))
    text = licence.join(escape(part) for part in attribution.split("CC BY 4.0"))
    show(Markup('<footer class="foot">{}</footer>').format(text))


def faults(found: tuple[Fault, ...], withheld: Mapping[str, int]) -> None:
    """The faults of the data, one line each, and how many rows are not shown for them; nothing where there are none."""
    if not found:
        return
    st.error(_faults_in_words(len(found), withheld), icon=":material/error:")
    with st.expander(say("Faults: file, line, column, what to do"), expanded=True):
        show(Markup('<ul class="faults">{}</ul>').format(join(Markup("<li>{}</li>").format(fault) for fault in found)))


def _faults_in_words(count: int, withheld: Mapping[str, int]) -> str:
    lost = ", ".join(f"{name} {number}" for name, number in withheld.items())
    if not lost:
        return say_count(
            count,
            one="The data has {number} fault. The rows they stand in, and what hangs on them, are not shown. What is "
            "shown has passed every check.",
            other="The data has {number} faults. The rows they stand in, and what hangs on them, are not shown. What is "
            "shown has passed every check.",
        )
    return say_count(
        count,
        one="The data has {number} fault. The rows they stand in, and what hangs on them, are not shown ({lost}). What is "
        "shown has passed every check.",
        other="The data has {number} faults. The rows they stand in, and what hangs on them, are not shown ({lost}). What "
        "is shown has passed every check.",
        lost=lost,
    )
