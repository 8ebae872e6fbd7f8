"""From a name to the places that bear it: the embedded gazetteer.

In comes ``data/gazetteer.csv`` (one row per place: town, province, region, border line or country) and a name
as somebody printed it; out come all the places of that name, ordered. Nothing is read before the first
look-up.

Likeness decides nothing: "Paktia" and "Paktika" are two provinces. RapidFuzz only proposes spellings for a person to
check (:meth:`Gazetteer.proposals`).

Raises :class:`~dashboard.errors.DataError` with all faults when the file cannot be used.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.errors import DataError, Fault
from dashboard.gazetteer.names import compact_key, name_key

GAZETTEER = Path(__file__).resolve().parents[2] / "data" / "gazetteer.csv"
#: From the smallest unit to the largest; a border and a region are not units of one ladder with the rest.
LEVELS = ("city", "province", "region", "border", "country")
#: A proposal needs this likeness (RapidFuzz ``ratio``, 0-100), this length and this lead over the next name.
MIN_RATIO, MIN_LENGTH, MIN_MARGIN = 85.0, 6, 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. Degrees are WGS 84 decimal; ``radius_km`` is that of the circle of equal area.

    ``admin1`` is the place_id of the province, ``country`` an ISO 3166-1 alpha-2 code (several joined by
    ``;`` for a border). Empty text and None mean that the gazetteer does not know.
    """

    place_id: str
    name: str
    aliases: tuple[str, ...]
    level: str
    admin1: str
    country: str
    iso_3166_2: str
    pcode: str
    pcode_vintage: str
    geonames_id: str
    population: int | None
    latitude: float | None
    longitude: float | None
    geometry: str
    radius_km: float | None
    provenance: str

    @property
    def countries(self) -> frozenset[str]:
        """The codes in ``country``."""
        return frozenset(code for code in self.country.split(";") if code)


@dataclass(frozen=True, slots=True)
class Match:
    """A place that bears a name: under which spelling, whether that is its own name, whether spaces agree."""

    entry: Entry
    spelling: str
    primary: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A spelling that looks like the name asked for (``score`` 85-100): to confirm, never a hit."""

    entry: Entry
    spelling: str
    score: float


class Gazetteer:
    """The places of one CSV file, read and indexed at the first question."""

    def __init__(self, path: Path = GAZETTEER) -> None:
        self.path = path

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every place by its place_id, in the file's order."""
        return _read(self.path)

    @cached_property
    def _index(self) -> dict[str, list[tuple[Entry, str]]]:
        index: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for entry in self.entries.values():
            seen = set()
            for spelling in (entry.name, *entry.aliases):
                key = name_key(spelling)
                if key and key not in seen:
                    seen.add(key)
                    index[key].append((entry, spelling))
        return dict(index)

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._index)

    @cached_property
    def _compact(self) -> dict[str, list[str]]:
        compact: dict[str, list[str]] = defaultdict(list)
        for key in self._index:
            compact[key.replace(" ", "")].append(key)
        return dict(compact)

    def find(self, name: str) -> tuple[Match, ...]:
        """Every place named ``name``: by the exact key, else by the space-free key."""
        exact = self._index.get(name_key(name))
        if exact:
            return tuple(Match(entry, text, text == entry.name, True) for entry, text in exact)
        found: dict[str, Match] = {}
        for key in self._compact.get(compact_key(name), ()):
            for entry, text in self._index[key]:
                match = Match(entry, text, text == entry.name, False)
                if entry.place_id not in found or match.primary:
                    found[entry.place_id] = match
        return tuple(found.values())

    def starting(self, typed: str) -> tuple[Match, ...]:
        """Every place with a spelling that starts with ``typed``, once each, under its best spelling."""
        key = name_key(typed)
        keys = self._sorted_keys
        best: dict[str, Match] = {}
        for at in range(bisect_left(keys, key), len(keys) if key else 0):
            if not keys[at].startswith(key):
                break
            for entry, text in self._index[keys[at]]:
                match = Match(entry, text, text == entry.name, keys[at] == key)
                before = best.get(entry.place_id)
                if before is None or (match.exact, match.primary) > (before.exact, before.primary):
                    best[entry.place_id] = match
        return tuple(best.values())

    def borders(self, between: Collection[str], theatre: Collection[str] = ()) -> list[Entry]:
        """The border lines that touch all of these countries; where a theatre is given, only those that touch it."""
        lines = (entry for entry in self.entries.values() if entry.level == "border")
        near = frozenset(theatre)
        return [line for line in lines if set(between) <= line.countries and (not near or line.countries & near)]

    def part(self, phrase: str, country: str) -> Entry | None:
        """The part of a country that a phrase such as "northern Mali" means; this list has curated regions only."""
        return None

    def proposals(self, name: str) -> tuple[Proposal, ...]:
        """Places whose name looks like ``name``, all of one and the same name; empty when two names compete.

        Needs a likeness of 85, six letters and a lead of 10 over the next other name: "Paktiia"
        stays without a proposal, because Paktika is near too.
        """
        from rapidfuzz import fuzz, process

        key = name_key(name)
        if len(key) < MIN_LENGTH:
            return ()
        cutoff = MIN_RATIO - MIN_MARGIN
        best: dict[str, tuple[float, str]] = {}
        for spelling, score, _ in process.extract(
            key, self._index.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        ):
            for entry, _text in self._index[spelling]:
                own = name_key(entry.name)
                best[own] = max(best.get(own, (0.0, "")), (score, spelling))
        ranked = sorted(best.values(), reverse=True)
        if not ranked or ranked[0][0] < MIN_RATIO or len(ranked[0][1]) < MIN_LENGTH:
            return ()
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MIN_MARGIN:
            return ()
        score, spelling = ranked[0]
        return tuple(Proposal(entry, text, score) for entry, text in self._index[spelling])


