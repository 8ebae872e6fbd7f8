"""What a form that waits is called in a list: what it is, where, when, how much; so that two are told apart unopened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.coding.desk_work import Waiting
from dashboard.model.days import span_in_words
from dashboard.model.quotes import single_spaced
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import say


def sort_name(sort: str) -> str:
    """What the sort of a form is called."""
    names = {
        "event": say("Act"),
        "claim": say("Claim"),
        "statement": say("Statement"),
        "discrepancy": say("Discrepancy"),
        "contradiction": say("Contradiction"),
    }
    return names[sort]


def title_of(tables: Tables, one: Waiting) -> str:
    """What a form that waits is called: "Act: Drone attack, Menaka, Thu 26 Nov 2026", "Correction of an act: …"."""
    parts = {"event": _event, "claim": _claim}.get(one.sort, _said)(tables, one)
    said = ", ".join(part for part in parts if part)
    sort = sort_name(one.sort)
    if one.form.get("edits"):
        sort = say("Correction, {sort}", sort=sort.lower())
    elif one.form.get("same_as"):
        sort = say("{sort}, told again", sort=sort)
    return say("{sort}: {title}", sort=sort, title=said) if said else sort


def _event(tables: Tables, one: Waiting) -> list[str]:
    form = one.form
    place, days = form.get("place"), form.get("days")
    where = _words(tables, one, place.get("words")) if isinstance(place, Mapping) else ""
    return [
        str(form.get("title") or "") or _label(tables, "events.kind", form.get("kind")),
        where,
        _days(days) if isinstance(days, Mapping) else "",
    ]


def _days(days: Mapping[str, Any]) -> str:
    try:
        first = date.fromisoformat(str(days.get("first")))
        return span_in_words(first, date.fromisoformat(str(days.get("last") or days.get("first"))))
    except ValueError:
        return ""


def _claim(tables: Tables, one: Waiting) -> list[str]:
    words = _words(tables, one, one.form.get("figure"))
    metric = _label(tables, "claims.metric", one.form.get("metric")).lower()
    return [say("“{words}”", words=words) if words else "", metric, str(one.form.get("category") or "")]


def _said(tables: Tables, one: Waiting) -> list[str]:
    kind = _label(tables, "statements.kind", one.form.get("kind")) if one.sort == "statement" else ""
    return [kind, str(one.form.get("summary") or one.form.get("reading") or "")]


def _label(tables: Tables, column: str, value: Any) -> str:
    return tables.label(column, value) if value else ""


def _words(tables: Tables, one: Waiting, span: Any) -> str:
    match span:
        case [int(start), int(end)]:
            return single_spaced(tables.texts.get(one.source, "")[start:end])
    return ""
