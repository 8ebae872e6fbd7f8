"""What a file that is no table of events is called, and what to do with it.

Told by its first bytes; by the ending of its name only where the bytes say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

WANTED = "open a CSV, Excel, Parquet or GeoJSON file of events"
_AS_CSV = "save it as CSV from that program and open the CSV"
_SHAPEFILE = "put its .shp, .shx, .dbf and .prj files into one zip file and open that"
_UNPACK = "unpack it and open the table in it"
_STATA = "in Stata: export delimited using events.csv"
_SPSS = "in SPSS: File, Export, CSV data"
_R = "in R: write.csv(events, 'events.csv', row.names = FALSE)"
_ACCESS = "in Access: External Data, Export, Excel or text file"
_PICKLE = "it may run a program, so it is never opened; in pandas: df.to_csv('events.csv')"
_ARROW = "save it as Parquet or CSV; in pandas: df.to_parquet('events.parquet')"
_SQL = "export the table in it as CSV"


@dataclass(frozen=True)
class Other:
    """What to call a file, and what its owner may do."""

    words: str
    advice: str = WANTED


#: Beginnings of files.
_BEGINNINGS: Sequence[tuple[bytes, Other]] = (
    (b"\x89PNG", Other("a PNG picture")),
    (b"\xff\xd8\xff", Other("a JPEG picture")),
    (b"GIF8", Other("a GIF picture")),
    (b"II*\x00", Other("a TIFF picture (or a GeoTIFF)")),
    (b"MM\x00*", Other("a TIFF picture (or a GeoTIFF)")),
    (b"II+\x00", Other("a TIFF picture (or a GeoTIFF)")),
    (b"%PDF", Other("a PDF document")),
    (b"MZ", Other("a Windows program")),
    (b"\x7fELF", Other("a program")),
    (b"{\\rtf", Other("a text document (RTF)")),
    (b"7z\xbc\xaf\x27\x1c", Other("a 7-Zip archive", _UNPACK)),
    (b"Rar!", Other("a RAR archive", _UNPACK)),
    (b"BZh", Other("a bzip2 file", _UNPACK)),
    (b"\xfd7zXZ\x00", Other("an xz file", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Other("a zstd file", _UNPACK)),
    (b"ARROW1", Other("an Arrow (Feather) file", _ARROW)),
    (b"FEA1", Other("a Feather file", _ARROW)),
    (b"ORC", Other("an ORC file", _ARROW)),
    (b"Obj\x01", Other("an Avro file", _ARROW)),
    (b"\x89HDF\r\n\x1a\n", Other("an HDF5 (or NetCDF) file", "save the table in it as CSV")),
    (b"CDF\x01", Other("a NetCDF file", "save the table in it as CSV")),
    (b"CDF\x02", Other("a NetCDF file", "save the table in it as CSV")),
    (b"MATLAB 5.0", Other("a MATLAB file", "in MATLAB: writetable(events, 'events.csv')")),
    (b"\x93NUMPY", Other("a NumPy file", "save it as CSV with its column names")),
    (b"\x00\x00\x27\x0a", Other("one part of a shapefile, which is nothing without the others", _SHAPEFILE)),
    (b"RDX", Other("an R data file (.RData)", _R)),
    (b"RDA", Other("an R data file (.RData)", _R)),
    *((bytes([0x80, version]), Other("a Python pickle", _PICKLE)) for version in (2, 3, 4, 5)),
    (b"X\n\x00\x00\x00", Other("an R data file (.rds)", _R)),
    (b"<stata_dta>", Other("a Stata file", _STATA)),
    (b"$FL2", Other("an SPSS file (.sav)", _SPSS)),
    (b"$FL3", Other("an SPSS file (.zsav)", _SPSS)),
    (b"\x00\x01\x00\x00Standard Jet DB", Other("an Access database", _ACCESS)),
    (b"\x00\x01\x00\x00Standard ACE DB", Other("an Access database", _ACCESS)),
    (b"HEADER RECORD*******LIBRARY", Other("a SAS transport file", "in SAS: PROC EXPORT to CSV")),
    (b"!table", Other("a MapInfo table", "save it as GeoJSON or CSV")),
    (b"fgb\x03", Other("a FlatGeobuf file", "save it as GeoJSON")),
    (
        b"version https://git-lfs",
        Other("only the pointer to a file in Git LFS", "download the file that it stands for"),
    ),
    (b"BEGIN:VCALENDAR", Other("a calendar (iCalendar)")),
    (b"BEGIN:VCARD", Other("a list of contacts (vCard)")),
    (b"SQLite format 3", Other("an SQLite database", _SQL)),
)
#: Beginnings of files that only the ending of the name makes certain, and files that have none.
_ENDINGS: Sequence[tuple[tuple[str, ...], bytes, Other]] = (
    ((".mbtiles",), b"SQLite format 3", Other("a set of map tiles (MBTiles)")),
    ((".dbf",), rb"[\x02\x03\x30\x31\x43\x63\x83\x8b\xcb\xf5]", Other("a dBase table, or the table part of a shapefile", f"{_SHAPEFILE}; or save the table as CSV")),
    ((".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx"), b"", Other("one part of a shapefile, which is nothing without the others", _SHAPEFILE)),
    ((".dta",), rb"[\x66-\x73][\x01\x02]", Other("a Stata file", _STATA)),
    ((".por",), b"", Other("an SPSS file (.por)", _SPSS)),
    ((".rds", ".rdata", ".rda"), b"", Other("an R data file", _R)),
    ((".pkl", ".pickle", ".joblib"), b"", Other("a Python pickle", _PICKLE)),
    ((".mif", ".mid"), rb"(?i)version|\"", Other("a MapInfo file", "save it as GeoJSON or CSV")),
    ((".mdb", ".accdb"), b"", Other("an Access database", _ACCESS)),
    ((".gsheet", ".gdoc"), rb"\{", Other("only the link to a Google document", "in Google Sheets: File, Download, CSV")),
    ((".url", ".webloc", ".lnk"), b"", Other("only a link", "download the file that it stands for")),
    ((".eml", ".mbox"), b"", Other("an e-mail", "save the table that is attached to it")),
    ((".msg",), rb"\xd0\xcf\x11\xe0", Other("an e-mail (Outlook)", "save the table that is attached to it")),
    ((".ppt", ".pps"), rb"\xd0\xcf\x11\xe0", Other("an Office document (PowerPoint)")),
    ((".doc", ".dot"), rb"\xd0\xcf\x11\xe0", Other("an Office document (Word)")),
    ((".qgs", ".qgz"), b"", Other("a QGIS project, which holds no events", "export its layer as GeoJSON")),
    ((".topojson",), rb"\s*\{", Other("TopoJSON, which is not read", "convert it to GeoJSON")),
)  # fmt: skip
_MAIL = re.compile(rb"(?i)(return-path|received|delivered-to|mime-version|message-id|x-mozilla-status): ")
_SAS = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
_FILM = (b"ftyp", b"moov", b"mdat")
#: The first element of a page or XML document → what it is. The advice for the others: a log-in page may have come.
_ELEMENTS = {
    "gpx": Other("a GPS track (GPX)", "save it as GeoJSON or CSV"),
    "gml": Other("GML", "save it as GeoJSON"),
    "featurecollection": Other("GML", "save it as GeoJSON"),
    "osm": Other("OpenStreetMap XML", "save it as GeoJSON"),
    "rss": Other("a news feed (RSS)"),
    "feed": Other("a news feed (Atom)"),
    "svg": Other("an SVG picture"),
    "workbook": Other("an Excel 2003 XML spreadsheet", "open it in a spreadsheet program and save it as xlsx or CSV"),
    "qgis": Other("a QGIS project, which holds no events", "export its layer as GeoJSON"),
}
_PAGE = Other(
    "a web page or XML document, not a table of events",
    "download the file itself; a log-in page may have come instead",
)
_TABLE_PAGE = Other(
    "a web page under the name of an Excel file", "open it in a spreadsheet program and save it as xlsx or CSV"
)


def told(head: bytes, name: str) -> Other | None:
    """What a file is, by its first bytes and its name; None where nothing says that it is no table."""
    ending = PurePosixPath(name.lower()).suffix
    for endings, beginning, other in _ENDINGS:
        if ending in endings and re.match(beginning, head):
            return other
    binary = re.search(rb"[\x00-\x08\x80-\xff]", head[:64]) is not None
    for magic, other in _BEGINNINGS:
        # A header of a table may begin with the same letters.
        if head.startswith(magic) and (binary or not magic.isalnum()):
            return other
    if head[12:32] == _SAS:
        return Other("a SAS file", "in SAS: PROC EXPORT to CSV")
    if b"SPSSPORT" in head[:600]:
        return Other("an SPSS file (.por)", _SPSS)
    if head[8:12] == b"DUCK":
        return Other("a DuckDB database", _SQL)
    if head[4:8] in _FILM:
        return Other("a film or a sound")
    if _MAIL.match(head):
        return Other("an e-mail", "save the table that is attached to it")
    return None


def page(start: bytes, name: str) -> Other | None:
    """What an HTML or XML document is; None where the text does not begin as one."""
    if (
        not start[:15]
        .lower()
        .startswith((b"<!doctype", b"<html", b"<?xml", b"<svg", b"<kml", b"<gpx", b"<table", b"<rss"))
    ):
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start[:2000]:
        return _ELEMENTS["workbook"]
    element = first_element(start)
    if element in ("html", "table") and name.lower().endswith((".xls", ".xlsx")):
        return _TABLE_PAGE
    return _ELEMENTS.get(element, _PAGE)


def first_element(start: bytes) -> str:
    """The name of the first element of an XML document, without its prefix, in small letters."""
    bare = re.sub(rb"<!--.*?-->|<\?.*?\?>|<!doctype[^>\[]*(\[.*?\])?[^>]*>", b"", start[:65536], flags=re.S | re.I)
    element = re.search(rb"<\s*(?:[\w.\-]+:)?([A-Za-z_][\w.\-]*)", bare)
    return element[1].decode("ascii", "ignore").lower() if element else ""


def archive(names: Sequence[str]) -> Other | None:
    """What a zip file is that holds no table, by the names in it."""
    if any(name.startswith("ppt/") for name in names):
        return Other("an Office document (PowerPoint)")
    if any(name.startswith("word/") for name in names):
        return Other("an Office document (Word)")
    if any(name.endswith(".iwa") for name in names):
        return Other("a Numbers (or Pages) document", "in Numbers: File, Export To, CSV or Excel")
    if any(".gdb/" in name for name in names):
        return Other("an Esri file geodatabase", "export its layer as GeoJSON or GeoPackage")
    if any(name.endswith(".npy") for name in names):
        return Other("a NumPy archive", "save the table in it as CSV")
    return None
