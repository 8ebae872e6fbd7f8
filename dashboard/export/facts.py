"""An event, a claim or a statement as values and plain text, the same in every format. The code that writes it escapes it.

A claim stands with an event only where it is tied to that event alone. A joint figure, and one that is tied to no
event, stands once in the file, beside the events.
"""

from __future__ import annotations

from typing import Any

from dashboard.export.edtf import edtf
from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence import ClaimView, claim_view, claims_of, event_record
from dashboard.sources.dossier.evidence import attacker as attacker_in_words
from dashboard.sources.dossier.evidence.quoted_sources import actor_names, quotes_of
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import deferred, say

# What the coordinates of a place of this level are: never a site that nobody reported.
COORDINATES = {
    "city": deferred("the town; the site in it is not reported"),
    "district": deferred("a label point of the district; the site is not reported"),
    "province": deferred("a label point of the province; the site is not reported"),
    "region": deferred("a label point of the region, which has no agreed edge; the site is not reported"),
    "border": deferred("a label point on the line; the site is not reported"),
    "country": deferred("a label point of the country; the site is not reported"),
}


def facts(tables: Tables, event_id: str) -> dict[str, Any]:
    """Everything about one event by name: text, numbers, None for what is not reported, and five lists.

    The lists are ``quotes`` and ``claims`` (dicts; the claims tied to this event alone), ``joint_claims`` (ids of the
    claims that cover it together with others), ``differences`` (text) and ``may_overlap`` (event ids). Names that are
    columns of the tables hold the value that stands there; ``…_label`` and the rest are words.
    """
    event, record = tables.row("events", event_id), event_record(tables, event_id)
    claims = [claim_view(tables, claim_id) for claim_id in claims_of(tables, event_id)]
    where = record.fact("where")
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    return {
        "event_id": event_id,
        "title": event["title"],
        "kind": event["kind"],
        "kind_label": record.fact("kind").text,
        "event_type": event["event_type"],
        "sub_event_type": event["sub_event_type"],
        "date_start": event["date_start"].isoformat(),
        "date_end": event["date_end"].isoformat(),
        "date_edtf": edtf(event["date_start"], event["date_end"], event["date_basis"]),
        "date_prec": event["date_prec"],
        "date_text": event["date_text"],
        "time_of_day": event["time_of_day"],
        "when": record.fact("when").text,
        "when_exactly": record.fact("when").detail,
        "place_id": event["place_id"],
        "place": place["name"] if place else None,
        "place_level": tables.label("places.level", place["level"]) if place else None,
        "place_text": event["place_text"],
        "latitude": place["latitude"] if place else None,
        "longitude": place["longitude"] if place else None,
        "coordinates_are": COORDINATES[place["level"]] if place else None,
        "where_prec": event["where_prec"],
        "where_exactly": where.detail if place else where.text,
        "attacker": event["attacker"],
        "attacker_label": attacker_in_words(tables, event),
        "attacker_text": event["attacker_text"],
        "target_text": event["target_text"],
        "target_according_to": _target_claimant(tables, event),
        "according_to": record.said_by,
        "verification": event["verification"],
        "status": record.fact("status").text,
        "status_scope": event["status_scope"],
        "note": event["note"],
        "quotes": [_quote(tables, passage) for passage in record.passages],
        "claims": [_claim(claim) for claim in claims if not claim.joint],
        "joint_claims": [claim.claim_id for claim in claims if claim.joint],
        "differences": list(record.texts("difference")),
        "may_overlap": list(event["may_overlap"]),
    }


def _target_claimant(tables: Tables, event: TableRow) -> str | None:
    """Whose word the target is; it never travels without."""
    return actor_names(tables, [event["target_claimant"]]) if event["target_claimant"] else None


def claim_facts(tables: Tables, claim_id: str) -> dict[str, Any]:
    """One claim by name, with its quotes and the ids of the events that it is tied to (``covers``)."""
    view = claim_view(tables, claim_id)
    return {**_claim(view), "quotes": [_quote(tables, quote) for quote in view.quotes]}


def statement_facts(tables: Tables, statement_id: str) -> dict[str, Any]:
    """One statement by name, with its quotes; ``date`` is None where the text gives no day."""
    row = tables.row("statements", statement_id)
    return {
        "statement_id": statement_id,
        "kind": row["kind"],
        "kind_label": tables.label("statements.kind", row["kind"]),
        "date": row["date"].isoformat() if row["date"] else None,
        "speaker": actor_names(tables, [row["speaker"]]),
        "summary": row["summary"],
        "note": row["note"],
        "quotes": [_quote(tables, quote) for quote in quotes_of(tables, statement_id)],
    }


def _quote(tables: Tables, quote: Passage) -> dict[str, Any]:
    row = tables.row("quotes", quote.quote_id)
    return {
        "quote_id": quote.quote_id,
        "quote": row["quote"],
        "source": quote.source,
        "source_sha256": tables.row("sources", row["source_id"])["sha256"],
        "start": row["start"],
        "end": row["end"],
        "contradicts": quote.contradicts,
    }


def _claim(claim: ClaimView) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "claim": claim.line,
        "side": claim.side,
        "said_by": claim.said_by,
        "status": claim.status,
        "covers": list(claim.events),
        "joint": claim.joint,
        "contradicted_by": [rival.sentence for rival in claim.rivals],
        "note": claim.note or None,
    }


def quote_in_words(quote: dict[str, Any]) -> str:
    """A quote on one line: the words, which copy they are from, and whether they contradict."""
    words, source, quote_id = quote["quote"], quote["source"], quote["quote_id"]
    if quote["contradicts"]:
        return say("“{words}” (contradicts; {source}, {quote_id})", words=words, source=source, quote_id=quote_id)
    return say("“{words}” ({source}, {quote_id})", words=words, source=source, quote_id=quote_id)


def claim_in_words(claim: dict[str, Any]) -> str:
    """A claim on one line: the figure, who says so, how it stands, what it covers, and what contradicts it."""
    joint = say("one figure for {number} events together", number=len(claim["covers"])) if claim["joint"] else ""
    untied = "" if claim["covers"] else say("tied to no event")
    said = (claim["said_by"], claim["status"], joint, untied, *claim["contradicted_by"], claim["claim_id"])
    return say("{claim} ({remarks})", claim=claim["claim"], remarks="; ".join(filter(None, said)))
