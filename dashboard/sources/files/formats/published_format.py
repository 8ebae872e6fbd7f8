"""What a published format is: how a table in it is recognised, what is read of it, and what its rows become.

Each format is one module with one :class:`PublishedFormat`, named FORMAT;
:mod:`~dashboard.sources.files.formats.published_formats` lists the modules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats.format_labels import FormatLabels
from dashboard.words.sentences import say

#: A shapefile keeps so many characters of a column's name.
SHORT_NAME = 10
_BETWEEN_WORDS = re.compile(r"[\s\-]+")
Records = Sequence[Sequence[str]]


def _always_with_header(records: Records) -> tuple[str, ...]:
    return ()


def _always_fitting(records: Records, columns: Mapping[str, str]) -> bool:
    return True


def _no_events(sheet: FileSheet, columns: Mapping[str, str], order: str) -> EventDraft:
    raise AssertionError("a format that is refused has no events")


@dataclass(frozen=True)
class CodebookLine:
    """One line of the published mapping: a column of the format, a code or word in it, what it becomes and why."""

    column: str
    code: str
    ours: str
    means: str


@dataclass(frozen=True, kw_only=True)
class PublishedFormat(FormatLabels):
    """One published format.

    Recognition. ``columns`` are those of the published table, in order. ``other_names`` are what older copies call a
    column. A header is of this format when it has a column of each of the ``header_groups`` and
    ``telltales_needed`` of the ``telltales``, names that only such files use together.
    ``first_records_fit`` looks at the first records where the header alone does not decide. ``headerless_columns``
    gives the columns of a table without a header, none if it is not of this format; ``headerless_title`` names such a
    table for people. ``refused`` says of a published table that holds no events what it is, and what to do.

    Reading. ``column_types`` are the columns that are read at once, with the type they mostly have; ``missing_cells``
    stand for nothing. ``date_columns`` are those whose digits may leave day and month open. ``draft`` makes the
    canonical columns of a sheet, by (column of the format → the file's) and the order of day and month.

    Telling. ``missing_columns`` says what is not known where a column is missing. ``cautions`` are sentences that every
    report of such a file carries. ``questions`` are the codes of what a person has to agree to before it is shown.
    ``codebook`` is what is published of how the format is read.
    """

    columns: tuple[str, ...]
    header_groups: tuple[frozenset[str], ...]
    telltales: frozenset[str] = frozenset()
    telltales_needed: int = 0
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_records_fit: Callable[[Records, Mapping[str, str]], bool] = _always_fitting
    headerless_columns: Callable[[Records], tuple[str, ...]] = _always_with_header
    headerless_title: str = ""
    refused: tuple[str, str] | None = None
    column_types: Mapping[str, pa.DataType] = field(default_factory=dict)
    missing_cells: tuple[str, ...] = ("", "NA")
    date_columns: tuple[str, ...] = ()
    draft: Callable[[FileSheet, Mapping[str, str], str], EventDraft] = _no_events
    missing_columns: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    codebook: tuple[CodebookLine, ...] = ()

    def columns_in(self, names: Sequence[str]) -> dict[str, str]:
        """Column of the format → the file's column. The first of two equal names counts."""
        by_plain_name: dict[str, str] = {}
        for name in names:
            by_plain_name.setdefault(plain_column(name), name)
        columns: dict[str, str] = {}
        for spelling, column in self._spellings:
            if spelling in by_plain_name:
                columns.setdefault(column, by_plain_name[spelling])
        return columns

    @cached_property
    def _spellings(self) -> tuple[tuple[str, str], ...]:
        """Every (plain name in a header, column): the published names, then others, then those cut short.

        A name is cut short as a shapefile does it, and only where no other column begins alike.
        """
        published = [(plain_column(column), column) for column in self.columns]
        others = [(plain_column(other), column) for column, others in self.other_names.items() for other in others]
        starts = Counter(name[:SHORT_NAME] for name, _ in published)
        cut = [
            (name[:SHORT_NAME], column)
            for name, column in published
            if len(column) > SHORT_NAME and starts[name[:SHORT_NAME]] == 1
        ]
        return (*published, *others, *cut)

    def fits(self, columns: Mapping[str, str], records: Records) -> bool:
        """Whether a table with these columns is of this format. ``records`` begin with the header."""
        has_groups = all(group & columns.keys() for group in self.header_groups)
        has_telltales = len(self.telltales & columns.keys()) >= self.telltales_needed
        return has_groups and has_telltales and self.first_records_fit(records, columns)

    def notices(self, columns: Mapping[str, str]) -> list[str]:
        """The cautions, and one sentence for each missing column that tells something."""
        missed = [column for column in self.columns if column not in columns and column in self.missing_columns]
        return [
            *self.cautions,
            *(
                say(
                    "There is no column {column}: {consequence}.",
                    column=column,
                    consequence=self.missing_columns[column],
                )
                for column in missed
            ),
        ]


def plain_column(name: str) -> str:
    """A column's name in small letters, with one underscore for what stands between words."""
    return _BETWEEN_WORDS.sub("_", name.strip().lower())
