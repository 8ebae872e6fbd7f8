"""Figures of losses in Dari, Pashto, Urdu and Arabic, as far as they are begun: digits, at most three words, the outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.propose.proposal import FigureWords

_OUTCOMES = (
    ("killed", "کشته|کشته‌شده|جان باخت\\w*|قتلى|قتيلا?|قتيلاً|مقتل|شهداء|شهید|شہید|ہلاک|جاں بحق|وژل|ووژل|مړه"),
    ("wounded", "زخمی|زخمي|مجروح|جرحى|جريحا?|جريحاً|مصابين|ټپیان|ټپيان"),
    ("detained", "بازداشت|دستگیر|معتقل\\w*|گرفتار|ونیول"),
)
_FIGURE = re.compile(
    r"(?<![\w.,/])(?P<number>\d{1,3}(?:[,٬]\d{3})+|\d{1,6})(?:\s+(?!\d)[^\W\d]+){0,3}?\s+(?:"
    + "|".join(rf"(?P<{metric}>{words})" for metric, words in _OUTCOMES)
    + r")(?!\w)"
)
_SCRIPT = re.compile(r"[\u0600-\u06ff]")


def arabic_figures(text: str, start: int, end: int) -> Iterator[FigureWords]:
    """The figures of ``text[start:end]`` in Arabic script, in order. Digits may be Latin or Arabic."""
    if not _SCRIPT.search(text, start, end):
        return
    for match in _FIGURE.finditer(text, start, end):
        metric = str(match.lastgroup)
        number = int(re.sub(r"\D", "", match["number"]))
        first, last = match.span("number")
        yield FigureWords(first, last, text[first:last], metric, number, number, f"before “{match[metric]}”")
