"""In: regions.csv (edited by hand, reviewed) and the coverage. Out: one union of whole provinces per compass region.

Compass words cut by geometry put "north-west Pakistan" into Balochistan and "eastern Afghanistan" into the
Wakhan; so a person lists the provinces, with the reason, and every region is flagged approximate.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from . import names
from .provinces import Coverage

COLUMNS = ("place_id", "name", "aliases", "country", "members", "approximate", "reason")


def read(path: Path) -> list[dict[str, str]]:
    """Return the edited rows. Raises ``ValueError`` listing every fault: columns, ids, members, order, reasons."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}:1 expected columns {','.join(COLUMNS)}")
        rows = list(reader)
    faults: list[str] = []
    for line, row in enumerate(rows, start=2):
        members = row["members"].split(";")
        expected = f"{row['country'].lower()}-region-{names.slug(row['name'])}"
        if row["place_id"] != expected:
            faults.append(f"{path.name}:{line} place_id: expected {expected}")
        if members != sorted(set(members)) or any(not iso.startswith(row["country"] + "-") for iso in members):
            faults.append(f"{path.name}:{line} members: expected sorted ISO codes of {row['country']}")
        if row["approximate"] != "true" or not row["reason"]:
            faults.append(f"{path.name}:{line} approximate, reason: expected true and a reason")
    if [row["place_id"] for row in rows] != sorted(row["place_id"] for row in rows):
        faults.append(f"{path.name}: rows are not sorted by place_id")
    if faults:
        raise ValueError("\n".join(faults))
    return rows


def build(rows: list[dict[str, str]], coverage: Coverage) -> Mapping[str, BaseGeometry]:
    """Return the union of its members for each region, by place_id."""
    return {row["place_id"]: coverage.union(row["members"].split(";")) for row in rows}
