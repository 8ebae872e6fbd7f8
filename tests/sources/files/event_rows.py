"""Small files in the shapes of GED and ACLED, as lists of rows; nobody in them exists."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence

from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

GED_ROW = {
    "id": "100",
    "relid": "AFG-2019-1-300-1",
    "year": "2019",
    "type_of_violence": "1",
    "conflict_name": "Afghanistan: Government",
    "side_a": "Government of Exampleland",
    "side_b": "Example Front",
    "source_office": "Example Wire;Northern Gazette",
    "source_headline": "Fighting reported near Testburg",
    "where_prec": "1",
    "where_coordinates": "Testburg town",
    "where_description": "at Testburg",
    "adm_1": "Example province",
    "adm_2": "Example district",
    "latitude": "33.5",
    "longitude": "69.2",
    "country": "Afghanistan",
    "date_prec": "1",
    "date_start": "2019-07-31 00:00:00.000",
    "date_end": "2019-07-31 00:00:00.000",
    "best": "3",
    "high": "4",
    "low": "2",
}
ACLED_ROW = {
    "event_id_cnty": "AFG1",
    "event_date": "28 December 2022",
    "year": "2022",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Army of Exampleland",
    "actor2": "Example Front",
    "country": "Afghanistan",
    "admin1": "Example",
    "location": "Testburg",
    "latitude": "33.5",
    "longitude": "69.2",
    "geo_precision": "1",
    "source": "Example Wire; Northern Gazette",
    "notes": "Both sides clashed near Testburg.",
    "fatalities": "2",
    "timestamp": "1700000000",
}
ROWS = {"ged": GED_ROW, "acled": ACLED_ROW}


def table(shape: str, *changes: Mapping[str, str], columns: Sequence[str] | None = None) -> list[list[str]]:
    """Header and one row for each of the changes to the plain row; ids differ unless a change sets them."""
    names = list(columns or PUBLISHED_FORMATS[shape].columns)
    key = {"ged": "id", "acled": "event_id_cnty"}[shape]
    rows = []
    for number, change in enumerate(changes or ({},), start=100):
        cells = {**ROWS[shape], key: f"X{number}" if shape == "acled" else str(number), **change}
        rows.append([cells.get(name, "") for name in names])
    return [names, *rows]


def text(rows: Sequence[Sequence[str]], delimiter: str = ",", newline: str = "\n") -> str:
    """Rows as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return out.getvalue()


def make(shape: str, *changes: Mapping[str, str], columns: Sequence[str] | None = None) -> bytes:
    """A CSV file of the shape."""
    return text(table(shape, *changes, columns=columns)).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of files, by their names in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
