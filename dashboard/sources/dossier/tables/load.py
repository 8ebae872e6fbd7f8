"""All files of a dossier → tables that can be trusted, and the list of what cannot."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.errors import DataError, Fault
from dashboard.sources.dossier.tables.checks import check_all
from dashboard.sources.dossier.tables.contents import Contents, FolderContents
from dashboard.sources.dossier.tables.csv_table import Sheet, read_sheet
from dashboard.sources.dossier.tables.descriptor import Descriptor, Field, Resource
from dashboard.sources.dossier.tables.folders import NAME, dossier_folders
from dashboard.sources.dossier.tables.proof import SUBJECTS, carries, read_texts
from dashboard.sources.dossier.tables.shape_files import Shapes, file_of, read_shapes
from dashboard.words.sentences import say

if TYPE_CHECKING:
    import pandas as pd

TableRow = Mapping[str, Any]
# What a column of sides refers to.
PARTIES = "parties.party_id"


@dataclass
class Tables:
    """The rows of each table by their id (by their line where they have none): ``records``, and as pandas frames.

    Lists are tuples, days are ``datetime.date``, a value that is not reported is ``None`` (numbers included).
    ``faults`` lists everything that was wrong; rows with a fault, and rows that hang on them, are in neither the
    frames nor the records. ``withheld`` says how many rows of each table those are, for the tables that lack any.
    ``copies`` are the ids of all sources in the order of the file: a copy keeps its letter when another is withheld.
    ``contents`` is what they were read from. Records are plain dicts: a pandas row would turn its ``None`` into ``nan``.
    """

    contents: Contents
    descriptor: Descriptor
    records: Mapping[str, Mapping[Any, TableRow]]
    texts: Mapping[str, str]
    shapes: Shapes
    faults: tuple[Fault, ...] = field(default=())
    withheld: Mapping[str, int] = field(default_factory=dict)
    copies: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder or the file that they were read from."""
        return self.contents.place

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """The tables as pandas frames, one per resource, indexed by their id where they have one."""
        return _Frames(self)

    @cached_property
    def _evidence(self) -> Mapping[str, Sequence[TableRow]]:
        return _by_subject(self.records["evidence"].values())

    def take_over_evidence(self, before: Tables, changed: Collection[str]) -> None:
        """Know the evidence for each id from the tables ``before``, which differ in the evidence for ``changed`` alone."""
        if not changed:
            self._evidence = before._evidence
            return
        rows = (row for row in self.records["evidence"].values() if row["subject_id"] in changed)
        kept = {subject: rows for subject, rows in before._evidence.items() if subject not in changed}
        self._evidence = {**kept, **_by_subject(rows)}

    @cached_property
    def copy_numbers(self) -> Mapping[str, int]:
        """The place of each source among all of them, from 0: by it a copy without a name is called "Copy A"."""
        return {source: number for number, source in enumerate(self.copies)}

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in self.__dict__.get("records", ()):
            raise AttributeError(name)
        return self.frames[name]

    def row(self, table: str, key: Any) -> TableRow:
        """One row of a table by its id. Raises KeyError for an unknown id."""
        return self.records[table][key]

    def rows(self, table: str) -> list[TableRow]:
        """All rows of a table, in the order of the file."""
        return list(self.records[table].values())

    def evidence_of(self, subject_id: str) -> Sequence[TableRow]:
        """The rows of evidence for an event, claim, statement, place or source, in the order of the file."""
        return self._evidence.get(subject_id, ())

    def is_withheld(self, source_id: str) -> bool:
        """Whether a source's article is not in this copy of the dossier: its quotes were proved by whoever made it."""
        row = self.row("sources", source_id)
        return source_id not in self.texts and row["file"] in self.descriptor.withheld_articles

    def label(self, column: str, value: Any) -> str:
        """The reader's word for a value of ``table.column``: as the descriptor declares it, or the name of the party."""
        if value in self.records["parties"] and PARTIES in self.descriptor.field(column).references:
            return str(self.row("parties", value)["name"])
        return self.descriptor.label(column, value)

    def choices(self, column: str) -> dict[Any, str]:
        """What may stand in ``table.column`` and the reader's words for it: the parties by their slots, then the rest."""
        field = self.descriptor.field(column)
        parties = sorted(self.rows("parties"), key=lambda row: int(row["colour_slot"]))
        named = {row["party_id"]: str(row["name"]) for row in parties if PARTIES in field.references}
        return named | {value: field.label(value) for value in field.categories}


def _by_subject(evidence: Iterable[TableRow]) -> dict[str, list[TableRow]]:
    found: dict[str, list[TableRow]] = {}
    for row in evidence:
        found.setdefault(row["subject_id"], []).append(row)
    return found


def load(data_dir: Path | None = None, *, strict: bool = False) -> Tables:
    """Read, check and prove every table of a dossier.

    Args:
        data_dir: folder with datapackage.json (default: the first of ``dossier_folders``).
        strict: raise when there is any fault.

    Raises:
        DataError: the descriptor itself cannot be read, or ``strict`` and there are faults (all of them).
    """
    return load_contents(FolderContents(Path(os.path.abspath(data_dir or dossier_folders()[0]))), strict=strict)


