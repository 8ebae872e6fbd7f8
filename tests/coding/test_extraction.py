"""The process that takes texts out: what it says comes back, and whatever it does is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import apart_work
import pytest

from dashboard.coding import extraction
from dashboard.coding.extraction import extracted_apart
from dashboard.errors import FileRefused, ReportRefused
from dashboard.sources.files.process import apart
from dashboard.sources.files.process.apart import done_apart


@pytest.fixture(autouse=True)
def process_that_knows_these_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setattr(apart, "_spares", [])


def test_work_is_done_in_another_process_and_its_folder_goes() -> None:
    with done_apart(apart_work.copy, b" dead", "nine", 20) as folder:
        assert (folder / "copy").read_bytes() == b"nine dead"
    with pytest.raises(ReportRefused, match="nine says nothing"), done_apart(apart_work.refuse, b"", "nine", 20):
        pass
    with pytest.raises(RuntimeError, match="a fault of ours"), done_apart(apart_work.fail, b"", "nine", 20):
        pass
    with pytest.raises(FileRefused, match="ended by the system or broke"), done_apart(apart_work.die, b"", "nine", 20):
        pass
    with pytest.raises(FileRefused, match="longer than 1 seconds"), done_apart(apart_work.stall, b"", "nine", 1):
        pass
    with done_apart(apart_work.copy, b" dead", "nine", 20) as again:
        assert (again / "copy").read_bytes() == b"nine dead"


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (apart_work.die, "Open it yourself"),
        (apart_work.fail, "is damaged"),
        (apart_work.write_half_a_character, "is damaged"),
    ],
)
def test_whatever_the_process_does_is_one_sentence(monkeypatch: pytest.MonkeyPatch, work: object, words: str) -> None:
    monkeypatch.setattr(extraction, "_WORK", {"html": work})
    with pytest.raises(ReportRefused) as refused:
        extracted_apart("html", "port.html", b"nine dead")
    assert words in str(refused.value)
    assert str(refused.value).startswith("port.html")


@pytest.mark.parametrize(
    "written",
    [
        b"{",
        b"[]",
        b"{}",
        json.dumps({"text": 1, "program": "x", "notes": [], "stated": []}).encode(),
        json.dumps({"text": "a", "program": "x", "notes": [1], "stated": []}).encode(),
        json.dumps({"text": "a", "program": "x", "notes": [], "stated": [["password", "a", "b"]]}).encode(),
        json.dumps({"text": "a", "program": "x", "notes": [], "stated": [["title", "a"]]}).encode(),
    ],
)
def test_only_what_an_extraction_writes_is_read(monkeypatch: pytest.MonkeyPatch, written: bytes) -> None:
    monkeypatch.setattr(extraction, "_WORK", {"html": apart_work.write_rubbish})
    with pytest.raises(ReportRefused, match="is damaged"):
        extracted_apart("html", "port.html", written)
