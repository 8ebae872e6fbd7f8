"""Names of places that are no place where something happened: datelines, metonyms, persons, parts of longer names.

The reasons are those of unmapped.csv (dateline, heading, metonym, origin, name_part) and ``person``. A word of place
before the name ("in", "near", "outside") speaks for a place; a verb of state behind it ("said", "denied", "launched")
for a government.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.propose.persons import person_words
from dashboard.propose.phrases import word_list
from dashboard.propose.place_context import people_of
from dashboard.propose.place_names import NamedPlace
from dashboard.propose.possible_names import NameSpan, Word, joined

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|outside|around|across|throughout|within|into|onto|over|above|towards?|toward|through|along|off|beyond|between|from|to|of|on|leaving"
    r"|reached|entered|hit|hits|struck|bombed|shelled|pounded|targeted|attacked|besieged|captured|seized|retook|overran|recaptured|stormed|fled|leave|control|including"
    r"|namely|linking|connecting|surrounding|neighbou?ring|nearby|downtown|greater|central|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?"
    r"|city|town|village|district|province|governorate|region|state|port|capital|commune|township|suburb|county|area|department|municipality|oblast|camp|hamlet)"
    r"(?: (?:the|its|his|their))?(?: (?:city|town|village|port|district|province|region|outskirts|suburb|centre|center|capital|north|south|east|west)(?: of)?,?)?[ ,]*$",
    re.IGNORECASE,
)
_STRONG_LOCATIVE = re.compile(
    r"\b(?:in|near|inside|outside|around|across|throughout|within|into|at|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|central|city of|town of|village of|capital|over|hit|struck|shelled|bombed)(?: (?:the|of))? $",
    re.IGNORECASE,
)
_STATE_VERBS = (
    r"(?:says?|said|has|have|had|will|would|is|was|denie[sd]|den(?:y|ying)|accus\w+|warn\w*|reject\w*|condemn\w*|insist\w*|call(?:s|ed|ing)?|urg\w+|vow\w*|pledg\w+|summon\w*"
    r"|respond\w*|retaliat\w*|launch\w*|sign(?:s|ed)|agree\w*|refus\w+|claim\w*|maintain\w*|describ\w+|demand\w*|threaten\w*|offer\w*|impos\w+|expel\w*|recogni\w+|back(?:s|ed)|support\w*"
    r"|confirm\w*|announc\w+|report(?:s|ed)|stat(?:es|ed)|want\w*|seek\w*|sought|blam\w+|bombed|bombs|struck|strikes|attacked|invaded|fired|shelled|put|sent|deployed|captured|carried"
    r"|regularly|repeatedly|also|later|earlier|never|did|does|do|did not|does not|bears?|promis\w+|plans?|aims?|held|holds|hopes?|believes?|considers?|closed|welcom\w+|hosted|mediated|brokered"
    r"|asked|told|killed|destroyed|intercepted|conduct\w*|target(?:s|ed)|withdrew|ordered|declared|admitted|acknowledg\w+|argu\w+|expressed|appealed|declin\w+|ha[sd] not|quickly|swiftly|again)"
)
_VERB_BEHIND = re.compile(rf"^(?:,)? {_STATE_VERBS}\b")
_JOINT_SUBJECT = re.compile(
    rf"^(?:(?:, [^\W\d_]\w+)*,? and (?:the )?[^\W\d_][\w ]{{1,25}}?|/[^\W\d_]\w+) {_STATE_VERBS}\b"
)
_OFFICES = (
    r"(?:army|military|armed forces|forces|troops|government|ministry|minister|ministers|president|prime|foreign|defen[cs]e|interior|information|health ministry|air force|navy|police|parliament"
    r"|supreme|leader|leaders|leadership|rulers?|authorities|administration|intelligence|spokes\w+|ambassador|envoy|officials?|security|state (?:media|television|news)|junta|cabinet|embassy|constitution"
    r"|economy|borders?|neighbou?rs?|allies|sovereignty|territory|president|ruling|new|former|top|chief|representative|permanent|nuclear|military)"
)
_OWNER = re.compile(rf"^(?:[’']s?)? {_OFFICES}\b", re.IGNORECASE)
# "Mali’s north", "Myanmar’s Sagaing region", "Yemen’s Red Sea port of …": what the country has is a place.
_PLACE_BEHIND = re.compile(
    r"^[’']s? (?:[a-z-]+ ){0,2}?(?:(?:north|south|east|west)\w*|central|capital|border|coast\w*|port|province|region|city|town|village|interior|restive|troubled|second|third|largest|main|far"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3} (?:province|region|state|district|city|port|governorate|oblast|coast|county|department|valley|area|desert|island))\b"
)
_REGIME = re.compile(r"^ (?:government|regime|administration|authorities|officials|leadership|rulers|side)\b")
_COMPOUND = re.compile(
    r"^[-‐‑](?:based|backed|led|aligned|allied|linked|brokered|supplied|made|appointed|controlled|run|trained|funded|mediated|style|born|sponsored|owned)\b"
)
_ORIGIN = re.compile(
    r"\b(?:(?:told|briefed) (?:reporters|journalists|the (?:press|media|council|security council|\w+ council)|\w+)|(?:said|says|speaking|spoke|wrote|added)(?: (?:on|late|early) \w+)?"
    r"|(?:news|press) (?:conference|briefing)|interview|speech|statement(?: (?:issued|released|made|published))?|(?:diplomats?|analysts?|sources?|officials?|spokes\w+|correspondents?|experts?|ambassador)"
    r"(?: (?:for|with|of|at) [\w' ]{2,30})?)(?: (?:on|late|early) \w+)? (?:in|from|at) (?:the )?$"
    r"|\b(?:talks|meetings?|met|meet|summit|negotiations|conference|signed|brokered|mediated|arrived|travel\w*|visit\w*|heading|headed|en route|flew|fly|trip|brokered)(?: [\w-]+){0,2} (?:in|to) (?:the )?$"
    r"|\b(?:who|he|she|they|minister|president) (?:is|was|are|were)(?: (?:currently|still|also))? (?:in|visiting) $",
    re.IGNORECASE,
)
_WHICH_BEHIND = re.compile(r"^, which (?:has |had )?[a-z]+s?\b")
_PAST_VERB_BEHIND = re.compile(r" [a-z]+ed\b(?! by\b)")
_WAY = re.compile(r"\b(?:from|to|of|through|leave|fled|left|entered|reached) $")
_DEALING = re.compile(
    r"\b(?:support|pressure|sanctions|aid|help|weapons|statement|condemnation|request|demand|response|reply|envoy|ambassador|superior|inferior|similar|compared"
    r"|leaders?|presidents?|ministers?|governments?|armies|militaries|envoys?|ambassadors?"
    r"|according|loyal|allied|those|that|all(?:y|ies)|backers?|supporters?) (?:from|to|of) $"
)
# "A ceasefire with Islamabad": the partner is a government.
_PARTNER = re.compile(
    r"\b(?:ceasefire|truce|deal|agreement|pact|talks|negotiations?|ties|relations|contacts?|alliance|war|row|dispute|rift) (?:with|between) $"
)
# "Called on Washington to press Israel": who is asked is a government. "Riyadh's envoy" is that of one.
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:e|es|ed|ing)|press(?:es|ed|ing)?|ask(?:s|ed|ing)?|warn(?:s|ed|ing)?|accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)"
    r"|thank(?:s|ed|ing)?|lobb(?:y|ied|ying)|pressur(?:e|es|ed|ing)) $"
)
_OF_A_STATE = re.compile(
    r"^[’']s? (?:[a-z]+ )?(?:envoy|ambassador|embassy|government|foreign|defen[cs]e|ministry|minister|military|army|armed forces|air force|navy|allies|rulers"
    r"|leadership|intelligence|position|response|demand|claim)s?\b"
)
_ORG_BEHIND = re.compile(
    r"^(?:[’']s)?[ -](?:University|Hospital|Airport|International|Brigade|Front|Army|Movement|Agreement|Accords?|Process|Doctors|Medical|Union|Group|Council|Post|Times|News|TV|Television|Radio|Bank"
    r"|Convention|Treaty|Declaration|Protocol|Division|Battalion|Regiment|Corps|Club|United|Party|Congress|Liberation|National|Defen[cs]e|Red|Human|Observatory|Today|Tribune|Herald|Gazette|Street"
    r"|Road|Avenue|Square|Hotel|Mosque|Church|School|College|Institute|Museum|Command|Task|Investment|Company|Oil|Gas|Cartel|New Generation|Sea|Ocean|Governor|Mayor|Police|Chief|President|Prime|Minister|Deputy|Criminal)\b"
)
_ORG_WORD = re.compile(
    r"^ (?:war|wars|conflict|agreement|accords?|peace (?:deal|process|agreement|talks|accord)|talks|summit|crisis|dispute|process|cartel|genocide|massacre of \d|gang|memorandum)\b"
)
_ORG_BEFORE = re.compile(
    r"\b(?:University|Bank|Hospital|Institute|Church|Diocese|Bishop|Archbishop|Emir|King|Embassy|Consulate|Battle|Treaty|Radio|Voice|Brigade|Bishopric|Times|Republic|Emirate|Kingdom) of (?:the )?$"
)
_LEVEL_BEHIND = word_list("level_words")
_COMPASS = word_list("compass_words")
_CALENDAR = word_list("calendar_words")
_FUNCTION = word_list("no_part_of_a_name")
_AGE_OR_ROLE = re.compile(
    r"^,? ?(?:, \d{1,2}\b|\(\d{1,2}\)|, (?:a|an|the|who|whose|his|her|aged|from) |, (?:his|her|their) |,? (?:said|says|told|added|wrote|who)\b)"
)
_NICKNAME = re.compile(
    r"(?:alias|known as|nicknamed|called|dubbed|nom de guerre|codename[d]?|El|La) ?[“\"'‘«]?(?:El |La )?$"
)


_QUOTES = ("“", '"', "‘", "«")


def is_locative(before: str) -> bool:
    """Whether the words before a name speak of a place."""
    return _LOCATIVE.search(before[-60:]) is not None


#: A name has no more words than this on either side of a part of it.
_LONGEST_RUN = 6


def run_around(text: str, words: Sequence[Word], span: NameSpan) -> tuple[int, int]:
    """The first and last word of the run of capitalised words that the name stands in, level words left out."""
    first, last = span.first, span.last
    while first > max(0, span.first - _LONGEST_RUN) and _goes_on(text, words, first - 1, first - 1):
        first -= 1
    while last + 1 < min(len(words), span.last + _LONGEST_RUN) and _goes_on(text, words, last, last + 1):
        last += 1
    return first, last


def _goes_on(text: str, words: Sequence[Word], left: int, new: int) -> bool:
    """Whether the words ``left`` and the next one stand together and the ``new`` one of them belongs to a name."""
    return joined(text, words[left], words[left + 1]) and _belongs(words[new])


def _belongs(word: Word) -> bool:
    lower = word.text.casefold()
    if len(word.text) > 1 and word.text.isupper():
        return False  # "05:10 GMT Jordan": no part of a name in small letters
    if not word.text[0].isupper() or people_of(word.text) or lower in _CALENDAR | _LEVEL_BEHIND | _COMPASS:
        return False
    return lower not in _FUNCTION


def reason_not_a_place(
    text: str,
    words: Sequence[Word],
    span: NameSpan,
    sentence: tuple[int, int],
    places: Sequence[NamedPlace],
    persons: frozenset[str],
    list_start: int,
    contained: bool,
) -> str | None:
    """Why the name is not a place, None where it is one. Datelines and headings are known before."""
    before, after = text[sentence[0] : span.start], text[span.end : sentence[1]]
    list_before = text[sentence[0] : list_start]
    first, last = run_around(text, words, span)
    if _NICKNAME.search(before) or (before[-1:] in _QUOTES and text[span.start : span.start + 3] in ("El ", "La ")):
        return "person"
    if _COMPOUND.match(after):
        return "origin" if after[1:6] == "based" else "name_part"
    if _ORG_BEHIND.match(after) or _ORG_BEFORE.search(before):
        return "name_part"
    country = any(place.level == "country" for place in places)
    if person := _in_person(text, words, span, first, last, before, persons, country):
        return person
    if _ORG_WORD.match(after) and not _STRONG_LOCATIVE.search(before):
        return "name_part"
    capital = not country and any((place.population or 0) >= 150_000 for place in places)
    if _ORIGIN.search(before) and (country or capital):
        return "origin"
    return _metonym(list_before, after, country, country or capital, contained)


def _in_person(
    text: str,
    words: Sequence[Word],
    span: NameSpan,
    first: int,
    last: int,
    before: str,
    persons: frozenset[str],
    country: bool,
) -> str | None:
    """Whether the name is part of a person's name or of another longer one."""
    names = {word.text for word in words[span.first : span.last + 1]}
    whole = [word.text.casefold() for word in words[first : last + 1]]
    title = (
        first > 0
        and words[first - 1].text.casefold() in person_words("title")
        and joined(text, words[first - 1], words[first])
    )
    if first < span.first or last > span.last:
        given = any(word in person_words("given") or word in person_words("title") for word in whole)
        behind = text[words[last].end : words[last].end + 30]
        if given or title or _AGE_OR_ROLE.match(behind):
            return "person"
        return "name_part"
    if title and len(names) == 1 and not is_locative(before):
        return "person"
    return "person" if names & persons and not country and not _STRONG_LOCATIVE.search(before) else None


