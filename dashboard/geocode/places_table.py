"""Every name of the events resolved, compared with the coder's place_id, and ``places.csv`` built from the
result.

In come the coded tables (:mod:`coded_rows`) and a geocoder; out come the steps taken (:class:`ResolvedName`, what the
printed table shows) and the rows of places.csv in the columns of :data:`COLUMNS`. All names are tried before
anything is raised: :class:`UnresolvedError` holds every event that stops the step.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dashboard.errors import DashboardError, DataError, Fault, GeocodingError, PlaceMismatch, PlaceNotFound
from dashboard.gazetteer import Entry, GazetteerGeocoder
from dashboard.geocode import clues, named_shapes
from dashboard.geocode.coded_places import CodedPlace, CodedTables, PlaceFigure
from dashboard.geocode.resolve import Resolution, resolve
from dashboard.words.sentences import say

COLUMNS = (
    "place_id", "name", "aliases", "level", "admin1", "country", "iso_3166_2", "pcode", "pcode_vintage",
    "geonames_id", "latitude", "longitude", "geometry", "radius_km", "reported_length_km", "drawn_length_km",
    "drawn_scale", "provenance", "note",
)  # fmt: skip
_KILOMETRES = re.compile(r"(\d[\d,.\u00a0\u202f ]*?)[\s\u00a0\u202f-]*(?:km\b|kilomet(?:re|er)s?\b)")
_HYPHENS = str.maketrans("‐‑–", "---")
_BRACKETED = re.compile(r"^(?P<name>.*?) \((?P<rest>.*)\)$")

#: What the operator's online geocoder may add to a name that the gazetteer lacks: suggestions, in words.
Suggest = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class ResolvedName:
    """One event's place name and what it resolved to."""

    coded: CodedPlace
    resolution: Resolution


class UnresolvedError(DashboardError):
    """Names that stop the step: each with the line of events.csv it stands on. Nothing was written."""

    def __init__(self, problems: Sequence[tuple[CodedPlace, GeocodingError]], file: str) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(
                say("{file}:{row} place_text: {error}", file=file, row=str(coded.row), error=str(error))
                for coded, error in self.problems
            )
        )


def resolve_all(
    tables: CodedTables,
    geocoder: GazetteerGeocoder,
    *,
    suggest: Suggest | None = None,
    file: str = "data/events.csv",
) -> list[ResolvedName]:
    """Resolve every event that has a place, in the file's order, and compare with the typed place_id.

    An event without ``place_text`` and ``place_id`` has no place and is left out; so is one whose text names
    only a country, a part of one that is cut by compass, or no known place, and that the coder gave no ``place_id``: a
    country alone is not mapped, and a part of it only if the coder says so.

    Raises:
        UnresolvedError: names without a place, with several, or with another than the coder typed; all of
        them.
    """
    steps: list[ResolvedName] = []
    problems: list[tuple[CodedPlace, GeocodingError]] = []
    for coded in tables.events:
        if not coded.place_text and not coded.place_id:
            continue
        try:
            resolution = resolve(coded.place_text, coded.passages, geocoder, prefer=coded.target_countries)
        except GeocodingError as error:
            if coded.place_id or not isinstance(error, PlaceNotFound):
                problems.append((coded, _with_suggestions(error, geocoder, suggest)))
            continue
        if not coded.place_id and (resolution.entry.level == "country" or resolution.cut_by_compass):
            continue
        if resolution.entry.place_id != coded.place_id:
            typed, resolved = coded.place_id or "none", resolution.entry.place_id
            problems.append((coded, PlaceMismatch(coded.place_text, typed, resolved)))
        steps.append(ResolvedName(coded, resolution))
    if problems:
        raise UnresolvedError(problems, file)
    return steps


def build(
    steps: Iterable[ResolvedName], tables: CodedTables, data: Path, added: named_shapes.Features = MappingProxyType({})
) -> list[dict[str, str]]:
    """The rows of places.csv, one per place, sorted by place_id. Lengths in km, degrees WGS 84.

    ``added`` are shapes that are to be added to those of the folder, by name.

    Raises:
        DataError: a missing shape, a label point off its shape, copies that report different lengths.
    """
    rows: dict[str, dict[str, str]] = {}
    faults: list[Fault] = []
    grouped: dict[str, list[ResolvedName]] = {}
    for step in steps:
        grouped.setdefault(step.resolution.entry.place_id, []).append(step)
    for place_id, group in sorted(grouped.items()):
        try:
            rows[place_id] = _row(group[0].resolution.entry, group, tables, data, added)
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return list(rows.values())


