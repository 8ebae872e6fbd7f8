"""Published formats other than ACLED's and UCDP's: counts, days and deaths as plain pandas gives them."""

from __future__ import annotations

import io
import json
from datetime import date

import pandas as pd
import published_rows
import pytest
from event_rows import table, text

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, Opened, open_file
from dashboard.sources.files.convert.open_questions import COUNTS
from dashboard.sources.files.formats.code_terms import DATE_PREC, KINDS, WHERE_PREC
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

COUNT = 300


def csv(frame: pd.DataFrame, **how: object) -> bytes:
    return frame.to_csv(index=False, **how).encode()  # type: ignore[call-overload,no-any-return]


def by_row(opened: Opened) -> pd.DataFrame:
    return opened.events.sort_by("row").to_pandas()  # type: ignore[no-any-return]


def days(events: pd.DataFrame) -> list[tuple[date, date]]:
    return list(zip(events["date_start"], events["date_end"], strict=True))


def codes(events: pd.DataFrame, column: str) -> list[int | None]:
    return [None if pd.isna(code) else int(code) for code in events[column]]


@pytest.mark.parametrize(
    ("nkill", "deaths", "counts"),
    [
        ("7", 7, {}),
        ("0", 0, {}),
        ("99", 99, {}),
        ("", None, {}),
        ("-9", None, {}),
        ("-99", None, {}),
        ("-5", None, {"unreadable_number": 1}),
        ("many", None, {"unreadable_number": 1}),
        ("0.5", None, {"share_of_deaths": 1}),
        ("1e9", None, {"unreadable_number": 1}),
    ],
)
def test_deaths_of_gtd(nkill: str, deaths: int | None, counts: dict[str, int]) -> None:
    opened = open_file(csv(published_rows.gtd(1).assign(nkill=nkill, latitude="1", longitude="2")), "gtd.csv")
    listed = {
        reason: count for reason, count in opened.report.counts.items() if "number" in reason or "death" in reason
    }
    assert (opened.events["fatalities"].to_pylist(), listed) == ([deaths], counts)


@pytest.mark.parametrize("excel", [False, True])
def test_gtd(excel: bool) -> None:
    plain = published_rows.gtd(COUNT)
    if excel:
        pytest.importorskip("python_calamine")
        pytest.importorskip("openpyxl")
        packed = io.BytesIO()
        plain.to_excel(packed, index=False)
        opened = open_file(packed.getvalue(), "gtd.xlsx")
    else:
        opened = open_file(csv(plain), "gtd.csv")
    events = by_row(opened)
    assert (opened.shape, opened.report.rows_read, len(events)) == ("gtd", COUNT, COUNT)
    year = plain["iyear"].astype(str) + "-"
    month = plain["imonth"].where(plain["imonth"] > 0, 1).astype(str) + "-"
    start = pd.to_datetime(year + month + plain["iday"].where(plain["iday"] > 0, 1).astype(str))
    end = start.where(plain["iday"] > 0, start + pd.offsets.MonthEnd(0))
    end = end.where(plain["imonth"] > 0, start + pd.offsets.YearEnd(0))
    stated = pd.to_datetime(plain["resolution"].replace("", None))
    end = end.where(stated.isna() | (stated < start), stated)
    assert days(events) == list(zip(start.dt.date, end.dt.date, strict=True))
    names_month, names_year = (plain["imonth"] > 0) & (plain["iday"] == 0), plain["imonth"] == 0
    assert (events["date_prec"][names_year] == 5).all()
    assert (events["date_prec"][names_month] == 4).all()
    assert (events["date_prec"][~names_year & ~names_month & stated.isna()] == 1).all()
    deaths = pd.to_numeric(plain["nkill"])
    whole = deaths[deaths % 1 == 0]
    assert events["fatalities"].sum() == whole.sum()
    assert events["fatalities"].notna().tolist() == deaths.notna().where(deaths % 1 == 0, False).tolist()
    assert opened.report.counts["share_of_deaths"] == (deaths % 1 != 0).sum() - deaths.isna().sum()
    assert opened.report.unplaced == plain["latitude"].isna().sum()
    near = (plain["specificity"] == 1) & (plain["vicinity"] == 1)
    expected = plain["specificity"].map({1: 1, 2: 3, 3: 3, 4: 4, 5: 6}).where(~near, 2)
    assert codes(events, "where_prec") == expected.tolist()
    certain = (plain["gname"] != "Unknown") & (plain["guncertain1"] != 1)
    assert events["attacker"].notna().tolist() == certain.tolist()
    assert set(events["actor1"].dropna()) == {"Example Front"}
    assert ((events["kind"] == "bombing") == (plain["attacktype1_txt"] == "Bombing/Explosion")).all()
    assert opened.attribution.may_pass_on is False


