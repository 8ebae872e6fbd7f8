"""Columns of words whose bytes may not be UTF-8: such bytes are shown as �, and their rows are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def mended(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, npt.NDArray[np.bool_]]:
    """A column of valid text, and the rows that were not. Columns of other kinds come back unchanged."""
    nothing = np.zeros(len(column), dtype=bool)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return column, nothing
    pairs = [_mended(chunk) for chunk in column.chunks]
    if all(broken is None for _, broken in pairs):
        return column, nothing
    chunks = [chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode() for chunk, _ in pairs]
    masks = [np.zeros(len(chunk), dtype=bool) if broken is None else broken for chunk, broken in pairs]
    return pa.chunked_array(chunks), np.concatenate(masks)


def _mended(chunk: pa.Array) -> tuple[pa.Array, npt.NDArray[np.bool_] | None]:
    """One piece of a column, and the rows that were not valid text; None if all were."""
    words = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
    try:
        words.validate(full=True)
        return chunk, None
    except pa.ArrowInvalid:
        pass
    # Two broken words differ as bytes; mended, they may look the same.
    raw = _as_bytes(words).to_pylist()
    texts = [None if word is None else word.decode("utf-8", "replace") for word in raw]
    broken = np.array([word is not None and not _is_text(word) for word in raw], dtype=bool)
    if not pa.types.is_dictionary(chunk.type):
        return pa.array(texts, pa.string()).dictionary_encode(), broken
    known: npt.NDArray[Any] = chunk.indices.is_valid().to_numpy(zero_copy_only=False)
    codes = chunk.indices.fill_null(0).to_numpy(zero_copy_only=False)
    column = pa.array(texts, pa.string()).take(chunk.indices)
    return column.dictionary_encode(), broken[codes] & known


def _as_bytes(words: pa.Array) -> pa.Array:
    kind = pa.large_binary() if pa.types.is_large_string(words.type) else pa.binary()
    return words.cast(kind)


def _is_text(word: bytes) -> bool:
    try:
        word.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
