"""The bytes of a text file → its text: UTF-8 as it stands, any other encoding by the detector that event files use."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.errors import FileRefused, ReportRefused
from dashboard.sources.files.read import file_bytes
from dashboard.sources.files.read.encoding import as_utf8, judged
from dashboard.words.sentences import say, say_choice


@dataclass(frozen=True)
class DecodedText:
    """The text, the codec that it was read with, and others that may fit, each with a line as it reads it."""

    text: str
    encoding: str
    encodings: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def decoded_text(name: str, content: bytes, chosen: str | None = None) -> DecodedText:
    """The text with its line ends kept. ``chosen`` is an encoding that a person has chosen. Raises ReportRefused."""
    if chosen is None and b"\0" not in content:
        try:
            return DecodedText(content.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    try:
        decoded = as_utf8(file_bytes.of_bytes(content, name), chosen)
        if decoded.encoding == "utf-8" and chosen is None and not _is_utf8(decoded.content.whole()):
            decoded = judged(file_bytes.of_bytes(content, name))  # broken behind the part that was looked at
    except FileRefused as refused:
        raise ReportRefused(
            say("{name}: {wrong}. Save it as text in UTF-8 and bring that.", name=name, wrong=refused.wrong)
        ) from refused
    notes = list(decoded.content.notices)
    if not decoded.certain:
        others = [codec for codec, _ in decoded.offered if codec != decoded.encoding]
        if others:
            notes.append(say("It may also be {others}: choose one if letters read wrong.", others=say_choice(others)))
    offered = tuple((codec, line) for codec, line in decoded.offered if codec != decoded.encoding)
    return DecodedText(decoded.content.whole().decode("utf-8"), decoded.encoding, offered, tuple(notes))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
