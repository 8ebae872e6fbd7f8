"""What the words around a place name say about it. Text only: nothing here knows a place.

In comes a name as printed (``place_text``) and the passages it stands in (the row's own quotes); out come
:class:`Clues`: the name itself without its level words, a curated region or border it speaks of, whether the
text calls it a city, province or district, the names beside it in one list, and the country it is said to lie
in.

Level words follow the coding rules (Places): "the city of X", "the capital X", "X province", "province of X",
"eastern X", "along the border", and names in one list are units of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# One character for one, so that offsets into the passage stay true.
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "})
_WORD = r"(?![a-z])[^\W\d_](?:[\w-]|'(?!s\b))*"
_NAME = rf"{_WORD}(?: {_WORD})*"
_LEAD = re.compile(r"^(?:(?:In|On|At|The|Near|From|Around|Across|Along|Both|And|But|To)\s+)+")
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*,? and {_NAME}|{_NAME}(?:, {_NAME}){{2,}}")
_COMPASS = r"(?P<dir>(?:north|south)(?:[ -]?(?:east|west))?|east|west|central)(?P<ern>ern)?"
_DIRECTED = re.compile(rf"\b(?i:{_COMPASS}) (?P<name>{_NAME})")
_DIRECTION_OF = re.compile(rf"\b(?i:{_COMPASS}) of (?P<name>{_NAME})")
_POSSESSIVE_DIRECTION = re.compile(rf"(?P<name>{_NAME})'s (?i:{_COMPASS})(?=$|[ ,.;:])(?! [a-z]* ?{_NAME})")
_NARROWING = re.compile(
    rf"\b(?i:{_COMPASS}) (?P<name>{_NAME}),? "
    r"(?:(?:along|on|near|at|across|by) )?(?:(?:the|their|its) )?(?:shared )?$"
)
_NARROWING_AFTER = re.compile(rf"^,? (?:in|of) (?i:{_COMPASS}) (?P<name>{_NAME})")
_NARROWED = re.compile(
    rf"\b(?i:{_COMPASS}) {_NAME},? (?:along|on|near|at|across|by) (?:(?:the|their|its) )?(?:shared )?"
    r"(?:border|frontier)"
)
_BORDER = re.compile(
    r"\b(?:border(?:lands?)?|frontier|(?-i:[A-Z]\w+ Line))\b(?! (?:town|city|village|district|police|guard))", re.I
)
# Only such words may stand between a country's name or adjective and the name for the country to be the name's
# own: "Brazilian strikes hit Salto" says nothing about where Salto is.
_BETWEEN = (
    r"(?:(?:the|of|capital|city|cities|town|towns|village|province|provinces|provincial|district|border"
    r"|(?:north|south|east|west)+(?:ern)?|central),? )*"
)
_COUNTRY_LEFT = re.compile(rf"(?P<name>{_NAME})(?:'s)? {_BETWEEN}$")
_COUNTRY_RIGHT = re.compile(rf"^(?: (?:city|town|province|district))?(?:, | in |, in )(?P<name>{_NAME})")
# What a first-order unit is called in one country or another.
_UNIT = "(?:province|governorate|oblast|prefecture|department|county|state)"
_UNITS = "(?:provinces|governorates|oblasts|prefectures|departments|counties|states)"
_LEVEL_LEFT = {
    "city": re.compile(r"\b(?:(?:city|town|village)(?: of)?|(?<!of )(?:capital(?: city)?),?) $", re.I),
    "province": re.compile(rf"\b{_UNIT}(?: of)? $", re.I),
    "district": re.compile(r"\bdistrict(?: of)? $", re.I),
}
_LEVEL_RIGHT = {
    "city": re.compile(
        r"^(?:[ -](?:city|town|village)\b|, (?:the|its|a|an) (?:[\w'-]+ ){0,3}?(?:capital|city|town)\b)", re.I
    ),
    "province": re.compile(rf"^[ -]{_UNIT}\b", re.I),
    "district": re.compile(r"^[ -]district\b", re.I),
}
_LISTED_LEFT = {
    "city": re.compile(r"\b(?:cities|towns)(?: of)? $", re.I),
    "province": re.compile(rf"\b{_UNITS}(?: of)? $", re.I),
    "district": re.compile(r"\bdistricts(?: of)? $", re.I),
}
_LISTED_RIGHT = {
    "city": re.compile(r"^ (?:cities|towns)\b", re.I),
    "province": re.compile(rf"^ {_UNITS}\b", re.I),
    "district": re.compile(r"^ districts\b", re.I),
}
_LEVEL_WORDS = re.compile(rf" (?:city|town|village|{_UNIT}|region|district)$", re.I)


@dataclass(frozen=True)
class Clues:
    """What the text says about one name.

    ``region`` is a compass word with a name ("northwest Uruguay"), ``narrows`` that it narrows a border;
    ``border`` says that the text means the line, ``bounds`` are the names beside it; ``levels`` maps city,
    province, district to the words that say so; ``lists`` are the names beside it, list by list; ``within``
    are names where a country would stand.
    """

    region: str
    border: bool
    narrows: bool
    bounds: tuple[str, ...]
    levels: dict[str, str]
    lists: tuple[tuple[str, ...], ...]
    within: tuple[str, ...]


def fold(text: str) -> str:
    """The text with typographic apostrophes, hyphens and spaces made plain, character for character."""
    return text.translate(_FOLD)


def readings(printed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name inside the printed phrase: as a whole (longest first), and its capitalised runs one by one.

    "the city of Kandahar" gives the wholes "the city of Kandahar" and "Kandahar" and the one run "Kandahar".
    """
    phrase = _LEAD.sub("", fold(printed).strip(" ,."))
    runs = [_LEAD.sub("", run.group()) for run in re.finditer(_NAME, phrase)]
    wholes = [phrase]
    if runs:
        wholes.append(phrase[phrase.index(runs[0]) : phrase.rindex(runs[-1]) + len(runs[-1])])
    bare = [_LEVEL_WORDS.sub("", whole) for whole in wholes]
    return tuple(dict.fromkeys([*wholes, *bare])), tuple(dict.fromkeys(_LEVEL_WORDS.sub("", r) for r in runs))


