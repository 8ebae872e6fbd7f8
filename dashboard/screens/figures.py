"""The figures at a glance, each with who says so; each leads to its place among all claims (claims_table)."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.evidence import ClaimGroup, ClaimView, headline_figures
from dashboard.screens.links import opening
from dashboard.screens.navigation import opener
from dashboard.screens.text import join, show
from dashboard.tables import Tables

# Statuses that say that nobody but the claimant vouches for a figure.
DOUBTFUL = ("outlet_unable_to_verify", "disputed")


def headlines(tables: Tables) -> None:
    """The numbers at a glance, rival claims under one heading; each leads to its place among all claims."""
    groups = headline_figures(tables)
    if groups:
        with opening(tables, opener(tables), "headline-figures"):
            show(
                Markup('<h2 class="section">Reported figures <small>claims, not totals</small></h2>{}').format(
                    join(_group(tables, group) for group in groups)
                )
            )


def _group(tables: Tables, group: ClaimGroup) -> Markup:
    lines = join(
        Markup(
            '<li><button type="button" data-open="{}"><b>{}</b><span>{} <em class="badge{}">{}</em></span></button></li>'
        ).format(view.claim_id, view.figure, view.said_by, _doubt(tables, view), view.status)
        for view in group.claims
    )
    return Markup('<h3>{}</h3><ul class="headlines">{}</ul>').format(group.heading, lines)


def _doubt(tables: Tables, view: ClaimView) -> str:
    """The class for a badge that says that nobody but the claimant vouches for a figure."""
    return " doubtful" if tables.row("claims", view.claim_id)["verification"] in DOUBTFUL else ""
