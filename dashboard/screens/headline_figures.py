"""The figures at a glance, each with its day or event and who says so; each leads to its place among all claims."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from dashboard.screens import list_length
from dashboard.screens.navigation import opener
from dashboard.screens.open_links import opening
from dashboard.screens.safe_text import join, show
from dashboard.sources.dossier.evidence import ClaimGroup, ClaimView, ReportedFigures, reported_figures, said_of
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import deferred, say, say_count, say_deferred

KEY = "headline-figures"
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
        moment = frozenset(shown)
        found = reported_figures(tables, shown, list_length.drawn_length(KEY, moment))
        with opening(tables, opener(tables), KEY):
            show(block(tables, found))
            longest = max(map(_number, (found.of_shown, found.undated, found.of_others)))
            list_length.more_of(KEY, moment, longest, _further)


def _further(number: int) -> str:
    return say_count(number, one="More: {number} further figure", other="More: {number} further figures")


def block(tables: Tables, found: ReportedFigures) -> Markup:
    """The HTML of the figures: of the events shown, of no day, and closed up, of events that are not shown.

    Where only the first claims are in words, the last line of each part says how many there are besides.
    """
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
        parts.append(
            Markup('<details class="of-others"><summary>{} ({})</summary>{}</details>').format(
                say_deferred(OF_OTHERS), _number(found.of_others), _lines(tables, found.of_others)
            )
        )
    return join(parts)


def _number(groups: Collection[ClaimGroup]) -> int:
    return sum(len(group.claim_ids) for group in groups)


def _lines(tables: Tables, groups: Collection[ClaimGroup]) -> Markup:
    lines = [
        Markup('<h4>{}</h4><ul class="headlines">{}</ul>').format(
            group.heading, join(_line(tables, view) for view in group.claims)
        )
        for group in groups
        if group.claims
    ]
    left = _number(groups) - sum(len(group.claims) for group in groups)
    if left:
        words = say_count(left, one="and {number} further figure", other="and {number} further figures")
        lines.append(Markup("<p>{}</p>").format(words))
    return join(lines)


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
