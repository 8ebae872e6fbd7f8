"""Claims side by side: what is counted, and what each says of it. Nothing is added up."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.screens.open_links import Open, link, opening
from dashboard.screens.quote_list import quote_in_context
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence import ClaimView, said_of
from dashboard.sources.dossier.evidence.claims_matrix import ClaimCell, ClaimEntry, ClaimRow, Column, Matrix, matrix
from dashboard.sources.dossier.evidence.contradictions import Contradiction
from dashboard.sources.dossier.evidence.quote_subjects import OPENS, table_of, title
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_count, say_deferred, say_html, say_list

LEAD = deferred(
    "Each row is something that is counted, each column is who says so. A figure is one claimant’s word. Figures of a "
    "row may contradict each other, figures of different rows may overlap: nothing here is added up."
)


def claims_table(tables: Tables, on_open: Open, key: str = "claims-table") -> None:
    """The table, then the contradictions that are marked in the data.

    ``on_open`` gets the id of an event, or of a quote that the reader wants to see in its article.
    """
    found = matrix(tables)
    if not found.rows:
        st.caption(say("The sources report no figures."))
        return
    with opening(tables, on_open, key):
        show(
            Markup('<h2 class="section">{}</h2><p class="lead">{}</p>{}{}').format(
                say("Claims side by side"), say_deferred(LEAD), _table(tables, found), _contradictions(tables, found)
            )
        )


def _table(tables: Tables, found: Matrix) -> Markup:
    heads = join(
        Markup('<th scope="col" role="columnheader" id="{}">{}</th>').format(_head(column), column.label)
        for column in found.columns
    )
    return Markup(
        '<table class="claims" role="table" style="--columns: {}"><caption>{}</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader" class="what">{}'
        "</th>{}</tr></thead>{}</table>"
    ).format(
        len(found.columns),
        say("Figures as reported, by what is counted and by who says so"),
        say("What is counted"),
        heads,
        _body(tables, found),
    )


def _body(tables: Tables, found: Matrix) -> Markup:
    """One group of rows for each metric."""
    parts, before = [], ""
    for number, (row, lines) in enumerate(zip(found.rows, found.lines, strict=True)):
        begins = ' class="begins"' if row.metric != before else ""
        before = row.metric
        head = Markup(
            '<th scope="rowgroup" role="rowheader" id="counted-{}" rowspan="{}"><b>{}</b> <span>{}</span></th>'
        )
        drawn = [
            Markup('<tr role="row">{}{}</tr>').format(
                head.format(number, len(lines), row.metric, row.whom) if first else "",
                join(_cell(tables, found, number, row, cell) for cell in line),
            )
            for first, line in ((index == 0, line) for index, line in enumerate(lines))
        ]
        parts.append(Markup('<tbody role="rowgroup"{}>{}</tbody>').format(Markup(begins), join(drawn)))
    return join(parts)


def _head(column: Column) -> str:
    return f"says-{column.key}"


def _cell(tables: Tables, found: Matrix, number: int, row: ClaimRow, cell: ClaimCell) -> Markup:
    columns = found.columns[cell.first : cell.first + cell.span]
    who = say_list([column.label for column in columns])
    body = (
        join(_entry(tables, entry, who if cell.span > 1 else "") for entry in cell.entries)
        if cell.entries
        else Markup('<p class="silent">{}</p>').format(say("not reported"))
    )
    return Markup('<td role="cell" headers="counted-{} {}"{}{}><p class="says">{}</p>{}</td>').format(
        number,
        " ".join(_head(column) for column in columns),
        Markup(' colspan="{}"').format(cell.span) if cell.span > 1 else "",
        "" if cell.entries else Markup(' class="empty"'),
        who,
        body,
    )


def _entry(tables: Tables, entry: ClaimEntry, together: str) -> Markup:
    """One claim: the figure, what it counts in the claimant's words, who says so, its status; its quotes on opening."""
    view = entry.view
    return Markup(
        '<article class="claimed" id="{}">{}<p class="figure{}">{}</p>{}<p class="who">{}</p>'
        '<p class="badge{}">{}</p>{}{}<details><summary>{}</summary>{}{}</details></article>'
    ).format(
        anchor(view.claim_id),
        Markup('<p class="jointly">{}</p>').format(say("Said together")) if entry.jointly else "",
        "" if view.numeric else " words",
        view.figure,
        Markup('<p class="of">{}</p>').format(entry.of) if entry.of else "",
        view.said_by,
        " doubtful" if entry.doubted else "",
        view.status,
        _covers(tables, view),
        join(_doubt(item, view) for item in entry.contradictions),
        say_count(len(view.quotes), one="The words: {number} quote", other="The words: {number} quotes"),
        join(quote_in_context(item) for item in view.quotes),
        Markup('<p class="note">{}</p>').format(view.note) if view.note else "",
    )


def anchor(claim_id: str) -> str:
    """Where a claim stands in the table: ``#`` and this leads to it."""
    return f"said-{claim_id}"


def _covers(tables: Tables, view: ClaimView) -> Markup:
    """The events that a claim is about, each of which opens; several are one joint claim."""
    if not view.events:
        return Markup('<p class="covers">{}</p>').format(said_of(tables, view))
    links = [link(event_id, title(tables, event_id)) for event_id in view.events]
    if not view.joint:
        return Markup('<p class="covers">{}</p>').format(say_html("About {event}", event=links[0]))
    items = join(Markup("<li>{}</li>").format(item) for item in links)
    return Markup('<details class="covers"><summary>{}</summary><ul>{}</ul></details>').format(
        say("One claim about {events}", events=said_of(tables, view)), items
    )


def _doubt(item: Contradiction, view: ClaimView) -> Markup:
    """The other claim and the reading on which it contradicts this one, or that words of a source do; with the way there."""
    rival = next((rival for rival in view.rivals if item.reading and rival.claim_id in item.between), None)
    if rival:
        words = rival.sentence
    elif view.claim_id == item.subject_id:
        words = say("May be contradicted: see by which words")
    else:
        words = say("May contradict another: see which")
    return Markup('<p class="against"><a href="#against-{}">{}</a></p>').format(item.key, words)


def _contradictions(tables: Tables, found: Matrix) -> Markup:
    """Each contradiction once: the claim, the quote that says otherwise, and the links back to both."""
    if not found.contradictions:
        return Markup("")
    return Markup('<h3 class="section">{}</h3><ul class="against-list">{}</ul>').format(
        say("Where the sources contradict a claim"), join(_contradiction(tables, item) for item in found.contradictions)
    )


def _contradiction(tables: Tables, item: Contradiction) -> Markup:
    others = join(Markup("<li>{}</li>").format(_side(tables, other)) for other in item.others)
    return Markup('<li id="against-{}"><p>{}</p><p class="what">{}</p>{}{}</li>').format(
        item.key,
        _side(tables, item.subject_id),
        say("Otherwise, {reading}, in these words:", reading=item.reading)
        if item.reading
        else say("Otherwise, in these words:"),
        quote_in_context(item.quote),
        Markup('<p class="what">{}</p><ul>{}</ul>').format(say("They are evidence for:"), others) if others else "",
    )


def _side(tables: Tables, subject_id: str) -> Markup:
    """One side of a contradiction: a claim leads to its cell, an event or a statement opens."""
    table = table_of(tables, subject_id)
    if table == "claims":
        return Markup('<a href="#{}">{}</a>').format(anchor(subject_id), title(tables, subject_id))
    return (
        link(subject_id, title(tables, subject_id))
        if table in OPENS
        else Markup("{}").format(title(tables, subject_id))
    )
