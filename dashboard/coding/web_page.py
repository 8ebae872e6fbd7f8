"""The article of a web page, by trafilatura (the extra ``articles``), from the bytes alone.

Only its function ``extract`` is called, with the text of the page: it reads, and fetches nothing. Scripts are not run.
"""

from __future__ import annotations

import importlib
import re
from importlib import metadata
from typing import Any

from dashboard.coding.article_text import decoded_text
from dashboard.coding.extracted_text import ExtractedText
from dashboard.coding.page_metadata import stated_by_page
from dashboard.coding.page_paragraphs import paragraphs_left_out
from dashboard.errors import ReportRefused
from dashboard.words.sentences import say, say_count

_WORDS_SHOWN = 8
_CHARSET = re.compile(
    rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]+)"
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def page_text(name: str, content: bytes) -> ExtractedText:
    """The article of a page and what the page states of itself. Raises ReportRefused."""
    page, notes = _decoded(name, content)
    return of_page(name, page, notes)


def of_page(name: str, page: str, notes: tuple[str, ...] = ()) -> ExtractedText:
    """The same of a page as text."""
    trafilatura = needed("trafilatura", name, say("a web page"))
    # lxml takes no text that says in which encoding it was.
    text = trafilatura.extract(
        _DECLARATION.sub("", page, count=1).replace("\0", ""),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        deduplicate=False,
    )
    if not text or not text.strip():
        raise ReportRefused(
            say(
                "{name} is a web page in which no article was found. Copy the text of the article and paste it.",
                name=name,
            )
        )
    kept = say("The text was taken from the page; what stood around it was left out, and the page itself is kept.")
    notes = (*notes, kept, *_left_out(page, text))
    return ExtractedText(text, version_of("trafilatura"), notes, stated_by_page(page))


def _left_out(page: str, text: str) -> tuple[str, ...]:
    """A sentence on the paragraphs that may belong to the article and are not in its text."""
    paragraphs = paragraphs_left_out(page, text)
    if not paragraphs:
        return ()
    return (
        say_count(
            len(paragraphs),
            one="A longer paragraph of the page is not in the text: “{words} …”. Read whether it belongs to the article.",
            other="{number} longer paragraphs of the page are not in the text, the first of them “{words} …”. Read whether they belong to the article.",
            words=" ".join(paragraphs[0].split()[:_WORDS_SHOWN]),
        ),
    )


def needed(package: str, name: str, kind: str) -> Any:
    """The package that reads a kind of file. Raises ReportRefused where it is not installed."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise ReportRefused(
            say(
                "{name} is {kind}, and what reads those is not installed. Run pip install '.[articles]' in the project's folder, or paste the text.",
                name=name,
                kind=kind,
            )
        ) from error


def version_of(package: str) -> str:
    """The package with its version: "trafilatura 2.3.1"."""
    return f"{package} {metadata.version(package)}"


def _decoded(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The page as text: by its mark, as UTF-8, as it declares, else by the detector."""
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        codec = (declared[1] or declared[2]).decode("ascii")
        # What pages call ISO 8859-1 is Windows-1252 (WHATWG Encoding Standard).
        codec = "cp1252" if codec.lower() in ("iso-8859-1", "latin1", "us-ascii") else codec
        for tried in ("utf-8", codec):
            try:
                return content.decode(tried), ()
            except (UnicodeDecodeError, LookupError):
                continue
    decoded = decoded_text(name, content)
    return decoded.text.removeprefix("\ufeff"), decoded.notes
