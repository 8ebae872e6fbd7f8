"""The figures that the sources report, each with who says so. Claims stand side by side and are never added up."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.evidence import ClaimGroup, ClaimView, claim_view, headline_figures
from dashboard.screens.text import join, quote, show
from dashboard.tables import Tables

# Statuses that say that nobody but the claimant vouches for a figure.
DOUBTFUL = ("outlet_unable_to_verify", "disputed")


def headlines(tables: Tables) -> None:
    """The numbers at a glance, rival claims under one heading; each leads to its full card below the map."""
    groups = headline_figures(tables)
    if groups:
        with st.container(key="headline-figures"):
            show(
                Markup('<h2 class="section">Reported figures <small>claims, not totals</small></h2>{}').format(
                    join(_group(tables, group) for group in groups)
                )
            )


def _group(tables: Tables, group: ClaimGroup) -> Markup:
    lines = join(
        Markup('<li><a href="#{}"><b>{}</b><span>{} <em class="badge{}">{}</em></span></a></li>').format(
            view.claim_id, view.figure, view.said_by, _doubt(tables, view), view.status
        )
        for view in group.claims
    )
    return Markup('<h3>{}</h3><ul class="headlines">{}</ul>').format(group.heading, lines)


def claims(tables: Tables) -> None:
    """Claims with a figure as cards, the others in a list below; each opens its quotes."""
    show(
        Markup(
            '<h2 class="claims-title">Reported figures</h2><p class="claims-lead">Claims, not totals: each figure is one '
            "claimant’s word about one side. They overlap and contradict each other and are never added up.</p>"
        )
    )
    views = [claim_view(tables, claim_id) for claim_id in tables.records["claims"]]
    counted = [view for view in views if view.numeric]
    others = [view for view in views if not view.numeric]
    show(Markup('<div class="cards">{}</div>').format(join(_card(tables, view) for view in counted)))
    with st.expander(f"{len(others)} claims without a number"):
        show(Markup('<div class="cards">{}</div>').format(join(_card(tables, view) for view in others)))


def _card(tables: Tables, view: ClaimView) -> Markup:
    return Markup(
        '<article class="claim" id="{}"><p class="figure{}">{}</p><p class="metric">{}</p>'
        '<p class="side">Side counted: {}</p><p class="who">Said by {}</p><p class="badge{}">{}</p>{}'
        "<details><summary>The words</summary>{}{}</details></article>"
    ).format(
        view.claim_id,
        "" if view.numeric else " words",
        view.figure,
        view.counts[:1].upper() + view.counts[1:],
        view.side,
        view.said_by,
        _doubt(tables, view),
        view.status,
        _covers(tables, view),
        join(quote(item) for item in view.quotes),
        Markup('<p class="note">{}</p>').format(view.note) if view.note else "",
    )


def _doubt(tables: Tables, view: ClaimView) -> str:
    """The class for a badge that says that nobody but the claimant vouches for a figure."""
    return " doubtful" if tables.row("claims", view.claim_id)["verification"] in DOUBTFUL else ""


def _covers(tables: Tables, view: ClaimView) -> Markup:
    """What the figure covers: nothing in particular, one event, or several together as a joint claim."""
    if not view.events:
        return Markup('<p class="covers">Not tied to any one event or place</p>')
    titles = [str(tables.row("events", event_id)["title"]) for event_id in view.events]
    if not view.joint:
        return Markup('<p class="covers">Of: {}</p>').format(titles[0])
    items = join(Markup("<li>{}</li>").format(title) for title in titles)
    return Markup(
        '<details class="covers"><summary>Joint: said of {} events together</summary><ul>{}</ul></details>'
    ).format(len(titles), items)
