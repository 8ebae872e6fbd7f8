"""What a dossier rests on and until when, in one sentence."""

from __future__ import annotations

from dashboard.model.days import span_in_words
from dashboard.model.number_names import NAMES
from dashboard.sources.dossier.evidence.quoted_sources import or_later
from dashboard.sources.dossier.tables import Tables

ONE_ARTICLE = "One article, {days}. Not live. Every mark opens the words it rests on."
ARTICLES = "{Copies} articles, {days}. Not live. Every mark opens the words it rests on."
ONE_COPY = "One copy of one wire story, {days}. Not live. Every mark opens the words it rests on."
COPIES_OF_ONE = "{Copies} copies of one wire story, {days}. Not live. Every mark opens the words it rests on."
COPIES = "{Copies} copies of {stories} wire stories, {days}. Not live. Every mark opens the words it rests on."
# Above ten a number is written in digits.
NUMBERS = NAMES[:11]


def coverage(tables: Tables) -> str:
    """What the page rests on: "Two copies of one wire story, Fri 27 – Sat 28 Feb 2026 or later. Not live.".

    Articles of which each is a story of its own are articles, not copies.
    """
    sources = tables.sources
    if sources.empty:
        return "No source could be read."
    copies, wires = len(sources), sources["wire"].nunique() + int(sources["wire"].isna().sum())
    days = span_in_words(min(sources["updated_on"]), max(sources["updated_on"]))
    days = or_later(days, tables.rows("sources"))
    known = {"copies": _number(copies), "Copies": _number(copies).capitalize(), "stories": _number(wires), "days": days}
    if sources["wire"].isna().all():
        sentence = ONE_ARTICLE if copies == 1 else ARTICLES
    elif copies == 1:
        sentence = ONE_COPY
    else:
        sentence = COPIES_OF_ONE if wires == 1 else COPIES
    return sentence.format(**known)


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)
