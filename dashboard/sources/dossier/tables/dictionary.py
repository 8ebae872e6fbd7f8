"""The data dictionary, written from the descriptor: ``python -m dashboard.sources.dossier.tables.dictionary > data/README.md``.

A folder behind the command names another dossier.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.folders import SHIPPED
from dashboard.words.sentences import say


def dictionary(descriptor: Descriptor) -> str:
    """All data files as Markdown: what one row is, where it comes from, its licence, its columns."""
    return "\n".join(_lines(descriptor)).rstrip() + "\n"


def _lines(descriptor: Descriptor) -> Iterator[str]:
    yield say("# The data, file by file")
    yield ""
    yield say(
        "Written from `datapackage.json` by `python -m dashboard.sources.dossier.tables.dictionary > data/README.md`; change that file, not this."
    )
    yield ""
    yield descriptor.description
    yield from _of_itself(descriptor)
    yield from _rules(descriptor.raw.get("x-rules", ()))
    for entry in descriptor.raw["resources"]:
        yield from _sheet(entry)


def _of_itself(descriptor: Descriptor) -> Iterator[str]:
    """What the page takes from the dossier and from no code: its titles, its clocks, its words for governments."""
    yield from (
        "",
        say("## What the dossier says of itself"),
        "",
        say("| property | here | what it does |"),
        "|---|---|---|",
    )
    zones = ", ".join(f"{key}: {zone}" for key, zone in descriptor.time_zones.items())
    yield say("| `x-headline` | {headline} | The title of the page. |", headline=descriptor.headline)
    yield say(
        "| `x-name` | {descriptor_name} | What the dossier is called among other data. |",
        descriptor_name=descriptor.name,
    )
    yield say(
        "| `x-time-zones` | {zones} | The clock by which sunset and sunrise are told, by country, province or place; where none is given, that of the world's towns. |",
        zones=zones,
    )
    yield say(
        "| `x-metonyms` | {metonyms} | Towns whose names stand for a government in these articles. |",
        metonyms=", ".join(descriptor.metonyms),
    )


def _rules(sections: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """How a person reads an article into rows: the written rules, by what they are about."""
    if sections:
        yield from ("", say("## How the articles were coded"))
    for section in sections:
        yield from ("", f"**{section['title']}**", "")
        yield from (f"- {rule}" for rule in section["rules"])


def _sheet(entry: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"## {entry['path']}: {entry['title']}"
    yield ""
    yield entry["description"]
    yield ""
    yield f"{say('Source: {named}.', named='; '.join(_named(source) for source in entry['sources']))} "
    yield say("Licence: {named}.", named="; ".join(_named(licence) for licence in entry["licenses"]))
    if "schema" not in entry:
        return
    yield ""
    yield say("| column | type | what it holds |")
    yield "|---|---|---|"
    for field in entry["schema"]["fields"]:
        yield f"| {field['name']} | {_type(field)} | {_content(field)} |"


def _named(thing: Mapping[str, str]) -> str:
    return f"[{thing['title']}]({thing['path']})" if "path" in thing else thing["title"]


def _type(field: Mapping[str, Any]) -> str:
    kind = (
        say("list, joined by `{delimiter}`", delimiter=field["delimiter"]) if field["type"] == "list" else field["type"]
    )
    return say("{kind}, required", kind=kind) if field.get("constraints", {}).get("required") else str(kind)


def _content(field: Mapping[str, Any]) -> str:
    values = ", ".join(f"`{category['value']}` {category['label']}" for category in field.get("categories", ()))
    return (f"{field['description']} {values}" if values else str(field["description"])).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(dictionary(Descriptor.read(Path(sys.argv[1]) if sys.argv[1:] else SHIPPED)))
