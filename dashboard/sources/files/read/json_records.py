"""JSON → rows of text: records and features, whatever envelope they come in.

A record's nested objects become columns with dotted names, a list of words one cell joined by "; ". Read are an array
of records, one record a line, an array of arrays whose first is the header, the answers of APIs (an object with one
list of records in it, such as ACLED's ``data`` and UCDP's ``Result``), objects of columns, and GeoJSON features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.errors import FileRefused
from dashboard.sources.files.read import geojson_file, json_text
from dashboard.sources.files.read.file_bytes import Content
from dashboard.sources.files.read.record_rows import Rows, as_text, check_width, table
from dashboard.sources.files.read.size_limits import Limits
from dashboard.words.sentences import deferred, say, say_deferred

_COUNTS = ("totalcount", "total_count", "total", "count", "numfound", "numberofrecords", "totalrecords")
_NEXT = ("nextpageurl", "next", "next_page", "nextpage")
_NO_LIST = deferred("it is JSON, but holds no list of records and no GeoJSON features")


def read(content: Content, limits: Limits, *, encoding: str | None = None, chosen: str | None = None) -> Rows:
    """All records of a JSON file. ``chosen`` names one of several lists. Raises FileRefused."""
    parsed = json_text.parse(content, encoding)
    values = parsed.values
    if len(values) == 1 and isinstance(values[0], list) and _is_feature(values[0][:1]):
        values = values[0]
    features = geojson_file.features_of(content, values) if values else None
    if features is not None:
        records = table(
            content, limits, [geojson_file.split(feature) for feature in features], geojson_file.GEOMETRY_COLUMNS
        )
        places = parsed.places if len(features) == len(parsed.places) else range(len(features))
        what = say("Row numbers count the features; the first is row 2, as in a table with a header.")
        return Rows(records, places, parsed.damaged, (*parsed.notices, what))
    what = say("Row numbers count the records; the first is row 2, as in a table with a header.")
    if parsed.in_lines:
        records = _of_records(content, limits, parsed.values)
        return Rows(records, parsed.places, parsed.damaged, (*parsed.notices, what))
    [value] = parsed.values
    lists = _lists(value)
    name = _choice(content, value, lists, chosen)
    records = _of_records(content, limits, lists[name])
    notices = (*parsed.notices, *_envelope(value, lists, name), what)
    lengths = {key: len(rows) for key, rows in lists.items()} if len(lists) > 1 else {}
    return Rows(records, range(len(records) - 1), (), notices, lengths, name)


def _is_feature(values: Sequence[Any]) -> bool:
    return any(isinstance(value, dict) and value.get("type") == "Feature" for value in values)


def _of_records(content: Content, limits: Limits, rows: Sequence[Any]) -> list[list[str]]:
    """Header and rows of records, or of arrays whose first is the header."""
    if all(isinstance(row, list) for row in rows):
        width = max(map(len, rows))
        check_width(content, limits, width)
        return [[as_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    pairs: list[tuple[dict[str, Any], list[str]]] = [
        (row, []) if isinstance(row, dict) else ({"value": row}, []) for row in rows
    ]
    return table(content, limits, pairs, ())


# --- envelopes --------------------------------------------------------------------------------------------------


def _lists(value: Any, before: str = "", depth: int = 0) -> dict[str, list[Any]]:
    """The lists of records in a value by their dotted name; "" is the value itself."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, (dict, list))]
        return {before: value} if rows and len(rows) * 2 > len(value) else {}
    if not isinstance(value, dict) or depth > 3:
        return {}
    columns = _from_columns(value)
    if columns:
        return {before: columns}
    lists: dict[str, list[Any]] = {}
    for key, member in value.items():
        lists |= _lists(member, f"{before}.{key}" if before else json_text.clean(key), depth + 1)
    return lists


def _from_columns(value: Mapping[str, Any]) -> list[Any]:
    """Records from an object of columns ({"date": [...], "lat": [...]}), of rows by their keys, or from pandas' split."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return [names, *rows]
    members = list(value.values())
    if len(members) < 2:
        return []
    if all(isinstance(member, list) for member in members):
        lengths = {len(member) for member in members}
        plain = not any(isinstance(cell, (dict, list)) for member in members for cell in member[:5])
        if len(lengths) == 1 and plain and lengths != {0}:
            return [dict(zip(value, row, strict=True)) for row in zip(*members, strict=True)]
    if all(isinstance(member, dict) and member for member in members):
        first = list(members[0])
        if all(list(member) == first for member in members) and first == [str(place) for place in range(len(first))]:
            return [{name: column[place] for name, column in value.items()} for place in first]
        shared = set(first).intersection(*members)
        if len(shared) >= 2 and not any(isinstance(members[0][name], (list, dict)) for name in shared):
            return [{"key": key, **row} for key, row in value.items()]
    return []


def _choice(content: Content, value: Any, lists: Mapping[str, list[Any]], chosen: str | None) -> str:
    """The list that is read: the one that a person chose, else the longest."""
    if isinstance(value, dict):
        failed = value.get("success") is False or (not lists and {"error", "errors"} & value.keys())
        if failed:
            message = as_text(value.get("error") or value.get("errors") or value.get("message"))[:200]
            wrong = (
                say("it is the answer of a server that refused the question ({message})", message=message)
                if message
                else say("it is a refusal")
            )
            raise FileRefused(content.name, wrong, say("ask for the data again"))
    if chosen is not None and chosen in lists:
        return chosen
    if lists:
        return max(lists, key=lambda name: len(lists[name]))
    members = value.values() if isinstance(value, dict) else [value]
    if any(member == [] for member in members):
        raise FileRefused(content.name, say("its list of records is empty"), say("export it again"))
    raise FileRefused(content.name, say_deferred(_NO_LIST), say("save it as GeoJSON or CSV"))


def _envelope(value: Any, lists: Mapping[str, list[Any]], name: str) -> list[str]:
    """What an envelope says of its list: that there are more records elsewhere, and what else the file holds."""
    if not isinstance(value, dict):
        return []
    notices = []
    if len(lists) > 1:
        others = ", ".join(f"{key} ({len(rows):,})" for key, rows in lists.items() if key != name)
        notices.append(say('The list "{name}" was read; not read: {others}.', name=name, others=others))
    plain = {key.lower(): member for key, member in value.items() if not isinstance(member, (dict, list))}
    have = len(lists[name])
    for key in _COUNTS:
        content = plain.get(key)
        if isinstance(content, int) and not isinstance(content, bool) and content > have:
            notices.append(
                say(
                    "The file holds {have} records of the {content} that it says there are.", have=have, content=content
                )
            )
            break
    if any(plain.get(key) for key in _NEXT):
        notices.append(say("The file is one page of an answer; the server has further pages, which are not in it."))
    return notices
