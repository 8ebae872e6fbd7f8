"""Two codings of one article → which event of one is which event of the other.

Two events are the same act where their quotes touch the same sentence. Of several, those at the same place belong
together, then those on the same day, then those whose passages overlap most. What the coders called the act does not
count: they are compared in that afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Span = tuple[int, int]
Event = Mapping[str, Any]
#: The key under which an event has its quotes: a list of start and end, half open, in the text of the article.
QUOTES = "quotes"


def matched(
    first: Sequence[Event], second: Sequence[Event], sentences: Sequence[Span], place: str, day: str
) -> list[tuple[int, int]]:
    """Pairs of numbers into the two codings, in the order of the first; each event once.

    Raises:
        ValueError: an event without quotes, or with offsets that are no passage.
    """
    mine = [_passages(event, sentences) for event in first]
    theirs = [_passages(event, sentences) for event in second]
    ranked: list[tuple[bool, bool, float, int, int]] = []
    for number, event in enumerate(first):
        for other_number, other in enumerate(second):
            if overlap := _overlap(mine[number], theirs[other_number]):
                here, then = (_is_same(event.get(field), other.get(field)) for field in (place, day))
                ranked.append((not here, not then, -overlap, number, other_number))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, _, number, other_number in sorted(ranked):
        if number not in pairs and other_number not in taken:
            pairs[number] = other_number
            taken.add(other_number)
    return sorted(pairs.items())


def _is_same(value: Any, other: Any) -> bool:
    """Whether both say the same; a day may be text or a date."""
    return value is not None and value != "" and str(value) == str(other)


def touched(event: Event, sentences: Sequence[Span]) -> set[int]:
    """The numbers of the sentences that the quotes of an event touch."""
    quotes = _quotes(event)
    return {
        number
        for number, (start, end) in enumerate(sentences)
        if any(first < end and start < last for first, last in quotes)
    }


def _passages(event: Event, sentences: Sequence[Span]) -> list[Span]:
    """The quotes of an event, drawn out to the ends of their sentences where those are known; they may touch."""
    whole = [sentences[number] for number in touched(event, sentences)]
    merged: list[Span] = []
    for start, end in sorted([*_quotes(event), *whole]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _quotes(event: Event) -> list[Span]:
    quotes = [(int(start), int(end)) for start, end in event.get(QUOTES) or ()]
    if not quotes or not all(0 <= start < end for start, end in quotes):
        raise ValueError(f"an event has to have quotes, each with a start before its end: {quotes}")
    return quotes


def _overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """The share (0-1) of the characters of either that both have."""
    both = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in first
        for other_start, other_end in second
    )
    either = sum(end - start for start, end in (*first, *second)) - both
    return both / either if either else 0.0
