"""The descriptor and the empty tables of a new dossier: the columns of the shipped one, and nothing of its war."""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.errors import DossierError
from dashboard.sources.dossier.store.changes import Cells
from dashboard.sources.dossier.store.rendering import csv_of
from dashboard.sources.dossier.tables.descriptor import TABLES, Descriptor
from dashboard.sources.dossier.tables.folders import ARTICLES, NAME, SHIPPED
from dashboard.sources.dossier.tables.shape_files import BORDERS, PROVINCES

#: Areas and lines that a person draws where no gazetteer knows them.
DRAWN = "drawn.geojson"
_EMPTY_SHAPES = b'{"type": "FeatureCollection", "features": []}\n'
_SHAPES = {
    "admin1": (PROVINCES, "Provinces", "One feature is one first-order unit; its id is the ISO 3166-2 code."),
    "border": (BORDERS, "Borders", "One feature is one line between countries."),
    "drawn": (DRAWN, "Drawn by hand", "One feature is one line or area that no gazetteer knows."),
}
# Words of which a quote has one where it counts this, as parts of words.
METRIC_WORDS: Mapping[str, tuple[str, ...]] = {
    "killed": ("kill", "dead", "death", "died", "dies", "slain", "lost", "bodies", "fatal", "murder", "execut", "lives", "massacr"),
    "wounded": ("wound", "injur", "hurt", "maim", "hospital", "treat"),
    "casualties": ("casualt", "victim", "losses"),
    "detained": ("detain", "arrest", "captur", "custody", "prison", "holding centre", "held", "rounded up", "seized"),
    "damage": ("damage", "destroy", "brought down", "shot down", "down", "hit", "blaze", "burn", "intercept", "raz", "flatten", "wreck"),
}  # fmt: skip
# What the shipped descriptor says in words of its own war or of its own folders.
_DESCRIPTIONS = {
    ("sources", "file"): "Path of the article's text, from this folder.",
    ("places", "place_id"): "Key of the place: a slug of country, level and name.",
    ("places", "aliases"): "Other names and spellings.",
    ("places", "geometry"): "The shape: file.geojson#feature id, in this folder.",
}


@dataclass(frozen=True)
class NewParty:
    """A side of the conflict as somebody names it: ``country`` is ISO 3166-1 alpha-2, ``kind`` as parties.csv has it."""

    name: str
    short_name: str = ""
    country: str = ""
    kind: str = "other"


def new_dossier(title: str, parties: Sequence[NewParty], languages: Sequence[str]) -> dict[str, bytes]:
    """The files of a dossier that holds its parties and nothing else, by their paths.

    Args:
        title: what the dossier is called, on the page and beside others.
        parties: in the order of their colours, six at most.
        languages: of its articles, as BCP 47 tags ("en", "ps").

    Raises:
        DossierError: there is no title, or a party has no name.
    """
    if not title.strip():
        raise DossierError("a dossier needs a title; say what it is about")
    if any(not party.name.strip() for party in parties):
        raise DossierError("a party has no name; name it or leave it out")
    raw = _descriptor(title.strip(), languages)
    content = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    descriptor = Descriptor.parse(content, NAME)
    files = {NAME: content, **{path: _EMPTY_SHAPES for path, *_ in _SHAPES.values()}}
    for table, resource in descriptor.resources.items():
        files[resource.path] = csv_of(resource, _party_rows(parties) if table == "parties" else ())
    return files


def _words_of(metric: str, languages: Sequence[str]) -> list[str]:
    """For each thing counted, words of which its quote has to contain one. They bind dossiers in English only."""
    spoken = {language.partition("-")[0].lower() for language in languages} or {"en"}
    return list(METRIC_WORDS.get(metric, ())) if spoken == {"en"} else []


def _descriptor(title: str, languages: Sequence[str]) -> dict[str, Any]:
    shipped = Descriptor.read(SHIPPED).raw
    return {
        "$schema": shipped["$schema"],
        "name": slug(title, "-") or "dossier",
        "title": title,
        "description": f"{title}: what articles report, each row tied to the exact words it rests on. Empty means not reported.",
        "version": "1.0.0",
        "x-headline": title,
        "x-name": title,
        "x-languages": list(languages),
        "x-time-zones": {},
        "x-metonyms": [],
        "x-unique-across": shipped["x-unique-across"],
        "licenses": [],
        "resources": [
            *(_table(entry, languages) for entry in _tables(shipped)),
            *(_shapes(name, *said) for name, said in _SHAPES.items()),
        ],
    }


def _tables(shipped: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [entry for entry in shipped["resources"] if entry["name"] in TABLES]


def _table(entry: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    table = copy.deepcopy(dict(entry))
    table["sources"] = [{"title": f"Articles in {ARTICLES}/, coded by hand"}]
    table["licenses"] = []
    if table["name"] == "places":
        table["description"] = "One row is one place that an event names."
    for field in table["schema"]["fields"]:
        field["description"] = _DESCRIPTIONS.get((table["name"], field["name"]), field["description"])
        if (table["name"], field["name"]) == ("events", "kind"):
            field["x-lexicon"] = True
        for category in field.get("categories", ()):
            words = category.pop("x-words", [])
            if field["name"] == "metric":
                words = _words_of(category["value"], languages)
            if words:
                category["x-words"] = words
        if (table["name"], field["name"]) == ("sources", "file"):
            field["constraints"]["pattern"] = rf"{ARTICLES}/[\w.-]+\.txt"
    return table


def _shapes(name: str, path: str, title: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": path,
        "format": "geojson",
        "mediatype": "application/geo+json",
        "description": description,
        "sources": [],
        "licenses": [],
    }


def _party_rows(parties: Sequence[NewParty]) -> list[Cells]:
    rows: list[Cells] = []
    for slot, party in enumerate(parties, 1):
        identifier = slug(party.name, "_") or f"party_{slot}"
        if any(row["party_id"] == identifier for row in rows):
            identifier = f"{identifier}_{slot}"
        rows.append(
            {
                "party_id": identifier,
                "name": party.name.strip(),
                "short_name": party.short_name.strip() or party.name.strip(),
                "colour_slot": str(slot),
                "country": party.country.strip().upper(),
                "kind": party.kind,
            }
        )
    return rows


def slug(text: str, joint: str) -> str:
    """Text as part of an id: a–z, 0–9 and the joint; empty where none of its letters are Latin."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", joint, plain).strip(joint)
