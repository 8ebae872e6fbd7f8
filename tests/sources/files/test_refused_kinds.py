"""What a file that is no table of events is called when it is refused, and what to do with it."""

from __future__ import annotations

import bz2
import gzip
import pickle

import published_rows
import pytest
from event_rows import zipped

from dashboard.errors import FileRefused, MappingNeeded
from dashboard.sources.files import open_file
from dashboard.sources.files.read import refused_kinds

BINARY = bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("name", "data", "called", "advice"),
    [
        ("a.shp", b"\x00\x00\x27\x0a" + BINARY, "one part of a shapefile", "one zip file"),
        ("a.shx", b"\x00\x00\x27\x0a" + BINARY, "one part of a shapefile", "one zip file"),
        ("a.prj", b'GEOGCS["WGS 84"]', "one part of a shapefile", "one zip file"),
        ("a.dbf", b"\x03\x7a\x01\x01" + BINARY, "a dBase table", "CSV"),
        ("a.rds", gzip.compress(b"X\n\x00\x00\x00\x03" + BINARY), "an R data file", "write.csv"),
        ("a.RData", gzip.compress(b"RDX3\nX\n\x00" + BINARY), "an R data file", "write.csv"),
        ("a.bin", gzip.compress(b"RDX3\nX\n\x00" + BINARY), "an R data file", "write.csv"),
        ("a.dta", b"<stata_dta><header>" + BINARY, "a Stata file", "export delimited"),
        ("a.dta", b"\x72\x02\x01\x00" + BINARY, "a Stata file", "export delimited"),
        ("a.sav", b"$FL2@(#) SPSS DATA FILE" + BINARY, "an SPSS file", "CSV"),
        ("a.por", b"ASCII SPSS PORT FILE" * 10, "an SPSS file", "CSV"),
        ("a.mdb", b"\x00\x01\x00\x00Standard Jet DB\x00" + BINARY, "an Access database", "Export"),
        ("a.accdb", b"\x00\x01\x00\x00Standard ACE DB\x00" + BINARY, "an Access database", "Export"),
        ("a.sas7bdat", bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011") + BINARY, "a SAS file", "PROC EXPORT"),
        ("a.tab", b"!table\n!version 300\n!charset WindowsLatin1\n", "a MapInfo table", "GeoJSON"),
        ("a.feather", b"ARROW1\x00\x00" + BINARY, "an Arrow", "Parquet"),
        ("a.feather", b"FEA1" + BINARY, "a Feather file", "Parquet"),
        ("a.pkl", pickle.dumps({"date": ["2022-02-24"] * 50}), "a Python pickle", "never opened"),
        ("a.csv", pickle.dumps({"date": ["2022-02-24"] * 50}), "a Python pickle", "never opened"),
        ("a.h5", b"\x89HDF\r\n\x1a\n" + BINARY, "an HDF5", "CSV"),
        ("a.tif", b"II*\x00" + BINARY, "a TIFF picture", "CSV"),
        ("a.mbtiles", b"SQLite format 3\x00" + BINARY, "map tiles", "CSV"),
        ("a.db", b"SQLite format 3\x00" + BINARY, "an SQLite database", "CSV"),
        ("a.duckdb", bytes(8) + b"DUCK" + BINARY, "a DuckDB database", "CSV"),
        ("a.pptx", zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "PowerPoint", "CSV"),
        ("a.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word", "CSV"),
        ("a.numbers", zipped({"Index/Document.iwa": b"<x/>"}), "a Numbers", "Export"),
        ("a.gdb.zip", zipped({"a.gdb/a0001.gdbtable": b"<x/>"}), "file geodatabase", "GeoPackage"),
        ("a.eml", b"Return-Path: <a@example.org>\nSubject: x\n", "an e-mail", "attached"),
        ("a.txt", b"Received: from example.org\nSubject: x\n", "an e-mail", "attached"),
        ("a.gpx", b'<?xml version="1.0"?><gpx version="1.1"/>', "a GPS track", "GeoJSON"),
        ("a.xml", b'<?xml version="1.0"?><!-- x --><rss/>', "a news feed", "CSV"),
        ("a.xls", b"<html><table><tr><td>date</td></tr></table></html>", "under the name of an Excel file", "xlsx"),
        ("a.html", b"<!DOCTYPE html><html></html>", "a web page", "log-in"),
        ("a.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS", "download"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + BINARY, "locked with a password", "password"),
        ("a.topojson", b'{"type": "Topology"}', "TopoJSON", "GeoJSON"),
        ("a.gsheet", b'{"url": "https://example.org"}', "link to a Google document", "Download"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42" + BINARY, "a film", "CSV"),
    ],
)  # fmt: skip
def test_a_refused_file_is_called_by_its_name(name: str, data: bytes, called: str, advice: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_file(data, name)
    assert called in refused.value.wrong
    assert advice in refused.value.advice


@pytest.mark.parametrize("head", ["MZ_ID", "ORC_name", "RDA", "BZh", "Obj", "MM"])
def test_a_table_whose_first_head_begins_so_is_still_a_table(head: str) -> None:
    with pytest.raises(MappingNeeded) as needed:
        open_file(f"{head},date,lat,lon\n1,2022-02-24,1,2\n".encode(), "a.csv")
    assert needed.value.columns[0] == head


def test_tables_of_viina_without_events_are_refused_by_name() -> None:
    control = "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status\n1,20220224,UA,UA,UA,UA,UA\n"
    with pytest.raises(FileRefused, match="who held each town"):
        open_file(control.encode(), "control_latest_2022.csv")
    labels = published_rows.viina(3)[["event_id", "date", "t_mil_b", "t_airstrike_b", "t_artillery_b", "t_property_b"]]
    with pytest.raises(FileRefused, match="no places"):
        open_file(labels.to_csv(index=False).encode(), "event_labels_latest_2022.csv")


HEADERS = [
    "MZéidón,date,latitude,longitude\n1,2031-03-14,1,2\n",
    "ORCÉ;année;événements recensés\n",
    "BZhöhe,Straße,Ort,Datum\n",
    "MZ_naïve,ÿ\n",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_header_that_begins_like_a_program_is_text_also_with_accents(header: str, encoding: str) -> None:
    assert refused_kinds.by_beginning(header.encode(encoding), "events.csv") is None


@pytest.mark.parametrize("header", HEADERS)
def test_a_character_that_is_cut_at_the_end_of_what_is_looked_at_does_no_harm(header: str) -> None:
    padded = (header.rstrip() + ",column" * 9).encode()[:63] + "é".encode()
    assert refused_kinds.by_beginning(padded, "events.csv") is None


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "a Windows program"),
        (b"ORC" + bytes(range(0xC0, 0xFF)), "an ORC file"),
        (bz2.compress(b"date,place\n" * 40), "a bzip2 file"),
        (bz2.compress(bytes(range(256)) * 9), "a bzip2 file"),
        (b"ORC\x11\x00\x00", "an ORC file"),
    ],
)
def test_programs_and_packed_files_are_still_told(head: bytes, kind: str) -> None:
    found = refused_kinds.by_beginning(head, "events.csv")
    assert found is not None
    assert found.words == kind
