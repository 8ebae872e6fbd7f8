"""What an earlier copy of a story was coded to → proposals for the new copy, sentence by sentence; then both as copies.

A form is made for each event, claim and statement of which the new copy says the same in some sentence, with the words
that stand there too. It waits for review like any other. When all is reviewed, the two are tied as copies of one story:
what the new copy does not have is noted as a difference, since copies of one wire are one source of knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.coding.article_copies import SentencePair
from dashboard.coding.coded_row import slug
from dashboard.coding.copies_differ import presence
from dashboard.model.quotes import TYPOGRAPHY, normalise
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.store import Change, DossierFile, FileChange
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.words.sentences import say

Form = Mapping[str, Any]
Words = list[int] | None


def carried_forms(
    tables: Tables, source: str, of: str, text: str, pairs: Sequence[SentencePair]
) -> list[tuple[str, Form]]:
    """Sort and form of each row of the copy ``of`` that a sentence of the new copy says too, in the order of the text.

    Args:
        tables: of the dossier.
        source: id of the new copy.
        of: id of the copy that is coded.
        text: of the new copy.
        pairs: its sentences beside those of the coded copy.
    """
    forms = []
    for table in SUBJECTS:
        for row in tables.rows(table):
            subject = str(row[str(tables.descriptor.resources[table].key)])
            found = _sentence_of(tables, subject, of, pairs)
            if found:
                carried = _Carried(tables, subject, of, source, text, found)
                forms.append((found.start, table.removesuffix("s"), carried.form(table, row)))
    return [(sort, form) for _, sort, form in sorted(forms, key=lambda one: one[0])]


def _sentence_of(tables: Tables, subject: str, of: str, pairs: Sequence[SentencePair]) -> SentencePair | None:
    """The sentence of the new copy beside the one that holds most of what the subject rests on in the coded copy."""
    shared: dict[SentencePair, int] = {}
    for row in tables.evidence_of(subject):
        quote = tables.records["quotes"].get(row["quote_id"])
        if quote is None or quote["source_id"] != of or row["role"] == "contradicts":
            continue
        for pair in pairs:
            both = min(quote["end"], pair.other_end) - max(quote["start"], pair.other_start)
            if both > 0:
                shared[pair] = shared.get(pair, 0) + both
    return max(shared, key=lambda pair: shared[pair]) if shared else None


class _Evidence(NamedTuple):
    """Words that carry a role; ``start`` is None where they stand in another article than the coded copy."""

    words: str
    start: int | None


def _places(words: str, text: str, start: int, end: int) -> list[int]:
    """Where words begin in ``text[start:end]``, other quotation marks and hyphens apart; never inside a longer word."""
    # Each sign is translated to one sign, so that offsets stay true.
    wanted, passage = words.translate(TYPOGRAPHY), text[start:end].translate(TYPOGRAPHY)
    return [start + match.start() for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", passage)]


class _Carried:
    """The form of one row for the new copy: the words of each role, where the new sentence has them too."""

    def __init__(self, tables: Tables, subject: str, of: str, source: str, text: str, pair: SentencePair) -> None:
        self.tables, self.subject, self.of, self.source = tables, subject, of, source
        self.text, self.pair = text, pair
        self.quotes = [[pair.start, pair.end]]

    def form(self, table: str, row: TableRow) -> Form:
        common = {"source": self.source, "quotes": self.quotes, "same_as": self.subject}
        return {**common, **{"events": self._event, "claims": self._claim, "statements": self._statement}[table](row)}

    def _event(self, row: TableRow) -> Form:
        place = self._words("place")
        return {
            "kind": row["kind"],
            "days": {
                "words": self._words("date"),
                "first": row["date_start"].isoformat(),
                "last": row["date_end"].isoformat(),
                "time_of_day": row["time_of_day"],
                "as_reported": row["date_basis"] == "as_reported",
            },
            "place": {"words": place, "id": row["place_id"]} if place and row["place_id"] else None,
            "attacker": self._actor("attacker", row["attacker"]),
            "target": self._actors("target", row["target"]),
            "claimants": self._actors("claimant", row["claimants"]),
        }

    def _claim(self, row: TableRow) -> Form:
        return {
            "metric": row["metric"],
            "figure": self._words("figure"),
            "side": row["side"] or "",
            "claimants": self._actors("claimant", row["claimant"]),
            "events": list(row["event_ids"]),
            "ties": [words for words in (self._words("ties"),) if words],
        }

    def _statement(self, row: TableRow) -> Form:
        return {
            "kind": row["kind"],
            "speaker": self._actor("claimant", row["speaker"]),
            "summary": row["summary"],
            "day": self._words("date"),
            "place": self._words("place"),
        }

    def _said(self, role: str) -> Iterable[_Evidence]:
        """The words that carry a role, with where they stand in the coded copy."""
        for row in self.tables.evidence_of(self.subject):
            quote = self.tables.records["quotes"].get(row["quote_id"])
            if row["role"] == role and row["words"] and quote:
                start = row["words_start"] if quote["source_id"] == self.of else None
                yield _Evidence(str(row["words"]), start)

    def _words(self, role: str) -> Words:
        return next((span for said in self._said(role) if (span := self._found(said))), None)

    def _found(self, said: _Evidence) -> Words:
        """Where these words stand in the new sentence; where they stand there more than once, those of the same number."""
        pair = self.pair
        here = _places(said.words, self.text, pair.start, pair.end)
        before = _places(said.words, self.tables.texts[self.of], pair.other_start, pair.other_end)
        if len(here) > 1 and len(here) == len(before) and said.start in before:
            here = [here[before.index(said.start)]]
        return [here[0], here[0] + len(said.words)] if len(here) == 1 else None

    def _actor(self, role: str, actor: str | None) -> Mapping[str, Any] | None:
        return next(iter(self._actors(role, [actor] if actor else [])), None)

    def _actors(self, role: str, actors: Sequence[str]) -> list[Mapping[str, Any]]:
        """The actors that the new sentence names with the same words; the outlet needs none."""
        found: list[Mapping[str, Any]] = []
        for actor in actors:
            row = self.tables.row("actors", actor)
            if row["side"] == "outlet":
                continue
            names = {normalise(str(name)) for name in (row["name"], *row["aliases"])}
            words = next((self._found(said) for said in self._said(role) if normalise(said.words) in names), None)
            if words:
                found.append({"words": words, "id": actor})
        return found


def tie_as_copies(file: DossierFile, source: str, of: str) -> list[Change | FileChange]:
    """The changes that make two articles copies of one story; what only one of them has is noted as a difference."""
    tables = file.tables()
    wire = str(tables.row("sources", of)["wire"] or f"story-{slug(of.removeprefix('src-'))}")
    changes: list[Change | FileChange] = []
    for one in (source, of):
        stood = file.row("sources", one)
        if stood and stood.cells["wire"] != wire:
            changes.append(Change("sources", one, {**stood.cells, "wire": wire}))
    taken = {*tables.records["discrepancies"]}
    for subject, quote in _of_one_alone(tables, source, of):
        has = str(tables.row("quotes", quote)["source_id"])
        lacks = of if has == source else source
        summary = say(
            "{has} reports it, {lacks} does not.", has=source_name(tables, has), lacks=source_name(tables, lacks)
        )
        changes.append(presence(subject, quote, summary, taken))
    return changes


def _of_one_alone(tables: Tables, source: str, of: str) -> list[tuple[str, str]]:
    """The events, claims and statements that one of the two copies has and the other has not, each with a quote."""
    noted = {
        subject for row in tables.rows("discrepancies") if row["field"] == "presence" for subject in row["subject_ids"]
    }
    found = []
    for table in SUBJECTS:
        for subject in tables.records[table]:
            quotes = {
                str(tables.row("quotes", row["quote_id"])["source_id"]): str(row["quote_id"])
                for row in tables.evidence_of(str(subject))
                if row["role"] == "supports"
            }
            here = [one for one in (source, of) if one in quotes]
            if len(here) == 1 and subject not in noted:
                found.append((str(subject), quotes[here[0]]))
    return found
