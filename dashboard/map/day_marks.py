"""What the marks over the day slider mean, and the statements under them (browser/slider/day_slider.js)."""

from __future__ import annotations

import hashlib
import json

from dashboard.map.symbols import COLOURS, colour_names
from dashboard.messages.events_file import Timeline, TimelineMarks
from dashboard.model.days import day_number
from dashboard.query.engine import Engine
from dashboard.sources.dossier.tables import Tables


def day_marks(tables: Tables, engine: Engine) -> Timeline:
    """The timeline as JSON has it. Days are whole days since 1970-01-01; a colour is a key of COLOURS.

    ``engine`` answers for the events that are marks. A statement without a day has no mark: it stands in ``undated``.
    """
    content: TimelineMarks = {
        "colours": COLOURS,
        "names": colour_names(tables, map(str, engine.describe().facet["attacker"].values)),
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
