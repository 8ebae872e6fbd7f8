"""Text of any common encoding → UTF-8, and a sentence about what was assumed."""

from __future__ import annotations

import codecs
import re

from dashboard.errors import FileRefused
from dashboard.files.contents import Content

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def as_utf8(content: Content) -> Content:
    """The content in UTF-8, judged by its mark and its first million bytes."""
    for mark, encoding in _BOMS:
        if content.head.startswith(mark):
            try:
                text = content.whole()[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                wrong = "it begins as UTF-16 but is damaged or was cut off"
                raise FileRefused(content.name, wrong, "save it as CSV in UTF-8") from error
            return content.replaced(text.encode("utf-8", "replace"), "The file is in UTF-16; it was read as such.")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content.head, final=content.size <= len(content.head))
    except UnicodeDecodeError:
        return transcoded(content)
    return content


def transcoded(content: Content) -> Content:
    """Content that is not UTF-8 after all: a Western code page, or UTF-8 with some broken bytes."""
    data = content.whole()
    good = len(_MULTIBYTE.findall(data))
    bad = data.decode("utf-8", "replace").count("\ufffd")
    if good > bad:
        notice = "The file is in UTF-8 with some broken bytes; they are shown as \ufffd."
        return content.replaced(data.decode("utf-8", "replace").encode(), notice)
    try:
        text, named = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, named = data.decode("latin-1"), "Latin-1"
    notice = f"The file is not in UTF-8; it was read as {named} (Western European). Check names with accents."
    return content.replaced(text.encode(), notice)
