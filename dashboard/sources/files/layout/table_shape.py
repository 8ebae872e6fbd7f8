"""Which kind of event file the first records are of: one of the published formats, or a table that has to be explained.

Columns are matched by name, whatever their order, case and spaces. Some files are published without a header; their
values say which columns they have. The second line may hold HXL tags (``#date+year``); it is no row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.sources.files.convert.sheet import unique_names
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS, TABLE
from dashboard.words.sentences import say

_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*[+,]\s*[A-Za-z0-9_]+)*\s*")


@dataclass(frozen=True)
class Recognised:
    """A file's shape (the key of a format, or table), its name for people, its columns, the records before the first row, and
    ``columns``: the name of each known column → the file's own. ``tags`` are the HXL tags below the header.
    """

    shape: str
    words: str
    names: tuple[str, ...]
    header: int
    columns: Mapping[str, str]
    notices: tuple[str, ...]
    tags: tuple[str, ...] = ()


def recognise(records: Sequence[Sequence[str]], line: int = 1) -> Recognised:
    """What the first records of a file are. ``records`` begin with the header, if there is one, on ``line``."""
    for published in PUBLISHED_FORMATS.values():
        if names := published.headerless_columns(records):
            notice = say(
                "The file has no header; its columns were told by their values, in the order that is published."
            )
            columns = {name: name for name in names}
            title = published.headerless_title or say("{title} without a header", title=published.title)
            return Recognised(published.key, title, names, 0, columns, (notice, *published.notices(columns)))
    names = unique_names(records[0])
    tagged = len(records) > 1 and is_tags(records[1])
    notices = [say("Line {line} holds HXL tags and is no row.", line=line + 1)] if tagged else []
    header = 2 if tagged else 1
    doubled = sorted({name.lower() for name in map(str.strip, records[0]) if name} & _doubled(records[0]))
    if doubled:
        notices.append(say("Columns that stand twice were numbered: {doubled}.", doubled=", ".join(doubled)))
    for published in PUBLISHED_FORMATS.values():
        columns = published.columns_in(names)
        if published.fits(columns, records):
            every_notice = (*notices, *published.notices(columns))
            return Recognised(published.key, published.title, names, header, columns, every_notice)
    tags = tuple(records[1]) if tagged else ()
    return Recognised(TABLE.key, TABLE.title, names, header, {}, tuple(notices), tags)


def as_table(known: Recognised) -> Recognised:
    """The same records as a table like any other, whose columns have to be explained."""
    return replace(known, shape=TABLE.key, words=TABLE.title, columns={}, notices=())


def is_tags(record: Sequence[str]) -> bool:
    """Whether a record holds HXL tags: every cell that is not empty is one."""
    filled = [cell.strip() for cell in record if cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def _doubled(header: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for name in (cell.strip().lower() for cell in header):
        (twice if name in seen else seen).add(name)
    return twice
