"""A copy of data/ and seeds/ that a test may break, and the rows as plain csv reads them: no code of the loader."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from dashboard.errors import Fault
from dashboard.sources.dossier.tables import Tables, load

ROOT = Path(__file__).resolve().parents[4]
DATA, SEEDS = ROOT / "data", ROOT / "seeds"
TABLES = (
    "sources",
    "quotes",
    "parties",
    "actors",
    "events",
    "claims",
    "statements",
    "evidence",
    "discrepancies",
    "contradictions",
    "unmapped",
    "places",
)
SHAPES = ("admin1.geojson", "border.geojson", "land.geojson", "regions.geojson")


def rows_of(table: str, folder: Path = DATA) -> list[dict[str, str]]:
    """The rows of one table, every cell as text."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ids_of(table: str) -> list[str]:
    """The ids of one table: its first column."""
    return [next(iter(row.values())) for row in rows_of(table)]


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


class Project:
    """A copy of the project's data and articles."""

    def __init__(self, root: Path) -> None:
        self.root, self.data = root, root / "data"
        self._state: object = None
        self.data.mkdir(parents=True)
        (root / "seeds").mkdir()
        for name in ("datapackage.json", *SHAPES, *(f"{table}.csv" for table in TABLES)):
            shutil.copyfile(DATA / name, self.data / name)
        for seed in SEEDS.glob("*.txt"):
            shutil.copyfile(seed, root / "seeds" / seed.name)

    def rows(self, table: str) -> list[dict[str, str]]:
        return rows_of(table, self.data)

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.data / f"{table}.csv").write_bytes(stream.getvalue().encode())

    def change(self, table: str, which: str | int, **cells: str) -> int:
        """Change cells of one row, named by its id or its index. Returns the line on which the row begins."""
        rows = self.rows(table)
        index = which if isinstance(which, int) else [next(iter(row.values())) for row in rows].index(which)
        for column, value in cells.items():
            assert column in rows[index], f"{table} has no column {column}"
            assert rows[index][column] != value, f"{table} {which} {column} is {value} already"
            rows[index][column] = value
        self.write(table, rows)
        return index + 2

    def change_all(self, table: str, column: str, value: str) -> set[int]:
        """Give every row of a table this value. Returns the lines of the rows that had another."""
        rows = self.rows(table)
        lines = {line for line, row in enumerate(rows, 2) if row[column] != value}
        self.write(table, [{**row, column: value} for row in rows])
        return lines

    def line(self, table: str, key: str) -> int:
        return ids_of(table).index(key) + 2

    def drop(self, table: str, keep: Callable[[dict[str, str]], bool]) -> None:
        """Keep only some rows."""
        self.write(table, [row for row in self.rows(table) if keep(row)])

    def append(self, table: str, **cells: str) -> int:
        """Add a row, the last one's cells where none are given. Returns its line."""
        rows = self.rows(table)
        rows.append({**rows[-1], **cells})
        self.write(table, rows)
        return len(rows) + 1

    def edit(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file of data/ (or of seeds/, as "../seeds/…")."""
        path = self.data / name
        before = path.read_bytes()
        after = change(before)
        assert after != before
        path.write_bytes(after)

    def feature(self, name: str, identifier: str, change: Callable[[dict], object]) -> None:
        """Change one feature of a GeoJSON file in place."""
        collection = json.loads((self.data / name).read_text("utf-8"))
        change(next(feature for feature in collection["features"] if feature["id"] == identifier))
        (self.data / name).write_text(json.dumps(collection), "utf-8")

    def load(self) -> Tables:
        """What the loader makes of the files as they are now; the same object until one of them changes."""
        files = sorted([*self.data.iterdir(), *(self.root / "seeds").iterdir()])
        state = [(path.name, (found := path.stat()).st_mtime_ns, found.st_size, found.st_ino) for path in files]
        if state != self._state:
            self._state, self._tables = state, load(self.data)
        return self._tables

    def faults(self) -> tuple[Fault, ...]:
        return self.load().faults

    def lines(self, table: str, column: str) -> set[int]:
        """The lines of one table with a fault in this column."""
        return {line for file, line, found in self.places() if (file, found) == (f"{table}.csv", column)}

    def places(self) -> set[tuple[str, int, str]]:
        """Where the faults stand: file, line and column."""
        return {(fault.file.removeprefix("data/"), fault.row, fault.column) for fault in self.faults()}


def can_read_anything() -> bool:
    """Whether this user reads files that nobody may read."""
    return not hasattr(os, "geteuid") or os.geteuid() == 0
