"""Who acts, who is hit and who speaks, in the words of one sentence. Offered beside the form, never preselected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.propose.proposal import ActorWords

_CAPITAL = r"[^\W\d_a-z][\w’'.-]*"
_HEAD = (
    r"(?:army|military|air force|navy|police|forces|troops|soldiers|fighters|militants|rebels|insurgents|gunmen|militias?|militiamen|jihadists|separatists|drones?|planes?|jets?|warplanes?"
    r"|artillery|government|ministry|officials?|authorities|groups?|movement|guards?|commandos|paramilitar(?:y|ies)|gang(?:s| members)?|bandits|attackers?|assailants?|bombers?|dissidents|settlers"
    r"|warships?|tanks|mercenaries|cartel|front|m[ae]n|wom[ae]n|units|enemy|operatives|rebel|extremists|terrorists|air ?strikes|missiles|rockets|helicopters?|vessels?|brigades?|battalions?)"
)
_NAMED = rf"(?:the\s+)?{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITAL}){{0,4}}"
_WHO = rf"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]wo|[Tt]hree|[Ss]everal|[Aa]rmed|[Ss]uspected|[Rr]ival|[Uu]nidentified|[Mm]asked|pro-\w+)\s+)*(?:{_CAPITAL}\s+(?:(?:of|de|al|and)\s+)?){{0,4}}(?:[a-z-]+\s+){{0,2}}?{_HEAD}(?:\s+of\s+{_NAMED})?"
_ACTS = (
    r"(?:(?:have|has|had|also|again|repeatedly|reportedly|later|twice)\s+)*(?:attack|bomb|shell|strike|struck|hit|kill|shot|fire|open|storm|raid|ambush|launch|carr|drop|pound|target|seiz|captur|overr|abduct|kidnap|detain"
    r"|arrest|behead|execut|massacr|burn|torch|set fire|slam|detonat|blew|blow|ramm|clash|exchang|fought|raid|destroy|push|advanc|retook|repel|conduct|lob|slaughter|stop|dismantl|recaptur|round|nabb"
    r"|respond|retaliat|loot|overran|plant|carri|attempt|use[ds]\b)\w*"
)
# What may stand between who acts and the act: where from, whose, how armed.
_ARMED = r"(?:\s+(?:of|from|in|at|on|near|loyal|linked|allied|backed|belonging|positioned|based|wearing|carrying|who|that)\s[^.,;:“”]{1,60}?)?"
_ATTACKER = re.compile(rf"\b(?P<who>{_WHO}|{_NAMED}){_ARMED}\s+{_ACTS}\b")
# The subject of a clause, whoever it is: "Military jets bombed", "Rwandan troops pushed".
_SUBJECT = re.compile(
    r"(?P<who>(?:[Tt]he\s+|[Aa]n?\s+|[Ii]ts\s+|[Tt]wo\s+)?(?:(?!(?:the|an?|that|which|who|was|were|is|are|had|has|have|been|be|in|at|on|of|to|by|from)\b)[\w’'-]+\s+){0,3}?[\w’'-]+s)"
    rf"{_ARMED}\s+{_ACTS}\b"
)
_CLAUSE = re.compile(r"(?:^|[.,;:—–“”\n-]|\b(?:said|says|that|when|as|while|and|after|before))\s*$")
_DONE = r"(?:killed|attacked|hit|struck|bombed|carried out|claimed|launched|fired|dropped|shelled|detained|arrested|abducted|kidnapped|shot|seized|captured|planted|ambushed|destroyed|raided)"
_BY = re.compile(rf"\b(?:{_DONE}[^.,;:]{{0,30}}? by|blamed on)\s+(?P<who>{_WHO}|{_NAMED})")
_TARGET = re.compile(
    rf"\b(?:attack(?:s|ed|ing)?|ambush(?:ed|ing)?|hit|struck|target(?:ed|ing)|bombed|shelled|stormed|killed|killing|against|kidnapped|abducted|detained|arrested)\s+(?:on\s+)?(?P<who>(?:the\s+|a\s+|an\s+|\w+\s+)?{_WHO})"
)
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
_SPEAKER_BEFORE = re.compile(
    rf"\b(?P<who>(?:(?:the|a|an|one|two|three|local|senior)\s+)*(?:{_CAPITAL}\s+|[a-z’'-]+\s+){{0,4}}?{_ROLE}(?:\s+{_CAPITAL}){{0,3}}|{_NAMED}){_BETWEEN}\s+{_VERBS}\b"
)
_SPEAKER_AFTER = re.compile(
    rf"\b{_VERBS}\s+(?P<who>(?:the\s+|a\s+|an\s+)?(?:{_CAPITAL}\s+|[a-z-]+\s+){{0,4}}?{_ROLE}\b|{_CAPITAL}(?:\s+{_CAPITAL}){{1,4}})"
)
_ACCORDING = re.compile(
    rf"\b(?:according to|quoting|cited by|citing)\s+(?P<who>(?:the\s+|a\s+|an\s+|its\s+)?(?:[\w’'-]+\s+){{0,5}}?(?:{_ROLE}|{_CAPITAL})(?:\s+{_CAPITAL}){{0,3}})"
)
_PATTERNS = (
    ("claimant", "stands before a verb of saying", _SPEAKER_BEFORE),
    ("claimant", "stands before a verb of saying; no list knows him", _UNLISTED),
    ("claimant", "stands behind a verb of saying", _SPEAKER_AFTER),
    ("claimant", "stands behind “according to”", _ACCORDING),
    ("claimant", "a pronoun before a verb of saying: choose who is meant", _PRONOUN),
    ("attacker", "stands before the act", _ATTACKER),
    ("attacker", "stands behind “by”", _BY),
    ("attacker", "begins a clause before the act", _SUBJECT),
    ("target", "stands behind the act", _TARGET),
)
_NOBODY = re.compile(
    r"^(?:(?:On|In|At|The|A|An|It|He|She|They|We|I|That|This|There|But|And|After|Before|While|When|As|For|Meanwhile|Elsewhere|Both|Each|Nobody|No|None|One|Two|Three"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\s*)+$"
)
_STRAY = re.compile(
    r"^(?:(?:on|in|at|by|that|and|of|with|for|from|to|as|after|but|while)\s+)|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.IGNORECASE,
)


def actors_in(text: str, start: int, end: int, reports_act: bool) -> tuple[ActorWords, ...]:
    """The words for actors in ``text[start:end]``; attackers and targets only where the sentence reports an act."""
    found: list[ActorWords] = []
    for actor in _found(text, start, end):
        if actor.role != "claimant" and not reports_act:
            continue
        if not any(actor.start < other.end and other.start < actor.end for other in found):
            found.append(actor)
    return tuple(sorted(found, key=lambda actor: actor.start))


def _found(text: str, start: int, end: int) -> Iterator[ActorWords]:
    for role, why, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            first, last = match.span("who")
            words = text[first:last]
            if pattern is _SUBJECT and not _CLAUSE.search(text[max(0, first - 40) : first]):
                continue
            if pattern is _PRONOUN or (not _NOBODY.match(words) and not _STRAY.match(words)):
                yield ActorWords(first, last, words, role, why)
