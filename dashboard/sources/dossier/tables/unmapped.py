"""Mentions of places that were read and left off the map: each is the source's own words, and none is on the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dashboard.sources.dossier.tables.proof import Proof
from dashboard.words.sentences import say

# Whose places are drawn: a statement's place is not.
DRAWN = ("events", "places")


def check_unmapped(proof: Proof) -> None:
    """Add a fault to every mention that is not the text at its offset, or that gives the place of an event after all."""
    sheet = proof.sheets["unmapped"]
    drawn = _drawn(proof)
    for row in sheet.rows:
        source, start, words = (row.values[name] for name in ("source_id", "start", "words"))
        text = proof.texts.get(source)
        if start is None or words is None or text is None:
            continue
        if text[start : start + len(words)] != words:
            sheet.fault(
                row,
                "words",
                say(
                    "are not the text at {start} of {source}, character for character",
                    start=str(start),
                    source=str(source),
                ),
            )
        for first, length, subject in drawn.get(source, ()):
            if first < start + len(words) and start < first + length:
                sheet.fault(
                    row,
                    "words",
                    say("give the place of {subject} in evidence.csv; what is mapped is not left out", subject=subject),
                )
                break


def _drawn(proof: Proof) -> Mapping[str, list[tuple[int, int, str]]]:
    """By source: where the words begin that give a place on the map, how long they are, and whose place it is."""
    drawn: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in proof.sheets["evidence"].rows:
        words, start, subject = (row.values[name] for name in ("words", "words_start", "subject_id"))
        source = proof.source_of(row.values["quote_id"])
        if row.values["role"] != "place" or not words or start is None or source is None:
            continue
        if any(proof.row(table, subject) for table in DRAWN):
            drawn[source].append((start, len(words), subject))
    return drawn
