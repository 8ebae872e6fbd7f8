"""The coded tables as this step needs them: one :class:`CodedPlace` per event, and the evidence for a place's
figures.

In comes the data folder (``events.csv``, ``evidence.csv``, ``quotes.csv``, ``actors.csv``, ``parties.csv``,
``regions.csv``),
UTF-8; out come values. Raises DataError with all faults when a table cannot be read or lacks a column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import DataError, Fault
from dashboard.words.sentences import say

_NEEDED = {
    "events.csv": ("event_id", "place_id", "place_text", "target"),
    "evidence.csv": ("subject_id", "quote_id", "role", "words"),
    "quotes.csv": ("quote_id", "quote"),
    "actors.csv": ("actor_id", "side"),
    "parties.csv": ("party_id", "country"),
    "regions.csv": ("place_id", "approximate", "reason"),
}
#: The curated regions of the project, for a dossier that has none of its own.
REGIONS = Path(__file__).resolve().parents[2] / "data" / "regions.csv"


@dataclass(frozen=True)
class CodedPlace:
    """The place of one event as the coder left it: the line in events.csv, the text, the id, the row's own
    quotes.

    ``target_countries`` are the countries of the parties that are the target (ISO 3166-1 alpha-2).
    """

    event_id: str
    row: int
    place_text: str
    place_id: str
    passages: tuple[str, ...]
    target_countries: tuple[str, ...]


@dataclass(frozen=True)
class PlaceFigure:
    """The words of a quote that give a place's figure, e.g. "2,600-km", with the quote they stand in."""

    quote_id: str
    words: str
    quote: str


@dataclass(frozen=True)
class CodedTables:
    """What this step reads: the events' places, the figures and the regions' reasons, both by place_id.

    ``theatre`` are the countries of all parties: a name is looked for there before the rest of the world.
    """

    events: tuple[CodedPlace, ...]
    figures: dict[str, tuple[PlaceFigure, ...]]
    regions: dict[str, str]
    theatre: tuple[str, ...]


def load(data: Path) -> CodedTables:
    """Read the tables of the data folder.

    Raises:
        DataError: files that cannot be read, columns that lack; all of them.
    """
    read = _read(data)
    quotes = {row["quote_id"]: row["quote"] for row in read["quotes.csv"]}
    countries = {row["party_id"]: row["country"] for row in read["parties.csv"] if row["country"]}
    homes = {row["actor_id"]: countries.get(row["side"], "") for row in read["actors.csv"]}
    evidence = read["evidence.csv"]
    return CodedTables(
        events=tuple(_events(read["events.csv"], evidence, quotes, homes)),
        figures={
            subject: tuple(
                PlaceFigure(row["quote_id"], row["words"], quotes.get(row["quote_id"], ""))
                for row in evidence
                if row["subject_id"] == subject and row["role"] == "figure"
            )
            for subject in {row["subject_id"] for row in evidence if row["role"] == "figure"}
        },
        regions={
            row["place_id"]: say("Approximate: {reason}", reason=row["reason"])
            if row["approximate"] == "true"
            else row["reason"]
            for row in read["regions.csv"]
        },
        theatre=tuple(dict.fromkeys(countries.values())),
    )


def _events(
    events: list[dict[str, str]],
    evidence: list[dict[str, str]],
    quotes: dict[str, str],
    homes: dict[str, str],
) -> Iterator[CodedPlace]:
    for line, row in enumerate(events, start=2):
        own = dict.fromkeys(e["quote_id"] for e in evidence if e["subject_id"] == row["event_id"])
        targets = (homes.get(actor, "") for actor in row["target"].split(";"))
        yield CodedPlace(
            row["event_id"],
            line,
            row["place_text"],
            row["place_id"],
            tuple(quotes[quote] for quote in own if quote in quotes),
            tuple(dict.fromkeys(country for country in targets if country)),
        )


def _read(data: Path) -> dict[str, list[dict[str, str]]]:
    """Every needed table as rows of text."""
    tables: dict[str, list[dict[str, str]]] = {}
    faults: list[Fault] = []
    for file, columns in _NEEDED.items():
        path = data / file
        if file == REGIONS.name and not path.exists() and data.is_dir():
            path = REGIONS
        try:
            with path.open(encoding="utf-8", newline="") as stream:
                reader = csv.DictReader(stream, restval="")
                tables[file] = list(reader)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            faults.append(Fault(f"{data.name}/{file}", 0, "", say("cannot be read: {error}", error=str(error))))
            continue
        lacking = [column for column in columns if column not in (reader.fieldnames or ())]
        faults += [Fault(f"{data.name}/{file}", 1, column, say("this column is missing")) for column in lacking]
    if faults:
        raise DataError(faults)
    return tables
