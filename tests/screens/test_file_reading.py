"""A file on its way in: read apart, taken from what was opened lately, and never from a reading that turned out wrong."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from typing import Any

import pytest

from dashboard.screens.open import file_reading
from dashboard.screens.open.file_reading import Opening
from dashboard.sources.dossier.dossier_set import code_words
from dashboard.sources.dossier.tables import SHIPPED, load
from dashboard.sources.files import LayoutChoices, Mapping, RecentFiles
from dashboard.sources.files.file_record import CodeWords
from dashboard.sources.files.file_set import OPENED_FILE

TABLE = b"seen,ended,lat,lon\n2020-01-05,2020-02-05,34.5,69.2\n2020-01-06,2020-02-06,34.5,69.2\n"
RIGHT = Mapping({"date": "ended", "latitude": "lat", "longitude": "lon"})
WRONG = Mapping({"date": "seen", "latitude": "lat", "longitude": "lon"})


@pytest.fixture(scope="module")
def words() -> CodeWords:
    return code_words(load(SHIPPED))


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path / "user"))
    monkeypatch.setattr(file_reading, "WRITE_AFTER", 0.0)
    (tmp_path / "own.csv").write_bytes(TABLE)
    return tmp_path / "own.csv"


def opened(path: Path, words: CodeWords, **given: Any) -> Opening:
    opening = Opening(path.name, path, **given)
    opening.run(words)
    assert opening.done.is_set()
    return opening


def copies() -> int:
    """How many readings are kept of what was opened lately."""
    return len(kept_copies())


def kept_copies() -> list[Path]:
    """What tells about each; one that is being written is none yet."""
    return [about for about in RecentFiles().folder.glob("*/about.json") if not about.parent.name.startswith(".")]


def wait_for_copies(count: int) -> None:
    deadline = time.monotonic() + 30
    while copies() != count and time.monotonic() < deadline:
        time.sleep(0.05)
    assert copies() == count


def first_days(opening: Opening) -> list[str]:
    assert opening.event_set is not None, opening.refused
    opened = opening.event_set.part(OPENED_FILE)
    assert opened is not None
    return [str(day) for day in opened.events["date_start"].to_pylist()]


def test_a_reading_that_turned_out_wrong_is_not_kept(table: Path, words: CodeWords) -> None:
    opening = opened(table, words, mapping=WRONG, remembered="as remembered")
    assert first_days(opening) == ["2020-01-05", "2020-01-06"]
    # At once, while the first reading is perhaps being written down.
    assert opening.event_set is not None
    again = opening.again(mapping=RIGHT, remembered="", instead_of=opening.event_set.id)
    again.run(words)
    assert first_days(again) == ["2020-02-05", "2020-02-06"]
    del opening
    gc.collect()
    time.sleep(0.5)
    assert first_days(opened(table, words, mapping=RIGHT)) == ["2020-02-05", "2020-02-06"]
    # The wrong one is asked for again: it is read, not found.
    assert RecentFiles().find(table, file_reading.made_by(words), mapping=WRONG, remembered=True) is None


def test_a_damaged_copy_is_read_again(table: Path, words: CodeWords) -> None:
    opening = opened(table, words, mapping=RIGHT)
    days = first_days(opening)
    wait_for_copies(1)
    del opening
    gc.collect()
    [about] = kept_copies()
    events = bytearray((about.parent / "events.arrow").read_bytes())
    events[len(events) // 2] ^= 4
    (about.parent / "events.arrow").write_bytes(events)
    assert first_days(opened(table, words, mapping=RIGHT)) == days
    wait_for_copies(1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path, words: CodeWords, table: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert opened(tmp_path / "pipe.csv", words).refused.startswith("pipe.csv: it is a named pipe")
    looking = Opening("pipe.csv", tmp_path / "pipe.csv")
    looking.look_again(LayoutChoices())
    assert looking.refused.startswith("pipe.csv: it is a named pipe")
    assert first_days(opened(table, words, mapping=RIGHT)) == ["2020-02-05", "2020-02-06"]
