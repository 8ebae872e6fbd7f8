"""The countries' outlines: the base map's land, cut along its boundaries; each piece is named by the label in it.

The base map (data/land.geojson, data/admin1.geojson) holds land, lines and labels, no countries. A piece without a
label (an island, an exclave, a disputed area) belongs to no outline here, and one with two labels is not named. So an
outline may lack a part of its country, but holds nothing of another.

These are not the outlines of :mod:`dashboard.gazetteer.outlines`, which draw one country by its provinces in full: here
every country is asked for at once, for each row of a file, so they are thinned to one small file (0.3 MB, not 10), and
ground that several states claim is in none of them, so that no row is called odd for it. Cutting takes a fifth of a second, so it is done
ahead: ``python -m dashboard.sources.files.convert.country_outlines`` writes outlines.json.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("country_outlines.json")
DATA = Path(__file__).resolve().parents[4] / "data"
#: By how much an outline may be simpler than the base map's, in degrees; finer for small countries.
TOLERANCE, FINE_TOLERANCE, DECIMALS = 0.04, 0.005, 3
#: Nearer to a coast than this, in degrees, no country counts as landlocked.
INLAND = 0.5


@dataclass(frozen=True)
class Outline:
    """One country: its shape (longitude, latitude), and whether no coast belongs to it.

    ``fine`` says that it is drawn from its provinces at 1:10m, disputed areas included; the others are from 1:50m and
    thinned.
    """

    shape: Any
    landlocked: bool
    fine: bool = False


def outlines() -> Mapping[str, Outline]:
    """Every country that has an outline, by its name on the base map."""
    return _read()


@cache
def _read() -> Mapping[str, Outline]:
    import shapely

    read = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: Outline(
            shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in country["shape"]]),
            country["landlocked"],
            country.get("fine", False),
        )
        for name, country in read.items()
    }


def derive(folder: Path = DATA) -> dict[str, Outline]:
    """The same from the base map's files."""
    import shapely

    features = [
        (item["properties"], shapely.geometry.shape(item["geometry"]))
        for item in json.loads((folder / "land.geojson").read_text(encoding="utf-8"))["features"]
    ]
    fine = _fine(folder)
    land = shapely.union_all([shape for properties, shape in features if properties["layer"] == "land"])
    lines = [shape for properties, shape in features if properties["layer"] == "boundary"]
    cut = shapely.union_all([land.boundary, *lines, *(shape.boundary for shape in fine.values())])
    pieces = [piece for piece in shapely.polygonize([cut]).geoms if land.contains(piece.representative_point())]
    labels = [(properties["name"], shape) for properties, shape in features if properties.get("kind") == "country"]
    points, within = shapely.STRtree(pieces).query([shape for _, shape in labels], predicate="within")
    coarse = {
        labels[point][0]: pieces[piece]
        for point, piece in zip(points, within, strict=True)
        if (within == piece).sum() == 1 and labels[point][0] not in fine
    }
    shapes = {**coarse, **fine}
    return {
        name: Outline(
            _simple(shapes[name], name in fine), bool(shapes[name].distance(land.boundary) > INLAND), name in fine
        )
        for name in sorted(shapes)
    }


def _fine(folder: Path) -> dict[str, Any]:
    """The countries whose provinces the folder has, by name."""
    import shapely

    features = json.loads((folder / "admin1.geojson").read_text(encoding="utf-8"))["features"]
    shapes: dict[str, list[Any]] = {}
    for item in features:
        shapes.setdefault(item["properties"]["country"], []).append(shapely.geometry.shape(item["geometry"]))
    with (folder / "gazetteer.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["country"]: row["name"] for row in csv.DictReader(stream) if row["level"] == "country"}
    return {names[code]: shapely.union_all(parts) for code, parts in shapes.items()}


def _simple(shape: Any, fine: bool) -> Any:
    import shapely

    tolerance = FINE_TOLERANCE if fine else min(TOLERANCE, math.sqrt(shape.area) / 50)
    simple = shapely.set_precision(shapely.simplify(shape, tolerance), 10**-DECIMALS)
    return simple if simple.geom_type == "MultiPolygon" else shapely.MultiPolygon([simple])


def as_json(outlines: Mapping[str, Outline]) -> str:
    """The outlines as they are kept, one country a line."""

    def ring(line: Any) -> list[list[float]]:
        return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line.coords]

    lines = []
    for name, outline in outlines.items():
        shape = [[ring(part.exterior), *map(ring, part.interiors)] for part in outline.shape.geoms]
        content = {"landlocked": outline.landlocked, **({"fine": True} if outline.fine else {}), "shape": shape}
        lines.append(f"{json.dumps(name)}: {json.dumps(content, separators=(',', ':'))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(as_json(derive()), encoding="utf-8")
