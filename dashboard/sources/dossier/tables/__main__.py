"""``python -m dashboard.sources.dossier.tables FOLDER …``: read dossiers through the gate and list what is wrong.

Exit code 0: every row of every table is proved; 1: there are faults, one line each; 2: a folder is no dossier.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.errors import DataError
from dashboard.sources.dossier.tables import dossier_folders, load

SOUND = "{folder}: {title}. {events} events, {claims} claims and {statements} statements; every row is proved."
ONE_FAULT = "{folder}: 1 fault. The row it stands in, and what hangs on it, are not shown."
FAULTY = "{folder}: {faults} faults. The rows they stand in, and what hangs on them, are not shown."


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
        counts = {name: len(tables.records[name]) for name in ("events", "claims", "statements")}
        sentence = {0: SOUND, 1: ONE_FAULT}.get(len(tables.faults), FAULTY)
        print(sentence.format(folder=folder, title=tables.descriptor.title, faults=len(tables.faults), **counts))
        worst = max(worst, 1 if tables.faults else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
