"""Title, publisher, datelines, news agency and address, from the file and from the head and foot of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.coding import wire_agencies
from dashboard.coding.anchor_days import labels_a_day
from dashboard.coding.anchor_proposal import AnchorProposal, of_words
from dashboard.coding.brought_text import BroughtText
from dashboard.coding.text_lines import Line, foot_of, head_of
from dashboard.propose.datelines import dateline_end
from dashboard.propose.day_patterns import DAY, MONTH, YEAR
from dashboard.words.sentences import say

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”’)\]]+[^\s<>\"'“”’)\].,;:!?]", re.IGNORECASE)
_BYLINE = re.compile(r"(?i)^(?:by|from|reporting by|written by|text:|story:|photo(?:graph)?s?:?|von|par)\s+\S")
_NAME = r"(?P<name>[^\W\d_a-z][^\n|©]{1,60}?)"
_PUBLISHERS = (
    re.compile(rf"(?:©|\(c\)|(?i:copyright))\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{{2,4}})?,?\s*)?(?i:by\s+)?{_NAME}(?=\.\s|\.?$|\s*[|,–—]|\s+(?i:all rights))"),
    re.compile(rf"(?i:^source|^published by|^publisher|^first published (?:in|by)|^from)\s*:?\s*{_NAME}(?=\.?$|\s*[|–—])"),
)  # fmt: skip
_WITH_PLACE = re.compile(r"\bin ([^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,3})")
_DATE = re.compile(rf"(?:{MONTH} {DAY}(?:,? {YEAR})?|{DAY} {MONTH}(?:,? {YEAR})?)")
_LONGEST_TITLE, _LONGEST_DATELINE = 200, 120
#: Datelines of any form stand among so many lines; further down only those with an agency or a dash.
_TOP = 8


def titles(
    brought: BroughtText, lines: Sequence[Line], datelines: Sequence[tuple[int, int]]
) -> Iterator[AnchorProposal]:
    """The title that the file states, and the first line of the text that reads as one."""
    property_of_file = brought.kind in ("docx", "pdf")
    if not property_of_file:
        yield from _stated(brought, "title")
    if line := _title_line(lines, datelines):
        yield of_words(line.words, say("The first line reads as a title."), brought.text, line.start, line.end)
    if property_of_file:
        why = say("It is the title among the properties of the file, which may be an older one.")
        for proposal in _stated(brought, "title"):
            yield replace(proposal, why=why)


def publishers(brought: BroughtText, lines: Sequence[Line]) -> Iterator[AnchorProposal]:
    """The publisher that the file states, or that holds the rights or is named as the source in the text."""
    yield from _stated(brought, "publisher")
    for line in (*foot_of(lines), *head_of(lines)):
        for pattern in _PUBLISHERS:
            match = pattern.search(brought.text[line.start : line.end]) if len(line.words) <= _LONGEST_TITLE else None
            if match and not _ADDRESS.match(match["name"]):
                start = line.start + match.start("name")
                why = say("The text names it as its source or as the holder of its rights.")
                yield of_words(match["name"], why, brought.text, start, start + len(match["name"]))


def datelines(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The datelines of a text, as offsets."""
    spans = []
    for number, line in enumerate(lines):
        stop = dateline_end(text, line.start, line.end)
        words = text[line.start : stop]
        if stop == line.start or len(words) > _LONGEST_DATELINE:
            continue
        capitals = words[:2].isupper()
        if (":" in words and not capitals) or (number >= _TOP and not (capitals and re.search(r"[(–—-]", words))):
            continue  # "Belmora Port: nine dead" is a title
        if stop >= line.end and not (_BYLINE.match(words) or _DATE.search(words) or "(" in words):
            continue  # a line of nothing else is a heading
        spans.append((line.start, stop))
    return spans


def places_in(text: str, span: tuple[int, int]) -> Iterator[AnchorProposal]:
    """The places of a dateline, each as printed: "GAO/NIAMEY" has two, "MAIDUGURI, Nigeria" one."""
    start, end = span
    words = text[start:end]
    if _BYLINE.match(words):
        for place in _WITH_PLACE.finditer(words):
            why = say("The line of the author says from where the report comes.")
            yield of_words(place[1], why, text, start + place.start(1), start + place.end(1))
        return
    cut = re.split(r"\s*(?:\(|[-–—:|]+(?:\s|$))", words, maxsplit=1)[0]
    date_at = _DATE.search(cut)
    cut = (cut[: date_at.start()] if date_at else cut).rstrip(" ,.")
    for place in re.finditer(r"[^/]+", cut):
        name = place.group().strip()
        if name:
            first = start + place.start() + place.group().index(name)
            yield of_words(name, say("It stands in the dateline."), text, first, first + len(name))


def agencies(text: str, lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> Iterator[AnchorProposal]:
    """The news agencies that a dateline, a credit or the last words name."""
    edges = [*head_of(lines), *foot_of(lines)]
    named = [words for start, end in spans for words in wire_agencies.in_dateline(text, start, end)]
    named += [*wire_agencies.in_credits(text, edges), *wire_agencies.in_body(text)]
    for words in named:
        yield of_words(words.agency, words.why, text, words.start, words.end)


def addresses(brought: BroughtText, lines: Sequence[Line]) -> Iterator[AnchorProposal]:
    """The address that the file states, and those that stand at the head and the foot of the text."""
    for proposal in _stated(brought, "address"):
        if _ADDRESS.fullmatch(proposal.value):
            yield proposal
    for line in (*head_of(lines), *foot_of(lines)):
        for match in _ADDRESS.finditer(brought.text, line.start, line.end):
            yield of_words(match.group(), say("It stands in the text."), brought.text, *match.span())


def _stated(brought: BroughtText, field: str) -> Iterator[AnchorProposal]:
    for stated in brought.stated:
        if stated.field == field:
            yield AnchorProposal(stated.value, say("The file states it."), where=stated.where)


def _title_line(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> Line | None:
    """The first of the first lines that is no day, address, author or credit, if it reads as a title."""
    starts = {start for start, _ in spans}
    for number, line in enumerate(lines[:4]):
        if line.start in starts or number + 1 == len(lines):
            return None
        if _is_about_the_text(line):
            continue
        ends_as_sentence = line.words.endswith((".", "۔", "!”", ".”", '."')) and not line.words.endswith("...")
        body = max(len(other.words) for other in lines[number + 1 :])
        if len(line.words) > _LONGEST_TITLE or ends_as_sentence or body <= len(line.words):
            return None
        return line
    return None


def _is_about_the_text(line: Line) -> bool:
    """Whether the line is an address, an author, a day or a credit."""
    return (
        _ADDRESS.match(line.words) is not None
        or _BYLINE.match(line.words) is not None
        or labels_a_day(line.words)
        or any(pattern.match(line.words) for pattern in _PUBLISHERS)
    )
