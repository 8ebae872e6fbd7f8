"""The figures at a glance, each with its day or event and who says so; each leads to its place among all claims."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from dashboard.screens.navigation import opener
from dashboard.screens.open_links import opening
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence import ClaimGroup, ClaimView, reported_figures, said_of
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_deferred

# Statuses that say that nobody but the claimant vouches for a figure.
DOUBTFUL = ("outlet_unable_to_verify", "disputed")
OF_SHOWN = deferred("Said of events that are shown")
UNDATED = deferred("Said of no event: no day stated")
OF_OTHERS = deferred("Not of what is shown: said of events of other days, or that the filters hide")


def headlines(tables: Tables, shown: Collection[str]) -> None:
    """Every claim, rival ones under one heading; each leads to its place among all claims.

    ``shown`` are the ids of the events that days and filters leave, those without a place too. Claims about others
    stand apart.
    """
    if tables.records["claims"]:
        with opening(tables, opener(tables), "headline-figures"):
            show(block(tables, shown))


def block(tables: Tables, shown: Collection[str]) -> Markup:
    """The HTML of the figures: of the events shown, of no day, and closed up, of events that are not shown."""
    found = reported_figures(tables, shown)
    parts = [
        Markup('<h2 class="section">{} <small>{}</small></h2>').format(
            say("Reported figures"), say("claims, not totals")
        )
    ]
    for name, groups in ((say_deferred(OF_SHOWN), found.of_shown), (say_deferred(UNDATED), found.undated)):
        if groups:
            parts.append(
                Markup('<section aria-label="{0}"><h3>{0}</h3>{1}</section>').format(name, _lines(tables, groups))
            )
    if found.of_others:
        number = sum(len(group.claims) for group in found.of_others)
        parts.append(
            Markup('<details class="of-others"><summary>{} ({})</summary>{}</details>').format(
                say_deferred(OF_OTHERS), number, _lines(tables, found.of_others)
            )
        )
    return join(parts)


def _lines(tables: Tables, groups: Collection[ClaimGroup]) -> Markup:
    return join(
        Markup('<h4>{}</h4><ul class="headlines">{}</ul>').format(
            group.heading, join(_line(tables, view) for view in group.claims)
        )
        for group in groups
    )


def _line(tables: Tables, view: ClaimView) -> Markup:
    """A figure, what it counts, who says so, how it stands, of what and when, and what contradicts it."""
    against = join(Markup('<small class="against">{}</small>').format(sentence) for sentence in view.against)
    return Markup(
        '<li data-claim="{0}"><button type="button" data-open="{0}"><b{1}>{2}</b><span>{3}{4} '
        '<em class="badge{5}">{6}</em><small class="of">{7}</small>{8}</span></button></li>'
    ).format(
        view.claim_id,
        Markup("") if view.numeric else Markup(' class="words"'),
        view.figure,
        Markup("{}: ").format(view.category) if view.category else "",
        view.said_by,
        _doubt(tables, view),
        view.status,
        said_of(tables, view),
        against,
    )


def _doubt(tables: Tables, view: ClaimView) -> str:
    """The class for a badge that says that nobody but the claimant vouches for a figure."""
    return " doubtful" if tables.row("claims", view.claim_id)["verification"] in DOUBTFUL else ""
