"""What holds for every format: the registry, the provenance, the same bytes, and no article as a whole."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import python_calamine

from dashboard.errors import NothingSelected
from dashboard.export import CAUTION, FORMATS, data_hash, export, extract
from dashboard.export.data_statement import attribution, provenance
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.evidence.quoted_sources import quotes_of
from dashboard.sources.dossier.tables import FolderContents, Tables, load

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
EVENTS = list(load(DATA).records["events"])
# Longer than the text around a passage that an annotation gives (32), shorter than a sentence.
RUN = 40
# What stands at the ends of a quote in an article and, as it happens, in our files too.
AROUND_A_QUOTE = '“”"\n'


def plain(name: str, content: bytes) -> str:
    """The text of an export, unpacked and unescaped."""
    if name == "tables":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            texts = [packed.read(entry).decode("utf-8") for entry in packed.namelist() if "gazetteer" not in entry]
        return "\n".join(texts).replace('""', '"')
    if name == "xlsx":
        book = python_calamine.load_workbook(io.BytesIO(content))
        cells = (
            cell for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
        )
        return "\x1e".join(map(str, cells))
    text = content.decode("utf-8-sig")
    if name == "html":
        return "\x1e".join(html_text(text))
    if name in ("geojson", "annotations"):
        return "\x1e".join(strings(json.loads(text)))
    return unescape(unescape(text)) if name == "kml" else text.replace('""', '"')


def html_text(text: str) -> list[str]:
    """What a reader of a page can read, block by block, and every text in its data. Scripts and styles are ours."""
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert data
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    inline = re.sub(r"</?(?:a|b|mark|small|strong|span|code)\b[^>]*>", "", shown)
    return [*strings(json.loads(data[1])), *(unescape(part) for part in re.split(r"<[^>]*>", inline))]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


@pytest.mark.parametrize("name", FORMATS)
def test_the_registry(name: str, tables: Tables) -> None:
    item = FORMATS[name]
    assert item.name == name
    assert re.fullmatch(r"\.[a-z]+", item.suffix)
    assert "/" in item.media_type
    assert item.title
    assert all(writer.note.endswith(".") for writer in item.writers)
    dossier = dossier_set(tables)
    assert item.file_name(dossier, everything=True) == f"reported-events{item.suffix}"
    assert item.file_name(dossier, everything=False) == f"reported-events-selection{item.suffix}"
    assert item.write(dossier) == export(name, tables)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_selected_is_no_file(name: str, tables: Tables) -> None:
    with pytest.raises(NothingSelected):
        export(name, tables, [])


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_says_where_it_comes_from(name: str, tables: Tables) -> None:
    for events in (None, EVENTS[:2]):
        text = plain(name, export(name, tables, events))
        told = extract(tables, events).provenance
        for sentence in (told.data_sha256, told.scope, told.attribution, CAUTION):
            assert sentence in text


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with five events in each format, written by another process in another time zone."""
    folder = tmp_path_factory.mktemp("elsewhere")
    program = (
        "import sys; from pathlib import Path;"
        "from dashboard.sources.dossier.tables import load; from dashboard.export import export; tables = load()\n"
        "for name in sys.argv[3:]: Path(sys.argv[1], name).write_bytes(export(name, tables, sys.argv[2].split(',')))"
    )
    command = [sys.executable, "-c", program, str(folder), ",".join(EVENTS[:5]), *FORMATS]
    subprocess.run(command, cwd=ROOT, check=True, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Kabul"})
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(name: str, tables: Tables, elsewhere: Path) -> None:
    assert export(name, tables, EVENTS[:5]) == export(name, load(DATA), reversed(EVENTS[:5]))
    assert (elsewhere / name).read_bytes() == export(name, tables, EVENTS[:5])


@pytest.mark.parametrize("name", FORMATS)
def test_no_more_of_an_article_than_its_quotes(name: str, tables: Tables) -> None:
    """No run of an article that is longer than what an annotation needs around it, unless it stands in one quote."""
    quotes = [row["quote"] for row in tables.rows("quotes")]
    text = plain(name, export(name, tables))
    beyond = 0
    for article in tables.texts.values():
        for start in range(len(article) - RUN):
            run = article[start : start + RUN]
            if not any(run.strip(AROUND_A_QUOTE) in quote for quote in quotes):
                beyond += 1
                assert run not in text
    assert beyond > 500


@pytest.mark.parametrize("name", FORMATS)
def test_a_selection_has_no_quotes_of_other_events(name: str, tables: Tables) -> None:
    taken = extract(tables, ["ev-punjab-operations-2026-02-27"])
    text = plain(name, export(name, tables, taken.event_ids))
    said = [quote.quote_id for row in taken.statements for quote in quotes_of(tables, row["statement_id"])]
    beside = [] if name in ("csv", "tables", "annotations") else [tables.row("quotes", key) for key in said]
    for row in tables.rows("quotes"):
        stands = any(row["quote"] in other["quote"] for other in (*taken.rows("quotes"), *beside))
        assert stands or row["quote"] not in text


def test_the_hash_is_what_sha256sum_gives(tables: Tables) -> None:
    paths = sorted(resource.path for resource in tables.descriptor.resources.values())
    lines = [f"{hashlib.sha256((DATA / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    assert data_hash(tables) == hashlib.sha256("".join(lines).encode()).hexdigest()
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    first = subprocess.run(["sha256sum", *paths], cwd=DATA, capture_output=True, check=True).stdout
    second = subprocess.run(["sha256sum"], input=first, capture_output=True, check=True).stdout
    assert second.decode().split()[0] == data_hash(tables)


def test_one_changed_letter_is_another_hash(folder: Path, tables: Tables) -> None:
    copy = load(folder)
    before = data_hash(copy)
    assert before == data_hash(tables)
    (folder / "events.csv").write_bytes((folder / "events.csv").read_bytes().replace(b"Kabul", b"Cabul", 1))
    changed = data_hash(copy)
    (folder / "events.csv").unlink()
    assert len({before, changed, data_hash(copy)}) == 3


@pytest.mark.parametrize("content", [None, "no JSON", "[]", "{}", '{"attribution": 7}', "\xff"])
def test_a_folder_without_an_attribution_has_none(folder: Path, tables: Tables, content: str | None) -> None:
    manifest = folder / "geodata.manifest.json"
    manifest.unlink() if content is None else manifest.write_bytes(content.encode("latin-1"))
    assert attribution(FolderContents(folder)) == ""
    assert "attribution" not in provenance(replace(tables, contents=FolderContents(folder)), 1).as_dict()
    assert all(export(name, replace(tables, contents=FolderContents(folder)), EVENTS[:1]) for name in FORMATS)
