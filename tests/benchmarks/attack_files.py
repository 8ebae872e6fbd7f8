"""Small and large files that were made to break whoever opens them. Nothing in them is executed by anybody.

    .venv/bin/python tests/benchmarks/attack_files.py FOLDER

Each is named by what it attacks. Sizes are those with which the reader was once brought down.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# In the shape of an ACLED export, so that no question comes before the attack.
NAMES = (
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "country",
    "latitude",
)
NAMES += ("longitude", "geo_precision", "source", "notes", "fatalities")
HEADER = ",".join(NAMES) + "\n"
START = "X1,2020-01-05,1,Battles,Armed clash,Example Front,Afghanistan,34.5,69.2,1,Example Wire,"
ROW = f"{START}in the night,2\n"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path: Path, rows: Iterable[str]) -> None:
    """A workbook of one sheet from the XML of its rows."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kind}"><Relationship Id="a" Type="{_RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="Events" sheetId="1" r:id="a"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{kind}"><Relationship Id="a" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")


def cell(reference: str, value: str = "1") -> str:
    """One cell's XML."""
    return f'<c r="{reference}"><v>{value}</v></c>'


def column(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def corners(path: Path) -> None:
    """Two cells at the ends of the largest sheet there is: 17 billion between them."""
    workbook(path, [f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'])


def corners_of_200(path: Path) -> None:
    """The same with 200 columns: 210 million."""
    workbook(path, [f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("GR1048576")}</row>'])


def all_cells(path: Path, rows: int = 60_000) -> None:
    """200 columns, each cell filled."""
    names = [column(number) for number in range(200)]
    workbook(path, (f'<row r="{n}">{"".join(cell(f"{name}{n}") for name in names)}</row>' for n in range(1, rows + 1)))


def _acled(rows: int) -> dict[str, pa.Array]:
    """The columns of an ACLED export but its notes."""
    cells = dict(zip(NAMES, ROW.split(","), strict=True))
    return {name: pa.array([cell.strip()] * rows) for name, cell in cells.items() if name != "notes"}


def dictionary(path: Path, kind: pa.DataType, rows: int = 20_000) -> None:
    """A long word, once in the file and in each row."""
    word = "x" * 1_000_000
    values = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([word], kind))
    table = pa.table({**_acled(rows), "notes": values})
    pq.write_table(table, path, compression="zstd", store_schema=False, dictionary_pagesize_limit=1 << 30)


def lists(path: Path, rows: int = 20_000) -> None:
    """The same inside lists."""
    word = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * 1_000_000]))
    nested = pa.ListArray.from_arrays(pa.array(range(rows + 1), pa.int32()), word)
    table = pa.table({**_acled(rows), "notes": nested})
    pq.write_table(table, path, compression="zstd", store_schema=False, dictionary_pagesize_limit=1 << 30)


def many_numbers(path: Path, rows: int = 19_000_000) -> None:
    """40 columns of one number, 6 GB when they are written out."""
    ones = pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int32()).fill_null(0), pa.array([7], pa.int64()))
    table = pa.table({f"column{n}": ones for n in range(40)})
    pq.write_table(table, path, compression="zstd", store_schema=False, row_group_size=rows)


def broken_text(path: Path) -> None:
    """A text cell that is no UTF-8."""
    raw = pa.array([b"caf\xe9", "café".encode(), None], pa.binary())
    notes = pa.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2], raw.buffers()[0])
    pq.write_table(pa.table({**_acled(3), "notes": notes}), path)


def open_quote(path: Path, size: int = 600_000_000) -> None:
    """A quotation mark in the first row that is never closed."""
    with path.open("w") as stream:
        stream.write(HEADER + START + '"never closed,2\n')
        for _ in range(size // (len(ROW) * 10_000)):
            stream.write(ROW * 10_000)


def one_endless_cell(path: Path, size: int = 600_000_000) -> None:
    """A quotation mark that is never closed, and no end of a line after it."""
    with path.open("w") as stream:
        stream.write(HEADER + START + '"')
        for _ in range(size // 1_000_000):
            stream.write("x" * 1_000_000)


def quotes_in_each_line(path: Path, size: int = 100_000_000) -> None:
    """One quotation mark in one line of three."""
    part = (ROW + ROW.replace("in the", 'in "the') + ROW) * 5_000
    with path.open("w") as stream:
        stream.write(HEADER)
        for _ in range(size // len(part)):
            stream.write(part)


def vertices(path: Path, count: int = 5_000_000) -> None:
    """One area with five million corners."""

    def ring() -> Iterator[str]:
        for n in range(count):
            angle = 2 * math.pi * n / count
            yield f"[{69 + math.cos(angle):.6f},{34 + math.sin(angle):.6f}]"
        yield "[70.000000,34.000000]"

    with path.open("w") as stream:
        stream.write('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"2020-01-05"},')
        stream.write('"geometry":{"type":"Polygon","coordinates":[[' + ",".join(ring()) + "]]}}]}")


def deep(path: Path) -> None:
    """Brackets in brackets."""
    path.write_text('{"type":"FeatureCollection","features":' + "[" * 5_000_000)


def packed(path: Path, size: int = 2_400_000_000) -> None:
    """A gzip file that unpacks to just under 200 times its size."""
    plain, chance = ROW.encode() * 20_000, os.urandom
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as stream:
        stream.write(HEADER.encode())
        for _ in range(size // len(plain)):
            # A little chance, so that it packs to a little more than a two-hundredth.
            stream.write(plain + f"{START}{chance(5200).hex()},2\n".encode())


def pipe(path: Path) -> None:
    """A FIFO that nobody writes to."""
    os.mkfifo(path)


ATTACKS: dict[str, Callable[[Path], None]] = {
    "corners.xlsx": corners,
    "corners-200.xlsx": corners_of_200,
    "all-cells.xlsx": all_cells,
    "words.parquet": lambda path: dictionary(path, pa.string()),
    "bytes.parquet": lambda path: dictionary(path, pa.binary()),
    "lists.parquet": lists,
    "numbers.parquet": many_numbers,
    "broken-text.parquet": broken_text,
    "open-quote.csv": open_quote,
    "endless-cell.csv": one_endless_cell,
    "quotes.csv": quotes_in_each_line,
    "vertices.geojson": vertices,
    "deep.geojson": deep,
    "packed.csv.gz": packed,
    "pipe.csv": pipe,
}


def make(folder: Path, names: Iterable[str] = ATTACKS) -> list[Path]:
    """Write the files that are not there yet; returns all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        if not path.exists():
            print(f"making {path.name}", file=sys.stderr)
            # Written beside and moved into place: a file that was only half made is not taken for a whole one.
            part = path.with_name(f"part-{path.name}")
            part.unlink(missing_ok=True)
            ATTACKS[path.name](part)
            part.rename(path)
    return paths


if __name__ == "__main__":
    for written in make(Path(sys.argv[1])):
        print(json.dumps({"file": written.name, "bytes": written.stat().st_size}))
