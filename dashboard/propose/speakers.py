"""Who speaks, in the words of one sentence: before or behind a verb of saying, behind "according to", as a pronoun.

Private people are offered by their role, "Nairobi taxi driver", and by no name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dashboard.propose.actor_names import CAPITAL, DID, NAMED, NOBODY, STRAY
from dashboard.propose.proposal import ActorWords, DayWords
from dashboard.propose.saying_verbs import PERSONAL, SPEAKS_NOT, speakers_of_verbs

_VERBS = (
    r"(?:sa(?:id|ys?)|t(?:old|ells?)|announce[ds]?|report(?:ed|s)|wr(?:ote|ites?)|add(?:ed|s)|confirm(?:ed|s)?|state[ds]|claim(?:ed|s)|acknowledge[ds]?|insist(?:ed|s)?|declare[ds]?|allege[ds]?"
    r"|den(?:ied|ies|y)|warn(?:ed|s)|accuse[ds]?|blame[ds]|vow(?:ed|s)?|promise[ds]|condemn(?:ed|s)?|urge[ds]|reject(?:ed|s)?|maintain(?:ed|s)?|estimate[ds]|threaten(?:ed|s)?|affirm(?:ed|s)?"
    r"|describe[ds]?|call(?:ed|s)? (?:for|on|it|an?|the)|puts? (?:the|it)|counted|recall(?:ed|s)?|sp(?:oke|eaks?) of|demand(?:ed|s)|admit(?:ted|s)?|conclude[ds]?|argue[ds]?)"
)
_ROLE = r"(?:officials?|residents?|witnesses|eyewitnesses|medics|doctors|police|governor|mayor|spokes\w+|ministry|minister|sources?|army|military|group|authorities|rescuers|activists|officer|service|agency|office|union|mission|prosecutors|commander|lawyers|department|administration|network|observatory|monitor|army|leaders|president|association|operator|teacher|nurse|doctor)"
# What may stand between who speaks and the verb: who that is, between two commas; where from; an adverb.
_BETWEEN = (
    r"(?:,[^,.;“”]{1,60},|\s+(?:in|of|for|from|at|with)\s+[^,.;“”]{1,30}?)?"
    r"(?:\s+(?:also|later|earlier|has|have|had|separately|repeatedly|then|again))?"
)
# Somebody whom no list knows: "the front said", "an internal report spoke of".
_ANYBODY = (
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir|[Tt]wo|[Tt]hree|[Ss]everal)\s+"
    r"(?:(?!(?:the|an?|that|which|who|whom|whose|when|where|while|after|before|as|and|but|or|to|by|was|were|is|are|had|has|have|been|be)\b)[\w’'-]+\s+){0,4}?[\w’'-]+"
)
_PRONOUN = re.compile(rf"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t)(?:\s+(?:also|later|has|have|had))?\s+{_VERBS}\b")
_UNLISTED = re.compile(
    rf"\b(?P<who>(?:(?:[a-z’'-]+\s+){{0,2}}(?i:{_ROLE})|{_ANYBODY})(?:\s+and\s+(?:(?:[a-z’'-]+\s+){{0,2}}(?i:{_ROLE})|{_ANYBODY}))?){_BETWEEN}\s+{_VERBS}\b"
)
_BEFORE = re.compile(
    rf"\b(?P<who>(?:(?:the|a|an|one|two|three|local|senior)\s+)*(?:{CAPITAL}\s+|[a-z’'-]+\s+){{0,4}}?{_ROLE}(?:\s+{CAPITAL}){{0,3}}|{NAMED}){_BETWEEN}\s+{_VERBS}\b"
)
_BEHIND = re.compile(
    rf"[,.?!][”\"’]?\s+{_VERBS}\s+(?P<who>(?:the\s+|a\s+|an\s+)?(?:{CAPITAL}\s+|[a-z-]+\s+){{0,4}}?{_ROLE}\b|{CAPITAL}(?:\s+{CAPITAL}){{1,4}})"
)
# Up to where the phrase ends: "according to its military administration".
_ACCORDING = re.compile(
    r"\b(?:according to|quoting|cited by|citing|verified by)\s+(?P<who>(?:(?!(?:in|on|at|from|who|whom|that|which|but|while|when|after|as|said|says|by|with)\b)[\w’'-]+\s?){1,8}(?:of\s+(?:[\w’'-]+\s?){1,4})?)"
)
_PATTERNS = (
    ("stands before a verb of saying", _BEFORE),
    ("stands before a verb of saying; no list knows him", _UNLISTED),
    ("stands behind a verb of saying", _BEHIND),
    ("stands behind “according to”", _ACCORDING),
)
# What stands before words that are no subject: the object of an act, the name behind a preposition.
_NO_SUBJECT = re.compile(
    rf"(?:\b(?:{DID}|told|tells?|accus(?:ed?s?|ing)|blam(?:ed?s?|ing)|urg(?:ed?s?|ing)|warn(?:ed|s|ing)|of|by|on|in|at|from|against|to|with|into|near|for)\s+(?:the\s+|an?\s+)?|-)$"
)
_NO_END = re.compile(r"\s(?:an?|the|and|of|that|was|were|is|are|has|had|have)$")
_TWO_NAMES = re.compile(rf"(?P<one>(?:the\s+)?{CAPITAL}|{NAMED}(?=\s+and\s+the\s)) and (?P<other>{NAMED})")
# Countries whose names have an "and".
_WITH_AND = ("Bosnia and Herzegovina", "Trinidad and Tobago", "Antigua and Barbuda")
_PRONOUN_WHY = "a pronoun before a verb of saying: choose who is meant"


def speakers_in(
    text: str, start: int, end: int, days: Sequence[DayWords], private: Collection[str]
) -> list[ActorWords]:
    """The words for who speaks, none of which overlap. ``private``: names of people who speak for nobody."""
    speakers: list[ActorWords] = []
    for speaker in _speakers(text, start, end, days):
        one = _by_role(speaker, private)
        if one and not any(one.start < other.end and other.start < one.end for other in speakers):
            speakers.append(one)
    return speakers


def _speakers(text: str, start: int, end: int, days: Sequence[DayWords]) -> Iterator[ActorWords]:
    for first, last, behind in speakers_of_verbs(text, start, end, days):
        words = text[first:last]
        why = "stands behind a verb of saying" if behind else "stands before a verb of saying"
        if two := _two_names(words):
            for name in ("one", "other"):
                yield ActorWords(first + two.start(name), first + two.end(name), two[name], "claimant", why)
            continue
        yield ActorWords(first, last, words, "claimant", _PRONOUN_WHY if _PRONOUN.fullmatch(f"{words} said") else why)
    for why, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            first, last = match.start("who"), match.start("who") + len(match["who"].rstrip())
            words = text[first:last]
            if NOBODY.match(words) or STRAY.match(words) or SPEAKS_NOT.match(words) or _NO_END.search(words):
                continue
            if (
                pattern is _ACCORDING
                or pattern is _BEHIND
                or not _NO_SUBJECT.search(text[max(start, first - 30) : first])
            ):
                yield ActorWords(first, last, words, "claimant", why)
    for match in _PRONOUN.finditer(text, start, end):
        yield ActorWords(*match.span("who"), match["who"], "claimant", _PRONOUN_WHY)


def _two_names(words: str) -> re.Match[str] | None:
    """Two who speak together, each by a name: "Chad and the United Nations"; not "the Ministry of Trade and Industry"."""
    two = _TWO_NAMES.fullmatch(words)
    return None if two is None or words.removeprefix("the ") in _WITH_AND else two


def _by_role(speaker: ActorWords, private: Collection[str]) -> ActorWords | None:
    """The speaker without the name of a private person; None where nothing but that name is said."""
    if named := PERSONAL.search(speaker.words):
        last = named.end("role")
        return ActorWords(speaker.start, speaker.start + last, speaker.words[:last], speaker.role, speaker.why)
    return None if all(word in private for word in speaker.words.split()) else speaker
