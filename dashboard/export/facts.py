"""One event as values and plain text, the same in every format. Whoever writes it down escapes it."""

from __future__ import annotations

from typing import Any

from dashboard.evidence import ClaimView, QuoteView, dossier
from dashboard.evidence import attacker as attacker_in_words
from dashboard.export.edtf import edtf
from dashboard.tables import Tables


def facts(tables: Tables, event_id: str) -> dict[str, Any]:
    """Everything about one event by name: text, numbers, None for what is not reported, and four lists.

    The lists are ``quotes`` and ``claims`` (dicts), ``differences`` (text) and ``may_overlap`` (event ids). Names
    that are columns of the tables hold the value that stands there; ``…_label`` and the rest are words.
    """
    event, view = tables.row("events", event_id), dossier(tables, event_id)
    place = tables.row("places", event["place_id"]) if event["place_id"] else None
    return {
        "event_id": event_id,
        "title": event["title"],
        "kind": event["kind"],
        "kind_label": view.kind,
        "event_type": event["event_type"],
        "sub_event_type": event["sub_event_type"],
        "date_start": event["date_start"].isoformat(),
        "date_end": event["date_end"].isoformat(),
        "date_edtf": edtf(event["date_start"], event["date_end"], event["date_basis"]),
        "date_prec": event["date_prec"],
        "date_text": event["date_text"],
        "time_of_day": event["time_of_day"],
        "when": view.when,
        "when_exactly": view.when_exactly,
        "place_id": event["place_id"],
        "place": place["name"] if place else None,
        "place_level": tables.label("places.level", place["level"]) if place else None,
        "place_text": event["place_text"],
        "latitude": place["latitude"] if place else None,
        "longitude": place["longitude"] if place else None,
        "where_prec": event["where_prec"],
        "where_exactly": view.where_exactly if place else view.where,
        "attacker": event["attacker"],
        "attacker_label": attacker_in_words(tables, event),
        "attacker_text": event["attacker_text"],
        "target_text": event["target_text"],
        "according_to": view.according_to,
        "verification": event["verification"],
        "status": view.status,
        "status_scope": event["status_scope"],
        "note": event["note"],
        "quotes": [_quote(tables, quote) for quote in view.quotes],
        "claims": [_claim(claim) for claim in view.claims],
        "differences": list(view.discrepancies),
        "may_overlap": list(event["may_overlap"]),
    }


def _quote(tables: Tables, quote: QuoteView) -> dict[str, Any]:
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
        "note": claim.note or None,
    }


def quote_in_words(quote: dict[str, Any]) -> str:
    """A quote on one line: the words, which copy they are from, and whether they contradict."""
    against = "contradicts; " if quote["contradicts"] else ""
    return f"“{quote['quote']}” ({against}{quote['source']}, {quote['quote_id']})"


def claim_in_words(claim: dict[str, Any]) -> str:
    """A claim on one line: the figure, who says so, how it stands, and how many events it covers together."""
    joint = f"; one figure for {len(claim['covers'])} events together" if claim["joint"] else ""
    return f"{claim['claim']} ({claim['said_by']}; {claim['status']}{joint}; {claim['claim_id']})"
