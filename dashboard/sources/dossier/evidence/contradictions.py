"""Contradictions that the coders marked: a quote that says otherwise than an event, a claim or a statement."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.record import Passage
from dashboard.sources.dossier.evidence.quoted_sources import quote_view
from dashboard.sources.dossier.tables import TableRow, Tables


@dataclass(frozen=True)
class Contradiction:
    """A subject, the quote that says otherwise, and what that quote itself is evidence for.

    ``words`` are the words of the quote that say so, empty for the quote as a whole. ``others`` are the ids of what these
    words are evidence for: the other side of the contradiction. ``reading`` says on which reading two claims contradict each
    other ("if …", "as worded"), empty where a quote says otherwise. ``key`` is its name and that of no other.
    """

    key: str

    subject_id: str
    quote: Passage
    words: str
    others: tuple[str, ...]
    reading: str = ""

    @property
    def between(self) -> tuple[str, ...]:
        """Everything that it links: both ways."""
        return (self.subject_id, *self.others)


def contradictions(tables: Tables) -> tuple[Contradiction, ...]:
    """Every contradiction: those of evidence.csv, each subject and quote once, then each pair of claims once."""
    return (*_by_quotes(tables), *_between_claims(tables))


def _by_quotes(tables: Tables) -> tuple[Contradiction, ...]:
    found: dict[tuple[str, str], Contradiction] = {}
    for row in tables.rows("evidence"):
        key = row["subject_id"], row["quote_id"]
        if row["role"] != "contradicts" or key in found:
            continue
        others = [
            other["subject_id"]
            for other in tables.rows("evidence")
            if other["quote_id"] == row["quote_id"] and other["subject_id"] != key[0] and _carries(other, row)
        ]
        found[key] = Contradiction(
            "--".join(key),
            row["subject_id"],
            quote_view(tables, row["quote_id"], [row]),
            row["words"] or "",
            tuple(dict.fromkeys(others)),
        )
    return tuple(found.values())


def _carries(other: TableRow, row: TableRow) -> bool:
    """Whether a row of evidence gives something (no tie, no contradiction) by the words that contradict."""
    if not row["words"]:
        return bool(other["role"] == "supports")
    if not other["words"] or other["role"] in ("ties", "contradicts"):
        return False
    first, last = row["words_start"], row["words_start"] + len(row["words"])
    return bool(other["words_start"] < last and first < other["words_start"] + len(other["words"]))


def _between_claims(tables: Tables) -> tuple[Contradiction, ...]:
    """The pairs of contradictions.csv; the quote is the second claim's, with its figure marked."""
    return tuple(
        Contradiction(
            row["contradiction_id"],
            row["claim_a"],
            _with_figure(tables, row["claim_b"]),
            tables.row("claims", row["claim_b"])["n_text"],
            (row["claim_b"],),
            row["reading"],
        )
        for row in tables.rows("contradictions")
        if tables.records["claims"].keys() >= {row["claim_a"], row["claim_b"]}
    )


def _with_figure(tables: Tables, claim_id: str) -> Passage:
    rows = tables.evidence_of(claim_id)
    row = next((row for row in rows if row["role"] == "figure"), rows[0])
    return quote_view(tables, row["quote_id"], [row])
