"""Excel files (xlsx, xls, ods) → text, as a spreadsheet shows it: days as ISO, whole numbers without a point.

Reading needs the package python-calamine (the extra ``excel``); without it a sentence says so.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from dashboard.errors import FileRefused
from dashboard.files.contents import Content
from dashboard.files.limits import Limits


def read(content: Content, limits: Limits) -> tuple[list[list[str]], list[str]]:
    """The rows of the first sheet that has any, as text, and notices (which sheet, and which were left)."""
    try:
        calamine: Any = importlib.import_module("python_calamine")
    except ImportError as error:
        wrong = "it is an Excel file, and what reads those is not installed"
        raise FileRefused(
            content.name, wrong, "save it as CSV, or install the extra: pip install '.[excel]'"
        ) from error
    try:
        with content.open() as stream:
            book = calamine.load_workbook(stream)
            names = list(book.sheet_names)
            for name in names:
                sheet = book.get_sheet_by_name(name)
                if sheet.total_width > limits.columns:
                    wrong = (
                        f'its sheet "{name}" has {sheet.total_width:,} columns, and at most {limits.columns:,} are read'
                    )
                    raise FileRefused(content.name, wrong, "open a table with one row an event")
                rows = sheet.to_python(skip_empty_area=False)
                if any(any(cell not in ("", None) for cell in row) for row in rows):
                    return [[as_text(cell) for cell in row] for row in rows], _notices(name, names)
    except FileRefused:
        raise
    except Exception as error:  # calamine raises many kinds, a panic of its own among them
        raise FileRefused(
            content.name,
            "the Excel file is damaged, locked or of an unknown kind",
            "save it again, or as CSV",
            str(error),
        ) from error
    raise FileRefused(content.name, "no sheet of it holds anything", "open a table with one row an event")


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


def _notices(name: str, names: Sequence[str]) -> list[str]:
    others = [other for other in names if other != name]
    if not others:
        return []
    return [f'The sheet "{name}" was read; not read: {", ".join(others[:8])}{" …" if len(others) > 8 else ""}.']
