"""The copy of the package that every recipe is followed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from package_copy import PackageCopy


@pytest.fixture
def package(tmp_path: Path) -> PackageCopy:
    return PackageCopy(tmp_path)
