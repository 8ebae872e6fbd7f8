"""Text of any common encoding → UTF-8, with what was assumed; where two encodings fit, both with a line of the text.

UTF-8 and UTF-16 prove themselves. For anything else the words decide: in how many of them an encoding gives letters
that people write together (:mod:`dashboard.files.alphabets`), with charset-normalizer's guess among the candidates. One
that reads far better than all others is used, and said. Else a person chooses.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dashboard.errors import FileRefused
from dashboard.files import alphabets
from dashboard.files.contents import Content, utf16_without_mark

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: What programs write today; then what they wrote before, which counts only where none of the first fits.
_USUAL = ("cp1252", "cp1251", "gb18030", "cp1250", "cp1256", "cp932", "cp949", "big5", "cp1254", "cp1253", "koi8-u", "cp1255", "cp874", "cp1257", "euc_jp")  # fmt: skip
_OLD = ("cp866", "cp850", "cp437", "iso8859-5", "mac-roman", "mac-cyrillic", "cp852", "iso8859-2", "iso8859-7", "iso8859-6")  # fmt: skip
_NAMES = {
    "cp1252": "Windows-1252 (Western European)", "cp1251": "Windows-1251 (Cyrillic)", "gb18030": "GBK (Chinese)",
    "cp1250": "Windows-1250 (Central European)", "cp1256": "Windows-1256 (Arabic)", "cp932": "Shift JIS (Japanese)",
    "cp949": "EUC-KR (Korean)", "big5": "Big5 (Chinese)", "cp1254": "Windows-1254 (Turkish)",
    "cp1253": "Windows-1253 (Greek)", "koi8-u": "KOI8 (Cyrillic)", "cp1255": "Windows-1255 (Hebrew)",
    "cp874": "Windows-874 (Thai)", "cp1257": "Windows-1257 (Baltic)", "euc_jp": "EUC-JP (Japanese)",
    "cp866": "CP866 (Cyrillic of DOS)", "cp850": "CP850 (Western European of DOS)", "utf-8": "UTF-8",
}  # fmt: skip
#: Lead bytes of each Asian encoding's common characters, with their trail bytes from.
_COMMON = {
    "gb18030": (0xB0, 0xD7, 0xA1),
    "big5": (0xA4, 0xC6, 0x40),
    "cp949": (0xB0, 0xC8, 0xA1),
    "euc_jp": (0xA1, 0xCF, 0xA1),
    "cp932": (0x81, 0x98, 0x40),
}
_SAMPLE_LINES, _SAMPLE_BYTES, _MOST_OFFERED = 2000, 1 << 18, 8
#: A detector that counts letters is believed from so many bytes on.
_LONG = 2000
#: How far the best encoding has to be ahead of the next.
_POSSIBLE, _GOOD, _AHEAD = 0.5, 0.9, 0.25
#: So many letters beyond ASCII show which letters are frequent.
_SOME_LETTERS = 12


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
            return _wide(content, content.whole()[len(mark) :], codec, named, "The file begins with its mark.")
    codec = utf16_without_mark(content.head)
    if codec:
        why = "Every other byte is zero, as in UTF-16."
        return _wide(content, content.whole(), codec, "UTF-16 (without its mark)", why)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content.head, final=content.size <= len(content.head))
    except UnicodeDecodeError:
        return judged(content)
    return Decoded(content, "utf-8", why="Its bytes are UTF-8.")


def judged(content: Content) -> Decoded:
    """Content that is not UTF-8: the encoding that reads best, and those that may be meant as well."""
    data = content.whole()
    good = len(_MULTIBYTE.findall(data))
    bad = data.decode("utf-8", "replace").count("\ufffd")
    if good > 4 * bad:
        notice = "The file is in UTF-8 with some broken bytes; they are shown as \ufffd."
        why = "Most of its letters beyond ASCII are UTF-8; a few bytes are broken."
        return Decoded(content.replaced(data.decode("utf-8", "replace").encode(), notice), "utf-8", True, why)
    sample = _sample(data)
    readings = _readings(data, sample)
    if good > bad:
        readings.insert(0, _Reading("utf-8", sample.decode("utf-8", "replace"), 1.0, 1))
    best, *others = readings
    offered = _offered(readings)
    certain = best.score >= _GOOD and not any(_close(best, other) for other in others)
    named = _NAMES.get(best.codec, best.codec)
    text = data.decode(best.codec, "replace")
    notice = f'The file is not in UTF-8; it was read as {named}, for instance: "{offered[0][1]}".'
    why = f"Its words read best as {named}." if certain else "Its words may be read in several ways."
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), best.codec, certain, why, offered)


def _offered(readings: Sequence[_Reading]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.codec, _line(entry.text)) for entry in readings[:_MOST_OFFERED])


@dataclass(frozen=True)
class _Reading:
    codec: str
    text: str
    score: float
    languages: int
    natural: float = 0.0
    letters: int = 0

    @property
    def flow(self) -> int:
        """How frequent its letters are, in rough steps; 0 where there are too few to say."""
        return round(self.natural * 4) if self.letters >= _SOME_LETTERS else 0

    @property
    def kinds(self) -> int:
        """How many different letters beyond ASCII there are."""
        return len({char for char in self.text.lower() if not char.isascii() and char.isalpha()})


def _readings(data: bytes, sample: bytes) -> list[_Reading]:
    """One for each different text that the bytes may be, best first."""
    guess = from_bytes(sample[: 1 << 16]).best()
    guessed = [guess.encoding] if guess and guess.encoding not in ("utf_8", "ascii") and len(sample) > _LONG else []
    found = _of(data, sample, _USUAL, {})
    if not any(entry.score >= _GOOD for entry in found.values()):
        found = _of(data, sample, (*_OLD, *guessed), found)
    readings = [entry for entry in found.values() if entry.score >= _POSSIBLE]
    detected = sample.decode(guessed[0], "replace") if guessed else ""
    readings.sort(key=lambda entry: (-round(entry.score, 1), entry.languages, -entry.flow, entry.text != detected))
    return readings or [_Reading("cp1252", sample.decode("cp1252", "replace"), 0.0, 99)]


def _of(data: bytes, sample: bytes, codecs_tried: Sequence[str], found: dict[str, _Reading]) -> dict[str, _Reading]:
    found = dict(found)
    for codec in codecs_tried:
        try:
            text = sample.decode(codec)
            words = alphabets.words(text)
            common = [word for word in words if _is_common(word, codec)]
            score = alphabets.reads(common) * len(common) / len(words) if words else 0.0
            if score >= _POSSIBLE and len(sample) < len(data):
                data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        if text not in found:
            needed = alphabets.languages_needed(words) if score >= _POSSIBLE else 99
            found[text] = _Reading(codec, text, score, needed, *alphabets.naturalness(words))
    return found


def _is_common(word: str, codec: str) -> bool:
    """Whether a word of an Asian encoding is in its common characters."""
    if codec not in _COMMON:
        return True
    low, high, trail = _COMMON[codec]
    japanese = codec in ("euc_jp", "cp932")
    rare = wide = 0
    for char in word:
        code = char.encode(codec, "replace")
        if len(code) == 1 or not char.isalpha():
            continue
        wide += 1
        rare += len(code) != 2 or not (low <= code[0] <= high and code[1] >= trail)
        if "\u3041" <= char <= "\u30fa" and not japanese:
            return False
    return rare * 7 <= wide


def _close(best: _Reading, other: _Reading) -> bool:
    """Whether the second may be meant as well."""
    if other.score < best.score - _AHEAD:
        return False
    if best.letters >= _SOME_LETTERS and best.natural - other.natural >= _AHEAD:
        return False
    if best.languages > 1 or other.languages <= best.languages:
        return other.languages <= best.languages + 1
    # Two letters of one language prove little against the other large group of Latin encodings.
    return other.languages == 2 and best.kinds < 3 and other.codec in ("cp1250", "cp1252")


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


def _line(text: str) -> str:
    """The line of a text that shows the most letters beyond ASCII, not too long."""
    lines = [line.strip() for line in text.splitlines()[:200]]
    best = max(lines, key=lambda line: (min(sum(not char.isascii() for char in line), 20), -len(line)), default="")
    start = max(next((place for place, char in enumerate(best) if not char.isascii()), 0) - 40, 0)
    cut = best[start : start + 120]
    shown = "".join(char if char.isprintable() else " " for char in cut)
    return ("… " if start else "") + shown + (" …" if start + 120 < len(best) else "")


def _wide(content: Content, data: bytes, codec: str, named: str, why: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        wrong = f"it begins as {named} but is damaged or was cut off"
        raise FileRefused(content.name, wrong, "save it as CSV in UTF-8") from error
    notice = f"The file is in {named}; it was read as such."
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), codec, True, why)


def _as_chosen(content: Content, chosen: str) -> Decoded:
    why = "You chose it."
    try:
        codec = codecs.lookup(chosen).name
        if not codecs.lookup(chosen)._is_text_encoding:
            raise LookupError(chosen)
    except LookupError as error:
        wrong = f'there is no encoding named "{chosen}"'
        raise FileRefused(content.name, wrong, "choose one such as utf-8 or cp1251") from error
    data = content.whole()
    for mark, marked, _ in _MARKS:
        if data.startswith(mark) and codec.startswith(marked[:6]):
            data, codec = data[len(mark) :], marked
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd") - data.decode("utf-8", "ignore").count("\ufffd") if codec != "utf-8" else 0
    if codec == "utf-8" and "\ufffd" not in text:
        return Decoded(content, chosen, True, why)
    offered = _offered(_readings(data, _sample(data)))
    notice = f"The file was read as {_NAMES.get(codec, chosen)}, as you chose."
    if codec == "utf-8":
        notice = "The file was read as UTF-8, as you chose; broken bytes are shown as \ufffd."
    elif broken > 0:
        notice += f" {broken:,} bytes cannot be read so; they are shown as \ufffd."
    return Decoded(content.replaced(text.encode("utf-8", "replace"), notice), chosen, True, why, offered)
