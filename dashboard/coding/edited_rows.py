"""What was accepted is edited in the form that codes it: only what the coder changed is changed in its rows.

The form is compared with the one that was opened (``before``) and with the one that the dossier would give now. A field
that the coder left alone stays as it is now; one that somebody else changed meanwhile is refused, at the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from dashboard.coding.actor_rows import ActorRows, outlet_of
from dashboard.coding.carried_actors import own_account, own_act, support
from dashboard.coding.coded_row import Coded, CodedRow
from dashboard.coding.coded_rows import coded_rows
from dashboard.coding.form_on_file import form_on_file
from dashboard.coding.form_reading import read_form
from dashboard.coding.forms import ClaimForm, EventForm, Form
from dashboard.errors import FormFault, FormRefused
from dashboard.sources.dossier.tables import TableRow, Tables
from dashboard.words.sentences import say

#: What a field of a form is called on the page, where that is another name than here.
PAGE_NAMES: Mapping[str, str] = {"event_ids": "events", "place": "place", "roles": "claimants", "category": "side"}


def edited_rows(sort: str, raw: Mapping[str, Any], tables: Tables) -> Coded:
    """What an edited form changes: cells of its row, words and quotes that come, and those that go.

    Raises:
        FormRefused: the form lacks something, or somebody else changed meanwhile what it changes.
    """
    table, subject, source = f"{sort}s", str(raw.get("edits") or ""), str(raw.get("source") or "")
    if subject not in tables.records[table]:
        raise FormRefused([FormFault("", say("What was to be corrected is no longer in the dossier."))])
    text = tables.texts[source]
    now = read_form(sort, form_on_file(tables, table, subject, source), text)
    opened = raw.get("before")
    before = read_form(sort, {**opened, "source": source}, text) if isinstance(opened, Mapping) else now
    form = _merged(read_form(sort, raw, text), before, now)
    stands, wanted = coded_rows(now, tables), coded_rows(form, tables)
    cells = _cells(form, tables.row(table, subject), _own(stands, table), _own(wanted, table))
    cells |= _followed(form, tables, table, subject, cells, wanted)
    has = {row.key for row in wanted.rows if row.table == "evidence"}
    rows = [row for row in wanted.rows if row.table != table and row not in stands.rows]
    gone = [row for row in stands.rows if row.table == "evidence" and row.key not in has]
    changed = [CodedRow(table, (subject,), cells)] if cells else []
    return Coded(
        subject,
        (*rows, *changed),
        tuple(one for one in wanted.shapes if one not in stands.shapes),
        (),
        (*gone, *_quotes_of_nothing(tables, gone)),
    )


def _merged(form: Form, before: Form, now: Form) -> Form:
    """What the dossier has now, with what the coder changed. Both changed a field: that is refused."""
    changes, faults = {}, []
    for name in (one.name for one in fields(form)):
        wanted, opened, stands = (getattr(one, name) for one in (form, before, now))
        if wanted in (opened, stands):
            continue
        if opened != stands:
            message = say("Somebody else changed this field meanwhile. Begin anew to see what it is now.")
            faults.append(FormFault(PAGE_NAMES.get(name, name), message))
        changes[name] = wanted
    if faults:
        raise FormRefused(faults)
    return replace(now, **changes)


def _own(coded: Coded, table: str) -> Mapping[str, str]:
    return next(row.cells for row in coded.rows if row.table == table and row.key == (coded.subject,))


def _cells(form: Form, row: TableRow, had: Mapping[str, str], has: Mapping[str, str]) -> dict[str, str]:
    """The cells that differ. In a list what the form never had, because another article says it, stays."""
    cells: dict[str, str] = {}
    for column, text in has.items():
        if text == had[column] or column == "claimant_role":
            continue
        stood = row[column]
        cells[column] = ";".join(_changed_list(stood, had[column], text)) if isinstance(stood, tuple) else text
    if "kind" in cells and "event_type" in has:
        cells |= {name: has[name] for name in ("event_type", "sub_event_type")}
    if "claimant_role" in has:
        cells |= _roles(row, had, has)
    return cells


def _changed_list(stood: Sequence[str], had: str, has: str) -> list[str]:
    left_out = {*_items(had)} - {*_items(has)}
    return list(dict.fromkeys([*(one for one in stood if one not in left_out), *_items(has)]))


def _items(cell: str) -> list[str]:
    return [one for one in cell.split(";") if one]


def _roles(row: TableRow, had: Mapping[str, str], has: Mapping[str, str]) -> dict[str, str]:
    """Who makes a claim and how each stands to it, in one order."""
    if (had["claimant"], had["claimant_role"]) == (has["claimant"], has["claimant_role"]):
        return {}
    roles = dict(zip(row["claimant"], row["claimant_role"], strict=True))
    roles |= dict(zip(_items(has["claimant"]), _items(has["claimant_role"]), strict=True))
    order = _changed_list(row["claimant"], had["claimant"], has["claimant"])
    return {"claimant": ";".join(order), "claimant_role": ";".join(roles[one] for one in order)}


def _followed(
    form: Form, tables: Tables, table: str, subject: str, cells: Mapping[str, str], wanted: Coded
) -> dict[str, str]:
    """Support that follows from who says so follows from all who do, those of other articles too."""
    if not isinstance(form, EventForm | ClaimForm) or form.verification:
        return {}
    row = tables.row(table, subject)
    actors = ActorRows(tables, outlet_of(tables, form.source_id))
    actors.sides |= {
        one.key[0]: one.cells["side"] for one in wanted.rows if one.table == "actors" and "side" in one.cells
    }

    def listed(column: str) -> list[str]:
        return _items(cells[column]) if column in cells else list(row[column])

    if table == "claims":
        counted = cells.get("side", str(row["side"] or ""))
        own, claimants = own_account(listed("claimant_role"), counted), listed("claimant")
    else:
        claimants = listed("claimants")
        own = own_act(claimants, cells.get("attacker", str(row["attacker"] or "")), listed("actors"), actors)
    status = support(claimants, own, actors, tables)
    return {"verification": status} if status != row["verification"] else {}


def _quotes_of_nothing(tables: Tables, gone: Sequence[CodedRow]) -> list[CodedRow]:
    """The quotes that are evidence for nothing when these rows of evidence are gone."""
    left = {row.cells["quote_id"] for row in gone if row.cells["role"] == "supports"}
    keys = {row.key for row in gone}
    for row in tables.rows("evidence") if left else ():
        start = "" if row["words_start"] is None else str(row["words_start"])
        if (row["subject_id"], row["quote_id"], row["role"], start) not in keys:
            left.discard(row["quote_id"])
    named = {row[column] for row in tables.rows("discrepancies") for column in ("quote_a", "quote_b")}
    return [CodedRow("quotes", (quote,), {"quote_id": quote}) for quote in sorted(left - named)]
