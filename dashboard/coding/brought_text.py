"""A file that somebody brings → its text, kept with the bytes, and what the file states of itself.

A text file stays byte for byte. Of a web page, a Word document, a PDF or an e-mail the extracted text is what gets
coded, and the bytes are kept beside it. That work is done in a process of its own, with limits of memory and time.
No address is fetched and nothing in a file is run.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from dashboard.coding.article_kinds import TEXT, kind_of
from dashboard.coding.article_text import decoded_text
from dashboard.coding.extracted_text import Stated
from dashboard.coding.extraction import extracted_apart
from dashboard.errors import ReportRefused
from dashboard.propose.report_text import MOST_BYTES
from dashboard.sources.files.read.size_limits import MIB, size_words
from dashboard.words.sentences import say, say_count

#: The largest file that is looked at: a page or a document with its pictures.
MOST_FILE_BYTES = 50 * MIB
# Marks and overrides of the direction of writing: nobody sees them, and each counts as a character.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")


@dataclass(frozen=True)
class BroughtText:
    """A text as it will be coded, and the file that it came in.

    Offsets into ``text`` are Python ``str`` offsets (Unicode code points). ``kind`` is text, html, docx, pdf or eml.
    ``sha256`` is of the bytes as brought, ``text_sha256`` of the text in UTF-8: the two are the same where the text is
    the file byte for byte. ``extraction`` names the program that took the text out, None where none did. ``encoding``
    is the codec of a text file, and ``encodings`` are others that may fit, each with a line as it reads it. ``notes``
    are sentences for the reader.
    """

    name: str
    kind: str
    text: str = field(repr=False)
    content: bytes = field(repr=False)
    extraction: str | None = None
    encoding: str = ""
    encodings: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the bytes as brought."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def text_sha256(self) -> str:
        """The hash of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_right_to_left(self) -> bool:
        """Whether most letters of the text are written from the right."""
        sides = [unicodedata.bidirectional(letter) for letter in self.text if letter.isalpha()]
        return 2 * sum(side in ("R", "AL") for side in sides) > len(sides)

    @property
    def is_byte_for_byte(self) -> bool:
        """Whether the text is the file, byte for byte."""
        return self.content == self.text.encode()


def bring(name: str, content: bytes, encoding: str | None = None) -> BroughtText:
    """The text of a file that somebody brings. ``encoding`` is that of a text file, where a person has chosen one.

    Raises:
        ReportRefused: the file holds no text that can be read; the message says what is wrong and what to do.
    """
    if len(content) > MOST_FILE_BYTES:
        raise ReportRefused(
            say(
                "{name} has {size}; an article may have {most}. Copy its text and paste it.",
                name=name,
                size=size_words(len(content)),
                most=size_words(MOST_FILE_BYTES),
            )
        )
    kind = kind_of(name, content)
    if kind == TEXT:
        _check_size(name, len(content))
        decoded = decoded_text(name, content, encoding)
        _check_text(name, decoded.text)
        notes = (*decoded.notes, *_notes(decoded.text))
        return BroughtText(name, kind, decoded.text, content, None, decoded.encoding, decoded.encodings, notes)
    extracted = extracted_apart(kind, name, content)
    _check_size(name, len(extracted.text.encode()))
    _check_text(name, extracted.text)
    notes = (*extracted.notes, *_notes(extracted.text))
    return BroughtText(name, kind, extracted.text, content, extracted.program, notes=notes, stated=extracted.stated)


def bring_pasted(text: str) -> BroughtText:
    """A text that somebody pastes, as it stands. Raises ReportRefused as ``bring`` does."""
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        raise ReportRefused(
            say(
                "The text holds half of a character at {place}: it was cut in the middle of one. Copy it again.",
                place=error.start,
            )
        ) from error
    return bring(say("pasted text"), content)


def _check_size(name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise ReportRefused(
            say(
                "{name} holds {size} of text; an article may have {most}. Cut it into its articles.",
                name=name,
                size=size_words(size),
                most=size_words(MOST_BYTES),
            )
        )


def _check_text(name: str, text: str) -> None:
    if not any(letter.isalnum() for letter in text):
        raise ReportRefused(say("{name} holds no text. Bring the article itself, or paste its text.", name=name))
    if "\0" in text:
        raise ReportRefused(
            say(
                "{name} holds a NUL character at {place}: it is no plain text. Save the article as text and bring that.",
                name=name,
                place=text.index("\0"),
            )
        )


def _notes(text: str) -> tuple[str, ...]:
    """What a reader has to know of characters that nobody sees."""
    notes = []
    if text.startswith("\ufeff"):
        notes.append(say("The text begins with a byte order mark, which nobody sees; it counts as one character."))
    if marks := len(_DIRECTION.findall(text)):
        notes.append(
            say_count(
                marks,
                one="The text holds a mark for the direction of writing, which nobody sees; it counts as a character.",
                other="The text holds {number} marks for the direction of writing, which nobody sees; each counts as a character.",
            )
        )
    if override := _OVERRIDE.search(text):
        notes.append(
            say(
                "A mark at {place} turns the direction of writing round: the words behind it read otherwise than they stand.",
                place=override.start(),
            )
        )
    return tuple(notes)
