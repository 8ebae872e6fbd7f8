"""The text of a Word document (docx), by mammoth (the extra ``articles``). Macros are not run, and nothing is fetched.

Before it is read: a packed document may unpack to so many bytes, and its parts hold no declarations of their own.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from dashboard.coding.extracted_text import ExtractedText, Stated
from dashboard.coding.web_page import needed, version_of
from dashboard.errors import ReportRefused
from dashboard.sources.files.read.size_limits import MIB, size_words
from dashboard.words.sentences import say

#: The most bytes to which the written parts of a document may unpack: a book has some ten million.
_MOST_UNPACKED = 64 * MIB
_MOST_PARTS = 5_000
_CORE = "docProps/core.xml"
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://purl.org/dc/terms/}created": "made",
}
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EMPTY_PARAGRAPHS = re.compile(r"\n{3,}")
_NOTE = re.compile(rb"<w:(?:footnote|endnote)\b(?![^>]*w:type=)")


def word_text(name: str, content: bytes) -> ExtractedText:
    """The text of a document: a paragraph each, with a blank line between them. Raises ReportRefused."""
    mammoth = needed("mammoth", name, say("a Word document"))
    try:
        parts = _parts(name, content)
        text = mammoth.extract_raw_text(io.BytesIO(content)).value
    except ReportRefused:
        raise
    except Exception as error:  # mammoth and its XML reader raise many kinds over a damaged document
        raise _damaged(name) from error
    if not text.strip():
        raise ReportRefused(
            say(
                "{name} is a Word document without a word of text: its pages may be pictures. Paste its text.",
                name=name,
            )
        )
    text = _EMPTY_PARAGRAPHS.sub("\n\n", text.strip("\n")) + "\n"
    return ExtractedText(text, version_of("mammoth"), tuple(_notes(parts)), _stated(parts))


def _parts(name: str, content: bytes) -> dict[str, bytes]:
    """The written parts of a document by their names; others (pictures, macros) are named and stay packed."""
    parts: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > _MOST_PARTS:
            raise _bomb(name)
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                parts[member.filename] = b""
                continue
            with archive.open(member) as stream:
                part = stream.read(left + 1)
            left -= len(part)
            if left < 0:
                raise _bomb(name)
            if _DECLARES.search(part.replace(b"\0", b"")):  # in UTF-16 every other byte is zero
                raise ReportRefused(
                    say(
                        "{name} declares things that no Word document declares, so it was not read. Paste its text.",
                        name=name,
                    )
                )
            parts[member.filename] = part
    return parts


def _notes(parts: dict[str, bytes]) -> list[str]:
    """What a reader has to know of what is not in the text."""
    body = parts.get("word/document.xml", b"")
    notes = []
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        notes.append(say("The document holds macros; they were not run, and they are not in the text."))
    if b"<w:ins " in body or b"<w:del " in body:
        notes.append(
            say("The document holds tracked changes: what was inserted is in the text, what was deleted is not.")
        )
    if any(_NOTE.search(parts.get(f"word/{kind}.xml", b"")) for kind in ("footnotes", "endnotes")):
        notes.append(say("The notes at the foot or the end of the document are not in the text."))
    if b"<w:commentReference" in body:
        notes.append(say("The comments in the margin are not in the text."))
    if any(part.startswith("word/media/") for part in parts):
        notes.append(say("The pictures of the document are not in the text."))
    return notes


def _stated(parts: dict[str, bytes]) -> tuple[Stated, ...]:
    """The properties that the document states of itself."""
    try:
        core = ElementTree.fromstring(parts.get(_CORE, b"<none/>"))
    except ElementTree.ParseError:
        return ()
    values = ((_PROPERTIES.get(entry.tag), entry) for entry in core)
    return tuple(
        Stated(field, " ".join(entry.text.split())[:1_000], f"{_CORE} {entry.tag.rpartition('}')[2]}")
        for field, entry in values
        if field and entry.text and entry.text.strip()
    )


def _bomb(name: str) -> ReportRefused:
    return ReportRefused(
        say(
            "{name} unpacks to more than {most}, as no article does. Paste its text.",
            name=name,
            most=size_words(_MOST_UNPACKED),
        )
    )


def _damaged(name: str) -> ReportRefused:
    return ReportRefused(
        say(
            "{name} cannot be read: the Word document is damaged. Open it in Word and save it again, or paste its text.",
            name=name,
        )
    )
