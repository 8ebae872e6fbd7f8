"""One cell → the first and the last day that it names, in every form that people and programs write days in.

Days are whole days since 1970-01-01, as written: no time zone is applied. A part that is 00 is not known. What digits
leave open is never guessed: ``order`` says whether 3/4/22 begins with the day, the month or the year.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.model.days import EPOCH
from dashboard.sources.files.convert import month_names

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day_first", "month_first", "year_first"
SERIAL, SECONDS, MILLISECONDS = "excel_serial", "epoch_seconds", "epoch_milliseconds"
#: Years outside are placeholders or slips (0001, 9999) and would stretch the timeline to nothing.
FIRST_YEAR, LAST_YEAR = 1500, 2100
#: Excel counts days from here for every day after February 1900.
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
#: Day numbers below may be days since 1970 of our time; above, only Excel's are not in the future.
EXCEL_1970 = EPOCH - _EXCEL_EPOCH
DAY, WEEK, MONTH, YEAR = 1, 3, 4, 5
#: What a span was read from, where that is worth a word (:attr:`Span.form`).
NUMBER, INTERVAL = "day number", "interval"

_zone = (
    r"(?:\s*[AaPp]\.?[Mm]\.?(?![A-Za-z]))?(?:\s*[A-Z]{1,5}(?![A-Za-z/]))?(?:\s*[+-]\d{1,2}(?::?\d{2})?)?(?: UTC)?"
    r"(?:[ ]*(?:\[[^\]]*\]|\([^)]*\)|[A-Z][A-Za-z]+/[\w/+-]+))?"
)
_CLOCK = re.compile(
    r"(?:^|(?<=\d)T|(?<=\d\d):(?=\d\d:)|[\s,]+)(?:(?:at|um|à|kl\.?) )?"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,:]\d+)?)?|(?<=\d\d )(?:[01]?\d|2[0-4])\.[0-5]\d\.[0-5]\d(?:\.\d+)?)" + _zone
)
_BASIC_CLOCK = re.compile(r"(?<=\d{8})[T ]\d{4}(?:\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?(?:\d{2})?)?$")
#: How most programs write an instant; what comes after the day is its clock.
_PROGRAM = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?")
_SEP = r"\s*([/.\-])\s*"
_NUMERIC = re.compile(rf"(\d{{1,2}})(?:{_SEP}(\d{{1,2}})\s*\2\s*|\s(\d{{1,2}})\s)(\d{{4}}|'?\d{{2}})")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})(?:\.0+)?")
_ISO = re.compile(rf"(\d{{4}})(?:{_SEP}(\d{{1,2}})\s*\2\s*|\s(\d{{1,2}})\s)(\d{{1,2}})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号일]?)?)?")
_THANG = re.compile(r"(?:ngày )?(?:(\d{1,2}) )?tháng (\d{1,2})(?:,? năm|,)? (\d{4})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})(?:\.0+)?")
_QUARTER = re.compile(r"(\d{4})[\s\-/]*Q([1-4])|Q([1-4])[\s\-/]*(\d{4})", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_DAY_NUMBER = re.compile(r"(\d{1,6})(?:\.\d+)?")
#: Excel's day numbers from 1927; no year and no other form has five digits.
_FIVE = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"(\d{12,13})(?:\.\d+)?")
_TOKEN = re.compile(r"'?\d+|[^\d\s,;/.()\-']+")
_ORDINALS = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|ère|ème|o|a|°|-?(?:е|го|ое))(?=[\s.,\-/]|$)", re.IGNORECASE)
#: Words between day, month and year that say nothing of their own.
_FILLING = frozenset(
    [
        "of",
        "the",
        "de",
        "del",
        "di",
        "da",
        "do",
        "d",
        "den",
        "der",
        "le",
        "el",
        "al",
        "am",
        "on",
        "den.",
        "den",
        "g",
        "г",
        "года",
        "год",
        "р",
        "року",
        "рік",
        "г.",
        "m",
        "d",
        "n",
        "e",
        "a",
    ]
)
_RANGES = (
    re.compile(r"\s*(?:–|—|―|\.\.+|--)\s*"),
    re.compile(r"\s+(?:-|to|until|till|through|thru|bis|au|hasta|al|до|по)\s+", re.IGNORECASE),
    re.compile(r"(?<=\d{4})\s*/\s*(?=\d{4})|(?<=-\d{2})\s*/\s*(?=\d)"),
    re.compile(r"(?<=[a-zA-Z]{3})-(?=\d)|(?<=[\d.])-(?=\d)|(?<=\d)-(?=[a-zA-Z]{3})"),
)
_FROM = re.compile(r"^(?:from|between|von|du|del?|с)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """First and last day, and how much the cell names: a day (1), two to six (2), a week (3), up to a month (4), more
    (5). ``form`` is what it was read from where that is worth a word, ``short`` says that its year has two digits.
    """

    first: int
    last: int
    names: int = DAY
    form: str = field(default="", compare=False)
    short: bool = field(default=False, compare=False)


def plain(cell: str) -> str:
    """A cell with ASCII digits, signs and single spaces."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFKC", cell)
        cell = "".join(_ascii(char) for char in cell if unicodedata.category(char) != "Cf")
    return " ".join(cell.split())


