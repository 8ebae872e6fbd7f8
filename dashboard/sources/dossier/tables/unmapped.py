"""Mentions of places that were read and left off the map: each is the source's own words, and none is on the map."""

from __future__ import annotations

from dashboard.sources.dossier.tables.proof import Proof

# Whose places are drawn: a statement's place is not.
DRAWN = ("events", "places")


def check_unmapped(proof: Proof) -> None:
    """Add a fault to every mention that is not the text at its offset, or that gives the place of an event after all."""
    sheet = proof.sheets["unmapped"]
    drawn = [
        (proof.source_of(row.values["quote_id"]), row.values["words_start"], len(row.values["words"]), subject)
        for row in proof.sheets["evidence"].rows
        if row.values["role"] == "place" and row.values["words"] and row.values["words_start"] is not None
        for subject in [row.values["subject_id"]]
        if any(proof.row(table, subject) for table in DRAWN)
    ]
    for row in sheet.rows:
        source, start, words = (row.values[name] for name in ("source_id", "start", "words"))
        text = proof.texts.get(source)
        if start is None or words is None or text is None:
            continue
        if text[start : start + len(words)] != words:
            sheet.fault(row, "words", f"are not the text at {start} of {source}, character for character")
        for where, first, length, subject in drawn:
            if where == source and first < start + len(words) and start < first + length:
                sheet.fault(
                    row, "words", f"give the place of {subject} in evidence.csv; what is mapped is not left out"
                )
                break
