"""Two desks that code apart: copies of one dossier, each with reports and acts of its own. All texts were written for tests."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from desk_dossier import at, bring, event, made, sentence

from dashboard.sources.dossier.store import DossierFile

DRONES = "A report\n\nA drone hit the depot in Menaka on Thursday night, a local official said.\n"
RAID = "A report\n\nGunmen raided the market of Menaka on Thursday, a local official said.\n"


def two(folder: Path) -> tuple[DossierFile, DossierFile]:
    """One dossier and a copy of it, as a second desk has it."""
    first = made(folder)
    shutil.copyfile(first.path, folder / "second.dossier")
    return first, DossierFile.open(folder / "second.dossier")


def report(file: DossierFile, text: str, title: str = "A report") -> str:
    """Bring a report of the same publisher and the same day as every other one; its source's id."""
    return bring(file, text, "Sahel Post", title)


def act(text: str, source: str, kind: str, **fields: Any) -> dict[str, Any]:
    """The form of the act in Menaka that one of these reports tells."""
    night = "Thursday night" in text
    days = "Thursday night" if night else "Thursday"
    form = {
        "source": source,
        "quotes": sentence("Menaka", text),
        "kind": kind,
        "days": {
            "words": at(days, text),
            "first": "2026-11-26",
            "last": "2026-11-26",
            "time_of_day": "night" if night else "unknown",
        },
        "place": {"words": at("Menaka", text), "id": "ml-city-2453514"},
        "claimants": [{"words": at("a local official", text), "name": "Local official", "side": "third_party"}],
    }
    return event(**{**form, **fields})
