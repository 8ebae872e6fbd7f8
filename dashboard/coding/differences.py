"""In what a report that tells of something again differs from what is coded: each point side by side, nothing left out.

A point becomes a discrepancy, which names the quotes of two articles. Where both say it in one article, or no words carry
the field, it is named as not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.coding.coded_row import CodedRow, new_id, slug
from dashboard.coding.passages import Passages
from dashboard.sources.dossier.evidence.quoted_sources import source_name
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import Deferred, deferred, say, say_deferred

# The role of the words that carry a column.
ROLES: Mapping[str, str] = {
    "date_start": "date",
    "date": "date",
    "attacker": "attacker",
    "target": "target",
    "claimant": "claimant",
    "speaker": "claimant",
    "place_text": "place",
}
#: What a column is called where it is said in what two articles differ.
COLUMNS: Mapping[str, Deferred] = {
    "date_start": deferred("day"),
    "date": deferred("day"),
    "kind": deferred("kind"),
    "attacker": deferred("attacker"),
    "target": deferred("target"),
    "target_claimant": deferred("who says what the target was"),
    "metric": deferred("what is counted"),
    "n_text": deferred("figure"),
    "side": deferred("whose people"),
    "category": deferred("who is counted"),
    "claimant": deferred("who says so"),
    "claimant_role": deferred("of whom it is said"),
    "speaker": deferred("who speaks"),
    "place_text": deferred("place"),
    "verification": deferred("support"),
    "status_scope": deferred("what the support holds for"),
    "title": deferred("title"),
    "summary": deferred("summary"),
    "note": deferred("note"),
}
#: Columns in which no two articles differ: they are the coder's own words.
OWN_WORDS = ("title", "summary", "note", "status_scope", "verification", "claimant_role")


@dataclass(frozen=True)
class Difference:
    """One point: the field of the form, the column, what is coded and what was typed; whether it becomes a discrepancy."""

    field: str
    column: str
    coded: str
    typed: str
    noted: bool

    @property
    def said(self) -> str:
        """The point in a sentence, as the form and the review show it."""
        column = say_deferred(COLUMNS[self.column])
        coded = self.coded or say("nothing")
        if self.noted:
            return say(
                "{column}: “{coded}” is coded, “{typed}” was typed. Both are kept as a discrepancy.",
                column=column, coded=coded, typed=self.typed,
            )  # fmt: skip
        if self.column == "verification":
            return say(
                "{column}: “{coded}” is the better support and stays. “{typed}” is not kept.",
                column=column, coded=coded, typed=self.typed,
            )  # fmt: skip
        return say(
            "{column}: “{coded}” is coded and stays. “{typed}” is not kept.",
            column=column,
            coded=coded,
            typed=self.typed,
        )


@dataclass
class Differences:
    """The points of one form against the event, claim or statement ``subject`` that it is tied to."""

    tables: Tables
    subject: str
    passages: Passages
    points: list[Difference] = field(default_factory=list)
    rows: list[CodedRow] = field(default_factory=list)

    def add(self, name: str, column: str, coded: str, typed: str) -> bool:
        """Note a point in which both differ. Returns whether it becomes a discrepancy."""
        other = None if column in OWN_WORDS else self._other_quote(ROLES.get(column, "supports"))
        self.points.append(Difference(name, column, coded, typed, other is not None))
        if other is None:
            return False
        taken = {*self.tables.records["discrepancies"], *(row.key[0] for row in self.rows)}
        key = new_id(f"di-{slug(column.replace('_', '-'))}-{slug(self.subject)}", taken)
        source = str(self.tables.row("quotes", other)["source_id"])
        cells = {
            "discrepancy_id": key,
            "subject_ids": self.subject,
            "field": column,
            "quote_a": other,
            "quote_b": self.passages.first_quote,
            "summary": say(
                "{column}: “{coded}” ({one}) or “{typed}” ({another}).",
                column=say_deferred(COLUMNS[column]).capitalize(), coded=coded or say("nothing"), typed=typed,
                one=source_name(self.tables, source), another=source_name(self.tables, self.passages.source_id),
            ),
        }  # fmt: skip
        if not self._noted(cells):
            self.rows.append(CodedRow("discrepancies", (key,), cells))
        return True

    def leave_out(self, name: str, column: str, coded: str, typed: str) -> None:
        """Note what was typed and is not kept, though it says nothing against what is coded."""
        self.points.append(Difference(name, column, coded, typed, noted=False))

    def _noted(self, cells: Mapping[str, str]) -> bool:
        """Whether the dossier says so already: a form that is accepted again notes nothing twice."""
        same = ("field", "quote_a", "quote_b", "summary")
        return any(
            all(str(row[name] or "") == cells[name] for name in same) for row in self.tables.rows("discrepancies")
        )

    def _other_quote(self, role: str) -> str | None:
        """A quote of another article that carries the role for the subject, else one that supports it."""
        evidence = [row for row in self.tables.evidence_of(self.subject) if row["role"] in (role, "supports")]
        for row in sorted(evidence, key=lambda row: row["role"] != role):
            quote = self.tables.records["quotes"].get(row["quote_id"])
            if quote and quote["source_id"] != self.passages.source_id:
                return str(row["quote_id"])
        return None