@pytest.mark.parametrize("width", [57, 58, 61])
@pytest.mark.parametrize("header", [False, True])
def test_gdelt(width: int, header: bool) -> None:
    plain = published_rows.gdelt(COUNT, width)
    opened = open_file(csv(plain, sep="\t", header=header), "20220224.export.CSV")
    events = by_row(opened)
    assert (opened.shape, len(events), opened.report.rows_read) == ("gdelt", COUNT, COUNT)
    assert events["row"].tolist() == [number + header for number in range(1, COUNT + 1)]
    day = pd.to_datetime(plain["SQLDATE"], format="%Y%m%d").dt.date
    assert days(events) == list(zip(day, day, strict=True))
    assert events["fatalities"].isna().all()
    assert events["attacker"].isna().all()
    assert codes(events, "where_prec") == [
        {0: None, 1: 6, 2: 4, 3: 1, 4: 1, 5: 4}[code] for code in plain["ActionGeo_Type"]
    ]
    assert opened.report.unplaced == (plain["ActionGeo_Type"] == 0).sum()
    kinds = {
        "193": "ground_clash",
        "195": "air_strike",
        "1952": "drone_attack",
        "183": "bombing",
        "173": "security_operation",
    }
    assert events["kind"].tolist() == [kinds.get(code, "other") for code in plain["EventCode"]]
    roots = {"19": "Fight", "18": "Assault", "17": "Coerce", "04": "Consult"}
    assert events["event_type"].tolist() == [roots[code] for code in plain["EventRootCode"]]
    assert any("made by a program from news reports" in notice for notice in opened.report.notices)


def test_viina() -> None:
    plain = published_rows.viina(COUNT)
    opened = open_file(csv(plain), "event_info_latest.csv")
    events = by_row(opened)
    assert (opened.shape, len(events)) == ("viina", COUNT)
    day = pd.to_datetime(plain["date"], format="%Y%m%d").dt.date
    assert days(events) == list(zip(day, day, strict=True))
    assert events["date_prec"].isna().all()
    assert (
        codes(events, "where_prec")
        == plain["GEO_PRECISION"].map({"STREET": 1, "ADM3": 1, "ADM2": 3, "ADM1": 4}).tolist()
    )
    both = (plain["t_airstrike_b"] == 1) & (plain["t_artillery_b"] == 1)
    air, guns = (plain["t_airstrike_b"] == 1) & ~both, (plain["t_artillery_b"] == 1) & ~both
    expected = pd.Series("other", plain.index).where(~air, "air_strike").where(~guns, "shelling")
    assert events["kind"].tolist() == expected.tolist()
    assert (events["event_type"][both & (plain["t_property_b"] == 0)] == "air strike; artillery").all()
    assert any(f"t_mil_b is 0 in {(plain['t_mil_b'] == 0).sum()} rows" in notice for notice in opened.report.notices)
    a_day = plain.drop(columns=["event_id", "text", "GEO_API", "source"]).assign(n_reports=3, sources="a;b")
    assert open_file(csv(a_day), "event_1pd_latest.csv").shape == "viina"


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("33.5, 36.25", (33.5, 36.25)),
        ("(33.5,36.25)", (33.5, 36.25)),
        ("[33.5; 36.25]", (33.5, 36.25)),
        ("33.5", (None, None)),
        ("33.5, here", (None, None)),
    ],
)
def test_airwars_states_its_places_in_one_cell(cell: str, place: tuple[float | None, float | None]) -> None:
    plain = published_rows.airwars(1).assign(Geolocation=cell)
    opened = open_file(csv(plain), "airwars.csv")
    event = opened.events.to_pylist()[0]
    assert (opened.shape, event["latitude"], event["longitude"]) == ("airwars", *place)
    assert opened.report.counts.get("unreadable_place", 0) == (place == (None, None))


