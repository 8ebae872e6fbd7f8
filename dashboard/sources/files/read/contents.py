"""The bytes of a file, and which kind of file they are. Packed files (zip with one table in it, gzip) are unpacked
here, counted while they unpack.

In comes a path or bytes; out comes a :class:`Content` that can be read any number of times. Raises FileRefused for
what is no table: another kind of file, empty, torn, too large, a bomb.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO

import pyarrow as pa

from dashboard.errors import FileRefused
from dashboard.sources.files.read import refused_kinds, shapefile_parts, unpacking
from dashboard.sources.files.read.refused_kinds import WANTED
from dashboard.sources.files.read.size_limits import MIB, Limits, size_words
from dashboard.sources.files.read.unpacking import Unpacked

LINES = (".ndjson", ".jsonl", ".jsonlines", ".geojsonl", ".geojsons", ".geojsonseq")
TABLE_SUFFIXES = (
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".xlsx",
    ".xls",
    ".ods",
    ".parquet",
    ".geojson",
    ".json",
    ".kml",
    ".kmz",
    ".gpkg",
    ".gz",
    *LINES,
)
PIECE = MIB
#: What may stand at a path and is no file: whoever opens one may wait for ever.
_NO_FILES = (
    (stat.S_ISFIFO, "a named pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
#: Of an archive's tables, so many are offered.
MOST_MEMBERS = 200
_OF_LINES = (".csv", ".tsv", ".txt", ".tab", *LINES)
#: JSON begins with an object, a list of objects or lists, or a record separator (RFC 8142).
_JSON = re.compile(rb"\x1e|\{|\[\s*[\[{\]]")


@dataclass(frozen=True)
class Content:
    """A file's bytes after unpacking: ``kind`` is text, excel, parquet or json.

    ``name`` is the file as given, ``member`` the file inside it, empty if it was not packed. ``digest`` is the SHA-256
    of the file as given, empty where it is counted while the file is read. ``notices`` say what was done to get here.
    ``wanted`` is the member that a person chose, ``members`` those of an archive that holds several tables, with the
    lines of each (0 where they were not counted).
    """

    name: str
    kind: str
    size: int
    source: Path | bytes = field(repr=False)
    stamp: tuple[int, int] | None = None
    member: str = ""
    digest: str = ""
    notices: tuple[str, ...] = ()
    head: bytes = field(default=b"", repr=False)
    #: The temporary file that it was unpacked into, if it was: it is there as long as somebody holds this.
    keeps: object = field(default=None, repr=False)
    wanted: str | None = None
    members: tuple[tuple[str, int], ...] = ()

    def open(self) -> IO[bytes]:
        """A stream at the first byte. Raises FileRefused when the file has gone or changed."""
        if isinstance(self.source, bytes):
            return io.BytesIO(self.source)
        try:
            stream: IO[bytes] = open(self.source, "rb", buffering=0, opener=_at_once)  # noqa: SIM115
        except OSError as error:
            raise unreadable(self.name, error) from error
        if _stamp(stream) != self.stamp:
            stream.close()
            raise changed(self.name)
        return stream

    def arrow(self) -> pa.NativeFile:
        """The same for Arrow's own readers, which then read without Python."""
        if isinstance(self.source, bytes):
            return pa.BufferReader(pa.py_buffer(self.source))
        self.check()
        return pa.OSFile(str(self.source))

    def check(self) -> None:
        """Raise FileRefused when the file has gone or changed."""
        self.open().close()

    def whole(self) -> bytes:
        """All bytes."""
        if isinstance(self.source, bytes):
            return self.source
        with self.open() as stream:
            return stream.read()

    def replaced(self, data: bytes, notice: str) -> Content:
        """The same file with other bytes, after transcoding."""
        notices = (*self.notices, notice) if notice else self.notices
        digest = self.digest or hexdigest(self)
        head = data[:PIECE]
        return replace(self, size=len(data), source=data, stamp=None, digest=digest, notices=notices, head=head)


def unreadable(name: str, error: OSError) -> FileRefused:
    """What to say when the system does not give the file."""
    return FileRefused(name, f"it cannot be read ({error.strerror or error})", "check that it is there and may be read")


