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
    """Most tests change no shape, or one file: half of a load is the same GeoJSON again. Files are told apart by their bytes."""
    known: dict[object, Shapes] = {}

    def read(contents: Contents, files: Iterable[str]) -> Shapes:
        names = sorted(set(files))
        bytes_of = [(contents.name, name, contents.read(name) if has_file(contents, name) else None) for name in names]
        if tuple(bytes_of) not in known:
            for content in bytes_of:
                if content not in known:
                    known[content] = read_shapes(contents, content[1:2])
            parts = [known[content] for content in bytes_of]
            known[tuple(bytes_of)] = Shapes(
                {key: feature for part in parts for key, feature in part.features.items()},
                [fault for part in parts for fault in part.faults],
            )
        return known[tuple(bytes_of)]

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
