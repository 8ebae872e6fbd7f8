"""The phrases for days, one rule a row: what it looks like and which reading it has (:mod:`day_readings`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.propose import day_patterns as p
from dashboard.propose import day_readings as readings
from dashboard.propose.day_context import DayContext
from dashboard.propose.day_readings import Span


@dataclass(frozen=True)
class Rule:
    """``read`` gives the days of a match, None where it has no reading; ``future`` says that a plan is spoken of."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], DayContext, bool], Span | None]
    night: bool = False
    #: Whether the phrase counts from a day that was named before.
    relative: bool = False


def _rule(
    name: str,
    pattern: str,
    read: Callable[[re.Match[str], DayContext, bool], Span | None],
    *,
    night: bool = False,
    relative: bool = False,
) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w-]){pattern}(?![\w])"), read, night, relative)


_CORE = rf"(?P<core>{p.DATE}|{p.WEEKDAY}|(?i:the) {p.DAY}(?<=[a-z])(?! (?:of )?(?:century|straight|consecutive|anniversary|[A-Z])))"
_NTH = rf"(?i:the )?{p.DAY}"
_EITHER = rf"(?:{p.DATE}|{p.WEEKDAY}|{_NTH})"
_TO = r"(?:,? ?(?i:to|until|till|through|and|or|into) (?:(?i:on|early|late) )?|\s?[–—-]\s?)"
_OF = r"(?:(?i:early|earlier|mid|late)[ -]|(?i:the )?(?i:start|beginning|middle|end) of )"
_IN = r"(?i:in|since|last|of|from|until|by|this|during|through|over|before|after|around|every)"

