"""A copy of the data and the articles for each test."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from data_copy import Project

from dashboard.sources.dossier.tables import Contents
from dashboard.sources.dossier.tables.contents import has_file
from dashboard.sources.dossier.tables.shape_files import Shapes, read_shapes

load_module = importlib.import_module(
    "dashboard.sources.dossier.tables.load"
)  # the package's name for it is the function


@pytest.fixture(scope="session", autouse=True)
def _shapes_read_once() -> Iterator[None]:
    """Most tests change no shape: half of a load is the same GeoJSON again. Files are told apart by their bytes."""
    known: dict[object, Shapes] = {}

    def read(contents: Contents, files: Iterable[str]) -> Shapes:
        names = sorted(set(files))
        key = tuple((name, contents.read(name) if has_file(contents, name) else None) for name in names)
        if key not in known:
            known[key] = read_shapes(contents, names)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_module, "read_shapes", read)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One copy for all examples of a property; each example puts back what it changes."""
    return Project(tmp_path_factory.mktemp("shared") / "project")
