"""One CSV file → typed rows; every cell that does not fit is a fault with file, line and column."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.errors import Fault
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.descriptor import Field, Resource
from dashboard.words.sentences import say

_QUOTED = re.compile(rb'"[^"]*"')


@dataclass
class Row:
    """One row: its line in the file (the header is line 1), typed values by column, and its faults.

    A row that comes from no file has its ``key`` instead, by which a message names it.
    """

    line: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    key: str = ""

    @property
    def place(self) -> str:
        """Where the row stands, as a message says it."""
        return self.key or say("line {line}", line=self.line)

    def fresh(self) -> Row:
        """The same row for other checks: what they add stays apart."""
        return Row(self.line, self.values, list(self.faults), self.key)


@dataclass
class Sheet:
    """One file: its rows in order, and the faults of the file as a whole.

    ``whole`` is False where the file could not be read to its end: what is missing from it cannot be judged.
    ``torn`` holds the ids of rows that have too few or too many cells, ``broken`` says how many those rows are.
    """

    resource: Resource
    file: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = False
    torn: set[str] = field(default_factory=set)
    broken: int = 0

    def fault(self, row: Row, column: str, message: str) -> None:
        """Note a fault of one cell. The message stays one line that can be read, whatever the cell holds."""
        row.faults.append(Fault(self.file, row.line, column, _one_line(message)))


def _one_line(message: str, limit: int = 400) -> str:
    line = "".join(char if char.isprintable() else " " for char in message)
    return line if len(line) <= limit else f"{line[: limit // 2]} … {line[-limit // 2 :]}"


def read_sheet(resource: Resource, contents: Contents) -> Sheet:
    """Read the file of a table (UTF-8, comma, header in line 1). Faults are collected, never raised."""
    sheet = Sheet(resource, f"{contents.name}/{resource.path}")
    try:
        content = contents.read(resource.path)
    except OSError as error:
        sheet.faults.append(
            Fault(
                sheet.file, 0, "", say("cannot be read ({strerror}); put the file there", strerror=str(error.strerror))
            )
        )
        return sheet
    text = _decode(content, sheet)
    if text is not None:
        _read_rows(text, sheet)
    return sheet


def _decode(content: bytes, sheet: Sheet) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        sheet.faults.append(Fault(sheet.file, 1, "", say("begins with a byte-order mark; save as UTF-8 without one")))
        content = content[3:]
    # A quote may go over a line end of an article that ends its lines so: that stands in a quoted cell.
    without = _QUOTED.sub(lambda cell: cell.group().replace(b"\r\n", b"\n"), content)
    if b"\r" in without:
        line = without[: without.index(b"\r")].count(b"\n") + 1
        sheet.faults.append(Fault(sheet.file, line, "", say("has a carriage return; save with LF line endings")))
    try:
        return visible(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        sheet.faults.append(
            Fault(sheet.file, line, "", say("byte {start} is not UTF-8; save the file as UTF-8", start=error.start))
        )
        return None


def visible(text: str) -> str:
    """Text with each NUL as its sign, U+2400: NUL itself shows as nothing. One for one, so that offsets hold."""
    return text.replace("\x00", "\u2400")


def _read_rows(text: str, sheet: Sheet) -> None:
    # A quote or a note may be longer than the csv module's default limit of 131,072 characters.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            sheet.faults.append(Fault(sheet.file, 0, "", say("is empty; expected a header line")))
            return
        columns = [field.name for field in sheet.resource.fields]
        _check_header(header, columns, sheet)
        if set(columns) - set(header):
            return
        for line, cells in _lines(reader):
            if len(cells) != len(header):
                message = say("has {cells} cells, the header has {header}", cells=len(cells), header=len(header))
                sheet.faults.append(Fault(sheet.file, line, "", message))
                sheet.broken += 1
                sheet.torn |= {cell for name, cell in zip(header, cells, strict=False) if name == sheet.resource.key}
                continue
            sheet.rows.append(typed_row(dict(zip(header, cells, strict=True)), line, sheet))
        sheet.whole = True
    except csv.Error as error:
        sheet.faults.append(Fault(sheet.file, reader.line_num, "", say("is not valid CSV: {error}", error=str(error))))


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on: a quoted cell may hold line breaks."""
    before = reader.line_num
    for cells in reader:
        if cells:
            yield before + 1, cells
        before = reader.line_num


