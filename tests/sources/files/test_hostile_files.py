"""Files made to break whoever opens them: each is refused in one sentence, or read as far as it goes, here and apart."""

from __future__ import annotations

import gzip
import os
import socket
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from event_rows import make

from dashboard.errors import FileRefused
from dashboard.sources.files import Limits, Mapping, open_apart, open_file

DATED = Mapping({"date": "event_date", "notes": "notes"})
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refused(path: Path) -> FileRefused:
    """Why a file is refused, apart and here alike: one sentence."""
    with pytest.raises(FileRefused) as apart:
        open_apart(path, path.name)
    with pytest.raises(FileRefused) as here:
        open_file(path, path.name)
    assert str(apart.value) == str(here.value)
    assert "\n" not in str(here.value)
    assert str(here.value).startswith(f"{path.name}: ")
    return here.value


# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook(path: Path, rows: Iterable[str], prefix: str = "") -> Path:
    """A workbook of one sheet from the XML of its rows."""
    declared = f'xmlns{":" + prefix[:-1] if prefix else ""}="{_MAIN}"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Events" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<{prefix}worksheet {declared}><{prefix}sheetData>"
        + "".join(rows)
        + f"</{prefix}sheetData></{prefix}worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def text_cell(reference: str, text: str, prefix: str = "") -> str:
    """A cell with a text of its own."""
    return (
        f'<{prefix}c r="{reference}" t="inlineStr"><{prefix}is><{prefix}t>{text}</{prefix}t></{prefix}is></{prefix}c>'
    )


def row(number: int, *cells: str, prefix: str = "") -> str:
    """A row's XML."""
    return f'<{prefix}row r="{number}">{"".join(cells)}</{prefix}row>'


@pytest.mark.parametrize("last", ["XFD1048576", "GR1048576", "CZ90000"])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_two_cells_far_apart(tmp_path: Path, last: str, prefix: str) -> None:
    number = int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    rows = [
        row(1, text_cell("A1", "date", prefix), prefix=prefix),
        row(number, text_cell(last, "x", prefix), prefix=prefix),
    ]
    path = workbook(tmp_path / "a.xlsx", rows, prefix)
    assert path.stat().st_size < 3000
    error = refused(path)
    assert f"spans {number:,} rows" in error.wrong
    assert "with 2 filled cells" in error.wrong
    assert "delete what stands far from the table" in error.advice


def test_a_stray_cell_at_some_distance_is_read(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    head = [text_cell("A1", "event_date"), text_cell("B1", "notes")]
    body = [text_cell("A2", "2020-01-05"), text_cell("B2", "first")]
    stray = [text_cell("A3000", "2020-01-06"), text_cell("AA3000", "stray")]
    path = workbook(tmp_path / "a.xlsx", [row(1, *head), row(2, *body), row(3000, *stray)])
    opened = open_apart(path, "a.xlsx", mapping=DATED)
    assert opened.events["row"].to_pylist() == [2, 3000]


def test_empty_cells_down_to_the_last_row_reach_nowhere(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    rows = [row(1, text_cell("A1", "event_date")), row(2, text_cell("A2", "2020-01-05"))]
    rows += [row(number, f'<c r="XFD{number}" s="1"/>') for number in range(3, 40_000)]
    path = workbook(tmp_path / "a.xlsx", [*rows, row(1_048_576, '<c r="XFD1048576" s="1"/>')])
    assert open_apart(path, "a.xlsx", mapping=Mapping({"date": "event_date"})).rows == 1


def test_more_cells_than_are_read(tmp_path: Path) -> None:
    cells = [[f'<c r="{letter}{number}"><v>1</v></c>' for letter in "ABCDEFGHIJ"] for number in range(1, 3001)]
    path = workbook(
        tmp_path / "a.xlsx", (row(number, *cells_of_row) for number, cells_of_row in enumerate(cells, start=1))
    )
    with pytest.raises(FileRefused, match=r"holds more than 20,000 cells; save the table as CSV"):
        open_file(path, "a.xlsx", limits=Limits(cells=20_000))


# --- Parquet ------------------------------------------------------------------------------------------------------------


def repeated(kind: pa.DataType, rows: int = 20_000) -> pa.Array:
    """A word of a million letters in each row, once in the file."""
    codes = pa.array([0] * rows, pa.int32())
    return pa.DictionaryArray.from_arrays(codes, pa.array(["x" * 1_000_000], kind))


def as_lists(words: pa.Array) -> pa.Array:
    """Each in a list of its own."""
    return pa.ListArray.from_arrays(pa.array(range(len(words) + 1), pa.int32()), words)


@pytest.mark.parametrize(
    "notes",
    [
        lambda: repeated(pa.string()),
        lambda: repeated(pa.binary()),
        lambda: as_lists(repeated(pa.string())),
        lambda: pa.StructArray.from_arrays([repeated(pa.string())], ["said"]),
    ],
    ids=["text", "bytes", "lists", "records"],
)
def test_a_long_word_in_each_row_of_a_small_file(tmp_path: Path, notes: object) -> None:
    column = notes()  # type: ignore[operator]
    table = pa.table({"event_date": pa.array(["2020-01-05"] * len(column)), "notes": column})
    path = tmp_path / "a.parquet"
    pq.write_table(table, path, compression="zstd", store_schema=False, dictionary_pagesize_limit=1 << 30)
    assert path.stat().st_size < 5000
    assert "its cells take more memory than a file of this size may" in refused(path).wrong


def test_one_number_in_millions_of_rows_and_many_columns(tmp_path: Path) -> None:
    rows = 4_000_000
    ones = pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int32()).fill_null(0), pa.array([7], pa.int64()))
    path = tmp_path / "a.parquet"
    table = pa.table({f"column{number}": ones for number in range(40)})
    pq.write_table(table, path, compression="zstd", store_schema=False, row_group_size=rows)
    assert "its cells take more memory" in refused(path).wrong


