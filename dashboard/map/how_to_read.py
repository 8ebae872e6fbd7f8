"""How to read the map, in words: what every mark and every drawing means, and what is not on it."""

from __future__ import annotations

from dashboard.words.sentences import Deferred, deferred

#: What the screen and the file to take away explain. What a sentence is about stands between two pairs of asterisks.
HOW_TO_READ: tuple[Deferred, ...] = (
    deferred(
        "**A shaded province** means somewhere in it. The sources do not say where. Its mark stands at a label "
        "point, not at a site."
    ),
    deferred(
        "**The dashed line** is the border as a whole, a soft area a region, drawn by whole provinces: often more "
        "than the sources mean. Their marks stand at label points too. The card says what the text says and what is"
        " drawn."
    ),
    deferred("**A filled mark** means that both sides say that it happened."),
    deferred(
        "**A hollow mark** means any other status: one side alone says so, the side that acted says it of itself, a"
        " third party or the outlet says so, a party disputes it or its outcome, or the outlet verified a part of "
        "it or could not. The card says which. It may be true all the same."
    ),
    deferred(
        "**Colour** is the attacker as the sources state it. It does not say who is right. Where both sides fight "
        "there is none; a square mark is a security operation and no attack."
    ),
    deferred("**A dark mark** means at night, in the words of the sources."),
    deferred(
        "**Arrows** mean that the day is not certain: the event falls within several days and shows on each of them."
    ),
    deferred(
        "**Figures** are claims. They overlap and contradict each other, so they are never added up. A figure said "
        "of several events together is the figure of none of them alone. One that is tied to no event has no day, "
        "and says so."
    ),
    deferred("**Two copies of one wire story** are one source. That they agree confirms nothing."),
    deferred("**Empty** means not reported. It never means none."),
)
