"""The figures of losses in one sentence: how many were killed, wounded, detained, or what was damaged.

A number counts what the word before it says ("killing four", "a death toll of 12"), else what its clause says behind it
("13 people, including four civilians, had been killed"); "including two children" counts what the figure before it
counts. Ages, distances, sums, days and numbers of weapons are no figures. "A woman was killed" gives none: "a" is no
count. "No casualties" is 0 to 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.propose.arabic_figures import arabic_figures
from dashboard.propose.number_words import Number, numbers
from dashboard.propose.proposal import FigureWords

_NOT_PEOPLE = (
    r"(?:drones?|rockets?|missiles?|shells?|rounds?|bombs?|strikes?|attacks?|raids?|clashes|incidents?|houses?|homes?|buildings?|villages?|towns?"
    r"|cars?|vehicles?|trucks?|tanks?|planes?|jets?|aircraft|helicopters?|rifles?|weapons?|guns?|boats?|ships?|camps?|sites?|positions?|bases?"
    r"|schools?|hospitals?|shops?|depots?|shelters?|caves?|tents?|bridges?|mosques?|churches|cows|cattle|goats|sheep|provinces?|districts?|areas?"
    r"|locations?|targets?|points?|sorties|explosions?|blasts?|salvos?|quadcopters?|launchers?|armou?red|motorcycles|lorr(?:y|ies)|radars?|batteries)"
)
_THING = re.compile(
    rf"^\s+(?:(?:of (?:the|its|their) )?(?:(?!(?:in|on|at|by|and|from|during|when|after|near|as|with|to|while|had|were|was|have|has|of|who|that)\b)[\w-]+\s+){{0,3}}?){_NOT_PEOPLE}\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^(?:[\s-]*(?:day|night|hour|minute|second|week|month|year|decade|centur|kilomet|km\b|mile|met(?:er|re)s?\b|m\b|cm\b|mm\b|feet|foot|ft\b|inch|tonne|ton\b"
    r"|tons\b|kg\b|kilogram|kilo|litre|liter|barrel|percent|per cent|dollar|euro|pound(?:s|\b)|rupee|peso|dinar|a\.m|p\.m|am\b|pm\b|o[’']clock|times\b"
    r"|million|billion|mm\b|degrees|acres|hectares|caliber|calibre|th\b|rd\b|st\b|nd\b|-?year-old|kph|mph)|\s*,?\s*(?:GMT|local time)\b)",
    re.IGNORECASE,
)
_FILLER = r"(?:(?:a family of|a group of|another|also|an additional|a further|a total of|what (?:it|he|they) said were|its|the|of|reportedly|and wounding|or wounding)\s+)*"
_TOLL = r"(?:(?:to|at|was|is|of|stood|stands|stand|had|has|rose|risen|climbed|reached|reaching|hit|passed|been|least|put|from|now|by|says?|said|count)\s+|[\w’']+\s+){0,5}?"
_DEAD_BEFORE = r"(?:killing|killed|kills|kill|slaughter(?:ed|ing)|behead(?:ed|ing)|execut(?:ed|ing)|massacr(?:ed|ing)|murder(?:ed|ing)|gunned down|shot dead|shot and killed|shooting dead|shooting|shot|neutrali[sz](?:ed|ing)|eliminat(?:ed|ing)|liquidated|hack(?:ed|ing) to death|burn(?:ed|ing) alive|lynched|martyr(?:ed|ing)|drown(?:ed|ing)|“neutrali[sz]ed”)"
_LEFT = (
    ("killed", rf"\b{_DEAD_BEFORE}[”\"]?\s+{_FILLER}$"),
    ("killed", rf"\b{_DEAD_BEFORE} (?:the|a|an|his|her|its|their)\s[^,.;:\d]{{1,50}}?\band\s+$"),
    ("wounded", r"\b(?:wounding|wounded|injuring|injured) (?:the|a|an|his|her|its|their)\s[^,.;:\d]{1,50}?\band\s+$"),
    ("killed", r"\b(?:claim(?:ed|ing|s)|tak(?:en|ing)|took|cost(?:ing)?)\s+(?:the lives of\s+)?(?:at least\s+)?$(?=.{0,30}\bli(?:ves|fe)\b)|\blives of\s+$"),
    ("killed", rf"\b(?:death toll|toll|number of (?:dead|deaths|fatalities|people killed|those killed)|(?:homicide|murder|body) count|fatalities|dead)\b\s+(?:(?!\b(?:wounded|injured|and)\b){_TOLL})$"),
    ("killed", r"\b(?:bodies of|deaths? of|killings? of|murders? of|lives of|execution of|massacre of|among the dead (?:were|are|was))\s+(?:at least\s+)?$"),
    ("wounded", rf"\b(?:wounding|wounded|wounds|injuring|injured|hurting|hurt|maiming|maimed|injuries to|wounding of)\s+{_FILLER}$"),
    ("killed", r"\b(?:death |casualty )?toll\b[^.;:\d]{0,90}?\b(?:rose|risen|rises|rising|climbed|climbs|stood|stands|reached|increased|jumped|put)\s+(?:(?:to|at)\s+)?$"),
    ("killed", r"\bnumber of [\w ]{0,40}?(?:killed|dead|deaths)\b[^.;:\d]{0,60}?\b(?:at|to|was|is)\s+$"),
    ("wounded", r"\b(?:number of (?:wounded|injured)|injured|wounded)\s+(?:to|at|was|rose to|stands at|stood at|reached)\s+$"),
    ("detained", rf"\b(?:arrest(?:ed|ing|s)?(?: of)?|detain(?:ed|ing|s)?|detention of|round(?:ed|ing) up|apprehend(?:ed|ing)|nabb(?:ed|ing)|captur(?:ed|ing|e of)|imprison(?:ed|ing)|jail(?:ed|ing))\s+{_FILLER}$"),
    ("detained", r"\b(?:took|taking|taken|hauled)\s+$(?=.{0,50}\b(?:into custody|for questioning|prisoners?\b|captive|to (?:a )?(?:holding|detention|police)))"),
    ("casualties", r"\b(?:casualt(?:y|ies)|casualty toll)\b\s+(?:to|at|of|was|were)\s+$"),
)  # fmt: skip
_LOST = re.compile(r"\b(?:lost|losing|loses|lose|loss of)\s+(?:about\s+)?$", re.IGNORECASE)
_WRECKED = re.compile(
    rf"\b(?:destroy(?:ed|ing|s)?|damag(?:ed|ing|es)?|burn(?:ed|t|ing)(?: down)?|torch(?:ed|ing)|demolish(?:ed|ing)|shot down|shooting down|brought down|bring(?:ing)? down|down(?:ed|ing)"
    rf"|intercept(?:ed|ing)|raz(?:ed|ing)|flatten(?:ed|ing)|set fire to|setting fire to|sank|sunk|sinking|level(?:l)?ed|knocked out|wreck(?:ed|ing)|destruction of|hit)\s+{_FILLER}$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"(?:\b(?:includ(?:ing|ed)|among (?:them|those killed|the (?:dead|victims|wounded|injured))(?: were| was| are)?|of (?:whom|them|which)|at least|as well as)\s+|\()$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"^ (?:of (?:them|whom|the (?:dead|victims|wounded|injured))\b|of its (?:own )?(?:men|soldiers|fighters)\b(?! (?:were|was|had|have)))",
    re.IGNORECASE,
)
_RIGHT_WORDS = (
    ("casualties", r"dead (?:and|or) (?:wounded|injured)|killed (?:and|or) (?:wounded|injured)(?! (?:\d|at|more|an|some|two|three|four|five|six|seven|eight|nine|ten))|killed or hurt|casualt(?:y|ies)"),
    ("killed", r"killed|dead|died|die|deaths?|slain|murdered|massacred|executed|martyred|shot dead|beheaded|decapitated|perished|lost (?:their|his|her) lives|burned alive|burnt alive|fatalities|bodies|corpses|lives|gunned down|drowned|fell|lynched|hacked to death|assassinated|succumbed"),
    ("wounded", r"wounded|injured|hurt|maimed|injuries|wounds|hospitali[sz]ed|(?:being |were |was )?treated|(?:receiving|received) treatment"),
    ("detained", r"arrested|detained|detentions?|arrests|in custody|into custody|captured|rounded up|apprehended|taken prisoner|prisoners?|nabbed|held|behind bars|imprisoned|for questioning|to holding"),
    ("damage", r"destroyed|damaged|burned(?! alive)|burnt(?! alive)|torched|demolished|razed|shot down|brought down|downed|intercepted|flattened|set (?:ablaze|on fire|alight)|gutted|sunk|wrecked|in ruins|looted"),
)  # fmt: skip
_RIGHT = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _RIGHT_WORDS), re.IGNORECASE)
_ASIDE = re.compile(
    r",? (?:including|among them|most of them|many of them|all of them|mostly|mainly|some of them|both|all|one of them|at least \w+ of them|half of them)\b[^,.;]{0,70},(?= )|\([^)]{0,60}\)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;:.!?](?=\s|$)|[,—–](?= )|\b(?:while|but|when|after|as|where|which|who|killing|wounding|injuring|leaving|destroying|because|before|that|said|says)\b"
)
_SOMEBODY = r"(?:other )?(?:soldiers?|civilians?|people|persons?|residents?|troops|personnel|officers?|villagers?|children|staff|students|passengers|workers|patients|police|peacekeepers)"
_HAD_BEEN = r"(?:was|were|had been|has been|have been|are)(?: reported(?:ly)?)?"
_ZERO = (
    ("casualties", r"\b(?:no|zero|without(?: any)?|not cause(?:d)?(?: any)?|neither)\s+(?:[\w-]+\s+){0,2}?(?:casualt(?:y|ies)|losses|victims)\b"),
    ("killed", r"\b(?:no|without|zero)\s+(?:[\w-]+\s+){0,1}?(?:deaths|fatalities)\b"),
    ("wounded", r"\b(?:no|without|zero)\s+(?:[\w-]+\s+){0,1}?injuries\b"),
    ("damage", r"\b(?:no|without(?: any)?)\s+(?:[\w-]+\s+){0,1}?damage\b"),
    ("killed", r"\b(?:no one|nobody|none)\s+(?:of \w+ )?(?:was|were|had been|has been|died|is)?\s*(?:reported )?(?:killed|dead|died)\b(?! or)"),
    ("wounded", r"\b(?:no one|nobody|none)\s+(?:of \w+ )?(?:was|were|had been|has been)\s+(?:reported )?(?:injured|wounded)\b"),
    ("casualties", r"\b(?:no one|nobody|none)\s+(?:of \w+ )?(?:was|were|had been|has been)\s+(?:reported )?(?:hurt|harmed|killed or (?:injured|wounded|hurt))\b"),
    ("killed", rf"\bno {_SOMEBODY} {_HAD_BEEN} (?:killed|dead)\b(?! or)"),
    ("wounded", rf"\bno {_SOMEBODY} {_HAD_BEEN} (?:injured|wounded)\b"),
    ("casualties", rf"\bno {_SOMEBODY} {_HAD_BEEN} (?:hurt|harmed|killed or (?:injured|wounded|hurt))\b"),
)  # fmt: skip
_UNCOUNTED = re.compile(
    r"\b(?:caus(?:ed|ing)|suffer(?:ed|ing)|inflict(?:ed|ing)|result(?:ed|ing) in|there were|left|report(?:ed|s)? of|with)\s+(?:(?:heavy|numerous|many|several|civilian|human|mass|"
    r"some|unspecified|significant|multiple)\s+){0,2}(?P<words>casualties)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged|age|number|no\.?|route|highway|article|unit|brigade|flight|resolution)\s+$", re.IGNORECASE
)
_NEXT_METRICS = {
    "dead": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "injuries": "wounded",
    "casualties": "casualties",
}
_NEXT = re.compile(
    r"\s+(?:(?:others?|more|people|persons|civilians|soldiers|confirmed|reported|were|was|are|seriously|critically|lightly)\s+){0,2}(dead|deaths|fatalities|wounded|injured|injuries|casualties)\b(?! (?:and|or) (?:wounded|injured)\b(?! \d))",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?: (?:(?!(?:in|on|at|when|after|as|that|which|who|while|from)\b)[\w’'-]+)){1,6}(?:, |,? (?:and|or) )(?:an? )?",
    re.IGNORECASE,
)
_LEFT_PATTERNS = tuple((metric, re.compile(pattern, re.IGNORECASE)) for metric, pattern in _LEFT)
_ZERO_PATTERNS = tuple((metric, re.compile(pattern, re.IGNORECASE)) for metric, pattern in _ZERO)


def figures_in(text: str, start: int, end: int, taken: tuple[tuple[int, int], ...] = ()) -> tuple[FigureWords, ...]:
    """The figures of ``text[start:end]`` in order. ``taken`` are passages read as something else: days."""
    figures = [*_zeros(text, start, end), *_uncounted(text, start, end), *arabic_figures(text, start, end)]
    counted: list[FigureWords] = []
    for number in numbers(text, start, end):
        if any(a < number.end and number.start < b for a, b in taken):
            continue
        if any(figure.start < number.end and number.start < figure.end for figure in figures):
            continue
        if figure := _figure(text, start, end, number, counted):
            counted.append(figure)
    return tuple(sorted([*figures, *counted], key=lambda figure: figure.start))


def _zeros(text: str, start: int, end: int) -> Iterator[FigureWords]:
    seen: list[tuple[int, int]] = []
    for metric, pattern in _ZERO_PATTERNS:
        for match in pattern.finditer(text, start, end):
            if not any(a < match.end() and match.start() < b for a, b in seen):
                seen.append(match.span())
                yield FigureWords(*match.span(), match.group(), metric, 0, 0, "a word for none")


def _uncounted(text: str, start: int, end: int) -> Iterator[FigureWords]:
    for match in _UNCOUNTED.finditer(text, start, end):
        yield FigureWords(*match.span("words"), match["words"], "casualties", None, None, "casualties without a number")


def _figure(text: str, start: int, end: int, number: Number, before: list[FigureWords]) -> FigureWords | None:
    right = text[number.end : min(end, number.end + 160)]
    if _MEASURE.match(right):
        return None
    left = text[max(start, number.start - 80) : number.start]
    if _AGE_BEFORE.search(left):
        return None
    if number.lone and re.search(
        r"\b(?:first|second|third|last|latest|this|that|each|every|another|any|only|the|which)\s+$", left, re.IGNORECASE
    ):
        return None
    reading = _adjacent(right) or _from_left(left, right) or _from_host(left, right, before) or _from_right(left, right)
    reading = reading or _joined(text, number, right, before)
    if reading is None:
        return None
    metric, why = reading
    if (
        number.lone
        and metric in ("killed", "wounded", "detained")
        and not re.match(
            r"\s+(?:\w+\s+){0,6}?(?:was|were|had|has|is|person|people|man|woman|soldier|civilian|killed|dead|wounded|injured|child|other|of|member|policeman|officer|constable|fighter|serviceman|victim|death|\w+(?:er|or|ist|man|ant))\b",
            right,
        )
    ):
        return None
    words = text[number.start : number.end]
    return FigureWords(number.start, number.end, words, metric, number.low, number.high, why)


def _adjacent(right: str) -> tuple[str, str] | None:
    """Read “28 injured”, "five people dead": the word directly behind the number."""
    found = _NEXT.match(right)
    return (_NEXT_METRICS[found[1].casefold()], f"before “{found[1]}”") if found else None


def _joined(text: str, number: Number, right: str, before: list[FigureWords]) -> tuple[str, str] | None:
    """Read “five rockets and 112 drones”: what stands in one list with the figure before counts the same."""
    between = text[before[-1].end : number.start] if before else ""
    if not _JOINED.fullmatch(between) or _RIGHT.search(between):
        return None
    thing = bool(_THING.match(right))
    if thing and before[-1].metric == "killed" and "lost" in before[-1].why:
        return "damage", f"listed with “{before[-1].words}”"
    return (
        (before[-1].metric, f"listed with “{before[-1].words}”") if thing == (before[-1].metric == "damage") else None
    )


def _from_left(left: str, right: str) -> tuple[str, str] | None:
    thing = bool(_THING.match(right))
    if wrecked := _WRECKED.search(left):
        return (
            ("damage", f"behind “{wrecked.group().strip()}”")
            if thing or not wrecked.group().casefold().startswith("hit")
            else None
        )
    if lost := _LOST.search(left):
        return ("damage" if thing else "killed"), f"behind “{lost.group().strip()}”"
    joined = left + "\0" + right
    for metric, pattern in _LEFT_PATTERNS:
        found = pattern.search(left) or _ahead(pattern, joined)
        if found and not thing:
            return metric, f"behind “{' '.join(found.group().split())}”"
    return None


def _ahead(pattern: re.Pattern[str], joined: str) -> re.Match[str] | None:
    """A pattern that also looks at what stands behind the number: its ``$`` is where the number begins."""
    if "$(?=" not in pattern.pattern:
        return None
    return re.search(
        pattern.pattern.replace("$(?=", r"(?=\0").replace("|\\blives of\\s+$", ""), joined, re.IGNORECASE | re.DOTALL
    )


def _from_host(left: str, right: str, before: list[FigureWords]) -> tuple[str, str] | None:
    """Read “including two children”, "three of them critically": part of the figure before."""
    if not before or not (_PART_OF.search(left) or _OF_THEM.match(right)):
        return None
    own = _from_right(left, right) if not _PART_OF.search(left) else None
    return own or (before[-1].metric, f"part of “{before[-1].words}”")


def _from_right(left: str, right: str) -> tuple[str, str] | None:
    """What the clause behind the number says of it, asides left out."""
    clause = _ASIDE.sub(" ", right)
    if stop := _STOP.search(clause):
        clause = clause[: stop.start()]
    found = _RIGHT.search(clause)
    if found is None:
        return None
    metric = str(found.lastgroup)
    if _THING.match(right) and metric != "damage":
        return None
    between = clause[: found.start()]
    if re.search(r"\band\s+$", between) and re.match(
        r"\s+(?:an?|the|its|their|\d|one|two|three|four|five|six|seven|eight|nine|ten|several|dozens|at least)\b",
        clause[found.end() :],
    ):
        return None  # "104 migrants and arrested three": the verb is of another object
    if len(between.split()) > 12 or re.search(
        r"\b(?:have|has|had|were|was|are) (?!been\b|also\b|reported|confirmed|later|found|said|believed|killed|dead|either)\w+ed\b",
        between,
    ):
        return None
    if (
        metric == "damage"
        and not _THING.match(right)
        and not re.match(r"^ (?:of them|were|was|had been|others)\b", right)
    ):
        return None
    return metric, f"before “{found.group()}”"
