"""Which kind of file the bytes are. Packed files (gzip, zip with a table in it) are unpacked on the way.

Raises FileRefused for what is no table: another kind of file, empty, torn, too large, a bomb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from dashboard.errors import FileRefused
from dashboard.sources.files.read import file_bytes, file_suffixes, packed_contents, refused_kinds
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.refused_kinds import WANTED
from dashboard.sources.files.read.size_limits import Limits, size_words
from dashboard.words.sentences import say, say_deferred

_GZIP, _ZIP, _EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")
#: JSON begins with an object, a list of objects or lists, or a record separator (RFC 8142).
_JSON = re.compile(rb"\x1e|\{|\[\s*[\[{\]]")
#: Characters of the beginning of a text that are looked at.
_BEGINNING = 200


def load(source: Path | bytes, name: str, limits: Limits, wanted_member: str | None = None) -> Content:
    """The content of a file, unpacked, with its kind. ``wanted_member`` is that of an archive that a person chose."""
    content = file_bytes.of_bytes(source, name) if isinstance(source, bytes) else file_bytes.of_path(Path(source), name)
    content = replace(content, wanted_member=wanted_member)
    if content.size > limits.file_bytes:
        size, most = size_words(content.size), size_words(limits.file_bytes)
        raise FileRefused(
            name,
            say("it has {size}, and at most {most} are read", size=size, most=most),
            say("split it, by year for instance"),
        )
    if content.size == 0:
        raise FileRefused(name, say("it is empty"), say("export or download it again"))
    return _with_kind(content, limits, depth=0)


def _with_kind(content: Content, limits: Limits, depth: int) -> Content:
    """The content with its kind; ``depth`` counts how often it was packed."""
    head, name = content.head, content.name
    if head.startswith(b"SQLite format 3") and head[68:72] in _GEOPACKAGES:
        return content.of_kind("gis")
    if refused := refused_kinds.by_beginning(head, content.name_with_ending):
        raise FileRefused(name, say("it is {words}", words=say_deferred(refused.words)), say_deferred(refused.advice))
    if head.startswith((_GZIP, _ZIP, _EMPTY_ZIP)):
        if depth > 1:
            raise FileRefused(name, say("it is packed more than twice"), say("unpack it and open the table in it"))
        unpack = packed_contents.from_gzip if head.startswith(_GZIP) else packed_contents.from_zip
        unpacked = unpack(content, limits)
        return unpacked if unpacked.kind else _with_kind(unpacked, limits, depth + 1)
    if head.startswith(b"PAR1"):
        return content.of_kind("parquet")
    if head.startswith(_OFFICE_97):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise FileRefused(
                name, say("it is an Excel file locked with a password"), say("save it without the password")
            )
        return content.of_kind("excel")
    return _with_kind_of_text(content)


def _with_kind_of_text(content: Content) -> Content:
    head, name, ending = content.head, content.name, content.name_with_ending
    codec = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else utf16_without_mark(head)
    if codec:
        beginning = head[: len(head) // 2 * 2].decode(codec, "ignore").lstrip()[:_BEGINNING]
        return content.of_kind("json" if _JSON.match(beginning.encode("utf-8", "replace")) else "text")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and content.size <= len(head):
        raise FileRefused(name, say("it holds nothing but blanks"), say("export or download it again"))
    if _JSON.match(start) or (start[:1] == b"[" and ending.endswith(file_suffixes.JSON)):
        return content.of_kind("json")
    if start[:1] == b"<" and refused_kinds.first_element(start) == "kml":
        return content.of_kind("kml")
    if refused := refused_kinds.page(start, ending):
        raise FileRefused(name, say("it is {words}", words=say_deferred(refused.words)), say_deferred(refused.advice))
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 26, 27))
    if control > len(head) // 100:
        raise FileRefused(name, say("it is a binary file of no kind known here"), WANTED)
    return content.of_kind("text")


def utf16_without_mark(head: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where every other byte of Latin letters and signs is zero; else empty."""
    sample = head[: min(len(head) // 2 * 2, 4096)]
    if len(sample) < 4:
        return ""
    even, odd = sample[0::2], sample[1::2]
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) >= max(2, len(zeros) // 5) and others.count(0) * 50 <= len(others):
            text = sample.decode(codec, "replace")
            control = sum(char < " " and char not in "\t\n\r" for char in text)
            if control * 100 <= len(text):
                return codec
    return ""
