"""All reported figures at a glance, apart by whether they are of the events shown. Never added up.

A claim belongs to the days and places of the events that its words tie it to, and to no others. One that no words tie
to an event has no day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.model.days import span_in_words
from dashboard.sources.dossier.evidence.claims_in_words import ClaimView, claim_view, has_number
from dashboard.sources.dossier.evidence.event_record import where
from dashboard.sources.dossier.evidence.quote_subjects import title
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say, say_count, say_deferred

NO_DAY = deferred("No day stated, and no event")


@dataclass(frozen=True)
class ClaimGroup:
    """Figures that count the same thing on the same side: rival claims, beside each other and never added up.

    ``claim_ids`` are all of them, ``claims`` the first of these in words: all, unless fewer were asked for.
    """

    heading: str
    claim_ids: tuple[str, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class ReportedFigures:
    """Every claim once. ``of_shown``: said of events that are all shown; ``undated``: said of no event, so of no day;
    ``of_others``: said of events that are not shown, or not all of them.
    """

    of_shown: tuple[ClaimGroup, ...]
    undated: tuple[ClaimGroup, ...]
    of_others: tuple[ClaimGroup, ...]


def reported_figures(tables: Tables, shown: Collection[str], most: int | None = None) -> ReportedFigures:
    """The claims, by whether the ids in ``shown`` are all of the events that they are about.

    ``most`` is how many claims of each of the three are put into words, the first ones; None puts all.
    """
    ids = frozenset(shown)
    claims = list(tables.rows("claims"))
    tied = [claim for claim in claims if claim["event_ids"]]
    return ReportedFigures(
        of_shown=_groups(tables, (claim for claim in tied if ids.issuperset(claim["event_ids"])), most),
        undated=_groups(tables, (claim for claim in claims if not claim["event_ids"]), most),
        of_others=_groups(tables, (claim for claim in tied if not ids.issuperset(claim["event_ids"])), most),
    )


def said_of(tables: Tables, claim: ClaimView) -> str:
    """What a claim is about, with its days: the event; several events together by their places; or NO_DAY.

    "Air strikes in Salto, Thu 26 Feb 2026", "3 events together, Thu 26 Feb 2026: Salto, Bella Unión, Artigas".
    """
    if not claim.events:
        return say_deferred(NO_DAY)
    if not claim.joint:
        return title(tables, claim.events[0])
    places: dict[str, list[str]] = {}
    for event in (tables.row("events", event_id) for event_id in claim.events):
        places.setdefault(span_in_words(event["date_start"], event["date_end"]), []).append(_place(tables, event))
    days = "; ".join(f"{span}: {', '.join(dict.fromkeys(names))}" for span, names in places.items())
    return say_count(
        len(claim.events),
        one="{number} event, {days_and_places}",
        other="{number} events together, {days_and_places}",
        days_and_places=days,
    )


def _place(tables: Tables, event: TableRow) -> str:
    return where(tables, event) if event["place_id"] else str(event["title"])


def _groups(tables: Tables, claims: Iterable[TableRow], most: int | None) -> tuple[ClaimGroup, ...]:
    """By what they count and whose side it is, in the order of the file; what has a number before what has none."""
    groups: dict[tuple[str, str | None], list[TableRow]] = {}
    for claim in claims:
        groups.setdefault((claim["metric"], claim["side"]), []).append(claim)
    in_order = sorted(groups.values(), key=lambda rows: not any(has_number(row["n_text"]) for row in rows))
    left, found = most, []
    for rows in in_order:
        in_words = rows if left is None else rows[:left]
        left = None if left is None else left - len(in_words)
        views = tuple(claim_view(tables, row["claim_id"]) for row in in_words)
        found.append(ClaimGroup(_heading(tables, rows), tuple(row["claim_id"] for row in rows), views))
    return tuple(found)


def _heading(tables: Tables, claims: Sequence[TableRow]) -> str:
    """What a group counts and whose: "Killed, Uruguay's side"; the category where the side is no party's."""
    side = claims[0]["side"]
    metric, label = tables.label("claims.metric", claims[0]["metric"]), tables.label("claims.side", side)
    if side in tables.records["parties"]:
        name, bracket, rest = label.partition(" (")
        return say("{metric}, {party}'s side{addition}", metric=metric, party=name, addition=f"{bracket}{rest}")
    categories = {claim["category"] for claim in claims}
    if len(categories) == 1 and None not in categories:
        return f"{metric}, {claims[0]['category']}"
    return f"{metric}, {label.lower()}" if side else say("{metric}, side not stated", metric=metric)
