"""Verbs of saying in a sentence, each with the words for who says it: before the verb, or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.propose.proposal import DayWords

_VERBS = (
    r"(?:said|says|told|tells|announced|reported|wrote|added|confirmed|stated|claimed|acknowledged|insisted|declared|alleged|denied|denies|warned|warns"
    r"|argued|argues|accused|accuses|blamed|blames|condemned|condemns|denounced|denounces|deplored|rejected|rejects|dismissed|refuted|urged|urges"
    r"|called (?:for|on|upon)|calls (?:for|on|upon)|appealed|demanded|demands|threatened|threatens|vowed|vows|pledged|promised|insists|affirmed|affirms|offered|described|expressed|expresses|stressed|reiterated|noted|quoted)"
)
# "Police say", "the rebels deny": with a subject before them, and behind no auxiliary ("would say", "to deny").
_PRESENT = r"(?<!to )(?<!not )(?<!would )(?<!could )(?<!can )(?<!will )(?<!must )(?<!may )(?:say|deny|insist|allege|accuse|argue)"
_VERB = re.compile(
    rf"(?<![\w-])(?:(?:has|have|had|also|again|later|earlier|repeatedly|then) ){{0,2}}(?:{_VERBS}|{_PRESENT})(?![\w-])"
)
# Where the words for who speaks may begin at the earliest, looked at backwards from the verb.
_BOUNDARY = re.compile(
    r"[;:—–“”\"]|, |\b(?:while|but|that|after|when|as|where|because|although|which|who|since|until|before)\b"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|killed|hit|struck|(?!armed\b|united\b|so-called\b)(?<!-)[a-z]{3,}ed)\b|\d"
)
_LEADING = re.compile(r"^\s*(?:(?i:while|and|but|although|as|so|yet)\s+)?")
_AND = re.compile(r" and ")
#: What speaks of nothing: "the strikes threaten".
SPEAKS_NOT = re.compile(
    r"(?:there|which|who|that|this|nobody|no one|(?:the |these )?(?:strikes?|fighting|violence|clash(?:es)?|conflict|attacks?|war|escalation|crisis))$",
    re.IGNORECASE,
)
# "…, 34," is part of what is inserted before it.
_AGE = re.compile(r", \d{1,3},$")
#: A quotation or a clause with its comma: what is said stands before the verb.
QUOTED_BEFORE = re.compile(r"[,.?!][”\"’]\s*$|,\s*$")
_WHO_BEHIND = re.compile(r" ((?:the |a |an )?[\w’'-]+(?: [\w’'-]+){0,7}?)(?=,|\.| on [A-Z]| in | who |$)")
_LONGEST_SUBJECT = 14
PERSONAL = re.compile(
    r"(?P<role>\b(?:residents?|driver|witness|shopkeeper|farmer|teacher|student|labourer|laborer|nurse|doctor|trader|villager|survivor|father|mother|brother|sister|neighbou?r|worker"
    r"|baker|fisherman|herder|tailor))\b(?: [A-Z][\w’'-]+)+"
)


@dataclass(frozen=True)
class SayingVerb:
    """A verb of saying with who says it (start, end)."""

    start: int
    end: int
    who: tuple[int, int]


def saying_verbs(text: str, start: int, end: int, days: Sequence[DayWords]) -> Iterator[SayingVerb]:
    """The verbs of saying outside quotation marks with a speaker before or behind them."""
    first = start
    paragraph = max(text.rfind(sign, 0, start) for sign in "\n\r") + 1
    for match in _VERB.finditer(text, start, end):
        if _inside_quotation(text[start : match.start()], text[paragraph : match.start()]):
            continue
        who = _before(text, first, match.start(), days) or _behind(text, match, end)
        if who:
            yield SayingVerb(match.start(), match.end(), who)
            first = match.end()


def _inside_quotation(sentence: str, paragraph: str) -> bool:
    """Whether a quotation is open behind this much of a sentence; straight marks are counted from the paragraph's start."""
    return sentence.count("“") > sentence.count("”") or ("“" not in sentence and paragraph.count('"') % 2 == 1)


def _before(text: str, start: int, verb: int, days: Sequence[DayWords]) -> tuple[int, int] | None:
    """The words for who speaks that stand before the verb, an inserted clause and words for a day left out."""
    stop = verb
    stretch = text[start:verb].rstrip()
    if stretch.endswith(","):
        # "The front, which denies it, said": who speaks stands before what is inserted.
        stretch = _AGE.sub(",", stretch)
        opening = stretch[:-1].rfind(", ")
        if opening < 0:
            return None
        stop = start + opening
    first = max((match.end() for match in _BOUNDARY.finditer(text, start, stop)), default=start)
    for day in days:
        if first <= day.start and day.end <= stop:
            behind = text[day.end : stop].strip()
            first, stop = (day.end, stop) if behind else (first, day.start)
    while (join := _AND.search(text, first, stop)) and _FINITE.search(text, first, join.start()):
        first = join.end()
    words = text[first:stop]
    first += len(words) - len(_LEADING.sub("", words))
    words = _LEADING.sub("", words)
    words = re.sub(r"(?:,| on| late| early)+$", "", words.strip())
    if not words or len(words.split()) > _LONGEST_SUBJECT or SPEAKS_NOT.match(words) or _FINITE.search(words):
        return None
    if words.endswith((" and", " or", " but")):  # one speaker, two verbs
        return None
    return first, first + len(words)


def _behind(text: str, verb: re.Match[str], end: int) -> tuple[int, int] | None:
    """The words for who speaks behind the verb, where the clause stands before it: “…,” said the mayor."""
    if not QUOTED_BEFORE.search(text[: verb.start()]):
        return None
    match = _WHO_BEHIND.match(text, verb.end(), end)
    return match.span(1) if match else None


def speakers_of_verbs(text: str, start: int, end: int, days: Sequence[DayWords]) -> Iterator[tuple[int, int, bool]]:
    """Where who speaks stands for each verb of saying, and whether behind it."""
    for verb in saying_verbs(text, start, end, days):
        yield *verb.who, verb.who[0] >= verb.end


def private_people(text: str) -> Mapping[str, str]:
    """The names of people who speak for nobody, with their role: {"Tamim": "driver"}."""
    roles: dict[str, str] = {}
    for match in PERSONAL.finditer(text):
        for name in match.group().removeprefix(match["role"]).split():
            roles.setdefault(name, match["role"])
    return roles
