"""The dateline of a report: "KHARTOUM, Feb 27 (Agency) —", "Bamako (Agency) -", "GAZA/JERUSALEM:"."""

from __future__ import annotations

import re

from dashboard.propose.day_patterns import DAY, MONTH

_CAPITALS = r"[^\W\d_a-z][^\Wa-z\d_]+(?:['’.-]?[^\W\d_a-z]+)*"
_PLACE = rf"{_CAPITALS}(?:[ -]{_CAPITALS})*"
_MIXED = r"[^\W\d_a-z][\w'’-]+(?:[ -](?:(?:of|the|and|de|al|el) )*[^\W\d_a-z][\w'’-]+){0,4}"
# "3 juin": the month of a dateline may stand in another language.
_DATE = rf"(?:{MONTH} {DAY}(?:,? \d{{4}})?|{DAY} (?:{MONTH}|(?:de )?[^\W\d_]{{3,12}}\.?)(?:,? (?:de )?\d{{4}})?)"
_AGENCY = r"\([^()\n]{2,40}\)"
_SIGN = r"(?:\s*[-–—:|]+(?=\s)|\s*$)"
# "UPDATE Friday:" and "Background:" are labels.
_NO_LABEL = (
    r"(?!(?i:update|live|breaking|watch|read|explainer|analysis|background|factbox|timeline|note|editor|correction|photos?|video|video|opinion|exclusive|fact|key|main|latest|threats?|situation|summary)\b)"
    r"(?![^:]*(?:day|January|February|March|April|May|June|July|August|September|October|November|December):)"
)
_DATELINE = re.compile(
    rf"\s*(?:(?P<capitals>{_PLACE}(?:\s?[,/]\s?(?:{_PLACE}|{_MIXED}))*)(?:,?\s*{_DATE},?)?(?:\s*{_AGENCY})?\.?{_SIGN}"
    rf"|{_MIXED}(?:[,/]\s?{_MIXED})?(?:\s?[,|]\s*{_DATE})(?:\s*{_AGENCY})?\.?{_SIGN}"
    rf"|{_MIXED}(?:[,/]\s?{_MIXED})?(?:,?\s*{_DATE},?)?\s*{_AGENCY}{_SIGN}|{_MIXED}(?:, {_MIXED})? \|(?= )|{_NO_LABEL}{_MIXED}:(?= [^\W\d_a-z])|By {_MIXED}(?:,? (?:in|and) {_MIXED}){{0,3}}(?=$))"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline of the paragraph ``text[start:end]`` ends; ``start`` where it has none."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    if match is None or not any(char.isupper() for char in match.group()):
        return start  # letters of a script without capitals are no dateline
    # A paragraph of capitals alone is a heading, not a dateline.
    if match.end() >= end and is_heading(text, start, end) and not re.search(rf"{_DATE}|{_AGENCY}", match.group()):
        return start
    return match.end()


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether the paragraph is a heading in capitals: it reports nothing of its own."""
    letters = [char for char in text[start:end] if char.isalpha()]
    return (
        bool(letters)
        and not any(char.islower() for char in letters)
        and any(char.isupper() for char in letters)
        and len(letters) < 90
    )
