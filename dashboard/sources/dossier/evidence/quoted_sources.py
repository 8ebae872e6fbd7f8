"""Quotes and sources as a reader sees them: the words of each role marked, each copy by its name and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.model.days import in_words
from dashboard.model.quotes import segments
from dashboard.model.record import Passage
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say, say_list


def source_label(tables: Tables, source_id: str) -> str:
    """A copy as a reader knows it, and the day of its last update: "Copy A, 27 Feb 2026", "Copy B, 28 Feb 2026 or later"."""
    return say("{copy}, {day}", copy=source_name(tables, source_id), day=updated(tables, source_id)[4:])


def updated(tables: Tables, source_id: str) -> str:
    """The day of a copy's last update: "Fri 27 Feb 2026", or "Sat 28 Feb 2026 or later" where it is the earliest one."""
    source = tables.row("sources", source_id)
    return or_later(in_words(source["updated_on"]), [source])


def or_later(days: str, sources: Iterable[TableRow]) -> str:
    """Days that end with the latest update of these sources, with "or later" where that is a lower bound."""
    rows = list(sources)
    last = max(source["updated_on"] for source in rows)
    bound = any(source["updated_on"] == last and source.get("updated_bound") == "or_later" for source in rows)
    return say("{days} or later", days=days) if bound else days


def source_name(tables: Tables, source_id: str) -> str:
    """A copy as a reader knows it: publisher and title where the file gives them, else "Copy A"."""
    source = tables.row("sources", source_id)
    letter = _letter(tables.copy_numbers[source_id])
    return ", ".join(part for part in (source["publisher"], source["title"]) if part) or say(
        "Copy {letter}", letter=letter
    )


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …: the copy by its place among all sources, counted from 0."""
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


# Which quote comes first: the one that names place, attacker, speaker and day together.
WEIGHTS = {"place": 4, "figure": 4, "attacker": 3, "claimant": 2, "date": 2, "target": 1}


def quotes_of(tables: Tables, subject_id: str) -> tuple[Passage, ...]:
    """The quotes of a subject, those that carry most roles first, with the words of each role marked."""
    groups: dict[str, list[TableRow]] = {}
    for row in tables.evidence_of(subject_id):
        groups.setdefault(row["quote_id"], []).append(row)
    views = [quote_view(tables, quote_id, group) for quote_id, group in groups.items()]
    return tuple(sorted(views, key=lambda view: -sum(WEIGHTS.get(role, 0) for role in view.roles)))


def quote_view(tables: Tables, quote_id: str, evidence: Sequence[TableRow] = ()) -> Passage:
    """One quote, with the words marked that ``evidence`` (rows of evidence.csv for it) names."""
    quote = tables.row("quotes", quote_id)
    roles = {row["role"] for row in evidence}
    marks = [
        (row["words_start"] - quote["start"], row["words_start"] - quote["start"] + len(row["words"]), row["role"])
        for row in evidence
        if row["words"]
    ]
    return Passage(
        quote_id,
        source_label(tables, quote["source_id"]),
        tuple(segments(quote["quote"], marks)),
        "contradicts" in roles and "supports" not in roles,
    )


def actor_names(tables: Tables, actor_ids: Iterable[str]) -> str:
    """Names joined for reading: "A", "A and B", "A, B and C"."""
    return joined(str(tables.row("actors", actor)["name"]) for actor in actor_ids)


def joined(parts: Iterable[str]) -> str:
    """Parts of a sentence joined for reading: "A", "A and B", "A, B and C"."""
    return say_list(list(parts))
