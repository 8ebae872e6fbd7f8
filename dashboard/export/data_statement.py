"""What every file says of itself: the hash of the data, how much of it is there, whose the words are. No time."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dashboard.sources.dossier.tables import Contents, Tables
from dashboard.sources.dossier.tables.data_hash import data_hash
from dashboard.words.sentences import deferred, say

CAUTION = deferred(
    "Figures are claims by those named beside them. They are never added up. "
    "A joint figure belongs to all of its events together, not to each of them."
)


@dataclass(frozen=True)
class Provenance:
    """The sentences and values that stand in every export. All of it is plain text."""

    title: str
    data_sha256: str
    scope: str
    licence: str
    quotes: str
    attribution: str
    caution: str = CAUTION

    def as_dict(self) -> dict[str, str]:
        """By name, for formats that hold names and values; what is empty is left out."""
        return {name: value for name, value in self.__dict__.items() if value}

    @property
    def sentence(self) -> str:
        """All of it but the hash, in one line."""
        return " ".join(
            part for part in (self.scope, self.licence, self.quotes, self.attribution, self.caution) if part
        )


def provenance(tables: Tables, exported: int) -> Provenance:
    """The provenance of an export of ``exported`` events."""
    raw, total = tables.descriptor.raw, len(tables.records["events"])
    licences = "; ".join(str(licence.get("title") or licence.get("name")) for licence in raw.get("licenses", ()))
    return Provenance(
        title=tables.descriptor.title,
        data_sha256=data_hash(tables),
        scope=_scope(exported, total, withheld=tables.withheld.get("events", 0)),
        licence=say("Coded tables: {licences}.", licences=licences) if licences else "",
        quotes=" ".join(
            dict.fromkeys(
                say("Quotes: {licence}", licence=_sentence(row["licence_note"])) for row in tables.rows("sources")
            )
        ),
        attribution=attribution(tables.contents),
    )


def _scope(exported: int, total: int, *, withheld: int) -> str:
    """How many events of how many, and how many of all had a fault."""
    scope = (
        say("All {total} events.", total=total)
        if exported == total
        else say("A selection: {exported} of {total} events.", exported=exported, total=total)
    )
    if not withheld:
        return scope
    left_out = say("Left out of all, because of a fault in the data: {withheld}.", withheld=withheld)
    return f"{scope} {left_out}"


def attribution(contents: Contents) -> str:
    """Whose the places and shapes are, as ``geodata.manifest.json`` says; empty where the dossier has none."""
    try:
        found = json.loads(contents.read("geodata.manifest.json").decode("utf-8"))["attribution"]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return found if isinstance(found, str) else ""


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