def _check_header(header: list[str], columns: list[str], sheet: Sheet) -> None:
    for name in columns:
        if name not in header:
            sheet.faults.append(
                Fault(sheet.file, 1, name, say("column is missing; the table cannot be read without it"))
            )
    for name in header:
        if name not in columns:
            sheet.faults.append(Fault(sheet.file, 1, name, say("column is not declared in datapackage.json")))
        elif header.count(name) > 1:
            sheet.faults.append(Fault(sheet.file, 1, name, say("column stands twice")))


def typed_row(cells: Mapping[str, str], line: int, sheet: Sheet, key: str = "") -> Row:
    """The cells of a row, each as its column declares; a cell that does not fit is None, and a fault of the row."""
    row = Row(line, {}, key=key)
    for column in sheet.resource.fields:
        text = cells[column.name]
        if text == "":
            row.values[column.name] = () if column.type == "list" else None
            if column.required:
                sheet.fault(row, column.name, say("is empty; a value is required"))
            continue
        try:
            row.values[column.name] = _cast(text, column)
        except ValueError as error:
            row.values[column.name] = () if column.type == "list" else None
            sheet.fault(row, column.name, str(error))
    return row


def _cast(text: str, column: Field) -> Any:
    value = CASTS[column.type](text, column)
    if not column.constraints and (column.references or not column.categories):
        return value
    for item in value if isinstance(value, tuple) else (value,):
        _check(item, column)
    return value


def _check(value: Any, column: Field) -> None:
    """One value against its allowed values and constraints. Raises ValueError saying what was expected."""
    rules = column.constraints
    # A column with references may hold those ids beside its own words: keys.py looks them up.
    if column.categories and not column.references and value not in column.categories:
        raise ValueError(
            say(
                'expected one of {categories}, got "{value}"',
                categories=", ".join(map(str, column.categories)),
                value=_short(value),
            )
        )
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        raise ValueError(
            say('expected the form {pattern}, got "{value}"', pattern=rules["pattern"], value=_short(value))
        )
    if ("minimum" in rules and value < rules["minimum"]) or ("maximum" in rules and value > rules["maximum"]):
        low, high = rules.get("minimum", ""), rules.get("maximum", "")
        raise ValueError(
            say("expected {low}–{high}, got {value}", low=str(low), high=str(high), value=str(value))
            if high != ""
            else say("expected at least {low}, got {value}", low=str(low), value=str(value))
        )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _integer(text: str, _: Field) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError(say('expected a whole number, got "{text}"', text=_short(text)))
    return int(text)


def _number(text: str, _: Field) -> float:
    # float() also reads "1_0", " 1" and "nan".
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", text):
        raise ValueError(say('expected a number, got "{text}"', text=_short(text)))
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(say('expected a finite number, got "{text}"', text=_short(text)))
    return value


def _date(text: str, _: Field) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(say('expected a day that exists, as YYYY-MM-DD, got "{text}"', text=_short(text))) from None


def _list(text: str, column: Field) -> tuple[str, ...]:
    items = tuple(item.strip() for item in text.split(column.delimiter))
    if "" in items:
        raise ValueError(say('has an empty item between two "{delimiter}"', delimiter=column.delimiter))
    if len(set(items)) != len(items) and column.references:
        raise ValueError(say("names the same thing twice"))
    return items


CASTS: dict[str, Callable[[str, Field], Any]] = {
    "string": lambda text, _: text,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "list": _list,
}
