"""Events and statements → the marks that the day slider draws on their days (browser/slider/day_slider.js)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from dashboard.map.symbols import COLOURS, colour_names, colour_of
from dashboard.messages.events_file import Timeline, TimelineEvent, TimelineMarks
from dashboard.model.days import day_number
from dashboard.query.engine import Engine, EventFacts
from dashboard.sources.dossier.dossier_columns import attacker_choice
from dashboard.sources.dossier.evidence import when
from dashboard.sources.dossier.tables import Record, Tables


def day_marks(tables: Tables, events: Sequence[Record], engine: Engine) -> Timeline:
    """The marks, as JSON has them. Days are whole days since 1970-01-01; a colour is a key of COLOURS.

    ``engine`` says what these events are filtered by. A statement without a day has no mark: it stands in ``undated``.
    """
    facts = engine.facts([event["event_id"] for event in events])
    content: TimelineMarks = {
        "colours": COLOURS,
        "names": colour_names(tables, map(str, engine.describe().facet["attacker"].values)),
        "events": [_event(tables, event, facts_of) for event, facts_of in zip(events, facts, strict=True)],
        "statements": [
            {"id": row["statement_id"], "day": day_number(row["date"]), "title": row["summary"]}
            for row in tables.rows("statements")
            if row["date"]
        ],
        "undated": [
            {"id": row["statement_id"], "title": row["summary"]} for row in tables.rows("statements") if not row["date"]
        ],
    }
    return {**content, "version": hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]}


def _event(tables: Tables, event: Record, facts_of: EventFacts) -> TimelineEvent:
    attacker = attacker_choice(event)
    return {
        "id": event["event_id"],
        "attacker": colour_names(tables, [attacker])[colour_of(tables, attacker)],
        "days": (facts_of.first_day, facts_of.last_day),
        "colour": colour_of(tables, attacker),
        "time": event["time_of_day"],
        "title": event["title"],
        "when": when(tables, event),
        "facets": facts_of.values,
    }