def _ascii(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"‐": "-", "‑": "-", "‒": "-", "−": "-", "’": "'", "‘": "'", "ʼ": "'", "٫": ".", "٬": "'"}.get(char, char)


def is_program(cell: str) -> bool:
    """Whether a cell is an instant or a day as most programs write it, year first."""
    return _PROGRAM.fullmatch(cell) is not None


def century(digits: str) -> int:
    """The year that two digits mean: the latest that is not in the future. Four digits are the year."""
    number = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 4:
        return number
    return 2000 + number if 2000 + number <= date.today().year else 1900 + number


def span(cell: str, order: str = "", months: Mapping[str, int] | None = None) -> Span | None:
    """The days that one cell names, None if no form fits or its reading is open. ``months`` are those of the column."""
    if found := _PROGRAM.fullmatch(cell):
        return day(*map(int, found[1].split("-")))
    text = plain(cell)
    if months is None:
        months = month_names.months_of(month_words([text]))
    whole = _single(text, order, months)
    if whole is not None:
        return whole
    for left, right in _halves(text):
        first, last = (_single(half, order, months) for half in (left, right))
        if first is None or last is None:
            first, last = (_single(half, order, months) for half in _completed(left, right))
        if first and last and first.first <= last.last and NUMBER not in (first.form, last.form):
            breadth = _breadth(last.last - first.first + 1)
            return Span(first.first, last.last, breadth, first.form or last.form or INTERVAL, first.short or last.short)
    return None


def month_words(cells: Iterable[str]) -> set[str]:
    """The words of cells (:func:`plain`) that may be months: :func:`month_names.key` of each."""
    words: set[str] = set()
    for cell in cells:
        if any(char.isalpha() for char in cell):
            for part in (cell, *(half for pair in _halves(cell) for half in pair)):
                if (word := _word_of(_tokens(_without_clock(part)))) is not None:
                    words.add(word)
    return words


def readings(cell: str) -> Iterator[dict[str, int]]:
    """For each date of digits in a cell whose order is open to question: order → the day it gives."""
    text = plain(cell)
    parts = [text]
    if not _NUMERIC.fullmatch(_without_clock(text)):
        parts += [half for pair in list(_halves(text))[:1] for half in pair]
    for part in parts:
        if numbers := _numbers(_without_clock(part)):
            found = {order: _ordered(*numbers, order) for order in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)}
            yield {order: days.first for order, days in found.items() if days is not None}


def kind_of(cell: str) -> str:
    """What a cell of digits alone counts: SERIAL, SECONDS, MILLISECONDS; "" for any other cell."""
    for form, name in ((_FIVE, SERIAL), (_SECONDS, SECONDS), (_MILLISECONDS, MILLISECONDS)):
        if form.fullmatch(cell):
            return name
    return ""


