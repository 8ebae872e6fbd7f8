"""The reader of one article: its text with every quote marked, each mark leading to what it supports."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.messages.controls import ArticleMessage, ArticleReaderData, PassageMessage
from dashboard.model.record import ROLE_MEANINGS
from dashboard.screens.component import component
from dashboard.screens.open_links import Open, known
from dashboard.sources.dossier.evidence.marked_article import Article, ArticlePassage, Paragraph, article
from dashboard.sources.dossier.evidence.quote_subjects import KINDS
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_deferred

# Above the words of a passage, and in full where there is room.
LABELS = {
    "date": "day",
    "place": "place",
    "attacker": "attacker",
    "target": "target",
    "figure": "figure",
    "claimant": deferred("who says so"),
    "ties": deferred("tie to an event"),
    "contradicts": deferred("says otherwise"),
}
MANY = {"events": "events", "claims": "claims", "statements": "statements", "places": "places", "sources": "copies"}
WHOLE = deferred("The text as the file has it. Underlined: quotes. A number leads to what the quote is evidence for.")
IN_PART = deferred("One quote with its paragraph at a time; the article is not shown as a whole.")


def reader(
    tables: Tables,
    source_id: str,
    on_open: Open,
    *,
    focus: str | None = None,
    turn: int = 0,
    full_text: bool = True,
    height: int | None = 640,
    key: str = "reader",
) -> None:
    """Draw the reader of one source.

    Args:
        tables: the tables.
        source_id: the source; KeyError for an unknown one.
        on_open: gets the id of the event, claim or statement that a mark opens, before the page is drawn anew.
        focus: the quote to scroll to and to flash; one of another source is passed over.
        turn: a number that changes when the same focus is asked for again.
        full_text: the whole article; else one quote with its paragraph at a time, and no more reaches the browser.
        height: of the window in which the text scrolls, in pixels; None lets it have its whole length. On a narrow
            screen it has its whole length always.
        key: of the component; one for each reader on a page.
    """
    text = article(tables, source_id)
    at, obeyed = f"{key}-at", f"{key}-obeyed"
    if (source_id, focus, turn) != st.session_state.get(obeyed):
        st.session_state[obeyed] = (source_id, focus, turn)
        st.session_state[at] = focus

    def opened() -> None:
        subject = st.session_state[key].get("opened")
        if known(tables, subject):
            on_open(str(subject))

    def moved() -> None:
        quote_id = st.session_state[key].get("moved")
        if text.passage(quote_id):
            st.session_state[at] = quote_id

    here = text.passage(st.session_state[at])
    shown = whole(text) if full_text else in_part(text, here)
    wanted = here.quote_id if here else None
    data: ArticleReaderData = {
        **shown,
        "focus": {"quote": wanted, "turn": turn, "take": not full_text and wanted != focus},
        "height": height if full_text else None,
    }
    component("article_reader")(key=key, data=data, on_opened_change=opened, on_moved_change=moved)


def whole(text: Article) -> ArticleMessage:
    """What the browser is sent of a whole article."""
    return _article(
        text, text.paragraphs, text.passages, say_deferred(WHOLE), say("End of {article}", article=text.label)
    )


def in_part(text: Article, here: ArticlePassage | None) -> ArticleMessage:
    """What the browser is sent where the full text is not shown: the paragraph of one passage (the first by default)."""
    here = here or next(iter(text.passages), None)
    if here is None:
        return _article(text, (), (), say_deferred(IN_PART), say("Nothing is quoted from it."))
    paragraph = text.around(here)
    numbers = paragraph.passages
    before, after = text.passages[: numbers[0] - 1], text.passages[numbers[-1] :]
    passages = [text.passages[number - 1] for number in numbers]
    return {
        **_article(text, (paragraph,), passages, say_deferred(IN_PART), say("From {article}", article=text.label)),
        "before": before[-1].quote_id if before else None,
        "after": after[0].quote_id if after else None,
    }


def _withheld(digest: str) -> str:
    """Why only the quotes of an article can be read."""
    return say(
        "The article is not in this copy; its quotes were proved by whoever made it, SHA-256 {digest}. Each paragraph is a "
        "quote.",
        digest=digest,
    )


def _article(
    text: Article, paragraphs: Sequence[Paragraph], passages: Sequence[ArticlePassage], lead: str, end: str
) -> ArticleMessage:
    return {
        "label": text.label,
        "lead": _withheld(text.withheld) if text.withheld else lead,
        "end": end,
        "paragraphs": [
            {
                "pieces": [(piece.text, piece.passages, piece.roles, piece.begins) for piece in paragraph.pieces],
                "ends": paragraph.line_ends,
            }
            for paragraph in paragraphs
        ],
        "passages": [_passage(passage) for passage in passages],
        "of": len(text.passages),
        "before": None,
        "after": None,
        "kinds": KINDS,
        "many": MANY,
        "labels": LABELS,
        "roles": ROLE_MEANINGS,
    }


def _passage(passage: ArticlePassage) -> PassageMessage:
    return {
        "n": passage.number,
        "id": passage.quote_id,
        "supports": [
            {
                "id": support.subject_id,
                "table": support.table,
                "title": support.title,
                "roles": support.roles,
                "contradicts": support.contradicts,
            }
            for support in passage.supports
        ],
    }