def _metonym(before: str, after: str, country: bool, seat: bool, contained: bool) -> str | None:
    """Whether the name stands for a government or its forces. ``before`` ends where the list of the name begins."""
    if _REGIME.match(after) or (
        seat and (_PARTNER.search(before) or _ASKED.search(before) or _OF_A_STATE.match(after))
    ):
        return "metonym"
    if country:
        return _country_metonym(before, after, contained)
    if is_locative(before):
        return None
    acts = _WHICH_BEHIND.match(after) or _VERB_BEHIND.match(after) or _JOINT_SUBJECT.match(after)
    leads = seat or not before.strip(" “\"'")
    return "metonym" if acts or (leads and _PAST_VERB_BEHIND.match(after)) else None


def _country_metonym(before: str, after: str, contained: bool) -> str | None:
    """A country is a place behind a word of place, or where it holds one ("Mali’s north"); else its government."""
    if _OWNER.match(after):
        return "metonym"
    if contained and not _VERB_BEHIND.match(after):
        return None
    if re.match(r"^[’']s?\s", after):
        return None if _PLACE_BEHIND.match(after) else "metonym"
    if _STRONG_LOCATIVE.search(before) or _WAY.search(before):
        return "metonym" if _DEALING.search(before) else None
    return None if re.match(r"^,? (?:where|on the border)\b", after) else "metonym"
