"""Records with named members → a header and rows of text; where each row stands, and from which of several lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.errors import FileRefused
from dashboard.sources.files.layout.layout_choices import Layout, SheetSeen
from dashboard.sources.files.read import json_text
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import say

#: Objects inside a record deeper than this become JSON text.
DEEPEST = 8


@dataclass(frozen=True)
class Rows:
    """Header and rows as text; ``places`` the position of each row in the file, from 0; ``damaged`` lines with theirs.

    ``lists`` are the lists of records (or layers) in the file with their lengths, of which ``chosen`` was read;
    ``questions`` are the codes of what only a person can answer, ``encoding`` the codec of the text where it is known,
    ``encodings`` those that may fit, ``lines`` the first lines to show where the bytes are no text.
    """

    records: list[list[str]]
    places: Sequence[int]
    damaged: Sequence[tuple[int, str]]
    notices: tuple[str, ...]
    lists: Mapping[str, int] = field(default_factory=dict)
    chosen: str = ""
    questions: tuple[str, ...] = ()
    encoding: str | None = None
    encodings: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()

    def laid_out(self, layout: Layout) -> Layout:
        """How the file was read: several lists are offered as the sheets of a workbook are."""
        used = replace(layout.choices, encoding=self.encoding)
        layout = replace(layout, questions=(*layout.questions, *self.questions), encodings=self.encodings)
        if self.lists:
            sheets = tuple(SheetSeen(name, rows) for name, rows in self.lists.items())
            return replace(layout, choices=replace(used, sheet=self.chosen), sheets=sheets)
        return replace(layout, choices=used)


def as_text(value: Any) -> str:
    """One value as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(part, (dict, list)) for part in value):
        return "; ".join(as_text(part) for part in value)
    if isinstance(value, (dict, list)):
        return json_text.clean(json.dumps(value, ensure_ascii=False))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json_text.clean(str(value))


def table(
    content: Content, limits: Limits, rows: Sequence[tuple[dict[str, Any], list[str]]], own: Sequence[str]
) -> list[list[str]]:
    """Header and one row a record: the columns of all records in order of appearance, then ``own``."""
    names: dict[str, int] = {}
    flat: list[dict[str, str]] = []
    for members, _ in rows:
        cells: dict[str, str] = {}
        _flatten(members, "", cells, 0, own)
        for name in cells:
            names.setdefault(name, len(names))
        flat.append(cells)
        check_width(content, limits, len(names))
    return [
        [*names, *own],
        *([*(cells.get(name, "") for name in names), *extra] for cells, (_, extra) in zip(flat, rows, strict=True)),
    ]


def _flatten(members: Mapping[str, Any], before: str, cells: dict[str, str], depth: int, own: Sequence[str]) -> None:
    for key, value in members.items():
        name = before + json_text.clean(key)
        if isinstance(value, dict) and value and depth < DEEPEST:
            _flatten(value, f"{name}.", cells, depth + 1, own)
            continue
        column = f"property {name}" if name in own else name
        count = 1
        while column in cells:
            count += 1
            column = f"{name} ({count})"
        cells[column] = as_text(value)


def check_width(content: Content, limits: Limits, width: int) -> None:
    """Raise FileRefused for more columns than are read."""
    if width > limits.columns:
        wrong = say("its records have more than {columns} different columns", columns=limits.columns)
        raise FileRefused(content.name, wrong, say("open a table with one row an event"))
