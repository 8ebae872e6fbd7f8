"""How plausible a text is: whether each of its words is written in one alphabet, as people write it.

Bytes of one encoding read in another give words that nobody writes: letters of two scripts in a word, a capital after
a small letter, a sign among letters, no vowel. So encodings can be told apart even where a file holds only a few names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

#: Signs between words, and signs that may stand at either end of one.
_SIGNS, _ENDS = "«»„“”‘’…–—׳״、。・「」『』（），：；！？", "\xa0€£§©®°•·№′″ªº"
#: A space that does not break counts as one between ASCII; between other letters it is a letter read wrongly.
_SPACE, _INVISIBLE = re.compile("(?<=[\x00-\x7f])\xa0(?=[\x00-\x7f])"), re.compile("[\u200c-\u200f]")
_WORD = re.compile(rf"[^ \t\r\n\f\v\u3000\d,;|\"'()\[\]{{}}<>/\\:.!?&@#%*+=_~{_SIGNS}-]+|[{_SIGNS}]")
#: The count for words with a letter that no language has.
NO_LANGUAGE = 99
#: How many different words are judged.
MOST_WORDS = 2000
#: Letters beyond a–z that stand together in one language's words (small ones).
LANGUAGES = {
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúü",
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
#: The most frequent letters of Cyrillic, Greek, Arabic, Hebrew, Thai, and the most frequent Chinese and Korean signs.
_FREQUENT = frozenset(
    "оеаинтсрвл" "αοιετσνηυρά" "اليمونرتبهة" "יוהלארמתבש" "านรอกเงมยล"
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小多天能好都然没日于起还发成事只作当想"
    "這來國個說們為時會著過學對裡後沒於還發當"
    "이다의는에을가고하를지로은한사도인대기자서해시나어아리정라과수일만스원전들부상"
)  # fmt: skip
_CAPS = {"LATIN", "CYRILLIC", "GREEK"}


def words(text: str) -> list[str]:
    """The different words of a text that have a letter or sign beyond ASCII."""
    text = _INVISIBLE.sub("", _SPACE.sub(" ", text))
    return list(dict.fromkeys(word for word in _WORD.findall(text) if not word.isascii()))[:MOST_WORDS]


def reads(words_beyond_ascii: Iterable[str]) -> float:
    """The share of words (0–1) that are written as people write."""
    judged = [_well_written(word) for word in words_beyond_ascii]
    return sum(judged) / len(judged) if judged else 0.0


def languages_needed(words_beyond_ascii: Iterable[str]) -> int:
    """How many languages are needed to write these words; NO_LANGUAGE where no language has a letter. Scripts that one
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
            return NO_LANGUAGE
        wanted, count = left, count + 1
    return max(count, 1)


def coverage(words_beyond_ascii: Sequence[str], languages: Sequence[str]) -> tuple[float, str]:
    """The language of these that may have written most of the words, with the share of them."""
    shares = [(share_in(words_beyond_ascii, language), language) for language in languages]
    return max(shares, default=(0.0, ""))


def share_in(words_beyond_ascii: Sequence[str], language: str) -> float:
    """The share of words whose letters are all of one language."""
    letters = frozenset(LANGUAGES[language])
    fitting = sum(
        all(char.isascii() or char in letters for char in word.lower() if char.isalpha()) for word in words_beyond_ascii
    )
    return fitting / len(words_beyond_ascii) if words_beyond_ascii else 0.0


def naturalness(words_beyond_ascii: Iterable[str]) -> tuple[float, int]:
    """The share of letters that are among the frequent ones of their script (not of Latin), and how many letters."""
    letters = [char for word in words_beyond_ascii for char in word.lower() if not char.isascii() and char.isalpha()]
    return (
        sum(char in _FREQUENT or "\u3041" <= char <= "\u30fc" for char in letters) / len(letters) if letters else 0.0
    ), len(letters)


def script(char: str) -> str:
    """The script of a letter: LATIN, CYRILLIC, CJK …; "" for what is no letter."""
    if not (char.isalpha() or unicodedata.category(char).startswith("M")):
        return ""
    name = unicodedata.name(char, "").split(" ")[0]
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "COMBINING": "COMBINING"}.get(name, name)


def _well_written(word: str) -> bool:
    word = word.strip(_ENDS)
    if not word or word in _SIGNS:
        return True
    scripts = {script(char) for char in word} - {"COMBINING"}
    if len(scripts) != 1:
        return False
    [only] = scripts
    if only in _CAPS:
        return _case(word) and (len(word) < 3 or _sounds(word, only))
    if only == "THAI":
        return not unicodedata.category(word[0]).startswith("M") and word[-1] not in "เแโใไ" and word[0] not in "ะาำๅๆฯ"
    if only == "HEBREW":
        return not unicodedata.category(word[0]).startswith("M") and not set("ךםןףץ") & set(word[:-1])
    return only in ("CJK", "HANGUL", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")


def _case(word: str) -> bool:
    """Small, Capital or CAPITALS; also McDonald and O'Neill, but no capital at the end of small letters."""
    return word.islower() or word.isupper() or word.istitle() or (word[0].isupper() and word[1:].islower())


def _sounds(word: str, only: str) -> bool:
    """Whether a word has a vowel, no more than six consonants in a row, and in Latin not mostly letters with marks."""
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
        return marked < len(word) and marked * 4 <= len(word) * 3
    if only == "CYRILLIC" and any(
        char in "ьъ" and (not place or small[place - 1] in _VOWELS) for place, char in enumerate(small)
    ):
        return False
    if only == "GREEK" and not word.isupper():
        accents = sum(char in "άέήίόύώΐΰ" for char in small)
        return accents == 1 or (not accents and sum(char in "αεηιουω" for char in small) < 2)
    return True
