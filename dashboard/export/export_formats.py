"""The list of formats. The page's menu and the command's choices come from it; a new format is one entry here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.export.annotations_export import web_annotations
from dashboard.export.csv_export import spreadsheet
from dashboard.export.excel_export import workbook
from dashboard.export.extract import Extract, extract
from dashboard.export.geojson_export import geojson
from dashboard.export.html_export import standalone
from dashboard.export.kml_export import kml
from dashboard.export.tables_export import archive
from dashboard.sources.dossier.tables import Tables


@dataclass(frozen=True)
class Format:
    """One format: its name for the command, its title, note and size for a menu, what a browser needs, who writes it.

    ``size`` is in words, of everything that the project ships.
    """

    name: str
    title: str
    note: str
    size: str
    suffix: str
    media_type: str
    write: Callable[[Extract], bytes]

    def file_name(self, taken: Extract) -> str:
        """A name for the file: the data package's, and whether it is a selection."""
        stem = re.sub(r"[^\w.-]+", "-", str(taken.tables.descriptor.raw.get("name") or "events"), flags=re.ASCII)
        return f"{stem}{'' if taken.everything else '-selection'}{self.suffix}"


FORMATS = {
    item.name: item
    for item in (
        Format(
            "html",
            "Map in one file (HTML)",
            "Map, day slider, filters, quotes and claims. It opens without a network, and prints.",
            "Under 1 MB",
            ".html",
            "text/html; charset=utf-8",
            standalone,
        ),
        Format(
            "tables",
            "Tables (zip)",
            "The tables as CSV with their descriptor, to check or to load again.",
            "Under 1 MB",
            ".zip",
            "application/zip",
            archive,
        ),
        Format(
            "csv",
            "Spreadsheet (CSV)",
            "One row an event, with its quotes and the claims on it alone.",
            "Under 50 KB",
            ".csv",
            "text/csv; charset=utf-8",
            spreadsheet,
        ),
        Format(
            "xlsx",
            "Workbook (Excel)",
            "Sheets of events, claims, statements, quotes and sources. No cell is a formula.",
            "Under 100 KB",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook,
        ),
        Format(
            "geojson",
            "GeoJSON",
            "For QGIS and other maps: shapes, days, quotes, claims and statements.",
            "Some 100 KB",
            ".geojson",
            "application/geo+json",
            geojson,
        ),
        Format(
            "kml",
            "KML",
            "For Google Earth: shapes with time spans, claims and statements in folders.",
            "Some 100 KB",
            ".kml",
            "application/vnd.google-earth.kml+xml",
            kml,
        ),
        Format(
            "annotations",
            "Web Annotations (JSON-LD)",
            "Each quote with its place in the article and what it supports.",
            "Under 500 KB",
            ".jsonld",
            'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            web_annotations,
        ),
    )
}


def export(name: str, tables: Tables, event_ids: Iterable[str] | None = None) -> bytes:
    """One export as bytes.

    Args:
        name: one of FORMATS.
        tables: the tables.
        event_ids: the events; None for everything.

    Raises:
        NothingSelected: there is no event to export.
        DataError: a file of the data folder cannot be read any more.
        KeyError: an unknown format, or an id that is no event's.
    """
    return FORMATS[name].write(extract(tables, event_ids))
