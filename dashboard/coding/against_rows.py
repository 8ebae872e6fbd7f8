"""The forms for what goes against another → rows: a discrepancy of two articles, a contradiction of two claims or by words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.coding.coded_row import Coded, CodedRow, new_id, slug
from dashboard.coding.forms import ContradictionForm, DiscrepancyForm
from dashboard.coding.passages import Passages
from dashboard.errors import FormFault, FormRefused
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.words.sentences import say


def discrepancy_rows(form: DiscrepancyForm, tables: Tables) -> Coded:
    """The row of a discrepancy. Raises FormRefused where what it is about is not in the dossier."""
    _there(form.subject, tables)
    wanted = f"di-{slug(form.column.replace('_', '-'))}-{slug(form.subject)}"
    cells = {
        "subject_ids": form.subject,
        "field": form.column,
        "quote_a": form.quote_a,
        "quote_b": form.quote_b,
        "summary": form.summary,
    }
    return _new_row(tables, "discrepancies", "discrepancy_id", wanted, cells)


def contradiction_rows(form: ContradictionForm, tables: Tables) -> Coded:
    """The row of two claims that contradict each other, or of words that say otherwise than what is coded.

    Raises:
        FormRefused: what is contradicted is not in the dossier, or the other is no claim.
    """
    _there(form.subject, tables)
    if not form.other:
        passages = Passages(tables, form.source_id, form.quotes)
        if form.words is not None:
            passages.carry_against(form.subject, form.words)
        return Coded(form.subject, tuple(passages.rows))
    claims = tables.records["claims"]
    if form.subject not in claims or form.other not in claims:
        message = say(
            "Two claims contradict each other; of an event or a statement choose the words that say otherwise."
        )
        raise FormRefused([FormFault("other", message)])
    wanted = f"ct-{slug(form.subject, 24)}-or-{slug(form.other, 24)}"
    cells = {"claim_a": form.subject, "claim_b": form.other, "reading": form.reading, "note": form.note}
    return _new_row(tables, "contradictions", "contradiction_id", wanted, cells)


def _new_row(tables: Tables, table: str, id_column: str, wanted: str, cells: Mapping[str, str]) -> Coded:
    key = new_id(wanted, tables.records[table])
    return Coded(key, (CodedRow(table, (key,), {id_column: key, **cells}),))


def _there(subject: str, tables: Tables) -> None:
    if not any(subject in tables.records[table] for table in SUBJECTS):
        message = say("What it is about is not in the dossier, or not any more. Choose another.")
        raise FormRefused([FormFault("subject", message)])
