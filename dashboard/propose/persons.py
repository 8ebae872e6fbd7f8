"""Which words of a text are part of a person's name: behind a title or a given name.

"Governor Babagana Zulum", "Rana Sidon": where the name stands alone later on ("Sidon said") it is still the person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dashboard.propose.phrases import read_rows
from dashboard.propose.place_context import people_of
from dashboard.propose.possible_names import Word, joined

# "Rana Sidon, 41,": an age makes a person of the name before it.
_AGE = re.compile(r", \d{1,2}(?=[,.]| and | who )| \(\d{1,2}\)")


@cache
def person_words(kind: str) -> frozenset[str]:
    """The words of ``lexicon/person_words.csv`` of a kind: title or given."""
    return frozenset(row["words"] for row in read_rows("person_words.csv") if row["kind"] == kind)


def persons_in(text: str, words: Sequence[Word]) -> frozenset[str]:
    """The words that are part of a person's name somewhere in the text."""
    persons: set[str] = set()
    at = 0
    while at < len(words):
        last = at
        while last + 1 < len(words) and _goes_on(text, words[last], words[last + 1]):
            last += 1
        run = [word.text for word in words[at : last + 1]]
        if len(run) > 1 and run[0][0].isupper():
            aged = _AGE.match(text, words[last].end)
            persons |= {word for word in run if not people_of(word)} if aged else _names(run)
        at = last + 1
    return frozenset(persons)


def _goes_on(text: str, left: Word, right: Word) -> bool:
    return left.text[:1].isupper() and right.text[:1].isupper() and joined(text, left, right)


def _names(run: Sequence[str]) -> set[str]:
    """The names in a run of capitalised words: from the first given name, or behind the last title."""
    folded = [word.casefold() for word in run]
    given = [place for place, word in enumerate(folded) if word in person_words("given")]
    titles = [place for place, word in enumerate(folded) if word in person_words("title")]
    if given:
        first = given[0]
    elif titles and titles[-1] + 1 < len(run):
        first = titles[-1] + 1
    else:
        return set()
    return {word for word in run[first:] if word.casefold() not in person_words("title") and not people_of(word)}
