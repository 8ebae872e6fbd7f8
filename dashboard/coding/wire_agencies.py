"""Names of news agencies in a text, where they stand as its origin: in a dateline, a credit line, at its end.

The names are those by which the agencies of ``wire_agencies.csv`` sign. A name in the running text ("told Reuters") is
no origin; who has "Reuters witnesses" of its own is offered last.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.coding.text_lines import Line
from dashboard.words.sentences import say

_LIST = Path(__file__).resolve().parent / "wire_agencies.csv"
# Brackets in a dateline that name no agency.
_GENERIC = re.compile(
    r"(?i)(?:news ?)?(?:agenc(?:y|ies)|wires?)|newswires?|(?:staff|our|special) ?(?:reporters?|correspondents?)?"
    r"|(?:web|news|foreign|online) ?desk|reporters?|correspondents?|update[ds]?|live|\W*\d.*"
)
# What may stand beside an agency in a line that credits it, and nothing else.
_CREDIT = re.compile(
    r"(?i)\b(?:by|source|sources|credit|via|from|copyright|all rights reserved|with|and|the|agencies|agency|staff|writers?|news"
    r"|(?:additional |further )?reporting|inputs?|contributed to this report|writing|report(?:ed)?|material)\b|[\W\d_]+"
)
_LONGEST_CREDIT = 120


@dataclass(frozen=True)
class AgencyWords:
    """An agency and the words that name it: half-open offsets into the text, and why it is the origin."""

    agency: str
    start: int
    end: int
    why: str


@cache
def _agencies() -> dict[str, str]:
    """Each name and the agency that signs so."""
    with _LIST.open(encoding="utf-8", newline="") as file:
        return {name: row["agency"] for row in csv.DictReader(file) for name in row["names"].split(";")}


@cache
def _names() -> str:
    return "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))


@cache
def _pattern(before: str, after: str) -> re.Pattern[str]:
    return re.compile(rf"{before}(?<!\w)(?P<agency>{_names()})(?![\w-]){after}")


def in_dateline(text: str, start: int, end: int) -> Iterator[AgencyWords]:
    """The agency in the brackets of the dateline ``text[start:end]``, known or not."""
    for brackets in re.finditer(r"\(([^()\n]{2,40})\)", text[:end][start:]):
        first, last = start + brackets.start(1), start + brackets.end(1)
        known = list(_pattern("", "").finditer(text, first, last))
        for name in known:
            yield AgencyWords(_agencies()[name["agency"]], *name.span("agency"), say("It stands in the dateline."))
        if not known and not _GENERIC.fullmatch(brackets[1].strip()):
            why = say("It stands in the brackets of the dateline; it is none of the agencies that are known here.")
            yield AgencyWords(brackets[1].strip(), first, last, why)


def in_credits(text: str, lines: list[Line]) -> Iterator[AgencyWords]:
    """Agencies in lines that credit nobody else, and behind the last word of a paragraph: "… said. (AFP)"."""
    for line in lines:
        names = list(_pattern("", "").finditer(text, line.start, line.end))
        if not names:
            continue
        if len(line.words) <= _LONGEST_CREDIT and _is_credit(line.words):
            for name in names:
                why = say("A line of its own credits it.")
                yield AgencyWords(_agencies()[name["agency"]], *name.span("agency"), why)
        elif signed := _pattern(r"(?:[.!?”\"]\s*[(\[–—-]+\s*|\s[–—-]+\s?)", r"\s*[)\]]?\.?$").search(
            text, line.start, line.end
        ):
            yield AgencyWords(_agencies()[signed["agency"]], *signed.span("agency"), say("It signs at the end."))


def in_body(text: str) -> Iterator[AgencyWords]:
    """Agencies that have witnesses or reporters of their own in the text."""
    own = _pattern("", r"(?= (?:witness(?:es)?|reporters?|journalists?|correspondents?|photographers?|teams?)\b)")
    for name in own.finditer(text):
        why = say("The text speaks of its own people on the spot; no line credits it.")
        yield AgencyWords(_agencies()[name["agency"]], *name.span("agency"), why)


def _is_credit(words: str) -> bool:
    rest = _pattern("", "").sub(" ", words)
    return not _CREDIT.sub("", rest)
