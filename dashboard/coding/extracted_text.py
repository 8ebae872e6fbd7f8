"""What a program takes out of a file: the text, the program by name, and what the file states of itself."""

from __future__ import annotations

from dataclasses import dataclass

#: What a file may state of itself. ``made`` is the day on which the file was made: a document's or a mail's own date,
#: which need not be the day of publication.
STATED_FIELDS = ("title", "publisher", "author", "published", "updated", "address", "language", "made")


@dataclass(frozen=True)
class Stated:
    """One thing that the file states of itself: the field, the value as it stands there, and where that is."""

    field: str
    value: str
    where: str


@dataclass(frozen=True)
class ExtractedText:
    """The text of a file. ``program`` is the extraction with its version; ``notes`` are sentences for the reader."""

    text: str
    program: str
    notes: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
