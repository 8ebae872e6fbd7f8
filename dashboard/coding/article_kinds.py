"""Which kind of file the bytes of an article are: their first bytes decide, the name only where those say nothing.

Raises ReportRefused for what holds no article: a picture, a program, an archive, an old Word file.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from dashboard.errors import ReportRefused
from dashboard.sources.files.read import refused_kinds
from dashboard.sources.files.read.content_kinds import utf16_without_mark
from dashboard.words.sentences import say

TEXT, HTML, DOCX, PDF, EML = "text", "html", "docx", "pdf", "eml"
KINDS = (TEXT, HTML, DOCX, PDF, EML)
#: What the files of an article are called, for the dialog that opens them.
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".docx", ".pdf", ".eml", ".mht", ".mhtml")

_HEAD = 1 << 16
_OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the part that holds a document with a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIL_NAMES, _PAGE_NAMES = (".eml", ".mht", ".mhtml"), (".html", ".htm", ".xhtml")
# A header that only mails have; an article may begin with "Date:".
_MAIL = re.compile(
    rb"(?i)(?:return-path|received|delivered-to|mime-version|message-id|x-mozilla-status|dkim-signature):"
)
_HEADER = re.compile(rb"(?i)(?:[a-z][a-z0-9-]*: ?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_PAGE = re.compile(r"(?i)(?>(?:\s+|<!--.*?-->|<\?xml[^>]*>)*)<(?:!doctype\s+html|html|head|body)\b", re.DOTALL)
_TAGGED = re.compile(r"(?i)<(?:p|div|article|br|h1|table)\b[^>]*>")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_CONTROL = bytes(code for code in range(32) if code not in (0, 9, 10, 12, 13, 26, 27))


def kind_of(name: str, content: bytes) -> str:
    """One of ``KINDS``. Raises ReportRefused."""
    head, ending = content[:_HEAD], PurePosixPath(name.lower()).suffix
    if not head.strip():
        raise ReportRefused(say("{name} is empty. Bring the article itself, or paste its text.", name=name))
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(name, content)
    if head.startswith(_OFFICE_97):
        raise ReportRefused(_office_97(name, content))
    if _is_mail(head, ending):
        return EML
    refused = refused_kinds.by_beginning(_as_letters(head), "")
    if refused:
        raise _no_article(name, refused.words)
    start = _beginning(head)
    if _PAGE.match(start) or (ending in _PAGE_NAMES and _TAGGED.search(start)):
        return HTML
    if start.lstrip().startswith("<?xml") or re.match(r"\s*<(?:svg|rss|feed)\b", start):
        refused = refused_kinds.page(start.lstrip().encode(), "")
        raise _no_article(name, refused.words if refused else say("an XML document"))
    wide = head.startswith(_WIDE_MARKS) or utf16_without_mark(head)
    if not wide and sum(head.count(code) for code in _CONTROL) > len(head) // 100:
        raise _no_article(name, say("a binary file of no kind known here"))
    return TEXT


def _as_letters(head: bytes) -> bytes:
    """The first bytes; of what has none but signs of text, those beyond ASCII as "?".

    "MZUZU, Malawi —" begins as a program does, and only a program has other bytes than those of text.
    """
    is_text = not any(head.count(code) for code in (0, *_CONTROL))
    return head.decode("ascii", "replace").replace("\ufffd", "?").encode() if is_text else head


def _beginning(head: bytes) -> str:
    """The first characters, to look for tags."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(codec, "replace").lstrip("\ufeff")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _is_mail(head: bytes, ending: str) -> bool:
    return _MAIL.match(head) is not None or (ending in _MAIL_NAMES and _HEADER.match(head.lstrip()) is not None)


def _packed(name: str, content: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReportRefused(
            say("{name} is damaged or was cut off: it is a zip file without its list. Bring it again.", name=name)
        ) from error
    if any(part.startswith("word/") for part in names):
        return DOCX
    refused = refused_kinds.archive(names)
    raise _no_article(name, refused.words if refused else say("a zip archive"))


def _office_97(name: str, content: bytes) -> str:
    if _LOCKED in content:
        return say("{name} has a password. Save it in Word without one, or paste its text.", name=name)
    return say("{name} is an Office file of the old kind (.doc, .xls). Save it as docx, or paste its text.", name=name)


def _no_article(name: str, words: str) -> ReportRefused:
    return ReportRefused(
        say(
            "{name} is {kind}, which holds no text to code. Bring a text, a web page, a Word document (docx), a PDF with text or an e-mail.",
            name=name,
            kind=words,
        )
    )
