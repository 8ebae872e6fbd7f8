"""Opens invented files that were damaged in random ways, and says which of them raised what nobody raises on purpose.

    .venv/bin/python tests/benchmarks/fuzz_files.py [--files 2000] [--first 0] [--seconds 60] [--seed 1] [--workers 2]
    .venv/bin/python tests/benchmarks/fuzz_files.py --seed 1 --case 17 --write damaged.csv

Every file is a whole one (GED, ACLED, own tables in many dialects, GeoJSON, JSON records, Excel, Parquet, packed ones)
after some of: bytes flipped, cut, repeated, moved, replaced by words that upset readers; or not damaged at all. The
same seed and number give the same file on every machine. A file may be opened, asked about or refused. A fault is any
other exception, a process that dies where the page would not say so in a sentence, more than --patience seconds of work, or
rows that do not add up: rows read are rows shown and rows listed. Exit code 1 if there was a fault, and the number of
the case with its traceback.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import multiprocessing
import multiprocessing.connection
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import Mapping, Opened, open_apart, open_file, questions
from dashboard.sources.files.convert.reasons import LEFT_OUT, REASONS
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

#: So many files are opened by one process before the next takes over. A start costs as much as some hundred files.
CHUNK = 1000
#: How many times its own work a file may take by the clock: other programs go before.
WAITING = 30
#: Bytes that one process may take, so that a reader that allocates without bounds is a fault and not the machine's end.
MEMORY = 6 << 30
UPSETTING: tuple[bytes, ...] = (
    b'"', b'""', b"'", b"\x00", b"\r", b"\n", b"\r\n", b"\t", b";", b",", b"|", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\\ud800", b"NaN", b"Infinity", b"1e999", b"-0", b"NA", b"null", b"=1+1", b"{", b"}", b"[", b"]", b"<!DOCTYPE", b"PK\x03\x04",
    b"\x1f\x8b", b"PAR1", b"#date+start", b"sep=;", b"0000-00-00", b"9999-12-31", b"99999999999999999999", b"1.000,5", b"1,000.5",
    "٣".encode(), "２０２２".encode(), "\u202e".encode(), "é".encode("cp1252"), "Київ".encode("cp1251"), "基辅".encode("gbk"),
    b"POINT (", b"2022-02-30", b"44616", b"1645660800", b"-99", b"181", b"50\xc2\xb027'00\"N", b"24-25 February 2022",
)  # fmt: skip
PLACES = ("Aville", "Beville", "Ceville", "Île-Ville", "Київ", "基辅", "")
DATES: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: day.strftime("%d/%m/%Y"),
    lambda day: day.strftime("%m/%d/%Y"),
    lambda day: day.strftime("%d %B %Y"),
    lambda day: day.strftime("%d-%b-%y"),
    lambda day: day.strftime("%Y%m%d"),
    lambda day: f"{day.isoformat()}T04:00:00+02:00",
    lambda day: f"{day.isoformat()} 23:30:00,5+00",
    lambda day: str((day - date(1970, 1, 1)).days * 86_400),
    lambda day: str((day - date(1899, 12, 30)).days),
    lambda day: day.strftime("%Y-%m"),
)


# --- whole files ----------------------------------------------------------------------------------------------------


def rows(rng: random.Random) -> list[dict[str, Any]]:
    """Some invented events, in our own words for their fields."""
    start = date(2015, 1, 1) + timedelta(days=rng.randrange(3000))
    return [
        {
            "day": start + timedelta(days=rng.randrange(400)),
            "latitude": round(rng.uniform(-89, 89), rng.randrange(5)),
            "longitude": round(rng.uniform(-179, 179), rng.randrange(5)),
            "place": rng.choice(PLACES),
            "deaths": rng.choice((0, 1, 2, 12, 1000, 2500)),
            "note": rng.choice(("", "Shots at night.", 'He said "no", then left', "a,b;c\td", "two\nlines")),
        }
        for _ in range(rng.randrange(1, 30))
    ]


def delimited(table: list[list[str]], rng: random.Random) -> bytes:
    """A table as text, in some dialect."""
    sign = rng.choice(",;\t|")
    always = rng.random() < 0.2

    def cell(text: str) -> str:
        quoted = always or any(char in text for char in (sign, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    end = rng.choice(("\n", "\r\n", "\n", "\r"))
    lines = [sign.join(map(cell, row)) for row in table]
    before = rng.choice(([], [], [], ["Incident log", ""], [f"sep={sign}"], ["# made by hand"]))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "gb18030"))
    return end.join((*before, *lines, "")).encode(encoding, "replace")


def own_table(rng: random.Random) -> list[list[str]]:
    """Somebody's own table."""
    written = rng.choice(DATES)
    number = rng.choice((str, str, lambda n: f"{n:,}", lambda n: f"{n:,}".replace(",", ".")))
    degrees = rng.choice((str, str, lambda n: str(n).replace(".", ",")))
    header = rng.choice(
        (["date", "lat", "lon", "place", "killed", "notes"], ["Datum", "Breite", "Länge", "Ort", "Tote", "Text"])
    )
    body = [
        [
            written(row["day"]),
            degrees(row["latitude"]),
            degrees(row["longitude"]),
            row["place"],
            number(row["deaths"]),
            row["note"],
        ]
        for row in rows(rng)
    ]
    return body if rng.random() < 0.1 else [header, *body]


