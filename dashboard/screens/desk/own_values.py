"""What an event, a claim or a statement of the dossier has in each field of a form, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.model.days import span_in_words
from dashboard.sources.dossier.tables import Tables


def own_values(tables: Tables, subject: str) -> Mapping[str, str]:
    """By the field of its form; a field that is open in it is not there, and nothing is of what the dossier lacks."""
    kinds = {"events": _event, "claims": _claim, "statements": _statement}
    values = next((kind(tables, subject) for table, kind in kinds.items() if subject in tables.records[table]), {})
    return {field: text for field, text in values.items() if text}


def _event(tables: Tables, subject: str) -> Mapping[str, str]:
    row = tables.row("events", subject)
    place = tables.records["places"].get(row["place_id"])
    return {
        "kind": tables.label("events.kind", row["kind"]),
        "days": span_in_words(row["date_start"], row["date_end"]),
        "place": str(place["name"]) if place else "",
        "attacker": _names(tables, [row["attacker"]]),
        "target": _names(tables, row["target"]),
        "target_claimant": _names(tables, [row["target_claimant"]]),
        "actors": _names(tables, row["actors"]),
        "claimants": _names(tables, row["claimants"]),
        "verification": tables.label("events.verification", row["verification"]) if row["verification"] else "",
        "status_scope": str(row["status_scope"] or ""),
        "note": str(row["note"] or ""),
    }


def _claim(tables: Tables, subject: str) -> Mapping[str, str]:
    row = tables.row("claims", subject)
    side = tables.label("claims.side", row["side"]) if row["side"] else ""
    return {
        "figure": str(row["n_text"] or ""),
        "metric": tables.label("claims.metric", row["metric"]),
        "side": ", ".join(filter(None, [side, str(row["category"] or "")])),
        "claimants": _names(tables, row["claimant"]),
        "events": ", ".join(str(tables.row("events", event)["title"]) for event in row["event_ids"]),
        "verification": tables.label("claims.verification", row["verification"]) if row["verification"] else "",
        "note": str(row["note"] or ""),
    }


def _statement(tables: Tables, subject: str) -> Mapping[str, str]:
    row = tables.row("statements", subject)
    return {
        "kind": tables.label("statements.kind", row["kind"]),
        "speaker": _names(tables, [row["speaker"]]),
        "summary": str(row["summary"] or ""),
        "day": span_in_words(row["date"], row["date"]) if row["date"] else "",
        "place_text": str(row["place_text"] or ""),
        "note": str(row["note"] or ""),
    }


def _names(tables: Tables, actors: Sequence[str | None]) -> str:
    known = tables.records["actors"]
    return ", ".join(str(known[actor]["name"]) for actor in actors if actor in known)
