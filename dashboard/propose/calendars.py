"""Dates of the Islamic calendars in a text → Gregorian days, with both shown.

Lunar (Hijri) dates go by the Umm al-Qura calendar (hijridate); a country that waits to see the moon may be a day later,
and the reason of each reading says so. Solar Hijri dates (as in Iran) go by the 33-year cycle, which holds for
the years 1244 to 1472. Without a year a date is the last such day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.propose.day_context import DayContext

LUNAR = (
    "Muharram|محرم", "Safar|صفر", "Rabi al[- ]Awwal|Rabi ul[- ]Awal|Rabi I|ربیع الاول|ربيع الأول|ربیع الأول",
    "Rabi al[- ](?:Thani|Akhir)|Rabi us[- ]Sani|Rabi II|ربیع الثانی|ربيع الثاني|ربيع الآخر",
    "Jumada al[- ](?:Awwal|Ula)|Jamadi ul[- ]Awal|Jumada I|جمادی الاول|جمادى الأولى|جمادی الاولی",
    "Jumada al[- ](?:Thani(?:ya)?|Akhir(?:a|ah)?)|Jamadi us[- ]Sani|Jumada II|جمادی الثانی|جمادى الآخرة|جمادى الثانية",
    "Rajab|رجب", "Sha[’']?ban|Shaaban|شعبان", "Ramadan|Ramadhan|Ramazan|Ramzan|رمضان|رمضان المبارک", "Shawwal|شوال",
    "Dhu al[- ]Qa[’']?dah?|Zul[- ]?Qa[’']?dah|Zilqad|ذو القعدة|ذی القعده|ذوالقعده|ذی قعدہ", "Dhu al[- ]Hijjah?|Zul[- ]?Hij?jah?|Zilhaj|ذو الحجة|ذی الحجه|ذوالحجه|ذی الحجہ",
)  # fmt: skip
SOLAR = (
    "Hamal|Farvardin|حمل|فروردین|وری", "Sawr|Saur|Ordibehesht|ثور|اردیبهشت|غویی", "Jawza|Khordad|جوزا|خرداد|غبرګولی",
    "Saratan|Tir|سرطان|تیر|چنګاښ", "Asad|Mordad|اسد|مرداد|زمری", "Sunbula|Sonbola|Shahrivar|سنبله|شهریور|وږی",
    "Mizan|Mehr|میزان|مهر|تله", "Aqrab|Aban|عقرب|آبان|لړم", "Qaws|Azar|قوس|آذر|لیندۍ", "Jadi|Jaddi|Dey|جدی|دی|مرغومی",
    "Dalwa|Dalv|Bahman|دلو|بهمن|سلواغه", "Hut|Hoot|Esfand|حوت|اسفند|کب",
)  # fmt: skip
_LEAP_IN_CYCLE = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_FIRST_YEAR, _FIRST_DAY = 1400, date(2021, 3, 21)


@dataclass(frozen=True)
class IslamicDate:
    """A date as written, the day that it is, and the calendar: "Hijri" or "Solar Hijri"."""

    start: int
    end: int
    day: date
    why: str
    calendar: str


def _pattern(months: tuple[str, ...]) -> re.Pattern[str]:
    month = "(?P<month>" + "|".join(f"(?:{names})" for names in months) + ")"
    number = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    year = r"(?:,? (?:of )?(?:year )?(?P<{0}>[1۱١][34۳۴٣٤]\d\d)(?!\d))?"
    return re.compile(
        rf"(?<![\w.,]){number.format('day')} (?:of )?{month}(?!\w){year.format('year')}"
        rf"|(?<!\w){month.replace('month', 'month2')} {number.format('day2')}(?![\w:]|[.,]\d){year.format('year2')}"
    )


_CALENDARS = (
    ("Hijri", LUNAR, _pattern(LUNAR)),
    ("Solar Hijri", SOLAR, _pattern(SOLAR)),
)


def islamic_dates(text: str, start: int, end: int, context: DayContext) -> Iterator[IslamicDate]:
    """The dates of both calendars in ``text[start:end]``."""
    for calendar, months, pattern in _CALENDARS:
        for match in pattern.finditer(text, start, end):
            name = match["month"] or match["month2"]
            month = next(n for n, names in enumerate(months, 1) if re.fullmatch(names, name))
            number, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
            days = _days(calendar, int(year) if year else None, month, number, context.anchor)
            if days is not None:
                written_year, day = days
                note = "; where the moon is sighted it may be a day later" if calendar == "Hijri" else ""
                why = f"{calendar} {number} {name} {written_year} = {day.day} {day:%B %Y}{note}"
                yield IslamicDate(match.start(), match.end(), day, why, calendar)


def _days(calendar: str, year: int | None, month: int, number: int, anchor: date) -> tuple[int, date] | None:
    convert = lunar_day if calendar == "Hijri" else solar_day
    if year is not None:
        day = convert(year, month, number)
        return (year, day) if day else None
    this_year = (anchor.year - 579) if calendar == "Hijri" else (anchor.year - 621)
    for candidate in range(this_year + 1, this_year - 4, -1):
        day = convert(candidate, month, number)
        if day and day <= anchor:
            return candidate, day
    return None


def lunar_day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a Hijri date; None where the calendar has no such day (years 1343 to 1500)."""
    from hijridate import Hijri

    try:
        day = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(day.year, day.month, day.day)


def solar_day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a Solar Hijri date; None where the calendar has no such day."""
    if not (1244 <= year <= 1472 and 1 <= month <= 12 and 1 <= number <= _solar_month(year, month)):
        return None
    years = range(_FIRST_YEAR, year) if year >= _FIRST_YEAR else range(year, _FIRST_YEAR)
    days = sum(366 if _is_leap(one) else 365 for one in years) * (1 if year >= _FIRST_YEAR else -1)
    before = sum(_solar_month(year, one) for one in range(1, month))
    return _FIRST_DAY + timedelta(days=days + before + number - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP_IN_CYCLE


def _solar_month(year: int, month: int) -> int:
    return 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
