"""Whether the text of a row says night, and in which words. Nothing else states a time of day in these files."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.files.convert import cells

#: Whole words only: a fortnight, a Knight and a nightclub are no night.
WORDS = "night|nights|overnight|midnight|nighttime|night-time|nightfall|tonight"
_PERHAPS = "(?i)night"
_NOT_A_TIME = r"(?i)\bnight[ -]?(?:clubs?|markets?|schools?|guards?|watch|watchm[ae]n|shifts?|vision|stalkers?)\b"
_IN_CONTEXT = rf"(?i)(?P<words>(?:\S+[ ]+){{0,3}}\S*\b(?:{WORDS})\b)"


class Search:
    """:func:`time_words` beside other work: it takes as long as all the rest of a row's reading."""

    def __init__(self, columns: Sequence[pa.Array | None], rows: int) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="night")
        self._found = self._pool.submit(time_words, columns, rows)
        self._pool.shutdown(wait=False)

    def result(self) -> tuple[pa.DictionaryArray, pa.Array]:
        """``time_of_day`` and ``time_words``."""
        return self._found.result()


def time_words(columns: Sequence[pa.Array | None], rows: int) -> tuple[pa.DictionaryArray, pa.Array]:
    """``time_of_day`` ("night" or null) and ``time_words``: the words that say so with up to three before them.

    ``columns`` are texts of the row (headline, note) in the order in which they are asked.
    """
    words = pa.nulls(rows, pa.string())
    for column in columns:
        if column is not None:
            words = pc.coalesce(words, _said(column, rows))
    codes = pc.if_else(pc.is_valid(words), pa.scalar(0, pa.int32()), pa.scalar(None, pa.int32()))
    return pa.DictionaryArray.from_arrays(cells.one(codes), pa.array(["night"])), cells.one(words)


def _said(column: pa.Array, rows: int) -> pa.Array:
    # The plain word first: it is found five times as fast as whole words are, and few rows have it.
    hits = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(column, _PERHAPS), False))
    if not len(hits):
        return pa.nulls(rows, pa.string())
    texts = column.take(hits)
    cleared = (
        pc.replace_substring_regex(texts, _NOT_A_TIME, "")
        if pc.any(pc.match_substring_regex(texts, _NOT_A_TIME)).as_py()
        else texts
    )
    words = pc.struct_field(pc.extract_regex(cleared, _IN_CONTEXT), [0])
    return words.take(_positions(hits, rows))


def _positions(hits: pa.Array, rows: int) -> pa.Array:
    """For each row the place of its hit, null where it has none."""
    place = np.full(rows, -1, dtype=np.int64)
    place[hits.to_numpy()] = np.arange(len(hits))
    return pa.array(place, mask=place < 0)
