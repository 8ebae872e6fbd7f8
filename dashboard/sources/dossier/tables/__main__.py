"""``python -m dashboard.sources.dossier.tables FOLDER …``: read dossiers through the gate and list what is wrong.

Exit code 0: every row of every table is proved; 1: there are faults, one line each; 2: a folder is no dossier.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.sources.dossier.tables import FolderContents, dossier_folders
from dashboard.sources.dossier.tables.report import report


def main(folders: Sequence[str]) -> int:
    """Check these folders, or those that the page would show. Returns the exit code."""
    worst = 0
    for folder in map(Path, folders) if folders else dossier_folders():
        worst = max(worst, report(FolderContents(Path(os.path.abspath(folder))), str(folder)))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
