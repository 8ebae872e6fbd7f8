"""``python -m dashboard.geocode``: resolve the events' place names and write ``places.csv``.

Exit code 0: done (or, with ``--check``, nothing differs); 1: ``--check`` found a difference; 2: the step
stopped, one line per problem on stderr, nothing written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.gazetteer import Gazetteer, GazetteerGeocoder
from dashboard.geocode import coded_rows, file_replacing, places_table, printed_table
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
    parser = argparse.ArgumentParser(prog="python -m dashboard.geocode", description="Place names to places.csv.")
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the data folder")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if places.csv would change")
    parser.add_argument(
        "--online",
        action="store_true",
        help="ask Nominatim for names that the gazetteer lacks (needs three environment variables)",
    )
    return parser.parse_args(argv)


def _run(data: Path, *, check: bool, online: bool) -> int:
    suggest = None
    if online:
        from dashboard.geocode.online import Suggestions

        suggest = Suggestions.from_environment().suggest
    tables = coded_rows.load(data)
    geocoder = GazetteerGeocoder(Gazetteer(data / "gazetteer.csv"), theatre=tables.theatre)
    steps = places_table.resolve_all(tables, geocoder, suggest=suggest, file=f"{data.name}/events.csv")
    text = places_table.to_csv(places_table.build(steps, tables, data))
    print(printed_table.table(steps))
    target = data / "places.csv"
    present = target.read_bytes() if target.exists() else None
    if present == text.encode():
        print(say("{file} is up to date", file=target.name))
    elif check:
        differs = say(
            "{folder}/{file}: differs from what the step would write; run it without --check",
            folder=data.name,
            file=target.name,
        )
        print(differs, file=sys.stderr)
        return 1
    else:
        file_replacing.replace(target, text.encode())
        print(say("wrote {file}", file=target.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
