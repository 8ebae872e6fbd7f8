"""Kept copies: whole or not at all, found by content, made anew when the code has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from event_rows import make

from dashboard.errors import FileRefused
from dashboard.sources.files import KeptCopies, Mapping, open_file
from dashboard.sources.files.keep import atomic_folders, kept_copies
from dashboard.sources.files.keep.known_digests import KnownDigests

DATA = make("ged", {}, {"best": "many", "source_headline": "Fighting at night"}, {"latitude": ""}) + b"1,2,3\n"


@pytest.fixture
def copies(tmp_path: Path) -> KeptCopies:
    return KeptCopies(tmp_path / "user")


def test_a_copy_is_the_file_again(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    kept = copies.load(opened.digest)
    assert kept is not None
    assert kept.events.equals(opened.events)
    assert kept.original.equals(opened.original)
    assert kept.report.listed.to_pylist() == opened.report.listed.to_pylist()
    assert kept.report.to_csv() == opened.report.to_csv()
    for name in ("name", "shape", "shape_words", "digest", "rows", "attribution", "mapping"):
        assert getattr(kept, name) == getattr(opened, name)
    for name in ("rows_read", "rows_shown", "rows_left_out", "unplaced", "notices", "counts"):
        assert getattr(kept.report, name) == getattr(opened.report, name)


def test_columns_are_read_when_they_are_asked_for(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    kept = copies.load(opened.digest)
    assert kept is not None
    assert kept.read(["row", "country"]).equals(opened.events.select(["row", "country"]))


def test_nothing_is_kept_before_somebody_says_so(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    assert copies.load(opened.digest) is None
    assert copies.kept() == ()
    assert not copies.folder.exists()


def test_list_and_remove(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    copies.save(opened)
    [entry] = copies.kept()
    assert (entry.digest, entry.name, entry.rows, entry.shape_words) == (opened.digest, "a.csv", 3, "UCDP GED")
    assert entry.size > 0
    copies.remove(opened.digest)
    assert copies.kept() == ()
    copies.remove(opened.digest)
    copies.remove("../..")
    assert [path.name for path in copies.folder.iterdir()] == []


@pytest.mark.parametrize("file", ["events.parquet", "original.parquet", "listed.parquet", "about.json"])
@pytest.mark.parametrize("how", ["cut", "gone", "empty"])
def test_a_torn_copy_counts_as_none(copies: KeptCopies, file: str, how: str) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    path = copies.folder / opened.digest / file
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: 0 if how == "empty" else -7])
    assert copies.load(opened.digest) is None
    assert copies.kept() == ()
    copies.save(opened)
    again = copies.load(opened.digest)
    assert again is not None
    assert again.events.equals(opened.events)


def flipped(path: Path, part: float) -> None:
    """Flip one bit of a file, ``part`` of the way into it."""
    content = bytearray(path.read_bytes())
    content[min(int(len(content) * part), len(content) - 1)] ^= 1 << int(part * 800) % 8
    path.write_bytes(content)


@pytest.mark.parametrize("part", [number / 17 for number in range(18)])
@pytest.mark.parametrize("file", ["events.parquet", "original.parquet", "listed.parquet", "about.json"])
def test_a_flipped_bit_gives_no_other_table(copies: KeptCopies, file: str, part: float) -> None:
    opened = open_file(make("ged", *[{"best": "many"}, {}] * 100) + b"1,2,3\n", "a.csv")
    copies.save(opened)
    flipped(copies.folder / opened.digest / file, part)
    kept = copies.load(opened.digest)
    if file == "about.json":
        assert kept is None
        assert copies.kept() == ()
        return
    assert kept is not None, "one damaged part does not take the others with it"
    assert kept.events.equals(opened.events)
    if file == "original.parquet":
        with pytest.raises(FileRefused, match="kept copy is gone or damaged"):
            _ = kept.original
    else:
        assert kept.original.equals(opened.original)
    if file == "listed.parquet":
        assert kept.report.listed.num_rows == 0
        assert "is damaged" in kept.report.notices[-1]
    else:
        assert kept.report.listed.equals(opened.report.listed)
        assert kept.report.notices == opened.report.notices


def test_where_events_and_original_are_damaged_there_is_no_copy(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    for file in ("events.parquet", "original.parquet"):
        flipped(copies.folder / opened.digest / file, 0.5)
    assert copies.load(opened.digest) is None


def test_a_copy_of_older_code_has_no_checksums_and_opens(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    about = copies.folder / opened.digest / "about.json"
    written = json.loads(about.read_text("utf-8"))
    del written["sum"], written["sums"]
    about.write_text(json.dumps(written), encoding="utf-8")
    kept = copies.load(opened.digest)
    assert kept is not None
    assert kept.events.equals(opened.events)
    assert "sum" in json.loads(about.read_text("utf-8"))


def test_what_killed_saves_left_is_removed(copies: KeptCopies) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    now = atomic_folders.new(copies.folder)
    left = [
        now.with_name(now.name.replace(f"-{os.getpid()}-", f"-{dead.stdout.strip()}-")),
        copies.folder / ".new-abcdefgh",
        copies.folder / ".old-abcdefgh",
    ]
    for folder in left:
        folder.mkdir()
        (folder / "events.parquet").write_bytes(b"half")
    an_hour_ago = time.time() - 3700
    for folder in left[1:]:
        os.utime(folder, (an_hour_ago, an_hour_ago))
    young = copies.folder / ".new-hgfedcba"
    young.mkdir()
    copies.save(opened)
    assert [folder.exists() for folder in left] == [False] * 3
    assert now.exists(), "its writer runs"
    assert young.exists(), "nobody knows who writes it"
    assert [kept.digest for kept in copies.kept()] == [opened.digest]


def test_other_code_makes_the_copy_anew_from_its_original_columns(
    copies: KeptCopies, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_file(DATA, "a.csv")
    copies.save(opened)
    about = copies.folder / opened.digest / "about.json"
    monkeypatch.setattr(kept_copies, "version", lambda: "of tomorrow")
    # What the older code made is not shown: the events are gone, the original columns are enough.
    events = copies.folder / opened.digest / "events.parquet"
    read = json.loads(about.read_text("utf-8"))
    events.write_bytes(b"?" * read["sizes"]["events.parquet"])
    renewed = copies.load(opened.digest)
    assert renewed is not None
    assert renewed.events.equals(opened.events)
    assert renewed.report.counts == opened.report.counts
    assert renewed.report.rows_read == opened.report.rows_read
    assert json.loads(about.read_text("utf-8"))["version"] == "of tomorrow"


def test_a_copy_goes_with_its_mapping(copies: KeptCopies) -> None:
    data = b"a,b\n2020-01-01,2021-01-01\n"
    first, second = Mapping({"date": "a"}), Mapping({"date": "b"})
    opened = open_file(data, "a.csv", mapping=first)
    copies.save(opened)
    kept = copies.load(opened.digest)
    assert kept is not None
    assert kept.mapping == first
    assert copies.load(opened.digest, first) is not None
    assert copies.load(opened.digest, second) is None


def test_a_file_that_has_not_changed_is_not_hashed_again(tmp_path: Path) -> None:
    path, digests = tmp_path / "a.csv", KnownDigests(tmp_path / "user")
    path.write_bytes(DATA)
    assert digests.digest_of(path) is None
    digests.remember(path, "d" * 64)
    assert digests.digest_of(path) == "d" * 64
    os.utime(path, ns=(1, 1))
    assert digests.digest_of(path) is None
    path.unlink()
    assert digests.digest_of(path) is None
    digests.remember(path, "d" * 64)


def test_a_broken_index_is_no_index(tmp_path: Path) -> None:
    path, digests = tmp_path / "a.csv", KnownDigests(tmp_path / "user")
    path.write_bytes(DATA)
    digests.remember(path, "d" * 64)
    for broken in ("", "[]", '{"x": 1}', "\x00"):
        (digests.folder / "paths.json").write_text(broken, encoding="utf-8")
        assert digests.digest_of(path) is None


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "user").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(FileRefused, match="a copy cannot be kept"):
        KeptCopies(tmp_path / "user").save(open_file(DATA, "a.csv"))


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path))
    assert KeptCopies().folder == tmp_path / "opened"
