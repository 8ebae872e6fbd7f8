"""A dossier as a folder, fit for git: tables as CSV with LF, the descriptor, the articles byte for byte."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dashboard.errors import DataError, DossierNotOpened
from dashboard.sources.dossier.store.work import DRAFTS, LOG, NO_WORK, Work
from dashboard.sources.dossier.tables.contents import Contents, FolderContents
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.folders import NAME, inside_path
from dashboard.words.sentences import say


def to_folder(contents: Contents, folder: Path, work: Work = NO_WORK) -> None:
    """Write the files of a dossier into a folder: a new or an empty one, or one that holds this dossier already.

    Files of the dossier that it no longer has are removed; what else lies in the folder (.git) stays. Drafts and log go
    along where they are given; of another time they are removed, for they would be read back beside other rows.

    Raises:
        DossierNotOpened: something else lies in the folder, or it cannot be written.
        DataError: the dossier has no descriptor that can be read.
    """
    before = _checked(contents, folder)
    files = {**{path: contents.article(path) for path in contents.paths()}, **work.files()}
    if outside := [path for path in files if not inside_path(path)]:
        raise DossierNotOpened(
            folder.name,
            say("{outside} leads out of the folder", outside=outside[0]),
            say("mend the table of sources first"),
        )
    try:
        for path in sorted(files, key=lambda path: path == NAME):
            _write(folder / path, files[path])
        for path in before - files.keys():
            (folder / path).unlink(missing_ok=True)
    except OSError as error:
        wrong = say(
            "{filename} cannot be written ({strerror})",
            filename=str(error.filename or folder),
            strerror=str(error.strerror),
        )
        raise DossierNotOpened(folder.name, wrong, say("choose another folder")) from error


def _checked(contents: Contents, folder: Path) -> set[str]:
    """The files that the dossier has in this folder already."""
    name = Descriptor.of(contents).raw.get("name")
    if folder.exists() and not folder.is_dir():
        raise DossierNotOpened(folder.name, say("it is a file"), say("name a folder"))
    if not folder.exists() or not any(entry.name != ".git" for entry in folder.iterdir()):
        return set()
    there = FolderContents(folder)
    try:
        other = Descriptor.of(there).raw.get("name")
    except DataError:
        raise DossierNotOpened(folder.name, say("something else lies in this folder"), say("name a new one")) from None
    if other != name:
        raise DossierNotOpened(
            folder.name, say("another dossier lies there, {value}", value=str(other)), say("name a new folder")
        )
    return {path for path in (*there.paths(), DRAFTS, LOG) if (folder / path).is_file()}


def _write(target: Path, content: bytes) -> None:
    """Write a file beside its place and move it there; leave one that already has these bytes."""
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        # mkstemp makes a file for its owner alone; what goes into a repository is for everybody who may read that.
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
