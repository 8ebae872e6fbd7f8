"""What a reader sees of a file format: its name, whose data it is, what its figures and notes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.words.sentences import deferred, say


@dataclass(frozen=True)
class Attribution:
    """Whose data it is: the line to show, and what its terms allow. ``may_pass_on`` None: the file does not say."""

    line: str
    licence: str
    may_pass_on: bool | None


NOT_STATED = Attribution("", deferred("the file does not state its terms"), None)


@dataclass(frozen=True)
class DeathFigure:
    """One figure of deaths: our column, its short name among several, its name in an export and what it is there."""

    column: str
    short_name: str
    export_name: str
    meaning: str


@dataclass(frozen=True)
class DeathFigures:
    """The figures of deaths that a format gives, in the order in which a record names them.

    ``lead`` is what they are, ``said_by`` whose they are. ``always_named`` says that each figure stands with its short
    name: otherwise the best figure has none where it stands alone, and gives way to two bounds that are the same.
    """

    figures: tuple[DeathFigure, ...]
    lead: str
    said_by: str = deferred("the file")
    always_named: bool = False

    def stated(self, cells: Mapping[str, Any]) -> tuple[str, str] | None:
        """What the figures of one event are, and the figures, both in words; None where none is known."""
        known = [(figure, cells[figure.column]) for figure in self.figures if cells[figure.column] is not None]
        if not known:
            return None
        if not self.always_named:
            if [figure.column for figure, _ in known] == ["fatalities"]:
                return self.lead, f"{known[0][1]:,}"
            bounds = [entry for entry in known if entry[0].column != "fatalities"]
            if len(bounds) == 2 and bounds[0][1] == bounds[1][1]:
                known = bounds
        return self.lead, ", ".join(f"{figure.short_name} {number:,}" for figure, number in known)

    def brief(self, cells: Mapping[str, Any]) -> str | None:
        """The same for a line of a list: "deaths: best 3, low 2, high 4"; None where none is known."""
        stated = self.stated(cells)
        return say("deaths: {figures}", figures=stated[1]) if stated else None


@dataclass(frozen=True)
class NoteLabel:
    """What the notes of a format are: the label of a card, the name in an export and what stands there."""

    label: str
    export_name: str
    meaning: str


AS_IN_FILE = DeathFigures(
    (
        DeathFigure(
            "fatalities_low", "lowest", "deaths_low_as_in_file", deferred("deaths, a low figure as the file gives it")
        ),
        DeathFigure(
            "fatalities", deferred("one figure"), "deaths_as_in_file", deferred("deaths, as the file gives them")
        ),
        DeathFigure(
            "fatalities_high",
            "highest",
            "deaths_high_as_in_file",
            deferred("deaths, a high figure as the file gives it"),
        ),
    ),
    lead=deferred("Deaths, as the file gives them"),
)
CODERS_NOTE = NoteLabel("Coder’s note", "coders_note", deferred("the coder's note, not a quotation"))


@dataclass(frozen=True, kw_only=True)
class FormatLabels:
    """The labels of one format. ``key`` names it in code and in kept copies, ``title`` for people."""

    key: str
    title: str
    attribution: Attribution = NOT_STATED
    deaths: DeathFigures = AS_IN_FILE
    note: NoteLabel = CODERS_NOTE
