"""A dossier on an invented dispute with one report that was written for these tests, and forms as the page sends them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.coding import desk_work
from dashboard.coding.article_rows import ArticleFacts, article_changes
from dashboard.coding.brought_text import bring_pasted
from dashboard.sources.dossier.store import DossierFile, NewParty

REPORT = """Drones strike Menaka as a front shells towns

GAO, Mali, Nov 27, 2026 (Desert Wire) - Drones struck the town of Menaka on Thursday night, killing at least nine people, a local official said on Friday.

Fighters of the Dune Front shelled Ansongo on Friday morning and Timbuktu overnight, the army said. The army said that it had lost three soldiers in Ansongo.

The Dune Front said that its fighters had shelled Ansongo, and that they had lost nobody.

Troops clashed with the front along the border between Mali and Niger on Wednesday, a local official said. In the province of Mopti, planes bombed a camp on Tuesday.

The front said it was ready to talk.
"""
SOURCE = "src-desert-wire-2026-11-27"
DAY = date(2026, 11, 27)


def made(folder: Path, report: str = REPORT, name: str = "mali.dossier") -> DossierFile:
    """A dossier of two parties with the report, stored."""
    parties = [NewParty("Mali", country="ML", kind="state"), NewParty("Dune Front", kind="armed_group")]
    file = DossierFile.create(folder / name, "Mali: an invented dispute", parties, ["en"], "tester")
    bring(file, report, "Desert Wire", "Drones strike Menaka")
    return file


def bring(file: DossierFile, report: str, publisher: str, title: str, agency: str = "") -> str:
    """Store another report; its source's id."""
    facts = ArticleFacts(title, publisher, DAY, None, agency)
    source, changes = article_changes(bring_pasted(report), facts, file.tables())
    assert file.accept(changes, "tester", "a report") is not None
    return source


def at(words: str, text: str = REPORT, nth: int = 0) -> list[int]:
    """Where these words stand, as the page sends it."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def sentence(words: str, text: str = REPORT) -> list[list[int]]:
    """The sentence that holds these words, as the quotes of a form."""
    start = text.index(words)
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start) + 1) + 1
    ends = [end for end in (text.find(". ", start), text.find(".\n", start)) if end >= 0]
    return [[begin, min(ends) + 1]]


def event(**fields: Any) -> dict[str, Any]:
    """The form of the drones that struck Menaka, with other fields in place of these."""
    form: dict[str, Any] = {
        "source": SOURCE,
        "quotes": sentence("Drones struck"),
        "kind": "drone_attack",
        "days": {"words": at("Thursday night"), "first": "2026-11-26", "last": "2026-11-26", "time_of_day": "night"},
        "place": {"words": at("Menaka", nth=1), "id": "ml-city-2453514"},
        "claimants": [official()],
    }
    return {**form, **fields}


def official(nth: int = 0) -> Mapping[str, Any]:
    """Who is named as a local official."""
    return {"words": at("a local official", nth=nth), "name": "Local official", "side": "third_party"}


def army(nth: int = 0) -> Mapping[str, Any]:
    """Who is named as the army, of the party Mali."""
    return {"words": at("the army", nth=nth), "name": "Army of Mali", "side": "mali"}


def front(words: str = "Dune Front", nth: int = 0) -> Mapping[str, Any]:
    """Who is named as the front."""
    return {"words": at(words, nth=nth), "name": "Dune Front", "side": "dune_front"}


def ansongo(**fields: Any) -> dict[str, Any]:
    """The form of the shelling of Ansongo, as the army tells it."""
    form = {
        "source": SOURCE,
        "quotes": sentence("shelled Ansongo"),
        "kind": "shelling",
        "days": {"words": at("Friday morning"), "first": "2026-11-27", "last": "2026-11-27", "time_of_day": "day"},
        "place": {"words": at("Ansongo"), "id": "ml-city-2461003"},
        "attacker": front(),
        "claimants": [army()],
    }
    return {**form, **fields}


def accepted(
    file: DossierFile, sort: str, form: Mapping[str, Any], why: str = "", *, changes_something: bool = True
) -> str:
    """Keep a form that has no fault, accept it, and give the id of what it coded."""
    assert desk_work.faults_in(file, sort, form) == ()
    desk_work.keep(file, sort, form, "coder")
    subject = desk_work.preview(file, sort, form).subject
    step = desk_work.accept(file, desk_work.waiting(file)[-1], "reviewer", why)
    assert (step is not None) == changes_something
    assert file.tables().faults == ()
    return subject


def two_acts_accepted(folder: Path) -> DossierFile:
    """The dossier with both acts, the drones in Menaka and the shelling of Ansongo."""
    file = made(folder)
    for form in (event(), ansongo()):
        accepted(file, "event", form)
    return file


def faults(file: DossierFile, sort: str, form: Mapping[str, Any]) -> dict[str, str]:
    """What the gate says at each field of a form."""
    messages: dict[str, str] = {}
    for fault in desk_work.faults_in(file, sort, form):
        messages[fault.field] = f"{messages.get(fault.field, '')} {fault.message}".strip()
    return messages


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
