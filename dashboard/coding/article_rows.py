"""A brought text and what a person confirmed of it → its row among the sources, and its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dashboard.coding.brought_text import BroughtText
from dashboard.coding.coded_row import new_id, slug
from dashboard.errors import FormFault, FormRefused
from dashboard.sources.dossier.store import Change, FileChange
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

FOLDER = "articles"
ENTERED = "entered"


@dataclass(frozen=True)
class ArticleFacts:
    """Where a text comes from, as a person confirmed it. ``extraction`` names the program that took it out of its file."""

    title: str
    publisher: str
    published: date | None
    updated: date | None
    agency: str = ""
    address: str = ""
    archived: str = ""
    extraction: str = ""


def article_changes(brought: BroughtText, facts: ArticleFacts, tables: Tables) -> tuple[str, list[Change | FileChange]]:
    """The id of the new source, and the changes that add it: its text as a file, and its row.

    Raises:
        FormRefused: no day is given, from which weekdays could be read back; or the text is in the dossier already.
    """
    day = facts.updated or facts.published
    if day is None:
        message = say("Give the day on which it was published: “Thursday” is read back from it.")
        raise FormRefused([FormFault("published", message)])
    if facts.updated and facts.published and facts.updated < facts.published:
        raise FormRefused([FormFault("updated", say("It was updated before it was published. Check both days."))])
    digest = brought.text_sha256
    known = next((row for row in tables.rows("sources") if row["sha256"] == digest), None)
    if known:
        message = say("This text is in the dossier already, as {source}.", source=known["title"] or known["source_id"])
        raise FormRefused([FormFault("text", message)])
    stem = slug(facts.publisher or facts.agency or "article", 20)
    source = new_id(f"src-{stem}-{day.isoformat()}", tables.records["sources"])
    path = f"{FOLDER}/{source.removeprefix('src-')}.txt"
    basis = _basis(brought, facts)
    cells = {
        "source_id": source,
        "file": path,
        "sha256": digest,
        "publisher": facts.publisher,
        "title": facts.title,
        "published_on": facts.published.isoformat() if facts.published else "",
        "published_basis": basis if facts.published else "",
        "updated_on": day.isoformat(),
        "updated_bound": ENTERED,
        "updated_basis": basis,
        # Of its own until it is tied to a copy: two reports of one agency may have one title.
        "wire": f"{slug(facts.agency, 30)}-{digest[:12]}" if facts.agency else "",
        "url": facts.address if facts.address.startswith(("http://", "https://")) else "",
        "licence_note": say("Text of the publisher, under no licence of this dossier; quoted with attribution."),
    }
    return source, [FileChange(path, brought.text.encode()), *_original(brought, path), Change("sources", "", cells)]


def _basis(brought: BroughtText, facts: ArticleFacts) -> str:
    """How the days are known, and what was done to the text, in sentences."""
    parts = [say("Entered by who brought the text.")]
    if facts.extraction:
        digest = hashlib.sha256(brought.content).hexdigest()
        parts.append(
            say(
                "The text was taken from {name} (SHA-256 {digest}) by {program}.",
                name=brought.name,
                digest=digest,
                program=facts.extraction,
            )
        )
    if facts.archived:
        parts.append(say("Archived copy: {archived}.", archived=facts.archived))
    return " ".join(parts)


def _original(brought: BroughtText, path: str) -> list[FileChange]:
    """The file that the text was taken from, byte for byte, beside the text."""
    if brought.is_byte_for_byte:
        return []
    return [FileChange(f"{path.removesuffix('.txt')}.original.{brought.kind}", brought.content)]