def test_an_area_of_airwars_is_no_exact_place() -> None:
    plain = published_rows.airwars(1).assign(Geolocation="POLYGON ((36 33, 37 33, 37 34, 36 33))")
    opened = open_file(csv(plain.assign(**{"Geolocation accuracy": "Exact location"})), "airwars.csv")
    assert opened.events["where_prec"].to_pylist() == [5]  # GED: a line or a fuzzy area
    assert opened.report.counts["area_for_point"] == 1


def test_two_names_of_airwars_are_not_its_table() -> None:
    frame = published_rows.airwars(1)[["Unique Reference Code", "Incident date", "Civilian harm status", "Geolocation"]]
    with pytest.raises(MappingNeeded) as needed:
        open_file(csv(frame), "a.csv")
    assert needed.value.shape == "table"
    assert open_file(csv(frame.assign(Belligerent="Example")), "a.csv").shape == "airwars"


def test_airwars() -> None:
    plain = published_rows.airwars(COUNT)
    opened = open_file(csv(plain), "airwars.csv")
    events = by_row(opened)
    assert (opened.shape, len(events)) == ("airwars", COUNT)
    day = pd.to_datetime(plain["Incident date"]).dt.date
    assert days(events) == list(zip(day, day, strict=True))
    low, high = plain["Civilians killed min"], plain["Civilians killed max"]
    assert events["fatalities_low"].tolist() == low.tolist()
    assert events["fatalities_high"].tolist() == high.tolist()
    assert codes(events, "fatalities") == [few if few == many else None for few, many in zip(low, high, strict=True)]
    halves = plain["Geolocation"].str.split(", ", expand=True)
    assert events["latitude"].fillna(0).tolist() == pd.to_numeric(halves[0]).fillna(0).tolist()
    assert events["longitude"].fillna(0).tolist() == pd.to_numeric(halves[1]).fillna(0).tolist()
    assert opened.report.unplaced == (plain["Geolocation"] == "").sum()
    kinds = {"Airstrike": "air_strike", "Drone Strike": "drone_attack", "Artillery": "shelling"}
    assert events["kind"].tolist() == [kinds.get(word, "other") for word in plain["Strike type"]]
    assert events["attacker"].isna().all()


def test_timemap() -> None:
    data = published_rows.timemap(COUNT)
    opened = open_file(data, "events.json")
    plain = pd.DataFrame(json.loads(data))
    events = by_row(opened)
    assert (opened.shape, len(events)) == ("timemap", COUNT)
    day = pd.to_datetime(plain["date"], format="%m/%d/%Y").dt.date
    assert days(events) == list(zip(day, day, strict=True))
    assert events["latitude"].tolist() == plain["latitude"].astype(float).tolist()
    assert set(events["sub_event_type"]) == {"filter a; filter b"}
    few = json.dumps([event | {"date": "03/04/2014"} for event in json.loads(data)]).encode()
    with pytest.raises(MappingNeeded) as needed:
        open_file(few, "events.json")
    assert needed.value.questions == ("date_order",)


AGREED = Mapping({}, confirmed=(COUNTS,))


def test_monthly_counts_are_asked_about_and_then_shown_as_counts() -> None:
    plain = published_rows.monthly(COUNT)
    with pytest.raises(MappingNeeded) as needed:
        open_file(csv(plain), "hdx.csv")
    assert (needed.value.shape, needed.value.questions) == ("counts", (COUNTS,))
    opened = open_file(csv(plain), "hdx.csv", mapping=AGREED)
    events = by_row(opened)
    start = pd.to_datetime(plain["Month"] + " " + plain["Year"].astype(str), format="%B %Y")
    assert days(events) == list(zip(start.dt.date, (start + pd.offsets.MonthEnd(0)).dt.date, strict=True))
    assert (events["date_prec"] == 4).all()
    assert (events["where_prec"] == 3).all()
    assert events["fatalities"].tolist() == plain["Fatalities"].tolist()
    assert events["sub_event_type"].tolist() == [f"a count of {many} events, not an event" for many in plain["Events"]]
    assert opened.report.counts["counted"] == COUNT


