"""What a dossier rests on and until when, in one sentence."""

from __future__ import annotations

from dashboard.model.days import span_in_words
from dashboard.model.number_names import short_number
from dashboard.sources.dossier.evidence.quoted_sources import or_later
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def coverage(tables: Tables) -> str:
    """What the page rests on: "Two copies of one wire story, Fri 27 – Sat 28 Feb 2026 or later. Not live.".

    Articles of which each is a story of its own are articles, not copies.
    """
    sources = tables.sources
    if sources.empty:
        if tables.copies:
            return say("No source could be read.")
        return say("No report is in it yet. Bring one on the page “Desk”.")
    copies, wires = len(sources), sources["wire"].nunique() + int(sources["wire"].isna().sum())
    days = span_in_words(min(sources["updated_on"]), max(sources["updated_on"]))
    days = or_later(days, tables.rows("sources"))
    count = short_number(copies).capitalize()
    if sources["wire"].isna().all():
        if copies == 1:
            return say("One article, {days}. Not live. Every mark opens the words it rests on.", days=days)
        return say(
            "{count} articles, {days}. Not live. Every mark opens the words it rests on.", count=count, days=days
        )
    if copies == 1:
        return say("One copy of one wire story, {days}. Not live. Every mark opens the words it rests on.", days=days)
    if wires == 1:
        return say(
            "{count} copies of one wire story, {days}. Not live. Every mark opens the words it rests on.",
            count=count,
            days=days,
        )
    return say(
        "{count} copies of {stories} wire stories, {days}. Not live. Every mark opens the words it rests on.",
        count=count,
        stories=short_number(wires),
        days=days,
    )
