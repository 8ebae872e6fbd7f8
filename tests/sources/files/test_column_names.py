"""What is proposed for a column by its head: languages, units, numbering, forms of KoBo, HXL tags."""

from __future__ import annotations

import pytest
from event_rows import text

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, header_key, open_file, propose, questions
from dashboard.sources.files.convert.day_columns import DAY_FIRST, MONTH_FIRST

CELLS = {
    "date": "2021-05-06", "date_end": "2021-05-07", "latitude": "12.5", "longitude": "45.25", "location": "Aden",
    "country": "Yemen", "admin1": "Aden", "event_type": "clash", "fatalities": "3", "source": "a wire", "notes": "words",
    "fatalities_low": "2", "fatalities_high": "4", "year": "2021", "month": "5", "day": "6",
}  # fmt: skip


def proposed(heads: dict[str, str]) -> dict[str, str]:
    """What is proposed for a table whose heads stand for these fields."""
    return dict(propose(list(heads), [[CELLS.get(field, "x") for field in heads.values()]]).columns)


@pytest.mark.parametrize(
    "heads",
    [
        {"Fecha del incidente": "date", "Latitud": "latitude", "Longitud": "longitude", "Lugar": "location", "País": "country", "Muertos": "fatalities", "Fuente": "source", "Descripción": "notes", "Tipo de evento": "event_type"},
        {"Date de l'incident": "date", "Latitude": "latitude", "Longitude": "longitude", "Localité": "location", "Pays": "country", "Nombre de morts": "fatalities", "Type d'événement": "event_type"},
        {"التاريخ": "date", "خط العرض": "latitude", "خط الطول": "longitude", "المكان": "location", "المحافظة": "admin1", "عدد القتلى": "fatalities", "المصدر": "source", "الوصف": "notes"},
        {"Дата": "date", "Широта": "latitude", "Довгота": "longitude", "Населений пункт": "location", "Область": "admin1", "Загиблі": "fatalities", "Джерело": "source", "Опис": "notes"},
        {"Дата события": "date", "широта": "latitude", "долгота": "longitude", "город": "location", "Погибло": "fatalities"},
        {"Date (DD/MM/YYYY)": "date", "Latitude (N)": "latitude", "Longitude (E)": "longitude", "No. killed": "fatalities"},
        {"Strike date": "date", "Lat.": "latitude", "Long.": "longitude", "Number of people killed": "fatalities"},
        {"#date+occurred": "date", "#geo+lat": "latitude", "#geo+lon": "longitude", "#adm1+name": "admin1", "#affected+killed": "fatalities"},
        {"incident_lat": "latitude", "incident_lon": "longitude", "Date and time of attack": "date"},
        {"iyear": "year", "imonth": "month", "iday": "day"},
        {"date": "date", "min deaths": "fatalities_low", "max deaths": "fatalities_high"},
    ],
)  # fmt: skip
def test_heads_are_known(heads: dict[str, str]) -> None:
    columns = proposed(heads)
    assert {field: columns.get(field) for field in heads.values()} == {field: head for head, field in heads.items()}


@pytest.mark.parametrize(
    "head",
    ["start", "_submission_time", "today", "Date reported", "Publication date", "updated_at", "Date of birth", "CreationDate", "timestamp"],
)  # fmt: skip
def test_another_day_is_never_taken_for_the_events(head: str) -> None:
    mapping = propose([head, "Incident date"], [["2021-05-06", "2021-05-01"]])
    assert mapping.columns["date"] == "Incident date"
    alone = propose([head, "lat", "lon"], [["2021-05-06", "1", "2"]])
    if head != "start":
        assert "date" in questions(alone, [head, "lat", "lon"], [["2021-05-06", "1", "2"]])


def test_start_and_end_are_the_events_where_no_other_day_stands() -> None:
    columns = propose(["start", "end"], [["2021-05-06", "2021-05-07"]]).columns
    assert dict(columns) == {"date": "start", "date_end": "end"}
    columns = propose(["start", "end", "lat", "lon"], [["2021-05-06", "2021-05-07", "1.5", "2.5"]]).columns
    assert dict(columns) == {"date": "start", "date_end": "end", "latitude": "lat", "longitude": "lon"}


