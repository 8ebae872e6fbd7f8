"""Merged cells of a workbook: what stands in one stands for each of its rows, if it is a day, a place or words.

Figures are not filled: a number of deaths over three rows would be counted three times.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.sources.files.convert.mapping import FIELDS
from dashboard.sources.files.layout.header_line import plain_name
from dashboard.words.sentences import say

#: Columns whose numbers may stand for several rows.
_REPEATED = frozenset(
    name
    for field_name in ("date", "date_end", "year", "month", "day", "latitude", "longitude")
    for name in FIELDS[field_name][1]
)
Merge = tuple[tuple[int, int], tuple[int, int]]


def filled(rows: list[list[Any]], merges: Sequence[Merge], header_line: int) -> tuple[list[list[Any]], list[str]]:
    """The rows with merged cells filled downwards below the header, and a sentence for each column concerned."""
    below = [
        merge
        for merge in merges
        if merge[0][0] >= header_line and merge[1][0] > merge[0][0] and merge[0][0] < len(rows)
    ]
    if not below:
        return rows, []
    rows = [list(row) for row in rows]
    header = rows[header_line - 1] if header_line else []
    done: dict[int, list[str]] = {}
    left: dict[int, list[str]] = {}
    for (top, column), (bottom, _) in below:
        value = rows[top][column] if column < len(rows[top]) else ""
        if value in ("", None):
            continue
        where = f"{top + 1}–{bottom + 1}"
        if not _stands_for_each(value, header[column] if column < len(header) else ""):
            left.setdefault(column, []).append(where)
            continue
        for row in rows[top + 1 : bottom + 1]:
            if column < len(row) and row[column] in ("", None):
                row[column] = value
        done.setdefault(column, []).append(where)
    return rows, [
        *(
            say(
                "Merged cells {column} were read for each of their rows: lines {lines}.",
                column=_named(header, column),
                lines=_list(lines),
            )
            for column, lines in sorted(done.items())
        ),
        *(
            say(
                "Merged figures {column} stand in the first of their rows only: lines {lines}.",
                column=_named(header, column),
                lines=_list(lines),
            )
            for column, lines in sorted(left.items())
        ),
    ]


def _stands_for_each(value: Any, name: Any) -> bool:
    if isinstance(value, (date, bool)):
        return True
    if isinstance(value, (int, float)):
        return plain_name(str(name)) in _REPEATED
    return not str(value).strip().replace(".", "").replace(",", "").isdigit() or plain_name(str(name)) in _REPEATED


def _named(header: Sequence[Any], column: int) -> str:
    name = str(header[column]).strip() if column < len(header) else ""
    return say('of "{name}"', name=name) if name else say("of column {column}", column=column + 1)


def _list(lines: Sequence[str]) -> str:
    return ", ".join(lines[:8]) + (" …" if len(lines) > 8 else "")