_COLUMNS = tuple(field.name for field in fields(Entry))
_NUMBERS: dict[str, tuple[Callable[[str], float], float]] = {
    "population": (int, 1e10),
    "latitude": (float, 90),
    "longitude": (float, 180),
    "radius_km": (float, 20_040),
}


def _read(path: Path) -> dict[str, Entry]:
    """The rows of the file as entries; raises DataError with every fault of the file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([Fault(path.name, 0, "", f"cannot be read: {error}")]) from error
    rows = csv.reader(lines)
    header = next(rows, [])
    if missing := [column for column in _COLUMNS if column not in header]:
        raise DataError([Fault(path.name, 1, "", f"lacks the column {column}") for column in missing])
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for line, row in enumerate(rows, start=2):
        cells = dict(zip(header, row, strict=False))
        wrong = [f"expected {len(header)} cells, got {len(row)}"] if len(row) != len(header) else _wrong(cells)
        if cells.get("place_id") in entries:
            wrong = [*wrong, f"place_id {cells['place_id']} stands twice"]
        if wrong:
            faults.extend(Fault(path.name, line, "", message) for message in wrong)
        else:
            entries[cells["place_id"]] = _entry(cells)
    if faults:
        raise DataError(faults)
    return entries


def _wrong(cells: dict[str, str]) -> list[str]:
    """What is wrong with one row, in words."""
    wrong = [f"{column} is empty" for column in ("place_id", "name") if not cells[column].strip()]
    if cells["level"] not in LEVELS:
        wrong.append(f'level: expected one of {", ".join(LEVELS)}, got "{cells["level"]}"')
    for column, (kind, limit) in _NUMBERS.items():
        try:
            valid = not cells[column] or abs(kind(cells[column])) <= limit
        except ValueError:
            valid = False
        if not valid:
            wrong.append(f'{column}: expected a number of at most {limit:g}, got "{cells[column]}"')
    if bool(cells["latitude"]) != bool(cells["longitude"]):
        wrong.append("latitude and longitude go together")
    return wrong


def _entry(cells: dict[str, str]) -> Entry:
    values: dict[str, Any] = {column: cells[column] for column in _COLUMNS}
    for column, (kind, _limit) in _NUMBERS.items():
        values[column] = kind(cells[column]) if cells[column] else None
    values["aliases"] = tuple(alias for alias in cells["aliases"].split(";") if alias)
    return Entry(**values)
