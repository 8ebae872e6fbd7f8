"""What lies on the desk of a dossier: forms that wait for review, and how they become rows.

A form is kept as typed (a draft of the dossier's file) and touches no table. Accepting it makes its rows from the dossier
as it is then, and saves them as one step, if the gate finds nothing wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from dashboard.coding.coded_row import Coded, CodedRow
from dashboard.coding.coded_rows import coded_rows
from dashboard.coding.copies_differ import of_copies
from dashboard.coding.form_reading import read_form
from dashboard.errors import DossierError, FieldFault, FormFault, FormRefused, Refused
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
# The field of a form that a column of a table is filled from.
FIELDS: Mapping[str, str] = {
    "events.date_start": "days",
    "events.date_end": "days",
    "events.date_prec": "days",
    "events.date_basis": "days",
    "events.date_text": "days",
    "events.time_of_day": "days",
    "events.place_id": "place",
    "events.place_text": "place",
    "events.where_prec": "place",
    "events.attacker_text": "attacker",
    "events.target_text": "target",
    "events.target_claimant": "target",
    "events.claimant_text": "claimants",
    "events.sub_event_type": "kind",
    "events.event_type": "kind",
    "claims.n_text": "figure",
    "claims.n_min": "figure",
    "claims.n_max": "figure",
    "claims.claimant": "claimants",
    "claims.claimant_text": "claimants",
    "claims.claimant_role": "claimants",
    "claims.event_ids": "events",
    "statements.date": "day",
    "discrepancies.subject_ids": "subject",
    "discrepancies.field": "column",
    "contradictions.claim_a": "subject",
    "contradictions.claim_b": "other",
    "statements.speaker_text": "speaker",
}


@dataclass(frozen=True)
class Waiting:
    """A form that waits: its draft's number, what it is, who typed it and when (UTC, ISO 8601)."""

    draft: int
    sort: str
    form: Mapping[str, Any]
    who: str
    at: str

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
    return drafts_of(file, *SORTS)


def left_out(file: DossierFile) -> list[Waiting]:
    """The sentences that were read and left out, each with its reason in its form."""
    return drafts_of(file, LEFT_OUT)


def related(file: DossierFile) -> list[Waiting]:
    """What is noted of articles that are copies or versions of each other, until they are tied."""
    return drafts_of(file, RELATION)


def drafts_of(file: DossierFile, *sorts: str) -> list[Waiting]:
    """The drafts of these sorts, in the order in which they were begun."""
    return [
        Waiting(draft.id, draft.form["sort"], draft.form["form"], draft.who, draft.at)
        for draft in file.drafts()
        if draft.form.get("sort") in sorts and isinstance(draft.form.get("form"), Mapping)
    ]


def keep(file: DossierFile, sort: str, form: Mapping[str, Any], who: str, draft: int | None = None) -> int:
    """Keep a form as it was typed, in place of an earlier draft if that is named. Returns its number."""
    return file.save_draft({"sort": sort, "form": dict(form)}, who, draft)


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
        _, changes = _coded_changes(file, sort, form)
    except FormRefused as refused:
        return refused.faults
    return tuple(map(of_form, file.check(changes)))


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
        raise FormRefused(tuple(map(of_form, refused.faults))) from refused


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
    seen = _seen(file, changes)
    name = row_name(one.sort, coded.subject)
    if shown is not None and shown.version and name[1] == shown.subject:
        changes, seen[name] = _with_row(changes, name, shown.own), shown.version
    for row, version in (chosen or {}).items():
        changes, seen[row] = _with_row(changes, row, version.cells), version.number
    try:
        return file.accept(changes, who, _what(one.sort, coded), why, seen=seen, draft=one.draft)
    except Refused as refused:
        raise FormRefused(tuple(map(of_form, refused.faults))) from refused


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
    coded = coded_rows(read_form(sort, form, tables.texts[source]), tables)
    copies = of_copies(tables, coded, source) if TABLES[sort] in SUBJECTS else []
    return coded, [*changes_of(file, coded), *copies]


def _what(sort: str, coded: Coded) -> str:
    names = {
        "event": say("Act coded"),
        "claim": say("Claim coded"),
        "statement": say("Statement coded"),
        "discrepancy": say("Discrepancy noted"),
        "contradiction": say("Contradiction noted"),
    }
    return say("{what}: {subject}", what=names[sort], subject=coded.subject)


def changes_of(file: DossierFile, coded: Coded) -> list[Change | FileChange]:
    """The rows of a form as changes of the dossier: cells that the form does not name stay as they are."""
    merged: dict[tuple[str, tuple[str, ...]], CodedRow] = {}
    for row in coded.rows:
        before = merged.get((row.table, row.key))
        cells = {**before.cells, **row.cells} if before else row.cells
        merged[row.table, row.key] = CodedRow(row.table, row.key, cells)
    changes: list[Change | FileChange] = []
    for row in merged.values():
        stood = file.row(row.table, row.key[0]) if len(row.key) == 1 else None
        changes.append(Change(row.table, "", {**(stood.cells if stood else {}), **row.cells}))
    return [*_with_shapes(file, coded.shapes), *changes]


def _with_shapes(file: DossierFile, shapes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[FileChange]:
    """Shapes added to the files that hold them; one that is there already is not added twice."""
    added: dict[str, dict[str, Any]] = {}
    for path, feature in shapes:
        collection = added.get(path) or _collection(file, path)
        if all(other.get("id") != feature["id"] for other in collection["features"]):
            collection["features"].append(feature)
            added[path] = collection
    return [FileChange(path, (json.dumps(one, ensure_ascii=False) + "\n").encode()) for path, one in added.items()]


def _collection(file: DossierFile, path: str) -> dict[str, Any]:
    try:
        collection: dict[str, Any] = json.loads(file.file(path))
    except FileNotFoundError:
        collection = {"type": "FeatureCollection", "features": []}
    return collection


def _seen(file: DossierFile, changes: Sequence[Change | FileChange]) -> dict[tuple[str, str], int]:
    """The versions of the rows that the changes were made from."""
    seen = {}
    for change in changes:
        if isinstance(change, Change):
            resource = file.descriptor().resources[change.table]
            key = change.key if change.cells is None else change.cells.get(resource.key or "", "")
            stood = file.row(change.table, key) if key else None
            if stood:
                seen[change.table, key] = stood.version
    return seen


def of_form(fault: FieldFault) -> FormFault:
    """What the gate says of a column, at the field of the form that fills it."""
    column = f"{fault.table}.{fault.column}"
    if fault.table == "actors":
        name = "claimants"
    elif fault.table in ("quotes", "evidence", "sources"):
        name = "quotes"
    elif fault.table in ("places", "files"):
        name = "place"
    else:
        name = FIELDS.get(column, fault.column)
    return FormFault(name, _readable(fault))


def _readable(fault: FieldFault) -> str:
    """The gate's message begins in the middle of a sentence: "is empty; …"."""
    return say("{column} {message}", column=fault.column.replace("_", " ") or fault.table, message=fault.message)
