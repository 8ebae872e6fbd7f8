"""Contradictions that the coders marked: a quote that says otherwise than an event, a claim or a statement."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.evidence.sources import QuoteView, quote_view
from dashboard.tables import Tables


@dataclass(frozen=True)
class Contradiction:
    """A subject, the quote that says otherwise, and what that quote itself is evidence for.

    ``words`` are the words of the quote that say so, empty for the quote as a whole. ``others`` are the ids of what the
    quote supports: the other side of the contradiction.
    """

    subject_id: str
    quote: QuoteView
    words: str
    others: tuple[str, ...]

    @property
    def between(self) -> tuple[str, ...]:
        """Everything that it links: both ways."""
        return (self.subject_id, *self.others)

    @property
    def key(self) -> str:
        """A name for it that is not that of another: the subject and the quote."""
        return f"{self.subject_id}--{self.quote.quote_id}"


def contradictions(tables: Tables) -> tuple[Contradiction, ...]:
    """Every contradiction marked in evidence.csv, in the order of the file; each subject and quote once."""
    found: dict[tuple[str, str], Contradiction] = {}
    for row in tables.rows("evidence"):
        key = row["subject_id"], row["quote_id"]
        if row["role"] != "contradicts" or key in found:
            continue
        others = [
            other["subject_id"]
            for other in tables.rows("evidence")
            if (other["quote_id"], other["role"]) == (row["quote_id"], "supports") and other["subject_id"] != key[0]
        ]
        found[key] = Contradiction(
            row["subject_id"],
            quote_view(tables, row["quote_id"], [row]),
            row["words"] or "",
            tuple(dict.fromkeys(others)),
        )
    return tuple(found.values())
