"""Copies of one wire story beside each other: what both report, what only one has, where they differ."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.model.number_names import short_number
from dashboard.screens.open_links import Open, link, opening
from dashboard.screens.quote_list import quote_in_context
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence.quote_subjects import KINDS, KINDS_OF_MANY
from dashboard.sources.dossier.evidence.wire_copies import CopyDifference, Item, Story, stories
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say, say_count, say_html, say_list


def copies(tables: Tables, on_open: Open, key: str = "copies") -> None:
    """Every wire story with several copies. ``on_open`` gets the id of an event, claim, statement or quote."""
    found = stories(tables)
    if not found:
        st.caption(say("No two sources are copies of one wire story."))
        return
    with opening(tables, on_open, key):
        show(join(_story(story) for story in found))


def _story(story: Story) -> Markup:
    return Markup('<section class="copies"><h2 class="section">{}</h2><p class="lead">{}</p>{}{}{}</section>').format(
        say("The copies compared"), _lead(story), _differences(story), _only(story), _shared(story)
    )


def _lead(story: Story) -> str:
    return say(
        "{count} copies of one wire story: {names}. Copies of one wire are called one source here: that they agree "
        "confirms nothing. Where they differ, it is told what each says, and which is kept is told at the event.",
        count=short_number(len(story.copies)).capitalize(),
        names=say_list([label for _, label in story.copies]),
    )


def _differences(story: Story) -> Markup:
    total = sum(len(items) for _, items in story.differences)
    if not total:
        return Markup("")
    groups = join(
        Markup('<section class="differ"><h4>{} <small>{}</small></h4>{}</section>').format(
            about, len(items), join(_difference(item) for item in items)
        )
        for about, items in story.differences
    )
    return Markup("<h3>{} <small>{}</small></h3>{}").format(say("Where they differ"), _points(total), groups)


def _points(count: int) -> str:
    return say_count(count, one="{number} point", other="{number} points")


def _difference(item: CopyDifference) -> Markup:
    about = Markup(" · ").join(link(key, title) for key, title in item.subjects)
    return Markup(
        '<article class="difference" id="{}"><p class="summary">{}</p><div class="side-by-side">{}{}</div>'
        '<p class="about">{}</p></article>'
    ).format(
        item.discrepancy_id,
        item.summary,
        quote_in_context(item.first),
        quote_in_context(item.second),
        say_html("About {subjects}", subjects=about),
    )


def _only(story: Story) -> Markup:
    """What one copy alone has, a column for each copy; what some copies lack where there are more than two."""
    columns = join(
        Markup("<section><h4>{} <small>{}</small></h4>{}</section>").format(
            say("Only {copy}", copy=label), len(story.only(source_id)), _by_kind(story.only(source_id), 5)
        )
        for source_id, label in story.copies
    )
    some = Markup("<h3>{}</h3>{}").format(say("What some of them have"), _by_kind(story.some)) if story.some else ""
    return Markup('<h3>{}</h3><div class="side-by-side only">{}</div>{}').format(
        say("What only one has"), columns, some
    )


def _shared(story: Story) -> Markup:
    title = say("What both report") if len(story.copies) == 2 else say("What all report")
    return Markup("<h3>{} <small>{}</small></h3>{}").format(title, len(story.shared), _by_kind(story.shared))


def _by_kind(items: tuple[Item, ...], level: int = 4) -> Markup:
    """Items by what they are, under headings of this level, each with its quotes behind it."""
    if not items:
        return Markup('<p class="silent">{}</p>').format(say("Nothing."))
    groups = []
    for table in KINDS:
        mine = [item for item in items if item.table == table]
        if mine:
            heading = (KINDS_OF_MANY if len(mine) > 1 else KINDS)[table]
            groups.append(
                Markup('<h{} class="sort">{} <small>{}</small></h{}><ul class="items">{}</ul>').format(
                    level, heading, len(mine), level, join(_item(item) for item in mine)
                )
            )
    return join(groups)


def _item(item: Item) -> Markup:
    quotes = [view for views in item.quotes.values() for view in views]
    return Markup("<li>{}<details><summary>{}</summary>{}{}</details></li>").format(
        link(item.subject_id, item.title),
        say_count(len(quotes), one="{number} quote", other="{number} quotes"),
        Markup('<div class="side-by-side">{}</div>').format(
            join(
                Markup("<div>{}</div>").format(join(quote_in_context(view) for view in views))
                for views in item.quotes.values()
            )
        ),
        join(Markup('<p class="note">{}</p>').format(note) for note in item.notes),
    )
