"""What each sort of phrase for a day means: its match → its earliest and latest day, None where it has no reading.

Where a rule is ours the reason stands beside it. A night belongs to the day on which it began (UCDP GED codebook 19.1:
Monday night is Monday); "overnight" alone is the night before the report; "the early hours of Friday" are Friday's, for
the text names the day. "Since Monday" ends with the report. "The past four days" go back four times 24 hours, so the
first of them is the day four days ago. Thirds of a month and of a year: early, mid, late.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dashboard.propose import day_patterns as p
from dashboard.propose.day_context import DayContext

Span = tuple[date, date]
Match = re.Match[str]


def _single(text: str, context: DayContext, future: bool) -> Span | None:
    """One day by its date, its weekday, or "the 14th"."""
    text = text.strip(" ()")
    if iso := re.fullmatch(r"(20\d\d)-(\d\d)-(\d\d)", text):
        return _one(date(*map(int, iso.groups())))
    month, year = re.search(p.MONTH, text), re.search(r"(?:19|20)\d{2}", text)
    weekday = re.search(p.WEEKDAY, text)
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    if month and number:
        return _dated(
            context, future, int(number.group()), p.month_number(month.group()), year and int(year.group()), weekday
        )
    if weekday and not number:
        return _one(_weekday(p.weekday_number(weekday.group()), context, future))
    if number:
        return _nth(int(number.group()), context, future)
    return None


def _one(day: date) -> Span:
    return day, day


def _dated(
    context: DayContext, future: bool, number: int, month: int, year: int | None, weekday: Match | None
) -> Span | None:
    if year is None:
        years = (
            (context.anchor.year, context.anchor.year + 1) if future else (context.anchor.year, context.anchor.year - 1)
        )
        days = [day for year in years if (day := _day(year, month, number))]
        fits = [day for day in days if (day >= context.anchor if future else day <= context.anchor)]
        day = next(iter(fits or days), None)
    else:
        day = _day(year, month, number)
    # A weekday beside the date has to be that day's: otherwise the words agree on no day.
    if day is None or (weekday and p.weekday_number(weekday.group()) != day.weekday()):
        return None
    return _one(day)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _weekday(number: int, context: DayContext, future: bool) -> date:
    last = context.last_weekday(number)
    return last + timedelta(days=7) if future and last < context.anchor else last


def _nth(number: int, context: DayContext, future: bool) -> Span | None:
    """The last such day of a month, or the next where a plan is spoken of."""
    anchor = context.anchor
    for back in range(4):
        first, _ = p.month_span(anchor.year, anchor.month + (back if future else -back))
        day = _day(first.year, first.month, number)
        if day and (day >= anchor if future else day <= anchor):
            return _one(day)
    return None


def dates(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read a date, a weekday or “the 14th”, with the part of the day around it."""
    return _single(match["core"], context, future)


