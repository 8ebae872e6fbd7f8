"""The dossiers of this user, each one file in a folder: listed, made, renamed, duplicated, put into a bin and back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import DashboardError, DossierNotOpened
from dashboard.sources.dossier.store import database
from dashboard.sources.dossier.store.dossier_file import DossierFile
from dashboard.sources.dossier.store.new_dossier import NewParty, slug
from dashboard.sources.dossier.store.work import NO_WORK, Work
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.files.keep.user_folders import user_folder
from dashboard.words.sentences import say

SUFFIX, BIN = ".sqlite", "bin"


@dataclass(frozen=True)
class ShelvedDossier:
    """A dossier on the shelf or in the bin. ``problem`` says why it cannot be opened, empty where it can."""

    path: Path
    title: str
    changed: str
    problem: str = ""


class DossierShelf:
    """The folder of a user's dossiers: ``DASHBOARD_USER_DIR``/dossiers, or in the platform's folder for data.

    Every method that names a ``path`` may raise DossierNotOpened.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_folder() / "dossiers"

    def dossiers(self) -> list[ShelvedDossier]:
        """Those that can be opened and those that cannot, by title."""
        return _listed(self.folder)

    def binned(self) -> list[ShelvedDossier]:
        """Those in the bin, by title."""
        return _listed(self.folder / BIN)

    def new(
        self, title: str, parties: Sequence[NewParty] = (), languages: Sequence[str] = (), who: str = ""
    ) -> DossierFile:
        """A dossier of this title. Raises DossierError for what it cannot be made of."""
        return DossierFile.create(self._free(title), title, parties, languages, who)

    def copy_of(self, contents: Contents, title: str, who: str = "", work: Work = NO_WORK) -> DossierFile:
        """A copy of a dossier that lies elsewhere, so that it can be changed: a folder, a zip, the shipped one."""
        file = DossierFile.from_contents(
            self._free(title), contents, who, say("Copy of {contents_name}", contents_name=contents.name), work=work
        )
        rename(file, title, who)
        return file

    def duplicate(self, path: Path, title: str, who: str = "") -> DossierFile:
        """A second dossier with the same rows, articles and log."""
        database.check(path)
        target = self._free(title)
        database.copy(path, target)
        file = DossierFile.open(target)
        rename(file, title, who)
        return file

    def remove(self, path: Path) -> Path:
        """Put a dossier into the bin. Returns its path there."""
        database.check(path)
        bin_folder = self.folder / BIN
        _made(bin_folder)
        target = _free_path(bin_folder, path.stem)
        with database.writing(path):
            # Nobody saves meanwhile; who waits to save is told that the file is gone.
            database.copy(path, target)
            database.remove(path)
        return target

    def restore(self, path: Path) -> DossierFile:
        """Take a dossier out of the bin, under its name or the next that is free."""
        database.check(path)
        target = _free_path(self.folder, path.stem)
        database.copy(path, target)
        database.remove(path)
        return DossierFile.open(target)

    def _free(self, title: str) -> Path:
        """A path that no dossier has or had: who still has a removed dossier open must not see another one there."""
        _made(self.folder)
        return _free_path(self.folder, slug(title, "-")[:60].strip("-") or "dossier", self.folder / BIN)


def rename(file: DossierFile, title: str, who: str = "") -> None:
    """Give a dossier another title, as a step of its own; its file keeps its name."""
    file.describe({"title": title, "x-headline": title, "x-name": title}, who, say("Renamed: {title}", title=title))


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        advice = say("set DASHBOARD_USER_DIR to a folder that can be written")
        raise DossierNotOpened(
            str(folder.name), say("it cannot be made ({strerror})", strerror=str(error.strerror)), advice
        ) from error


def _free_path(folder: Path, stem: str, *others: Path) -> Path:
    names = (f"{stem}{SUFFIX}" if number == 1 else f"{stem}-{number}{SUFFIX}" for number in range(1, 100_000))
    return next(folder / name for name in names if not any((place / name).exists() for place in (folder, *others)))


def _listed(folder: Path) -> list[ShelvedDossier]:
    try:
        paths = [path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")]
    except OSError:
        return []
    return sorted(map(_shelved, paths), key=lambda dossier: (dossier.title.casefold(), dossier.path.name))


def _shelved(path: Path) -> ShelvedDossier:
    try:
        changed = datetime.fromtimestamp(os.stat(path).st_mtime, UTC).isoformat(timespec="seconds")
    except OSError:
        changed = ""
    try:
        return ShelvedDossier(path, DossierFile.open(path).descriptor().title, changed)
    except (DashboardError, sqlite3.Error) as error:
        return ShelvedDossier(path, path.stem, changed, str(error))