#: The first rule of two that fit the same words is the one that reads more of them, then the one that stands first.
RULES = (
    _rule("the night between two days", rf"(?:(?i:in|on|during) )?(?i:the |over)?night (?:(?i:of|on|from|between) )?(?P<first>{_EITHER}){_TO}(?P<last>{_EITHER})", readings.night_between, night=True),
    _rule("the night into a day", rf"(?i:overnight|night|late) (?i:in ?to|to) (?:(?i:the early hours of) )?{_CORE}", readings.night_into, night=True),
    _rule("the night from one day into the next", rf"(?P<first>{p.WEEKDAY})(?:[’']s)?(?i: night| evening)? (?i:in ?to) (?:(?i:the )?(?i:early )?(?i:hours of )?)?(?P<last>{p.WEEKDAY})(?: (?i:morning))?", readings.night_between, night=True),
    _rule("from one day to another", rf"(?:(?i:from|between|on) )?(?:(?i:late|early)(?: (?i:on))? )?(?P<first>{p.DATE}|{p.WEEKDAY})(?: {p.PART})?{_TO}(?P<last>{p.DATE}|{p.WEEKDAY})(?: {p.PART})?", readings.two_days),
    _rule("from one day to another", rf"(?:(?i:from|between|on) )?(?P<first>{_NTH}){_TO}(?P<last>{p.DAY} (?:of )?{p.MONTH}(?:,? {p.YEAR})?)", readings.two_days),
    _rule("from one day to another", rf"(?:(?i:from|between|on) )?(?P<first>{p.MONTH} {p.DAY}){_TO}(?P<last>{p.DAY}(?:,? {p.YEAR})?)(?! (?i:people|soldiers|killed|dead))", readings.two_days),
    _rule("last + weekday", rf"(?i:on |by )?(?P<which>(?i:last|previous|this past)) (?P<day>{p.WEEKDAY})(?:{p.AFTER})?", readings.last_weekday),
    _rule("next + weekday", rf"(?i:on |by )?(?i:next|this coming|the coming) (?P<day>{p.WEEKDAY})(?:{p.AFTER})?", readings.next_weekday),
    _rule("a day", rf"(?:{p.BEFORE} )?{_CORE}(?:{p.AFTER})?", readings.dates),
    _rule("the day before yesterday", r"(?i:the )?(?i:day|night) (?i:before (?:yesterday|last))", readings.back(2)),
    _rule("yesterday", rf"(?:{p.BEFORE} )?(?i:yesterday)(?:{p.AFTER})?", readings.back(1)),
    _rule("last night", r"(?i:late )?(?i:last night|yesternight)", readings.back(1), night=True),
    _rule("overnight: the night before the report", r"(?i:over ?night)", readings.back(1), night=True),
    _rule("today", rf"(?:{p.BEFORE} )?(?:(?i:earlier|later|late|early) )?(?i:today|tonight|this (?:morning|afternoon|evening))(?:{p.AFTER})?", readings.back(0)),
    _rule("part of a day that was named before, else of the report's day", r"(?:(?i:earlier|later|late|early) )?(?i:in|during) (?i:the )(?i:early |late )?(?i:morning|afternoon|evening|night|day|daytime|small hours|early hours|(?:pre-?dawn|wee|early morning) hours)(?! (?i:of|on|to|when|after)\b)", readings.part_of_the_day, relative=True),
    _rule("part of a day that was named before, else of the report's day", r"(?:(?i:shortly|just) )?(?i:(?:before|at|around|about|by|after) (?:dawn|sunrise|noon|midday|midnight|daybreak|nightfall|sunset|dusk))(?! (?i:prayer|on)\b)", readings.part_of_the_day, relative=True),
    _rule("days ago", rf"(?i:about |some |around )?(?P<n>{p.NUMBER}) (?i:days? ago)", readings.days_ago),
    _rule("weeks ago: the seven days around", rf"(?i:about |some |around )?(?P<n>{p.NUMBER}) (?i:weeks? ago)", readings.weeks_ago),
    _rule("months ago: that month", rf"(?i:about |some |around )?(?P<n>{p.NUMBER}) (?i:months? ago)", readings.months_ago),
    _rule("years ago: that year", rf"(?i:about |some |around )?(?P<n>{p.NUMBER}) (?i:years? ago)", readings.years_ago),
    _rule("counted from the day named before", rf"(?P<n>{p.NUMBER}) (?P<unit>(?i:days?|weeks?|nights?)) (?P<way>(?i:earlier|later|previously|afterwards?|(?:before|prior)(?! (?i:the|that|an?|its?|his|their|to)\b)))", readings.counted, relative=True),
    _rule("the day before the one named before", r"(?:(?i:on|in|during) )?(?:(?i:the )?(?i:previous|preceding|prior) (?i:day|night|evening|afternoon|morning)|(?i:the (?:day|night|evening) before|the day prior))(?! (?i:the|yesterday|he|she|it|they)\b)", readings.beside(-1), relative=True),
    _rule("the day after the one named before", r"(?:(?i:on|in|during) )?(?:(?i:the )?(?i:next|following) (?i:day|night|evening|afternoon|morning)|(?i:the (?:day|morning) after))(?! (?i:the|he|she|it|they)\b)", readings.beside(1), relative=True),
    _rule("the day named before", r"(?:(?i:on|in|during) )?(?i:the same|that(?: same| very)?|the very same) (?i:day|night|evening|afternoon|morning)", readings.same_day, relative=True),
    _rule("a weekend: Saturday and Sunday", r"(?:(?i:over|at|on|during) )?(?P<which>(?i:the|this|last|next|previous|past|coming))(?: (?i:past))? (?i:weekend)", readings.weekend),
    _rule("since the start of a period", r"(?i:since the (?:start|beginning) of the) (?P<unit>(?i:week|month|year))", readings.start_of_period),
    _rule("a week from Monday, a month or a year of the calendar", r"(?:(?P<earlier>(?i:earlier)) (?:(?i:in) )?)?(?P<which>(?i:last|previous|this|next|coming)) (?P<unit>(?i:week|month|year))", readings.period),
    _rule("the past days", rf"(?:(?i:over|in|during|within|for) )?(?i:the )?(?i:past|last|previous) (?:(?P<n>{p.NUMBER}|24|48|72) )?(?P<unit>(?i:hours|days?|weeks?|months?|years?))", readings.past),
    _rule("from one month to another", rf"(?:(?i:from|between) )(?P<first>{p.MONTH})(?: (?i:to|until|through|and) |\s?[–—-]\s?)(?P<last>{p.MONTH})(?:,? (?P<year>{p.YEAR}))?", readings.months),
    _rule("a month", rf"(?:{_IN} )?(?P<part>{_OF})?(?P<month>{p.MONTH})(?:,? (?:of )?(?P<year>{p.YEAR}))", readings.month),
    _rule("a month: the last one that has passed", rf"(?:{_IN} (?:(?i:the month of) )?(?P<part>{_OF})?|(?i:earlier in )|(?P<lead>{_OF}))(?P<month>{p.MONTH})(?P<year>(?!))?(?! \d)", readings.month),
    _rule("from one year to another", r"(?:(?i:from|between|in|of|during) )?(?P<first>(?:19|20)\d\d)(?: (?i:to|until|and) |\s?[–-]\s?)(?P<last>(?:19|20)\d\d|\d\d(?!\d))", readings.years),
    _rule("a year", rf"(?i:in|since|during|of|from|by|until|before|after|late|early|mid|throughout)[ -](?:(?i:the (?:start|beginning|end|middle|spring|summer|autumn|fall|winter) of ))?(?P<part>(?i:early|mid|late)[ -])?(?P<year>{p.YEAR})", readings.year),
)  # fmt: skip
