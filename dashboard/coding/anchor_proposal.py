"""One proposal for where a text comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AnchorProposal:
    """A value, the words of the text that it rests on or the place in the file that states it, and why.

    ``words`` are ``text[start:end]``, offsets half open; empty and None where only the file says it. ``where`` is the
    place in the file ("meta property article:published_time"), empty where only the text says it.
    """

    value: str
    why: str
    words: str = ""
    start: int | None = None
    end: int | None = None
    where: str = ""


def of_words(value: str, why: str, text: str, start: int, end: int) -> AnchorProposal:
    """A proposal that rests on ``text[start:end]``."""
    return AnchorProposal(value, why, text[start:end], start, end)