def load(source: Path | bytes, name: str, limits: Limits, wanted: str | None = None) -> Content:
    """The content of a file, unpacked, with its kind. ``wanted`` is the member of an archive that a person chose."""
    content = _bytes(source, name) if isinstance(source, bytes) else _file(Path(source), name)
    content = replace(content, wanted=wanted)
    if content.size > limits.file_bytes:
        size, most = size_words(content.size), size_words(limits.file_bytes)
        raise FileRefused(name, f"it has {size}, and at most {most} are read", "split it, by year for instance")
    if content.size == 0:
        raise FileRefused(name, "it is empty", "export or download it again")
    return _kind(content, limits, depth=0)


def hexdigest(content: Content) -> str:
    """SHA-256 of all bytes."""
    with content.open() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _bytes(data: bytes, name: str) -> Content:
    return Content(name, "", len(data), data, head=data[:PIECE])


def _file(path: Path, name: str) -> Content:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise FileRefused(name, "it is a folder", "open a file in it")
        if not stat.S_ISREG(kind):
            words = next((words for is_one, words in _NO_FILES if is_one(kind)), "no file")
            raise FileRefused(name, f"it is {words}, not a file", "open a file of events")
        with open(path, "rb", opener=_at_once) as stream:
            head, stamp = stream.read(PIECE), _stamp(stream)
    except OSError as error:
        raise unreadable(name, error) from error
    return Content(name, "", stamp[0], path, stamp, head=head)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody at the other end: what was a file a moment ago may be a pipe now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _stamp_of(path: Path) -> tuple[int, int]:
    with path.open("rb") as stream:
        return _stamp(stream)


def _stamp(stream: IO[bytes]) -> tuple[int, int]:
    """Size and time of change: the same as long as nobody writes to the file."""
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def changed(name: str) -> FileRefused:
    """What to say of a file that is another one by now."""
    return FileRefused(name, "it has changed since it was opened", "open it again")


def _kind(content: Content, limits: Limits, depth: int) -> Content:
    head, name = content.head, content.name
    if head.startswith(b"SQLite format 3") and head[68:72] in (b"GPKG", b"GP10", b"GP11"):
        return _as(content, "gis")
    if other := refused_kinds.told(head, _called(content)):
        raise FileRefused(name, f"it is {other.words}", other.advice)
    packed = head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b"))
    if packed and depth > 1:
        raise FileRefused(name, "it is packed more than twice", "unpack it and open the table in it")
    if head.startswith(b"\x1f\x8b"):
        return _gunzip(content, limits, depth)
    if packed:
        return _unzip(content, limits, depth)
    if head.startswith(b"PAR1"):
        return _as(content, "parquet")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise FileRefused(name, "it is an Excel file locked with a password", "save it without the password")
        return _as(content, "excel")
    return _text_kind(content)


def _text_kind(content: Content) -> Content:
    head, name = content.head, content.name
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = head[: len(head) // 2 * 2].decode("utf-16", "ignore").lstrip()[:200]
        return _as(content, "json" if _JSON.match(beginning.encode("utf-8", "replace")) else "text")
    if codec := utf16_without_mark(head):
        beginning = head[: len(head) // 2 * 2].decode(codec, "ignore").lstrip()[:200]
        return _as(content, "json" if _JSON.match(beginning.encode("utf-8", "replace")) else "text")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and content.size <= len(head):
        raise FileRefused(name, "it holds nothing but blanks", "export or download it again")
    if _JSON.match(start) or (start[:1] == b"[" and _called(content).endswith((".json", ".geojson", *LINES))):
        return _as(content, "json")
    if start[:1] == b"<" and refused_kinds.first_element(start) == "kml":
        return _as(content, "kml")
    if other := refused_kinds.page(start, _called(content)):
        raise FileRefused(name, f"it is {other.words}", other.advice)
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 26, 27))
    if control > len(head) // 100:
        raise FileRefused(name, "it is a binary file of no kind known here", WANTED)
    return _as(content, "text")


