"""A copy of the data and the articles for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_copy import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One copy for all examples of a property; each example puts back what it changes."""
    return Project(tmp_path_factory.mktemp("shared") / "project")
