"""One article with every quote marked in it: by what it supports, and by the roles that its words carry.

The pieces of all paragraphs, with the line ends behind them, joined, are the source file's text, character for
character. Passages may overlap: a piece then belongs to several.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.propose.sentence_split import paragraphs
from dashboard.sources.dossier.evidence.quote_subjects import KINDS, table_of, title
from dashboard.sources.dossier.evidence.quoted_sources import source_label
from dashboard.sources.dossier.tables import TableRow, Tables


@dataclass(frozen=True)
class Support:
    """One thing that a passage is evidence for: its table, a title, the words by role, whether it says otherwise."""

    subject_id: str
    table: str
    title: str
    roles: tuple[tuple[str, str], ...]
    contradicts: bool


@dataclass(frozen=True)
class ArticlePassage:
    """One quote in its place: its number in the article (from 1), offsets into the file, what it is evidence for."""

    number: int
    quote_id: str
    start: int
    end: int
    supports: tuple[Support, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of what it supports, each once, events first."""
        found = {support.table for support in self.supports}
        return tuple(table for table in KINDS if table in found)

    @property
    def events(self) -> tuple[str, ...]:
        """The events that it is evidence for."""
        return tuple(support.subject_id for support in self.supports if support.table == "events")


@dataclass(frozen=True)
class Piece:
    """Text that belongs to the same passages and carries the same roles; ``begins`` are the roles that begin here."""

    text: str
    passages: tuple[int, ...]
    roles: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its pieces, and the line ends behind it."""

    pieces: tuple[Piece, ...]
    line_ends: str

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def passages(self) -> tuple[int, ...]:
        """The numbers of the passages in it, in order."""
        return tuple(sorted({number for piece in self.pieces for number in piece.passages}))


@dataclass(frozen=True)
class Article:
    """One source with its passages marked.

    ``withheld`` is the SHA-256 of an article that is not in this copy of the dossier, empty where it is: then each
    paragraph is a passage, and what stands between them is not known.
    """

    source_id: str
    label: str
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[ArticlePassage, ...]
    withheld: str = ""

    @property
    def text(self) -> str:
        """The whole text again, as the file has it."""
        return "".join(paragraph.text + paragraph.line_ends for paragraph in self.paragraphs)

    def passage(self, quote_id: str | None) -> ArticlePassage | None:
        """The passage of a quote, None for one that is not in this article."""
        return next((passage for passage in self.passages if passage.quote_id == quote_id), None)

    def around(self, passage: ArticlePassage) -> Paragraph:
        """The paragraph in which a passage stands: a quote never crosses one."""
        return next(paragraph for paragraph in self.paragraphs if passage.number in paragraph.passages)


Mark = tuple[int, int, str]


def article(tables: Tables, source_id: str) -> Article:
    """A source's text with every quote that is shown marked. Raises KeyError for an unknown source."""
    label = source_label(tables, source_id)
    evidence: dict[str, list[TableRow]] = {}
    for row in tables.rows("evidence"):
        evidence.setdefault(row["quote_id"], []).append(row)
    quotes = sorted(
        (row for row in tables.rows("quotes") if row["source_id"] == source_id),
        key=lambda row: (row["start"], row["end"]),
    )
    passages = tuple(
        ArticlePassage(
            number, row["quote_id"], row["start"], row["end"], _supports(tables, evidence.get(row["quote_id"], ()))
        )
        for number, row in enumerate(quotes, 1)
    )
    words = {
        (row["words_start"], row["words_start"] + len(row["words"]), row["role"])
        for quote in quotes
        for row in evidence.get(quote["quote_id"], ())
        if row["words"]
    }
    if tables.is_withheld(source_id):
        paragraphs = _paragraphs(_quoted_alone(quotes), passages, sorted(words))
        apart = tuple(Paragraph(paragraph.pieces, "\n\n") for paragraph in paragraphs if paragraph.pieces)
        return Article(source_id, label, apart, passages, tables.row("sources", source_id)["sha256"])
    return Article(source_id, label, _paragraphs(tables.texts[source_id], passages, sorted(words)), passages)


def _quoted_alone(quotes: Sequence[TableRow]) -> str:
    """The quotes at their offsets, with line ends for everything between them."""
    characters = ["\n"] * max((quote["end"] for quote in quotes), default=0)
    for quote in quotes:
        characters[quote["start"] : quote["end"]] = quote["quote"]
    return "".join(characters)


def _supports(tables: Tables, evidence: Iterable[TableRow]) -> tuple[Support, ...]:
    """What the rows of one quote's evidence are about: events first, then claims, statements, the rest."""
    rows: dict[str, list[TableRow]] = {}
    for row in evidence:
        rows.setdefault(row["subject_id"], []).append(row)
    found = [
        Support(
            subject_id,
            table_of(tables, subject_id),
            title(tables, subject_id),
            tuple(dict.fromkeys((row["role"], row["words"]) for row in group if row["words"])),
            all(row["role"] == "contradicts" for row in group),
        )
        for subject_id, group in rows.items()
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda support: order.index(support.table)))


def _paragraphs(text: str, passages: Iterable[ArticlePassage], words: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Cut the text into its paragraphs, and each where a passage or the words of a role begin or end.

    A line that only folds the text to a width ends none: a passage may go over it.
    """
    return tuple(
        Paragraph(_pieces(text, start, end, passages, words), line_ends)
        for start, end, line_ends in _unfolded_lines(text)
    )


def _unfolded_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each line with the line ends behind it; lines that only fold a paragraph are one."""
    inside = list(paragraphs(text))
    first_of = [start for start, _ in inside]
    begun = None
    # A file may begin with line ends: they close a first line that has no text.
    for line in re.finditer(r"([^\r\n]*)([\r\n]*)", text):
        begun = line.start() if begun is None else begun
        around = bisect_right(first_of, line.end(1)) - 1
        if line[2] and around >= 0 and line.end() < inside[around][1]:
            continue
        if line.end() > begun:
            yield begun, line.end(1), line[2]
        begun = None


def _pieces(
    text: str, start: int, end: int, passages: Iterable[ArticlePassage], words: Iterable[Mark]
) -> tuple[Piece, ...]:
    here = [passage for passage in passages if passage.start < end and start < passage.end]
    marks = [mark for mark in words if mark[0] < end and start < mark[1]]
    edges = {edge for passage in here for edge in (passage.start, passage.end)}
    edges |= {edge for mark in marks for edge in mark[:2]}
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    return tuple(
        Piece(
            text[a:b],
            tuple(passage.number for passage in here if passage.start <= a and b <= passage.end),
            tuple(dict.fromkeys(role for first, last, role in marks if first <= a and b <= last)),
            tuple(dict.fromkeys(role for first, last, role in marks if first == a)),
        )
        for a, b in itertools.pairwise(cuts)
    )


def quoted_share(tables: Tables, quote_ids: Iterable[str]) -> float:
    """How much of the text of all articles these quotes are together, 0 to 1; what two of them hold counts once."""
    length = sum(map(len, tables.texts.values()))
    quotes = [tables.row("quotes", quote_id) for quote_id in quote_ids]
    said, source, reached = 0, "", 0
    for row in sorted(quotes, key=lambda row: (row["source_id"], row["start"])):
        if row["source_id"] != source:
            source, reached = row["source_id"], 0
        said += max(0, row["end"] - max(reached, row["start"]))
        reached = max(reached, row["end"])
    return said / length if length else 0.0
