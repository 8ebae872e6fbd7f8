"""What both dossiers say of themselves, property by property: title, languages, what a column may hold."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dashboard.sources.dossier.store.changes import DESCRIPTOR
from dashboard.sources.dossier.store.merging.outcome import Choices, Conflict, Merged
from dashboard.sources.dossier.tables.descriptor import WITHHELD

#: The lists of a descriptor whose items have names: they are joined item by item.
_NAMED = ("resources", "fields")


def merged_properties(
    first: Mapping[str, Any], second: Mapping[str, Any], merged: Merged, choices: Choices, moved: Callable[[str], str]
) -> dict[str, Any]:
    """The descriptor of both. ``moved`` says where an article of the second lies in the first."""
    raw: dict[str, Any] = copy.deepcopy(dict(first))
    _join(raw, {name: value for name, value in second.items() if name != WITHHELD}, "", merged, choices)
    withheld = {*first.get(WITHHELD, ()), *map(moved, second.get(WITHHELD, ()))} - merged.files.keys()
    if withheld:
        raw[WITHHELD] = sorted(withheld)
    else:
        raw.pop(WITHHELD, None)
    return raw


def _join(into: dict[str, Any], second: Mapping[str, Any], path: str, merged: Merged, choices: Choices) -> None:
    for name, value in second.items():
        where = f"{path}/{name}" if path else name
        if name not in into:
            into[name] = value
            merged.added.append(f"{DESCRIPTOR} {where}")
        elif into[name] == value:
            continue
        elif name in _NAMED:
            _join_named(into[name], value, where, merged, choices)
        elif isinstance(into[name], dict) and isinstance(value, dict):
            _join(into[name], value, where, merged, choices)
        else:
            into[name] = _chosen(into[name], value, where, name, merged, choices)


def _join_named(into: list[Any], second: list[Any], path: str, merged: Merged, choices: Choices) -> None:
    items = {item["name"]: item for item in into}
    for item in second:
        where = f"{path}/{item['name']}"
        if item["name"] in items:
            _join(items[item["name"]], item, where, merged, choices)
        else:
            into.append(item)
            merged.added.append(f"{DESCRIPTOR} {where}")


def _chosen(first: Any, second: Any, where: str, name: str, merged: Merged, choices: Choices) -> Any:
    lists = _is_texts(first) and _is_texts(second)
    columns = (name,) if lists else ()
    merged.conflicts.append(Conflict(DESCRIPTOR, where, {name: _text(first)}, {name: _text(second)}, columns))
    version = choices.version(DESCRIPTOR, where, name)
    if version == "both" and lists:
        return [*first, *_others(first, second)]
    return second if version == "second" else first


def _others(first: list[Any], second: list[Any]) -> Iterator[Any]:
    return (item for item in second if item not in first)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _text(value: Any) -> str:
    if _is_texts(value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
