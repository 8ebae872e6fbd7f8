"""Bytes that are no UTF-8 → the texts that they may be, best first.

What decides is in how many of the words an encoding gives letters that people write together
(:mod:`dashboard.sources.files.read.alphabets`), and how many languages it takes to have written them all. charset-normalizer, which
counts letters, adds its guess; it is not believed alone (it takes most Western names for Central European).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dashboard.sources.files.read import alphabets

#: Encodings that programs write today.
_USUAL = ("cp1252", "cp1251", "gb18030", "cp1250", "cp1256", "cp932", "cp949", "big5", "cp1254", "cp1253", "koi8-u", "cp1255", "cp874", "cp1257", "euc_jp")  # fmt: skip
#: Older encodings. They count where they fit better than any of the usual ones, or where the text has few words.
_OLD = ("cp866", "cp850", "cp437", "iso8859-5", "mac-roman", "mac-cyrillic", "cp852", "iso8859-2", "iso8859-7", "iso8859-6")  # fmt: skip
#: The common characters of each Asian encoding: their first and last lead byte, and their lowest trail byte.
_COMMON = {
    "gb18030": (0xB0, 0xD7, 0xA1),
    "big5": (0xA4, 0xC6, 0x40),
    "cp949": (0xB0, 0xC8, 0xA1),
    "euc_jp": (0xA1, 0xCF, 0xA1),
    "cp932": (0x81, 0x98, 0x40),
}
_POSSIBLE, _GOOD = 0.5, 0.9
#: How far the best encoding has to be ahead of the next.
_AHEAD = 0.25
#: So many letters beyond ASCII show which are frequent, and so many words which language most of them are in.
_SOME_LETTERS, _SOME_WORDS = 12, 8
#: So many different letters of one language are no chance.
_MANY_KINDS = 8
_WESTERN = (
    "French",
    "Spanish",
    "Portuguese",
    "German",
    "Italian",
    "Danish",
    "Swedish",
    "Dutch",
    "Catalan",
    "Icelandic",
)
_CENTRAL = ("Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Romanian", "Albanian")
_BALTIC = ("Latvian", "Lithuanian", "Estonian")
#: The languages in which programs use an encoding unasked.
_HOME = {
    **dict.fromkeys(("cp1252", "cp850", "cp437", "mac-roman"), _WESTERN),
    **dict.fromkeys(("cp1250", "cp852", "iso8859-2"), _CENTRAL),
    "cp1254": ("Turkish",),
    "cp1257": _BALTIC,
}


@dataclass(frozen=True)
class PossibleText:
    """The bytes in one encoding: the share of words (0-1) that may be written so, the languages it takes, the share of
    frequent letters, and whether the detector agrees.
    """

    codec: str
    text: str
    score: float
    languages: int
    natural: float = 0.0
    letters: int = 0
    detected: bool = False
    words: tuple[str, ...] = ()

    @property
    def flow(self) -> int:
        """How frequent its letters are, in rough steps; 0 where there are too few to say."""
        return round(self.natural * 4) if self.letters >= _SOME_LETTERS else 0

    @property
    def is_detected(self) -> bool:
        """Whether the detector agrees and has letters enough to count."""
        return self.detected and self.letters >= _SOME_LETTERS

    @property
    def kinds(self) -> int:
        """How many different letters beyond ASCII there are."""
        return len({char for char in self.text.lower() if not char.isascii() and char.isalpha()})

    @property
    def is_good(self) -> bool:
        """Whether nearly all words may be written so, in languages that people write."""
        return self.score >= _GOOD and self.languages < alphabets.NO_LANGUAGE

    def is_close(self, other: PossibleText) -> bool:
        """Whether the other one may be meant as well."""
        if other.score < self.score - _AHEAD:
            return False
        if self.letters >= _SOME_LETTERS and self.natural - other.natural >= _AHEAD:
            return False
        if self._is_at_home(other):
            return False
        if other.languages <= self.languages:
            return True
        # One language against two: a few letters may be explained so by chance.
        sure = self.languages == 1 and (self.kinds >= _MANY_KINDS or other.codec == "cp1257")
        return other.languages == self.languages + 1 and not sure

    def _is_at_home(self, other: PossibleText) -> bool:
        """Whether most words are in a language that is written so, and it explains more than the other's may."""
        if not (self.codec in _HOME and other.codec in _HOME) or len(self.words) < _SOME_WORDS:
            return False
        mine, language = alphabets.coverage(self.words, _HOME[self.codec])
        coverage, rival = alphabets.coverage(other.words, _HOME[other.codec])
        own = [word for word in self.words if word not in other.words]
        others = [word for word in other.words if word not in self.words]
        explained, rivals = alphabets.share_in(own, language), alphabets.share_in(others, rival)
        if rivals > 0.2:
            return False
        return (mine >= 0.8 and mine - coverage >= _AHEAD) or (len(own) > 1 and mine >= 0.6 and explained >= 0.6)


def readings_of(data: bytes, sample: bytes) -> list[PossibleText]:
    """One for each different text that ``data`` may be, best first, judged by ``sample``: its lines beyond ASCII."""
    guess = from_bytes(sample[: 1 << 16]).best()
    guessed = [guess.encoding] if guess and guess.encoding not in ("ascii", "utf_8") else []
    detected = sample.decode(guessed[0], "replace") if guessed else ""
    usual = _of(data, sample, _USUAL, {}, detected)
    best = max((entry.score for entry in usual.values()), default=0.0)
    few = all(entry.letters < _SOME_LETTERS for entry in usual.values() if entry.score == best)
    for text, entry in _of(data, sample, (*_OLD, *guessed), usual, detected).items():
        rival = few and entry.score >= _GOOD and entry.codec not in _HOME
        if text not in usual and (entry.score > best + 0.01 or rival):
            usual[text] = entry
    readings = [entry for entry in usual.values() if entry.score >= _POSSIBLE]
    readings.sort(key=lambda entry: (-round(entry.score, 2), entry.languages, -entry.flow, not entry.is_detected))
    return readings or [PossibleText("cp1252", sample.decode("cp1252", "replace"), 0.0, alphabets.NO_LANGUAGE)]


def _of(
    data: bytes, sample: bytes, codecs_tried: Sequence[str], readings: dict[str, PossibleText], detected: str
) -> dict[str, PossibleText]:
    readings = dict(readings)
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
        # Kana, for instance, stand in the same places of several encodings.
        if text not in readings or score > readings[text].score:
            needed = alphabets.languages_needed(words) if score >= _POSSIBLE else alphabets.NO_LANGUAGE
            readings[text] = PossibleText(
                codec, text, score, needed, *alphabets.naturalness(words), text == detected, tuple(words)
            )
    return readings


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
