"""What somebody is reported to have said: the clause, who says it, and the kind of statement.

A clause stands behind its verb ("warned there would be a response") or before it ("“…,” the minister said"). Its text is
put together from words of the sentence alone, with the speaker before it, so that it states nothing as fact. The kind
follows the verb and the words of the clause (``lexicon/statements_en.csv``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from dashboard.propose.phrases import phrase_list
from dashboard.propose.proposal import DayWords, Said, Words
from dashboard.propose.saying_verbs import PERSONAL, QUOTED_BEFORE, SayingVerb, saying_verbs

_ADVERBS = re.compile(
    r"[ ,]*(?:(?:that|reporters|journalists|the press|by telephone|by phone|in a statement|in a (?:news|press) (?:conference|briefing)|on (?:X|Telegram|Facebook|Twitter|social media|(?:its|his|her|their) (?:\w+ )?channel))\b[ ,:]*)*"
)
# To whom it is said: "told this newspaper", "told AFP".
_ADDRESSEE = re.compile(r" (?:this (?:\w+ )?\w+|the \w+|[A-Z]\w*(?: [A-Z]\w*)?|reporters|journalists)[.!?”\"’\s]*")
# A clause whose subject stands before "that": "six trucks that the government said belonged to smugglers".
_RELATIVE = re.compile(r"(?:,? (?:that|which|who))\s+$")
_VERB_FIRST = re.compile(
    r"(?:was|were|is|are|had|has|have|would|will|could|belonged|killed|hit|struck|came|went|left|began|took|[a-z]{3,}ed)\b"
)
_OBJECT_OF = re.compile(r"\b(?:[a-z]{3,}ed|hit|struck|shot|built|was|were|is|are)\s+(?=[^.,;:“”]*$)")
_TRAILING = re.compile(
    r"(?: ?(?:without|in an? (?:interview|statement|post|briefing)|to (?:reporters|journalists))\b.*)?[.!?”\"’\s]*$"
)
_SET_OFF = re.compile(r"\s[–—-]\s(?:an? |the |these )?(?:figures?|claims?|numbers?|allegations?|accusations?)\b")
# What no clause ends with, and what is no clause behind a verb: "told this newspaper".
_LOOSE_END = re.compile(r"(?:,? (?:and|but|while|which|who|that|as)|[,;:])*\s*$")
_TO_WHOM = re.compile(r"(?:\w+ ){0,3}\w+\W*")
# Verbs that leave what was said to the words behind them: “…,” the ministry quoted him as telling reporters.
_LEAVES_OPEN = re.compile(r"(?:told|tells|quoted)$")
ENOUGH = 0.5
_LONGEST_OBJECT = 8


def said_in(
    text: str, start: int, end: int, days: Sequence[DayWords], private: Collection[str] = ()
) -> tuple[Said, ...]:
    """What is said in ``text[start:end]``, each saying with its speaker; none where only the outlet speaks.

    ``private`` are names of people who speak for nobody: what is told by such a name alone has no speaker to name.
    """
    verbs = list(saying_verbs(text, start, end, days))
    found = []
    for number, verb in enumerate(verbs):
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        if all(word in private for word in text[slice(*verb.who)].split()):
            continue
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


def _saying(
    text: str, sentence: tuple[int, int], verb: SayingVerb, following: SayingVerb | None, days: Sequence[DayWords]
) -> Said | None:
    start, end = sentence
    who = Words(*verb.who, text[slice(*verb.who)])
    name = PERSONAL.sub(lambda match: match["role"], who.words)
    spoken = " ".join(text[verb.start : verb.end].split())
    if _clause_is_before(text, sentence, verb, days):
        stop = min(verb.start, verb.who[0])
        first = _clause_start(text, start, stop)
        clause = _whole(text[first:stop])
        if not clause:
            return None
        last = first + len(text[first:stop].rstrip())
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
        if _RELATIVE.search(text[start : verb.who[0]]) and _VERB_FIRST.match(clause):
            # "Trucks that the government said belonged to smugglers": what is spoken of stands before.
            subject = _antecedent(text, start, verb.who[0], days)
            if not subject:
                return None
            clause = f"{subject} {clause}"
        first, last = verb.who[0], verb.end + len(text[verb.end : stop].rstrip())
        summary = f"{name} {spoken} {clause}".replace(" ,", ",")
    kinds, why = kinds_of(text, first if last <= verb.start else verb.start, max(last, verb.end))
    return Said(first, last, text[first:last], who, _sentence(summary), kinds, why)


def _clause_start(text: str, start: int, stop: int) -> int:
    """Where the clause before its verb begins: behind a semicolon, unless that stands in a quotation."""
    semicolon = text.rfind("; ", start, stop)
    before = text[start : max(semicolon, start)]
    quoted = before.count("“") != before.count("”") or before.count('"') % 2
    return start if semicolon < 0 or quoted else semicolon + 2


def _antecedent(text: str, start: int, who: int, days: Sequence[DayWords]) -> str:
    """The words before "that" which the clause is about: the object of the verb before them; empty where none is clear."""
    before = _RELATIVE.sub("", text[start:who])
    for day in reversed(days):
        if before.rstrip().endswith(text[day.start : day.end]):
            before = before.rstrip().removesuffix(text[day.start : day.end])
    verbs = list(_OBJECT_OF.finditer(before))
    words = before[verbs[-1].end() :].split() if verbs else []
    return " ".join(words) if len(words) <= _LONGEST_OBJECT else ""


def _clause_is_before(text: str, sentence: tuple[int, int], verb: SayingVerb, days: Sequence[DayWords]) -> bool:
    """Whether nothing but the day and the occasion stands behind the verb, or who speaks does."""
    start, end = sentence
    if verb.who[0] >= verb.end:
        return True
    before = text[start : verb.who[0]]
    if not QUOTED_BEFORE.search(before):
        return False
    if before.rstrip().endswith(("”", '"')):
        return True
    rest = re.split(r"[;,]", text[verb.end : end], maxsplit=1)[0]
    for day in days:
        if verb.end <= day.start:
            rest = rest.replace(text[day.start : day.end], "")
    if text[verb.start : verb.end].endswith(("told", "tells")) and _ADDRESSEE.fullmatch(rest):
        return True
    rest = re.sub(r"\b(?:on|late|early)\b", "", _ADVERBS.sub("", rest, count=1))
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
