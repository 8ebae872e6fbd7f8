"""Numbers that English writes as words, and the least that its words for many say."""

from __future__ import annotations

#: From 0 on: ``NAMES[n]`` is the word for ``n``.
NAMES = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
#: Above ten a reader is told a number in digits.
WRITTEN_OUT = 10
#: Lower bounds. ACLED's codebook counts "dozens" as 12 and "tens" as 10; the others are what the words say.
LOWER_BOUNDS = {
    "hundreds of thousands": 100_000,
    "tens of thousands": 10_000,
    "dozens": 12,
    "scores": 20,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1000,
}


def short_number(number: int) -> str:
    """A whole number as it stands in a sentence: a word up to ten, then digits."""
    return NAMES[number] if 0 <= number <= WRITTEN_OUT else str(number)
