"""What is kept of a file beside its events is made anew when the code or the words in it are others."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from event_rows import make

from dashboard.files import open_file
from dashboard.map.columns import unpack
from dashboard.screens import sets
from dashboard.screens.data import CodedSet
from dashboard.screens.sets import file_set, made_by
from dashboard.tables import DATA_DIR, load


def coded(folder: Path, **changes: str) -> CodedSet:
    """The coded data, in which words of the descriptor are others."""
    shutil.copytree(DATA_DIR, folder / "data", ignore=shutil.ignore_patterns("__pycache__", "geodata"))
    shutil.copytree(DATA_DIR.parent / "seeds", folder / "seeds")
    package = folder / "data" / "datapackage.json"
    text = package.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(f'"{old}"') >= 1
        text = text.replace(f'"{old}"', f'"{new}"')
    package.write_text(text, "utf-8")
    return cast(CodedSet, SimpleNamespace(tables=load(folder / "data")))


def labels(found: Any) -> list[str]:
    said = [unpack(file)[0]["facets"] for file in (found.packed.core, found.packed.rest)]
    return [label for facets in said for label in facets.get("where_prec", {}).get("labels", [])]


def test_other_words_for_codes_make_other_parts(tmp_path: Path) -> None:
    as_is = coded(tmp_path / "one")
    [word, *_] = [words["1"] if "1" in words else words[1] for words in [sets.words_of_codes(as_is)["where_prec"]]]
    other = coded(tmp_path / "two", **{word: "exactly there"})
    opened = open_file(make("ged", {}), "a.csv")
    assert word in labels(file_set(opened, as_is))
    assert "exactly there" in labels(file_set(opened, other))
    assert made_by(as_is) == made_by(coded(tmp_path / "three"))
    assert made_by(as_is) != made_by(other)


def test_other_code_makes_other_parts(tmp_path: Path, monkeypatch: Any) -> None:
    data = coded(tmp_path / "one")
    before = made_by(data)
    changed = tmp_path / "crossfilter"
    shutil.copytree(Path(sets.__file__).parents[1] / "crossfilter", changed)
    (changed / "codes.py").write_text((changed / "codes.py").read_text("utf-8") + "# changed\n", "utf-8")
    places = {sets.from_events: str(changed / "opened.py"), sets.pack: sets.pack.__code__.co_filename}
    monkeypatch.setattr(sets.inspect, "getfile", places.__getitem__)
    assert made_by(data) != before
