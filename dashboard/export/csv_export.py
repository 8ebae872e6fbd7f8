"""One row an event, as a CSV file that a spreadsheet opens without harm: RFC 4180, UTF-8 with a byte-order mark.

A row carries the claims that are tied to its event alone, and says how many others there are.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from dashboard.export.extract import Extract
from dashboard.export.facts import claim_in_words, facts, quote_in_words
from dashboard.words.formula_guard import harmless

BETWEEN = " | "


def spreadsheet(extract: Extract) -> bytes:
    """The events of an extract, one row each; the provenance stands in the last columns of every row."""
    told = extract.provenance
    of_the_data = {"data_sha256": told.data_sha256, "provenance": told.sentence}
    rows = [{**row, **of_the_data} for row in event_rows(extract)]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def event_rows(extract: Extract) -> list[dict[str, Any]]:
    """One row an event: values and text, lists as text; ``claims_elsewhere`` counts the claims of no event alone."""
    elsewhere = sum(len(claim["event_ids"]) != 1 for claim in extract.rows("claims"))
    return [_flat(facts(extract.tables, event), elsewhere) for event in extract.event_ids]


def _flat(event: dict[str, Any], elsewhere: int) -> dict[str, Any]:
    """Lists as text."""
    flat: dict[str, Any] = {}
    for name, value in event.items():
        if name == "quotes":
            flat[name] = BETWEEN.join(map(quote_in_words, value))
        elif name == "claims":
            flat[name] = BETWEEN.join(map(claim_in_words, value))
            flat["claims_elsewhere"] = elsewhere
        elif name == "joint_claims":
            flat[name] = BETWEEN.join(value)
        else:
            flat[name] = BETWEEN.join(value) if isinstance(value, list) else value
    return flat


def _cell(value: Any) -> Any:
    """A number as it is, a text made harmless, nothing as an empty cell."""
    return harmless(value) if isinstance(value, str) else "" if value is None else value
