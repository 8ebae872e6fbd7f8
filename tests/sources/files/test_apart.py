"""A file is read in a process of its own: the same comes out, and whatever it does there the program lives on."""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from event_rows import make, table, text

from dashboard.errors import Cancelled, FileRefused, MappingNeeded
from dashboard.sources.files import Mapping, Opened, open_apart, open_file
from dashboard.sources.files.process import scratch
from dashboard.sources.files.process.allowance import allowance
from dashboard.sources.files.process.process_messages import BrokenMessage, careful, pack, receive
from dashboard.sources.files.process.reader_process import ReaderProcess

DATA = make("ged", {}, {"best": "many", "source_headline": "Fighting at night"}, {"latitude": ""}) + b"1,2,3\n"
LINUX = sys.platform.startswith("linux")
OWN = b"day;town;lat;lon\n2020-01-05;Kabul;34.5;69.2\n"


def geojson() -> bytes:
    point = {"type": "Point", "coordinates": [69.2, 34.5]}
    feature = {"type": "Feature", "geometry": point, "properties": {"date": "2020-01-05", "notes": "at night"}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def parquet() -> bytes:
    rows = table("acled", {}, {})
    out = io.BytesIO()
    columns = {name: list(cells) for name, cells in zip(rows[0], zip(*rows[1:], strict=True), strict=True)}
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def large(path: Path, rows: int = 60_000) -> Path:
    """A file that takes some time: with line breaks and a broken quote it is read line by line."""
    path.write_bytes(make("ged", *[{}] * 20) * 1 + text(table("ged", *[{}] * rows)[1:]).encode() + b'"open\n')
    return path


def assert_same(opened: Opened, here: Opened) -> None:
    for entry in fields(Opened):
        if entry.name not in ("report", "read", "_original"):
            assert getattr(opened, entry.name) == getattr(here, entry.name), entry.name
    for entry in fields(here.report):
        if entry.name not in ("parts", "_original", "_kept"):
            assert getattr(opened.report, entry.name) == getattr(here.report, entry.name), entry.name
    assert opened.report.counts == here.report.counts
    assert opened.events.equals(here.events)
    assert opened.read(["row", "country"]).equals(here.read(["row", "country"]))
    assert opened.original.equals(here.original)
    assert opened.report.listed.equals(here.report.listed)
    assert opened.report.to_csv() == here.report.to_csv()


def processes() -> list[int]:
    """The processes that this one has started to read files."""
    numbers = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if parent == os.getpid() and b"dashboard.sources.files.process.reader_child" in command:
            numbers.append(int(status.parent.name))
    return numbers


@pytest.fixture
def lives_on() -> Iterator[None]:
    """After whatever happened the next file opens."""
    yield
    assert open_apart(DATA, "next.csv").rows == 3


# --- the same comes out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "mapping"),
    [
        ("a.csv", DATA, None),
        ("a.parquet", parquet(), None),
        ("own.csv", OWN, Mapping({"date": "day", "location": "town", "latitude": "lat", "longitude": "lon"})),
        ("a.geojson", geojson(), Mapping({"date": "date", "latitude": "geometry latitude", "longitude": "geometry longitude"})),
    ],
)  # fmt: skip
def test_the_same_comes_out(tmp_path: Path, name: str, data: bytes, mapping: Mapping | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert_same(open_apart(path, name, mapping=mapping), open_file(path, name, mapping=mapping))
    assert_same(open_apart(data, name, mapping=mapping), open_file(data, name, mapping=mapping))


def test_a_path_counts_from_where_the_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(DATA)
    monkeypatch.chdir(tmp_path)
    assert open_apart(Path("a.csv"), "a.csv").rows == 3


def test_the_original_columns_of_a_file_that_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DATA)
    opened = open_apart(path, "a.csv")
    path.write_bytes(make("ged", {}))
    with pytest.raises(FileRefused, match="has changed since it was opened"):
        _ = opened.original


def test_an_upload_keeps_its_original_columns() -> None:
    opened = open_apart(DATA, "a.csv")
    gc.collect()
    assert opened.original.equals(open_file(DATA, "a.csv").original)


# --- what is raised passes ----------------------------------------------------------------------------------------------


def test_a_refusal_is_the_same_sentence() -> None:
    for data in (b"", b"\x89PNG....", b"%PDF-1.7\n..."):
        with pytest.raises(FileRefused) as here:
            open_file(data, "a")
        with pytest.raises(FileRefused) as refused:
            open_apart(data, "a")
        assert vars(refused.value) == vars(here.value)
        assert str(refused.value) == str(here.value)


