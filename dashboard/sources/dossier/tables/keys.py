"""Ids that repeat and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.words.sentences import say, say_choice


def check_keys(sheets: Mapping[str, Sheet], descriptor: Descriptor) -> None:
    """Add a fault to every row that repeats a key or refers to an id that no file has."""
    for sheet in sheets.values():
        resource = sheet.resource
        for key in (resource.primary_key, *resource.unique_keys):
            if key:
                _check_unique(sheet, key)
    _check_unique_across(sheets, descriptor)
    for sheet in sheets.values():
        _check_references(sheet, sheets)


def _check_unique(sheet: Sheet, key: tuple[str, ...]) -> None:
    seen: dict[tuple[Any, ...], Row] = {}
    for row in sheet.rows:
        value = tuple(row.values[column] for column in key)
        if value[0] is None:
            continue
        if value in seen:
            shown = ", ".join(f'"{part}"' for part in value if part is not None)
            sheet.fault(
                row,
                key[0],
                say(
                    "{shown} stands already in {seen}; {key} must be unique",
                    shown=shown,
                    seen=seen[value].place,
                    key=", ".join(key),
                ),
            )
        else:
            seen[value] = row


def _check_unique_across(sheets: Mapping[str, Sheet], descriptor: Descriptor) -> None:
    seen: dict[Any, str] = {}
    for column in descriptor.unique_across:
        table, name = column.split(".")
        for row in sheets[table].rows:
            value = row.values[name]
            if value is not None and seen.setdefault(value, table) != table:
                sheets[table].fault(
                    row,
                    name,
                    say('"{value}" is already an id in {file}', value=str(value), file=sheets[seen[value]].file),
                )


def _ids(sheets: Mapping[str, Sheet], columns: tuple[str, ...]) -> set[Any]:
    """All ids of these columns, rows with faults included: one broken row is one fault, not a flood."""
    found: set[Any] = set()
    for table, name in (column.split(".") for column in columns):
        found |= {row.values[name] for row in sheets[table].rows}
        if name == sheets[table].resource.key:
            found |= sheets[table].torn
    return found


def _check_references(sheet: Sheet, sheets: Mapping[str, Sheet]) -> None:
    for column in sheet.resource.fields:
        # A table that cannot be read is one fault, not one for each reference.
        if not column.references or not all(sheets[ref.split(".")[0]].whole for ref in column.references):
            continue
        known = _ids(sheets, column.references) | set(column.categories)
        for row in sheet.rows:
            for value in references(row, column.name):
                if value not in known:
                    files = ", ".join(sheets[ref.split(".")[0]].file for ref in column.references)
                    sheet.fault(
                        row,
                        column.name,
                        _unknown(str(value), files, tuple(column.categories)),
                    )


def _unknown(value: str, files: str, categories: Sequence[str]) -> str:
    if not categories:
        return say('"{value}" is not in {files}', value=value, files=files)
    return say('"{value}" is not in {files}, nor is it {words}', value=value, files=files, words=say_choice(categories))


def references(row: Row, column: str) -> tuple[Any, ...]:
    """The ids that a cell holds: none, one, or a list."""
    value = row.values[column]
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