def read(printed: str, name: str, passages: Sequence[str]) -> Clues:
    """The clues for ``name``, which stands in ``printed``, from that phrase and from every passage."""
    phrase, name = fold(printed).strip(" ,."), fold(name)
    folded = [fold(passage) for passage in passages]
    border = bool(_BORDER.search(phrase))
    mentions = list(_mentions(name, [phrase, *folded]))
    return Clues(
        region=_region(phrase) or _region_around(phrase if border else name, border, folded),
        border=border,
        narrows=any(map(_NARROWED.search, [phrase, *folded])),
        bounds=_bounds(phrase, folded) if border else (),
        levels=_levels(mentions),
        lists=tuple(dict.fromkeys(mention.others for mention in mentions if mention.others)),
        within=tuple(dict.fromkeys(_within(mentions))),
    )


@dataclass(frozen=True)
class _Mention:
    """One occurrence of a name: the sentence left and right of it, and of the list it stands in."""

    left: str
    right: str
    others: tuple[str, ...] = ()
    list_left: str = ""
    list_right: str = ""


def _directed(match: re.Match[str]) -> str:
    direction = re.sub(r"[ -]", "", match["dir"].lower())
    return f"{direction}{match['ern'] or ''} {match['name']}"


def _region(phrase: str) -> str:
    """The region that the phrase itself speaks of, as "northwest Uruguay"; empty if none."""
    for pattern in (_DIRECTED, _DIRECTION_OF, _POSSESSIVE_DIRECTION):
        if match := pattern.search(phrase):
            return _directed(match)
    return ""


def _region_around(phrase: str, border: bool, passages: Sequence[str]) -> str:
    """The region that the passages make of the phrase: "northwest Uruguay along the border"."""
    for passage in passages:
        for found in re.finditer(rf"\b{re.escape(phrase)}\b", passage):
            at, end = found.span()
            if border:
                left = _NARROWING.search(_sentence_left(passage[:at]))
                match = left or _NARROWING_AFTER.search(passage[end:])
            else:
                match = next((m for m in _DIRECTED.finditer(passage) if m.start("name") == at), None)
            if match:
                return _directed(match)
    return ""


def _bounds(phrase: str, passages: Sequence[str]) -> tuple[str, ...]:
    """The names that the text sets beside the border: "Franco-Spanish border", "border with Iran"."""
    bounds = [name for run in re.finditer(_NAME, _LEAD.sub("", phrase)) for name in run.group().split("-")]
    after = re.compile(rf"^ (?:with|between) (?P<first>{_NAME})(?: and (?P<second>{_NAME}))?")
    for passage in passages:
        for found in re.finditer(rf"\b{re.escape(phrase)}\b", passage):
            if match := after.search(passage[found.end() :]):
                bounds += [name for name in match.groups() if name]
    return tuple(name for name in dict.fromkeys(bounds) if not _BORDER.search(name))


def _sentence_left(text: str) -> str:
    return re.split(r"[.!?;:]\s", text)[-1]


def _sentence_right(text: str) -> str:
    return re.split(r"[.!?;:](?:\s|$)", text, maxsplit=1)[0]


def _mentions(name: str, passages: Sequence[str]) -> Iterator[_Mention]:
    for passage in passages:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage):
            left, right = _sentence_left(passage[: found.start()]), _sentence_right(passage[found.end() :])
            yield _listed(_Mention(left, right), left + found.group() + right, len(left), name)


def _listed(mention: _Mention, sentence: str, at: int, name: str) -> _Mention:
    """The mention with the list that it stands in, if it stands in one."""
    for run in _LIST.finditer(sentence):
        if run.start() <= at < run.end():
            items = [_LEAD.sub("", item) for item in re.split(r",? and |, ", run.group())]
            others = tuple(item for item in items if item != name)
            if len(others) < len(items):
                return _Mention(mention.left, mention.right, others, sentence[: run.start()], sentence[run.end() :])
    return mention


def _levels(mentions: Sequence[_Mention]) -> dict[str, str]:
    """Level → the words that say so, the first found."""
    levels: dict[str, str] = {}
    for mention in mentions:
        sides = [(_LEVEL_LEFT, mention.left), (_LEVEL_RIGHT, mention.right)]
        if mention.others:
            sides += [(_LISTED_LEFT, mention.list_left), (_LISTED_RIGHT, mention.list_right)]
        for patterns, side in sides:
            for level, pattern in patterns.items():
                if match := pattern.search(side):
                    levels.setdefault(level, match.group().strip(" ,-"))
    return levels


def _within(mentions: Sequence[_Mention]) -> Iterator[str]:
    """Names that stand where the text would put the country of the place."""
    for mention in mentions:
        if match := _COUNTRY_LEFT.search(mention.left):
            yield _LEAD.sub("", match["name"])
        if not mention.others and (match := _COUNTRY_RIGHT.search(mention.right)):
            yield match["name"]
