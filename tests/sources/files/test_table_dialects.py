"""Known events, written in any dialect of a table, are read as they were written, or asked about, or listed.

Nothing is ever read as something else: not a day, not a place, not a figure. Each question is answered with the truth.
"""

from __future__ import annotations

import calendar
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Layout, LayoutChoices, Mapping, Opened, open_file

HEADS = ("when it was", "north", "east", "town", "dead")
FIELDS = ("date", "latitude", "longitude", "location", "fatalities")
MONTHS = list(calendar.month_name)[1:]


@dataclass(frozen=True)
class Event:
    """One event, as it was meant."""

    day: date
    latitude: float
    longitude: float
    town: str
    dead: int


@dataclass(frozen=True)
class Dialect:
    """How a table is written."""

    delimiter: str
    quoting: int
    line_end: str
    before: tuple[str, ...]
    header: bool
    encoding: str
    day: str
    number: str
    degrees: str

    @property
    def order(self) -> str:
        """What a person would answer when asked about the days."""
        return DAY_FORMS[self.day][1]


DAY_FORMS: dict[str, tuple[Callable[[date], str], str]] = {
    "iso": (lambda day: day.isoformat(), ""),
    "day first": (lambda day: f"{day:%d/%m/%Y}", "day_first"),
    "month first": (lambda day: f"{day:%m/%d/%Y}", "month_first"),
    "points": (lambda day: f"{day:%d.%m.%Y}", "day_first"),
    "named": (lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}", ""),
    "short": (lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}", ""),
    "compact": (lambda day: f"{day:%Y%m%d}", ""),
    "midnight": (lambda day: f"{day.isoformat()} 00:00:00", ""),
    "offset": (lambda day: f"{day.isoformat()}T04:00:00+02:00", ""),
    "zulu": (lambda day: f"{day.isoformat()}T23:30:00.5Z", ""),
    "database": (lambda day: f"{day.isoformat()} 23:30:00,25+00", ""),
}
NUMBERS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "comma": lambda number: f"{number:,}",
    "point": lambda number: f"{number:,}".replace(",", "."),
    "space": lambda number: f"{number:,}".replace(",", " "),
    "no-break space": lambda number: f"{number:,}".replace(",", "\u00a0"),
    "apostrophe": lambda number: f"{number:,}".replace(",", "’"),
}
MEANS = {"comma": "point_decimal", "point": "comma_decimal"}


def _minutes(value: float, signs: str) -> str:
    seconds = round(abs(value) * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}'{seconds % 60:02d}\"{signs[value < 0]}"


DEGREES: dict[str, Callable[[float, str], str]] = {
    "point": lambda value, _: str(value),
    "comma": lambda value, _: str(value).replace(".", ","),
    "minus": lambda value, _: str(value).replace("-", "\u2212"),
    "minutes": _minutes,
    "hemisphere": lambda value, signs: f"{abs(value)} {signs[value < 0]}",
}
TOWNS = {
    "utf-8": ("Aville", "Île-Ville", "Київ", "基辅"),
    "utf-8-sig": ("Aville", "Île-Ville", "Київ", "基辅"),
    "utf-16": ("Aville", "Île-Ville", "Київ", "基辅"),
    "cp1252": ("Aville", "Île-Ville", "Zürich", "São João"),
    "cp1251": ("Aville", "Київ", "Харків", "Одеса"),
    "gb18030": ("Aville", "基辅", "哈尔科夫"),
}

dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    before=st.sampled_from([(), (), ("Incident log of the Example Monitor",), ("# by hand", ""), ("sep={sign}",)]),
    header=st.sampled_from([True, True, True, False]),
    encoding=st.sampled_from(sorted(TOWNS)),
    day=st.sampled_from(sorted(DAY_FORMS)),
    number=st.sampled_from(sorted(NUMBERS)),
    degrees=st.sampled_from(sorted(DEGREES)),
)


@st.composite
def events(draw: st.DrawFn, encoding: str) -> list[Event]:
    """Some events; halves and quarters of a degree can be written in every way without a rest."""
    quarters = st.integers(-320, 320).filter(bool).map(lambda number: number / 4)
    one = st.builds(
        Event,
        day=st.integers(0, 12_000).map(lambda days: date(1990, 1, 1) + timedelta(days=days)),
        latitude=quarters,
        longitude=st.integers(-700, 700).filter(bool).map(lambda number: number / 4),
        town=st.sampled_from(TOWNS[encoding]),
        dead=st.one_of(st.integers(0, 40), st.integers(1000, 99_999)),
    )
    return draw(st.lists(one, min_size=1, max_size=12))


