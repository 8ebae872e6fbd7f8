"""What a dossier's datapackage.json declares, as objects.

The descriptor is a Frictionless Data Package (2.0). Columns, types, allowed values, labels and keys stand there
and nowhere else; the loader, the data dictionary, the screens and the tests read them from here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dashboard.errors import DataError, Fault
from dashboard.sources.dossier.tables.contents import Contents, FolderContents
from dashboard.sources.dossier.tables.folders import NAME
from dashboard.words.sentences import say

#: The property that lists the articles which are not in this copy.
WITHHELD = "x-withheld-articles"
TABLES = (
    "sources",
    "quotes",
    "parties",
    "actors",
    "events",
    "claims",
    "statements",
    "evidence",
    "discrepancies",
    "contradictions",
    "unmapped",
    "places",
)


@dataclass(frozen=True)
class Field:
    """One column: its type, constraints and categories (value → category, in the declared order).

    ``lexicon``: the proposer's word lists may give a category its word, beside the words that are declared.
    """

    name: str
    type: str
    description: str
    required: bool
    constraints: Mapping[str, Any]
    categories: Mapping[Any, Mapping[str, Any]]
    references: tuple[str, ...]
    role: str | None
    lexicon: bool = False
    delimiter: str = ";"

    def label(self, value: Any) -> str:
        """The reader's word for a value; the value itself where none is declared."""
        category = self.categories.get(value)
        return str(category["label"]) if category else str(value)


@dataclass(frozen=True)
class Resource:
    """One table: its file, its columns in order and its keys. ``description`` says what one row is."""

    name: str
    title: str
    path: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    raw: Mapping[str, Any]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def key(self) -> str | None:
        """The id column, None for a table without one."""
        return self.primary_key[0] if len(self.primary_key) == 1 else None


@dataclass(frozen=True)
class Descriptor:
    """The whole package: the tables that the gate reads, by name, in the declared order, and the files of shapes."""

    title: str
    description: str
    resources: Mapping[str, Resource]
    shape_files: tuple[str, ...]
    unique_across: tuple[str, ...]
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Descriptor:
        """Read ``folder/datapackage.json``. Raises DataError if it is missing, broken or incomplete."""
        return cls.of(FolderContents(folder))

    @classmethod
    def of(cls, contents: Contents) -> Descriptor:
        """Read the descriptor of a dossier. Raises DataError if it is missing, broken or incomplete."""
        try:
            content = contents.read(NAME)
        except OSError as error:
            message = say("cannot be read ({strerror})", strerror=str(error.strerror))
            raise DataError([Fault(f"{contents.name}/{NAME}", 0, "", message)]) from error
        return cls.parse(content, f"{contents.name}/{NAME}")

    @classmethod
    def parse(cls, content: bytes, file: str) -> Descriptor:
        """Read the bytes of a descriptor; ``file`` is what a fault calls it. Raises DataError if they are none."""
        try:
            raw = json.loads(content.decode("utf-8"))
            resources = [_resource(entry) for entry in raw["resources"] if entry.get("type") == "table"]
            read = {r.name: r for r in resources if not r.raw.get("x-apart")}
            if lacking := [name for name in TABLES if name not in read]:
                raise ValueError(say("it lacks {lacking}", lacking=", ".join(lacking)))
            _check_properties(raw)
            shapes = tuple(str(entry["path"]) for entry in raw["resources"] if entry.get("format") == "geojson")
            return cls(raw["title"], raw["description"], read, shapes, tuple(raw.get("x-unique-across", ())), raw)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DataError(
                [Fault(file, 0, "", say("is not a valid data package: {error}", error=str(error)))]
            ) from error

    @property
    def headline(self) -> str:
        """The title of the page; that of the package where none is given."""
        return str(self.raw.get("x-headline") or self.title)

    @property
    def name(self) -> str:
        """What the dossier is called among other data; its title where nothing shorter is given."""
        return str(self.raw.get("x-name") or self.title)

    @property
    def time_zones(self) -> Mapping[str, str]:
        """Names of time zones (IANA) by the code of a country (ISO 3166-1) or province (ISO 3166-2), or by place_id."""
        zones: Mapping[str, str] = self.raw.get("x-time-zones", {})
        return zones

    @property
    def metonyms(self) -> tuple[str, ...]:
        """Names of towns that stand for a government in these articles: examples of what is not on the map."""
        return tuple(self.raw.get("x-metonyms", ()))

    @property
    def withheld_articles(self) -> frozenset[str]:
        """Paths of articles that are not in this copy: its quotes were proved by whoever made it."""
        return frozenset(self.raw.get(WITHHELD, ()))

    def field(self, column: str) -> Field:
        """The column named ``table.column``."""
        table, name = column.split(".")
        return self.resources[table].by_name[name]

    def label(self, column: str, value: Any) -> str:
        """The reader's word for a value of ``table.column`` that is declared here; a party's name stands in its table."""
        return self.field(column).label(value)


def _check_properties(raw: Mapping[str, Any]) -> None:
    """Raise ValueError for an ``x-`` property of another type than this program expects."""
    for name in ("title", "description", "x-headline", "x-name"):
        if not isinstance(raw.get(name, ""), str):
            raise ValueError(say("{name} is no text", name=name))
    zones, metonyms = raw.get("x-time-zones", {}), raw.get("x-metonyms", [])
    if not isinstance(zones, dict) or not all(isinstance(zone, str) for zone in zones.values()):
        raise ValueError(say("x-time-zones is no object of names of time zones"))
    if not isinstance(metonyms, list) or not all(isinstance(name, str) for name in metonyms):
        raise ValueError(say("x-metonyms is no list of names"))
    withheld = raw.get(WITHHELD, [])
    if not isinstance(withheld, list) or not all(isinstance(path, str) for path in withheld):
        raise ValueError(say("{WITHHELD} is no list of paths", WITHHELD=WITHHELD))


def _resource(entry: Mapping[str, Any]) -> Resource:
    schema = entry["schema"]
    foreign = {
        key["fields"][0]: f"{key['reference']['resource']}.{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", ())
    }
    return Resource(
        name=entry["name"],
        title=entry["title"],
        path=entry["path"],
        description=entry["description"],
        fields=tuple(_field(field, foreign) for field in schema["fields"]),
        primary_key=tuple(schema.get("primaryKey", ())),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
        raw=entry,
    )


def _field(field: Mapping[str, Any], foreign: Mapping[str, str]) -> Field:
    constraints = dict(field.get("constraints", {}))
    references = (foreign[field["name"]],) if field["name"] in foreign else tuple(field.get("x-references", ()))
    return Field(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        required=bool(constraints.pop("required", False)),
        constraints=constraints,
        categories={category["value"]: category for category in field.get("categories", ())},
        references=references,
        role=field.get("x-role"),
        lexicon=bool(field.get("x-lexicon")),
        delimiter=field.get("delimiter", ";"),
    )
