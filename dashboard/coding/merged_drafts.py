"""What lies on the desk of another copy of a dossier → what of it comes to this desk when the two are merged.

Forms that wait, sentences left out, blind passes and settlements come under the ids of this dossier. What lies here too
comes no second time, nor does a form whose act, figure or statement is coded from the same words by now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.coding.desk_work import LEFT_OUT, SORTS, TABLES
from dashboard.coding.rejected_drafts import REJECTED, rejected
from dashboard.sources.dossier.store import Draft
from dashboard.sources.dossier.store.changes import Cells, RowName
from dashboard.sources.dossier.store.importing import rows_of
from dashboard.sources.dossier.store.merging import Merged, as_contents
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.proof import SUBJECTS

Form = Mapping[str, Any]
# The fields of a form that name rows: one, or a list of them.
_IDS: Mapping[str, str] = {
    "source": "sources",
    "of": "sources",
    "event": "events",
    "events": "events",
    "lost": "quotes",
    "corrected": "quotes",
    "quote_a": "quotes",
    "quote_b": "quotes",
    "other": "claims",
}
_ACTORS, _PLACE, _TIE = ("attacker", "target", "target_claimant", "actors", "claimants", "speaker"), "place", "same_as"
_SUBJECT = "subject"
# What is accepted and edited in a form, and the form as it was opened.
_EDITED, _OPENED = "edits", "before"
# What tells one discrepancy, and one contradiction, from another: fields of the form and columns of the row.
_SAME: Mapping[str, Mapping[str, str]] = {
    "discrepancy": {"quote_a": "quote_a", "quote_b": "quote_b", "column": "field"},
    "contradiction": {"subject": "claim_a", "other": "claim_b"},
}


@dataclass(frozen=True)
class MergedDrafts:
    """The drafts that come along, and how many do not because what they say is coded by now."""

    drafts: tuple[Draft, ...]
    coded: int


def merged_drafts(ours: Sequence[Draft], theirs: Iterable[Draft], merged: Merged, like: Contents) -> MergedDrafts:
    """The drafts of the second dossier of a merge that are new to the first, in their order.

    What was rejected in the first is nothing new to it.
    """
    known = {*(_said(draft.form) for draft in ours), *map(_said, rejected(ours))}
    coded = _Coded(merged, like)
    come: list[Draft] = []
    left = 0
    for draft in (replace(draft, form=_under_ids(draft.form, merged.ids)) for draft in theirs):
        # What was rejected there is a matter of that desk.
        if _said(draft.form) in known or draft.form.get("sort") == REJECTED:
            continue
        known.add(_said(draft.form))
        if draft.form.get("sort") in SORTS and coded.holds(draft.form):
            left += 1
        else:
            come.append(draft)
    return MergedDrafts(tuple(come), left)


def _said(kept: Form) -> str:
    """What tells one draft from another: what it says, not who typed it. A sentence is left out once."""
    form = kept.get("form")
    if kept.get("sort") == LEFT_OUT and isinstance(form, Mapping):
        form = {name: form.get(name) for name in ("source", "quotes")}
    return json.dumps([kept.get("sort"), form], sort_keys=True)


def _under_ids(kept: Form, ids: Mapping[RowName, str]) -> Form:
    """A draft with the ids that the first dossier has for what its form names."""
    form = kept.get("form")
    if not isinstance(form, Mapping):
        return kept
    sort = str(form.get("sort") or kept.get("sort"))
    changed: dict[str, Any] = dict(form)
    # What goes against another names an event, a claim or a statement: no id is in two of these tables.
    subjects = ((_SUBJECT, table) for table in SUBJECTS)
    for name, table in (*_IDS.items(), (_TIE, TABLES.get(sort, "")), (_EDITED, TABLES.get(sort, "")), *subjects):
        if name in changed:
            changed[name] = _renamed(changed[name], table, ids)
    for name, table in (*((name, "actors") for name in _ACTORS), (_PLACE, "places")):
        if name in changed:
            changed[name] = _choice(changed[name], table, ids)
    if isinstance(changed.get(_OPENED), Mapping):
        # What an edited form was when it was opened has the same ids as what became of it.
        changed[_OPENED] = _under_ids({"sort": sort, "form": changed[_OPENED]}, ids)["form"]
    return {**kept, "form": changed}


def _renamed(value: Any, table: str, ids: Mapping[RowName, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, table, ids) for item in value]
    return ids.get((table, value), value) if isinstance(value, str) else value


def _choice(value: Any, table: str, ids: Mapping[RowName, str]) -> Any:
    """Somebody or some place as a form names it: by ``id``, beside the words."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [_choice(item, table, ids) for item in value]
    if isinstance(value, Mapping) and "id" in value:
        return {**value, "id": _renamed(value["id"], table, ids)}
    return value


class _Coded:
    """What is coded in the merged dossier, by the passages of its articles."""

    def __init__(self, merged: Merged, like: Contents) -> None:
        contents, resources = as_contents(merged, like), Descriptor.of(like).resources
        self._rows = {
            table: {row[resources[table].key or ""]: row for row in rows_of(resources[table], contents)}
            for table in ("quotes", *TABLES.values())
        }
        self._evidence: dict[str, list[Cells]] = {}
        for row in rows_of(resources["evidence"], contents):
            quote = self._rows["quotes"].get(row["quote_id"])
            if quote:
                self._evidence.setdefault(quote["source_id"], []).append({**row, **quote})

    def holds(self, kept: Form) -> bool:
        """Whether a row says what the form says, from words of the same sentence."""
        form = kept.get("form")
        if not isinstance(form, Mapping) or form.get(_EDITED):
            # A correction says something else of what is coded.
            return False
        rows = self._rows[TABLES[kept["sort"]]]
        same = _SAME.get(str(kept["sort"]))
        if same:
            return any(all(row[column] == form.get(name) for name, column in same.items()) for row in rows.values())
        for proof in self._evidence.get(str(form.get("source")), ()):
            row = rows.get(proof["subject_id"])
            if row is None or not _touches(proof, form.get("quotes")):
                continue
            tie = form.get(_TIE)
            if tie == proof["subject_id"] if tie else self._says(str(kept["sort"]), form, row, proof):
                return True
        return False

    def _says(self, sort: str, form: Form, row: Cells, proof: Cells) -> bool:
        if sort == "claim":
            figure = form.get("figure")
            start = str(figure[0]) if isinstance(figure, list) and figure else ""
            return row["metric"] == form.get("metric") and (proof["role"], proof["words_start"]) == ("figure", start)
        if row["kind"] != form.get("kind"):
            return False
        place = form.get(_PLACE)
        if sort == "statement" or not isinstance(place, Mapping):
            return True
        words = place.get("words")
        start = str(words[0]) if isinstance(words, list) and words else ""
        return row["place_id"] == place.get("id") or (proof["role"], proof["words_start"]) == ("place", start)


def _touches(quote: Cells, spans: Any) -> bool:
    try:
        return any(int(quote["start"]) < end and start < int(quote["end"]) for start, end in spans)
    except (TypeError, ValueError):
        return False
