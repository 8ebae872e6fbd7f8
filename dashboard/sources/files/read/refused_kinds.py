"""What a file that is no table of events is called, and what to do with it.

Its first bytes decide, and the ending of its name only where the bytes say nothing.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dashboard.words.sentences import Deferred, deferred

WANTED = deferred("open a CSV, Excel, Parquet or GeoJSON file of events")
SHAPEFILE_ADVICE = deferred("put its .shp, .shx, .dbf and .prj files into one zip file and open that")
_UNPACK = deferred("unpack it and open the table in it")
_SPSS = deferred("in SPSS: File, Export, CSV data")
_R = deferred("in R: write.csv(events, 'events.csv', row.names = FALSE)")
_ARROW = deferred("save it as Parquet or CSV; in pandas: df.to_parquet('events.parquet')")
_SQL = deferred("export the table in it as CSV")


@dataclass(frozen=True)
class RefusedKind:
    """What to call a file, and what its owner may do."""

    words: Deferred
    advice: Deferred = WANTED


# Kinds that a file may show in several ways.
_SHAPEFILE_PART = RefusedKind(
    deferred("one part of a shapefile, which is nothing without the others"), SHAPEFILE_ADVICE
)
_EMAIL = RefusedKind(deferred("an e-mail"), deferred("save the table that is attached to it"))
_STATA = RefusedKind(deferred("a Stata file"), deferred("in Stata: export delimited using events.csv"))
_SPSS_PORTABLE = RefusedKind(deferred("an SPSS file (.por)"), _SPSS)
_SAS = RefusedKind(deferred("a SAS file"), deferred("in SAS: PROC EXPORT to CSV"))
_PICKLE = RefusedKind(
    deferred("a Python pickle"),
    deferred("it may run a program, so it is never opened; in pandas: df.to_csv('events.csv')"),
)
_ACCESS = RefusedKind(deferred("an Access database"), deferred("in Access: External Data, Export, Excel or text file"))
_TIFF = RefusedKind(deferred("a TIFF picture (or a GeoTIFF)"))
_NETCDF = RefusedKind(deferred("a NetCDF file"), deferred("save the table in it as CSV"))
_R_DATA = RefusedKind(deferred("an R data file (.RData)"), _R)
_POWERPOINT = RefusedKind(deferred("an Office document (PowerPoint)"))
_WORD = RefusedKind(deferred("an Office document (Word)"))
OFFICE_DOCUMENT = RefusedKind(deferred("an Office document, not a table of events"))
_QGIS = RefusedKind(deferred("a QGIS project, which holds no events"), deferred("export its layer as GeoJSON"))
_GML = RefusedKind(deferred("GML"), deferred("save it as GeoJSON"))

#: Beginnings of files.
_BEGINNINGS: Sequence[tuple[bytes, RefusedKind]] = (
    (b"\x89PNG", RefusedKind(deferred("a PNG picture"))),
    (b"\xff\xd8\xff", RefusedKind(deferred("a JPEG picture"))),
    (b"GIF8", RefusedKind(deferred("a GIF picture"))),
    (b"II*\x00", _TIFF),
    (b"MM\x00*", _TIFF),
    (b"II+\x00", _TIFF),
    (b"%PDF", RefusedKind(deferred("a PDF document"))),
    (b"MZ", RefusedKind(deferred("a Windows program"))),
    (b"\x7fELF", RefusedKind(deferred("a program"))),
    (b"{\\rtf", RefusedKind(deferred("a text document (RTF)"))),
    (b"7z\xbc\xaf\x27\x1c", RefusedKind(deferred("a 7-Zip archive"), _UNPACK)),
    (b"Rar!", RefusedKind(deferred("a RAR archive"), _UNPACK)),
    (b"BZh", RefusedKind(deferred("a bzip2 file"), _UNPACK)),
    (b"\xfd7zXZ\x00", RefusedKind(deferred("an xz file"), _UNPACK)),
    (b"\x28\xb5\x2f\xfd", RefusedKind(deferred("a zstd file"), _UNPACK)),
    (b"ARROW1", RefusedKind(deferred("an Arrow (Feather) file"), _ARROW)),
    (b"FEA1", RefusedKind(deferred("a Feather file"), _ARROW)),
    (b"ORC", RefusedKind(deferred("an ORC file"), _ARROW)),
    (b"Obj\x01", RefusedKind(deferred("an Avro file"), _ARROW)),
    (b"\x89HDF\r\n\x1a\n", RefusedKind(deferred("an HDF5 (or NetCDF) file"), deferred("save the table in it as CSV"))),
    (b"CDF\x01", _NETCDF),
    (b"CDF\x02", _NETCDF),
    (b"MATLAB 5.0", RefusedKind(deferred("a MATLAB file"), deferred("in MATLAB: writetable(events, 'events.csv')"))),
    (b"\x93NUMPY", RefusedKind(deferred("a NumPy file"), deferred("save it as CSV with its column names"))),
    (b"\x00\x00\x27\x0a", _SHAPEFILE_PART),
    (b"RDX", _R_DATA),
    (b"RDA", _R_DATA),
    *((bytes([0x80, version]), _PICKLE) for version in (2, 3, 4, 5)),
    (b"X\n\x00\x00\x00", RefusedKind(deferred("an R data file (.rds)"), _R)),
    (b"<stata_dta>", _STATA),
    (b"$FL2", RefusedKind(deferred("an SPSS file (.sav)"), _SPSS)),
    (b"$FL3", RefusedKind(deferred("an SPSS file (.zsav)"), _SPSS)),
    (b"\x00\x01\x00\x00Standard Jet DB", _ACCESS),
    (b"\x00\x01\x00\x00Standard ACE DB", _ACCESS),
    (b"HEADER RECORD*******LIBRARY", RefusedKind(deferred("a SAS transport file"), _SAS.advice)),
    (b"!table", RefusedKind(deferred("a MapInfo table"), deferred("save it as GeoJSON or CSV"))),
    (b"fgb\x03", RefusedKind(deferred("a FlatGeobuf file"), deferred("save it as GeoJSON"))),
    (
        b"version https://git-lfs",
        RefusedKind(
            deferred("only the pointer to a file in Git LFS"), deferred("download the file that it stands for")
        ),
    ),
    (b"BEGIN:VCALENDAR", RefusedKind(deferred("a calendar (iCalendar)"))),
    (b"BEGIN:VCARD", RefusedKind(deferred("a list of contacts (vCard)"))),
    (b"SQLite format 3", RefusedKind(deferred("an SQLite database"), _SQL)),
)
#: Beginnings of files that only the ending of the name makes certain, and files that have none.
_ENDINGS: Sequence[tuple[tuple[str, ...], bytes, RefusedKind]] = (
    ((".mbtiles",), b"SQLite format 3", RefusedKind(deferred("a set of map tiles (MBTiles)"))),
    ((".dbf",), rb"[\x02\x03\x30\x31\x43\x63\x83\x8b\xcb\xf5]", RefusedKind(deferred("a dBase table, or the table part of a shapefile"), deferred("put its .shp, .shx, .dbf and .prj files into one zip file and open that; or save the table as CSV"))),
    ((".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx"), b"", _SHAPEFILE_PART),
    ((".dta",), rb"[\x66-\x73][\x01\x02]", _STATA),
    ((".por",), b"", _SPSS_PORTABLE),
    ((".rds", ".rdata", ".rda"), b"", RefusedKind(deferred("an R data file"), _R)),
    ((".pkl", ".pickle", ".joblib"), b"", _PICKLE),
    ((".mif", ".mid"), rb"(?i)version|\"", RefusedKind(deferred("a MapInfo file"), deferred("save it as GeoJSON or CSV"))),
    ((".mdb", ".accdb"), b"", _ACCESS),
    ((".gsheet", ".gdoc"), rb"\{", RefusedKind(deferred("only the link to a Google document"), deferred("in Google Sheets: File, Download, CSV"))),
    ((".url", ".webloc", ".lnk"), b"", RefusedKind(deferred("only a link"), deferred("download the file that it stands for"))),
    ((".eml", ".mbox"), b"", _EMAIL),
    ((".msg",), rb"\xd0\xcf\x11\xe0", RefusedKind(deferred("an e-mail (Outlook)"), _EMAIL.advice)),
    ((".ppt", ".pps"), rb"\xd0\xcf\x11\xe0", _POWERPOINT),
    ((".doc", ".dot"), rb"\xd0\xcf\x11\xe0", _WORD),
    ((".qgs", ".qgz"), b"", _QGIS),
    ((".topojson",), rb"\s*\{", RefusedKind(deferred("TopoJSON, which is not read"), deferred("convert it to GeoJSON"))),
)  # fmt: skip
_MAIL = re.compile(rb"(?i)(return-path|received|delivered-to|mime-version|message-id|x-mozilla-status): ")
_SAS_MAGIC = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
#: The share of plain letters in a line of an older encoding; of compressed bytes it is about half.
_PLAIN = 0.75
_FILM = (b"ftyp", b"moov", b"mdat")
#: The first element of an XML document → what the document is. Any other element gets the advice for a web page: the
#: download may have given a log-in page.
_ELEMENTS = {
    "gpx": RefusedKind(deferred("a GPS track (GPX)"), deferred("save it as GeoJSON or CSV")),
    "gml": _GML,
    "featurecollection": _GML,
    "osm": RefusedKind(deferred("OpenStreetMap XML"), deferred("save it as GeoJSON")),
    "rss": RefusedKind(deferred("a news feed (RSS)")),
    "feed": RefusedKind(deferred("a news feed (Atom)")),
    "svg": RefusedKind(deferred("an SVG picture")),
    "workbook": RefusedKind(
        deferred("an Excel 2003 XML spreadsheet"),
        deferred("open it in a spreadsheet program and save it as xlsx or CSV"),
    ),
    "qgis": _QGIS,
}
_PAGE_BEGINNINGS = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<kml", b"<gpx", b"<table", b"<rss")
_PAGE = RefusedKind(
    deferred("a web page or XML document, not a table of events"),
    deferred("download the file itself; a log-in page may have come instead"),
)
_TABLE_PAGE = RefusedKind(
    deferred("a web page under the name of an Excel file"),
    deferred("open it in a spreadsheet program and save it as xlsx or CSV"),
)


def by_beginning(head: bytes, name: str) -> RefusedKind | None:
    """What a file is, by its first bytes and the ending of its name; None where nothing says that it is no table."""
    ending = PurePosixPath(name.lower()).suffix
    for endings, beginning, kind in _ENDINGS:
        if ending in endings and re.match(beginning, head):
            return kind
    binary = not _is_text(head[:64])
    for magic, kind in _BEGINNINGS:
        # A header of a table may begin with the same letters.
        if head.startswith(magic) and (binary or not magic.isalnum()):
            return kind
    if head[12:32] == _SAS_MAGIC:
        return _SAS
    if b"SPSSPORT" in head[:600]:
        return _SPSS_PORTABLE
    if head[8:12] == b"DUCK":
        return RefusedKind(deferred("a DuckDB database"), _SQL)
    if head[4:8] in _FILM:
        return RefusedKind(deferred("a film or a sound"))
    if _MAIL.match(head):
        return _EMAIL
    return None


def _is_text(start: bytes) -> bool:
    """Whether bytes read as a line of text: UTF-8, cut anywhere, or letters of an older encoding among plain ones."""
    if re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", start):
        return False
    try:
        getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return sum(byte < 0x80 for byte in start) >= _PLAIN * len(start)
    return True


def page(start: bytes, name: str) -> RefusedKind | None:
    """What an HTML or XML document is; None where the text does not begin as one."""
    if not start[:15].lower().startswith(_PAGE_BEGINNINGS):
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


def archive(names: Sequence[str]) -> RefusedKind | None:
    """What a zip file is that holds no table, by the names in it."""
    if any(name.startswith("ppt/") for name in names):
        return _POWERPOINT
    if any(name.startswith("word/") for name in names):
        return _WORD
    if any(name.endswith(".iwa") for name in names):
        return RefusedKind(
            deferred("a Numbers (or Pages) document"), deferred("in Numbers: File, Export To, CSV or Excel")
        )
    if any(".gdb/" in name for name in names):
        return RefusedKind(deferred("an Esri file geodatabase"), deferred("export its layer as GeoJSON or GeoPackage"))
    if any(name.endswith(".npy") for name in names):
        return RefusedKind(deferred("a NumPy archive"), deferred("save the table in it as CSV"))
    return None
