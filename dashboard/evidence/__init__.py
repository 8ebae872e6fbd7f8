"""What a reader sees when an event, claim or statement is opened: the facts in words, and the quotes they rest on.

    sources    quotes with the words of each role marked; copies by name and day; names of actors
    claims     a claim in words, and rival claims side by side
    readings   days on which one of the copies puts an event that is stored on others
    event      everything about one event

Everything here is plain text. Whoever shows it escapes it.
"""

from dashboard.evidence.claims import ClaimGroup, ClaimView, claim_view, has_number, headline_figures, what_counts
from dashboard.evidence.event import NO_PLACE, Dossier, attacker, dossier, when, where
from dashboard.evidence.readings import Reading, other_readings
from dashboard.evidence.sources import QuoteView, actor_names, quote_view, quotes_of, source_label, source_name

__all__ = [
    "NO_PLACE",
    "ClaimGroup",
    "ClaimView",
    "Dossier",
    "QuoteView",
    "Reading",
    "actor_names",
    "attacker",
    "claim_view",
    "dossier",
    "has_number",
    "headline_figures",
    "other_readings",
    "quote_view",
    "quotes_of",
    "source_label",
    "source_name",
    "what_counts",
    "when",
    "where",
]
