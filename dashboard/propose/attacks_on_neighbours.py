"""“Attacks on Thai military posts”, in a report about Thailand and a neighbour: one side attacks the other's forces.

Where such a sentence names no weapon, the act is an attack across the border, not one of no kind. Words for people of
no state before the attack ("militants attacked Thai soldiers") leave it open from where they came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.gazetteer import borders
from dashboard.propose.place_context import people_of

#: A report that is about a country names it, or its people, at least twice.
_ABOUT = 1.6
_ATTACK = re.compile(
    r"\b(?P<doer>(?:[\w’'-]+ ){0,6})(?i:attack(?:s|ed|ing)?|assaults?|raids?|raided)(?: on| against| at)? (?:the )?(?:[a-z]+ )?"
    r"(?P<people>[A-Z]\w+) (?:[a-z-]+ )?(?:military|army|navy|border|security|frontier|troops|soldiers|forces|positions|posts|outposts|bases"
    r"|installations|garrisons?|checkpoints?|territory)\b"
)
_OF_NO_STATE = re.compile(
    r"\b(?:militants?|insurgents?|gunm[ae]n|rebels?|separatists?|bombers?|bandits|jihadists?|fighters|suicide)\b",
    re.IGNORECASE,
)


def attacks_a_neighbour(text: str, start: int, end: int, weights: Mapping[str, float]) -> bool:
    """Whether ``text[start:end]`` tells of an attack on the forces of one of two neighbours that the report is about.

    ``weights`` says how much the report is about each country (ISO code → weight).
    """
    about = [code for code, weight in weights.items() if weight >= _ABOUT]
    for match in _ATTACK.finditer(text, start, end):
        attacked = people_of(match["people"])
        if attacked not in about or _OF_NO_STATE.search(match["doer"]):
            continue
        if any(borders.shared_border(attacked, other) is not None for other in about if other != attacked):
            return True
    return False
