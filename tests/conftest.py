"""Shapes are read once in a run: of a load, which hundreds of tests make, they are three quarters. No test is timed."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterable

import pytest
from hypothesis import settings

from dashboard.sources.dossier.tables import Contents
from dashboard.sources.dossier.tables.contents import has_file
from dashboard.sources.dossier.tables.shape_files import Shapes, read_shapes

settings.register_profile("untimed", deadline=None)  # machines are shared
settings.load_profile("untimed")

load_module = importlib.import_module(
    "dashboard.sources.dossier.tables.load"
)  # the package's name for it is the function
Named = tuple[str, str, bytes | None]
_patch = pytest.MonkeyPatch()
_files: dict[Named, Shapes] = {}
_dossiers: dict[tuple[Named, ...], Shapes] = {}


def shapes_read_once(contents: Contents, files: Iterable[str]) -> Shapes:
    """What ``read_shapes`` gives. Files are told apart by their bytes: one that a test has changed is read."""
    named = tuple((contents.name, name, _digest(contents, name)) for name in sorted(set(files)))
    if named not in _dossiers:
        for file in named:
            if file not in _files:
                _files[file] = read_shapes(contents, [file[1]])
        parts = [_files[file] for file in named]
        _dossiers[named] = Shapes(
            {key: feature for part in parts for key, feature in part.features.items()},
            [fault for part in parts for fault in part.faults],
        )
    return _dossiers[named]


def _digest(contents: Contents, name: str) -> bytes | None:
    return hashlib.sha256(contents.read(name)).digest() if has_file(contents, name) else None


def pytest_configure() -> None:
    """Before modules are imported: some load the shipped dossier as they are."""
    _patch.setattr(load_module, "read_shapes", shapes_read_once)


def pytest_unconfigure() -> None:
    _patch.undo()