def test_a_question_comes_with_all_that_belongs_to_it() -> None:
    with pytest.raises(MappingNeeded) as here:
        open_file(OWN, "own.csv")
    with pytest.raises(MappingNeeded) as asked:
        open_apart(OWN, "own.csv")
    assert vars(asked.value) == vars(here.value)
    assert str(asked.value) == str(here.value)


def test_a_fault_of_ours_is_told_with_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RuntimeError, match="unexpected keyword argument 'no_such_option'"):
        open_apart(DATA, "a.csv", no_such_option=True)


# --- progress, and the way to stop ---------------------------------------------------------------------------------------


def test_progress_is_told_in_this_thread() -> None:
    told: list[tuple[float, str, int]] = []
    open_apart(DATA, "a.csv", progress=lambda fraction, words: told.append((fraction, words, threading.get_ident())))
    assert {thread for _, _, thread in told} == {threading.get_ident()}
    assert all(0 <= fraction <= 1 and words for fraction, words, _ in told)


def test_who_stops_it_stops_it(tmp_path: Path, lives_on: None) -> None:
    path = large(tmp_path / "large.csv")
    begun = time.monotonic()

    def stop(fraction: float, words: str) -> None:
        if fraction > 0.1:
            raise Cancelled("large.csv")

    with pytest.raises(Cancelled):
        open_apart(path, "large.csv", progress=stop)
    assert time.monotonic() - begun < 60


# --- whatever it does -----------------------------------------------------------------------------------------------------


def ended_by(sent: signal.Signals, path: Path) -> FileRefused:
    """What is said where the process that reads a file gets a signal halfway."""

    def end(fraction: float, words: str) -> None:
        if fraction > 0.1:
            for number in processes():
                os.kill(number, sent)

    with pytest.raises(FileRefused) as refused:
        open_apart(path, "large.csv", progress=end)
    return refused.value


@pytest.mark.skipif(not LINUX, reason="looks for the process in /proc")
def test_a_process_that_is_killed_is_one_sentence(tmp_path: Path, lives_on: None) -> None:
    refused = ended_by(signal.SIGKILL, large(tmp_path / "large.csv"))
    assert "large.csv: the process that read it was ended by the system" in str(refused)
    assert "\n" not in str(refused)


@pytest.mark.skipif(not LINUX, reason="looks for the process in /proc")
def test_a_reader_that_aborts_may_have_met_a_damaged_file(tmp_path: Path, lives_on: None) -> None:
    refused = ended_by(signal.SIGABRT, large(tmp_path / "large.csv"))
    assert "the file is damaged, or reading it takes more than" in str(refused)
    assert "DASHBOARD_OPEN_MEMORY" in refused.advice


@pytest.mark.skipif(not LINUX, reason="looks for the process in /proc")
def test_a_process_that_grew_by_little_reads_the_next_file(tmp_path: Path) -> None:
    path = large(tmp_path / "a.csv", 5_000)
    open_apart(path, "a.csv")
    waiting = processes()
    open_apart(path, "a.csv")
    assert processes() == waiting != []


@pytest.mark.skipif(not LINUX, reason="looks for the process in /proc")
def test_a_process_that_died_while_it_waited_is_replaced(lives_on: None) -> None:
    open_apart(DATA, "a.csv")
    # At once: the system may need longer to end a process than the next file to come.
    for number in processes():
        os.kill(number, signal.SIGKILL)


@pytest.mark.skipif(not LINUX, reason="elsewhere the process watches itself, less closely")
def test_more_memory_than_it_may_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lives_on: None) -> None:
    path = large(tmp_path / "large.csv")
    monkeypatch.setenv("DASHBOARD_OPEN_MEMORY", "120")
    with pytest.raises(FileRefused, match=r"takes more than the 120 MB of memory") as refused:
        open_apart(path, "large.csv")
    assert "DASHBOARD_OPEN_MEMORY" in refused.value.advice
    monkeypatch.delenv("DASHBOARD_OPEN_MEMORY")


def test_more_time_than_it_may_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lives_on: None) -> None:
    path = large(tmp_path / "large.csv", 200_000)
    monkeypatch.setenv("DASHBOARD_OPEN_SECONDS", "0.2")
    with pytest.raises(FileRefused, match=r"took longer than") as refused:
        open_apart(path, "large.csv")
    assert "DASHBOARD_OPEN_SECONDS" in refused.value.advice
    monkeypatch.delenv("DASHBOARD_OPEN_SECONDS")


def test_several_at_once(tmp_path: Path) -> None:
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(open_apart(DATA, "a.csv").rows)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3] * 6


