"""The one list of formats, of any set of events. The page's menu and the command's choices come from it.

A new format is one module that writes it and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.export.annotations_export import web_annotations
from dashboard.export.csv_export import spreadsheet
from dashboard.export.excel_export import workbook
from dashboard.export.extract import Extract, extract
from dashboard.export.geojson_export import geojson
from dashboard.export.html_export import standalone
from dashboard.export.kml_export import kml
from dashboard.export.opened_file_export import file_csv, file_geojson
from dashboard.export.record_export import record_csv, record_geojson
from dashboard.export.tables_export import archive
from dashboard.query.event_set import EventSet, SetPart
from dashboard.sources.dossier.dossier_set import DOSSIER, dossier_set
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.files.file_set import OPENED_FILE
from dashboard.words.sentences import deferred, say


@dataclass(frozen=True)
class FormatWriter:
    """How a format is written of the sets that have what it needs.

    Attributes:
        note: what the file holds, for a menu.
        size: how large it is about, in words, of so many events.
        write: the events of a set by their ids, None for all of them, as the bytes of one file. Raises NothingSelected.
        needs: the part of the set that it is written from; None: the records that every set has.
    """

    note: str
    size: Callable[[int], str]
    write: Callable[[EventSet, Sequence[str] | None], bytes]
    needs: SetPart[Any] | None = None

    def fits(self, event_set: EventSet) -> bool:
        """Whether a set has what is needed."""
        return self.needs is None or event_set.part(self.needs) is not None


@dataclass(frozen=True)
class Format:
    """One format: its name for the command, its title for a menu, what a browser needs, who writes it.

    Of several writers the first that fits a set writes it; a format that no writer fits is not offered for it.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    writers: tuple[FormatWriter, ...]

    def writer(self, event_set: EventSet) -> FormatWriter | None:
        """Who writes it of this set; None where nobody can."""
        return next((writer for writer in self.writers if writer.fits(event_set)), None)

    def write(self, event_set: EventSet, event_ids: Sequence[str] | None = None) -> bytes:
        """The events of a set by their ids, None for all of them. Raises NothingSelected; ValueError for another set."""
        writer = self.writer(event_set)
        if writer is None:
            raise ValueError(say("{format} cannot be written of {set}", format=self.title, set=event_set.name))
        return writer.write(event_set, event_ids)

    def file_name(self, event_set: EventSet, *, everything: bool) -> str:
        """A name for the file: the set's, and whether it is a selection."""
        stem = re.sub(r"[^\w.-]+", "-", event_set.file_stem or event_set.id, flags=re.ASCII).strip("-.") or "events"
        return f"{stem}{'' if everything else '-selection'}{self.suffix}"


def about(size: str) -> Callable[[int], str]:
    """The size in words, however many events there are: a dossier is small."""
    return lambda events: size


def an_event(size: int) -> Callable[[int], str]:
    """The size in words, of so many bytes an event: "Some 40 MB"."""

    def in_words(events: int) -> str:
        megabytes = round(events * size / 1e6)
        return say("Some {megabytes} MB", megabytes=megabytes) if events * size >= 2e6 else say("Less than 2 MB")

    return in_words


def of_dossier(write: Callable[[Extract], bytes], note: str, size: str) -> FormatWriter:
    """A writer of what is extracted from a dossier: the chosen events with all that hangs on them."""

    def written(event_set: EventSet, event_ids: Sequence[str] | None) -> bytes:
        tables = event_set.part(DOSSIER)
        if tables is None:
            raise ValueError(say("{set} is no dossier", set=event_set.id))
        return write(extract(tables, event_ids))

    return FormatWriter(note, about(size), written, DOSSIER)


def of_file(write: Callable[[EventSet, Sequence[str] | None], bytes], note: str, bytes_an_event: int) -> FormatWriter:
    """A writer of the table behind an opened file, by whole columns."""
    return FormatWriter(note, an_event(bytes_an_event), write, OPENED_FILE)


def of_records(write: Callable[[EventSet, Sequence[str] | None], bytes], note: str) -> FormatWriter:
    """A writer of the records that every set has."""
    return FormatWriter(note, an_event(1500), write)


EXPORT_FORMATS = (
    Format(
        "html",
        deferred("Map in one file (HTML)"),
        ".html",
        "text/html; charset=utf-8",
        (
            of_dossier(
                standalone,
                deferred("Map, day slider, filters, quotes and claims. It opens without a network, and prints."),
                deferred("Under 1 MB"),
            ),
        ),
    ),
    Format(
        "tables",
        deferred("Tables (zip)"),
        ".zip",
        "application/zip",
        (
            of_dossier(
                archive,
                deferred("The tables as CSV with their descriptor, to check or to load again."),
                deferred("Under 1 MB"),
            ),
        ),
    ),
    Format(
        "csv",
        deferred("Spreadsheet (CSV)"),
        ".csv",
        "text/csv; charset=utf-8",
        (
            of_dossier(
                spreadsheet,
                deferred("One row an event, with its quotes and the claims on it alone."),
                deferred("Under 50 KB"),
            ),
            of_file(file_csv, deferred("All columns of the file, then ours; no cell can run as a formula."), 1300),
            of_records(record_csv, deferred("One row an event, as its record says it; no cell can run as a formula.")),
        ),
    ),
    Format(
        "xlsx",
        deferred("Workbook (Excel)"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (
            of_dossier(
                workbook,
                deferred("Sheets of events, claims, statements, quotes and sources. No cell is a formula."),
                deferred("Under 100 KB"),
            ),
        ),
    ),
    Format(
        "geojson",
        "GeoJSON",
        ".geojson",
        "application/geo+json",
        (
            of_dossier(
                geojson,
                deferred("For QGIS and other maps: shapes, days, quotes, claims and statements."),
                deferred("Some 100 KB"),
            ),
            of_file(
                file_geojson,
                deferred(
                    "For QGIS and other maps: points, days, figures with their kind, the coder's notes, the terms."
                ),
                1050,
            ),
            of_records(
                record_geojson, deferred("For QGIS and other maps: points, days, figures, quotes and notes, the terms.")
            ),
        ),
    ),
    Format(
        "kml",
        "KML",
        ".kml",
        "application/vnd.google-earth.kml+xml",
        (
            of_dossier(
                kml,
                deferred("For Google Earth: shapes with time spans, claims and statements in folders."),
                deferred("Some 100 KB"),
            ),
        ),
    ),
    Format(
        "annotations",
        deferred("Web Annotations (JSON-LD)"),
        ".jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        (
            of_dossier(
                web_annotations,
                deferred("Each quote with its place in the article and what it supports."),
                deferred("Under 500 KB"),
            ),
        ),
    ),
)
FORMATS = {item.name: item for item in EXPORT_FORMATS}


def offered(event_set: EventSet) -> dict[str, Format]:
    """The formats that this set can be written in, by name."""
    return {name: item for name, item in FORMATS.items() if item.writer(event_set) is not None}


def export(name: str, tables: Tables, event_ids: Iterable[str] | None = None) -> bytes:
    """One export of a dossier as bytes.

    Args:
        name: one of FORMATS.
        tables: the tables.
        event_ids: the events; None for everything.

    Raises:
        NothingSelected: there is no event to export.
        DataError: a file of the data folder cannot be read any more.
        KeyError: an unknown format, or an id that is no event's.
    """
    return FORMATS[name].write(dossier_set(tables), None if event_ids is None else list(event_ids))
