"""One hash for all tables of a dossier: what a citation and an export name, and anybody can compute again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.load import Tables


def data_hash(tables: Tables) -> str:
    """One SHA-256 for all tables, as hexadecimal digits.

    It is the hash of the lines that ``sha256sum`` prints for the tables of its folder in the order of their names:
    ``cd data && LC_ALL=C sha256sum actors.csv claims.csv … statements.csv | sha256sum``. A table that cannot be
    read is left out.
    """
    paths = (resource.path for resource in tables.descriptor.resources.values())
    return hashlib.sha256("".join(_lines(tables.contents, paths)).encode()).hexdigest()


def _lines(contents: Contents, paths: Iterable[str]) -> list[str]:
    lines = []
    for path in sorted(paths):
        try:
            lines.append(f"{hashlib.sha256(contents.read(path)).hexdigest()}  {path}\n")
        except OSError:
            continue
    return lines