def load_contents(contents: Contents, *, strict: bool = False) -> Tables:
    """Read, check and prove every table of a dossier that lies anywhere. Raises DataError as ``load`` does."""
    descriptor = Descriptor.of(contents)
    sheets = {name: read_sheet(resource, contents) for name, resource in descriptor.resources.items()}
    texts = read_texts(sheets, contents, descriptor.withheld_articles)
    keys = [row.values["geometry"] for row in sheets["places"].rows if row.values["geometry"]]
    shapes = read_shapes(contents, {*descriptor.shape_files, *map(file_of, keys)})
    check_all(sheets, descriptor, texts, shapes)
    faults = [*shapes.faults, *zone_faults(descriptor, contents.name)]
    for sheet in sheets.values():
        faults += [*sheet.faults, *(fault for row in sheet.rows for fault in row.faults)]
    if strict and faults:
        raise DataError(faults)
    had = {name: len(sheet.rows) + sheet.broken for name, sheet in sheets.items()}
    copies = tuple(row.values["source_id"] for row in sheets["sources"].rows if row.values["source_id"])
    _withhold(sheets)
    withheld = {name: lost for name, sheet in sheets.items() if (lost := had[name] - len(sheet.rows))}
    records = {
        name: {row.values[sheet.resource.key] if sheet.resource.key else row.line: row.values for row in sheet.rows}
        for name, sheet in sheets.items()
    }
    return Tables(contents, descriptor, records, texts, shapes, tuple(sorted(set(faults))), withheld, copies)


def zone_faults(descriptor: Descriptor, folder: str) -> list[Fault]:
    """A fault for each time zone that is none; none where the machine has no time zones at all."""

    def known(zone: str) -> bool:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return False
        return True

    unknown = [(key, zone) for key, zone in descriptor.time_zones.items() if not known(zone)]
    return [
        Fault(
            f"{folder}/{NAME}",
            0,
            "",
            say(
                'x-time-zones: "{zone}" ({key}) is no time zone; name one as in "America/Montevideo"',
                zone=zone,
                key=key,
            ),
        )
        for key, zone in unknown
        if known("UTC")
    ]


# Lists that still say something true when an item is gone. Any other list without one of its items is another
# statement: a joint claim tied to six of its seven events, an event without one of its claimants.
TRIMMED = ("may_overlap", "subject_ids")


def _withhold(sheets: Mapping[str, Sheet]) -> None:
    """Take out rows with faults, then rows that refer to them, until every reference leads to a row that is left.

    An event, claim or statement goes too when the words for its day, its place, who acted or who says so have gone.
    """
    had = _words(sheets["evidence"])
    for sheet in sheets.values():
        sheet.rows = [row for row in sheet.rows if not row.faults]
    changed = True
    while changed:
        changed = False
        words = _words(sheets["evidence"])
        ids = {
            f"{name}.{sheet.resource.key}": {row.values[sheet.resource.key] for row in sheet.rows}
            for name, sheet in sheets.items()
            if sheet.resource.key
        }
        for sheet in sheets.values():
            before = len(sheet.rows)
            known = _known(sheet, ids)
            sheet.rows = [
                row for row in sheet.rows if _holds(row.values, known) and _proven(sheet, row.values, had, words)
            ]
            changed |= len(sheet.rows) != before


Words = Mapping[Any, Mapping[str, list[str]]]


def _words(evidence: Sheet) -> Words:
    """The words by subject and role."""
    found: dict[Any, dict[str, list[str]]] = {}
    for row in evidence.rows:
        found.setdefault(row.values["subject_id"], {}).setdefault(row.values["role"], []).append(
            row.values["words"] or ""
        )
    return found


def _proven(sheet: Sheet, values: TableRow, had: Words, left: Words) -> bool:
    """Whether the evidence that is left still carries each role that it carried, and each text of the row."""
    if sheet.resource.name not in SUBJECTS:
        return True
    subject = values[str(sheet.resource.key)]
    now = left.get(subject, {})
    return (
        "supports" in now
        and set(now) == set(had.get(subject, {}))
        and all(
            carries(column, values[column.name], now.get(column.role, ()))
            for column in sheet.resource.fields
            if column.role and values[column.name]
        )
    )


def _known(sheet: Sheet, ids: Mapping[str, set[Any]]) -> list[tuple[Field, set[Any]]]:
    """What each column of references may hold: the ids that are left, and its own words."""
    return [
        (column, set(column.categories).union(*(ids[reference] for reference in column.references)))
        for column in sheet.resource.fields
        if column.references
    ]


def _holds(values: dict[str, Any], known: Sequence[tuple[Field, set[Any]]]) -> bool:
    """Whether each reference of a row leads to a row that is left; lists that may be trimmed are."""
    for column, ids in known:
        value = values[column.name]
        if value in (None, ()):
            continue
        if column.type != "list":
            if value not in ids:
                return False
            continue
        left = tuple(item for item in value if item in ids)
        if left != value and (column.name not in TRIMMED or (column.required and not left)):
            return False
        values[column.name] = left
    return True


class _Frames(Mapping[str, "pd.DataFrame"]):
    """The frames of tables, each made when it is first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = _frame(self._tables.descriptor.resources[name], self._tables.rows(name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.descriptor.resources)

    def __len__(self) -> int:
        return len(self._tables.descriptor.resources)


def _frame(resource: Resource, rows: Sequence[TableRow]) -> pd.DataFrame:
    # Here and not above: to import pandas takes longer than to import all of this package.
    import pandas as pd

    columns = [column.name for column in resource.fields]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.set_index(resource.key, drop=False) if resource.key else frame
