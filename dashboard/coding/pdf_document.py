"""The text of a PDF, by PDFium (pypdfium2, the extra ``articles``). Its scripts are not run.

A PDF holds letters at places, not paragraphs: each line of a page is a line of the text, and a blank line stands
between pages. A page that is a picture has no text, and that is said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from dashboard.coding.extracted_text import ExtractedText, Stated
from dashboard.coding.web_page import needed, version_of
from dashboard.errors import ReportRefused
from dashboard.propose.report_text import MOST_BYTES
from dashboard.words.sentences import say, say_count, say_list

_PROPERTIES = {"Title": "title", "Author": "author", "CreationDate": "made"}
_PASSWORD = 4  # FPDF_ERR_PASSWORD
# How PDFium marks a hyphen at the end of a line, by its version.
_DIVIDED = re.compile("[\ufffe\x02](?:\r\n|\n)?")
# Letters of Arabic script in the form that they have beside others: searched for, they are other letters.
_JOINED_FORMS = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]+")
_MOST_NAMED = 5


def pdf_text(name: str, content: bytes) -> ExtractedText:
    """The text of a PDF, page by page. Raises ReportRefused."""
    pdfium = needed("pypdfium2", name, say("a PDF"))
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ReportRefused(
                say("{name} is a PDF with a password. Save it without one, or paste its text.", name=name)
            ) from error
        raise ReportRefused(
            say(
                "{name} cannot be read: the PDF is damaged or was cut off. Bring it again, or paste its text.",
                name=name,
            )
        ) from error
    try:
        pages = _pages(name, document, pdfium.PdfiumError)
        stated = _stated(document)
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise ReportRefused(
            say_count(
                len(pages),
                one="{name} is a PDF of one page without a letter of text: it is a scan. Have its text recognised, and paste that.",
                other="{name} is a PDF of {number} pages without a letter of text: it is a scan. Have its text recognised, and paste that.",
                name=name,
            )
        )
    text, notes = _plain(text)
    return ExtractedText(text + "\n", version_of("pypdfium2"), (*_empty(pages), *notes), stated)


def _pages(name: str, document: Any, broken: type[Exception]) -> list[str]:
    """The text of each page, empty where it has none. Raises ReportRefused for a book."""
    pages: list[str] = []
    size = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_bounded()
        except broken:
            text = ""
        size += len(text)
        if size > MOST_BYTES:
            raise ReportRefused(say("{name} holds the text of a book. Cut it into its articles.", name=name))
        pages.append(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip())
    return pages


def _plain(text: str) -> tuple[str, list[str]]:
    """The text with divided words joined and letters in their plain form, and what was done."""
    notes = []
    text, divided = _DIVIDED.subn("", text)
    if divided:
        notes.append(
            say_count(
                divided,
                one="One word that was divided at the end of a line was joined.",
                other="{number} words that were divided at the ends of lines were joined.",
            )
        )
    text, forms = _JOINED_FORMS.subn(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    if forms:
        notes.append(say("Letters of Arabic script that stood in the forms of print were written as plain letters."))
    return text, notes


def _empty(pages: list[str]) -> list[str]:
    numbers = [str(number) for number, page in enumerate(pages, 1) if not page]
    if not numbers:
        return []
    if len(numbers) > _MOST_NAMED:
        return [
            say(
                "{number} of {pages} pages have no text: they are empty or pictures.",
                number=len(numbers),
                pages=len(pages),
            )
        ]
    return [
        say_count(
            len(numbers),
            one="Page {pages} has no text: it is empty or a picture.",
            other="Pages {pages} have no text: they are empty or pictures.",
            pages=say_list(numbers),
        )
    ]


def _stated(document: Any) -> tuple[Stated, ...]:
    values = ((field, key, " ".join(document.get_metadata_value(key).split())) for key, field in _PROPERTIES.items())
    return tuple(Stated(field, value[:1_000], f"PDF {key}") for field, key, value in values if value)
