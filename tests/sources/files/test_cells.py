"""Repeated words of a column: trimmed, renamed, null where they say nothing."""

from __future__ import annotations

import pyarrow as pa

from dashboard.sources.files.convert import cells


def test_words_that_say_nothing_are_missing() -> None:
    column = pa.array(["  Dune   Front ", "n/a", "NULL", "", None, "Dune Front"])
    assert cells.labels(column).to_pylist() == ["Dune Front", None, None, None, None, "Dune Front"]
    assert cells.labels(column).dictionary.to_pylist() == ["Dune Front"]


def test_words_are_renamed_and_what_the_renaming_drops_is_missing() -> None:
    names = {"df": "Dune Front", "nobody": None}
    assert cells.labels(pa.array(["df", "nobody", "n/a", "df"]), names.__getitem__).to_pylist() == [
        "Dune Front", None, None, "Dune Front",
    ]  # fmt: skip


def test_parts_of_a_column_with_words_of_their_own_make_one() -> None:
    parts = [pa.array(["a", "b"]).dictionary_encode(), pa.array(["c", "a"]).dictionary_encode()]
    assert cells.one(pa.chunked_array(parts)).to_pylist() == ["a", "b", "c", "a"]
    assert cells.labels(pa.chunked_array(parts)).to_pylist() == ["a", "b", "c", "a"]
