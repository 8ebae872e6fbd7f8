"""What the words around a phrase for a day say about it: the day that was spoken of before, plans, who speaks when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

# A clause about what is to come: its weekday is the next one, not the last.
_FUTURE = re.compile(
    r"\b(?:will|shall|won[’']t|would|going to|due|scheduled|expected|plans?|planned|planning|set to|is to|are to|was to|intends?"
    r"|deadline|until|ordered|to be held|upcoming|ahead of|vow(?:ed|s)?|threaten(?:ed|s)?|next|invit(?:ed|es)|gave|given|ultimatum"
    r"|heading|headed|looking ahead|hosts?|if|begins?|start(?:s|ing)|take effect|resume)\b[^.;]*$",
    re.IGNORECASE,
)
_PAST_BETWEEN = re.compile(
    r"\b(?:was|were|had|has been|have been|killed|struck|hit|attacked|began|said|announced|took effect|told|after|since|which|who)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
_SPEAKING = (
    r"(?:said|says|told|tells|announced|reported|wrote|added|confirmed|stated|posted|tweeted|declared|claimed|acknowledged|insisted"
    r"|warned|urged|condemned|called|published|released|issued|denied)"
)
_SAID = re.compile(
    rf"\b{_SPEAKING}(?: (?:reporters|journalists|parliament|lawmakers|the (?:agency|newspaper|broadcaster|BBC|press)|in a (?:statement|post|video|speech)"
    r"|a news conference|by (?:phone|telephone)|state (?:television|media|tv)|local media|this (?:newspaper|agency)|[A-Z][\w-]+|in [A-Z][\w-]+))*"
    r"(?: (?:late|early|on|in|at))*\s*$"
)


@dataclass
class DayContext:
    """The report's day and what has been read so far.

    ``act_day`` is the last day of an act that a sentence named, ``in_paragraph`` the same within this paragraph;
    ``is_night``: that act was in the night that began on this day.
    """

    anchor: date
    act_day: tuple[date, date] | None = None
    in_paragraph: tuple[date, date] | None = None
    is_night: bool = False

    def begin_paragraph(self) -> None:
        """Forget what belongs to the paragraph before."""
        self.in_paragraph = None

    def note(self, first: date, last: date, *, of_speech: bool, is_night: bool = False) -> None:
        """Remember a day that was read, as what "two days earlier" counts from."""
        if (last - first).days > 6 or first > self.anchor:
            return
        if not of_speech or self.act_day is None:
            self.act_day, self.is_night = (first, last), is_night
        if not of_speech:
            self.in_paragraph = (first, last)

    def counted_from(self) -> tuple[date, date]:
        """The day from which "two days earlier" counts: the last one named, else the report's."""
        return self.act_day or (self.anchor, self.anchor)

    def same_day(self) -> tuple[date, date]:
        """The day that "in the night" and "that day" mean: the last one named, in this paragraph before others."""
        return self.in_paragraph or self.counted_from()

    def morning_after(self) -> tuple[date, date]:
        """The day that "before dawn" and "in the afternoon" mean: behind a night the one on which it ended."""
        first, last = self.same_day()
        if not self.is_night or (first, last) != self.act_day:
            return first, last
        return min(first + timedelta(days=1), self.anchor), min(last + timedelta(days=1), self.anchor)

    def last_weekday(self, number: int) -> date:
        """The last such weekday, the report's own day included."""
        return self.anchor - timedelta(days=(self.anchor.weekday() - number) % 7)


def is_future(before: str) -> bool:
    """Whether the words of the sentence before the phrase speak of what is to come."""
    found = _FUTURE.search(before)
    return found is not None and not _PAST_BETWEEN.search(found.group()) and not _SAID.search(before)


def is_day_of_speech(before: str) -> bool:
    """Whether the phrase says when somebody spoke: "said on Wednesday", "told reporters in Geneva on Friday"."""
    return _SAID.search(before[-90:]) is not None