def test_an_empty_column_leaves_no_room_for_others(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    words = {"event_date": pa.array(["2020-01-05"]), "notes": pa.array(["x" * 90])}
    pq.write_table(pa.table({"empty": pa.nulls(1, pa.string()), **words}), path)
    assert open_file(path, "a.parquet", mapping=DATED, limits=Limits(table_bytes=100)).rows == 1
    with pytest.raises(FileRefused, match="take more memory"):
        open_file(path, "a.parquet", mapping=DATED, limits=Limits(table_bytes=99))


def test_words_that_repeat_as_in_any_table_are_read(tmp_path: Path) -> None:
    words = ["Exampleland", "Otherland"] * 100_000
    table = pa.table({"event_date": pa.array(["2020-01-05"] * 200_000), "notes": pa.array(words)})
    pq.write_table(table, tmp_path / "a.parquet")
    assert open_apart(tmp_path / "a.parquet", "a.parquet", mapping=DATED).rows == 200_000


@pytest.mark.parametrize("with_dictionary", [True, False])
def test_text_that_is_no_utf8_is_shown_and_listed(tmp_path: Path, with_dictionary: bool) -> None:
    raw = pa.array([b"caf\xe9", "café".encode(), None, b"\xff\xfe", b"caf\xe9"], pa.binary())
    notes = pa.StringArray.from_buffers(len(raw), raw.buffers()[1], raw.buffers()[2], raw.buffers()[0])
    days = pa.array([f"2020-01-0{day}" for day in range(1, 6)])
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"event_date": days, "notes": notes}), path, use_dictionary=with_dictionary)
    opened = open_apart(path, "a.parquet", mapping=DATED)
    assert opened.events["notes"].to_pylist() == ["caf�", "café", None, "��", "caf�"]
    listed = [entry for entry in opened.report.listed.to_pylist() if entry["reason"] == "broken_text"]
    assert [(entry["row"], entry["column"], entry["value"]) for entry in listed] == [
        (2, "notes", "caf�"),
        (5, "notes", "��"),
        (6, "notes", "caf�"),
    ]
    assert opened.original["notes"].to_pylist() == opened.events["notes"].to_pylist()


# --- what is packed -------------------------------------------------------------------------------------------------------


def test_a_large_packed_file_is_unpacked_beside(tmp_path: Path) -> None:
    data = make("ged", *[{}] * 100) + make("ged", *[{}] * 400).split(b"\n", 1)[1] * 400
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(data, 1))
    assert len(data) > 32 << 20
    opened = open_file(path, "a.csv.gz")
    assert opened.rows == 100 + 400 * 400
    assert opened.original.num_rows == opened.rows


# --- what is no file --------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert "a named pipe" in refused(tmp_path / "a.csv").wrong


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="devices are elsewhere")
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused_at_once(name: str) -> None:
    assert "a device" in refused(Path(name)).wrong


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets with a name")
def test_a_socket_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.csv")
        assert "a socket" in refused(tmp_path / "a.csv").wrong