def day(year: int, month: int, number: int) -> Span | None:
    """A day; a month where its number is 0, a year where that of the month is 0 too; None where there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not number and not month:
        return Span(date(year, 1, 1).toordinal() - EPOCH, date(year, 12, 31).toordinal() - EPOCH, YEAR)
    if not 1 <= month <= 12 or not 0 <= number <= calendar.monthrange(year, month)[1]:
        return None
    first = date(year, month, number or 1).toordinal() - EPOCH
    return Span(first, first) if number else Span(first, first + calendar.monthrange(year, month)[1] - 1, MONTH)


# --- one date -------------------------------------------------------------------------------------------------


def _single(text: str, order: str, months: Mapping[str, int]) -> Span | None:
    if text.replace(".", "", 1).isdecimal() and (counted := _counted(text, order)) is not None:
        return counted
    text = _without_clock(text)
    if numbers := _numbers(text):
        return _ordered(*numbers, order)
    for form in (_ISO, _COMPACT, _CJK):
        if found := form.fullmatch(text):
            parts = [part for part in found.groups() if part is None or part.isdecimal()]
            parts = [part for part in parts if part is not None] if form is not _CJK else parts
            return day(*(int(part or 0) for part in parts))
    if found := _THANG.fullmatch(text):
        return day(int(found[3]), int(found[2]), int(found[1] or 0))
    return _coarse(text, order) or _in_words(text, months)


def _without_clock(text: str) -> str:
    """A date without the clock time, its zone, and stops at its end."""
    if ":" in text or "h" in text or text.count(".") >= 2:
        text = _CLOCK.sub(" ", text, count=1)
    return " ".join(_BASIC_CLOCK.sub("", text).split()).strip(" ,;.")


def _numbers(text: str) -> tuple[str, str, str] | None:
    """The three groups of a date that is not ISO's, as digits."""
    if found := _NUMERIC.fullmatch(text):
        return found[1], found[3] or found[4], found[5]
    if (found := _EIGHT.fullmatch(text)) and not day(int(text[:4]), int(text[4:6]), int(text[6:8])):
        return found[1], found[2], found[3]
    return None


def _ordered(one: str, two: str, three: str, order: str) -> Span | None:
    short = len(three) != 4
    if order == YEAR_FIRST and short and len(one) == 2:
        days = day(century(one), int(two), int(three.lstrip("'")))
    elif order == DAY_FIRST:
        days = day(century(three), int(two), int(one))
    elif order == MONTH_FIRST or (int(one) == int(two) and not short):
        days = day(century(three), int(one), int(two))
    else:
        return None
    return days and Span(days.first, days.last, days.names, order, short)


def _counted(text: str, order: str) -> Span | None:
    """A day number of Excel, or an instant counted since 1970."""
    number = float(text)
    if order == SERIAL and _DAY_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
        return _of_excel(int(number))
    if order == SERIAL and _YEAR.fullmatch(text) and not FIRST_YEAR <= number <= LAST_YEAR:
        return _of_excel(int(number))
    if order == SECONDS and _SECONDS.fullmatch(text):
        return _numbered(int(number // 86_400))
    if order == MILLISECONDS and _MILLISECONDS.fullmatch(text):
        return _numbered(int(number // 86_400_000))
    if order not in (SECONDS, MILLISECONDS) and _FIVE.fullmatch(text) and number >= EXCEL_1970:
        return _of_excel(int(number))
    return None


def _of_excel(number: int) -> Span | None:
    return _numbered(number + _EXCEL_EPOCH - EPOCH)


def _numbered(days: int) -> Span | None:
    try:
        year = date.fromordinal(days + EPOCH).year
    except (ValueError, OverflowError):
        return None
    return Span(days, days, DAY, NUMBER) if FIRST_YEAR <= year <= LAST_YEAR else None


def _coarse(text: str, order: str) -> Span | None:
    """A month, a year, a quarter, a week."""
    if found := _YEAR.fullmatch(text):
        return day(int(found[1]), 0, 0)
    if found := _YEAR_MONTH.fullmatch(text):
        return day(int(found[1]), int(found[2]), 0)
    if found := _MONTH_YEAR.fullmatch(text):
        return day(int(found[2]), int(found[1]), 0)
    if found := _QUARTER.fullmatch(text):
        quarter = int(found[2] or found[3])
        first, last = (day(int(found[1] or found[4]), month, 0) for month in (quarter * 3 - 2, quarter * 3))
        return Span(first.first, last.last, YEAR) if first and last else None
    if found := _WEEK.fullmatch(text):
        try:
            first_day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1)).toordinal() - EPOCH
        except ValueError:
            return None
        days = _numbered(first_day)
        return days and (Span(days.first, days.first) if found[3] else Span(days.first, days.first + 6, WEEK))
    if found := _ORDINAL.fullmatch(text):
        year, number = int(found[1]), int(found[2])
        start = day(year, 1, 1)
        fits = start and 1 <= number <= 365 + calendar.isleap(year)
        return Span(start.first + number - 1, start.first + number - 1) if start and fits else None
    if found := _SIX.fullmatch(text):
        # 202202 is a month where no day of 20.22.02 exists; else it may be both.
        others = (_ordered(found[1], found[2], found[3], way) for way in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST))
        return None if any(others) else day(int(found[1] + found[2]), int(found[3]), 0)
    return None


def _in_words(text: str, months: Mapping[str, int]) -> Span | None:
    """A date with the name of its month: day month year, month day year, year month day, month year."""
    tokens = _tokens(text)
    word = _word_of(tokens)
    month = months.get(word or "", 0)
    digits = [token for token in tokens if token.lstrip("'").isdecimal()]
    if not month or not 1 <= len(digits) <= 2:
        return None
    years = [token for token in digits if len(token) >= 3]
    if len(years) == 1 and len(years[0].lstrip("'")) in (2, 4):
        year = century(years[0])
        [number] = [int(token) for token in digits if token is not years[0]] or [0]
    elif not years and len(digits) == 2 and tokens[0] == digits[0] and len(digits[1]) == 2:
        year, number = century(digits[1]), int(digits[0])
    else:
        return None
    if len(digits) == 2 and not number:
        return day(year, month, 0)
    days = day(year, month, number)
    said = _weekdays(tokens)
    if days is None or (said and (days.first + 3) % 7 not in said):
        return None
    short = len((years or digits[1:])[0].lstrip("'")) == 2
    return Span(days.first, days.last, days.names, "", short)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_ORDINALS.sub("", text))