def published(rng: random.Random) -> list[list[str]]:
    """Rows of GED or ACLED, some columns empty."""
    shape = rng.choice(("ged", "acled"))
    names = list(PUBLISHED_FORMATS[shape].columns)
    table = [names]
    for number, row in enumerate(rows(rng)):
        day = row["day"].isoformat()
        known = {
            "id": str(number),
            "event_id_cnty": f"XXX{number}",
            "year": day[:4],
            "event_date": day,
            "date_start": day,
            "date_end": day,
            "type_of_violence": "1",
            "event_type": "Battles",
            "sub_event_type": "Armed clash",
            "latitude": str(row["latitude"]),
            "longitude": str(row["longitude"]),
            "where_prec": "1",
            "date_prec": "1",
            "time_precision": "1",
            "geo_precision": "1",
            "best": str(row["deaths"]),
            "low": "0",
            "high": str(row["deaths"]),
            "fatalities": str(row["deaths"]),
            "notes": row["note"],
            "country": "Norway",
        }
        table.append([known.get(name, "") for name in names])
    return table


def features(rng: random.Random) -> list[dict[str, Any]]:
    """GeoJSON features of several geometries."""
    made: list[dict[str, Any]] = []
    for row in rows(rng):
        point = [row["longitude"], row["latitude"]]
        near = [[x, y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))]
        geometry = rng.choice(
            (
                {"type": "Point", "coordinates": point},
                {"type": "Polygon", "coordinates": [[[point[0] + x, point[1] + y] for x, y in near]]},
                {"type": "LineString", "coordinates": [point, [-point[0], point[1]]]},
                {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": point}]},
                None,
            )
        )
        properties = {"date": row["day"].isoformat(), "killed": row["deaths"], "place": row["place"]}
        made.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return made


def geojson(rng: random.Random) -> tuple[str, bytes]:
    """A FeatureCollection, or its features one a line."""
    if rng.random() < 0.3:
        mark = rng.choice(("", "\x1e"))
        return "a.geojsonl", "".join(f"{mark}{json.dumps(one)}\n" for one in features(rng)).encode()
    return "a.geojson", json.dumps({"type": "FeatureCollection", "features": features(rng)}).encode()


def records(rng: random.Random) -> tuple[str, bytes]:
    """JSON records, bare or in an envelope."""
    header, *body = published(rng) if rng.random() < 0.5 else [["date", "lat", "lon"], ["2020-01-01", "1", "2"]]
    objects = [dict(zip(header, row, strict=True)) for row in body]
    content = rng.choice(
        (objects, {"status": 200, "success": True, "data": objects}, {"TotalCount": 1, "Result": objects})
    )
    return "a.json", json.dumps(content).encode()


def parquet(rng: random.Random) -> tuple[str, bytes]:
    """Typed columns."""
    made = rows(rng)
    days = pa.array([row["day"] for row in made], pa.date32())
    table = pa.table(
        {
            "date": rng.choice((days, days.cast(pa.timestamp("us", "Europe/Oslo")))),
            "lat": [row["latitude"] for row in made],
            "lon": [row["longitude"] for row in made],
            "place": [row["place"] for row in made],
            "killed": [row["deaths"] for row in made],
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, compression=rng.choice(("snappy", "none", "zstd")))
    return "a.parquet", out.getvalue()


def workbook(rng: random.Random) -> tuple[str, bytes]:
    """A small xlsx file of text cells, written by hand so that each part can be damaged."""
    table = published(rng) if rng.random() < 0.4 else own_table(rng)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def text(cell: str) -> str:
        return f'<c t="inlineStr"><is><t>{cell.replace("&", "&amp;").replace("<", "&lt;")}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(text, row))}</row>" for row in table)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{related}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>',
    }  # fmt: skip
    # The sheet is damaged inside the archive too: outside, a checksum would hide it.
    if rng.random() < 0.5:
        sheet = "xl/worksheets/sheet1.xml"
        members[sheet] = damaged(members[sheet].encode(), rng).decode("utf-8", "replace")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return "a.xlsx", out.getvalue()


def packed(rng: random.Random) -> tuple[str, bytes]:
    """A table that was packed; half of the time it was damaged before."""
    inner = delimited(own_table(rng), rng)
    inner = damaged(inner, rng) if rng.random() < 0.5 else inner
    if rng.random() < 0.5:
        return "a.csv.gz", gzip.compress(inner, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", inner)
        if rng.random() < 0.2:
            archive.writestr("b.csv", inner)
    return "a.zip", out.getvalue()


def text_file(rng: random.Random) -> tuple[str, bytes]:
    """Delimited text."""
    return rng.choice(("a.csv", "a.tsv", "a.txt")), delimited(
        published(rng) if rng.random() < 0.4 else own_table(rng), rng
    )


KINDS = (text_file, text_file, text_file, geojson, records, parquet, workbook, packed)


# --- damage ---------------------------------------------------------------------------------------------------------


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The bytes after a few random changes, none now and then."""
    for _ in range(rng.choice((0, 1, 1, 2, 3, 8))):
        if not data:
            break
        at, length = rng.randrange(len(data)), min(rng.choice((1, 2, 7, 40, 300)), len(data))
        piece = data[at : at + length]
        data = rng.choice(
            (
                lambda: data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :],  # noqa: B023
                lambda: data[:at] + rng.choice(UPSETTING) + data[at:],  # noqa: B023
                lambda: data[:at] + rng.choice(UPSETTING) + data[at + length :],  # noqa: B023
                lambda: data[:at] + data[at + length :],  # noqa: B023
                lambda: data[:at],  # noqa: B023
                lambda: data[:at] + piece * rng.randrange(2, 20) + data[at:],  # noqa: B023
                lambda: data[:at] + rng.randbytes(length) + data[at + length :],  # noqa: B023
            )
        )()
    return data


def case(seed: int, number: int) -> tuple[str, bytes]:
    """The name and the bytes of one file."""
    rng = random.Random(f"{seed} {number}")
    name, data = rng.choice(KINDS)(rng)
    return name, damaged(data, rng)


# --- opening --------------------------------------------------------------------------------------------------------


def outcome(name: str, data: bytes) -> str:
    """Open, and where a table is asked about, open by what was proposed. Raises for anything else."""
    try:
        adds_up(open_file(data, name))
        return "opened"
    except FileRefused:
        return "refused"
    except MappingNeeded as needed:
        return _proposed(name, data, needed)


def _proposed(name: str, data: bytes, needed: MappingNeeded) -> str:
    mapping = needed.proposal
    assert isinstance(mapping, Mapping)
    if needed.shape in ("table", "geojson") and questions(mapping, needed.columns, needed.sample):
        return "asked"
    try:
        adds_up(open_file(data, name, mapping=mapping))
    except FileRefused:
        return "refused"
    except MappingNeeded:
        return "asked"
    return "opened as proposed"


def adds_up(opened: Opened) -> None:
    """Rows read are rows shown and rows listed; every shown row has a day; what is listed can be written."""
    report = opened.report
    shown = opened.events["row"].to_pylist()
    left = [entry["row"] for entry in report.listed.to_pylist() if REASONS[entry["reason"]].keeps == LEFT_OUT]
    assert len(shown) + len(left) == report.rows_read, (len(shown), len(left), report.rows_read)
    assert len(set(shown)) == len(shown)
    for first, last in zip(opened.events["date_start"].to_pylist(), opened.events["date_end"].to_pylist(), strict=True):
        assert first <= last
    for latitude, longitude in zip(*(opened.events[n].to_pylist() for n in ("latitude", "longitude")), strict=True):
        assert (latitude is None) == (longitude is None)
        assert latitude is None or (-90 <= latitude <= 90 and -180 <= longitude <= 180)
    assert set(shown) <= set(opened.original["row"].to_pylist())
    report.to_csv()


class TooLong(Exception):
    """A file took longer than anybody waits."""


def _work(seed: int, numbers: range, patience: float, sent: Any) -> None:
    """Open the files of a range in this process, and send what became of each."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except ImportError:  # Windows has no such limit
        pass

    def stop(*_: object) -> None:
        raise TooLong(f"more than {patience} s of work, or {WAITING} times as long")

    for number in numbers:
        sent.send((number, "begun", ""))
        try:
            with _timed(patience, stop):
                what = outcome(*case(seed, number))
            sent.send((number, what, ""))
        except TooLong:
            sent.send((number, "fault", traceback.format_exc(limit=-12)))
            break  # what was cut off, an import for instance, may be half done: another process goes on
        except BaseException:
            sent.send((number, "fault", traceback.format_exc(limit=-12)))
    sent.close()


@contextmanager
def _timed(patience: float, stop: Callable[..., None]) -> Iterator[None]:
    """Call ``stop`` after so many seconds of this process's work, or WAITING times as many of any: it may stand still."""
    timers = [] if not hasattr(signal, "SIGALRM") else [
        (signal.SIGPROF, signal.ITIMER_PROF, patience), (signal.SIGALRM, signal.ITIMER_REAL, patience * WAITING)
    ]  # fmt: skip
    for number, timer, seconds in timers:
        signal.signal(number, stop)
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)


def run(seed: int, cases: range, seconds: float, workers: int, patience: float) -> tuple[Counter[str], dict[int, str]]:
    """What became of the files, counted, and the faults by the number of their case."""
    context = multiprocessing.get_context("spawn")
    counts: Counter[str] = Counter()
    faults: dict[int, str] = {}
    chunks = iter([cases[start : start + CHUNK] for start in range(0, len(cases), CHUNK)])
    until = time.monotonic() + seconds
    running: dict[Any, Any] = {}

    def begin(numbers: range) -> None:
        received, sent = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(seed, numbers, patience, sent), daemon=True)
        process.start()
        sent.close()
        running[received] = [process, numbers, None, numbers.start]

    for numbers in _first(chunks, workers):
        begin(numbers)
    while running:
        for received in multiprocessing.connection.wait(list(running), timeout=1):
            entry = running[received]
            try:
                number, what, words = received.recv()
            except EOFError:
                entry[0].join()
                del running[received]
                if entry[2] is not None:  # it died over this file
                    counts[_apart(seed, entry[2], entry[0].exitcode, faults)] += 1
                rest = range(entry[3], entry[1].stop)
                if rest and time.monotonic() < until:
                    begin(rest)
                    continue
                if time.monotonic() < until:
                    for numbers in _first(chunks, 1):
                        begin(numbers)
                continue
            if what == "begun":
                entry[2], entry[3] = number, number + 1
                continue
            entry[2] = None
            counts[what] += 1
            if what == "fault":
                faults[number] = words
        if time.monotonic() > until:
            for process, *_ in running.values():
                process.terminate()
            break
    return counts, faults


