"""Every export of a dossier on another conflict: its own words and nothing of the shipped one."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "dossiers"))
from theatre import RIVER, foreign

from dashboard.export import FORMATS, export
from dashboard.export.__main__ import main
from dashboard.sources.dossier.tables import load

TABLES = load(RIVER, strict=True)
EVENTS = list(TABLES.records["events"])
SOME = ["ev-bella-union-2031-03-13", "ev-concordia-2031-03-13"]
DATA = re.compile(r'(<script type="application/json" id="data">)(.*?)(</script>)', re.DOTALL)


def texts(content: bytes) -> str:
    """The text of an export; of an archive that of all its files, their names included."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode('utf-8')}" for name in archive.namelist())


def without_ground(page: str) -> str:
    """The single HTML file without the land of the world, on which every country has its name."""

    def said(found: re.Match[str]) -> str:
        data = json.loads(found[2])
        del data["base"]["land"]
        return json.dumps(data, ensure_ascii=False)

    shown, places = DATA.subn(said, page)
    assert places == 1
    return shown


@pytest.mark.parametrize("events", [None, SOME], ids=["everything", "a selection"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_this_dossier_in_its_own_words(name: str, events: list[str] | None) -> None:
    content = export(name, TABLES, events)
    text = texts(content)
    if name == "html":
        assert len(content) < 1_000_000
        text = without_ground(text)
    assert foreign(text) == []
    assert "Bella Unión" in json.dumps(text, ensure_ascii=False) or "Bella Uni" in text
    assert ("Monte Caseros" in text) == (events is None)


def test_the_html_file_names_its_line_its_parties_and_its_title() -> None:
    page = texts(export("html", TABLES))
    assert "<title>An invented dispute on the Uruguay River, as two invented articles report it</title>" in page
    assert "Argentina–Uruguay border (invented dispute; not recognised by the Free River Front)" in page
    assert "Side counted: Free River Front (unrecognised)" in page
    centre = json.loads(DATA.search(page)[2])["centre"]  # type: ignore[index]
    assert (-32 < centre[0] < -30, -58.5 < centre[1] < -56) == (True, True)


@pytest.mark.parametrize("events", [None, SOME], ids=["everything", "a selection"])
def test_the_zip_passes_the_gate_again(tmp_path: Path, events: list[str] | None) -> None:
    with zipfile.ZipFile(io.BytesIO(export("tables", TABLES, events))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "data" / "articles").mkdir()
    for article in (RIVER / "articles").iterdir():
        (tmp_path / "data" / "articles" / article.name).write_bytes(article.read_bytes())
    again = load(tmp_path / "data", strict=True)
    assert list(again.records["events"]) == (EVENTS if events is None else [e for e in EVENTS if e in SOME])
    assert again.choices("actors.side") == TABLES.choices("actors.side")


def test_the_command_takes_any_folder_and_its_parties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.csv"
    arguments = ["--format", "csv", "--data", str(RIVER), "--force", "-o", str(file)]
    assert main([*arguments, "--claimant", "free_river_front"]) == 0
    assert "A selection: 2 of 7 events." in capsys.readouterr().err
    assert main([*arguments, "--claimant", "brazil"]) == 2
    told = capsys.readouterr().err
    assert "there is: uruguay, argentina, free_river_front, outlet" in told
    assert foreign(told) == []
