"""The tables themselves, zipped: CSV with their descriptor, which the gate (``dashboard.sources.dossier.tables.load``) reads again.

Everything is exported byte for byte, if the gate found no fault in it. Of a selection each table has the same columns and, cell by cell, the same rows,
but only those that go with the chosen events; the descriptor says so. The articles are not in the zip: the gate
accepts the tables when they are put beside them, and otherwise lists them as missing.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.errors import DataError, Fault
from dashboard.export.extract import Extract
from dashboard.export.readme import readme
from dashboard.sources.dossier.tables import Contents, Resource
from dashboard.sources.dossier.tables.contents import BESIDE, OutsideDossier, has_file
from dashboard.sources.dossier.tables.folders import NAME
from dashboard.sources.dossier.tables.shape_files import PROVINCES, file_of
from dashboard.words.sentences import say

# The first moment that a zip can hold: the same bytes whenever it is written.
MOMENT = (1980, 1, 1, 0, 0, 0)
# Read by the gate whatever the places refer to.
OUTLINES = PROVINCES


def archive(extract: Extract) -> bytes:
    """The zip: README.md, and data/ with the tables, the shapes and the descriptor.

    Raises:
        DataError: a file of the data folder cannot be read any more.
    """
    files = dict(_whole(extract) if is_whole(extract) else _part(extract))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in {"README.md": readme(extract, tuple(files), whole=is_whole(extract)), **files}.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, content)
    return stream.getvalue()


def is_whole(extract: Extract) -> bool:
    """Whether the files go as they are: nothing was chosen, and the gate found no fault in them."""
    return extract.everything and not extract.tables.faults


def _whole(extract: Extract) -> Iterator[tuple[str, bytes]]:
    """Every file that the descriptor declares, with the descriptor; a file that is not in the folder is left out."""
    yield f"data/{NAME}", _read(extract.tables.contents, NAME)
    paths = [str(entry["path"]) for entry in extract.tables.descriptor.raw["resources"]]
    for path in (*paths, *BESIDE):
        if has_file(extract.tables.contents, path):
            yield f"data/{path}", _read(extract.tables.contents, path)


def _part(extract: Extract) -> Iterator[tuple[str, bytes]]:
    descriptor = _descriptor(extract)
    yield f"data/{NAME}", json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n"
    for entry in descriptor["resources"]:
        resource = extract.tables.descriptor.resources.get(entry["name"])
        content = _read(extract.tables.contents, entry["path"])
        yield f"data/{entry['path']}", _rows(extract, resource, content) if resource else content


def _read(contents: Contents, path: str) -> bytes:
    """A file of the dossier. What lies outside it is no data, whatever the descriptor says."""
    try:
        return contents.read(path)
    except OutsideDossier as error:
        raise DataError([Fault(f"data/{NAME}", 0, path, say("lies outside the data folder"))]) from error
    except OSError as error:
        raise DataError(
            [Fault(f"data/{path}", 0, "", say("cannot be read ({cause})", cause=str(error.strerror)))]
        ) from error


def _descriptor(extract: Extract) -> dict[str, Any]:
    """The descriptor of a selection: the tables that the gate reads, the shapes that they refer to, and what was taken."""
    tables = extract.tables
    shapes = {OUTLINES, *(file_of(row["geometry"]) for row in extract.rows("places") if row["geometry"])}
    raw = copy.deepcopy(dict(tables.descriptor.raw))
    if not extract.everything:
        raw["title"] = say("{title} (a selection)", title=tables.descriptor.title)
    raw["description"] = say(
        "{scope} Rows that do not go with them are left out. {description}",
        scope=extract.provenance.scope,
        description=tables.descriptor.description,
    )
    raw["resources"] = [
        entry for entry in raw["resources"] if entry["name"] in tables.descriptor.resources or entry["path"] in shapes
    ]
    raw["x-selection"] = {
        "of_data_sha256": extract.provenance.data_sha256,
        "event_ids": list(extract.event_ids),
        "joint_claims_left_out": list(extract.left_out),
    }
    return raw


def _rows(extract: Extract, resource: Resource, content: bytes) -> bytes:
    """The rows of one file that go along, cell by cell as they stand there.

    Raises:
        DataError: a row that goes along is not in the file any more.
    """
    stream, kept = io.StringIO(newline=""), set(extract.keys[resource.name])
    writer = csv.writer(stream, lineterminator="\n")
    if not kept:
        writer.writerow(resource.by_name)
    for key, row in _sound_rows(resource, content) if kept else ():
        if stream.tell() == 0:
            writer.writerow(row)
        if key in kept:  # the first with this key: the gate takes a second for a fault
            kept.remove(key)
            writer.writerow(_trimmed(extract, resource, row).values())
    if kept:
        message = say("has no row {row} any more; load the data again", row=min(map(str, kept)))
        raise DataError([Fault(f"data/{resource.path}", 0, "", message)])
    return stream.getvalue().encode()


def _sound_rows(resource: Resource, content: bytes) -> Iterator[tuple[Any, dict[str, str]]]:
    """The rows of one file that have as many cells as the header, each with its key, as far as the file can be read.

    Rows of a table without a key are known by the line on which they begin, as the gate counts.
    """
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"), newline=""), strict=True)
    try:
        header = next(reader, [])
        before = reader.line_num
        for cells in reader:
            if len(cells) == len(header):
                row = dict(zip(header, cells, strict=True))
                yield row.get(resource.key) if resource.key else before + 1, row
            before = reader.line_num
    except csv.Error:  # the gate has listed it, and kept the rows before it
        return


def _trimmed(extract: Extract, resource: Resource, row: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row; from a list, an item that leads to a row that does not go along is taken out."""
    cells = dict(row)
    for field in resource.fields:
        if field.type != "list" or not field.references or not cells[field.name]:
            continue
        known = set().union(*(extract.keys[reference.split(".")[0]] for reference in field.references))
        items = cells[field.name].split(field.delimiter)
        left = [item for item in items if item.strip() in known]
        cells[field.name] = field.delimiter.join(left) if left != items else cells[field.name]
    return cells
