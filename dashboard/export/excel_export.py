"""Events, claims, statements, quotes and sources as an Excel workbook: a sheet each, every text a text.

No cell is a formula, a link or a number that was a text. The same data give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from dashboard.export.csv_export import BETWEEN, event_rows
from dashboard.export.extract import Extract
from dashboard.export.facts import claim_facts, quote_in_words, statement_facts
from dashboard.sources.dossier.evidence import source_name
from dashboard.words.formula_guard import without_controls

# Written into the file; the moment of writing would make each file another one.
MOMENT = datetime(1980, 1, 1)
# What a cell of Excel holds at the most, and the widths of columns, in characters.
LONGEST, NARROWEST, WIDEST = 32_767, 10, 60

Rows = Sequence[Mapping[str, Any]]


def workbook(extract: Extract) -> bytes:
    """The workbook, with a last sheet that says where it comes from."""
    stream = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, texts) as book:
        book.set_properties({"title": extract.provenance.title, "created": MOMENT})
        formats = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        for name, rows in _sheets(extract):
            _write(book.add_worksheet(name), rows, *formats)
    return stream.getvalue()


def _sheets(extract: Extract) -> Iterator[tuple[str, Rows]]:
    tables = extract.tables
    yield "events", event_rows(extract)
    yield "claims", [_flat(_claim(extract, row["claim_id"])) for row in extract.rows("claims")]
    yield "statements", [_flat(statement_facts(tables, row["statement_id"])) for row in extract.statements]
    quotes = extract.rows("quotes")
    yield "quotes", [{**_flat(row), "source": source_name(tables, row["source_id"])} for row in quotes]
    yield "sources", [{**_flat(row), "name": source_name(tables, row["source_id"])} for row in extract.rows("sources")]
    about = extract.provenance.as_dict()
    yield "about", [{"what": name, "text": text} for name, text in about.items()]


def _claim(extract: Extract, claim_id: str) -> dict[str, Any]:
    """A claim in words, with the figure as a number where the text gives one, and the events that it covers."""
    row, words = extract.tables.row("claims", claim_id), claim_facts(extract.tables, claim_id)
    figures = {name: row[name] for name in ("metric", "n_text", "n_min", "n_max", "category")}
    return {"claim_id": claim_id, "claim": words.pop("claim"), **figures, **words}


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as text, days as ISO."""

    def cell(name: str, value: Any) -> Any:
        if name == "quotes":
            return BETWEEN.join(map(quote_in_words, value))
        if isinstance(value, list | tuple):
            return BETWEEN.join(map(str, value))
        return value if isinstance(value, int | float | None) and not isinstance(value, bool) else str(value)

    return {name: cell(name, value) for name, value in values.items()}


def _write(sheet: Any, rows: Rows, head: Any, body: Any) -> None:
    """A header that stays in view, then the rows: numbers as numbers, all else as text."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head)
        longest = max((len(str(row.get(name) or "")) for row in rows), default=0)
        sheet.set_column(column, column, min(max(longest, len(name), NARROWEST), WIDEST), body)
        for line, row in enumerate(rows, start=1):
            value = row.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(line, column, value)
            elif value not in (None, ""):
                sheet.write_string(line, column, without_controls(str(value))[:LONGEST])
    if rows:
        sheet.autofilter(0, 0, len(rows), len(names) - 1)
