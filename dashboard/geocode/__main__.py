"""``python -m dashboard.geocode``: resolve the events' place names and write ``places.csv``.

A folder with a ``gazetteer.csv`` of its own is looked up in that alone. Any other is looked up in the project's, with the
world's towns, outlines and borders behind it, and the shapes that it lacks are added to its files.

Exit code 0: done (or, with ``--check``, nothing differs); 1: ``--check`` found a difference; 2: the step
stopped, one line per problem on stderr, nothing written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.errors import DashboardError
from dashboard.gazetteer import Gazetteer, GazetteerGeocoder, WorldGazetteer
from dashboard.geocode import coded_places, file_replacing, places_table, printed_table, world_shapes
from dashboard.words.sentences import say

DATA = Path(__file__).resolve().parents[2] / "data"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the step. Returns the exit code."""
    options = _options(argv)
    try:
        return _run(options.data, check=options.check, online=options.online)
    except DashboardError as error:
        print(error, file=sys.stderr)
        return 2


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dashboard.geocode", description=say("Place names to places.csv."))
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help=say("the data folder"))
    parser.add_argument("--check", action="store_true", help=say("compare only; exit 1 if places.csv would change"))
    parser.add_argument(
        "--online",
        action="store_true",
        help=say("ask Nominatim for names that the gazetteer lacks (needs three environment variables)"),
    )
    return parser.parse_args(argv)


def _run(data: Path, *, check: bool, online: bool) -> int:
    suggest = None
    if online:
        from dashboard.geocode.online import Suggestions

        suggest = Suggestions.from_environment().suggest
    tables = coded_places.load(data)
    gazetteer = _gazetteer(data, tables.theatre)
    geocoder = GazetteerGeocoder(gazetteer, theatre=tables.theatre)
    steps = places_table.resolve_all(tables, geocoder, suggest=suggest, file=f"{data.name}/events.csv")
    shapes: dict[str, dict[str, Any]] = {}
    if isinstance(gazetteer, WorldGazetteer):
        steps, shapes = world_shapes.drawn(steps, gazetteer, data)
    text = places_table.to_csv(places_table.build(steps, tables, data, shapes))
    print(printed_table.table(steps))
    return _write({**world_shapes.files(data, shapes), data / "places.csv": text}, data, check=check)


def _gazetteer(data: Path, theatre: Sequence[str]) -> Gazetteer:
    """The gazetteer of the folder where it brings its own; else that of the project with the world behind it."""
    own = data / "gazetteer.csv"
    return Gazetteer(own) if own.exists() else WorldGazetteer(theatre=theatre)


def _write(texts: Mapping[Path, str], data: Path, *, check: bool) -> int:
    """Write what has changed, or only say that it has. Returns the exit code."""
    differing = False
    for path, text in texts.items():
        if path.exists() and path.read_bytes() == text.encode():
            print(say("{file} is up to date", file=path.name))
        elif check:
            differing = True
            differs = say(
                "{folder}/{file}: differs from what the step would write; run it without --check",
                folder=data.name,
                file=path.name,
            )
            print(differs, file=sys.stderr)
        else:
            file_replacing.replace(path, text.encode())
            print(say("wrote {file}", file=path.name))
    for name in world_shapes.undeclared(data, (path.name for path in texts if path.suffix == ".geojson")):
        print(say("{file} is not in datapackage.json; declare it there, or no export carries it", file=name))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
