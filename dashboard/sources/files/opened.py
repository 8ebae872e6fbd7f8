"""One opened event file, as everything behind the reader knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.convert.mapping import Mapping
from dashboard.sources.files.convert.row_report import RowReport
from dashboard.sources.files.formats.format_labels import Attribution
from dashboard.sources.files.layout.layout_choices import Layout


@dataclass(frozen=True)
class Opened:
    """One opened file. ``digest`` is the SHA-256 of the file as given.

    ``shape`` is the key of its format (acled, ged, …), table or geojson, ``shape_words`` its name for people.
    ``mapping`` is the one that it was opened with, ``layout`` how the bytes were read. ``rows`` is the number of events.
    ``read`` gives columns of the canonical table; a kept copy reads only those that are asked for.
    """

    name: str
    shape: str
    shape_words: str
    digest: str
    rows: int
    report: RowReport
    attribution: Attribution
    mapping: Mapping | None
    read: Callable[[Sequence[str]], pa.Table] = field(repr=False)
    _original: Callable[[], pa.Table] = field(repr=False)
    layout: Layout = field(default_factory=Layout)
    #: As in FileSheet.
    original_at_hand: bool = False

    @cached_property
    def events(self) -> pa.Table:
        """The canonical table (:data:`dashboard.sources.files.convert.canonical_columns.SCHEMA`), all columns."""
        return self.read(SCHEMA.names)

    @cached_property
    def original(self) -> pa.Table:
        """Every column of every row read, as text, in the file's order; ``row`` joins them to ``events``.

        Read at the first use and then kept. Raises FileRefused when the file has changed since it was opened.
        """
        return self._original()
