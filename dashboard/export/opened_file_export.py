"""Events of an opened file to take away: GeoJSON and CSV. Whose data it is, and on what terms, goes along.

The rows are written by whole columns, some thousand at a time, so that 350,000 events are a matter of seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import NothingSelected
from dashboard.export.event_geometry import DECIMALS
from dashboard.query.event_set import EventSet
from dashboard.sources.files import COLUMNS_MEAN, Opened, labels_of, to_csv
from dashboard.sources.files.file_set import CODE_WORDS, OPENED_FILE
from dashboard.words.sentences import deferred, say, say_deferred

# How many rows are text at the same time: some 20 MB with long notes.
AT_ONCE = 8192
Positions = npt.NDArray[np.intp]
Words = Mapping[str, Mapping[Any, str]]

CAUTION = deferred(
    "Figures are those of the file, coded by others. They are never added up here. A point is the file's own; "
    "where_prec says how exactly it is known, and it may stand for a district, a province or a country."
)
# Columns of figures; a format that has no such figure leaves it out.
FIGURES = frozenset({"fatalities", "fatalities_low", "fatalities_high"})
CONTROL = r"[\x00-\x1f]"
# Codes that are told in words too, beside the code.
IN_WORDS = {"where_prec": "where_exactly", "date_prec": "when_exactly"}


def provenance(opened: Opened, exported: int) -> dict[str, str]:
    """What the export says of itself: which file, how much of it, whose it is, on what terms."""
    total = len(opened.events)
    told = opened.attribution
    return {
        "file": opened.name,
        "file_sha256": opened.digest,
        "kind_of_file": opened.shape_words,
        "scope": (
            say("All {total} events.", total=total)
            if exported == total
            else say("A selection: {exported} of {total} events.", exported=exported, total=total)
        ),
        "attribution": told.line or say("The file does not state whose data it is."),
        "terms": told.licence,
        "caution": say_deferred(CAUTION),
    }


def opened_geojson(opened: Opened, positions: Positions | None = None, words: Words | None = None) -> Iterator[bytes]:
    """The events as GeoJSON (RFC 7946), piece by piece: geometry null where there is no usable place.

    ``provenance`` and ``columns`` (what each property is) are foreign members (section 6.1).

    Args:
        opened: the file.
        positions: positions in ``opened.events``, in the order wanted; None for all.
        words: the reader's words for codes, by column.

    Raises:
        NothingSelected: there is no event to export.
    """
    events = _taken(opened, positions)
    names = _names(opened.shape, words or {})
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        "provenance": provenance(opened, len(events)),
        "columns": _meanings(opened, names),
    }
    if bounds := _bounds(events):
        head["bbox"] = bounds
    return _pieces(events, json.dumps(head, ensure_ascii=False)[:-1], names, words or {})


def _pieces(events: pa.Table, head: str, names: Mapping[str, str], words: Words) -> Iterator[bytes]:
    yield f'{head}, "features": [\n'.encode(errors="replace")
    coded = _with_coded_words(events)
    for start in range(0, len(events), AT_ONCE):
        features = _features(coded.slice(start, AT_ONCE).combine_chunks(), names, words)
        joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, len(features)], pa.int32()), features), ",\n")
        yield (b",\n" if start else b"") + joined[0].as_buffer().to_pybytes()
    yield b"\n]}\n"


def opened_csv(opened: Opened, positions: Positions | None = None) -> bytes:
    """The events as formula-safe CSV: the file's own columns as read, then ours with "dashboard " before the name.

    Raises:
        NothingSelected: there is no event to export.
    """
    events, whole = _taken(opened, positions), opened.original
    at = pc.index_in(events["row"], value_set=whole["row"].combine_chunks())
    columns = {name: whole[name].take(at) for name in whole.column_names if name != "row"}
    ours = {f"dashboard {name}": events[name] for name in events.column_names}
    return to_csv(pa.table({**columns, **ours}))


def _taken(opened: Opened, positions: Positions | None) -> pa.Table:
    events = opened.events if positions is None else opened.events.take(pa.array(positions, pa.int64()))
    if not len(events):
        raise NothingSelected()
    return events


def _names(shape: str, words: Words) -> dict[str, str]:
    """Our column → the property's name, in the order of the export. A column of words is named by IN_WORDS."""
    labels = labels_of(shape)
    figures = {figure.column: figure.export_name for figure in labels.deaths.figures}
    special = {**figures, "notes": labels.note.export_name}
    found: dict[str, str] = {}
    for column in COLUMNS_MEAN:
        if column in FIGURES and column not in figures:
            continue
        found[column] = special.get(column, column)
        if column in IN_WORDS and column in words:
            found[f"{column} in words"] = IN_WORDS[column]
        if column == "date_end":
            found["edtf"] = "date_edtf"
    return found


def _meanings(opened: Opened, names: Mapping[str, str]) -> dict[str, str]:
    """What stands in each property."""
    labels = labels_of(opened.shape)
    told = dict(COLUMNS_MEAN) | {figure.column: figure.meaning for figure in labels.deaths.figures}
    told |= {"notes": labels.note.meaning, "edtf": say("the days as EDTF (ISO 8601-2)")}
    told |= {f"{column} in words": f"{column} in words" for column in IN_WORDS}
    return {given: told[column] for column, given in names.items()}


