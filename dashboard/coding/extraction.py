"""The text of a web page, a Word document, a PDF or an e-mail, taken out in a process of its own.

The process is the one that reads event files (:mod:`dashboard.sources.files.process.apart`): it may use so much memory
and time, and a hostile file ends it and not the program. What it found comes back as one JSON file.

Raises ReportRefused for a file that cannot be read, and where the process took too much or broke over it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeGuard

from dashboard.coding.article_kinds import DOCX, EML, HTML, PDF
from dashboard.coding.extracted_text import STATED_FIELDS, ExtractedText, Stated
from dashboard.coding.mail_message import mail_text
from dashboard.coding.pdf_document import pdf_text
from dashboard.coding.web_page import page_text
from dashboard.coding.word_document import word_text
from dashboard.errors import FileRefused, ReportRefused
from dashboard.sources.files.process.apart import done_apart
from dashboard.words.sentences import say

_READERS: Mapping[str, Callable[[str, bytes], ExtractedText]] = {
    HTML: page_text,
    DOCX: word_text,
    PDF: pdf_text,
    EML: mail_text,
}
#: Seconds of work that one file may take: somebody waits for its text.
SECONDS = 20.0
_RESULT = "extracted.json"
#: The largest result that is read: a text of the most bytes, each written as an escape of six letters.
_MOST_RESULT = 32 << 20


def extracted_apart(kind: str, name: str, content: bytes) -> ExtractedText:
    """The text of a file of this kind (html, docx, pdf or eml)."""
    try:
        with done_apart(_WORK[kind], content, name, SECONDS) as folder:
            result = folder / _RESULT
            if result.stat().st_size > _MOST_RESULT:
                raise ReportRefused(say("{name} holds the text of a book. Cut it into its articles.", name=name))
            return _read(json.loads(result.read_text("utf-8")))
    except FileRefused as refused:
        raise ReportRefused(
            say("{name}: {wrong}. Open it yourself, copy its text and paste it.", name=name, wrong=refused.wrong)
        ) from refused
    except (OSError, ValueError, RuntimeError) as error:
        raise ReportRefused(
            say("{name} cannot be read: it is damaged. Open it yourself, copy its text and paste it.", name=name)
        ) from error


def extracted(kind: str, name: str, content: bytes) -> ExtractedText:
    """The same in this process: for the process of its own, and for tests."""
    return _READERS[kind](name, content)


def extract_page(source: Path, name: str, folder: Path) -> None:
    """Write what a web page holds."""
    _write(HTML, source, name, folder)


def extract_word(source: Path, name: str, folder: Path) -> None:
    """Write what a Word document holds."""
    _write(DOCX, source, name, folder)


def extract_pdf(source: Path, name: str, folder: Path) -> None:
    """Write what a PDF holds."""
    _write(PDF, source, name, folder)


def extract_mail(source: Path, name: str, folder: Path) -> None:
    """Write what an e-mail holds."""
    _write(EML, source, name, folder)


# A function at the top of a module goes to the other process by its name.
_WORK = {HTML: extract_page, DOCX: extract_word, PDF: extract_pdf, EML: extract_mail}


def _write(kind: str, source: Path, name: str, folder: Path) -> None:
    text = extracted(kind, name, source.read_bytes())
    stated = [[entry.field, entry.value, entry.where] for entry in text.stated]
    values = {"text": text.text, "program": text.program, "notes": list(text.notes), "stated": stated}
    (folder / _RESULT).write_text(json.dumps(values), "utf-8")


def _read(values: object) -> ExtractedText:
    """What the other process wrote. Raises ValueError for anything else: a hostile file may have had its way there."""
    if not isinstance(values, dict):
        raise ValueError("no object")
    text, program = values.get("text"), values.get("program")
    notes, stated = values.get("notes"), values.get("stated")
    if not (isinstance(text, str) and isinstance(program, str) and _are_texts(notes) and isinstance(stated, list)):
        raise ValueError("other fields than were written")
    if not all(_are_texts(entry) and len(entry) == 3 and entry[0] in STATED_FIELDS for entry in stated):
        raise ValueError("other statements than were written")
    text.encode()  # half of a character is no text
    return ExtractedText(text, program, tuple(notes), tuple(Stated(*entry) for entry in stated))


def _are_texts(values: object) -> TypeGuard[list[str]]:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
