"""Excel files (xlsx, xls, ods) → text, as a spreadsheet shows it: days as ISO, whole numbers without a point.

Every sheet that holds rows is offered; the one that looks like events is read unless a person chooses another. Reading
needs the package python-calamine (the extra ``excel``); without it a sentence says so.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dashboard.errors import FileRefused
from dashboard.sources.files.convert.mapping_proposal import propose
from dashboard.sources.files.layout import table_frame
from dashboard.sources.files.layout.layout_choices import LayoutChoices, SheetSeen
from dashboard.sources.files.read import merged_cells, sheet_extent
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import say

Rows = list[list[Any]]


@dataclass(frozen=True)
class Book:
    """The rows of one sheet as text, the sheets that hold rows, and why this one; ``certain`` is False where another
    looks as much like events.
    """

    records: list[list[str]]
    sheet: str
    sheets: tuple[SheetSeen, ...]
    certain: bool
    why: str
    notices: tuple[str, ...]


@dataclass
class _Page:
    seen: SheetSeen
    rows: Rows
    merges: Sequence[Any]
    score: float = 0.0


def read(content: Content, limits: Limits, choices: LayoutChoices | None = None) -> Book:
    """The rows of the sheet that was chosen, or that looks most like events."""
    choices = choices or LayoutChoices()
    pages = _pages(content, limits)
    if not pages:
        raise FileRefused(content.name, say("no sheet of it holds anything"), say("open a table with one row an event"))
    sheets = tuple(page.seen for page in pages)
    for page in pages:
        page.score = _looks_like_events(page, choices)
    named = [page for page in pages if page.seen.name == choices.sheet]
    if choices.sheet is not None and not named:
        shown = ", ".join(f'"{sheet.name}"' for sheet in sheets[:8])
        wrong = say('no sheet named "{sheet}" holds anything', sheet=choices.sheet)
        raise FileRefused(content.name, wrong, say("choose one of {shown}", shown=shown))
    best = named[0] if named else max(pages, key=lambda page: (page.score, not page.seen.hidden))
    rivals = [page for page in pages if page is not best and not page.seen.hidden and _may_be_meant(page, best)]
    certain = bool(named) or not rivals
    why = (
        say("You chose it.")
        if named
        else (say("It is the only one that holds rows.") if len(pages) == 1 else _why(best))
    )
    rows, filled = merged_cells.filled(best.rows, best.merges, _header_line(best, choices))
    records = [[as_text(cell) for cell in row] for row in rows]
    return Book(records, best.seen.name, sheets, certain, why, (*_notices(best.seen, sheets), *filled))


#: How many different texts are kept once, for all cells that hold them.
_KNOWN = 200_000
#: A sheet with a day and a place.
_PLAUSIBLE = 7.0


def _may_be_meant(page: _Page, best: _Page) -> bool:
    """Whether another sheet holds events as well, one a year for instance."""
    return page.score >= _PLAUSIBLE and page.score >= best.score - 1


def _why(page: _Page) -> str:
    if page.score >= _PLAUSIBLE:
        return say("It has columns for days and places.")
    return say("It looks most like a table of events.")


def _pages(content: Content, limits: Limits) -> list[_Page]:
    """The sheets that hold rows."""
    try:
        calamine: Any = importlib.import_module("python_calamine")
    except ImportError as error:
        wrong = say("it is an Excel file, and what reads those is not installed")
        raise FileRefused(
            content.name, wrong, say("save it as CSV, or install the extra: pip install '.[excel]'")
        ) from error
    sheet_extent.check(content, limits)
    try:
        with content.open() as stream:
            book = calamine.load_workbook(stream)
            pages = []
            for about in book.sheets_metadata:
                if "WorkSheet" not in str(about.typ):
                    continue
                sheet = book.get_sheet_by_name(about.name)
                rows = _rows(content, sheet, limits)
                lines = sum(any(cell not in ("", None) for cell in row) for row in rows)
                if lines:
                    seen = SheetSeen(about.name, lines, not str(about.visible).endswith(".Visible"))
                    pages.append(_Page(seen, rows, sheet.merged_cell_ranges or ()))
            return pages
    except FileRefused:
        raise
    except Exception as error:  # calamine raises many kinds, a panic of its own among them
        raise FileRefused(
            content.name,
            say("the Excel file is damaged, locked or of an unknown kind"),
            say("save it again, or as CSV"),
            str(error),
        ) from error


def _rows(content: Content, sheet: Any, limits: Limits) -> Rows:
    if sheet.total_width > limits.columns:
        wrong = say(
            'its sheet "{sheet_name}" has {total_width} columns, and at most {columns} are read',
            sheet_name=sheet.name,
            total_width=sheet.total_width,
            columns=limits.columns,
        )
        raise FileRefused(content.name, wrong, say("open a table with one row an event"))
    rows: Rows = []
    before = [""] * (sheet.start[1] if sheet.start else 0)
    known: dict[str, str] = {}  # equal texts are kept once: a large table would not fit otherwise
    for row in sheet.iter_rows():
        rows.append(before + [known.setdefault(cell, cell) if type(cell) is str else cell for cell in row])
        if len(known) > _KNOWN:
            known.clear()
    return rows


def _first(page: _Page) -> tuple[int, list[list[str]]]:
    """The first rows as text, and the line of the first of them."""
    first = next(place for place, row in enumerate(page.rows) if any(cell not in ("", None) for cell in row))
    return first + 1, [[as_text(cell) for cell in row] for row in page.rows[first : first + 60]]


def _looks_like_events(page: _Page, choices: LayoutChoices) -> float:
    """How much a sheet looks like events: a published format, a day, a place, other columns of ours."""
    line, records = _first(page)
    frame = table_frame.of("", records, line, None)
    if frame.known.shape != "table":
        return 100.0
    sample, _ = frame.sample(records)
    fields = propose(frame.known.names, sample).columns
    dated = "date" in fields or {"year", "month"} <= fields.keys()
    placed = {"latitude", "longitude"} <= fields.keys() or "coordinates" in fields
    named = bool({"location", "admin1", "admin2", "country"} & fields.keys())
    if not sample:
        return 0.0
    return 4.0 * dated + 3.0 * placed + 1.0 * named + 0.1 * len(fields)


def _header_line(page: _Page, choices: LayoutChoices) -> int:
    """The line below which rows stand."""
    line, records = _first(page)
    frame = table_frame.of("", records, line, None)
    return choices.header_line if choices.header_line is not None else frame.line


def as_text(cell: Any) -> str:
    """One cell as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _notices(read_now: SheetSeen, sheets: Sequence[SheetSeen]) -> list[str]:
    others = [
        say("{name} (hidden)", name=sheet.name) if sheet.hidden else sheet.name
        for sheet in sheets
        if sheet is not read_now
    ]
    if not others:
        words = say('The sheet "{name}", which the workbook hides, was read.', name=read_now.name)
        return [words] if read_now.hidden else []
    listed = ", ".join(others[:8]) + (" …" if len(others) > 8 else "")
    if read_now.hidden:
        return [
            say(
                'The sheet "{name}", which the workbook hides, was read; not read: {others}.',
                name=read_now.name,
                others=listed,
            )
        ]
    return [say('The sheet "{name}" was read; not read: {others}.', name=read_now.name, others=listed)]
