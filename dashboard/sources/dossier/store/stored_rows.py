"""Rows as they are stored: typed as the gate takes them, and found by their keys and by what they refer to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.sources.dossier.store.changes import Cells, RowName, StoredRow
from dashboard.sources.dossier.tables.csv_table import Row, Sheet, typed_row, visible
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.sources.dossier.tables.keys import references
from dashboard.sources.dossier.tables.shape_files import file_of

# Columns that refer to no id, by which checks still find other rows.
LOOKED_UP = ("sources.file", "sources.wire", "events.kind", "places.admin1")
# The relation of the files that the shapes of places stand in.
SHAPE_FILES = "places.geometry#"


def row_key(resource: Resource, cells: Cells) -> str:
    """The key of a row: its id; in a table without ids the cells of its unique key as a JSON list."""
    if resource.key:
        return cells.get(resource.key, "")
    columns = resource.unique_keys[0] if resource.unique_keys else tuple(resource.by_name)
    return json.dumps([cells.get(column, "") for column in columns], ensure_ascii=False, separators=(",", ":"))


def links_of(resource: Resource, row: Row) -> set[tuple[str, str]]:
    """The relations and values by which a typed row is found: ("evidence.quote_id", "q-a01")."""
    links = set()
    for column in resource.fields:
        relation = f"{resource.name}.{column.name}"
        if column.references or relation in LOOKED_UP:
            links |= {(relation, str(value)) for value in references(row, column.name)}
    if resource.name == "places" and row.values["geometry"]:
        links.add((SHAPE_FILES, file_of(row.values["geometry"])))
    for key in (resource.primary_key, *resource.unique_keys):
        if key and row.values[key[0]] is not None:
            links.add((unique_relation(resource, key), unique_value(row, key)))
    return links


def unique_relation(resource: Resource, key: tuple[str, ...]) -> str:
    """The relation of the rows that have the same values in all columns of a key."""
    return f"{resource.name}.{'+'.join(key)}="


def unique_value(row: Row, key: tuple[str, ...]) -> str:
    """What two rows have in common that repeat a key."""
    return json.dumps([row.values[column] for column in key], ensure_ascii=False, default=str)


class StoredRows:
    """The rows of one state of a dossier, read as they are asked for. A row that is not there is None."""

    def __init__(self, database: sqlite3.Connection, descriptor: Descriptor, name: str) -> None:
        self._database, self.descriptor = database, descriptor
        self.sheets = {
            table: Sheet(resource, f"{name}/{resource.path}") for table, resource in descriptor.resources.items()
        }
        self._typed: dict[RowName, tuple[int, Row] | None] = {}
        self._keys: dict[tuple[str, str], tuple[str, ...]] = {}

    def stored(self, table: str, key: str) -> StoredRow | None:
        """A row as it is stored."""
        found = self._database.execute(
            'SELECT cells, position, version FROM rows WHERE "table" = ? AND key = ?', (table, key)
        ).fetchone()
        return StoredRow(table, key, cells_of(found[0]), found[1], found[2]) if found else None

    def typed(self, table: str, key: str) -> Row | None:
        """A row as the gate takes it, with the faults of its cells. The same object each time."""
        positioned = self.positioned(table, key)
        return positioned[1] if positioned else None

    def positioned(self, table: str, key: str) -> tuple[int, Row] | None:
        """A typed row behind its place among the rows of its table."""
        if (table, key) not in self._typed:
            stored = self.stored(table, key) if table in self.sheets else None
            self._typed[table, key] = (stored.position, self.typed_cells(table, key, stored.cells)) if stored else None
        return self._typed[table, key]

    def typed_cells(self, table: str, key: str, cells: Cells) -> Row:
        """Cells as the gate takes them, also of a row that is not stored."""
        whole = whole_row(self.descriptor.resources[table], cells)
        return typed_row({name: visible(text) for name, text in whole.items()}, 0, self.sheets[table], key)

    def keys(self, relation: str, value: object) -> tuple[str, ...]:
        """The keys of the rows that have this value in this column ("evidence.quote_id")."""
        asked = relation, str(value)
        if asked not in self._keys:
            found = self._database.execute("SELECT key FROM links WHERE relation = ? AND value = ?", asked)
            self._keys[asked] = tuple(key for (key,) in found)
        return self._keys[asked]

    def first_keys(self, relation: str, value: object, count: int) -> list[str]:
        """At most this many of those keys."""
        asked = relation, str(value), count
        found = self._database.execute("SELECT key FROM links WHERE relation = ? AND value = ? LIMIT ?", asked)
        return [key for (key,) in found]

    def values_of(self, relation: str) -> list[str]:
        """Every value that some row has in this column."""
        found = self._database.execute("SELECT DISTINCT value FROM links WHERE relation = ?", (relation,))
        return [value for (value,) in found]

    def with_values(self, relation: str, values: Iterable[object]) -> Iterator[RowName]:
        """The names of the rows that have any of these values in this column."""
        table = relation.split(".")[0]
        for value in values:
            if value is not None:
                yield from ((table, key) for key in self.keys(relation, value))

    def of_id(self, identifier: object) -> list[RowName]:
        """The rows of this id, in whatever table."""
        found = self._database.execute('SELECT "table", key FROM rows WHERE key = ?', (str(identifier),))
        return [(table, key) for table, key in found]

    def all_of(self, table: str) -> list[RowName]:
        """Every row of a table."""
        return [(table, key) for (key,) in self._database.execute('SELECT key FROM rows WHERE "table" = ?', (table,))]

    def referring(self, table: str, key: str) -> Iterator[RowName]:
        """The rows that refer to this one."""
        column = f"{table}.{self.descriptor.resources[table].key}"
        for relation in referring_relations(self.descriptor).get(column, ()):
            yield from self.with_values(relation, [key])

    def alike(self, table: str, row: Row) -> Iterator[RowName]:
        """The rows of the table that repeat a key of this row, itself among them."""
        resource = self.descriptor.resources[table]
        for key in (resource.primary_key, *resource.unique_keys):
            if key and row.values[key[0]] is not None:
                yield from self.with_values(unique_relation(resource, key), [unique_value(row, key)])


def referring_relations(descriptor: Descriptor) -> Mapping[str, list[str]]:
    """The columns that refer to an id, by the column of that id ("quotes.quote_id")."""
    relations: dict[str, list[str]] = {}
    for resource in descriptor.resources.values():
        for column in resource.fields:
            for target in column.references:
                relations.setdefault(target, []).append(f"{resource.name}.{column.name}")
    return relations


def cells_of(text: str) -> dict[str, str]:
    """Cells as they are stored, as cells again. Raises sqlite3.DatabaseError for what this program never stored."""
    try:
        cells = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise sqlite3.DatabaseError("the cells of a row are no JSON") from error
    if not isinstance(cells, dict) or not all(type(value) is str for value in cells.values()):
        raise sqlite3.DatabaseError("the cells of a row are no texts")
    return cells


def to_json(cells: Cells) -> str:
    """Cells as they are stored."""
    return json.dumps(dict(cells), ensure_ascii=False)


def whole_row(resource: Resource, cells: Cells) -> dict[str, str]:
    """The cells of all declared columns in their order; what is not given is empty."""
    return {name: cells.get(name, "") for name in resource.by_name}


def any_of(row: Row | None, column: str) -> tuple[Any, ...]:
    """The values in a cell of a row that may not be there."""
    return references(row, column) if row else ()
