"""A dossier as one zip to hand over, with its articles or without; and such a zip, opened without trust in it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from dashboard.errors import DossierNotOpened
from dashboard.sources.dossier.store.work import NO_WORK, Work
from dashboard.sources.dossier.tables.contents import Contents, MemoryContents, named_articles
from dashboard.sources.dossier.tables.descriptor import WITHHELD
from dashboard.sources.dossier.tables.folders import ARTICLES, NAME, inside_path
from dashboard.words.sentences import deferred, say, say_deferred

# The first moment that a zip can hold: the same bytes whenever it is written.
MOMENT = (1980, 1, 1, 0, 0, 0)
#: What a zip may hold: files, bytes of one of them, bytes of all together once unpacked.
MOST_FILES, MOST_BYTES_OF_ONE, MOST_BYTES = 50_000, 64_000_000, 512_000_000
_ADVICE = deferred("ask whoever sent it for another copy")


def packed(contents: Contents, work: Work = NO_WORK, *, with_articles: bool = True) -> bytes:
    """The zip. Without articles it has their hashes and the quotes only, and says so in its descriptor.

    Forms hold where words stand in an article, not the words; so ``work`` goes along with or without the texts.
    """
    handed = contents if with_articles else without_articles(contents)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        files = {**{path: handed.article(path) for path in handed.paths()}, **work.files()}
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, content)
    return stream.getvalue()


def without_articles(contents: Contents) -> MemoryContents:
    """The dossier without the texts of its articles. The gate reads it: its quotes were proved by whoever made it."""
    withheld = {path for path in named_articles(contents) if inside_path(path)}
    files = {path: contents.article(path) for path in contents.paths() if not _is_article(path, withheld)}
    raw = json.loads(contents.read(NAME).decode("utf-8"))
    raw[WITHHELD] = sorted({*raw.get(WITHHELD, ()), *withheld})
    files[NAME] = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return MemoryContents(contents.place, files)


def _is_article(path: str, named: set[str]) -> bool:
    """Whether a file is an article, or what one was taken from."""
    return path in named or path.startswith(f"{ARTICLES}/")


def unpacked(path: Path) -> MemoryContents:
    """The dossier in a zip, read into memory; nothing is written and nothing in it is run.

    Raises:
        DossierNotOpened: it is no zip, holds no dossier or several, or a path that leads out, or too much.
    """
    try:
        with zipfile.ZipFile(path) as source:
            files = _files(source, path.name)
    except OSError as error:
        raise DossierNotOpened(
            path.name,
            say("it cannot be read ({strerror})", strerror=str(error.strerror or error)),
            say("check its name"),
        ) from error
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        zlib.error,
        struct.error,
        EOFError,
        ValueError,
    ) as error:
        if isinstance(error, DossierNotOpened):
            raise
        raise DossierNotOpened(
            path.name, say("it is no zip that can be read"), say_deferred(_ADVICE), str(error)
        ) from error
    folder = _dossier_folder(files, path.name)
    own = {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}
    # A table of sources may name articles in the folder around the dossier's.
    outer = folder.rstrip("/").rpartition("/")[0]
    around = {name[len(outer) + bool(outer) :]: content for name, content in files.items() if name.startswith(outer)}
    return MemoryContents(path, own, around if folder else {})


def _files(source: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    entries = [
        entry for entry in source.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]
    if len(entries) > MOST_FILES:
        raise DossierNotOpened(
            name, say("it holds more than {MOST_FILES} files", MOST_FILES=MOST_FILES), say_deferred(_ADVICE)
        )
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        if not inside_path(entry.filename):
            raise DossierNotOpened(
                name, say('the path "{filename}" in it leads out of it', filename=entry.filename), say_deferred(_ADVICE)
            )
        if entry.filename in files:
            raise DossierNotOpened(
                name, say('it holds "{filename}" twice', filename=entry.filename), say_deferred(_ADVICE)
            )
        if entry.flag_bits & 1:
            raise DossierNotOpened(name, say("it is encrypted"), say("unlock it first"))
        most = min(left, MOST_BYTES_OF_ONE)
        with source.open(entry) as stream:
            # What an entry says of its own size is not believed.
            content = stream.read(most + 1)
        if len(content) > most:
            raise DossierNotOpened(
                name,
                say('"{filename}" in it is larger than a dossier may be', filename=entry.filename),
                say_deferred(_ADVICE),
            )
        files[entry.filename] = content
        left -= len(content)
    return files


def _dossier_folder(files: dict[str, bytes], name: str) -> str:
    """The folder inside the zip that holds the dossier, with its slash; empty where the dossier is the whole zip."""
    descriptors = [PurePosixPath(path) for path in files if PurePosixPath(path).name == NAME]
    if not descriptors:
        raise DossierNotOpened(
            name, say("it holds no dossier (no {NAME})", NAME=NAME), say("open a zip that was handed over from here")
        )
    least = min(len(path.parts) for path in descriptors)
    outermost = [path for path in descriptors if len(path.parts) == least]
    if len(outermost) > 1:
        raise DossierNotOpened(name, say("it holds several dossiers"), say("hand over each in a zip of its own"))
    return str(outermost[0])[: -len(NAME)]