def utf16_without_mark(head: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where every other byte of Latin letters and signs is zero; else empty."""
    sample = head[: min(len(head) // 2 * 2, 4096)]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2], sample[1::2]
    for zeros, others_, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) >= max(2, len(zeros) // 5) and others_.count(0) * 50 <= len(others_):
            text = sample.decode(codec, "replace")
            control = sum(char < " " and char not in "\t\n\r" for char in text)
            if control * 100 <= len(text):
                return codec
    return ""


def _called(content: Content) -> str:
    """The name by which its kind is told: inside an archive, the member's."""
    return (content.member or content.name).lower().removesuffix(".gz")


def _as(content: Content, kind: str) -> Content:
    return replace(content, kind=kind)


def _unpacked(content: Content, member: str, inner: Unpacked, notice: str, limits: Limits, depth: int) -> Content:
    if not inner.size:
        raise FileRefused(content.name, f"{member or 'what it packs'} is empty", "export or download it again")
    unpacked = replace(
        content,
        kind="",
        size=inner.size,
        source=inner.source,
        stamp=None if isinstance(inner.source, bytes) else _stamp_of(inner.source),
        member=member or content.member,
        digest=content.digest or hexdigest(content),
        notices=(*content.notices, notice) if notice else content.notices,
        head=inner.head,
        keeps=inner.keeps,
    )
    return _kind(unpacked, limits, depth + 1)


def _gunzip(content: Content, limits: Limits, depth: int) -> Content:
    with content.open() as stream:
        pieces = unpacking.inflated(content.name, stream)
        inner = unpacking.gathered(unpacking.counted(content.name, pieces, content.size, limits))
    return _unpacked(content, "", inner, "", limits, depth)


def _unzip(content: Content, limits: Limits, depth: int) -> Content:
    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
            return _from_archive(content, archive, limits, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(content.name, "the zip file is damaged or was cut off", "download it again") from error


def _from_archive(content: Content, archive: zipfile.ZipFile, limits: Limits, depth: int) -> Content:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if "[Content_Types].xml" in names:
        if not any(name.startswith("xl/") for name in names):
            office = refused_kinds.archive(sorted(names)) or refused_kinds.Other(
                "an Office document, not a table of events"
            )
            raise FileRefused(content.name, f"it is {office.words}", office.advice)
        _count(content, archive, limits)
        return _as(content, "excel")
    if "mimetype" in names and "content.xml" in names:
        _count(content, archive, limits)
        return _as(content, "excel")
    if shapefile := shapefile_parts.whole(content.name, [info.filename for info in infos]):
        _count(content, archive, limits)
        beside = ", ".join(info.filename for info in infos if _may_be_table(info.filename))
        left = (f"Not read from the zip file: {beside}.",) if beside else ()
        return replace(_as(content, "gis"), notices=(*content.notices, *shapefile, *left))
    tables = [info for info in infos if _may_be_table(info.filename)]
    if not tables:
        if other := refused_kinds.archive(sorted(names)):
            raise FileRefused(content.name, f"it is {other.words}", other.advice)
        raise FileRefused(content.name, "there is no table in the zip file", WANTED)
    info, content = _chosen(content, archive, tables, limits)
    if info.flag_bits & 1:
        raise FileRefused(content.name, f"{info.filename} is locked with a password", "unpack it and open the table")
    pieces = unpacking.member(archive, info)
    inner = unpacking.gathered(unpacking.counted(content.name, pieces, max(info.compress_size, 1), limits))
    return _unpacked(content, info.filename, inner, f"{info.filename} was read from the zip file.", limits, depth)


def _chosen(
    content: Content, archive: zipfile.ZipFile, tables: list[zipfile.ZipInfo], limits: Limits
) -> tuple[zipfile.ZipInfo, Content]:
    """The table to read: the only one, the one that a person chose, or the one with the most lines."""
    if len(tables) == 1:
        return tables[0], content
    members = [(info.filename, _lines(content, archive, info, limits)) for info in tables[:MOST_MEMBERS]]
    content = replace(content, members=(*content.members, *members))
    wanted = [info for info in tables if info.filename == content.wanted]
    longest = max(range(len(members)), key=lambda place: members[place][1])
    info = wanted[0] if wanted else tables[longest]
    others_ = [other.filename for other in tables if other is not info]
    shown = ", ".join(others_[:8]) + (" …" if len(others_) > 8 else "")
    return info, replace(content, notices=(*content.notices, f"Not read from the zip file: {shown}."))


def _lines(content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> int:
    """How many lines a member of text has; 0 for any other, a locked one and one that is too large."""
    if info.flag_bits & 1 or info.file_size > limits.unpacked_bytes or not info.filename.lower().endswith(_OF_LINES):
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
    return not hidden and not name.endswith("/") and path.suffix.lower() in TABLE_SUFFIXES and path.stem != "README"


def _count(content: Content, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse an archive whose files unpack to too much."""
    for info in archive.infolist():
        for _ in unpacking.counted(content.name, unpacking.member(archive, info), content.size, limits):
            pass