def _word_of(tokens: Iterable[str]) -> str | None:
    """The words of a date that are neither filling nor a day of the week, as one."""
    words = [month_names.key(token) for token in tokens if not token.lstrip("'").isdecimal()]
    words = [word for word in words if word and word not in _FILLING]
    if len(words) > 1:
        words = [word for word in words if month_names.is_month(word) or not month_names.weekdays_of(word)]
    return " ".join(words) if words else None


def _weekdays(tokens: Iterable[str]) -> frozenset[int]:
    """The days of the week that the words name."""
    words = [month_names.key(token) for token in tokens if not token.lstrip("'").isdecimal()]
    if len(words) < 2:
        return frozenset()
    return frozenset().union(*(month_names.weekdays_of(word) for word in words if not month_names.is_month(word)))


# --- from one to another --------------------------------------------------------------------------------------


def _halves(text: str) -> Iterator[tuple[str, str]]:
    text = _FROM.sub("", text)
    for sign in _RANGES:
        for found in sign.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            if left and right:
                yield left, right


def _completed(left: str, right: str) -> tuple[str, str]:
    """Both days with what only one of them says: the month and the year of "24-25 February 2022", the month of
    "February 24-26, 2022", the year of "24 February - 2 March 2022", the month of "2022-02-24/26".
    """
    right = _without_clock(right)
    if found := re.fullmatch(r"(\d{4}-)(\d{1,2}-)\d{1,2}", left):
        return left, f"{found[1]}{found[2] if right.isdecimal() else ''}{right}"
    if left.isdecimal() and len(left) <= 2:
        return re.sub(r"^\d{1,2}(?!\d)", left, right, count=1) if re.match(r"\d{1,2}(?!\d)", right) else "", right
    year = re.search(r"(?<!\d)\d{4}$", right)
    if year is None:
        return "", ""
    left = left.rstrip(".")
    sign = re.search(r"[/.\-]", left)
    join = sign[0] if sign and left[0].isdecimal() and left[-1].isdecimal() else " "
    word = re.match(r"[^\W\d]+\.?(?= ?\d)", left)
    if word and not any(char.isalpha() for char in right):
        right = f"{word[0]} {right}"
    return f"{left}{join}{year[0]}", right


def _breadth(days: int) -> int:
    return next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)
