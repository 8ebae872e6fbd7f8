"""Fills the columns of a draft that are neither days nor places: words, ids, figures, codes of precision."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells, people_counts, stated_night
from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.words.sentences import say, say_count

#: More deaths than this are a slip of the keyboard.
MOST_DEATHS = 100_000_000


def fill_texts(draft: EventDraft, columns: Mapping[str, Any], missing: Collection[str] = cells.MISSING) -> None:
    """Fill columns of words and prose with their cells as they stand; ``missing`` are words that stand for nothing.

    The search for the time of day begins here, in a thread of its own, so call this first.
    """
    for name, cell in sorted(columns.items(), key=lambda item: SCHEMA.field(item[0]).type != pa.string()):
        if cell is not None:
            prose = pa.types.is_string(SCHEMA.field(name).type)
            draft.columns[name] = cells.prose(cell) if prose else cells.labels(cell, missing=missing)
    draft.night = stated_night.Search((draft.columns.get("headline"), draft.columns.get("notes")), len(draft))


def fill_ids(draft: EventDraft, column: str, cell: Any) -> None:
    """Fill the ids with the file's own, "row-<row>" where there is none; ids that stand twice are listed."""
    ids = None if cell is None else cells.prose(cell)
    if ids is None or ids.null_count:
        by_row = pc.binary_join_element_wise("row-", pc.cast(pa.array(draft.listing.rows), pa.string()), "")
        draft.columns["event_id"] = by_row if ids is None else pc.coalesce(ids, by_row)
    else:
        draft.columns["event_id"] = ids
    if ids is None:
        return
    codes = pc.dictionary_encode(ids)
    if len(codes.dictionary) < len(ids) - ids.null_count:
        numbers = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        twice = np.append(np.bincount(numbers[numbers >= 0], minlength=len(codes.dictionary)) > 1, False)
        draft.listing.note("duplicate_id", column, twice[numbers], ids)


def precision_codes(draft: EventDraft, column: str, cell: Any, most: int) -> Numbers:
    """The codes of a column, from 1 to ``most``; any other code is listed and unknown."""
    if cell is None:
        return cells.nothing(len(draft))
    codes = cells.whole_numbers(cell, 1, most)
    draft.listing.note("unknown_precision", column, codes.wrong, cell)
    return codes


def fill_deaths(draft: EventDraft, name: str, column: str, cell: Any, form: str | None = "") -> Numbers:
    """Fill ``name`` with a figure of 0 or more; any other cell is listed and unknown.

    ``form`` is the sign before decimals (:mod:`~dashboard.sources.files.convert.people_counts`). In the best estimate a
    cell such as "4-6" or "at least 12" gives the low and the high one, where the row has no other.
    """
    if cell is None:
        return cells.nothing(len(draft))
    counts, note = people_counts.read(cell, MOST_DEATHS, form or ""), draft.listing.note
    note("unreadable_number", column, counts.best.wrong, cell)
    note("coded_unknown", column, counts.unknown, cell)
    stated = counts.best.array(pa.int32())
    draft.columns[name] = pc.coalesce(stated, draft.columns[name]) if name in draft.columns else stated
    if name == "fatalities":
        note("bounded_number", column, counts.bounded, cell)
        for bound, numbers in (("fatalities_low", counts.low), ("fatalities_high", counts.high)):
            if numbers.known.any():
                draft.columns[bound] = numbers.array(pa.int32())
    else:
        note("unreadable_number", column, counts.bounded, cell)
    if counts.grouped:
        name_in_file = draft.listing.names_in_file.get(column, column)
        rows = say_count(counts.grouped, one="{number} cell", other="{number} cells")
        thousand = {"point": "1.000", "comma": "1,000"}[counts.sign]
        draft.notices.append(
            say(
                'In "{name_in_file}" the {sign} groups thousands: {thousand} is a thousand ({rows}).',
                name_in_file=name_in_file,
                sign=counts.sign,
                thousand=thousand,
                rows=rows,
            )
        )
    return counts.best
