"""The contents of packed files: a gzip file, a zip file with a table in it. All are counted while they unpack.

What a zip file holds decides what it is: a workbook, a shapefile, or tables of which one is read. Raises FileRefused for
an archive that is damaged or locked, holds no table, or unpacks to too much.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from dashboard.errors import FileRefused
from dashboard.sources.files.read import file_bytes, file_suffixes, refused_kinds, shapefile_parts, unpacking
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.refused_kinds import WANTED
from dashboard.sources.files.read.size_limits import Limits
from dashboard.sources.files.read.unpacking import Unpacked
from dashboard.words.sentences import say, say_deferred

#: Of an archive's tables, so many are offered, and so many that were not read are named.
MOST_MEMBERS, _MOST_NAMED = 200, 8


def from_gzip(content: Content, limits: Limits) -> Content:
    """What a gzip file holds; its kind is not known yet."""
    with content.open() as stream:
        pieces = unpacking.inflated(content.name, stream)
        inner = unpacking.gathered(unpacking.counted(content.name, pieces, content.size, limits))
    return _unpacked(content, "", inner)


def from_zip(content: Content, limits: Limits) -> Content:
    """A zip file as a workbook or a shapefile, or the table in it, whose kind is not known yet."""
    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
            return (
                _workbook(content, archive, limits)
                or _shapefile(content, archive, limits)
                or _table(content, archive, limits)
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(
            content.name, say("the zip file is damaged or was cut off"), say("download it again")
        ) from error


def _workbook(content: Content, archive: zipfile.ZipFile, limits: Limits) -> Content | None:
    """The archive as a workbook (xlsx or ods); None where it is none."""
    names = {info.filename for info in archive.infolist()}
    is_office, is_open_document = "[Content_Types].xml" in names, {"mimetype", "content.xml"} <= names
    if not is_office and not is_open_document:
        return None
    if is_office and not any(name.startswith("xl/") for name in names):
        office = refused_kinds.archive(sorted(names)) or refused_kinds.OFFICE_DOCUMENT
        raise FileRefused(
            content.name, say("it is {words}", words=say_deferred(office.words)), say_deferred(office.advice)
        )
    _refuse_too_much(content, archive, limits)
    return content.of_kind("excel")


def _shapefile(content: Content, archive: zipfile.ZipFile, limits: Limits) -> Content | None:
    """The archive as a shapefile; None where it is none."""
    names = [info.filename for info in archive.infolist()]
    sentences = shapefile_parts.shapefile_sentences(content.name, names)
    if sentences is None:
        return None
    _refuse_too_much(content, archive, limits)
    tables = ", ".join(name for name in names if _may_be_table(name))
    not_read = (say("Not read from the zip file: {tables}.", tables=tables),) if tables else ()
    return replace(content, kind="gis", notices=(*content.notices, *sentences, *not_read))


def _table(content: Content, archive: zipfile.ZipFile, limits: Limits) -> Content:
    """The table in the archive; of several the one that a person chose, or the one with the most lines."""
    infos = archive.infolist()
    tables = [info for info in infos if _may_be_table(info.filename)]
    if not tables:
        if refused := refused_kinds.archive(sorted({info.filename for info in infos})):
            raise FileRefused(
                content.name, say("it is {words}", words=say_deferred(refused.words)), say_deferred(refused.advice)
            )
        raise FileRefused(content.name, say("there is no table in the zip file"), WANTED)
    info, content = _chosen(content, archive, tables, limits)
    if info.flag_bits & 1:
        raise FileRefused(
            content.name,
            say("{filename} is locked with a password", filename=info.filename),
            say("unpack it and open the table"),
        )
    pieces = unpacking.member(archive, info)
    inner = unpacking.gathered(unpacking.counted(content.name, pieces, max(info.compress_size, 1), limits))
    return _unpacked(
        content, info.filename, inner, say("{filename} was read from the zip file.", filename=info.filename)
    )


def _chosen(
    content: Content, archive: zipfile.ZipFile, tables: list[zipfile.ZipInfo], limits: Limits
) -> tuple[zipfile.ZipInfo, Content]:
    """The table to read, and the content with what is said of the others."""
    if len(tables) == 1:
        return tables[0], content
    members = [(info.filename, _line_count(archive, info, limits)) for info in tables[:MOST_MEMBERS]]
    wanted = [info for info in tables if info.filename == content.wanted_member]
    longest = max(range(len(members)), key=lambda place: members[place][1])
    info = wanted[0] if wanted else tables[longest]
    others = [other.filename for other in tables if other is not info]
    shown = ", ".join(others[:_MOST_NAMED]) + (" …" if len(others) > _MOST_NAMED else "")
    notices = (*content.notices, say("Not read from the zip file: {shown}.", shown=shown))
    return info, replace(content, members=(*content.members, *members), notices=notices)


def _unpacked(content: Content, member: str, inner: Unpacked, *notices: str) -> Content:
    """The bytes that were packed in ``content``."""
    if not inner.size:
        raise FileRefused(
            content.name,
            say("{member} is empty", member=member or say("what it packs")),
            say("export or download it again"),
        )
    return replace(
        content,
        kind="",
        size=inner.size,
        source=inner.source,
        stamp=None if isinstance(inner.source, bytes) else file_bytes.content_stamp(inner.source),
        member=member or content.member,
        digest=content.digest or file_bytes.hexdigest(content),
        notices=(*content.notices, *notices),
        head=inner.head,
        keeps=inner.keeps,
    )


def _line_count(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> int:
    """How many lines a member of text has; 0 for any other, a locked one and one that is too large."""
    is_text = info.filename.lower().endswith(file_suffixes.TEXT)
    if info.flag_bits & 1 or info.file_size > limits.unpacked_bytes or not is_text:
        return 0
    if info.file_size > limits.ratio_from and info.file_size > max(info.compress_size, 1) * limits.ratio:
        return 0
    count, last = 0, b"\n"
    for piece in unpacking.member(archive, info):
        count += piece.count(b"\n")
        last = piece[-1:]
    return count + (last != b"\n")


def _may_be_table(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    is_table = path.suffix.lower() in file_suffixes.TABLES and path.stem != "README"
    return is_table and not hidden and not name.endswith("/")


def _refuse_too_much(content: Content, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse an archive whose files unpack to too much."""
    for info in archive.infolist():
        for _ in unpacking.counted(content.name, unpacking.member(archive, info), content.size, limits):
            pass
