"""The quotes and the evidence of a coded row: passages of one article, and in them the words that carry each field."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.coding.coded_row import CodedRow, new_id
from dashboard.coding.forms import Span
from dashboard.model.quotes import single_spaced
from dashboard.propose.sentence_split import paragraphs, sentences
from dashboard.sources.dossier.tables import Tables


@dataclass
class Passages:
    """What one subject (an event, a claim, a statement) rests on in one article.

    Quotes that the dossier has already are used again; others get a new id. Words that lie in no quote bring the
    sentence in which they stand.
    """

    tables: Tables
    source_id: str
    chosen: tuple[Span, ...]
    rows: list[CodedRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.tables.texts[self.source_id]
        self._paragraphs = list(paragraphs(self.text))
        self._ids = {
            (row["start"], row["end"]): str(row["quote_id"])
            for row in self.tables.rows("quotes")
            if row["source_id"] == self.source_id
        }
        self._taken = {str(row["quote_id"]) for row in self.tables.rows("quotes")}
        self._spans = [piece for span in self.chosen for piece in self._in_paragraphs(span)]

    def words(self, span: Span) -> str:
        """The words of a passage, as a cell has them."""
        return single_spaced(self._as_written(span))

    def _as_written(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def first_quote(self) -> str:
        """The id of the first quote; one is made of the first passage."""
        return self._quote(self._spans[0])

    def support(self, subject: str) -> None:
        """Add every quote as support of the subject."""
        for span in self._spans:
            self._add(subject, self._quote(span), "supports", None)

    def carry(self, subject: str, role: str, span: Span | None) -> str:
        """Add these words as what carries a role. Returns them; empty where none are chosen."""
        if span is None:
            return ""
        home = self._home(span)
        if home is None:
            home = self._sentence(span)
            self._spans.append(home)
            self._add(subject, self._quote(home), "supports", None)
        self._add(subject, self._quote(home), role, span)
        return self.words(span)

    def carry_against(self, subject: str, span: Span) -> None:
        """Add these words as what says otherwise than the subject; their quote supports it in nothing."""
        self._add(subject, self._quote(self._home(span) or self._sentence(span)), "contradicts", span)

    def _home(self, span: Span) -> Span | None:
        return next((quote for quote in self._spans if quote.holds(span)), None)

    def _add(self, subject: str, quote_id: str, role: str, span: Span | None) -> None:
        start = "" if span is None else str(span.start)
        cells = {
            "subject_id": subject,
            "quote_id": quote_id,
            "role": role,
            "words": "" if span is None else self._as_written(span),
            "words_start": start,
        }
        row = CodedRow("evidence", (subject, quote_id, role, start), cells)
        if row not in self.rows:
            self.rows.append(row)

    def _quote(self, span: Span) -> str:
        at = (span.start, span.end)
        if at not in self._ids:
            stem = self.source_id.removeprefix("src-")
            quote_id = new_id(f"q-{stem}-{span.start}-{span.end}", self._taken)
            self._taken.add(quote_id)
            self._ids[at] = quote_id
            cells = {
                "quote_id": quote_id,
                "source_id": self.source_id,
                "start": str(span.start),
                "end": str(span.end),
                "quote": self._as_written(span),
            }
            self.rows.append(CodedRow("quotes", (quote_id,), cells))
        return self._ids[at]

    def _in_paragraphs(self, span: Span) -> list[Span]:
        """The passage without the space around it, cut where a paragraph ends: a quote crosses none."""
        pieces = []
        for first, last in self._paragraphs:
            start, end = max(first, span.start), min(last, span.end)
            words = self.text[start:end]
            if words.strip():
                pieces.append(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        return pieces

    def _sentence(self, span: Span) -> Span:
        for start, end in sentences(self.text):
            if start <= span.start and span.end <= end:
                pieces = self._in_paragraphs(Span(start, end))
                return next((piece for piece in pieces if piece.holds(span)), span)
        return span