def last_weekday(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “last Tuesday”: said on a Wednesday, is that of the week before; one not yet reached this week is the last one."""
    day = context.last_weekday(p.weekday_number(match["day"]))
    monday = context.anchor - timedelta(days=context.anchor.weekday())
    same_week = day >= monday and match["which"].casefold() in ("last", "previous")
    return _one(day - timedelta(days=7) if same_week else day)


def next_weekday(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “next Tuesday”: the first one after the report."""
    ahead = (p.weekday_number(match["day"]) - context.anchor.weekday()) % 7 or 7
    return _one(context.anchor + timedelta(days=ahead))


def two_days(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read “between 8 and 10 November”, "from Monday to Wednesday", "29 June to 5 July", "November 8 and 10"."""
    first, last = match["first"], match["last"]
    month, year = re.search(p.MONTH, last), re.search(r"(?:19|20)\d{2}", match.group())
    own = re.search(p.MONTH, first)
    if month is None and own is not None:
        last = f"{own.group()} {last}"
    if own is None and month is not None and not re.search(p.WEEKDAY, first):
        first = f"{first} {month.group()}"
    if year and not re.search(r"(?:19|20)\d{2}", first):
        first = f"{first} {year.group()}"
    if year and not re.search(r"(?:19|20)\d{2}", last):
        last = f"{last} {year.group()}"
    end = _single(last, context, future)
    start = _single(first, context, future)
    if start is None or end is None:
        return None
    if start[0] > end[0] and re.search(p.WEEKDAY, match["first"]) and not own:
        start = _one(start[0] - timedelta(days=7))
    return (start[0], end[1]) if start[0] <= end[1] else None


def night_between(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read “the night of 3 to 4 July”, "overnight from Thursday to Friday": the night belongs to its first day."""
    span = two_days(match, context, future)
    return None if span is None else _one(span[0])


def night_into(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read “overnight into Friday”: the night began on Thursday."""
    span = _single(match["core"], context, future)
    return None if span is None else _one(span[0] - timedelta(days=1))


def back(days: int) -> Callable[[Match, DayContext, bool], Span]:
    """Read “yesterday”, “overnight”: so many ``days`` before the report."""
    return lambda _match, context, _future: _one(context.anchor - timedelta(days=days))


def days_ago(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “three days ago”, from the day of the report."""
    return _one(context.anchor - timedelta(days=p.count(match["n"])))


def weeks_ago(match: Match, context: DayContext, _future: bool) -> Span:
    """A week is no day: the seven days around it."""
    middle = context.anchor - timedelta(days=7 * p.count(match["n"]))
    return middle - timedelta(days=3), middle + timedelta(days=3)


def months_ago(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “two months ago”: that calendar month."""
    return p.month_span(context.anchor.year, context.anchor.month - p.count(match["n"]))


def years_ago(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “two years ago”: that calendar year."""
    return p.year_span(context.anchor.year - p.count(match["n"]))


def counted(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “two days earlier”, "a week later": from the day that was named before."""
    first, last = context.counted_from()
    back = match["way"].casefold() in ("earlier", "before", "previously", "prior")
    days = timedelta(days=p.count(match["n"]) * (7 if match["unit"].casefold().startswith("week") else 1))
    return (first - days, first - days) if back else (last + days, last + days)


def beside(step: int) -> Callable[[Match, DayContext, bool], Span]:
    """Read “the previous day” (``step`` −1) and “the next day” (1): beside the day that was named before."""

    def read(_match: Match, context: DayContext, _future: bool) -> Span:
        first, last = context.counted_from()
        return _one((first if step < 0 else last) + timedelta(days=step))

    return read


def same_day(_match: Match, context: DayContext, _future: bool) -> Span | None:
    """Read “that day”: the day that was named before."""
    first, last = context.act_day or context.same_day()
    return (first, last) if first == last else None


def part_of_the_day(match: Match, context: DayContext, _future: bool) -> Span | None:
    """Read “in the afternoon”: of the day named before, else of the report."""
    is_dark = re.search(r"night|evening|dusk|sunset", match.group(), re.IGNORECASE)
    first, last = context.same_day() if is_dark else context.morning_after()
    return (first, last) if first == last else None


def weekend(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read “the weekend”, “last weekend”: a Saturday and its Sunday."""
    saturday = context.last_weekday(5)
    which = (match["which"] or "").casefold()
    if which in ("next", "coming") or (future and which in ("this", "the")):
        saturday += timedelta(days=7 if saturday < context.anchor else 0)
        return saturday, saturday + timedelta(days=1)
    if which in ("last", "previous", "past") and context.anchor.weekday() >= 5:
        saturday -= timedelta(days=7)
    # Said on the Saturday, Sunday is still to come.
    return saturday, min(saturday + timedelta(days=1), context.anchor)


def period(match: Match, context: DayContext, future: bool) -> Span | None:
    """Read “last week”, "earlier this month", "this year", "next month"."""
    which, unit, anchor = match["which"].casefold(), match["unit"].casefold(), context.anchor
    earlier = bool(match["earlier"])
    if unit == "week":
        first = anchor - timedelta(days=anchor.weekday())
        spans = {step: (first + timedelta(days=7 * step), first + timedelta(days=7 * step + 6)) for step in (-1, 0, 1)}
    elif unit == "month":
        spans = {step: p.month_span(anchor.year, anchor.month + step) for step in (-1, 0, 1)}
    else:
        spans = {step: p.year_span(anchor.year + step) for step in (-1, 0, 1)}
    if which in ("last", "previous"):
        return spans[-1]
    if which in ("next", "coming"):
        return spans[1]
    first, last = spans[0]
    if earlier:  # "threatened earlier this month to strike": that is past, whatever is planned
        return (first, anchor - timedelta(days=1)) if first < anchor else None
    if future:
        return anchor, last
    return first, anchor


def start_of_period(match: Match, context: DayContext, _future: bool) -> Span:
    """Read “since the start of the month”."""
    anchor = context.anchor
    unit = match["unit"].casefold()
    if unit == "week":
        return anchor - timedelta(days=anchor.weekday()), anchor
    return (date(anchor.year, anchor.month if unit == "month" else 1, 1)), anchor


def past(match: Match, context: DayContext, _future: bool) -> Span | None:
    """Read “the past four days”, “the last 24 hours”."""
    number = p.count(match["n"]) if match["n"] else 1
    unit = match["unit"].casefold()
    anchor = context.anchor
    if unit.startswith("hour"):
        return (anchor - timedelta(days=-(-number // 24)), anchor) if number >= 12 else None
    if unit.startswith("week"):
        return anchor - timedelta(days=7 * number - 1), anchor
    if unit.startswith("month"):
        return p.month_span(anchor.year, anchor.month - number)[0].replace(day=min(anchor.day, 28)), anchor
    if unit.startswith("year"):
        return anchor.replace(year=anchor.year - number, day=min(anchor.day, 28)), anchor
    return anchor - timedelta(days=number), anchor


def month(match: Match, context: DayContext, future: bool) -> Span | None:
    """A month alone is the last one that has passed; the present one only where "earlier in" or its year says so."""
    month, anchor = p.month_number(match["month"]), context.anchor
    part = re.sub(r"^the |\W", "", (match.groupdict().get("lead") or match["part"] or "").casefold())
    if match["year"]:
        year = int(match["year"])
    elif future:
        year = anchor.year + (month < anchor.month)
    else:
        present = part.startswith(("earlier", "early", "mid")) or re.match(r"(?i)earlier in|since|this", match.group())
        year = anchor.year - (month > anchor.month or (month == anchor.month and not present))
    first, last = p.month_span(year, month)
    if (year, month) == (anchor.year, anchor.month) and not future:
        last = anchor
    return _part_of_span(part, first, last)


def _part_of_span(part: str, first: date, last: date) -> Span | None:
    """Early, mid, late: the thirds of a month (1-10, 11-20, 21-) or of a year (four months each)."""
    whole_year = (last - first).days > 300
    thirds = (
        [(date(first.year, month, 1), p.month_span(first.year, month + 3)[1]) for month in (1, 5, 9)]
        if whole_year
        else [
            (first, first.replace(day=10)),
            (first.replace(day=11), first.replace(day=20)),
            (first.replace(day=21), last),
        ]
    )
    if part.startswith(("early", "start", "beginning")):
        span = thirds[0]
    elif part.startswith(("mid",)):
        span = thirds[1]
    elif part.startswith(("late", "end")):
        span = thirds[2]
    else:
        span = (first, last)
    return (span[0], min(span[1], last)) if span[0] <= last else None


def months(match: Match, context: DayContext, _future: bool) -> Span | None:
    """Read “from March to May”."""
    anchor = context.anchor
    first, last = p.month_number(match["first"]), p.month_number(match["last"])
    year = int(match["year"]) if match["year"] else anchor.year - (last > anchor.month)
    start = p.month_span(year - (first > last), first)[0]
    return start, min(p.month_span(year, last)[1], anchor) if not match["year"] else p.month_span(year, last)[1]


def year(match: Match, _context: DayContext, _future: bool) -> Span | None:
    """Read “in 2021”, “early 2024”."""
    first, last = p.year_span(int(match["year"]))
    return _part_of_span((match["part"] or "").casefold(), first, last)


def years(match: Match, _context: DayContext, _future: bool) -> Span | None:
    """Read “2014 to 2018”."""
    first, last = (
        int(match["first"]),
        int(match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]),
    )
    return (p.year_span(first)[0], p.year_span(last)[1]) if first < last else None
