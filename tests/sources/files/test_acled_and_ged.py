"""ACLED and GED files, recognised and translated by the published mapping."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from event_rows import make, table, text

from dashboard.errors import MappingNeeded
from dashboard.sources.files import SCHEMA, LayoutChoices, Mapping, open_file
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS
from dashboard.sources.files.opened import Opened

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "samples" / "ucdp_ged_sample.csv"


def rows(opened: Opened) -> list[dict[str, Any]]:
    return opened.events.to_pylist()


def only(opened: Opened) -> dict[str, Any]:
    [row] = rows(opened)
    return row


def test_ged_row() -> None:
    data = make("ged")
    opened = open_file(data, "a.csv")
    assert (opened.shape, opened.shape_words) == ("ged", "UCDP GED")
    assert opened.digest == hashlib.sha256(data).hexdigest()
    assert opened.events.schema.equals(SCHEMA)
    assert only(opened) == {
        "row": 2,
        "event_id": "100",
        "date_start": date(2019, 7, 31),
        "date_end": date(2019, 7, 31),
        "date_prec": 1,
        "latitude": 33.5,
        "longitude": 69.2,
        "where_prec": 1,
        "kind": "other",
        "event_type": "State-based",
        "sub_event_type": None,
        "actor1": "Government of Exampleland",
        "actor2": "Example Front",
        "attacker": None,
        "time_of_day": None,
        "time_words": None,
        "fatalities": 3,
        "fatalities_low": 2,
        "fatalities_high": 4,
        "country": "Afghanistan",
        "admin1": "Example province",
        "admin2": "Example district",
        "location": "Testburg town",
        "source": "Example Wire; Northern Gazette",
        "headline": "Fighting reported near Testburg",
        "notes": "at Testburg",
    }
    assert opened.report.counts == {}
    assert "CC BY 4.0" in opened.attribution.licence


def test_acled_row() -> None:
    opened = open_file(make("acled"), "a.csv")
    assert (opened.shape, opened.shape_words) == ("acled", "ACLED export")
    row = only(opened)
    assert row["kind"] == "ground_clash"
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (date(2022, 12, 28), date(2022, 12, 28), 1)
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (2, None, None)
    assert (row["attacker"], row["headline"], row["actor2"]) == (None, None, "Example Front")
    assert opened.attribution.may_pass_on is False


def test_original_holds_every_column_as_read() -> None:
    made = table("ged", {"best": "007", "side_b": " Example Front "}, {})
    opened = open_file(text(made).encode(), "a.csv")
    assert opened.original.column_names == ["row", *PUBLISHED_FORMATS["ged"].columns]
    read = [[cell or "" for cell in row.values()] for row in opened.original.drop_columns(["row"]).to_pylist()]
    assert read == made[1:]
    assert opened.original["row"].to_pylist() == [2, 3]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of real rows is not here")
def test_real_sample() -> None:
    import pandas as pd

    opened = open_file(SAMPLE, SAMPLE.name)
    plain = pd.read_csv(SAMPLE)
    report = opened.report
    assert (report.rows_read, report.rows_shown, report.unplaced) == (1000, 1000, 0)
    assert opened.shape == "ged"
    assert opened.events["fatalities"].to_pylist().count(0) == (plain["best"] == 0).sum()
    assert (
        report.counts.get("best_outside", 0) == ((plain["best"] < plain["low"]) | (plain["best"] > plain["high"])).sum()
    )
    assert report.counts.get("duplicate_id", 0) == 0
    assert (
        sum(value is not None for value in opened.events["attacker"].to_pylist())
        == (plain["type_of_violence"] == 3).sum()
    )


# --- headers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["ged", "acled"])
def test_order_case_and_spaces_of_the_header_do_not_matter(shape: str) -> None:
    plain = only(open_file(make(shape), "a.csv"))
    names = list(reversed(PUBLISHED_FORMATS[shape].columns))
    made = table(shape, columns=names)
    made[0] = [f" {name.upper()} " for name in names]
    opened = open_file(("\ufeff" + text(made)).encode(), "a.csv")
    assert opened.shape == shape
    assert only(opened) == plain


def test_newer_and_older_acled_columns() -> None:
    newer = [*PUBLISHED_FORMATS["acled"].columns, "population_1km", "population_best"]
    assert open_file(make("acled", columns=newer), "a.csv").shape == "acled"
    older = [
        "data_id",
        "iso",
        *PUBLISHED_FORMATS["acled"].columns[1:15],
        *PUBLISHED_FORMATS["acled"].columns[16:],
        "iso3",
    ]
    opened = open_file(make("acled", {"data_id": "77"}, columns=older), "a.csv")
    assert opened.shape == "acled"
    assert only(opened)["event_id"] == "77"


def test_older_ged_with_fewer_columns_in_another_order() -> None:
    lacking = {"relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id"}
    names = [*sorted(set(PUBLISHED_FORMATS["ged"].columns) - lacking - {"best"}), "best_est"]
    opened = open_file(make("ged", {"best_est": "3"}, columns=names), "a.csv")
    assert opened.shape == "ged"
    assert only(opened)["fatalities"] == 3


def test_missing_columns_are_named_with_what_that_means() -> None:
    names = [name for name in PUBLISHED_FORMATS["acled"].columns if name not in ("geo_precision", "fatalities")]
    opened = open_file(make("acled", columns=names), "a.csv")
    assert "There is no column geo_precision: exactness of places unknown." in opened.report.notices
    assert "There is no column fatalities: deaths unknown." in opened.report.notices
    assert (only(opened)["where_prec"], only(opened)["fatalities"]) == (None, None)


def test_no_coordinates_at_all() -> None:
    names = [name for name in PUBLISHED_FORMATS["ged"].columns if name not in ("latitude", "longitude")]
    opened = open_file(make("ged", columns=names), "a.csv")
    assert (opened.report.rows_shown, opened.report.unplaced) == (1, 1)


def test_hxl_row_is_no_row_but_counts_as_a_line() -> None:
    made = table("ged", {}, {})
    made.insert(1, [f"#{name.replace('_', '+')}" if name[0] != "w" else "" for name in made[0]])
    opened = open_file(text(made).encode(), "a.csv")
    assert opened.events["row"].to_pylist() == [3, 4]
    assert opened.report.rows_read == 2
    assert "Line 2 holds HXL tags and is no row." in opened.report.notices


def test_ged_candidate_without_a_header() -> None:
    opened = open_file(text(table("ged", {}, {"best": "9"})[1:]).encode(), "a.csv")
    assert opened.shape_words == "UCDP GED candidate file without a header"
    assert opened.events["row"].to_pylist() == [1, 2]
    assert opened.events["fatalities"].to_pylist() == [3, 9]
    chosen = open_file(
        text(table("ged", {}, {"best": "9"})[1:]).encode(), "a.csv", choices=LayoutChoices(header_line=0)
    )
    assert (chosen.shape, chosen.events) == (opened.shape, opened.events)


def test_a_file_of_a_header_alone_has_no_rows() -> None:
    opened = open_file(text(table("ged")[:1]).encode(), "a.csv")
    assert (opened.report.rows_read, opened.events.num_rows) == (0, 0)
    assert opened.events.schema.equals(SCHEMA)


# --- the published mapping ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "where"), [("1", 1), ("2", 3), ("3", 4), ("", None), ("9", None)])
def test_acled_geo_precision(code: str, where: int | None) -> None:
    assert only(open_file(make("acled", {"geo_precision": code}), "a.csv"))["where_prec"] == where


@pytest.mark.parametrize(
    ("code", "start", "end", "prec"),
    [
        ("1", date(2022, 12, 28), date(2022, 12, 28), 1),
        ("2", date(2022, 12, 25), date(2022, 12, 31), 3),
        ("3", date(2022, 12, 13), date(2023, 1, 12), 4),
        ("", date(2022, 12, 28), date(2022, 12, 28), None),
    ],
)
def test_acled_time_precision(code: str, start: date, end: date, prec: int | None) -> None:
    row = only(open_file(make("acled", {"time_precision": code}), "a.csv"))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (start, end, prec)


@pytest.mark.parametrize(
    ("sub", "kind"),
    [
        ("Air/drone strike", "air_strike"),
        ("Shelling/artillery/missile attack", "shelling"),
        ("Suicide bomb", "bombing"),
        ("Arrests", "security_operation"),
        ("Peaceful protest", "other"),
        ("Something new", "other"),
    ],
)
def test_acled_kinds(sub: str, kind: str) -> None:
    parents = {"Arrests": "Strategic developments", "Peaceful protest": "Protests"}
    change = {"sub_event_type": sub, "event_type": parents.get(sub, "Explosions/Remote violence")}
    opened = open_file(make("acled", change), "a.csv")
    assert only(opened)["kind"] == kind
    assert opened.report.counts == ({"unknown_type": 1} if sub == "Something new" else {})


@pytest.mark.parametrize(("code", "attacker"), [("1", None), ("2", None), ("3", "Government of Exampleland")])
def test_ged_states_an_attacker_for_one_sided_violence_only(code: str, attacker: str | None) -> None:
    assert only(open_file(make("ged", {"type_of_violence": code}), "a.csv"))["attacker"] == attacker


def test_intervals_are_kept() -> None:
    change = {"date_end": "2019-08-06 00:00:00.000", "date_prec": "3"}
    row = only(open_file(make("ged", change), "a.csv"))
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (date(2019, 7, 31), date(2019, 8, 6), 3)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Shelling continued overnight in the area.", "Shelling continued overnight"),
        ("On Monday night, both sides met.", "On Monday night"),
        ("It began at midnight.", "It began at midnight"),
        ("A fortnight later.", None),
        ("Sir Knight was there; a nightclub burned.", None),
        ("A night club burned at noon.", None),
        ("NIGHT RAID", "NIGHT"),
        ("", None),
    ],
)
def test_night_is_what_the_note_says(note: str, words: str | None) -> None:
    row = only(open_file(make("acled", {"notes": note}), "a.csv"))
    assert (row["time_words"], row["time_of_day"]) == (words, words and "night")


def test_events_are_in_order_of_time() -> None:
    days = ["2020-01-02", "2019-01-01", "2020-01-02", "2019-01-01"]
    ends = ["2020-01-02", "2019-01-09", "2020-01-02", "2019-01-01"]
    changes = [{"date_start": start, "date_end": end} for start, end in zip(days, ends, strict=True)]
    assert open_file(make("ged", *changes), "a.csv").events["row"].to_pylist() == [5, 3, 2, 4]


# --- forms of dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["2022-12-28", "28 December 2022", "28-Dec-22", "28/12/2022", "2022-12-28T10:00:00Z", "December 28, 2022"]
)
def test_acled_dates(form: str) -> None:
    assert only(open_file(make("acled", {"event_date": form}), "a.csv"))["date_start"] == date(2022, 12, 28)


def test_a_month_of_acled_is_the_whole_month_whatever_its_exactness() -> None:
    for precision in ("1", "2", "3"):
        event = only(open_file(make("acled", {"event_date": "February 2022", "time_precision": precision}), "a.csv"))
        assert (event["date_start"], event["date_end"]) == (date(2022, 2, 1), date(2022, 2, 28))


def test_an_order_of_day_and_month_that_stays_open_is_asked() -> None:
    data = make("acled", {"event_date": "03/04/2022"})
    with pytest.raises(MappingNeeded) as asked:
        open_file(data, "a.csv")
    assert asked.value.questions == ("date_order",)
    opened = open_file(data, "a.csv", mapping=Mapping({}, "month_first"))
    assert only(opened)["date_start"] == date(2022, 3, 4)


def test_a_year_alone_is_a_year() -> None:
    change = {"date_start": "", "date_end": ""}
    opened = open_file(make("ged", change), "a.csv")
    row = only(opened)
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (date(2019, 1, 1), date(2019, 12, 31), 5)
    assert opened.report.counts == {"only_year": 1}