def _bounds(events: pa.Table) -> list[float] | None:
    """West, south, east, north of the events that have a place, degrees."""
    x, y = (pc.min_max(pc.round(events[name], DECIMALS)) for name in ("longitude", "latitude"))
    found = [x["min"], y["min"], x["max"], y["max"]]
    return [edge.as_py() for edge in found] if all(edge.is_valid for edge in found) else None


# --- columns as JSON ------------------------------------------------------------------------------------------------


def _features(events: pa.Table, names: Mapping[str, str], words: Words) -> pa.Array:
    """One feature an event, as text."""
    parts: list[Any] = ['{"type": "Feature", "id": ', _json(events["event_id"]), ', "geometry": ', _geometry(events)]
    between = ', "properties": {'
    for column, name in names.items():
        parts += [f"{between}{json.dumps(name)}: ", _property(events, column, words)]
        between = ", "
    return _one(pc.binary_join_element_wise(*parts, "}}", ""))


def _property(events: pa.Table, column: str, words: Words) -> Any:
    if column == "edtf":
        return _edtf(events)
    if column.endswith(" in words"):
        code = column.removesuffix(" in words")
        return _json(_worded(events[code], words[code]))
    return _json(events[column])


def _geometry(events: pa.Table) -> Any:
    """A point, longitude first; null where one of the two is not known."""
    x, y = (pc.cast(pc.round(events[name], DECIMALS), pa.string()) for name in ("longitude", "latitude"))
    return pc.fill_null(pc.binary_join_element_wise('{"type": "Point", "coordinates": [', x, ", ", y, "]}", ""), "null")


def _edtf(events: pa.Table) -> Any:
    """A day, or the first and the last possible one."""
    start, end = (pc.cast(events[name], pa.string()) for name in ("date_start", "date_end"))
    span = pc.if_else(pc.equal(start, end), start, pc.binary_join_element_wise(start, end, "/"))
    return pc.binary_join_element_wise('"', span, '"', "")


def _worded(codes: Any, words: Mapping[Any, str]) -> Any:
    """The words for each code; null where it has none."""
    at = pc.index_in(codes, value_set=pa.array(list(words), codes.type))
    return pa.array(list(words.values()), pa.string()).take(_one(at))


def _with_coded_words(events: pa.Table) -> pa.Table:
    """The table with the words of its dictionaries as JSON text: each is written once, however many rows have it."""
    columns = {}
    for name, column in zip(events.column_names, events.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            one = _one(column.unify_dictionaries())
            texts = [json.dumps(text, ensure_ascii=False) for text in one.dictionary.to_pylist()]
            column = pa.DictionaryArray.from_arrays(one.indices, pa.array(texts, pa.string()))
        columns[name] = column
    return pa.table(columns)


def _json(column: Any) -> Any:
    """Each cell as JSON text: numbers as they are, days and text in quotation marks, null where nothing is known."""
    column = _one(column)
    if pa.types.is_dictionary(column.type):  # JSON already
        return pc.fill_null(column.dictionary.take(column.indices), "null")
    if pa.types.is_string(column.type):
        return pc.fill_null(pc.binary_join_element_wise('"', _escaped(column), '"', ""), "null")
    text = pc.cast(column, pa.string())
    if pa.types.is_date(column.type):
        text = pc.binary_join_element_wise('"', text, '"', "")
    return pc.fill_null(text, "null")


def _escaped(text: Any) -> Any:
    """Text as it stands between the quotation marks of JSON (RFC 8259, section 7)."""
    text = pc.replace_substring(pc.replace_substring(text, "\\", "\\\\"), '"', '\\"')
    if not pc.any(pc.match_substring_regex(text, CONTROL)).as_py():
        return text
    for number in range(0x20):
        sign = chr(number)
        text = pc.replace_substring(text, sign, json.dumps(sign)[1:-1])
    return text


def _one(column: Any) -> Any:
    """A column as one array."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def file_csv(event_set: EventSet, event_ids: Sequence[str] | None) -> bytes:
    """Events of the file behind a set as CSV; None is all."""
    opened = _file_of(event_set)
    return opened_csv(opened, _positions(opened, event_ids))


def file_geojson(event_set: EventSet, event_ids: Sequence[str] | None) -> bytes:
    """Events of the file behind a set as GeoJSON; None is all."""
    opened = _file_of(event_set)
    return b"".join(opened_geojson(opened, _positions(opened, event_ids), event_set.part(CODE_WORDS)))


def _file_of(event_set: EventSet) -> Opened:
    opened = event_set.part(OPENED_FILE)
    if opened is None:
        raise ValueError(say("{set} is no opened file", set=event_set.id))
    return opened


def _positions(opened: Opened, event_ids: Sequence[str] | None) -> Positions | None:
    """The places of events in the table, by their ids; None for all."""
    return None if event_ids is None else np.fromiter(map(int, event_ids), dtype=np.intp, count=len(event_ids))
