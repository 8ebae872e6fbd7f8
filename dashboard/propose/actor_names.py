"""How somebody is named in a report, as pieces of regular expressions: a name, a group of people, what they do."""

from __future__ import annotations

import re

#: A word with a capital letter; what stands in the genitive is one with its ending: "Mali’s".
CAPITAL = r"[^\W\d_a-z][\w’'.-]*"
_ORDINAL = r"(?:\d+(?:st|nd|rd|th)\s+)?"
#: A name, with what follows its "of": "the Bank of the North", "Division 9 of the 6th Army".
NAMED = rf"(?:the\s+)?{_ORDINAL}{CAPITAL}(?:\s+(?:of\s+(?:the\s+)?{_ORDINAL})?{CAPITAL}){{0,4}}"
#: Words that say that people are meant, or what they fight with.
HEAD = (
    r"(?:army|military|air force|navy|police|forces|troops|soldiers|fighters|militants|rebels|insurgents|gunmen|militias?|militiamen|jihadists|separatists|drones?|planes?|jets?|warplanes?"
    r"|artillery|government|ministry|officials?|authorities|groups?|movement|guards?|commandos|paramilitar(?:y|ies)|gang(?:s| members)?|bandits|attackers?|assailants?|bombers?|dissidents|settlers"
    r"|warships?|tanks|mercenaries|cartel|front|m[ae]n|wom[ae]n|units|enemy|operatives|rebel|extremists|terrorists|air ?strikes|missiles|rockets|helicopters?|vessels?|brigades?|battalions?|factions|wings?)"
)
#: Verbs of an act in the past, and as participles.
DID_WORDS = (
    r"(?:attack|bomb|shell|kill|hack|stabb|gunn|open|storm|raid|ambush|launch|pound|target|captur|abduct|kidnap|detain|arrest|behead|execut|massacr|burn|torch|slam|ram|nab|lob|repel|stop|drop|hit|detonat|clash|exchang|push|advanc|conduct|slaughter|dismantl"
    r"|recaptur|round|respond|retaliat|loot|plant|attempt|destroy|seiz|fir|us|strik|shoot|fight|trad|battl)[bmlpt]?(?:ed|ing)|carr(?:ied|ying)"
    r"|struck|hit|shot|fought|blew|overran|retook|set fire|burnt"
)
DID = rf"(?:{DID_WORDS})"
#: The same in the present, where the words are a verb and no noun: "gunmen storm village", not "drone strikes on".
DOES = (
    r"(?:attack|bomb|shell|strike|kill|fire|open|storm|raid|ambush|launch|seize|capture|abduct|kidnap|detain|arrest|behead|execute|torch|clash|destroy|push|advance|retake|slaughter|loot|overrun|plant|conduct|carry|lob)"
    r"(?:e?s)?\b(?=\s+(?!(?:on|in|at|against|by|for|from|and|or|that|which|who|as|when|while|after|near|over|to|of|was|were|had|has|have|hit|struck|killed|wounded|began|involved|continued|could|may|might|would|will"
    r"|across|along|inside|targeting|killing|wounding|during|since|between|into|said)\b)[\w“\"])"
)
ADVERBS = r"(?:(?:have|has|had|also|again|repeatedly|reportedly|later|twice|then|have been(?=\s+\w+ing\b)|jointly|themselves)\s+)*"
#: Words of a plain phrase in small letters: no verb, no preposition, no article.
_NO_NAME = (
    r"the|an?|its|our|their|his|her|that|which|who|whom|whose|was|were|is|are|had|has|have|been|be|in|at|on|of|to|by|from|with|for|after|before|when|while|as|and|or|but|said|says|say|told|than|into|near|against|"
    rf"where|because|until|during|over|under|between|{DID_WORDS}"
)
PLAIN = rf"(?:(?!(?:{_NO_NAME})\b)[a-z][a-z-]*\s+)"
_BEFORE = r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir|[Tt]wo|[Tt]hree|[Ss]everal|[Aa]rmed|[Ss]uspected|[Rr]ival|[Uu]nidentified|[Mm]asked|pro-\w+)\s+)*"
#: A group of people: "Suspected jihadists", "soldiers of the 6th Infantry Division".
GROUP = rf"{_BEFORE}(?:{CAPITAL}\s+(?:(?:of|de|al|and)\s+)?){{0,4}}{PLAIN}{{0,2}}?(?i:{HEAD})\b(?:\s+of\s+(?:(?:the\s+)?{PLAIN}{{0,3}}{HEAD}\b|{NAMED}(?:\s+{HEAD}\b)?))?"
_CALENDAR = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
NOBODY = re.compile(
    rf"^(?:(?:On|In|At|The|A|An|It|He|She|They|We|I|That|This|There|But|And|After|Before|While|When|As|For|Meanwhile|Elsewhere|Both|Each|Nobody|No|None|One|Two|Three|Multiple|Many|Most|{_CALENDAR})\s*)+$"
)
#: How words begin that were cut out of something else.
STRAY = re.compile(
    rf"^(?:on|in|at|by|that|and|of|with|for|from|to|as|after|but|while|no|nobody)\s|^(?:{_CALENDAR})\b", re.IGNORECASE
)