@pytest.mark.parametrize("write", [str, lambda month: f"{month:02}", lambda month: f"{month}.0"])
def test_months_as_numbers(write: object) -> None:
    assert callable(write)
    plain = published_rows.monthly(40)
    number = pd.to_datetime(plain["Month"], format="%B").dt.month
    events = by_row(open_file(csv(plain.assign(Month=number.map(write))), "hdx.csv", mapping=AGREED))
    assert [day.month for day in events["date_start"]] == number.tolist()


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2022-02-15", date(2022, 2, 1), date(2022, 2, 28)),
        ("2020-02-29", date(2020, 2, 1), date(2020, 2, 29)),
        ("31 December 1969", date(1969, 12, 1), date(1969, 12, 31)),
        ("2022-03", date(2022, 3, 1), date(2022, 3, 31)),
    ],
)
def test_a_month_that_names_a_day_stands_for_all_of_it(month: str, first: date, last: date) -> None:
    plain = published_rows.monthly(1).assign(Month=month).drop(columns="Year")
    events = by_row(open_file(csv(plain), "hdx.csv", mapping=AGREED))
    assert days(events) == [(first, last)]
    assert events["date_prec"].tolist() == [4]


def test_weekly_counts() -> None:
    plain = published_rows.weekly(COUNT)
    opened = open_file(csv(plain), "weekly.csv", mapping=AGREED)
    events = by_row(opened)
    start = pd.to_datetime(plain["WEEK"])
    assert opened.shape == "counts"
    assert days(events) == list(zip(start.dt.date, (start + pd.Timedelta(days=6)).dt.date, strict=True))
    assert (events["date_prec"] == 3).all()
    assert (events["where_prec"] == 4).all()
    assert events["latitude"].tolist() == plain["CENTROID_LATITUDE"].tolist()
    assert events["fatalities"].sum() == plain["FATALITIES"].sum()


def test_counts_with_a_line_cut_short_are_counts() -> None:
    data = csv(published_rows.monthly(20)).decode()
    short = "Ukraine,North,District 99,UKR,May,2014\n"  # it ends before the column of events
    opened = open_file((data + short).encode(), "hdx.csv", mapping=AGREED)
    assert (opened.shape, opened.rows) == ("counts", 21)
    assert opened.report.notices[0].startswith("Line 22 is shorter than the header")


def test_a_column_of_words_called_events_is_no_count() -> None:
    frame = published_rows.monthly(20).assign(Events="shelling")
    with pytest.raises(MappingNeeded) as needed:
        open_file(csv(frame), "a.csv")
    assert needed.value.shape == "table"


def test_the_api_of_hdx_is_counts() -> None:
    record = {
        "location_code": "EXL",
        "admin1_name": "North",
        "event_type": "political_violence",
        "events": 4,
        "fatalities": 9,
    }
    record |= {"reference_period_start": "2024-05-01T00:00:00", "reference_period_end": "2024-05-31T00:00:00"}
    opened = open_file(json.dumps({"data": [record]}).encode(), "a.json", mapping=AGREED)
    assert (opened.shape, days(by_row(opened))) == ("counts", [(date(2024, 5, 1), date(2024, 5, 31))])


# --- ACLED before 2019 ------------------------------------------------------------------------------------------------

