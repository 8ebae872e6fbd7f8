"""What a reader sees when an event, claim or statement is opened: the facts in words, and the quotes they rest on.

    quoted_sources             quotes with the words of each role marked
    quote_subjects             what a quote can be evidence for, in words
    claims_in_words            a claim in words, and what contradicts it
    statements_in_words        what was said besides the events, in words
    claims_matrix              rival claims side by side: what is counted, and who says so
    contradictions             quotes that say otherwise, as the coders marked them
    disputed_days              days on which one of the copies puts an event that is stored on others
    event_record               one event as its record
    opened_record              the same with daylight and citation, as it is read when it is opened
    reported_figures           all figures at a glance, by whether they are of the events shown
    coverage                   what a dossier rests on and until when
    sun_times                  sunset and sunrise at its place, computed
    citation                   how an event is cited
    marked_article             an article with every quote marked
    wire_copies                the copies of one story compared
    source_origin              where a source comes from, what was coded from it and what was left out

Everything here is plain text. The code that shows it escapes it.
"""

from dashboard.sources.dossier.evidence.claims_in_words import ClaimView, Rival, claim_view, has_number, what_counts
from dashboard.sources.dossier.evidence.disputed_days import OtherReading, other_readings
from dashboard.sources.dossier.evidence.event_record import NO_PLACE, attacker, claims_of, event_record, when, where
from dashboard.sources.dossier.evidence.quoted_sources import (
    actor_names,
    or_later,
    quote_view,
    quotes_of,
    source_label,
    source_name,
)
from dashboard.sources.dossier.evidence.reported_figures import ClaimGroup, ReportedFigures, reported_figures, said_of

__all__ = [
    "NO_PLACE",
    "ClaimGroup",
    "ClaimView",
    "OtherReading",
    "ReportedFigures",
    "Rival",
    "actor_names",
    "attacker",
    "claim_view",
    "claims_of",
    "event_record",
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