def to_csv(rows: Iterable[dict[str, str]]) -> str:
    """The text of places.csv: header, LF."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def reported_length(place_id: str, figures: Sequence[PlaceFigure], file: str) -> str:
    """The length in km that the quotes report, as digits ("2600"); empty without figures.

    The number is read from the evidence's own words, a unit beside them in the quote; miles are not
    converted.

    Raises:
        DataError: words without a number of kilometres, or quotes that disagree. Nothing is averaged.
    """
    lengths: dict[str, str] = {}
    for figure in figures:
        if not (digits := _kilometres(figure)):
            message = say(
                '{place_id}: no number of kilometres in "{words}" ({quote_id})',
                place_id=place_id,
                words=figure.words,
                quote_id=figure.quote_id,
            )
            raise DataError([Fault(file, 0, "words", message)])
        lengths[figure.quote_id] = digits
    if len(set(lengths.values())) > 1:
        said = ", ".join(say("{quote} says {digits}", quote=quote, digits=digits) for quote, digits in lengths.items())
        raise DataError(
            [Fault(file, 0, "words", say("{place_id}: the quotes disagree: {said}", place_id=place_id, said=said))]
        )
    return next(iter(lengths.values()), "")


def _kilometres(figure: PlaceFigure) -> str:
    """Digits of the figure in km, from its words and, if need be, the unit behind them in the quote."""
    if not figure.words or figure.words not in figure.quote:
        return ""
    after = figure.quote.partition(figure.words)[2]
    for text in (figure.words, figure.words + after[:12]):
        match = _KILOMETRES.match(text.translate(_HYPHENS).strip())
        if match and re.fullmatch(r"\d+|\d{1,3}(?:[,.\s]\d{3})+", match[1]):
            return re.sub(r"\D", "", match[1])
    return ""


def _row(
    entry: Entry, group: Sequence[ResolvedName], tables: CodedTables, data: Path, added: named_shapes.Features
) -> dict[str, str]:
    name, aside = entry.name, ""
    if match := _BRACKETED.match(name):
        name, aside = match["name"], f"{match['rest'][:1].upper()}{match['rest'][1:]}."
    drawn: dict[str, object] = {}
    if entry.geometry:
        named_shapes.check_label(data, entry, added)
        drawn = named_shapes.feature(data, entry.geometry, added).get("properties") or {}
    lines = entry.level == "border"
    notes = [aside, tables.regions.get(entry.place_id, ""), *(step.resolution.note for step in group)]
    values: dict[str, object] = {
        "place_id": entry.place_id,
        "name": name,
        "aliases": ";".join(entry.aliases),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "radius_km": None if lines or entry.radius_km is None else f"{entry.radius_km:g}",
        "reported_length_km": reported_length(
            entry.place_id, tables.figures.get(entry.place_id, ()), f"{data.name}/evidence.csv"
        ),
        "drawn_length_km": drawn.get("drawn_length_km") if lines else None,
        "drawn_scale": drawn.get("drawn_scale") if lines else None,
        "note": " ".join(dict.fromkeys(note for note in notes if note)),
    }
    row = {column: values.get(column, getattr(entry, column, None)) for column in COLUMNS}
    return {column: "" if value is None else str(value) for column, value in row.items()}


def _with_suggestions(error: GeocodingError, geocoder: GazetteerGeocoder, suggest: Suggest | None) -> GeocodingError:
    """A PlaceNotFound with what the online geocoder suggests; the online error itself if it refused.

    Only a name that the gazetteer lacks is asked for, and only the bare name.
    """
    bare = clues.readings(error.toponym)[0][-1] if error.toponym else ""
    if suggest is None or not bare or not isinstance(error, PlaceNotFound) or geocoder.geocode(bare):
        return error
    try:
        return PlaceNotFound(error.toponym, [*error.suggestions, *suggest(bare)])
    except GeocodingError as refused:
        return refused
