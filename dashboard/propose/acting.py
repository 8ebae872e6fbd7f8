"""Who acts, who is hit and who fights whom, in the words of one sentence that reports an act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.propose.actor_names import ADVERBS, DID, DID_WORDS, DOES, GROUP, HEAD, NAMED, NOBODY, STRAY
from dashboard.propose.place_context import people_of
from dashboard.propose.proposal import ActorWords

# What may stand between who acts and the act: where from, whose, how armed. No other clause with a subject of its own.
_ARMED = (
    r"(?:\s+\([A-Z][\w-]*\))?"  # "the Rapid Support Forces (RSF)"
    r"(?:\s+(?:of|from|in|at|on|near|loyal|linked|allied|backed|belonging|positioned|based|wearing|carrying|armed|who|that(?!\s+(?:[A-Z]|the\b|an?\b)))\b"
    r"(?:(?!\b(?:was|were|is|are|been|had|has|have|died|dies|when|while|after|before|as|said|says|because|until)\b)[^.,;:“”]){1,60}?)?"
)
_ACT = rf"{ADVERBS}(?P<act>{DID}\b|{DOES})"
# What two do to each other: neither attacks.
_MUTUAL = re.compile(r"(?:clash|fought|fight|battl|exchang|trad)")
_ATTACKER = re.compile(rf"\b(?P<who>{GROUP}|{NAMED}){_ARMED}\s+{_ACT}")
# "Fano militiamen" of "federal troops and Fano militiamen fought": who acts with somebody stands before "and".
_TOGETHER = re.compile(rf"\b(?P<who>{GROUP})\s+and\s+(?:{GROUP}){_ARMED}\s+{_ACT}")
# The subject of a clause, whoever it is: "Military jets bombed", "Rwandan troops pushed".
_SUBJECT = re.compile(
    r"(?P<who>(?:[Tt]he\s+|[Aa]n?\s+|[Ii]ts\s+|[Tt]wo\s+)?(?:(?!(?:the|an?|that|which|who|was|were|is|are|had|has|have|been|be|in|at|on|of|to|by|from|said|says)\b)[\w’'-]+\s+){0,3}?(?!(?:was|has|is|this|its|his|us|as)\b)[\w-]+s)"
    rf"{_ARMED}\s+{_ACT}"
)
_CLAUSE = re.compile(r"(?:^|[.,;:—–“”\n-]|\b(?:said|says|that|when|as|while|and|after|before))\s*$")
_ACT_NOUN = r"(?:(?:air|ground|drone|missile|rocket|artillery|mortar|suicide|retaliatory|cross-border|night|overnight|recent|latest|deadly|new|further|military|aerial)[\s-]+){0,3}(?:air)?(?:strikes?|attacks?|raids?|shelling|bombardments?|bombings?|assaults?|offensive|ambush|incursions?)\b"
# "Chadian attacks", "Mali’s air strikes": whose attacks they are.
_NAME = r"[^\W\d_a-z](?:[\w.-]|[’'](?!s?\b))*"
_OWNER = re.compile(rf"\b(?P<who>(?:the\s+country|{_NAME}(?:\s+{_NAME}){{0,2}}?))(?P<whose>[’']s?)?\s+{_ACT_NOUN}")
_DONE = r"(?:killed|attacked|hit|struck|bombed|carried out|claimed|launched|fired|dropped|shelled|detained|arrested|abducted|kidnapped|shot|seized|captured|planted|ambushed|destroyed|raided|strikes?|attacks?|raids?|shelling|bombardments?|assaults?)"
_BY = re.compile(rf"\b(?:{_DONE}(?:\s[^.,;:]{{0,30}}?)? by|blamed on)\s+(?P<who>{GROUP}|{NAMED})")
_BETWEEN = re.compile(
    rf"\b(?:[Cc]lash(?:es)?|[Ff]ighting|[Bb]attles?|[Ff]irefights?|[Gg]unfights?|[Ee]xchanges? of fire|[Ff]ire|[Ww]ar)\s+between\s+(?P<first>{GROUP}|{NAMED})\s+and\s+(?P<who>{GROUP}|{NAMED})"
)
_WITH = re.compile(
    rf"\b(?:clash(?:ed|es|ing)|fought|fighting|battl(?:ed|es|ing)|(?:exchang|trad)(?:ed|ing) (?:\w+ )?fire)\s+with\s+(?P<who>{GROUP}|{NAMED})"
)
_STOPS = r"in|on|at|near|from|during|after|before|with|by|when|while|as|for|to|since|and|or|of|who|that|which|was|were|is|are|had|has|have|been|across|along|inside|outside|into|around|over|between|where|it|them"
_PEOPLE = (
    rf"(?:{HEAD}|civilians|soldiers?|villagers|farmers|passengers|police(?:men|man)?|policem[ae]n|students|schoolgirls|schoolboys|pupils|residents|people|men|women|children|nationals|migrants|members|"
    r"personnel|suspects|convoys?|patrols?|commanders?|leaders?|workers|worshippers|mourners|[A-Z]\w+(?:ns|is))"
)
# What belongs to somebody: words for a target where they say to whom.
_SITES = r"(?:positions|installations|posts?|targets|offices|bases?|camps?|checkpoints?|depots?|headquarters|barracks)"
_HIT_NOUN = rf"(?:{_PEOPLE}|{_SITES})"
_NUMBER_OF = r"(?:(?:at least|more than|up to|as many as|about|some)\s+)?(?:(?:dozens|scores|hundreds|thousands|(?:\w+\s+)?members)\s+of\s+)?"
_PHRASE = rf"{_NUMBER_OF}(?:(?!(?:{_STOPS}|{DID_WORDS})\b)(?:\d[\d,]*|[\w’'“”-]+)\s+){{0,6}}{_HIT_NOUN}\b"
_AND = rf"(?:\s+and\s+(?:(?!(?:{_STOPS})\b)[\w’'-]+\s+){{0,2}}?{_HIT_NOUN}\b)?"
#: Words for people behind a number: "rebel officials and militants", "Malians".
PEOPLE_PHRASE = rf"(?:(?!(?:{_STOPS}|{DID_WORDS})\b)[\w’'-]+\s+){{0,3}}{_PEOPLE}\b(?:\s+and\s+(?:(?!(?:{_STOPS})\b)[\w’'-]+\s+)?{_PEOPLE}\b(?!\s+(?:said|says|warned)))?"
_WHOSE = rf"(?:\s+of\s+{NAMED}(?:\s+and\s+{NAMED})?(?:\s+(?:militants|fighters|militia|members))?)?"
_TARGET = re.compile(
    r"\b(?:(?:attacks?|strikes?|raids?|assaults?|offensive)\s+(?:on|against)|attack(?:ed|ing)|ambush(?:ed|ing)?|hit|struck|target(?:ed|ing)|bombed|shelled|stormed|killed|killing|against|kidnapped|abducted|detained|arrested|raided|wounded|wounding|seized|captured)"
    rf"\s+(?P<who>(?:the\s+|an?\s+|its\s+|their\s+)?{_PHRASE}{_AND}{_WHOSE})"
)
_TAKEN = re.compile(rf"\b(?:took|taking|taken)\s+(?P<who>{_PHRASE})(?=\s+(?:to|into|away|prisoner|captive|hostage)\b)")
_ENDS_WITH_SITE = re.compile(rf"\b{_SITES}$")
_SOMEBODYS = re.compile(r"[^\W\d_a-z]|\b(?:its|their|military|army|rebel|government|police)\b")
# A weapon that nobody is said to use is nobody: "a drone destroyed six trucks".
_WEAPON = re.compile(
    r"(?:(?:the|an?|two|three|several|its|their)\s+)*(?:unmanned\s+)?(?:drones?|artillery|air ?strikes?|strikes|missiles?|rockets?|shells|vessels?|bombs|explosions|blasts|attacks|clashes|motorcycles?)$",
    re.IGNORECASE,
)
# What no subject stands behind: a preposition, the "and" of "between A and B", the "el-" of "Ein el-Hilweh".
_NO_SUBJECT = re.compile(
    r"\b(?:in|at|on|near|from|of|to|with|into|across|over|around|than|including|between|against|through|for)\s+(?:the\s+|an?\s+)?$|\bbetween\s[^.,;:]{1,50}\band\s+$|-$"
)


def acting_in(text: str, start: int, end: int) -> Iterator[ActorWords]:
    """The words for who acts and who is hit, the surest first; they may overlap."""
    for match in _BETWEEN.finditer(text, start, end):
        for name in ("first", "who"):
            yield ActorWords(*match.span(name), match[name], "actor", "one of those between whom it was")
    for match in _WITH.finditer(text, start, end):
        yield ActorWords(*match.span("who"), match["who"], "actor", "stands behind “with”")
    yield from _owners(text, start, end)
    for why, pattern in (
        ("stands before the act", _TOGETHER),
        ("stands before the act", _ATTACKER),
        ("stands behind “by”", _BY),
        ("begins a clause before the act", _SUBJECT),
    ):
        for match in pattern.finditer(text, start, end):
            first, words = match.start("who"), match["who"]
            if NOBODY.match(words) or STRAY.match(words) or _WEAPON.match(words):
                continue
            before = text[max(start, first - 60) : first]
            if (pattern is _SUBJECT and not _CLAUSE.search(before)) or (
                pattern is not _BY and _NO_SUBJECT.search(before)
            ):
                continue
            mutual = pattern is not _BY and _MUTUAL.match(match["act"])
            yield ActorWords(first, match.end("who"), words, "actor" if mutual else "attacker", why)
    for pattern in (_TARGET, _TAKEN):
        for match in pattern.finditer(text, start, end):
            if _ENDS_WITH_SITE.search(match["who"]) is None or _SOMEBODYS.search(match["who"]):
                yield ActorWords(*match.span("who"), match["who"], "target", "stands behind the act")


def _owners(text: str, start: int, end: int) -> Iterator[ActorWords]:
    """Whose attacks are spoken of: a people ("Chadian attacks"), or who stands in the genitive."""
    for match in _OWNER.finditer(text, start, end):
        words = match["who"]
        people = all(people_of(word) for word in words.split())
        if (people or match["whose"]) and not STRAY.match(words) and not NOBODY.match(words):
            yield ActorWords(*match.span("who"), words, "attacker", "whose attack it is")