def test_what_the_process_says_runs_nothing_here() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    class Sly:
        def __reduce__(self) -> tuple[object, tuple[bytes, str]]:
            return open_file, (DATA, "a.csv")

    for message in (("at", Evil()), ("raised", Sly())):
        with pytest.raises(BrokenMessage):
            careful(pickle.dumps(message))
    with pytest.raises(BrokenMessage):
        careful(b"no pickle at all")
    error = FileRefused("a", "b", "c")
    assert str(careful(pickle.dumps(("raised", error)))[1]) == str(error)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("dashboard.sources.files.process.reader_process", "ReaderProcess"),  # ours, and no value
        (
            "dashboard.sources.files.process.reader_process",
            "FileRefused",
        ),  # an exception, named where it is not at home
        ("dashboard.sources.files.process.reader_process", "subprocess"),
        ("dashboard.sources.files.process.reader_process", "ReaderProcess.end"),
        ("dashboard.sources.files.process.process_messages", "careful"),
        ("subprocess", "CalledProcessError"),
        ("fractions", "Fraction"),
        ("dashboardx", "Anything"),
    ],
)
def test_a_message_names_no_class_but_our_exceptions_and_data_classes(module: str, name: str) -> None:
    with pytest.raises(BrokenMessage, match=r"may not name"):
        careful(f"c{module}\n{name}\n.".encode())


@pytest.mark.parametrize(
    ("module", "name"),
    [("dashboard.errors", "FileRefused"), ("dashboard.sources.files.process.process_messages", "Job")],
)
def test_a_message_names_our_exceptions_and_data_classes(module: str, name: str) -> None:
    assert careful(f"c{module}\n{name}\n.".encode()).__name__ == name


def test_messages_are_received_one_by_one() -> None:
    stream = io.BytesIO(pack(("at", 0.5, "Reading")) + pack(("opened", True)))
    assert [receive(stream), receive(stream)] == [("at", 0.5, "Reading"), ("opened", True)]
    with pytest.raises(EOFError):
        receive(stream)


@pytest.mark.parametrize("message", [(), (1, "at"), ["at", 1]])
def test_a_message_begins_with_a_word(message: Any) -> None:
    with pytest.raises(BrokenMessage, match="begins with a word"):
        receive(io.BytesIO(pack(message)))


def test_a_message_has_at_most_128_mib() -> None:
    with pytest.raises(EOFError):  # it is waited for
        receive(io.BytesIO(struct.pack("<Q", 128 << 20)))
    with pytest.raises(BrokenMessage, match=r"134,217,729 bytes"):
        receive(io.BytesIO(struct.pack("<Q", (128 << 20) + 1)))


@pytest.mark.skipif(os.name == "nt", reason="counts the open files in /dev/fd")
def test_a_process_that_was_ended_leaves_no_file_open() -> None:
    before = len(os.listdir("/dev/fd"))
    process = ReaderProcess()
    assert len(os.listdir("/dev/fd")) > before
    process.end()
    assert len(os.listdir("/dev/fd")) == before
    assert not process.is_alive


def test_where_the_system_tells_nothing_of_its_memory_8_gib_are_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> str:
        raise OSError

    monkeypatch.delattr(os, "sysconf", raising=False)
    monkeypatch.setattr(Path, "read_text", nothing)
    assert allowance(1 << 40).memory == int((8 << 30) * 0.6)


# --- what lies on the disk meanwhile ------------------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own, as at the start of a program."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "_own", [])
    return tmp_path


def test_what_was_made_of_a_file_goes_with_it(temporary: Path) -> None:
    opened = open_apart(DATA, "a.csv")
    [own] = temporary.iterdir()
    assert len(list(own.iterdir())) == 1
    assert own.stat().st_mode & 0o077 == 0 or os.name == "nt"
    with pytest.raises(FileRefused):
        open_apart(b"", "b.csv")
    events = opened.events
    del opened
    gc.collect()
    assert list(own.iterdir()) == []
    assert events["row"].to_pylist() == [2, 3, 4]


def test_what_a_killed_program_left_is_removed(temporary: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left = temporary / f"reported-events-{dead.stdout.strip()}-abcdefgh"
    living = temporary / f"reported-events-{os.getppid()}-abcdefgh"
    other = temporary / "reported-events-of-somebody"
    for folder in (left, living, other):
        folder.mkdir()
        (folder / "events.arrow").write_bytes(b"x")
    open_apart(DATA, "a.csv")
    assert not left.exists()
    assert living.exists()
    assert other.exists()
