"""Text of any common encoding → UTF-8, with what was assumed; where two encodings fit, both with a line of the text.

UTF-8 and UTF-16 prove themselves. For anything else the words decide (:mod:`dashboard.sources.files.read.possible_texts`). An encoding that
reads far better than all others is used, and said. Else a person chooses.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.errors import FileRefused
from dashboard.sources.files.read.content_kinds import utf16_without_mark
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.possible_texts import PossibleText, readings_of
from dashboard.words.sentences import deferred, say, say_count

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NAMES = {
    "cp1252": deferred("Windows-1252 (Western European)"), "cp1251": "Windows-1251 (Cyrillic)", "gb18030": deferred("GBK (Chinese)"),
    "cp1250": deferred("Windows-1250 (Central European)"), "cp1256": "Windows-1256 (Arabic)", "cp932": deferred("Shift JIS (Japanese)"),
    "cp949": deferred("EUC-KR (Korean)"), "big5": "Big5 (Chinese)", "cp1254": "Windows-1254 (Turkish)",
    "cp1253": "Windows-1253 (Greek)", "koi8-u": "KOI8 (Cyrillic)", "cp1255": "Windows-1255 (Hebrew)",
    "cp874": "Windows-874 (Thai)", "cp1257": "Windows-1257 (Baltic)", "euc_jp": deferred("EUC-JP (Japanese)"),
    "cp866": deferred("CP866 (Cyrillic of DOS)"), "cp850": deferred("CP850 (Western European of DOS)"), "utf-8": "UTF-8",
}  # fmt: skip
_SAMPLE_LINES, _SAMPLE_BYTES, _MOST_OFFERED = 2000, 1 << 18, 8
#: From how many lines the one to show is chosen.
_SHOWN_LINES = 500


@dataclass(frozen=True)
class Decoded:
    """The content in UTF-8 and the codec it was read with. ``offered`` are codecs that may fit, best first, each with
    a line as it reads it; ``certain`` is False where a person has to choose among them.
    """

    content: Content
    encoding: str
    certain: bool = True
    why: str = ""
    offered: tuple[tuple[str, str], ...] = ()


def as_utf8(content: Content, chosen: str | None = None) -> Decoded:
    """The content in UTF-8, judged by its mark and its first million bytes. Raises FileRefused for torn UTF-16."""
    if chosen:
        return _as_chosen(content, chosen)
    for mark, codec, named in _MARKS:
        if content.head.startswith(mark):
            return _wide(content, content.whole()[len(mark) :], codec, named, say("The file begins with its mark."))
    codec = utf16_without_mark(content.head)
    if codec:
        why = say("Every other byte is zero, as in UTF-16.")
        return _wide(content, content.whole(), codec, say("UTF-16 (without its mark)"), why)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content.head, final=content.size <= len(content.head))
    except UnicodeDecodeError:
        return judged(content)
    return Decoded(content, "utf-8", why=say("Its bytes are UTF-8."))


def judged(content: Content) -> Decoded:
    """Content that is not UTF-8: the encoding that reads best, and those that may be meant as well."""
    data = content.whole()
    good = len(_MULTIBYTE.findall(data))
    bad = data.decode("utf-8", "replace").count("\ufffd")
    if good > 4 * bad:
        notice = say("The file is in UTF-8 with some broken bytes; they are shown as \ufffd.")
        why = say("Most of its letters beyond ASCII are UTF-8; a few bytes are broken.")
        return Decoded(content.replaced(data.decode("utf-8", "replace").encode(), notice), "utf-8", True, why)
    sample = _sample(data)
    readings = readings_of(data, sample)
    if good > bad:
        readings.insert(0, PossibleText("utf-8", sample.decode("utf-8", "replace"), 1.0, 1))
    best, *others = readings
    offered = _offered(readings)
    certain = best.is_good and not any(best.is_close(other) for other in others)
    named = _NAMES.get(best.codec, best.codec)
    text = data.decode(best.codec, "replace")
    notice = say(
        'The file is not in UTF-8; it was read as {named}, for instance: "{offered}".',
        named=named,
        offered=offered[0][1],
    )
    why = (
        say("Its words read best as {named}.", named=named)
        if certain
        else say("Its words may be read in several ways.")
    )
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), best.codec, certain, why, offered)


def _offered(readings: Sequence[PossibleText]) -> tuple[tuple[str, str], ...]:
    """Each codec with one line as it reads it: the line in which most of them differ."""
    shown = readings[:_MOST_OFFERED]
    texts = [entry.text.split("\n") for entry in shown]

    def telling(place: int) -> tuple[int, int, int, int]:
        line = texts[0][place]
        marked = sum(not char.isascii() for char in line)
        first_two = len({lines[place] for lines in texts[:2]})
        return len({lines[place] for lines in texts}), first_two, min(marked, 20), -len(line)

    place = max(range(min(min(map(len, texts)), _SHOWN_LINES)), key=telling)
    lines = [lines[place] for lines in texts]
    differing = [number for number, chars in enumerate(zip(*lines, strict=False)) if len(set(chars)) > 1]
    beyond = [number for number, char in enumerate(lines[0]) if not char.isascii()]
    start = min(differing[:1] or beyond[:1] or [0])
    return tuple((entry.codec, _cut(line, start)) for entry, line in zip(shown, lines, strict=True))


def _sample(data: bytes) -> bytes:
    """The lines that have a byte beyond ASCII: the first of them."""
    if len(data) <= _SAMPLE_BYTES:
        lines = data.splitlines(keepends=True)
    else:
        lines = data.split(b"\n")
        lines = [line + b"\n" for line in lines]
    kept: list[bytes] = []
    size = 0
    for line in lines:
        if not line.isascii():
            kept.append(line)
            size += len(line)
            if len(kept) >= _SAMPLE_LINES or size >= _SAMPLE_BYTES:
                break
    return b"".join(kept)


def _cut(line: str, start: int) -> str:
    """A printable part of a line, from a little before ``start``."""
    begin = max(start - 40, 0)
    shown = "".join(char if char.isprintable() else " " for char in line[begin : begin + 120].rstrip())
    return ("… " if begin else "") + shown + (" …" if begin + 120 < len(line) else "")


def _wide(content: Content, data: bytes, codec: str, named: str, why: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        wrong = say("it begins as {named} but is damaged or was cut off", named=named)
        raise FileRefused(content.name, wrong, say("save it as CSV in UTF-8")) from error
    notice = say("The file is in {named}; it was read as such.", named=named)
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), codec, True, why)


def _as_chosen(content: Content, chosen: str) -> Decoded:
    why = say("You chose it.")
    try:
        codec = codecs.lookup(chosen).name
        if not codecs.lookup(chosen)._is_text_encoding:
            raise LookupError(chosen)
    except LookupError as error:
        wrong = say('there is no encoding named "{chosen}"', chosen=chosen)
        raise FileRefused(content.name, wrong, say("choose one such as utf-8 or cp1251")) from error
    data = content.whole()
    for mark, marked, _ in _MARKS:
        if data.startswith(mark) and codec.startswith(marked[:6]):
            data, codec = data[len(mark) :], marked
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd") - data.decode("utf-8", "ignore").count("\ufffd") if codec != "utf-8" else 0
    if codec == "utf-8" and "\ufffd" not in text:
        return Decoded(content, chosen, True, why)
    offered = _offered(readings_of(data, _sample(data)))
    notice = say("The file was read as {encoding}, as you chose.", encoding=_NAMES.get(codec, chosen))
    if codec == "utf-8":
        notice = say("The file was read as UTF-8, as you chose; broken bytes are shown as \ufffd.")
    elif broken > 0:
        lost = say_count(
            broken,
            one="{number} byte cannot be read so; it is shown as \ufffd.",
            other="{number} bytes cannot be read so; they are shown as \ufffd.",
        )
        notice = f"{notice} {lost}"
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), chosen, True, why, offered)
