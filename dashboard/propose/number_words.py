"""Numbers as a report writes them, with their bounds: "at least 17", "twenty-two", "dozens", "between 40 and 50", "no".

Bounds are the text's own, as the gate of claims.csv reads them: "at least", "more than" and "over" leave the upper one
open, "up to" and "as many as" the lower. Words for many have a lower bound where usage gives one (ACLED: dozens 12,
tens 10, hundreds 100; a score is 20) and none else: "several" says no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.model.number_names import LOWER_BOUNDS, NAMES

_UNITS = {word: number for number, word in enumerate(NAMES) if number}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_UNIT, _TEN = "|".join(sorted(_UNITS, key=len, reverse=True)), "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[-‐‑ ](?:{_UNIT}))?|{_UNIT})"
_SPELLED = rf"(?:(?:(?:{_SMALL}|an?) thousand(?:,? (?:and )?)?)?(?:(?:{_UNIT}|a) hundred(?: and)?(?: {_SMALL})?|{_SMALL})|(?:{_SMALL}|a) (?:thousand|hundred))"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d{1,7}"
_DOZEN = rf"(?:half a|an?|{_UNIT}) dozen|(?:hundreds|tens) of thousands|dozens|scores|tens|hundreds|thousands"
_NUMBER = rf"(?:{_DIGITS}|{_DOZEN}|{_SPELLED})"
_LOW = r"at least|no (?:fewer|less) than|not (?:fewer|less) than|more than|over|above|upwards? of|in excess of|a minimum of|well over|well above|a little over|just over"
_HIGH = r"up to|as many as|no more than|not more than|at most|fewer than|less than|under|a maximum of|at the most"
_ABOUT = (
    r"about|around|some|roughly|approximately|nearly|almost|close to|an estimated|an? total of|all|just|only|another"
)
_BOUND = (
    rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<about>{_ABOUT}))\s+(?:(?:an|the|a) (?:estimated|additional|total of) )?"
)
NUMBER = re.compile(
    rf"(?<![\w.,:/$€£¥-])(?:{_BOUND})?(?P<between>between |from )?(?P<number>{_NUMBER})(?![\w%:/]|[.,]\d)"
    rf"(?:(?P<range> ?[-–—] ?| to | and | or )(?P<second>{_NUMBER})(?![\w%:/]|[.,]\d))?(?P<more>\+| or more| or so)?",
    re.IGNORECASE,
)


# "Handed over two soldiers" says no bound.
_VERB_OVER = re.compile(
    r"\b(?:hand|turn|t[ao]ke|took|carr|br[io]|ran|run|drove|driv|pass|sw[ei]p|fl[eyi]w?|w[io]n|cross|g[io]v)\w* $",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number in the text: ``start`` and ``end`` with its bound words, ``low`` and ``high`` as they say."""

    start: int
    end: int
    low: int | None
    high: int | None
    #: Whether the number is the bare word "one", without a bound. It may count nobody ("one of them said").
    lone: bool = False


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of ``text[start:end]`` in order; years, ages, sums of money and clock times are for the caller."""
    at = start
    while match := NUMBER.search(text, at, end):
        stop = match.end()
        second = match["second"]
        if second and not _is_range(match):
            stop, second = match.end("number"), None
        first = value(match["number"])
        low: int | None = first[0]
        high = first[1]
        if second:
            high = value(second)[1]
        low_word = match["low"] and not (
            match["low"].casefold() == "over" and _VERB_OVER.search(text[start : match.start()])
        )
        if low_word or (stop == match.end() and (match["more"] or "").strip() in ("+", "or more")):
            high = None
        elif match["high"]:
            low, high = None, first[0] if second is None else high
        first_at = (
            match.start("between")
            if match["low"] and not low_word and match["between"]
            else match.start("number")
            if match["low"] and not low_word
            else match.start()
        )
        lone = match["number"].casefold() == "one" and not match["low"] and not match["high"]
        yield Number(first_at, stop, low, high, lone)
        at = stop


def _is_range(match: re.Match[str]) -> bool:
    """Whether it is a range: “40 and 50” is one only behind "between", and a range goes up."""
    sign = match["range"].strip()
    if sign == "and" and not (match["between"] or "").casefold().startswith("between"):
        return False
    first, second = value(match["number"]), value(match["second"])
    return first[0] is not None and second[0] is not None and first[0] < second[0]


def value(words: str) -> tuple[int | None, int | None]:
    """Low and high of a number without bound words."""
    words = " ".join(words.casefold().split())
    if words in LOWER_BOUNDS:
        return LOWER_BOUNDS[words], None
    if words[0].isdigit():
        number = int(re.sub(r"\D", "", words))
    elif words.endswith("dozen"):
        head = words.removesuffix(" dozen")
        number = 6 if head == "half a" else 12 * _UNITS.get(head, 1)
    else:
        number = _spelled(words)
    return number, number


def _spelled(words: str) -> int:
    total = part = 0
    for word in re.split(r"[\s,‐‑-]+", words):
        if word in _UNITS or word in _TENS:
            part += _UNITS.get(word) or _TENS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
    return total + part
