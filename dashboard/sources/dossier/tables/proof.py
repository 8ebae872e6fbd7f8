"""Every row against the words it rests on: nothing stands in a table that a source does not say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.model.quotes import contains_word, read_text, single_spaced
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.csv_table import Row, Sheet, visible
from dashboard.sources.dossier.tables.descriptor import Descriptor, Field
from dashboard.words.sentences import say

SUBJECTS = ("events", "claims", "statements")
LINE_END, BLANK_LINE = re.compile(r"[\r\n\f\u2028\u2029]"), re.compile(r"\n\s*\n|\r\s*\r|[\f\u2029]")


@dataclass
class Proof:
    """The rows by table and id, and the evidence by subject, as the checks need them."""

    sheets: Mapping[str, Sheet]
    descriptor: Descriptor
    texts: dict[str, str]

    def __post_init__(self) -> None:
        self._rows: dict[str, dict[Any, Row]] = {
            name: {row.values[sheet.resource.key]: row for row in sheet.rows} if sheet.resource.key else {}
            for name, sheet in self.sheets.items()
        }
        self.evidence: dict[str, list[Row]] = defaultdict(list)
        for row in self.sheets["evidence"].rows:
            if row.values["subject_id"] is not None:
                self.evidence[row.values["subject_id"]].append(row)
        # The paragraphs of a text, where a quote of it goes over a line end.
        self.paragraphs: dict[str, tuple[tuple[int, int], ...]] = {}
        self.contradicted: set[str] = set()
        for row in self.sheets["contradictions"].rows:
            self.contradicted |= {row.values["claim_a"], row.values["claim_b"]} - {None}
        # How many events there are of each kind.
        self.kinds = Counter(row.values["kind"] for row in self.sheets["events"].rows)

    def row(self, table: str, key: str | None) -> Row | None:
        """A row by its table and id: an id of another table is not found, as is an empty one."""
        return None if key is None else self._rows[table].get(key)

    def actors(self, ids: Iterable[str]) -> dict[str, Row]:
        """These actors by id; none at all where one is missing or has a fault itself: that is one fault, not a flood."""
        wanted = tuple(ids)
        found = {item: row for item in wanted if (row := self.row("actors", item))}
        return found if len(found) == len(wanted) and not any(row.faults for row in found.values()) else {}

    def whole(self, *tables: str) -> bool:
        """Whether these files could be read to their end: rows that are missing from a broken file are no fault of other rows."""
        return all(self.sheets[table].whole for table in tables)

    def quotes(self, subject: str) -> list[Row]:
        """The quotes of a subject, each once; those that are not there are left out."""
        ids = dict.fromkeys(item.values["quote_id"] for item in self.evidence[subject])
        return [row for row in (self.row("quotes", quote_id) for quote_id in ids) if row]

    @property
    def parties(self) -> frozenset[str]:
        """The ids of the dossier's parties.

        A row with a fault counts too, so that one broken row is reported as one fault. Where the file could not be read
        to its end, every side of an actor counts as a party, except the words that the descriptor itself lists.
        """
        known = frozenset(self._rows["parties"]) | self.sheets["parties"].torn
        if not self.whole("parties"):
            words = self.descriptor.field("actors.side").categories
            known |= {row.values["side"] for row in self.sheets["actors"].rows} - words.keys()
        return known - {None}

    def words(self, subject: str, role: str) -> list[str]:
        """The words that carry a role for a subject."""
        return [
            row.values["words"] for row in self.evidence[subject] if row.values["role"] == role and row.values["words"]
        ]

    def source_of(self, quote_id: str) -> str | None:
        """The source that a quote is from; None where the quote is unknown."""
        row = self.row("quotes", quote_id)
        return row.values["source_id"] if row else None

    def sources_of(self, subject: str) -> set[str]:
        """The sources whose quotes support a subject."""
        found = {
            self.source_of(row.values["quote_id"])
            for row in self.evidence[subject]
            if row.values["role"] != "contradicts"
        }
        return {source for source in found if source}


def read_texts(
    sheets: Mapping[str, Sheet], contents: Contents, withheld: frozenset[str] = frozenset()
) -> dict[str, str]:
    """The text of each source by source_id.

    A path that leads out of the dossier, a missing file or a changed byte is a fault of the source's row. An article
    that is missing because it is ``withheld`` (a path) is none: the source has no text then.
    """
    texts = {}
    sheet = sheets["sources"]
    for row in sheet.rows:
        file = row.values["file"]
        if file is None:
            continue
        try:
            text, digest = read_text(contents.article(file))
        except UnicodeDecodeError:
            sheet.fault(row, "file", say("{file} is not UTF-8", file=str(file)))
        except ValueError as error:
            sheet.fault(row, "file", str(error))
        except OSError as error:
            if not (file in withheld and isinstance(error, FileNotFoundError)):
                sheet.fault(
                    row, "file", say("{file} cannot be read ({strerror})", file=str(file), strerror=str(error.strerror))
                )
        else:
            if digest != row.values["sha256"]:
                sheet.fault(
                    row,
                    "sha256",
                    say("{file} has changed: its SHA-256 is {digest}; restore the file", file=str(file), digest=digest),
                )
            if row.values["source_id"] is not None:
                texts[row.values["source_id"]] = visible(text)
    return texts


def prove(proof: Proof) -> None:
    """Add a fault to every row that has no quote, or says what its quotes do not."""
    sheets = proof.sheets
    _quotes(proof)
    _evidence(proof)
    if proof.whole("evidence"):
        for table in SUBJECTS:
            for row in sheets[table].rows:
                _words(proof, sheets[table], row)
    if proof.whole("evidence", "quotes", "sources", "discrepancies"):
        _copies(proof)
    if proof.whole("evidence"):
        _discrepancies(proof)


def _quotes(proof: Proof) -> None:
    sheet = proof.sheets["quotes"]
    used = {row.values["quote_id"] for row in proof.sheets["evidence"].rows} - {None}
    for row in sheet.rows:
        start, end, quote = row.values["start"], row.values["end"], row.values["quote"]
        text = proof.texts.get(row.values["source_id"])
        if quote is None or start is None or end is None:
            continue
        if LINE_END.search(quote) and not _in_paragraph(proof, row):
            sheet.fault(row, "quote", say("crosses a paragraph; quote the clause or sentence that carries the point"))
        if text is not None and end > len(text):
            sheet.fault(
                row, "end", say("is past the end of its source, which has {length} characters", length=len(text))
            )
        elif text is not None and text[start:end] != quote:
            sheet.fault(
                row,
                "quote",
                say(
                    "is not the text at {start}–{end} of its source, character for character",
                    start=str(start),
                    end=str(end),
                ),
            )
        if row.values["quote_id"] not in used and proof.whole("evidence"):
            sheet.fault(row, "quote_id", say("is evidence for nothing; add a row to evidence.csv or remove it"))


def _in_paragraph(proof: Proof, row: Row) -> bool:
    """Whether a quote that goes over a line end stays in one paragraph, as the text folds its lines.

    Of a text that is not here, a blank line alone is known to end one.
    """
    # Here and not above: a dossier whose quotes all stand in one line needs no rule of the proposer.
    from dashboard.propose.sentence_split import paragraphs

    source, start, end = row.values["source_id"], row.values["start"], row.values["end"]
    text = proof.texts.get(source)
    if text is None:
        return BLANK_LINE.search(row.values["quote"]) is None
    if source not in proof.paragraphs:
        proof.paragraphs[source] = tuple(paragraphs(text))
    return any(first <= start and end <= last for first, last in proof.paragraphs[source])


def _evidence(proof: Proof) -> None:
    sheet = proof.sheets["evidence"]
    for row in sheet.rows:
        words, start = row.values["words"], row.values["words_start"]
        quote = proof.row("quotes", row.values["quote_id"])
        if (words is None) != (start is None):
            sheet.fault(row, "words_start", say("stands with words, or both are empty"))
        elif words is not None and quote is not None and None not in quote.values.values():
            offset = start - quote.values["start"]
            if offset < 0 or quote.values["quote"][offset : offset + len(words)] != words:
                sheet.fault(
                    row,
                    "words",
                    say(
                        "are not at {start} inside quote {quote_id}",
                        start=str(start),
                        quote_id=str(row.values["quote_id"]),
                    ),
                )
        if words is None and row.values["role"] not in ("supports", "contradicts", None):
            sheet.fault(row, "words", say("are empty; name the words that carry the role"))


def _words(proof: Proof, sheet: Sheet, row: Row) -> None:
    """A quote for every row; the words of each role stand in evidence in that role."""
    key = str(sheet.resource.key)
    subject = row.values[key]
    if subject is None:
        return
    if not any(item.values["role"] == "supports" for item in proof.evidence[subject]):
        sheet.fault(row, key, say("has no supporting quote in evidence.csv"))
    for column in sheet.resource.fields:
        text = row.values[column.name]
        if column.role is None:
            continue
        said = proof.words(subject, column.role)
        if text is None:
            if said and not column.required:
                sheet.fault(row, column.name, say('is empty, but evidence.csv gives "{said}" for it', said=said[0]))
            continue
        if not carries(column, text, said):
            sheet.fault(
                row,
                column.name,
                say(
                    '"{text}" is not in the {role} words of any of the row\'s own quotes',
                    text=str(text),
                    role=column.role,
                ),
            )


def carries(column: Field, text: str, said: Iterable[str]) -> bool:
    """Whether the words that carry the column's role give this text.

    A place is printed with what tells its level: "the city of Salto" gives the place_text Salto. Words over a line end
    stand in a cell with a blank.
    """
    return any(
        text in (words, single_spaced(words)) or (column.role == "place" and contains_word(words, text))
        for words in said
    )


def _copies(proof: Proof) -> None:
    """Each copy of a story gives a quote, or a discrepancy of presence says that it has none."""
    sources = {r.values["source_id"]: r.values["wire"] for r in proof.sheets["sources"].rows if r.values["source_id"]}
    of_wire: dict[str, set[str]] = defaultdict(set)
    for source, wire in sources.items():
        if wire:
            of_wire[wire].add(source)
    absent = {
        subject
        for row in proof.sheets["discrepancies"].rows
        if row.values["field"] == "presence"
        for subject in row.values["subject_ids"]
    }
    for table in SUBJECTS:
        sheet = proof.sheets[table]
        for row in sheet.rows:
            subject = row.values[str(sheet.resource.key)]
            given = proof.sources_of(subject)
            copies = set().union(*(of_wire[wire] for source in given if (wire := sources.get(source))))
            if copies - given and subject not in absent:
                lacking = ", ".join(sorted(copies - given))
                sheet.fault(
                    row,
                    str(sheet.resource.key),
                    say("has no quote from {lacking}, and no discrepancy says so", lacking=lacking),
                )
            if given and copies <= given and subject in absent:
                sheet.fault(
                    row, str(sheet.resource.key), say("has quotes from every copy, but a discrepancy denies it")
                )


def _discrepancies(proof: Proof) -> None:
    """Both quotes are evidence for what the discrepancy is about, from two copies; presence has one quote."""
    sheet = proof.sheets["discrepancies"]
    for row in sheet.rows:
        about = {item.values["quote_id"] for subject in row.values["subject_ids"] for item in proof.evidence[subject]}
        first, second = row.values["quote_a"], row.values["quote_b"]
        for column, quote in (("quote_a", first), ("quote_b", second)):
            if quote and row.values["subject_ids"] and quote not in about:
                sheet.fault(
                    row,
                    column,
                    say(
                        "{quote} is evidence for none of {subject_ids}",
                        quote=str(quote),
                        subject_ids=", ".join(row.values["subject_ids"]),
                    ),
                )
        if row.values["field"] == "presence" and second:
            sheet.fault(row, "quote_b", say("is empty where only one copy has it"))
        elif row.values["field"] not in (None, "presence") and not second:
            sheet.fault(row, "quote_b", say("is empty; name the words of both copies"))
        sources = proof.source_of(first or ""), proof.source_of(second or "")
        if first and second and sources[0] and sources[0] == sources[1]:
            sheet.fault(
                row,
                "quote_b",
                say("is from {sources}, as quote_a is; copies differ, one copy does not", sources=sources[0]),
            )
