"""Who is counted by a figure, in the words behind it: "274 rebel officials and militants", "12 of its own soldiers"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.propose.acting import PEOPLE_PHRASE
from dashboard.propose.proposal import FigureWords, Words

_BEHIND = re.compile(
    rf"(?:\s+(?:other|others|more|additional|further))?(?:\s+of(?:\s+(?:(?P<own>its|their|his|her)(?:\s+own)?|the))?)?\s+(?P<who>{PEOPLE_PHRASE})"
)
_BEFORE = re.compile(r"\b(?P<who>civilian|military)\s+$")
# Words that say nobody in particular.
_ANYBODY = re.compile(r"(?:other\s+)?(?:people|persons?|m[ae]n|suspects|members)$")


def with_people(text: str, end: int, figures: Iterable[FigureWords]) -> Iterator[FigureWords]:
    """Each figure with who is counted, where the words of the sentence, which ends at ``end``, say it."""
    for figure in figures:
        yield figure if figure.metric == "damage" else _with_people(text, end, figure)


def _with_people(text: str, end: int, figure: FigureWords) -> FigureWords:
    if figure.words == "casualties":
        before = _BEFORE.search(text[max(0, figure.start - 20) : figure.start])
        start = max(0, figure.start - 20)
        return replace(figure, counted=_words(text, start, before)) if before else figure
    found = _BEHIND.match(text, figure.end, end)
    if found is None or (_ANYBODY.match(found["who"]) and not found["own"]):
        return figure
    return replace(figure, counted=_words(text, 0, found), own=bool(found["own"]))


def _words(text: str, offset: int, match: re.Match[str]) -> Words:
    start, end = (offset + at for at in match.span("who"))
    return Words(start, end, text[start:end])
