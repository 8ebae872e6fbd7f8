"""How well a text reads: whether each of its words is written in one alphabet, as people write it.

Bytes of one encoding read in another give words that nobody writes: letters of two scripts in a word, a capital after
a small letter, a sign among letters, no vowel. This tells encodings apart where a few names are all there is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\s\d,;|\t\"'()\[\]{}<>/\\:.!?&@#%*+=_~–—-]+")
#: Letters beyond a–z that stand together in one language's words (small ones).
LANGUAGES = {
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúüªº",
    "Portuguese": "áâãàçéêíóôõúü",
    "German": "äöüß",
    "Italian": "àèéìòù",
    "Danish": "åæøéö",
    "Swedish": "åäöé",
    "Dutch": "ëïéöüèê",
    "Catalan": "àçéèíïóòúü",
    "Icelandic": "áðéíóúýþæö",
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Croatian": "čćđšž",
    "Romanian": "ăâîșțşţ",
    "Albanian": "ëç",
    "Turkish": "çğıöşüâîûi̇",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Estonian": "äöõüšž",
    "Vietnamese": "",
}
_CYRILLIC = {
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Belarusian": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "Serbian": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "Macedonian": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєўαεηιουωάέήίόύώ" + "".join(LANGUAGES.values())) - frozenset(
    "çñßčćđśšžźżńłňřťďľĺŕşţșțğðþģķļņ"
)
_SIGNS = "€£§©®°«»„“”‘’…•·№′″"
_CAPS = {"LATIN", "CYRILLIC", "GREEK"}


def words(text: str) -> list[str]:
    """The different words of a text that have a letter or sign beyond ASCII."""
    return list(dict.fromkeys(word for word in _WORD.findall(text) if not word.isascii()))


def reads(words_beyond_ascii: Iterable[str]) -> float:
    """The share of words (0–1) that one may write so."""
    judged = [_well_written(word) for word in words_beyond_ascii]
    return sum(judged) / len(judged) if judged else 0.0


def languages_needed(words_beyond_ascii: Iterable[str]) -> int:
    """How many languages it takes to have written these words; 99 where a letter is of none. Scripts that one
    language or few write with count as one.
    """
    wanted: list[frozenset[str]] = []
    for word in words_beyond_ascii:
        letters = frozenset(char for char in word.lower() if not char.isascii() and char.isalpha())
        if letters and script(next(iter(letters))) in ("LATIN", "CYRILLIC"):
            wanted.append(letters)
    tables = [frozenset(letters) for letters in (*LANGUAGES.values(), *_CYRILLIC.values())]
    count = 0
    while wanted:
        best = max(tables, key=lambda table: sum(letters <= table for letters in wanted))
        left = [letters for letters in wanted if not letters <= best]
        if len(left) == len(wanted):
            return 99
        wanted, count = left, count + 1
    return max(count, 1)


def script(char: str) -> str:
    """The script of a letter: LATIN, CYRILLIC, CJK …; "" for what is no letter."""
    if not (char.isalpha() or unicodedata.category(char).startswith("M")):
        return ""
    name = unicodedata.name(char, "").split(" ")[0]
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "COMBINING": "COMBINING"}.get(name, name)


def _well_written(word: str) -> bool:
    bare = word.strip(_SIGNS)
    if not bare:
        return True
    scripts = {script(char) for char in bare} - {"COMBINING", "FEMININE", "MASCULINE"}
    if len(scripts) != 1:
        return False
    [only] = scripts
    if only in _CAPS:
        return _case(bare) and (len(bare) < 3 or _sounds(bare, only))
    if only == "THAI":
        return not unicodedata.category(bare[0]).startswith("M") and bare[-1] not in "เแโใไ" and bare[0] not in "ะาำๅๆฯ"
    return only in ("CJK", "HANGUL", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")


def _case(word: str) -> bool:
    """Small, Capital or CAPITALS; also McDonald and O'Neill, but no capital at the end of small letters."""
    return word.islower() or word.isupper() or word.istitle() or (word[0].isupper() and word[1:].islower())


def _sounds(word: str, only: str) -> bool:
    """Whether a word has a vowel, no row of six consonants, and in Latin not mostly letters with marks."""
    small = word.lower()
    if not any(char in _VOWELS for char in small):
        return len(word) < 4 and word.isupper()
    run = 0
    for char in small:
        run = 0 if char in _VOWELS else run + 1
        if run > 6:
            return False
    if only == "LATIN":
        marked = sum(not char.isascii() for char in small)
        return marked * 2 <= len(word) or len(word) < 3
    if only == "GREEK" and not word.isupper():
        accents = sum(char in "άέήίόύώΐΰ" for char in small)
        return accents == 1 or (not accents and sum(char in "αεηιουω" for char in small) < 2)
    return True
