"""A second coder's blind pass over an article: kept apart from what is coded, compared with it, settled field by field.

The forms of the pass are drafts that no review shows and no table holds. Both codings are compared as rows: what the
gate would be given. Taking over a value of the second coder, or keeping the first, is a settlement; it is logged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.coding import desk_work
from dashboard.coding.agreement import Agreement, agreement
from dashboard.coding.coded_row import Coded, CodedRow
from dashboard.coding.coded_rows import coded_rows
from dashboard.coding.desk_work import Waiting
from dashboard.coding.form_changes import changes_of
from dashboard.coding.form_reading import read_form
from dashboard.errors import FormRefused
from dashboard.propose.sentence_split import sentences
from dashboard.sources.dossier.store import Change, DossierFile, FileChange, Step
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say

PASS, SETTLED = "second_pass", "settled"
#: The fields that are compared, in the order of a form, each with the columns that go with it.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "event_type", "sub_event_type"),
    "date_start": ("date_start", "date_end", "date_prec", "date_basis", "date_text", "time_of_day"),
    "date_end": ("date_start", "date_end", "date_prec", "date_basis", "date_text", "time_of_day"),
    "time_of_day": ("date_start", "date_end", "date_prec", "date_basis", "date_text", "time_of_day"),
    "place_id": ("place_id", "place_text", "where_prec"),
    "where_prec": ("place_id", "place_text", "where_prec"),
    "attacker": ("attacker", "attacker_text", "actors"),
    "target": ("target", "target_text", "target_claimant", "actors"),
    "claimants": ("claimants", "claimant_text"),
    "verification": ("verification", "status_scope"),
}
#: The role whose words a field rests on.
ROLES: Mapping[str, str] = {
    "date_start": "date",
    "date_end": "date",
    "time_of_day": "date",
    "place_id": "place",
    "where_prec": "place",
    "attacker": "attacker",
    "target": "target",
    "claimants": "claimant",
}


@dataclass(frozen=True)
class Settlement:
    """How one difference was settled: of which event and field, what both had, whose stands, who settled it and when."""

    event: str
    field: str
    first: str
    second: str
    taken: str
    who: str
    at: str


@dataclass(frozen=True)
class Comparison:
    """Both codings of an article, event by event, and how far they agree.

    ``events`` are the ids of the first coder's, ``forms`` the second's, in the order of ``agreement``'s numbers;
    ``unreadable`` counts forms of the second pass that lack something.
    """

    agreement: Agreement
    events: tuple[str, ...]
    forms: tuple[Waiting, ...]
    unreadable: int


def blind_forms(file: DossierFile, source: str) -> list[Waiting]:
    """The forms of the blind pass over an article."""
    kept = (one for one in desk_work.drafts_of(file, PASS) if one.source == source)
    return [replace(one, sort=str(one.form.get("sort"))) for one in kept]


def keep_blind(file: DossierFile, sort: str, form: Mapping[str, Any], who: str, draft: int | None = None) -> int:
    """Keep a form of the blind pass as typed. Returns its number."""
    return desk_work.keep(file, PASS, {**form, "sort": sort}, who, draft)


def compare(file: DossierFile, source: str) -> Comparison:
    """Compare what is coded of an article with the blind pass over it: acts, field by field."""
    tables = file.tables()
    events = [str(event) for event in tables.records["events"] if _quotes(tables, str(event), source)]
    first = [{**_cells(file, event), "quotes": _quotes(tables, event, source)} for event in events]
    forms, second, unreadable = [], [], 0
    for one in blind_forms(file, source):
        if one.sort != "event":
            continue
        try:
            coded = _coded(one, tables)
        except FormRefused:
            unreadable += 1
            continue
        cells = next(row.cells for row in coded.rows if row.table == "events")
        second.append({**{name: _listed(name, cells.get(name, "")) for name in FIELDS}, "quotes": one.form["quotes"]})
        forms.append(one)
    cut = list(sentences(tables.texts[source]))
    found = agreement(first, second, sentences=cut, fields=list(FIELDS))
    return Comparison(found, tuple(events), tuple(forms), unreadable)


def _quotes(tables: Tables, event: str, source: str) -> list[tuple[int, int]]:
    rows = (tables.row("quotes", row["quote_id"]) for row in tables.evidence_of(event) if row["role"] == "supports")
    return [(int(row["start"]), int(row["end"])) for row in rows if row["source_id"] == source]


def _cells(file: DossierFile, event: str) -> dict[str, Any]:
    stood = file.row("events", event)
    cells = stood.cells if stood else {}
    return {name: _listed(name, cells.get(name, "")) for name in FIELDS}


def _listed(name: str, text: str) -> Any:
    return text.split(";") if name in ("claimants", "target") and text else text


def _coded(one: Waiting, tables: Tables) -> Coded:
    form = {**one.form, "same_as": ""}
    return coded_rows(read_form(one.sort, form, tables.texts[one.source]), tables)


def settle(file: DossierFile, event: str, field: str, one: Waiting, taken: str, who: str) -> Step | None:
    """Settle one difference: ``taken`` is "first" (what stands stays) or "second" (its value and its words are taken over).

    Raises:
        FormRefused: the second coder's form lacks something.
        Refused: the gate refuses the second value beside what else stands. Nothing is saved.
    """
    tables = file.tables()
    coded = _coded(one, tables)
    cells = next(row.cells for row in coded.rows if row.table == "events")
    before = file.row("events", event)
    had = before.cells.get(field, "") if before else ""
    step = None
    if taken == "second" and before is not None:
        what = say("Settled for the second coder: {field} of {event}", field=field, event=event)
        step = file.accept(_taken_over(file, event, field, coded, one.source), who, what)
    note = {
        "event": event,
        "field": field,
        "first": had,
        "second": cells.get(field, ""),
        "taken": taken,
        "source": one.source,
    }
    desk_work.keep(file, SETTLED, note, who)
    return step


def _taken_over(file: DossierFile, event: str, field: str, coded: Coded, source: str) -> list[Change | FileChange]:
    """The columns of the field as the second coder has them, and the words that it rests on in place of the first's."""
    own = next(row for row in coded.rows if row.table == "events")
    rows = [CodedRow("events", (event,), {name: own.cells.get(name, "") for name in FIELDS[field]})]
    role = ROLES.get(field, "")
    needed: set[str] = set()
    for row in coded.rows:
        if row.table == "evidence" and row.cells["role"] == role:
            cells = {**row.cells, "subject_id": event}
            rows.append(CodedRow("evidence", (event, *row.key[1:]), cells))
            needed.add(row.cells["quote_id"])
    quoted = {str(row["quote_id"]) for row in file.tables().evidence_of(event)}
    for quote in sorted(needed - quoted):
        cells = {"subject_id": event, "quote_id": quote, "role": "supports", "words": "", "words_start": ""}
        rows.append(CodedRow("evidence", (event, quote, "supports", ""), cells))
    rows += [
        row
        for row in coded.rows
        if row.table in ("actors", "places") or (row.table == "quotes" and row.key[0] in needed)
    ]
    changes = changes_of(file, Coded(event, tuple(rows), coded.shapes))
    put = {row.key for row in rows if row.table == "evidence"}
    return [*_without(file, event, role, source, put), *changes] if role else changes


def _without(
    file: DossierFile, event: str, role: str, source: str, put: set[tuple[str, ...]]
) -> list[Change | FileChange]:
    """Take out the first coder's words of this role from this article, but for those that the second has too."""
    tables = file.tables()
    here = {str(row["quote_id"]) for row in tables.rows("quotes") if row["source_id"] == source}
    return [
        Change("evidence", row.key, None)
        for row in file.rows("evidence")
        if row.cells["subject_id"] == event and row.cells["role"] == role and row.cells["quote_id"] in here
        if tuple(json.loads(row.key)) not in put
    ]


def settlements(file: DossierFile) -> list[Settlement]:
    """Every difference that was settled, in order."""
    found = []
    for one in desk_work.drafts_of(file, SETTLED):
        event, field, first, second, taken = (
            str(one.form.get(name, "")) for name in ("event", "field", "first", "second", "taken")
        )
        found.append(Settlement(event, field, first, second, taken, one.who, one.at))
    return found
