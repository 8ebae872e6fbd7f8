"""What a reader has chosen: days, choices in facets, ranges of numbers, words; and the rule by which an event passes.

The rule. Every engine and the page (browser/) apply the same one; tests hold them together by one table of cases.

1. An event passes a filter if it passes each of its parts.
2. Days: any possible day of the event lies between the first and the last day, both included.
3. A facet: the event has any of the chosen values. None among them means the events without a value of this facet. A
   value that the facet does not have matches no event.
4. A range: the number is known and lies between both ends, both included; an end of None is open.
5. Words: one of the texts of the event holds them, in any case.
6. What is empty narrows nothing: no days, no choice in a facet, a range open at both ends, no words.
7. A facet or a number that these events do not have narrows nothing, and neither do words where there are no texts.

A filter from outside is read by :meth:`Filter.from_json` before the rule sees it. The reading leaves out what these
events do not have, single values included, and says so in notices.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeGuard

from dashboard.model.description import Description, Value
from dashboard.words.sentences import say

Range = tuple[float | None, float | None]
Choice = Value | None

# What a filter in JSON may hold. The dashboard writes no longer one.
MOST_CHARACTERS = 1_000_000
MOST_TEXT = 200
MOST_NOTICES = 20
DAY_ONE, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31


@dataclass(frozen=True)
class Filter:
    """What narrows the view, by the rule at the top of this module.

    Attributes:
        days: first and last day, whole days since 1970-01-01.
        choices: values by facet; None is a choice too.
        ranges: lowest and highest number by the number's name; None is an open end.
        text: the words that are searched for.
    """

    days: tuple[int, int] | None = None
    choices: Mapping[str, frozenset[Choice]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def parts(self) -> Mapping[str, Hashable]:
        """What is active, by name: a facet's, a number's, "text" or "days"."""
        active: dict[str, Hashable] = {name: frozenset(chosen) for name, chosen in self.choices.items() if chosen}
        active |= {name: tuple(ends) for name, ends in self.ranges.items() if any(end is not None for end in ends)}
        if words := _one_line(self.text):
            active["text"] = words
        if self.days:
            active["days"] = tuple(self.days)
        return active

    def parts_of(self, described: Description) -> Mapping[str, Hashable]:
        """The active parts that can narrow these events: the others belong to other sets of events."""
        return {name: part for name, part in self.parts.items() if described.can_narrow(name)}

    @property
    def active(self) -> tuple[str, ...]:
        """The names of what narrows the view."""
        return tuple(self.parts)

    def without(self, name: str) -> Filter:
        """The same without one facet, one number, "text" or "days"."""
        if name in ("days", "text"):
            return replace(self, **{name: None if name == "days" else ""})  # type: ignore[arg-type]
        choices = {key: chosen for key, chosen in self.choices.items() if key != name}
        return replace(self, choices=choices, ranges={key: ends for key, ends in self.ranges.items() if key != name})

    def to_json(self) -> str:
        """The same choice gives the same text: facets and values are sorted."""
        choices = {name: sorted(chosen, key=str) for name, chosen in sorted(self.choices.items()) if chosen}
        ranges = {name: list(ends) for name, ends in sorted(self.ranges.items()) if name in self.parts}
        content = {"days": self.days, "choices": choices, "ranges": ranges, "text": _one_line(self.text)}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, content: str | bytes | Mapping[str, Any], described: Description) -> tuple[Filter, list[str]]:
        """A filter of what these events have, and a notice for each part that was left out.

        Never raises: what is unknown, malformed or too long is left out and named.
        """
        reading = _FilterReading(described)
        return reading.filter(content), reading.notices


class _FilterReading:
    """One reading of a filter that came from outside."""

    def __init__(self, described: Description) -> None:
        self.described = described
        self.notices: list[str] = []

    def notice(self, sentence: str) -> None:
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(sentence)
        elif len(self.notices) == MOST_NOTICES:
            self.notices.append(say("More parts of the filter were left out."))

    def filter(self, content: str | bytes | Mapping[str, Any]) -> Filter:
        parts = self._object(content)
        for name in parts:
            if name not in ("days", "choices", "ranges", "text"):
                self.notice(say("The filter {name} is not known.", name=_quoted(name)))
        return Filter(
            self._days(parts.get("days")),
            self._choices(parts.get("choices")),
            self._ranges(parts.get("ranges")),
            self._text(parts.get("text")),
        )

    def _object(self, content: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
        if isinstance(content, str | bytes):
            if len(content) > MOST_CHARACTERS:
                self.notice(say("The filter is too long to be one of ours."))
                return {}
            try:
                content = json.loads(content)
            except (ValueError, RecursionError):
                self.notice(say("The filter is no JSON."))
                return {}
        if not isinstance(content, Mapping):
            self.notice(say("The filter is no JSON object."))
            return {}
        return content

    def _days(self, given: Any) -> tuple[int, int] | None:
        if given is None:
            return None
        if isinstance(given, list | tuple) and len(given) == 2:
            first, last = _whole(given[0]), _whole(given[1])
            if first is not None and last is not None and DAY_ONE <= first <= last <= LAST_DAY:
                return first, last
        self.notice(say("The days {days} are no first and last day.", days=_quoted(given)))
        return None

    def _choices(self, given: Any) -> dict[str, frozenset[Choice]]:
        choices = {}
        for name, values in self._named(given, "choices", self.described.facet):
            if not isinstance(values, list | tuple | set | frozenset):
                self.notice(say("The choice {values} in {name} is no list.", values=_quoted(values), name=name))
                continue
            facet = self.described.facet[name]
            chosen: set[Choice] = set()
            for value in values:
                if value is None or (_is_value(value) and facet.may_have(value)):
                    chosen.add(value)
                else:
                    self.notice(say("{name} has no value {value}.", name=name, value=_quoted(value)))
            if chosen:
                choices[name] = frozenset(chosen)
        return choices

    def _ranges(self, given: Any) -> dict[str, Range]:
        ranges = {}
        for name, ends in self._named(given, "ranges", self.described.number):
            if isinstance(ends, list | tuple) and len(ends) == 2:
                low, high = _finite(ends[0]), _finite(ends[1])
                broken = (low is None and ends[0] is not None) or (high is None and ends[1] is not None)
                if not broken and (low is None or high is None or low <= high):
                    if low is not None or high is not None:
                        ranges[name] = (low, high)
                    continue
            self.notice(
                say("The range {ends} of {name} is no lowest and highest number.", ends=_quoted(ends), name=name)
            )
        return ranges

    def _text(self, given: Any) -> str:
        if given in (None, ""):
            return ""
        if self.described.text is None:
            self.notice(say("These events have no text to search for {text}.", text=_quoted(given)))
            return ""
        if isinstance(given, str) and len(given) <= MOST_TEXT and _encodable(given):
            return _one_line(given)
        self.notice(
            say("The search {text} is no text of at most {most} characters.", text=_quoted(given), most=MOST_TEXT)
        )
        return ""

    def _named(self, given: Any, part: str, names: Iterable[str]) -> Iterable[tuple[str, Any]]:
        if given is None:
            return
        if not isinstance(given, Mapping):
            if part == "ranges":
                self.notice(say("The ranges {given} are no object.", given=_quoted(given)))
            else:
                self.notice(say("The choices {given} are no object.", given=_quoted(given)))
            return
        for name, content in given.items():
            if isinstance(name, str) and name in names:
                yield name, content
            else:
                self.notice(say("These events have no {name} to filter by.", name=_quoted(name)))


def _is_value(given: Any) -> TypeGuard[Value]:
    """Whether this can be a value of a facet: text that can be sent on, or a whole number."""
    if isinstance(given, str):
        return _encodable(given)
    return isinstance(given, int) and not isinstance(given, bool) and abs(given) < 2**53


def _whole(given: Any) -> int | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return int(given) if isinstance(given, int) or given.is_integer() else None


def _finite(given: Any) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    try:
        return given if math.isfinite(given) else None
    except OverflowError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write
        return False
    return True


def _quoted(given: Any) -> str:
    """What was given, short and safe to show. A list or an object only as such: it may be deep."""
    if isinstance(given, list | tuple):
        return "[…]"
    if isinstance(given, Mapping):
        return "{…}"
    if isinstance(given, int) and abs(given) >= 10**40:  # Python refuses to write out the longest ones
        return "…"
    words = _one_line(str(given)[:MOST_TEXT]).encode(errors="replace").decode()
    return f"“{words if len(words) <= 40 else words[:39] + '…'}”"
