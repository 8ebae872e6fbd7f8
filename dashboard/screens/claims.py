"""The figures that the sources report, each with who says so. Claims stand side by side and are never added up."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from dashboard.evidence import ClaimView, claim_view
from dashboard.screens.text import join, quote, show
from dashboard.tables import Tables

# Statuses that say that nobody but the claimant vouches for a figure.
DOUBTFUL = ("outlet_unable_to_verify", "disputed")


def claims(tables: Tables) -> None:
    """Claims with a figure as cards, the others in a list below; each opens its quotes."""
    show(
        Markup(
            '<h2 class="claims-title">Reported figures</h2><p class="claims-lead">Claims, not totals: each figure is one '
            "claimant’s word about one side. They overlap and contradict each other and are never added up.</p>"
        )
    )
    views = [claim_view(tables, claim_id) for claim_id in tables.records["claims"]]
    counted = [view for view in views if _counted(view)]
    others = [view for view in views if view not in counted]
    show(Markup('<div class="cards">{}</div>').format(join(_card(tables, view) for view in counted)))
    with st.expander(f"{len(others)} claims without a number"):
        show(Markup('<div class="cards">{}</div>').format(join(_card(tables, view) for view in others)))


def _card(tables: Tables, view: ClaimView) -> Markup:
    doubtful = tables.row("claims", view.claim_id)["verification"] in DOUBTFUL
    return Markup(
        '<article class="claim"><p class="figure{}">{}</p><p class="metric">{}: {}</p><p class="side">{}</p>'
        '<p class="who">Said by <b>{}</b>, {}</p><p class="status{}">{}</p>{}'
        "<details><summary>The words</summary>{}{}</details></article>"
    ).format(
        "" if _counted(view) else " words",
        view.figure,
        view.metric,
        view.counted,
        f"Side counted: {view.side}" if tables.row("claims", view.claim_id)["side"] else "Side counted: not stated",
        view.claimants,
        view.roles,
        " doubtful" if doubtful else "",
        view.status,
        _covers(tables, view),
        join(quote(item) for item in view.quotes),
        Markup('<p class="note">{}</p>').format(view.note) if view.note else "",
    )


def _counted(view: ClaimView) -> bool:
    return any(character.isdigit() for character in view.figure)


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
