"""One row an event, as a CSV file that a spreadsheet opens without harm: RFC 4180, UTF-8 with a byte-order mark."""

from __future__ import annotations

import csv
import io
from typing import Any

from dashboard.export.extract import Extract
from dashboard.export.facts import claim_in_words, facts, quote_in_words
from dashboard.formulas import harmless

BETWEEN = " | "


def spreadsheet(extract: Extract) -> bytes:
    """The events of an extract, one row each; the provenance stands in the last columns of every row."""
    told = extract.provenance
    rows = [
        {**_flat(facts(extract.tables, event)), "data_sha256": told.data_sha256, "provenance": told.sentence}
        for event in extract.event_ids
    ]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _flat(event: dict[str, Any]) -> dict[str, Any]:
    """Lists as text."""
    return {
        **event,
        "quotes": BETWEEN.join(map(quote_in_words, event["quotes"])),
        "claims": BETWEEN.join(map(claim_in_words, event["claims"])),
        "differences": BETWEEN.join(event["differences"]),
        "may_overlap": BETWEEN.join(event["may_overlap"]),
    }


def _cell(value: Any) -> Any:
    """A number as it is, a text made harmless, nothing as an empty cell."""
    return harmless(value) if isinstance(value, str) else "" if value is None else value
