"""The dossier on which the forms of the desk are tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_dossier import made

from dashboard.sources.dossier.store import DossierFile


@pytest.fixture
def file(tmp_path: Path) -> DossierFile:
    return made(tmp_path)