def written(known: list[Event], dialect: Dialect) -> bytes:
    """The table as a file."""
    out = io.StringIO(newline="")
    for line in dialect.before:
        out.write(line.format(sign=dialect.delimiter) + dialect.line_end)
    table = csv.writer(out, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.line_end)
    if dialect.header:
        table.writerow(HEADS)
    for meant in known:
        degrees = DEGREES[dialect.degrees]
        table.writerow(
            [
                DAY_FORMS[dialect.day][0](meant.day),
                degrees(meant.latitude, "NS"),
                degrees(meant.longitude, "EW"),
                meant.town,
                NUMBERS[dialect.number](meant.dead),
            ]
        )
    return out.getvalue().encode(dialect.encoding)


def opened(data: bytes, dialect: Dialect) -> Opened | None:
    """The file, each question answered with the truth; None where it goes on asking."""
    columns = dict(zip(FIELDS, HEADS if dialect.header else [f"column {n}" for n in range(1, 6)], strict=True))
    mapping, choices = Mapping(columns), LayoutChoices()
    header = len(dialect.before) + 1 if dialect.header else 0
    true = LayoutChoices(encoding=dialect.encoding, delimiter=dialect.delimiter, header_line=header)
    for _ in range(4):
        try:
            return open_file(data, "a.csv", mapping=mapping, choices=choices)
        except MappingNeeded as needed:
            asked = set(needed.questions) | set(needed.layout.questions if isinstance(needed.layout, Layout) else ())
            confirmed = tuple(asked & {"swapped", "counts"})
            mapping = Mapping(columns, dialect.order, MEANS.get(dialect.number, ""), confirmed)
            choices = true
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), dialect=dialects)
def test_what_is_read_is_what_was_written_or_is_asked_or_listed(data: st.DataObject, dialect: Dialect) -> None:
    known = data.draw(events(dialect.encoding))
    # Lines before the rows without a header between them are no dialect; nor is a sign that the encoding lacks.
    assume(dialect.header or not dialect.before)
    assume(dialect.degrees != "minus" or dialect.encoding.startswith("utf"))
    file = opened(written(known, dialect), dialect)
    event("asked on" if file is None else "opened")
    if file is None:
        return
    report = file.report
    assert report.rows_read == len(known) == report.rows_shown + report.rows_left_out
    first = len(dialect.before) + (1 if dialect.header else 0) + 1
    listed = {(entry["row"], entry["column"]) for entry in report.listed.to_pylist()}
    listed_rows = {row for row, _ in listed}
    read = {row["row"]: row for row in file.events.to_pylist()}
    for line, meant in enumerate(known, start=first):
        if line not in read:
            assert line in listed_rows
            continue
        row = read[line]
        assert (row["date_start"], row["date_end"]) == (meant.day, meant.day) or line in listed_rows, row
        if row["latitude"] is None:
            assert line in listed_rows, row
        else:
            assert abs(row["latitude"] - meant.latitude) < 1e-6, row
            assert abs(row["longitude"] - meant.longitude) < 1e-6, row
        assert row["fatalities"] == meant.dead or (row["fatalities"] is None and line in listed_rows), row
        assert row["location"] == meant.town, row


def test_plain_dialects_are_opened_without_a_question_or_a_listed_row() -> None:
    known = [
        Event(date(2021, 1, 31), 50.25, 30.5, "Aville", 3),
        Event(date(2021, 2, 13), -3.75, -60.25, "Île-Ville", 2500),
        Event(date(2021, 3, 14), 0.5, 179.75, "Aville", 0),
    ]
    plain = Dialect(",", csv.QUOTE_MINIMAL, "\n", (), True, "utf-8", "iso", "plain", "point")
    changes: list[dict[str, object]] = [
        *({"delimiter": sign} for sign in ";\t|"),
        *({"line_end": end} for end in ("\r\n",)),
        *({"day": form} for form in DAY_FORMS),
        *({"degrees": form} for form in DEGREES),
        *({"encoding": name} for name in ("utf-8-sig", "utf-16")),
        {"quoting": csv.QUOTE_ALL},
        {"before": ("sep={sign}",)},
        {"before": ("Incident log of the Example Monitor",)},
    ]
    for change in changes:
        dialect = Dialect(**{**plain.__dict__, **change})  # type: ignore[arg-type]
        file = open_file(written(known, dialect), "a.csv", mapping=Mapping(dict(zip(FIELDS, HEADS, strict=True))))
        rows = file.events.sort_by("row").to_pylist()
        assert [(row["date_start"], row["date_end"]) for row in rows] == [(event.day, event.day) for event in known], (
            change
        )
        assert [(row["latitude"], row["longitude"]) for row in rows] == [
            (event.latitude, event.longitude) for event in known
        ], change
        assert [row["fatalities"] for row in rows] == [event.dead for event in known], change
        assert file.report.listed.num_rows == 0, change
