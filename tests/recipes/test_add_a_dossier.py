"""The recipe "Add a dossier" of dashboard/README.md, step by step: a folder that only this test knows."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from theatre import RIVER

from dashboard.export import export
from dashboard.sources.dossier.tables import SHIPPED, load
from dashboard.sources.dossier.tables.__main__ import main

ROOT = Path(__file__).parents[2]
STEPS = (ROOT / "dashboard" / "README.md").read_text("utf-8").partition("### Add a dossier\n")[2].partition("\n### ")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Steps 1 to 5, with the shipped descriptor and the articles beside the folder."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    raw = json.loads((SHIPPED / "datapackage.json").read_text("utf-8"))
    raw |= {
        "name": "river",
        "title": "A river",
        "description": "Invented.",
        "x-headline": "The river",
        "x-name": "River",
    }
    raw |= {"x-time-zones": {"UY": "America/Montevideo"}, "x-metonyms": []}
    del raw["x-rules"]
    held = {path.name for path in RIVER.iterdir()}
    raw["resources"] = [entry for entry in raw["resources"] if not entry.get("x-apart") and entry["path"] in held]
    file = next(field for field in raw["resources"][0]["schema"]["fields"] if field["name"] == "file")
    file["constraints"]["pattern"] = "texts/[\\w.-]+\\.txt"
    (folder / "datapackage.json").write_text(json.dumps(raw), "utf-8")
    (tmp_path / "texts").mkdir()
    for article in (RIVER / "articles").iterdir():
        shutil.copyfile(article, tmp_path / "texts" / article.name)
    for table in (*RIVER.glob("*.csv"), *RIVER.glob("*.geojson")):
        shutil.copyfile(table, folder / table.name)
    sources = (RIVER / "sources.csv").read_text("utf-8").replace("articles/", "texts/")
    (folder / "sources.csv").write_text(sources, "utf-8")
    for line in sources.splitlines()[1:]:
        path, digest = line.split(",")[1:3]
        assert hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() == digest
    return folder


def test_the_gate_says_that_every_row_is_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "python -m dashboard.sources.dossier.tables FOLDER" in STEPS
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: A river. 7 events, 4 claims and 2 statements; every row is proved.\n"
    tables = load(folder, strict=True)
    assert (tables.descriptor.headline, tables.descriptor.name) == ("The river", "River")
    assert len(export("html", tables)) < 1_000_000


def test_a_table_that_has_nothing_to_say_holds_its_header(folder: Path) -> None:
    for table in ("contradictions", "discrepancies", "unmapped"):
        header = (folder / f"{table}.csv").read_text("utf-8").splitlines()[0]
        (folder / f"{table}.csv").write_text(f"{header}\n", "utf-8")
    assert main([str(folder)]) == 0


def test_every_fault_is_a_line_and_a_folder_without_a_descriptor_is_no_dossier(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = folder / "events.csv"
    events.write_text(events.read_text("utf-8").replace("Friday morning,day", "Friday morning,night"), "utf-8")
    assert main([str(folder)]) == 1
    said = capsys.readouterr()
    assert said.err == 'dossier/events.csv:3 time_of_day: "Friday morning" gives day, the row night\n'
    assert "1 faults" not in said.out
    assert "1 fault." in said.out
    assert main([str(tmp_path)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_is_the_one_of_the_recipe(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "dashboard.sources.dossier.tables", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr


def test_every_file_and_property_that_the_recipe_names_is_there() -> None:
    for name in re.findall(r"`(x-[a-z-]+)`", STEPS):
        assert f'"{name}"' in (SHIPPED / "datapackage.json").read_text("utf-8"), name
    for name in (
        "data/datapackage.json",
        "data/README.md",
        "tests/dossiers/river_dispute/",
        "tests/recipes/test_add_a_dossier.py",
    ):
        assert f"`{name}`" in STEPS
        assert (ROOT / name).exists()
