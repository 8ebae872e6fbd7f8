"""Files that were opened lately: the same again, or not there; never another table, never the newest thrown out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from event_rows import make

from dashboard.errors import FileRefused
from dashboard.sources.files import LayoutChoices, Mapping, Opened, RecentFiles, open_file
from dashboard.sources.files.keep.known_digests import stamp_of

DATA = make("ged", *[{"best": "many"}, {}] * 100) + b"1,2,3\n"
PARTS = {"core": bytes(range(256)) * 20, "version": b"v1"}


@pytest.fixture
def recent(tmp_path: Path) -> RecentFiles:
    return RecentFiles(tmp_path / "lately")


def written(path: Path, data: bytes = DATA) -> Path:
    path.write_bytes(data)
    return path


def keep(recent: RecentFiles, path: Path, **options: object) -> Opened:
    opened = open_file(path, path.name, **options)  # type: ignore[arg-type]
    assert recent.keep(path, stamp_of(path), opened, PARTS, "code", **options)
    return opened


def copies(recent: RecentFiles) -> set[str]:
    return {path.parent.name for path in recent.folder.glob("*/about.json")}


def test_the_same_again(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    assert recent.find(path, "code") is None
    opened = keep(recent, path)
    again = recent.find(path, "code")
    assert again is not None
    assert again.parts == PARTS
    assert again.opened.events.equals(opened.events)
    assert again.opened.report.listed.equals(opened.report.listed)
    assert again.opened.original.equals(opened.original)
    for name in ("name", "shape", "shape_words", "digest", "rows", "attribution", "mapping", "layout"):
        assert getattr(again.opened, name) == getattr(opened, name)
    for name in ("rows_read", "rows_shown", "unplaced", "notices", "counts"):
        assert getattr(again.opened.report, name) == getattr(opened.report, name)
    assert recent.find(path, "other code") is None


def test_another_file_at_the_path_is_not_found(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    keep(recent, path)
    again = recent.find(path, "code")
    assert again is not None
    written(path, make("ged", {}))
    assert recent.find(path, "code") is None
    with pytest.raises(FileRefused, match="has changed since it was opened"):
        _ = again.opened.original


def test_a_file_that_changed_while_it_was_read_is_not_kept(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    seen, opened = stamp_of(path), open_file(path, "a.csv")
    written(path, make("ged", {}))
    assert not recent.keep(path, seen, opened, PARTS)
    assert not recent.keep(tmp_path / "none.csv", None, opened, PARTS)


def test_each_way_of_opening_is_a_copy_of_its_own(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n2020-01-01,2021-01-01\n")
    first, second = Mapping({"date": "a"}), Mapping({"date": "b"})
    opened = keep(recent, path, mapping=first)
    assert recent.find(path, "code", mapping=second) is None
    assert recent.find(path, "code", mapping=first, remembered=True) is None
    assert recent.find(path, "code", mapping=first, choices=LayoutChoices(delimiter=";")) is None
    # What is not set is not said.
    again = recent.find(path, "code", mapping=first, remembered=False, choices=None)
    assert again is not None
    assert again.opened.mapping == opened.mapping == first


def test_the_order_in_which_columns_were_named_says_nothing(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n2020-01-01,2021-01-01\n")
    keep(recent, path, mapping=Mapping({"date": "a", "date_end": "b"}))
    assert recent.find(path, "code", mapping=Mapping({"date_end": "b", "date": "a"})) is not None


def test_a_file_whose_mapping_turned_out_wrong_is_forgotten(recent: RecentFiles, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n2020-01-01,2021-01-01\n")
    other = written(tmp_path / "b.csv")
    wrong = Mapping({"date": "a"})
    keep(recent, path, mapping=wrong, remembered=True)
    keep(recent, other)
    recent.forget(path)
    assert recent.find(path, "code", mapping=wrong, remembered=True) is None
    assert recent.find(other, "code") is not None
    recent.forget(tmp_path / "never opened.csv")


@pytest.mark.parametrize("part", [number / 13 for number in range(14)])
@pytest.mark.parametrize("file", ["events.arrow", "listed.arrow", "values.pickle", "about.json", "core", "version"])
def test_a_flipped_bit_is_a_copy_that_is_read_again(
    recent: RecentFiles, tmp_path: Path, file: str, part: float
) -> None:
    path = written(tmp_path / "a.csv")
    keep(recent, path)
    [copy] = copies(recent)
    damaged = recent.folder / copy / file
    content = bytearray(damaged.read_bytes())
    content[min(int(len(content) * part), len(content) - 1)] ^= 1 << int(part * 800) % 8
    damaged.write_bytes(content)
    assert recent.find(path, "code") is None
    # It is gone, so that the next reading is kept again.
    keep(recent, path)
    assert recent.find(path, "code") is not None


@pytest.mark.parametrize("file", ["events.arrow", "listed.arrow", "values.pickle", "about.json", "core"])
def test_a_torn_copy_is_read_again(recent: RecentFiles, tmp_path: Path, file: str) -> None:
    path = written(tmp_path / "a.csv")
    keep(recent, path)
    [copy] = copies(recent)
    torn = recent.folder / copy / file
    torn.write_bytes(torn.read_bytes()[:-3])
    assert recent.find(path, "code") is None
    keep(recent, path)
    (recent.folder / copy / file).unlink()
    assert recent.find(path, "code") is None
    keep(recent, path)
    assert recent.find(path, "code") is not None


def test_what_was_not_used_for_the_longest_time_goes_first(recent: RecentFiles, tmp_path: Path) -> None:
    paths = [written(tmp_path / f"{name}.csv", make("ged", *[{"adm_1": name}] * 40)) for name in "abcd"]
    for age, path in enumerate(paths[:3]):
        before = copies(recent) if recent.folder.exists() else set()
        keep(recent, path)
        [copy] = copies(recent) - before
        then = 1_000_000_000 + age
        os.utime(recent.folder / copy / "about.json", (then, then))
    # The first is used again: now the second is the oldest.
    assert recent.find(paths[0], "code") is not None
    sizes = [sum(file.stat().st_size for file in (recent.folder / copy).iterdir()) for copy in copies(recent)]
    recent.most_bytes = sum(sizes) + min(sizes) // 2
    keep(recent, paths[3])
    assert [recent.find(path, "code") is not None for path in paths] == [True, False, True, True]


def test_room_is_made_for_one_only_as_far_as_it_takes(recent: RecentFiles, tmp_path: Path) -> None:
    paths = [written(tmp_path / f"{name}.csv", make("ged", *[{"adm_1": name}] * 40)) for name in "abc"]
    for path in paths[:2]:
        keep(recent, path)
    recent.most_bytes = 10**9
    keep(recent, paths[2])
    assert all(recent.find(path, "code") is not None for path in paths)


def test_one_larger_than_all_that_may_lie_here_throws_nothing_out(recent: RecentFiles, tmp_path: Path) -> None:
    small, large = written(tmp_path / "a.csv", make("ged", {})), written(tmp_path / "b.csv")
    keep(recent, small)
    recent.most_bytes = 20_000
    assert not recent.keep(large, stamp_of(large), open_file(large, "b.csv"), PARTS, "code")
    assert recent.find(small, "code") is not None
    assert [path for path in recent.folder.iterdir() if path.name.startswith(".new-")] == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv")
    (tmp_path / "lately").write_text("a file where the folder should be", encoding="utf-8")
    recent = RecentFiles(tmp_path / "lately")
    assert not recent.keep(path, stamp_of(path), open_file(path, "a.csv"), PARTS)
    assert recent.find(path) is None
