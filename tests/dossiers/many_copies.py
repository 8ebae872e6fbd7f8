"""A dossier with its articles, events and claims many times over, for tests and benchmarks of a large one.

Parties, actors and places stay once. Each copy has sources, wires and ids of its own, so that every row is proved.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from dashboard.sources.dossier.tables import Descriptor, MemoryContents, Resource
from dashboard.sources.dossier.tables.contents import Contents

SHARED = ("parties", "actors", "places")


def many_copies(contents: Contents, copies: int) -> MemoryContents:
    """The files of a dossier whose events are those of another one, this many times."""
    descriptor = Descriptor.of(contents)
    tables = {name: _rows(contents, resource) for name, resource in descriptor.resources.items()}
    files = {path: contents.article(path) for path in contents.paths()}
    ids = {
        row[resource.key]
        for name, resource in descriptor.resources.items()
        if name not in SHARED and resource.key
        for row in tables[name]
    }
    for name, resource in descriptor.resources.items():
        rows = tables[name] if name in SHARED else list(_copies(tables[name], resource, ids, copies))
        if name == "sources":
            originals = [row["file"] for row in tables[name]] * copies
            files |= {row["file"]: files[original] for row, original in zip(rows, originals, strict=True)}
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(resource.by_name), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[resource.path] = stream.getvalue().encode()
    return MemoryContents(Path("many.sqlite"), files)


def write_copies(contents: Contents, copies: int, folder: Path) -> Path:
    """The same files as a folder; the folder."""
    copied = many_copies(contents, copies)
    for path in ("datapackage.json", *copied.paths()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(copied.read(path))
    return folder


def _rows(contents: Contents, resource: Resource) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contents.read(resource.path).decode(), newline="")))


def _copies(rows: list[dict[str, str]], resource: Resource, ids: set[str], copies: int) -> Iterator[dict[str, str]]:
    for number in range(copies):
        for row in rows:
            # The evidence of a place stays once, as the place does.
            if number == 0 or resource.name != "evidence" or row["subject_id"] in ids:
                yield _copy(row, resource, ids, number)


def _copy(row: dict[str, str], resource: Resource, ids: set[str], number: int) -> dict[str, str]:
    cells = dict(row)
    for column in resource.fields:
        if column.references or column.name == resource.key:
            items = cells[column.name].split(column.delimiter) if column.type == "list" else [cells[column.name]]
            cells[column.name] = column.delimiter.join(f"{item}-{number}" if item in ids else item for item in items)
    if resource.name == "sources":
        cells["wire"] = f"{cells['wire']}-{number}" if cells["wire"] else ""
        cells["file"] = f"{cells['file'].removesuffix('.txt')}-{number}.txt"
    return cells