def test_the_question_before_a_field_of_a_form_does_not_hide_it() -> None:
    heads = [
        "start",
        "end",
        "Date of incident",
        "Where?",
        "_Where?_latitude",
        "_Where?_longitude",
        "_Where?_precision",
        "_uuid",
    ]
    cells = [
        "2021-05-09T10:00:00.000+03:00",
        "2021-05-09T10:20:00.000+03:00",
        "2021-05-06",
        "1 2 0 0",
        "1.5",
        "2.5",
        "4",
        "u",
    ]
    columns = dict(propose(heads, [cells]).columns)
    assert {name: columns[name] for name in ("date", "latitude", "longitude")} == {
        "date": "Date of incident",
        "latitude": "_Where?_latitude",
        "longitude": "_Where?_longitude",
    }
    assert "date_end" not in columns
    assert "longitude" not in propose(["date", "How long"], [["2021-05-06", "12"]]).columns


@pytest.mark.parametrize("head", ["Longitude (W)", "Longitude [West]", "Latitude (S)"])
def test_degrees_west_or_south_are_not_proposed_with_the_wrong_sign(head: str) -> None:
    assert head not in propose(["date", head], [["2021-05-06", "12.5"]]).columns.values()


@pytest.mark.parametrize(
    ("head", "order"),
    [
        ("Date (DD/MM/YYYY)", DAY_FIRST),
        ("date dd.mm.yy", DAY_FIRST),
        ("Datum (TT.MM.JJJJ)", DAY_FIRST),
        ("Fecha (dd/mm/aaaa)", DAY_FIRST),
        ("Дата (дд.мм.рррр)", DAY_FIRST),
        ("event_date_mmddyyyy", MONTH_FIRST),
        ("Date [M/D/YYYY]", MONTH_FIRST),
        ("Date (YYYY-MM-DD)", ""),
        ("Date", ""),
    ],
)
def test_the_head_states_the_order_where_the_dates_leave_it_open(head: str, order: str) -> None:
    mapping = propose([head, "lat", "lon"], [["03/04/2021", "1", "2"]])
    assert mapping.columns["date"] == head
    assert mapping.date_order == order
    asked = questions(mapping, [head, "lat", "lon"], [["03/04/2021", "1", "2"]])
    assert asked == (() if order else ("date_order",))


def test_the_dates_prove_more_than_the_head_and_the_report_says_who_said_it() -> None:
    assert propose(["Date (DD/MM/YYYY)"], [["03/24/2021"]]).date_order == MONTH_FIRST
    data = text([["Date (DD/MM/YYYY)", "lat", "lon"], ["03/04/2021", "1", "2"]]).encode()
    with pytest.raises(MappingNeeded) as needed:
        open_file(data, "a.csv")
    proposal = needed.value.proposal
    assert isinstance(proposal, Mapping)
    opened = open_file(data, "a.csv", mapping=proposal)
    assert str(opened.events["date_start"][0]) == "2021-04-03"
    assert 'Dates were read day first, as the head "Date (DD/MM/YYYY)" states.' in opened.report.notices


@pytest.mark.parametrize(
    ("head", "order", "said"),
    [
        ("Date (MM/DD/YYYY)", "month_first", ('Dates were read month first, as the head "Date (MM/DD/YYYY)" states.',)),
        ("Date (MM/DD/YYYY)", "day_first", ()),
        ("Date (DD/MM/YYYY)", "month_first", ()),
        ("Date", "day_first", ()),
        ("Date", "month_first", ()),
    ],
)
def test_only_an_order_that_the_head_states_is_said_to_come_from_it(
    head: str, order: str, said: tuple[str, ...]
) -> None:
    data = text([[head, "lat", "lon"], ["03/04/2021", "1", "2"]]).encode()
    opened = open_file(data, "a.csv", mapping=Mapping({"date": head, "latitude": "lat", "longitude": "lon"}, order))
    assert tuple(notice for notice in opened.report.notices if "as the head" in notice) == said


def test_tags_below_the_heads_are_read() -> None:
    rows = [
        ["Jour", "A", "B", "C"],
        ["#date+occurred", "#geo+lat", "#geo+lon", "#affected+killed"],
        ["2021-05-06", "1.5", "2.5", "3"],
    ]
    with pytest.raises(MappingNeeded) as needed:
        open_file(text(rows).encode(), "a.csv")
    assert dict(needed.value.proposal.columns) == {"date": "Jour", "latitude": "A", "longitude": "B", "fatalities": "C"}  # type: ignore[attr-defined]
    opened = open_file(text(rows).encode(), "a.csv", mapping=needed.value.proposal)  # type: ignore[arg-type]
    assert opened.rows == 1


def test_accents_make_no_difference_to_what_is_remembered() -> None:
    assert header_key(["Date", "Lat"]) == header_key([" date ", "LAT"])