def _apart(seed: int, number: int, exitcode: int | None, faults: dict[int, str]) -> str:
    """What the page makes of a file that ends its reader's process, as a library of C++ may: a sentence, or a fault."""
    name, data = case(seed, number)
    mapping: Any = None
    try:
        try:
            open_apart(data, name)
        except MappingNeeded as needed:
            mapping = needed.proposal
        if mapping is not None:
            open_apart(data, name, mapping=mapping)
    except FileRefused:
        return "ended the reader, refused in a sentence"
    except Exception:
        faults[number] = traceback.format_exc(limit=-12)
        return "fault"
    faults[number] = f"the process ended with {exitcode}, and yet the file opens"
    return "fault"


def _first(chunks: Iterator[range], count: int) -> list[range]:
    return list(islice(chunks, count))


def main() -> int:
    """Run, print what became of the files and every fault. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1_000_000, help="how many at the most")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case, to go on where a run ended")
    parser.add_argument("--seconds", type=float, default=60, help="how long at the most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--patience", type=float, default=20, help="seconds of work for one file")
    parser.add_argument("--case", type=int, help="open this file alone, in this process")
    parser.add_argument("--write", type=Path, help="write the file of --case here")
    asked = parser.parse_args()
    if asked.case is not None:
        name, data = case(asked.seed, asked.case)
        if asked.write:
            asked.write.write_bytes(data)
        print(f"{name}, {len(data):,} bytes: {outcome(name, data)}")
        return 0
    began = time.monotonic()
    cases = range(asked.first, asked.first + asked.files)
    counts, faults = run(asked.seed, cases, asked.seconds, asked.workers, asked.patience)
    files = sum(counts.values())
    words = ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items()))
    print(f"seed {asked.seed}: {files:,} files in {time.monotonic() - began:.0f} s: {words}")
    for number, trace in sorted(faults.items()):
        print(f"\ncase {number} ({case(asked.seed, number)[0]}):\n{trace}")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
