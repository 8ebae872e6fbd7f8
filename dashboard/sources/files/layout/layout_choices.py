"""How the bytes of a file become rows: what a person has said of it, and what the reader saw and used.

A :class:`LayoutChoices` goes into :func:`dashboard.sources.files.open_file`; a :class:`Layout` comes out with
:class:`~dashboard.errors.MappingNeeded` and with the opened file, so that the dialog shows the file as it is and every
choice can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LayoutChoices:
    """What a person has chosen; None leaves a choice to the reader.

    ``encoding`` is a codec of Python, ``delimiter`` one character, ``sheet`` the name of a workbook's sheet (or of a
    layer). ``header_line`` is the line of the header as in the file, counted from 1; 0 says that there is no header.
    ``as_table`` reads a file of a published format as any other table, by a mapping.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_line: int | None = None
    as_table: bool = False


@dataclass(frozen=True)
class SheetSeen:
    """One sheet of a workbook that holds rows: its name, how many lines it has, and whether the workbook hides it."""

    name: str
    rows: int
    hidden: bool = False


@dataclass(frozen=True)
class Layout:
    """How a file was read.

    ``choices`` holds what was used, every field that applies filled. ``lines`` are the first lines as they are.
    ``encodings`` are the codecs that may fit, best first, each with a line of the text as it reads it; empty where
    there is no doubt. ``sheets`` are those that hold rows. ``reasons`` says in a sentence why a field of ``choices``
    was proposed. ``questions`` are the codes (:mod:`dashboard.sources.files.convert.open_questions`) that only a person can answer.
    """

    choices: LayoutChoices = LayoutChoices()
    lines: tuple[str, ...] = ()
    encodings: tuple[tuple[str, str], ...] = ()
    sheets: tuple[SheetSeen, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
