"""What is no table is refused in one sentence: the file, what is wrong, what to do."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from event_rows import make, zipped

from dashboard.errors import FileRefused
from dashboard.sources.files import Limits, open_file

GED = make("ged", *[{}] * 50)
NOISE = random.Random(4).randbytes(5000)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"  \n\n ", "nothing but blanks"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + NOISE, "a PNG picture"),
        ("a.pdf", b"%PDF-1.7\n" + NOISE, "a PDF document"),
        ("a.exe", b"MZ\x90\x00" + NOISE, "a Windows program"),
        ("a.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "an Office document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "an Office document"),
        ("a.csv", NOISE, "a binary file"),
        ("a.csv", b"id,date\n1,2\x00\x00", "a binary file"),
        ("a.csv", b"\xff\xfe" + GED.decode().encode("utf-16-le")[:-1], "UTF-16 but is damaged"),
        ("a.html", b"<!DOCTYPE html><html></html>", "a web page"),
        ("a.csv.gz", gzip.compress(GED)[:-20], "cut off"),
        ("a.csv.gz", gzip.compress(GED)[:200] + NOISE, "damaged"),
        ("a.zip", zipped({"a.csv": GED})[:-40], "damaged or was cut off"),
        ("a.zip", zipped({"a.jpg": b"x"}), "no table in the zip"),
        ("a.zip", zipped({"a.csv": b""}), "a.csv is empty"),
        ("a.parquet", b"PAR1" + NOISE, "Parquet file is damaged"),
        ("a.json", b'{"type": "FeatureCollection", "features": [', "JSON is damaged"),
        ("a.json", b'{"a": 1}', "no list of records"),
        ("a.json", b"{" * 100_000, "JSON"),
        ("a.json", b'{"a":' * 100_000, "nested too deeply"),
        ("a.json", json.dumps({"type": "FeatureCollection", "features": []}).encode(), "no features"),
        ("a.csv", b"," * 900_000 + b"\n1,2\n", "900,001 columns"),
        ("a.csv", b"x," * 3_000_000, "longer than 1.0 MB"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "Excel file is damaged"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "Excel file is damaged"),
    ],
)  # fmt: skip
def test_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_file(data, name)
    error = refused.value
    assert words in str(error)
    assert str(error) == f"{name}: {error.wrong}; {error.advice}"
    assert "\n" not in str(error)
    assert len(str(error)) < 300


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        open_file(tmp_path / "none.csv", "none.csv")
    with pytest.raises(FileRefused, match="a folder"):
        open_file(tmp_path, "folder")


def test_too_large() -> None:
    with pytest.raises(FileRefused, match=r"it has 1\d kB, and at most 1.0 kB are read"):
        open_file(GED, "a.csv", limits=Limits(file_bytes=1000))


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"a.csv": data})])
def test_bombs(pack: object) -> None:
    bomb = pack(GED[:200] + b"0" * 30_000_000)  # type: ignore[operator]
    with pytest.raises(FileRefused, match="more than 100 times its size"):
        open_file(bomb, "a", limits=Limits(ratio=100, ratio_from=1_000_000))
    with pytest.raises(FileRefused, match=r"unpacks to more than 2\.0 MB"):
        open_file(bomb, "a", limits=Limits(unpacked_bytes=2_000_000))


def test_an_excel_bomb() -> None:
    bomb = zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b" " * 3_000_000})
    with pytest.raises(FileRefused, match=r"unpacks to more than 2\.0 MB"):
        open_file(bomb, "a.xlsx", limits=Limits(unpacked_bytes=2_000_000))


def test_packed_too_often() -> None:
    data = gzip.compress(gzip.compress(gzip.compress(gzip.compress(GED))))
    with pytest.raises(FileRefused, match="packed more than twice"):
        open_file(data, "a.gz")


def test_a_locked_zip() -> None:
    data = bytearray(zipped({"a.csv": GED}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileRefused, match="locked with a password"):
        open_file(bytes(data), "a.zip")


def test_one_endless_line_below_a_header_is_listed() -> None:
    data = make("ged", {}) + b"y" * 3000 + b"\n" + make("ged", {}, {}).split(b"\n")[2] + b"\n"
    opened = open_file(data, "a.csv", limits=Limits(line_bytes=2000))
    assert (opened.report.rows_read, opened.report.rows_shown) == (3, 2)
    assert opened.report.listed["row"].to_pylist()[0] == 3
