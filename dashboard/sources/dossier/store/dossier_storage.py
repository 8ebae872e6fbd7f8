"""A dossier in whichever form it lies: as a folder, as one file, as a zip that was handed over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dashboard.errors import DossierNotOpened
from dashboard.sources.dossier.store.dossier_file import DossierFile
from dashboard.sources.dossier.store.hand_over import unpacked
from dashboard.sources.dossier.store.work import Work, work_of
from dashboard.sources.dossier.tables.contents import Contents, FolderContents
from dashboard.words.sentences import say


def contents_at(path: Path) -> Contents:
    """The files of the dossier that lies there. Raises DossierNotOpened where none does."""
    if path.is_dir():
        return FolderContents(path.absolute())
    if not path.exists():
        raise DossierNotOpened(path.name, say("there is no such file or folder"), say("check its name"))
    if zipfile.is_zipfile(path):
        return unpacked(path)
    return DossierFile.open(path).contents()


def work_at(path: Path) -> Work:
    """What lies there beside the tables: drafts and the log. Raises DossierNotOpened as ``contents_at`` does."""
    if path.is_dir() or not path.exists() or zipfile.is_zipfile(path):
        return work_of(contents_at(path))
    return DossierFile.open(path).work()
