"""Two copies of a dossier, coded apart → one: what only one has is added, what differs is for a person to choose."""

from __future__ import annotations

import json

from dashboard.errors import DossierError
from dashboard.sources.dossier.store.changes import DESCRIPTOR, Cells
from dashboard.sources.dossier.store.importing import check_storable, rows_of
from dashboard.sources.dossier.store.merging.incoming import Incoming, incoming
from dashboard.sources.dossier.store.merging.merged_files import merge_files
from dashboard.sources.dossier.store.merging.outcome import AS_THEY_ARE, Choices, Conflict, Merged
from dashboard.sources.dossier.store.merging.properties import merged_properties
from dashboard.sources.dossier.store.rendering import csv_of
from dashboard.sources.dossier.store.stored_rows import row_key
from dashboard.sources.dossier.tables.contents import Contents, MemoryContents
from dashboard.sources.dossier.tables.descriptor import Descriptor, Resource
from dashboard.words.sentences import say

_SLOTS = range(1, 7)


def merge(first: Contents, second: Contents, choices: Choices = AS_THEY_ARE) -> Merged:
    """Bring two copies together. Whether conflicts may be settled by ``choices`` is for the caller to ask a person.

    Rows are recognised by what they rest on, not by their ids alone (``likeness``): one act that both coded from the same
    words stands once, and two acts that got the same id stand under two.

    Raises:
        DataError: the rows of one of them cannot be told apart.
        DossierError: their tables have other columns.
    """
    ours, theirs = check_storable(first), check_storable(second)
    if _columns(ours) != _columns(theirs):
        raise DossierError(
            say(
                "{first_name} and {second_name} have tables of other columns; bring them to the same first",
                first_name=first.name,
                second_name=second.name,
            )
        )
    brought = incoming(ours, first, second, choices)
    merged = Merged({}, pairs=brought.pairs, notes=brought.notes, ids=brought.ids)
    for table, resource in ours.resources.items():
        rows = _merged_rows(resource, first, brought, merged, choices)
        if table == "parties":
            rows = _with_free_slots(rows, merged, choices)
        merged.files[resource.path] = csv_of(resource, rows)
    merge_files(ours, first, second, brought, merged, choices)
    raw = merged_properties(ours.raw, theirs.raw, merged, choices, brought.path)
    written = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    merged.files[DESCRIPTOR] = first.read(DESCRIPTOR) if raw == ours.raw else written
    return merged


def as_contents(merged: Merged, like: Contents) -> MemoryContents:
    """The merged files as a dossier that the gate reads."""
    return MemoryContents(like.place, merged.files)


def _columns(descriptor: Descriptor) -> object:
    return {name: (r.path, r.primary_key, r.unique_keys, tuple(r.by_name)) for name, r in descriptor.resources.items()}


def _merged_rows(
    resource: Resource, first: Contents, brought: Incoming, merged: Merged, choices: Choices
) -> list[Cells]:
    rows: dict[str, Cells] = {row_key(resource, cells): cells for cells in rows_of(resource, first)}
    ours = set(rows)
    for cells in brought.rows[resource.name]:
        key = row_key(resource, cells)
        if key not in rows:
            rows[key] = cells
            merged.added.append(f"{resource.name} {key}")
            continue
        ours.discard(key)
        if rows[key] == cells:
            merged.same += 1
            continue
        conflict = _conflict(resource, key, rows[key], cells)
        merged.conflicts.append(conflict)
        chosen = {column: _chosen(conflict, column, choices) for column in conflict.first}
        rows[key] = {**rows[key], **chosen}
    merged.only_first += len(ours)
    return list(rows.values())


def _conflict(resource: Resource, key: str, ours: Cells, theirs: Cells) -> Conflict:
    differ = [column for column in theirs if theirs[column] != ours[column]]
    lists = tuple(column for column in differ if resource.by_name[column].type == "list")
    first, second = ({column: side[column] for column in differ} for side in (ours, theirs))
    return Conflict(resource.name, key, first, second, lists)


def _chosen(conflict: Conflict, column: str, choices: Choices) -> str:
    version = choices.version(conflict.table, conflict.key, column)
    ours, theirs = conflict.first[column], conflict.second[column]
    if version == "both" and column in conflict.lists:
        return ";".join(dict.fromkeys(filter(None, [*ours.split(";"), *theirs.split(";")])))
    return theirs if version == "second" else ours


def _with_free_slots(rows: list[Cells], merged: Merged, choices: Choices) -> list[Cells]:
    """The parties, each with a colour of its own: one that was chosen, or else the first that has it, keeps it."""
    taken: dict[str, str] = {}
    chosen = [cells for cells in rows if _is_chosen(cells["party_id"], choices)]
    for cells in (*chosen, *rows):
        taken.setdefault(cells["colour_slot"], cells["party_id"])
    free = [str(number) for number in _SLOTS if str(number) not in taken]
    placed: list[Cells] = []
    for cells in rows:
        slot, party = cells["colour_slot"], cells["party_id"]
        if taken[slot] != party and free:
            merged.notes.append(
                say(
                    "{party} has colour slot {free}: slot {slot} is another party's",
                    party=party,
                    free=free[0],
                    slot=slot,
                )
            )
            slot = free.pop(0)
        placed.append({**cells, "colour_slot": slot})
    return placed


def _is_chosen(party: str, choices: Choices) -> bool:
    return choices.fields.get(("parties", party, "colour_slot")) == "second"
