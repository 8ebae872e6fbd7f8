"""``python -m dashboard.sources.dossier.tables FOLDER …``: read dossiers through the gate and list what is wrong.

Exit code 0: every row of every table is proved; 1: there are faults, one line each; 2: a folder is no dossier.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.errors import DataError
from dashboard.sources.dossier.tables import Tables, dossier_folders, load
from dashboard.words.sentences import say, say_count


def main(folders: Sequence[str]) -> int:
    """Check these folders, or those that the page would show. Returns the exit code."""
    worst = 0
    for folder in map(Path, folders) if folders else dossier_folders():
        try:
            tables = load(folder)
        except DataError as error:
            print(error, file=sys.stderr)
            worst = 2
            continue
        for fault in tables.faults:
            print(fault, file=sys.stderr)
        print(_verdict(folder, tables))
        worst = max(worst, 1 if tables.faults else 0)
    return worst


def _verdict(folder: Path, tables: Tables) -> str:
    """What the gate says of a dossier, in a line."""
    if tables.faults:
        return say_count(
            len(tables.faults),
            one="{folder}: {number} fault. The row it stands in, and what hangs on it, are not shown.",
            other="{folder}: {number} faults. The rows they stand in, and what hangs on them, are not shown.",
            folder=str(folder),
        )
    return say(
        "{folder}: {title}. {events} events, {claims} claims and {statements} statements; every row is proved.",
        folder=str(folder),
        title=tables.descriptor.title,
        events=len(tables.records["events"]),
        claims=len(tables.records["claims"]),
        statements=len(tables.records["statements"]),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
