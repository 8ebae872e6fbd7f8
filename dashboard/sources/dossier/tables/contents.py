"""What a dossier is read from: the bytes of its files, wherever they lie."""

from __future__ import annotations

import csv
import errno
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from dashboard.sources.dossier.tables.folders import ARTICLES, NAME, PLACES, SOURCES, article
from dashboard.words.sentences import say

#: Files that a dossier may have beside what its descriptor declares: its data dictionary, whom its shapes are owed to.
BESIDE = ("README.md", "geodata.manifest.json")


class OutsideDossier(PermissionError):
    """A path leads out of the dossier, by "..", by a link or as an absolute one."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EACCES, say("it lies outside the dossier"), path)


class Contents(Protocol):
    """The files of a dossier by their paths from its folder ("events.csv", "articles/a.txt")."""

    @property
    def name(self) -> str:
        """What faults call the dossier: ``name/events.csv:14``."""

    @property
    def place(self) -> Path:
        """Where it lies: a folder or a file."""

    def paths(self) -> tuple[str, ...]:
        """Every file that is there and belongs to the dossier: descriptor, declared files, articles."""

    def read(self, path: str) -> bytes:
        """A file of the dossier. Raises OSError where there is none, or where the path leads out of the dossier."""

    def article(self, file: str) -> bytes:
        """An article by its path in the table of sources. Raises OSError, and ValueError for a path that leads out."""


class FolderContents:
    """A folder with a datapackage.json. Its articles may lie in the folder around it."""

    def __init__(self, folder: Path) -> None:
        self.place, self.name = folder, folder.name

    def paths(self) -> tuple[str, ...]:
        own = (path for path in (*declared_paths(self), *named_shapes(self)) if self._is_file(path))
        below = (path.relative_to(self.place).as_posix() for path in sorted((self.place / ARTICLES).rglob("*")))
        articles = (file for file in named_articles(self) if self._has_article(file))
        return tuple(dict.fromkeys([*own, *articles, *filter(self._is_file, below)]))

    def read(self, path: str) -> bytes:
        return self._inside(path).read_bytes()

    def article(self, file: str) -> bytes:
        return article(self.place, file).read_bytes()

    def _inside(self, path: str) -> Path:
        inside, file = PurePosixPath(path), self.place / path
        if inside.is_absolute() or ".." in inside.parts or not file.resolve().is_relative_to(self.place.resolve()):
            raise OutsideDossier(path)
        return file

    def _is_file(self, path: str) -> bool:
        try:
            return self._inside(path).is_file()
        except (OSError, ValueError):
            return False

    def _has_article(self, file: str) -> bool:
        try:
            return article(self.place, file).is_file()
        except (OSError, ValueError):
            return False


class MemoryContents:
    """The files of a dossier as bytes in memory; ``around`` holds those of the folder around it."""

    def __init__(self, place: Path, files: Mapping[str, bytes], around: Mapping[str, bytes] | None = None) -> None:
        self.place, self.name = place, place.name
        self._files, self._around = files, around or {}

    def paths(self) -> tuple[str, ...]:
        own = (path for path in (*declared_paths(self), *named_shapes(self)) if path in self._files)
        articles = (file for file in named_articles(self) if file in self._files or file in self._around)
        below = (path for path in sorted(self._files) if path.startswith(f"{ARTICLES}/"))
        return tuple(dict.fromkeys([*own, *articles, *below]))

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise FileNotFoundError(errno.ENOENT, say("No such file or directory"), path)
        return self._files[path]

    def article(self, file: str) -> bytes:
        if file not in self._files and file in self._around:
            return self._around[file]
        return self.read(file)


def has_file(contents: Contents, path: str) -> bool:
    """Whether a dossier has this file; True also for one that is there and cannot be read."""
    try:
        contents.read(path)
    except (FileNotFoundError, IsADirectoryError):
        return False
    except OSError:
        return True
    return True


def declared_paths(contents: Contents) -> Iterator[str]:
    """The descriptor, and every path that it declares, as far as it can be read; and the files beside them."""
    yield NAME
    try:
        resources = json.loads(contents.read(NAME).decode("utf-8"))["resources"]
        yield from (str(entry["path"]) for entry in resources)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # the gate says so
        return
    yield from BESIDE


def named_articles(contents: Contents) -> tuple[str, ...]:
    """The paths in the table of sources, each once, as far as it can be read."""
    return tuple(dict.fromkeys(_column(contents, SOURCES, "file")))


def named_shapes(contents: Contents) -> tuple[str, ...]:
    """The files that the shapes of places stand in, each once, as far as the table of places can be read."""
    return tuple(dict.fromkeys(key.partition("#")[0] for key in _column(contents, PLACES, "geometry")))


def _column(contents: Contents, path: str, name: str) -> Iterator[str]:
    """What stands in a column of a table."""
    try:
        text = contents.read(path).decode("utf-8", errors="replace")
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, csv.Error):  # the gate says so
        return
    yield from (row[name] for row in rows if row.get(name))
