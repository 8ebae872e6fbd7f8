"""What somebody is reported to have said: the clause, who says it, and the kind of statement.

A clause stands behind its verb ("warned there would be a response") or before it ("“…,” the minister said"). Its text is
put together from words of the sentence alone, with the speaker before it, so that it states nothing as fact. The kind
follows the verb and the words of the clause (``lexicon/statements_en.csv``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.propose.phrases import phrase_list
from dashboard.propose.proposal import DayWords, Said, Words

_VERBS = (
    r"(?:said|says|told|tells|announced|reported|wrote|added|confirmed|stated|claimed|acknowledged|insisted|declared|alleged|denied|denies|warned|warns"
    r"|argued|argues|accused|accuses|blamed|blames|condemned|condemns|denounced|denounces|deplored|rejected|rejects|dismissed|refuted|urged|urges"
    r"|called (?:for|on|upon)|calls (?:for|on|upon)|appealed|demanded|demands|threatened|threatens|vowed|vows|pledged|promised|offered|described|expressed|stressed|reiterated|noted|quoted)"
)
_VERB = re.compile(rf"(?<![\w-])(?:(?:has|have|had|also|again|later|earlier|repeatedly|then) ){{0,2}}{_VERBS}(?![\w-])")
# Where the words for who speaks may begin at the earliest, looked at backwards from the verb.
_BOUNDARY = re.compile(
    r"[;:—–“”\"]|, |\b(?:while|but|that|after|when|as|where|because|although|which|who|since|until|before)\b"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|killed|hit|struck|(?!armed\b|united\b|so-called\b)[a-z]{3,}ed)\b|\d"
)
_LEADING = re.compile(r"^\s*(?:(?i:while|and|but|although|as|so|yet)\s+)?")
_AND = re.compile(r" and ")
_PERSONAL = re.compile(
    r"(?P<role>\b(?:residents?|driver|witness|shopkeeper|farmer|teacher|student|labourer|laborer|nurse|doctor|trader|villager|survivor|father|mother|brother|sister|neighbou?r|worker"
    r"|baker|fisherman|herder|tailor))\b(?: [A-Z][\w’'-]+)+"
)
_ADVERBS = re.compile(
    r"[ ,]*(?:(?:that|reporters|journalists|the press|by telephone|by phone|in a statement|in a (?:news|press) (?:conference|briefing)|on (?:X|social media))\b[ ,:]*)*"
)
_TRAILING = re.compile(
    r"(?: ?(?:without|in an? (?:interview|statement|post|briefing)|to (?:reporters|journalists))\b.*)?[.!?”\"’\s]*$"
)
_SET_OFF = re.compile(r"\s[–—-]\s(?:an? |the |these )?(?:figures?|claims?|numbers?|allegations?|accusations?)\b")
_QUOTED_BEFORE = re.compile(r"[,.?!][”\"’]\s*$|,\s*$")
# What no clause ends with, and what is no clause behind a verb: "told this newspaper".
_LOOSE_END = re.compile(r"(?:,? (?:and|but|while|which|who|that|as)|[,;:])*\s*$")
_TO_WHOM = re.compile(r"(?:\w+ ){0,3}\w+\W*")
_NOBODY = re.compile(
    r"(?:there|which|who|that|this|nobody|no one|(?:the |these )?(?:strikes?|fighting|violence|clash(?:es)?|conflict|attacks?|war|escalation|crisis))$",
    re.IGNORECASE,
)
# Verbs that leave what was said to the words behind them: “…,” the ministry quoted him as telling reporters.
_LEAVES_OPEN = re.compile(r"(?:told|tells|quoted)$")
_LONGEST_SUBJECT = 14
ENOUGH = 0.5


@dataclass(frozen=True)
class _Verb:
    """A verb of saying with who says it (start, end)."""

    start: int
    end: int
    who: tuple[int, int]


def said_in(text: str, start: int, end: int, days: Sequence[DayWords]) -> tuple[Said, ...]:
    """What is said in ``text[start:end]``, each saying with its speaker; none where only the outlet speaks."""
    verbs = list(_verbs(text, start, end, days))
    found = []
    for number, verb in enumerate(verbs):
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        if saying := _saying(text, (start, end), verb, following, days):
            found.append(saying)
    return tuple(found)


def kinds_of(text: str, start: int, end: int) -> tuple[tuple[str, ...], str]:
    """The kinds of statement that the words of a passage speak for, best first, and these words."""
    weights: dict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    for hit in phrase_list("statements_en.csv").hits(text, start, end):
        kind, weight = hit.row["kind"], float(hit.row["weight"])
        if weight > weights[kind]:
            words[kind] = " ".join(text[hit.start : hit.end].split())
        weights[kind] = max(weights[kind], weight)
    ranked = sorted((kind for kind, weight in weights.items() if weight >= ENOUGH), key=lambda kind: -weights[kind])
    return tuple(ranked), ", ".join(f"“{words[kind]}” ({kind})" for kind in ranked[:3])


def _verbs(text: str, start: int, end: int, days: Sequence[DayWords]) -> Iterator[_Verb]:
    """The verbs of saying outside quotation marks with a speaker before or behind them."""
    first = start
    for match in _VERB.finditer(text, start, end):
        if _inside_quotation(text[start : match.start()]):
            continue
        who = _before(text, first, match.start(), days) or _behind(text, match, end)
        if who:
            yield _Verb(match.start(), match.end(), who)
            first = match.end()


def _inside_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or ("“" not in before and before.count('"') % 2 == 1)


def _before(text: str, start: int, verb: int, days: Sequence[DayWords]) -> tuple[int, int] | None:
    """The words for who speaks that stand before the verb, an inserted clause and words for a day left out."""
    stop = verb
    stretch = text[start:verb].rstrip()
    if stretch.endswith(","):
        # "The front, which denies it, said": who speaks stands before what is inserted.
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
    if not words or len(words.split()) > _LONGEST_SUBJECT or _NOBODY.match(words) or _FINITE.search(words):
        return None
    if words.endswith((" and", " or", " but")):  # one speaker, two verbs
        return None
    return first, first + len(words)


def _behind(text: str, verb: re.Match[str], end: int) -> tuple[int, int] | None:
    """The words for who speaks behind the verb, where the clause stands before it: “…,” said the mayor."""
    if not _QUOTED_BEFORE.search(text[: verb.start()]):
        return None
    match = re.compile(r" ((?:the |a |an )?[\w’'-]+(?: [\w’'-]+){0,7}?)(?=,|\.| on [A-Z]| in | who |$)").match(
        text, verb.end(), end
    )
    return match.span(1) if match else None


def _saying(
    text: str, sentence: tuple[int, int], verb: _Verb, following: _Verb | None, days: Sequence[DayWords]
) -> Said | None:
    start, end = sentence
    who = Words(*verb.who, text[slice(*verb.who)])
    name = _PERSONAL.sub(lambda match: match["role"], who.words)
    spoken = " ".join(text[verb.start : verb.end].split())
    if _clause_is_before(text, sentence, verb, days):
        clause = _whole(text[start : min(verb.start, verb.who[0])])
        if not clause:
            return None
        first, last = start, start + len(text[start : min(verb.start, verb.who[0])].rstrip())
        if _LEAVES_OPEN.search(spoken):
            rest = text[verb.end : following.who[0] if following and following.who[0] > verb.end else end]
            spoken += " " + re.sub(r"[,.\s]+$", "", rest.lstrip())
        summary = f"{name} {spoken}: {clause}"
    else:
        stop = min(end, following.who[0]) if following and following.who[0] > verb.end else end
        if cut := _SET_OFF.search(text, verb.end, stop):
            stop = cut.start()
        if (semicolon := text.find(";", verb.end, stop)) >= 0:
            stop = semicolon
        clause = _LOOSE_END.sub("", text[verb.end : stop]).strip()
        if not _ADVERBS.sub("", clause, count=1).strip(" .”"):
            return None
        if re.search(r"(?:told|wrote)$", spoken) and _TO_WHOM.fullmatch(clause):
            return None
        first, last = verb.who[0], verb.end + len(text[verb.end : stop].rstrip())
        summary = f"{name} {spoken} {clause}".replace(" ,", ",")
    kinds, why = kinds_of(text, first if last <= verb.start else verb.start, max(last, verb.end))
    return Said(first, last, text[first:last], who, _sentence(summary), kinds, why)


def _clause_is_before(text: str, sentence: tuple[int, int], verb: _Verb, days: Sequence[DayWords]) -> bool:
    """Whether nothing but the day and the occasion stands behind the verb, or who speaks does."""
    start, end = sentence
    if verb.who[0] >= verb.end:
        return True
    before = text[start : verb.who[0]]
    if not _QUOTED_BEFORE.search(before):
        return False
    if before.rstrip().endswith(("”", '"')):
        return True
    rest = re.split(r"[;,]", text[verb.end : end], maxsplit=1)[0]
    for day in days:
        if verb.end <= day.start:
            rest = rest.replace(text[day.start : day.end], "")
    rest = re.sub(r"\b(?:on|late|early)\b", "", rest)
    return _TRAILING.fullmatch(_ADVERBS.sub("", rest, count=1)) is not None


def _whole(clause: str) -> str:
    """A clause without the comma at its end, its quotation marks both there or both gone."""
    clause = " ".join(clause.split())
    clause = re.sub(r",([”\"]?)$", r"\1", clause)
    if clause.count("“") == clause.count("”") and clause.count('"') % 2 == 0:
        return clause
    clause = clause.strip('“”"')
    return f"“{clause}”" if clause else ""


def _sentence(summary: str) -> str:
    summary = " ".join(summary.split())
    summary = summary[:1].upper() + summary[1:]
    return summary if summary.endswith((".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"')) else f"{summary}."
