"""On which line a table's header stands, if there is one.

Titles, comments, blank lines and ``sep=;`` may stand before it. A line is a header when its cells differ in kind from
the cells below: words over numbers and days. A first line that looks like what stands below it is data; then nobody
has named the columns, and a person is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.sources.files.convert.mapping import FIELDS
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS
from dashboard.sources.files.layout.table_shape import is_tags
from dashboard.words.sentences import say

#: How many lines that are not blank may stand before the header.
_FIRST = 40
#: How many lines below a line are compared with it.
_BELOW = 50
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", ".", "?", "unknown", "nil", "#n/a"})
_KNOWN = frozenset(
    {name for _, names in FIELDS.values() for name in names}
    | {name.replace("_", " ") for published in PUBLISHED_FORMATS.values() for name in published.columns}
)
Cells = Sequence[str]

#: The line with which Excel says what separates the cells.
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True)
class HeaderLine:
    """Where the header stands: ``header`` is its place in the records, None where there is none; ``start`` the place of
    the first record after it (the first row). ``certain`` is False where a person has to say it.
    """

    header: int | None
    start: int
    certain: bool
    why: str


def find(records: Sequence[Cells]) -> HeaderLine:
    """The header among the first records, which may begin with blank ones."""
    votes = _Votes(records)
    best: tuple[float, int] | None = None
    remarks: list[tuple[float, int]] = []
    for place in votes.filled[:_FIRST]:
        record = records[place]
        if is_separator_line(list(record)):
            continue
        for_header, for_data = votes.of(place)
        if _is_remark(record, place, records):
            remarks.append((for_header, place))
            continue
        if not votes.wide_enough(record):
            continue
        if for_data > for_header:
            break
        score = for_header - 3 * for_data
        if best is None or score >= best[0] + 2:
            best = (score, place)
    return _judged(records, votes, best, remarks)


def without(records: Sequence[Cells]) -> int:
    """The place of the first row where there is no header: titles and remarks before it are no rows."""
    votes = _Votes(records)
    for place in votes.filled:
        record = records[place]
        remark = is_separator_line(list(record)) or record[0].lstrip().startswith("#")
        if not remark and votes.wide_enough(record):
            return place
    return 0


def _judged(
    records: Sequence[Cells], votes: _Votes, best: tuple[float, int] | None, remarks: list[tuple[float, int]]
) -> HeaderLine:
    if best is None:
        wide = [entry for entry in remarks if entry[0] > 0 and votes.wide_enough(records[entry[1]])]
        if wide:
            place = max(wide)[1]
            return HeaderLine(place, place + 1, True, say("Its cells name what stands below them."))
        return HeaderLine(None, without(records), False, say("The first line looks like the lines below it."))
    place = best[1]
    for_header, for_data = votes.of(place)
    if for_header > 0 and for_header >= 3 * for_data:
        return HeaderLine(place, place + 1, True, say("Its cells name what stands below them."))
    return HeaderLine(place, place + 1, False, say("Nothing tells its cells from those below it."))


def _is_remark(record: Cells, place: int, records: Sequence[Cells]) -> bool:
    """A comment (``# exported by …``). HXL tags begin with # too; they belong to the header above."""
    return record[0].lstrip().startswith("#") and not (place and is_tags(record) and any(records[place - 1]))


class _Votes:
    """What the cells of a record have in common with those below it: forms of numbers and days, or words."""

    def __init__(self, records: Sequence[Cells]) -> None:
        self.records = records
        self.filled = [place for place, record in enumerate(records) if any(cell.strip() for cell in record)]
        widths = Counter(_filled(records[place]) for place in self.filled[1:] or self.filled)
        # How many cells most lines have filled: a header fills at least half as many.
        self.width = max(widths, key=lambda width: widths[width] * width, default=0)

    def wide_enough(self, record: Cells) -> bool:
        """Whether as many cells are filled as a header or a row has; a title has one or two."""
        return _filled(record) >= max(min(2, self.width), self.width / 2)

    def of(self, place: int) -> tuple[float, float]:
        """How many cells say that the record is the header, and how many that it is a row."""
        below = [self.records[other] for other in self.filled if other > place][:_BELOW]
        for_header = for_data = 0.0
        for column, cell in enumerate(map(str.strip, self.records[place])):
            if cell.lower() in _NOTHING:
                continue
            if plain_name(cell) in _KNOWN:
                for_header += 2
                continue
            others = [record[column].strip() for record in below if column < len(record)]
            header, data = _compared(cell, [other for other in others if other.lower() not in _NOTHING], bool(below))
            for_header, for_data = for_header + header, for_data + data
        return for_header, for_data


def _compared(cell: str, below: Sequence[str], rows: bool) -> tuple[float, float]:
    """One cell compared with those below it: the votes for a header, and for a row."""
    own, forms = form(cell), Counter(map(form, below))
    digits = sum(count for shape, count in forms.items() if "9" in shape)
    if not rows:
        return 0, "9" in own
    if below and digits >= 0.8 * len(below):
        bare = sum(count for shape, count in forms.items() if "a" not in shape)
        words = "9" not in own or ("a" in own and bare >= 0.8 * len(below))
        return words, "9" in own and (forms[own] > 0 or _number(cell))
    return 0, 0.5 * (len(below) > 4 and below.count(cell) > 1)


def form(cell: str) -> str:
    """The cell with each run of digits as 9 and each run of letters as a: two days of one form look alike."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell))


def plain_name(name: str) -> str:
    """A column's name in lower case, without signs."""
    return " ".join(re.sub(r"[^\w]+|_", " ", name).lower().split())


def _number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?\d+([.,]\d+)*", cell) is not None


def _filled(record: Cells) -> int:
    return sum(bool(cell.strip()) for cell in record)


def is_separator_line(record: tuple[str, ...] | list[str], raw: str = "") -> bool:
    """Whether a line only says what separates the cells (``sep=;``), as Excel writes it."""
    return bool(SEPARATOR_LINE.fullmatch(raw.rstrip("\r\n") or "".join(record)))
