"""Ids that repeat and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.sources.dossier.tables.csv_table import Row, Sheet
from dashboard.sources.dossier.tables.descriptor import Descriptor


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
    seen: dict[tuple[Any, ...], str] = {}
    for row in sheet.rows:
        value = tuple(row.values[column] for column in key)
        if value[0] is None:
            continue
        if value in seen:
            shown = ", ".join(f'"{part}"' for part in value if part is not None)
            sheet.fault(row, key[0], f"{shown} stands already in {seen[value]}; {', '.join(key)} must be unique")
        else:
            seen[value] = row.place


def _check_unique_across(sheets: Mapping[str, Sheet], descriptor: Descriptor) -> None:
    seen: dict[Any, str] = {}
    for column in descriptor.unique_across:
        table, name = column.split(".")
        for row in sheets[table].rows:
            value = row.values[name]
            if value is not None and seen.setdefault(value, table) != table:
                sheets[table].fault(row, name, f'"{value}" is already an id in {sheets[seen[value]].file}')


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
                    words = "".join(f", nor is it {word}" for word in column.categories)
                    sheet.fault(row, column.name, f'"{value}" is not in {files}{words}')


def references(row: Row, column: str) -> tuple[Any, ...]:
    """The ids that a cell holds: none, one, or a list."""
    value = row.values[column]
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
