"""What a published format is: how a table in it is told, what is read of it, and what its rows become.

Each format is one module with one :class:`Published`; :mod:`dashboard.sources.files.formats.published_formats` lists them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from dashboard.sources.files.convert.canonical import Draft
from dashboard.sources.files.convert.sheet import Sheet

#: A shapefile keeps so many characters of a column's name.
SHORT = 10
_BETWEEN_WORDS = re.compile(r"[\s\-]+")
Records = Sequence[Sequence[str]]


def never(records: Records) -> tuple[str, ...]:
    """The test of a format that always has a header."""
    return ()


def always(records: Records, known: Mapping[str, str]) -> bool:
    """The test of a format that its header alone tells."""
    return True


@dataclass(frozen=True)
class Code:
    """One line of the published mapping: a column of the format, a code or word in it, what it becomes and why."""

    column: str
    code: str
    ours: str
    means: str


@dataclass(frozen=True)
class Published:
    """One published format.

    ``key`` names it in code, ``words`` for people. ``columns`` are those of the published table, in order. A header is
    of this format when it has one of ``days`` (one of each group, where there are several) and ``needed`` of
    ``telling``, the names that only such files use together. ``other_names`` are what older copies call a column.

    ``types`` are the columns read at once with the type they mostly have, ``missing`` the cells that stand for
    nothing. ``dates`` are the columns whose digits may leave day and month open. ``draft`` makes the canonical columns
    from a sheet, by (our column name → the file's) and the order of day and month. ``lacking`` says what is not known
    where a column lacks. ``headerless`` gives the columns of a table without a header, none if it is not of this
    format. ``holds`` looks at the first records, where the header alone does not tell. ``cautions`` are sentences that every report of such a file carries. ``questions`` are the codes of what a
    person has to agree to before it is shown. ``codes`` is what is published of how it is read.
    ``refuses`` says of a published table that holds no events what it is, and what to do.
    """

    key: str
    words: str
    columns: tuple[str, ...]
    days: tuple[frozenset[str], ...]
    telling: frozenset[str]
    needed: int
    types: Mapping[str, pa.DataType]
    dates: tuple[str, ...]
    draft: Callable[[Sheet, Mapping[str, str], str], Draft]
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ("", "NA")
    lacking: Mapping[str, str] = field(default_factory=dict)
    headerless: Callable[[Records], tuple[str, ...]] = never
    headerless_words: str = ""
    cautions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    holds: Callable[[Records, Mapping[str, str]], bool] = always
    codes: tuple[Code, ...] = ()
    refuses: tuple[str, str] | None = None

    def known_columns(self, names: Sequence[str]) -> dict[str, str]:
        """Column of the format → the file's column. The first of two equal names counts."""
        have: dict[str, str] = {}
        for name in names:
            have.setdefault(plain(name), name)
        known: dict[str, str] = {}
        for written, column in self._spellings:
            if written in have:
                known.setdefault(column, have[written])
        return known

    @cached_property
    def _spellings(self) -> tuple[tuple[str, str], ...]:
        """Every (name in a header, column of the format): the published names, then others, then those cut short.

        A name is cut short as a shapefile does it, and only where no other column begins alike.
        """
        published = [(plain(column), column) for column in self.columns]
        others = [(plain(other), column) for column, others in self.other_names.items() for other in others]
        starts = Counter(name[:SHORT] for name, _ in published)
        cut = [
            (name[:SHORT], column) for name, column in published if len(column) > SHORT and starts[name[:SHORT]] == 1
        ]
        return (*published, *others, *cut)

    def fits(self, known: Mapping[str, str], records: Records) -> bool:
        """Whether columns found by :meth:`known_columns` are a table of this format. ``records`` begin with the header."""
        by_header = all(group & known.keys() for group in self.days) and len(self.telling & known.keys()) >= self.needed
        return by_header and self.holds(records, known)

    def notices(self, known: Mapping[str, str]) -> list[str]:
        """The cautions, and one sentence for each column that lacks and is missed."""
        missed = [column for column in self.columns if column not in known and column in self.lacking]
        return [*self.cautions, *(f"There is no column {column}: {self.lacking[column]}." for column in missed)]


def plain(name: str) -> str:
    """A column's name without case, with one underscore for what stands between words."""
    return _BETWEEN_WORDS.sub("_", name.strip().lower())
