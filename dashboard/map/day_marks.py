"""Events and statements → the marks that the day slider draws on their days (browser/day_slider.js)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.map.symbols import COLOURS, colour_names, colour_of
from dashboard.model.columns import EventColumns
from dashboard.sources.dossier.dossier_columns import attacker_choice
from dashboard.sources.dossier.evidence import when
from dashboard.sources.dossier.tables import Record, Tables

EPOCH = date(1970, 1, 1)


def day_marks(tables: Tables, events: Sequence[Record], columns: EventColumns) -> dict[str, Any]:
    """The marks, as JSON has them. Days are whole days since 1970-01-01; a colour is a key of COLOURS.

    ``columns`` are the same events in the same order, with the facets to filter by. A statement without a day has no
    mark: it stands in ``undated``. ``version`` is a hash of the rest.
    """
    content = {
        "colours": COLOURS,
        "names": colour_names(tables, map(str, columns.by_name["attacker"].values)),
        "events": [_event(tables, event, columns, row) for row, event in enumerate(events)],
        "statements": [
            {"id": row["statement_id"], "day": (row["date"] - EPOCH).days, "title": row["summary"]}
            for row in tables.rows("statements")
            if row["date"]
        ],
        "undated": [
            {"id": row["statement_id"], "title": row["summary"]} for row in tables.rows("statements") if not row["date"]
        ],
    }
    return {**content, "version": hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]}


def _event(tables: Tables, event: Record, columns: EventColumns, row: int) -> dict[str, Any]:
    attacker = attacker_choice(event)
    return {
        "id": event["event_id"],
        "attacker": colour_names(tables, [attacker])[colour_of(tables, attacker)],
        "days": [int(columns.start[row]), int(columns.end[row])],
        "colour": colour_of(tables, attacker),
        "time": event["time_of_day"],
        "title": event["title"],
        "when": when(tables, event),
        "facets": {facet.name: facet.of_row(row) for facet in columns.facets},
    }
