"""The text of an e-mail (.eml, .mht) by the standard library: its text part, else the page in it.

Attachments are named and not read. Only a mail without a text part needs the extra ``articles``.
"""

from __future__ import annotations

import platform
from email import message_from_bytes, policy
from email.message import EmailMessage

from dashboard.coding.article_text import decoded_text
from dashboard.coding.extracted_text import ExtractedText, Stated
from dashboard.coding.web_page import of_page
from dashboard.errors import ReportRefused
from dashboard.words.sentences import say, say_list

_HEADERS = {
    "Subject": "title",
    "From": "author",
    "Date": "made",
    "Content-Language": "language",
    "Snapshot-Content-Location": "address",
}
_MOST_NAMED = 8


def mail_text(name: str, content: bytes) -> ExtractedText:
    """The text of a mail and what its headers state. Raises ReportRefused."""
    try:
        mail = message_from_bytes(content.lstrip(), policy=policy.default)
        plain, page = mail.get_body(("plain",)), mail.get_body(("html", "related"))
        notes, stated = _attached(mail), _stated(mail)
        words, plain_notes = _words(name, plain)
        if words.strip():
            return ExtractedText(words, _program(), (*plain_notes, *notes), stated)
        html, page_notes = _words(name, page)
    except ReportRefused:
        raise
    except Exception as error:  # the mail reader raises many kinds over headers and parts that are torn
        raise ReportRefused(
            say("{name} cannot be read: the e-mail is damaged. Copy its text and paste it.", name=name)
        ) from error
    if not html.strip():
        raise ReportRefused(
            say(
                "{name} is an e-mail without text of its own. Bring what is attached to it, or paste its text.",
                name=name,
            )
        )
    extracted = of_page(name, html, page_notes)
    program = say("{mail}, {page}", mail=_program(), page=extracted.program)
    return ExtractedText(extracted.text, program, (*extracted.notes, *notes), (*stated, *extracted.stated))


def _program() -> str:
    return f"email (Python {platform.python_version()})"


def _words(name: str, part: object) -> tuple[str, tuple[str, ...]]:
    """The text of a part, by the encoding that it states, else by the detector."""
    if not isinstance(part, EmailMessage):
        return "", ()
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return "", ()
    codec = part.get_content_charset()
    try:
        return content.decode(codec or "utf-8"), ()
    except (LookupError, UnicodeDecodeError):
        decoded = decoded_text(name, content)
        return decoded.text, decoded.notes


def _attached(mail: EmailMessage) -> tuple[str, ...]:
    names = [str(part.get_filename() or part.get_content_type()) for part in mail.iter_attachments()]
    if not names:
        return ()
    shown = [*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])]
    return (say("What is attached to the e-mail was not read: {names}.", names=say_list(shown)),)


def _stated(mail: EmailMessage) -> tuple[Stated, ...]:
    values = ((field, header, " ".join(str(mail.get(header, "")).split())) for header, field in _HEADERS.items())
    return tuple(Stated(field, value[:1_000], f"header {header}") for field, header, value in values if value)
