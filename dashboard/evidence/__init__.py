"""What a reader sees when an event, claim or statement is opened: the facts in words, and the quotes they rest on.

    sources         quotes with the words of each role marked; copies by name and day; names of actors
    subjects        what a quote can be evidence for, in words
    claims          a claim in words, and what contradicts it
    matrix          rival claims side by side: what is counted, and who says so
    contradictions  quotes that say otherwise, as the coders marked them
    readings        days on which one of the copies puts an event that is stored on others
    event           everything about one event
    figures         all figures at a glance, by whether they are of the events shown
    night           sunset and sunrise at its place, computed
    citation        how an event is cited
    article         an article with every quote marked
    copies          the copies of one story compared
    provenance      where a source comes from, what was coded from it and what was left out
    record          one event of an opened file

Everything here is plain text. Whoever shows it escapes it.
"""

from dashboard.evidence.claims import (
    ClaimView,
    Rival,
    claim_view,
    has_number,
    what_counts,
)
from dashboard.evidence.event import NO_PLACE, Dossier, attacker, dossier, when, where
from dashboard.evidence.figures import ClaimGroup, ReportedFigures, reported_figures, said_of
from dashboard.evidence.readings import Reading, other_readings
from dashboard.evidence.sources import (
    QuoteView,
    actor_names,
    or_later,
    quote_view,
    quotes_of,
    source_label,
    source_name,
)

__all__ = [
    "NO_PLACE",
    "ClaimGroup",
    "ClaimView",
    "Dossier",
    "QuoteView",
    "Reading",
    "ReportedFigures",
    "Rival",
    "actor_names",
    "attacker",
    "claim_view",
    "dossier",
    "has_number",
    "or_later",
    "other_readings",
    "quote_view",
    "quotes_of",
    "reported_figures",
    "said_of",
    "source_label",
    "source_name",
    "what_counts",
    "when",
    "where",
]
