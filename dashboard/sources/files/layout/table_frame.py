"""The frame of a table, from its first records: the line of its header, how wide it is, which format it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.errors import FileRefused
from dashboard.sources.files.convert.sheet import FIRST_RECORDS, unique_names
from dashboard.sources.files.formats.published_formats import TABLE
from dashboard.sources.files.layout import header_line, row_widths, table_shape
from dashboard.sources.files.layout.header_line import Cells, HeaderLine
from dashboard.sources.files.layout.row_widths import Width
from dashboard.sources.files.layout.table_shape import Recognised
from dashboard.words.sentences import say

_TITLES, _CUT = 12, 60


@dataclass(frozen=True)
class Frame:
    """``known`` is what the columns are. ``start`` is the place of the first row in the records, ``surplus`` how many
    empty cells end each row, ``line`` the header's line in the file (0: none), ``first_line`` that of the first record.

    ``skipped`` are lines before the header that look like rows (line, text): they are listed. ``certain`` is False
    where a person has to say on which line the header stands.
    """

    known: Recognised
    start: int
    surplus: int
    line: int
    first_line: int
    certain: bool
    why: str
    notices: tuple[str, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()

    def sample(self, records: Sequence[Cells]) -> tuple[list[tuple[str, ...]], list[int]]:
        """The first rows, each as wide as the header, and the line of each."""
        width = len(self.known.names)
        rows, numbers = [], []
        for place, record in enumerate(records[: self.start + FIRST_RECORDS]):
            if place >= self.start and any(cell.strip() for cell in record):
                rows.append((*record[:width], *[""] * (width - len(record))))
                numbers.append(self.first_line + place)
        return rows, numbers


def of(name: str, records: Sequence[Cells], first_line: int, chosen: int | None) -> Frame:
    """The frame of a table whose first record stands on ``first_line`` of the file ``name``.

    ``chosen`` is the header's line as a person says it, 0 for none. Raises FileRefused when nothing stands there.
    """
    head = records[:FIRST_RECORDS]
    if chosen:
        place = chosen - first_line
        if not 0 <= place < len(head) or not any(head[place]):
            wrong = say(
                "line {chosen} cannot be the header: nothing stands there, or it is too far down", chosen=chosen
            )
            raise FileRefused(name, wrong, say("choose a line that names the columns"))
        return _with_header(head, first_line, HeaderLine(place, place + 1, True, say("You chose it.")), by_person=True)
    known = _published(head, first_line)
    if chosen == 0:
        at = header_line.without(head)
        if known and known[0].header == 0:
            return _without(known[0], head, first_line, HeaderLine(None, known[1], True, say("You chose it.")))
        return _without(_numbered(head[at:]), head, first_line, HeaderLine(None, at, True, say("You chose it.")))
    if known and known[0].header == 0:
        why = say("The columns were told by their values.")
        return _without(known[0], head, first_line, HeaderLine(None, known[1], True, why))
    if known:
        why = say("It names the columns of {words}.", words=known[0].words)
        return _with_header(head, first_line, HeaderLine(known[1], known[1] + 1, True, why))
    header = header_line.find(head)
    if (
        header.header
        and table_shape.is_tags(head[header.header])
        and len(head[header.header - 1]) == len(head[header.header])
    ):
        header = replace(header, header=header.header - 1)  # HXL tags stand below the header
    if header.header is None:
        return _without(_numbered(head[header.start :]), head, first_line, header)
    return _with_header(head, first_line, header)


def of_records(known: Recognised) -> Frame:
    """The frame of records that are no lines of a file: the first of them is the header."""
    return Frame(known, known.header, 0, 1, 1, True, "")


def _published(records: Sequence[Cells], first_line: int) -> tuple[Recognised, int] | None:
    """What a published format is recognised as, and at which record; None for any other table."""
    for place, record in enumerate(records[:40]):
        if sum(bool(cell.strip()) for cell in record) > 3:
            known = table_shape.recognise(records[place:], first_line + place)
            if known.shape != TABLE.key:
                return known, place
    return None


def _numbered(records: Sequence[Cells]) -> Recognised:
    """Columns without names are numbered."""
    wide = [len(record) for record in records if any(record)]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=1)
    names = tuple(f"column {number}" for number in range(1, usual + 1))
    notice = say("The file has no header; its columns are numbered.")
    return Recognised(TABLE.key, TABLE.title, names, 0, {}, (notice,))


def _with_header(records: Sequence[Cells], first_line: int, header: HeaderLine, by_person: bool = False) -> Frame:
    """``by_person``: a person chose the line."""
    place = header.header
    assert place is not None
    below = records[place + 1 :]
    tags = bool(below) and table_shape.is_tags(below[0])
    width = row_widths.width_of(records[place], below[1:] if tags else below)
    known = table_shape.recognise([width.header, *below], first_line + place)
    if known.header == 0:  # a person chose a line of values as the names
        known = replace(table_shape.as_table(known), names=unique_names(width.header), header=1)
    what = say("line {first_line}", first_line=first_line + place)
    before, skipped = _before(records[:place], records[place:], first_line, what, by_person)
    line = first_line + place
    return Frame(
        known, place + known.header, width.surplus, line, first_line, header.certain, header.why,
        (*before, *width.notices), skipped,
    )  # fmt: skip


def _without(known: Recognised, records: Sequence[Cells], first_line: int, header: HeaderLine) -> Frame:
    before, skipped = _before(records[: header.start], records[header.start :], first_line, say("the first row"))
    width = Width(()) if known.shape == TABLE.key else row_widths.width_of(known.names, records[header.start :])
    return Frame(
        known,
        header.start,
        width.surplus,
        0,
        first_line,
        header.certain,
        header.why,
        (*before, *width.notices),
        skipped,
    )


def _before(
    titles: Sequence[Cells], rest: Sequence[Cells], first_line: int, what: str, by_person: bool = False
) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """The lines before the header, named in a sentence. Listed are lines beyond the first few, and those as wide as rows
    where a person chose the header.
    """
    width = max(map(len, rest[:5]), default=0)
    named: list[str] = []
    skipped: list[tuple[int, str]] = []
    for place, record in enumerate(titles):
        text = ", ".join(cell.strip() for cell in record if cell.strip())
        filled = sum(bool(cell.strip()) for cell in record)
        if not filled:
            continue
        like_a_row = by_person and filled * 2 > width and not text.startswith(("#", "sep="))
        if like_a_row or len(named) >= _TITLES:
            skipped.append((first_line + place, text))
        else:
            cut = text if len(text) <= _CUT else f"{text[:_CUT]} …"
            named.append(f'{first_line + place} "{cut}"')
    if not named:
        return (), tuple(skipped)
    lines = "line" if len(named) == 1 else "lines"
    return (
        say(
            "Before {what} stand titles and remarks, which are no rows: {lines} {named}.",
            what=what,
            lines=lines,
            named=", ".join(named),
        ),
    ), tuple(skipped)
