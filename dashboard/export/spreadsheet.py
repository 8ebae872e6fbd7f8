"""One row an event, as a CSV file that a spreadsheet opens without harm: RFC 4180, UTF-8 with a byte-order mark."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from dashboard.export.extract import Extract
from dashboard.export.facts import claim_in_words, facts, quote_in_words

BETWEEN = " | "
# Cells that begin like this may run as a formula (OWASP, "CSV Injection"); full-width signs count too, and white
# space before the sign. Where a spreadsheet splits at semicolons, tabs or lines inside a cell, a part may begin so.
FORMULA = re.compile(
    r"(^|[;\t\r\n])(?=[\"'\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠])|^(?=[\t\r])"
)
# What no spreadsheet shows: control characters apart from tab and line ends.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


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


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for a formula, without control characters."""
    return FORMULA.sub(r"\1'", CONTROL.sub("", text))
