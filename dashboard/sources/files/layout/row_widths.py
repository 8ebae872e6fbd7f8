"""Rows with more or fewer cells than the header: which are mended without a guess, and which are listed.

Surplus cells that are empty are dropped, cells that lack at the end of a line are empty, and row names without a head
(as R writes them) get one. Anything else is no row: a cell may have moved into another column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.sources.files.convert.mapping import FIELDS
from dashboard.sources.files.layout.header_line import Cells, form, plain_name
from dashboard.words.sentences import say, say_count

ROW_NAME = "row name"
_NUMBERED = frozenset(
    name for field_name in ("date", "date_end", "latitude", "longitude", "fatalities") for name in FIELDS[field_name][1]
)


@dataclass(frozen=True)
class Width:
    """``header`` are the names of the columns as they are read, ``surplus`` how many empty cells follow in each row."""

    header: tuple[str, ...]
    surplus: int = 0
    notices: tuple[str, ...] = ()


def width_of(header: Cells, rows: Sequence[Cells]) -> Width:
    """How wide the table is, by its header and its first rows (blank ones and HXL tags among them)."""
    cells = tuple(header)
    wide = [len(row) for row in rows if any(row)]
    if not wide:
        return Width(cells)
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    extra = usual - len(cells)
    if extra < 0:
        named = len(_trimmed(cells))
        return Width(cells[: max(usual, named)])
    if not extra:
        return Width(cells)
    filled = [row for row in rows if len(row) == usual]
    if not any(cell.strip() for row in filled for cell in row[len(cells) :]):
        sentence = say_count(
            extra,
            one="Lines end with {number} more empty cell, which was left out.",
            other="Lines end with {number} more empty cells, which were left out.",
        )
        return Width(cells, extra, (sentence,))
    if extra == 1 and wide.count(usual) == len(wide) and _begin_with_names(cells, filled):
        sentence = say(
            'The rows begin with a cell that the header does not name; it was read as "{column}".', column=ROW_NAME
        )
        return Width((ROW_NAME, *cells), 0, (sentence,))
    return Width(cells)


def _begin_with_names(header: Cells, rows: Sequence[Cells]) -> bool:
    """Whether the first cell of each row numbers or names it, and the others stand under their heads."""
    first = [row[0].strip() for row in rows]
    if len(set(first)) != len(first) or not all(first):
        return False
    moved, as_they_are = _fitting(header, [row[1:] for row in rows]), _fitting(header, rows)
    counted = all(cell.isdecimal() for cell in first) and all(
        int(cell) - int(first[0]) == place for place, cell in enumerate(first)
    )
    return moved > as_they_are or (counted and moved == as_they_are)


def _fitting(header: Cells, rows: Sequence[Cells]) -> int:
    """How many columns whose names say so hold numbers or days."""
    fitting = 0
    for column, name in enumerate(map(plain_name, header)):
        if name in _NUMBERED:
            fitting += all("9" in form(row[column]) for row in rows if column < len(row) and row[column].strip())
    return fitting


def _trimmed(cells: Cells) -> Cells:
    last = len(cells)
    while last and not cells[last - 1].strip():
        last -= 1
    return cells[:last]


@dataclass
class Mender:
    """Mends the lines of one file that are too long or too short, and counts them.

    ``forms`` are, for each column, the forms its cells have in the first rows; empty where they have many.
    """

    width: int
    forms: Sequence[frozenset[str]]
    filled: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, width: int, rows: Sequence[Cells]) -> Mender:
        """A mender that knows the first rows."""
        wide = [len(row) for row in rows if len(row) >= width and any(row)]
        usual = max(set(wide), key=lambda count: (wide.count(count), -count), default=width)
        full = [row for row in rows if len(row) == usual]
        return cls(width, [_forms([row[column] for row in full]) for column in range(width)])

    def mend(self, cells: Sequence[str], row: int | None) -> list[str] | None:
        """The line with as many cells as the header; None where that would be a guess. Counts it if ``row`` is given."""
        lacking = self.width - len(cells)
        if not lacking:
            return list(cells)
        if any(cell.strip() for cell in cells[self.width :]) or not self._fits(cells, lacking):
            return None
        if row is not None:
            (self.filled if lacking > 0 else self.dropped).append(row)
        return [*cells[: self.width], *[""] * lacking]

    def _fits(self, cells: Sequence[str], lacking: int) -> bool:
        """Whether the line is only cut at its end: each cell has a form of its own column."""
        if lacking * 2 > self.width:
            return False
        known = [(form(cell.strip()), forms) for cell, forms in zip(cells, self.forms, strict=False) if cell.strip()]
        return any(forms for _, forms in known) and all(not forms or shape in forms for shape, forms in known)

    def notices(self) -> list[str]:
        """A sentence on each way in which lines were mended."""
        sentences = []
        if self.filled:
            sentences.append(
                say(
                    "{lines} shorter than the header; the cells that lack at the end are empty.",
                    lines=_lines(self.filled),
                )
            )
        if self.dropped:
            sentences.append(
                say("{lines} longer than the header by empty cells, which were left out.", lines=_lines(self.dropped))
            )
        return sentences


def _forms(cells: Sequence[str]) -> frozenset[str]:
    """The forms of a column of numbers or days; none where words stand."""
    shapes = {form(cell.strip()) for cell in cells if cell.strip()}
    numeric = {shape for shape in shapes if "9" in shape}
    return frozenset(shapes) if numeric and len(shapes) <= 6 else frozenset()


def _lines(rows: Sequence[int]) -> str:
    shown = ", ".join(f"{row:,}" for row in rows[:8]) + (" …" if len(rows) > 8 else "")
    return (
        say("Line {shown} is", shown=shown)
        if len(rows) == 1
        else say("{rows} lines are ({shown})", rows=len(rows), shown=shown)
    )
