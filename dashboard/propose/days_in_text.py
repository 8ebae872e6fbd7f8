"""The words for days in one sentence, with their readings. Words that no rule reads are left out: no reading, no day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.model.stated_days import precision
from dashboard.propose.calendars import islamic_dates
from dashboard.propose.day_context import DayContext, is_day_of_speech, is_future
from dashboard.propose.day_patterns import time_of_day
from dashboard.propose.day_readings import Span
from dashboard.propose.day_rules import RULES, Rule
from dashboard.propose.proposal import DayWords

# A sentence without any of these has no words for a day, and no rule need be tried.
_HINT = re.compile(
    r"day|night|morning|afternoon|evening|noon|dawn|sunrise|hours|week|month|year|ago|earlier|later|\d"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC",
)
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:late|early|last) )?(?:on )?$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:(?:on|in|during|over|at|from|between|of|by|for|within|until|this is)\s+)+", re.IGNORECASE)
_PART = "part of a day"
DATED = "a day"
#: The rules of phrases that count from a day which other words name.
COUNTED_FROM_ANOTHER = tuple(rule.name for rule in RULES if rule.relative)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def days_in(text: str, start: int, end: int, context: DayContext) -> tuple[DayWords, ...]:
    """The words for days in ``text[start:end]``, in order. ``context`` remembers the day of the last act."""
    if not _HINT.search(text, start, end):
        return tuple(_islamic(text, start, end, context))
    chosen = _longest(_matches(text, start, end))
    islamic = list(_islamic(text, start, end, context))
    chosen = [one for one in chosen if not any(day.start < one[0].end and one[0].start < day.end for day in islamic)]
    days = [*islamic]
    parts: list[list[_Found]] = []
    for options in chosen:
        if options[0].rule.name.startswith(_PART):
            parts.append(options)
        elif words := _first_reading(text, start, options, context):
            days.append(words)
    days += [words for options in parts if (words := _part(text, start, options, context, days))]
    return tuple(sorted(days, key=lambda words: words.start))


def read_alone(words: str, anchor: date) -> DayWords | None:
    """What words for a day mean by themselves in a report of the day ``anchor``; None where they do not say it alone.

    "The next day" counts from a day that other words name, so it has no reading here.
    """
    days = days_in(words, 0, len(words), DayContext(anchor))
    if len(days) != 1 or days[0].why.startswith(COUNTED_FROM_ANOTHER):
        return None
    around = words[: days[0].start] + words[days[0].end :]
    return days[0] if not _LEADING.sub("", around.strip() + " ").strip(" ,.()") else None


def _islamic(text: str, start: int, end: int, context: DayContext) -> list[DayWords]:
    days = []
    for found in islamic_dates(text, start, end, context):
        context.note(found.day, found.day, of_speech=is_day_of_speech(text[start : found.start]))
        words = text[found.start : found.end]
        days.append(
            DayWords(found.start, found.end, words, found.day, found.day, 1, "unknown", found.why, found.calendar)
        )
    return days


def _matches(text: str, start: int, end: int) -> list[_Found]:
    return [
        _Found(match.start(), match.end(), rule, match)
        for rule in RULES
        for match in rule.pattern.finditer(text, start, end)
    ]


def _longest(found: Sequence[_Found]) -> list[list[_Found]]:
    """Groups of matches that overlap, the longest of each first; the rest stand by where it has no reading."""
    groups: list[list[_Found]] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        home = [group for group in groups if group[0].start < one.end and one.start < group[0].end]
        if home:
            home[0].append(one)
        else:
            groups.append([one])
    return sorted(groups, key=lambda group: group[0].start)


def _first_reading(text: str, start: int, options: Sequence[_Found], context: DayContext) -> DayWords | None:
    for found in options:
        before = text[start : found.start]
        future = is_future(before)
        try:
            span = found.rule.read(found.match, context, future)
        except (ValueError, OverflowError):  # a day or a year that the calendar does not have
            continue
        if span is not None:
            speech = is_day_of_speech(before)
            words = _words(text, found, _since(text, start, found, span, context), speech, future)
            context.note(words.first, words.last, of_speech=speech, is_night=found.rule.night)
            return words
        if found.rule.name == DATED:
            return None  # the date and its weekday disagree, or the calendar has no such day
    return None


def _since(text: str, start: int, found: _Found, span: Span, context: DayContext) -> Span:
    """Read “since Monday”: from that day to the day of the report."""
    since = _SINCE.search(text[start : found.start]) or re.match(r"since\b", found.match.group(), re.IGNORECASE)
    return (span[0], max(context.anchor, span[0])) if since else span


def _part(
    text: str, start: int, options: Sequence[_Found], context: DayContext, days: Sequence[DayWords]
) -> DayWords | None:
    """Read “in the early hours”: of the one day that the sentence itself names, else as the rule says."""
    named = {(day.first, day.last) for day in days if "day of what is said" not in day.why}
    if len(named) == 1:
        [span] = named
        return _words(text, options[0], span, False, False) if span[0] == span[1] else None
    return None if named else _first_reading(text, start, options, context)


def _words(text: str, found: _Found, span: Span, speech: bool, future: bool) -> DayWords:
    start, end = found.start, found.end
    if leading := _LEADING.match(text[start:end]):
        start += leading.end()
    words = text[start:end].rstrip(" ,(").strip()
    if words.endswith(")") and "(" not in words:
        words = words[:-1]
    why = found.rule.name
    if speech:
        why += "; the day of what is said"
    if future:
        why += "; still to come"
    short = (span[1] - span[0]).days < 2
    stated = "night" if found.rule.night else time_of_day(text[found.start : end]) if short else "unknown"
    one_day = span[0] == span[1]
    return DayWords(
        start,
        start + len(words),
        words,
        *span,
        precision(*span),
        stated if one_day or stated == "night" else "unknown",
        why,
    )
