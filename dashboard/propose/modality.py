"""What the words before an act make of it: a plan, a threat, a denial, history, an accusation, or plain report.

A word reaches forward inside its clause: "warned that it would strike" is a threat, "warned that 20 were killed" is a
report, for the verb behind it is past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.propose.phrases import Hit, phrase_list

# By how much each makes it less likely that the sentence reports an act.
FACTORS = {"threat": 0.3, "plan": 0.25, "denial": 0.4, "history": 0.5, "accusation": 0.8}
_REACH = 90
_CLAUSE_END = re.compile(
    r"[;:—]|\s[–-]\s|,? (?:but|while|whereas|although|who|whose|which|until|because)\b|, (?:and|when|where|as|after|killing"
    r"|wounding|injuring|leaving|destroying|setting)\b|\b(?:after|when|as) (?=\w+ (?:\w+ ){0,4}\w+(?:ed|t)\b)|\bfor (?=\w+ing)"
)
_PAST = re.compile(
    r"\b(?:had|has|have|was|were|been)\b(?! to\b)|\b(?:killed|wounded|injured|struck|hit|died|destroyed|left)\b"
)
# "Denied the report and …": what is denied is named, the act behind "and" is another.
_DENIED_OTHERWISE = re.compile(
    r" (?:the |this |that |any |such |all )?(?:reports?|claims?|accusations?|allegations?|charges?|it|this|that)\b.*\band\b"
)
# "Could be heard", "feared dead", "may have drowned" are no threats.
_PERCEIVED = re.compile(
    r" (?:also |still |only )?(?:be )?(?:heard|seen|hear|see|confirm|verify|reach)\b|(?: to have| to be| have been)? (?:dead|killed|drowned|trapped|died)\b| have \w+"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Modality:
    """What the clause makes of an act and the words that do."""

    name: str
    words: str

    @property
    def factor(self) -> float:
        return FACTORS[self.name]


def modality_words(text: str, start: int, end: int) -> list[Hit]:
    """The words of a sentence that may change an act behind them, in order."""
    return list(phrase_list("modality_en.csv").hits(text, start, end))


def modality_of(text: str, act: Hit, start: int, cues: Sequence[Hit]) -> Modality | None:
    """What the words of the sentence (which begins at ``start``) make of the act; None for a plain report."""
    strongest: Modality | None = None
    for cue in cues:
        if cue.start < act.end and not _reaches(text, cue, act):
            continue
        if _PERCEIVED.match(text, cue.end) or text[cue.start : cue.end] == "May":
            continue
        name = cue.row["modality"]
        behind = cue.start >= act.end
        if behind and not (name == "history" and cue.start - act.end < _REACH) and not _denied_behind(text, act, cue):
            continue
        found = Modality("denial" if behind and name == "denial" else name, text[cue.start : cue.end])
        if strongest is None or found.factor < strongest.factor:
            strongest = found
    return strongest


def _reaches(text: str, cue: Hit, act: Hit) -> bool:
    between = text[cue.end : act.start]
    if cue.end > act.start:
        return cue.start <= act.start and cue.row["modality"] != "denial"
    if cue.row["modality"] == "denial" and _DENIED_OTHERWISE.match(between):
        return False
    if len(between) > _REACH or _CLAUSE_END.search(between):
        return False
    past = cue.row["modality"] in ("threat", "plan", "accusation") and cue.row["words"] not in ("if", "unless", "would")
    return not (past and cue.row["modality"] != "accusation" and _PAST.search(between + text[act.start : act.end]))


def _denied_behind(text: str, act: Hit, cue: Hit) -> bool:
    """Words behind the act that take it back: "…, which Ankara denies", "…, a charge it rejects"."""
    between = text[act.end : cue.start]
    return cue.row["modality"] == "denial" and bool(
        re.search(r", (?:which|a charge|an accusation|a claim)\b[^,;]*$", between)
    )


def old_year(text: str, start: int, end: int, published: date) -> str:
    """The year that puts the sentence into history: the one before last or older, where no later one stands beside."""
    years = [year.group() for year in _YEAR.finditer(text, start, end)]
    years = [year for year in years if int(year) <= published.year]
    return max(years) if years and int(max(years)) < published.year - 1 else ""