OLD = [
    "ISO",
    "EVENT_ID_CNTY",
    "EVENT_ID_NO_CNTY",
    "EVENT_DATE",
    "YEAR",
    "TIME_PRECISION",
    "EVENT_TYPE",
    "ACTOR1",
    "ALLY_ACTOR_1",
    "INTER1",
    "ACTOR2",
    "INTER2",
    "INTERACTION",
    "COUNTRY",
    "ADMIN1",
    "LOCATION",
    "LATITUDE",
    "LONGITUDE",
    "GEO_PRECISION",
    "SOURCE",
    "NOTES",
    "FATALITIES",
]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Battle-No change of territory", "ground_clash"),
        ("Battle-Non-state actor overtakes territory", "ground_clash"),
        ("Battle-Government regains territory", "ground_clash"),
        ("BATTLE-NO CHANGE OF TERRITORY", "ground_clash"),
        ("Remote violence", "other"),
        ("Riots/Protests", "other"),
        ("Violence against civilians", "other"),
        ("Strategic development", "other"),
        ("Headquarters or base established", "other"),
        ("Non-violent transfer of territory", "other"),
        ("Battles", "ground_clash"),
    ],
)
def test_types_of_acled_before_2019(word: str, kind: str) -> None:
    cells = {"EVENT_DATE": "01-January-2015", "YEAR": "2015", "TIME_PRECISION": "1", "EVENT_TYPE": word, "INTER1": "1"}
    cells |= {"COUNTRY": "Ukraine", "LATITUDE": "50.4", "LONGITUDE": "30.5", "GEO_PRECISION": "1", "FATALITIES": "3"}
    opened = open_file(text([OLD, [cells.get(name, "") for name in OLD]]).encode(), "acled.csv")
    [event] = opened.events.to_pylist()
    assert (opened.shape, event["kind"], event["event_type"]) == ("acled", kind, word)
    assert (event["date_start"], event["fatalities"]) == (date(2015, 1, 1), 3)
    assert "unknown_type" not in opened.report.counts


def test_names_that_a_shapefile_cut_are_known() -> None:
    rows = table("acled", {"fatalities": "4"})
    rows[0] = [name[:10] for name in rows[0]]
    opened = open_file(text(rows).encode(), "acled.csv")
    [event] = opened.events.to_pylist()
    assert (opened.shape, event["fatalities"], event["where_prec"], event["date_prec"]) == ("acled", 4, 1, 1)


def test_population_columns_of_acled_change_nothing() -> None:
    rows = table("acled", {})
    rows = [[*rows[0], "population_1km", "population_best"], [*rows[1], "1000", "2000"]]
    opened = open_file(text(rows).encode(), "acled.csv")
    assert (opened.shape, opened.report.counts) == ("acled", {})
    assert opened.original["population_best"].to_pylist() == ["2000"]


# --- the registry -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PUBLISHED_FORMATS)
def test_what_a_format_publishes_is_in_our_words(key: str) -> None:
    """Codes name kinds and precisions that there are."""
    for code in PUBLISHED_FORMATS[key].codebook:
        name, _, value = code.ours.partition(" ")
        if name == "kind":
            assert value in KINDS
        if name in ("where_prec", "date_prec"):
            known = WHERE_PREC if name == "where_prec" else DATE_PREC
            assert all(int(part) in known for part in value.split(", "))


@pytest.mark.parametrize("key", PUBLISHED_FORMATS)
def test_the_published_header_is_recognised_as_its_own(key: str) -> None:
    published = PUBLISHED_FORMATS[key]
    known = published.columns_in(published.columns)
    assert set(known) == set(published.columns)
    first = next(
        entry.key
        for entry in PUBLISHED_FORMATS.values()
        if entry.fits(entry.columns_in(published.columns), [published.columns])
    )
    assert first == key


# --- what the reader is told of the figures ---------------------------------------------------------------------------


def test_figures_of_deaths_are_called_what_they_are() -> None:
    from dashboard.sources.files.file_record import file_record

    def figures(opened: Opened, known: str) -> set[str]:
        first = next(place for place, value in enumerate(opened.events[known].to_pylist()) if value is not None)
        return {figure.line for figure in file_record(opened, first, {}).figures}

    airwars = published_rows.airwars(1).assign(**{"Civilians killed min": 2, "Civilians killed max": 5})
    assert figures(open_file(csv(airwars), "a.csv"), "fatalities_low") == {"Deaths, of civilians: lowest 2, highest 5"}
    gtd = published_rows.gtd(1).assign(nkill=7)
    assert figures(open_file(csv(gtd), "a.csv"), "fatalities") == {"Deaths, perpetrators too: 7"}
    monthly = published_rows.monthly(1).assign(Fatalities=9)
    opened = open_file(csv(monthly), "a.csv", mapping=AGREED)
    assert figures(opened, "fatalities") == {"Deaths of all the events that the row counts together: 9"}
