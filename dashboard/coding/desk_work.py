"""What lies on the desk of a dossier: forms that wait for review, and how they become rows.

A form is kept as typed (a draft of the dossier's file) and touches no table. Accepting it makes its rows from the dossier
as it is then, and saves them as one step, if the gate finds nothing wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from dashboard.coding.coded_row import Coded
from dashboard.coding.coded_rows import coded_rows
from dashboard.coding.copies_differ import of_copies
from dashboard.coding.edited_rows import edited_rows
from dashboard.coding.form_changes import changes_of, seen_by
from dashboard.coding.form_reading import read_form
from dashboard.coding.gate_sentences import form_faults
from dashboard.coding.rejected_drafts import reject
from dashboard.errors import DossierError, FormFault, FormRefused, Refused
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, Step
from dashboard.sources.dossier.store.changes import Cells, RowName
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.proof import SUBJECTS
from dashboard.words.sentences import say

LEFT_OUT, RELATION = "left_out", "relation"
# The sorts of forms, and the table that the row of each goes into.
TABLES: Mapping[str, str] = {
    "event": "events",
    "claim": "claims",
    "statement": "statements",
    "discrepancy": "discrepancies",
    "contradiction": "contradictions",
}
SORTS = tuple(TABLES)


@dataclass(frozen=True)
class Waiting:
    """A form that waits: its draft's number, what it is, who typed it and when (UTC, ISO 8601).

    ``begun``: it was refused as it is, and whoever typed it is not done with it.
    """

    draft: int
    sort: str
    form: Mapping[str, Any]
    who: str
    at: str
    begun: bool = False

    @property
    def source(self) -> str:
        """The article that it is about."""
        return str(self.form.get("source") or "")

    @property
    def span(self) -> tuple[int, int]:
        """The first passage that it rests on; (0, 0) where none is chosen."""
        match self.form.get("quotes"):
            case [[int(start), int(end)], *_]:
                return start, end
        return 0, 0


def waiting(file: DossierFile) -> list[Waiting]:
    """The forms that wait for review, in the order in which they were typed."""
    return [one for one in drafts_of(file, *SORTS) if not one.begun]


def begun(file: DossierFile) -> list[Waiting]:
    """The forms that were begun and are not complete: no review shows them as something to accept."""
    return [one for one in drafts_of(file, *SORTS) if one.begun]


def throw_away(file: DossierFile, draft: int, who: str) -> None:
    """Throw away a form that was begun; one that waits for review stays."""
    if any(one.draft == draft for one in begun(file)):
        reject(file, draft, who)


def left_out(file: DossierFile) -> list[Waiting]:
    """The sentences that were read and left out, each with its reason in its form."""
    return drafts_of(file, LEFT_OUT)


def related(file: DossierFile) -> list[Waiting]:
    """What is noted of articles that are copies or versions of each other, until they are tied."""
    return drafts_of(file, RELATION)


def drafts_of(file: DossierFile, *sorts: str) -> list[Waiting]:
    """The drafts of these sorts, in the order in which they were begun."""
    return [
        Waiting(draft.id, draft.form["sort"], draft.form["form"], draft.who, draft.at, bool(draft.form.get("begun")))
        for draft in file.drafts()
        if draft.form.get("sort") in sorts and isinstance(draft.form.get("form"), Mapping)
    ]


def keep(
    file: DossierFile, sort: str, form: Mapping[str, Any], who: str, draft: int | None = None, *, begun: bool = False
) -> int:
    """Keep a form as it was typed, in place of an earlier draft if that is named. Returns its number.

    ``begun``: it is not complete, and no item of the review yet.
    """
    kept = {"sort": sort, "form": dict(form)}
    return file.save_draft({**kept, "begun": True} if begun else kept, who, draft)


def draft_form(file: DossierFile, number: int) -> Mapping[str, Any] | None:
    """The form of a draft as it is kept now; None where it was accepted, rejected or thrown away."""
    return next((draft.form.get("form") for draft in file.drafts() if draft.id == number), None)


def leave_out(file: DossierFile, source: str, span: tuple[int, int], reason: str, who: str) -> None:
    """Note that a sentence was read and left out, and why; without a reason it is no longer left out."""
    for one in left_out(file):
        if one.source == source and one.span == span:
            file.discard_draft(one.draft)
    if reason:
        keep(file, LEFT_OUT, {"source": source, "quotes": [list(span)], "reason": reason}, who)


def faults_in(file: DossierFile, sort: str, form: Mapping[str, Any]) -> tuple[FormFault, ...]:
    """What is wrong with a form as it is typed: at each field what it lacks, or what the gate would refuse."""
    try:
        coded, changes = _coded_changes(file, sort, form)
    except FormRefused as refused:
        return refused.faults
    return form_faults(file.check(changes), file.tables(), coded)


def differences_of(file: DossierFile, sort: str, form: Mapping[str, Any]) -> tuple[str, ...]:
    """Of a form that tells of something again: in what it differs from what is coded, each with what becomes of it."""
    try:
        return _coded_changes(file, sort, form)[0].differences
    except FormRefused:
        return ()


@dataclass(frozen=True)
class RowVersion:
    """A row as a person chose it of two versions; ``number`` is the version that stood there then. None: no such row."""

    cells: Cells | None
    number: int


@dataclass(frozen=True)
class Preview:
    """What a form would make of the dossier: the id of what it codes, the tables with it, and the rows it was made from.

    ``own`` is the row of the event, claim or statement as the form leaves it, ``version`` the step that last changed the
    row that stands there, 0 where none does, and ``before`` its cells.
    """

    subject: str
    tables: Tables
    own: Cells
    version: int
    before: Cells


def preview(file: DossierFile, sort: str, form: Mapping[str, Any]) -> Preview:
    """What a form would make of the dossier as it is now.

    Raises:
        FormRefused: the form lacks something, or the gate would refuse it; each field named.
    """
    coded, changes = _coded_changes(file, sort, form)
    name = row_name(sort, coded.subject)
    stood = file.row(*name)
    own = next((one.cells for one in changes if _names(one, name)), None)
    before = stood.cells if stood else {}
    try:
        tables = file.preview(changes)
        return Preview(coded.subject, tables, own or before, stood.version if stood else 0, before)
    except Refused as refused:
        raise FormRefused(form_faults(refused.faults, file.tables(), coded)) from refused


def accept(
    file: DossierFile,
    one: Waiting,
    who: str,
    why: str = "",
    shown: Preview | None = None,
    chosen: Mapping[RowName, RowVersion] | None = None,
) -> Step | None:
    """Save what a form codes as one step of the dossier.

    Args:
        file: the dossier.
        one: the form.
        who: who accepts it.
        why: the reason, where there is one.
        shown: what was looked at before it was accepted. Where it ties the form to a row that is there, what was shown
            is what is saved, or it is refused because that row changed since.
        chosen: what a person chose of two versions: rows as they are to stand.

    Raises:
        FormRefused: the form lacks something, or the gate refuses it; nothing is saved.
        ChangedMeanwhile: somebody changed the same row since it was shown; nothing is saved.
        DossierError: the form was settled or edited meanwhile; nothing is saved.
    """
    stands = next((other for other in waiting(file) if other.draft == one.draft), None)
    if stands is None or stands.form != one.form:
        raise DossierError(say("It was accepted, rejected or edited meanwhile; nothing was saved. Look at it again."))
    coded, changes = _coded_changes(file, one.sort, one.form)
    seen = seen_by(file, changes)
    name = row_name(one.sort, coded.subject)
    if shown is not None and shown.version and name[1] == shown.subject:
        changes, seen[name] = _with_row(changes, name, shown.own), shown.version
    for row, version in (chosen or {}).items():
        changes, seen[row] = _with_row(changes, row, version.cells), version.number
    try:
        return file.accept(changes, who, _what(one, coded), why, seen=seen, draft=one.draft)
    except Refused as refused:
        raise FormRefused(form_faults(refused.faults, file.tables(), coded)) from refused


def row_name(sort: str, subject: str) -> RowName:
    """The table and the id of what a form of this sort codes."""
    return TABLES[sort], subject


def _names(change: Change | FileChange, name: RowName) -> TypeGuard[Change]:
    """Whether a change puts this event, claim or statement."""
    table, subject = name
    key = next((f"{sort}_id" for sort, of in TABLES.items() if of == table), "")
    return isinstance(change, Change) and change.table == table and (change.cells or {}).get(key) == subject


def _with_row(changes: Sequence[Change | FileChange], name: RowName, cells: Cells | None) -> list[Change | FileChange]:
    """The changes with another one for this row."""
    return [*(one for one in changes if not _names(one, name)), Change(name[0], name[1], cells)]


def _coded_changes(file: DossierFile, sort: str, form: Mapping[str, Any]) -> tuple[Coded, list[Change | FileChange]]:
    """What a form codes, and the changes that save it. Raises FormRefused where the form lacks something."""
    tables = file.tables()
    source = str(form.get("source") or "")
    if sort not in SORTS or source not in tables.texts:
        raise FormRefused([FormFault("quotes", say("The article of this form is not in the dossier."))])
    if form.get("edits") and TABLES[sort] in SUBJECTS:
        coded = edited_rows(sort, form, tables)
        return coded, changes_of(file, coded)
    coded = coded_rows(read_form(sort, form, tables.texts[source]), tables)
    copies = of_copies(tables, coded, source) if TABLES[sort] in SUBJECTS else []
    return coded, [*changes_of(file, coded), *copies]


def _what(one: Waiting, coded: Coded) -> str:
    names = {
        "event": say("Act coded"),
        "claim": say("Claim coded"),
        "statement": say("Statement coded"),
        "discrepancy": say("Discrepancy noted"),
        "contradiction": say("Contradiction noted"),
    }
    if one.form.get("edits"):
        names |= {
            "event": say("Act corrected"),
            "claim": say("Claim corrected"),
            "statement": say("Statement corrected"),
        }
    return say("{what}: {subject}", what=names[one.sort], subject=coded.subject)
