"""The tables, a copy of the data that a test may change, and one with text that would like to be more than text."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.sources.dossier.tables import Tables, load

ROOT = Path(__file__).resolve().parents[2]
DATA, SEEDS = ROOT / "data", ROOT / "seeds"

# Markup, the end of a CDATA section, a formula, marks that turn the direction of writing, quotes and separators.
HOSTILE = "=cmd|'/C calc'!A1 <script>alert(1)</script> ]]> &amp; \u202eevil\u202c \u200fמ \"a\",b;=1+1"


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load(DATA, strict=True)


@pytest.fixture(scope="session")
def rows_of() -> Callable[..., list[dict[str, str]]]:
    """The rows of a table as plain csv reads them: no code of ours."""

    def read(table: str, folder: Path = DATA) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((folder / f"{table}.csv").read_text("utf-8"), newline="")))

    return read


@pytest.fixture(scope="session")
def hostile_text() -> str:
    return HOSTILE


def copy_project(root: Path) -> Path:
    """A copy of data/ (without what the gate does not read) and seeds/ below ``root``. Returns its data folder."""
    ignored = shutil.ignore_patterns("gazetteer.csv", "land.geojson", "*.py", "geodata", "__pycache__")
    shutil.copytree(DATA, root / "data", ignore=ignored)
    shutil.copytree(SEEDS, root / "seeds")
    land = root / "data" / "land.geojson"
    land.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    return root / "data"


def write_rows(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / f"{table}.csv").write_bytes(stream.getvalue().encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, rows_of: Callable[..., list[dict[str, str]]]) -> Path:
    """A sound data folder in which a title, a note, a name and a quote of the article hold hostile text."""
    folder = copy_project(tmp_path_factory.mktemp("hostile"))
    sources = rows_of("sources")
    article = folder.parent / sources[0]["file"]
    text = article.read_bytes().decode("utf-8")
    start = len(text) + 1
    article.write_bytes(f"{text}\n{HOSTILE}\n".encode())
    sources[0]["sha256"] = hashlib.sha256(article.read_bytes()).hexdigest()
    sources[0]["publisher"] = HOSTILE
    events = rows_of("events")
    events[0] |= {"title": HOSTILE, "note": f"\t{HOSTILE}", "status_scope": f"@SUM(1)\n{HOSTILE}"}
    quote = {"quote_id": "q-hostile", "source_id": sources[0]["source_id"], "start": str(start)}
    quotes = [*rows_of("quotes"), {**quote, "end": str(start + len(HOSTILE)), "quote": HOSTILE}]
    evidence = {"subject_id": events[0]["event_id"], "quote_id": "q-hostile", "role": "supports"}
    write_rows(folder, "sources", sources)
    write_rows(folder, "events", events)
    write_rows(folder, "quotes", quotes)
    write_rows(folder, "evidence", [*rows_of("evidence"), {**evidence, "words": "", "words_start": ""}])
    load(folder, strict=True)
    return folder


@pytest.fixture(scope="session")
def with_cells() -> Callable[..., Tables]:
    """Tables with other cells in one event: what a file could not hold, because the gate would refuse it."""

    def change(tables: Tables, event_id: str, **cells: Any) -> Tables:
        events = {**tables.records["events"], event_id: {**tables.row("events", event_id), **cells}}
        return dataclasses.replace(tables, records={**tables.records, "events": events})

    return change
