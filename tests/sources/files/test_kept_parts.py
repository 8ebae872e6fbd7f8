"""What is kept of a file beside its events is made anew when the code or the words in it are others."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path
from typing import Any

from event_rows import make

from dashboard.map.packed_form import unpack
from dashboard.model.codes import CodeColumns
from dashboard.query.event_set import EventSet
from dashboard.sources.dossier.dossier_set import code_words
from dashboard.sources.dossier.tables import SHIPPED, load
from dashboard.sources.files import open_file
from dashboard.sources.files.file_record import CodeWords
from dashboard.web import offered_sets
from dashboard.web.offered_sets import OFFER, file_for_page, made_by


def coded(folder: Path, **changes: str) -> CodeWords:
    """The words for codes of the shipped dossier, in which words of the descriptor are others."""
    shutil.copytree(SHIPPED, folder / "data", ignore=shutil.ignore_patterns("__pycache__", "geodata"))
    shutil.copytree(SHIPPED.parent / "seeds", folder / "seeds")
    package = folder / "data" / "datapackage.json"
    text = package.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(f'"{old}"') >= 1
        text = text.replace(f'"{old}"', f'"{new}"')
    package.write_text(text, "utf-8")
    return code_words(load(folder / "data"))


def labels(event_set: EventSet) -> list[str]:
    offer = event_set.part(OFFER)
    assert offer
    assert offer.packed
    facets_of_parts = [unpack(file)[0]["facets"] for file in (offer.packed.files.core, offer.packed.files.rest)]
    return [label for facets in facets_of_parts for label in facets.get("where_prec", {}).get("labels", [])]


def test_other_words_for_codes_make_other_parts(tmp_path: Path) -> None:
    as_is = coded(tmp_path / "one")
    word = as_is["where_prec"][1]
    other = coded(tmp_path / "two", **{word: "exactly there"})
    opened = open_file(make("ged", {}), "a.csv")
    assert word in labels(file_for_page(opened, as_is))
    assert "exactly there" in labels(file_for_page(opened, other))
    assert made_by(as_is) == made_by(coded(tmp_path / "three"))
    assert made_by(as_is) != made_by(other)


def test_other_code_makes_other_parts(tmp_path: Path, monkeypatch: Any) -> None:
    data = coded(tmp_path / "one")
    before = made_by(data)
    changed = tmp_path / "codes.py"
    changed.write_text(Path(inspect.getfile(CodeColumns)).read_text("utf-8") + "# changed\n", "utf-8")
    getfile = inspect.getfile
    monkeypatch.setattr(
        offered_sets.inspect, "getfile", lambda part: str(changed) if part is CodeColumns else getfile(part)
    )
    assert made_by(data) != before
