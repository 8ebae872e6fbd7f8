"""Points outside the country their row names: found where it is sure, never because an outline is coarse."""

from __future__ import annotations

import csv

import pytest
import shapely
import shapely.ops
from event_rows import make

from dashboard.sources.files import open_file
from dashboard.sources.files.convert.country_borders import meaning
from dashboard.sources.files.convert.country_outlines import DATA, FILE, as_json, derive, outlines

# As UCDP GED and ACLED write them.
SPELLINGS = """Bosnia-Herzegovina|Cambodia (Kampuchea)|DR Congo (Zaire)|Ivory Coast|Kingdom of eSwatini (Swaziland)|eSwatini
|Macedonia, FYR|Myanmar (Burma)|Russia (Soviet Union)|Serbia (Yugoslavia)|Yemen (North Yemen)|Zimbabwe (Rhodesia)|Congo
|Madagascar (Malagasy)|United States of America|Vietnam (North Vietnam)|Democratic Republic of Congo|Republic of Congo
|Czech Republic|East Timor|Palestine|Timor-Leste|Turkey|Netherlands|Sudan|South Sudan|Côte d'Ivoire"""


def odd(country: str, latitude: float, longitude: float, shape: str = "ged") -> bool:
    row = {"country": country, "latitude": str(latitude), "longitude": str(longitude)}
    report = open_file(make(shape, row), "a.csv").report
    assert report.notices == ()
    return report.counts == {"outside_country": 1}


@pytest.mark.parametrize("shape", ["ged", "acled"])
@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Mali", 9.06, 7.49),  # Abuja
        ("Nigeria", 12.65, -8.0),  # Bamako
        ("DR Congo (Zaire)", -1.95, 30.06),  # Kigali
        ("Ukraine", 52.23, 21.01),  # Warsaw
        ("Afghanistan", 33.72, 73.06),  # Islamabad
        ("Afghanistan", 34.5, -69.2),  # the sign of the longitude lost: at sea, and the country has no coast
        ("Mexico", 23.5, 102.5),  # the sign of the longitude lost: China
        ("India", 33.72, 73.06),  # Islamabad is near Kashmir, not in it
    ],
)
def test_a_point_in_another_country_is_listed(country: str, latitude: float, longitude: float, shape: str) -> None:
    if country == "DR Congo (Zaire)" and shape == "acled":
        country = "Democratic Republic of Congo"
    assert odd(country, latitude, longitude, shape)


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Mali", 12.65, -8.0),
        ("Somalia", 2.0, 50.0),  # at sea
        ("Sudan", 4.85, 31.6),  # Juba, before 2011
        ("Serbia (Yugoslavia)", 42.66, 21.16),  # Pristina, 1999
        ("Russia (Soviet Union)", 40.4, 49.9),  # Baku, 1990
        ("Israel", 31.5, 34.46),  # Gaza
        ("Ethiopia", 15.33, 38.93),  # Asmara, before 1993
        ("India", 34.37, 73.47),  # Muzaffarabad
        ("Azerbaijan", 39.82, 46.76),  # Karabakh
        ("Armenia", 39.82, 46.76),
        ("Russia (Soviet Union)", 44.95, 34.1),  # Crimea
        ("Ukraine", 44.95, 34.1),
        ("Russia", 54.7, 20.5),  # Kaliningrad
        ("Angola", -5.56, 12.19),  # Cabinda
        ("France", 4.92, -52.31),  # Cayenne
        ("Afghanistan", 30.92, 66.45),  # Chaman, on the border
    ],
)
def test_what_an_outline_cannot_decide_is_not_listed(country: str, latitude: float, longitude: float) -> None:
    assert not odd(country, latitude, longitude)


@pytest.mark.parametrize(
    # A country, degrees that its outline may be wrong by, and a place beyond its border, well inside another country.
    ("country", "margin", "beyond"),
    [("Mali", 0.25, (24.0, 0.0)), ("Chad", 0.25, (16.0, 12.0)), ("Afghanistan", 0.1, (38.5, 68.0))],
)
def test_a_point_counts_as_outside_beyond_the_margin_of_the_outline(
    country: str, margin: float, beyond: tuple[float, float]
) -> None:
    for step, listed in ((-0.02, False), (0.02, True)):
        edge = outlines()[country].shape.buffer(margin + step, quad_segs=64).boundary
        point = shapely.ops.nearest_points(edge, shapely.Point(beyond[1], beyond[0]))[0]
        assert odd(country, point.y, point.x) == listed, (country, step)


def test_no_place_of_the_gazetteer_lies_outside_its_country() -> None:
    with (DATA / "gazetteer.csv").open(encoding="utf-8", newline="") as stream:
        places = list(csv.DictReader(stream))
    names = {row["country"]: row["name"] for row in places if row["level"] == "country"}
    rows = [
        {
            "country": names[row["country"]],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "id": str(number),
        }
        for number, row in enumerate(places)
        if row["country"] in names and row["level"] in ("city", "province") and meaning(names[row["country"]])
    ]
    assert len(rows) > 11_000
    report = open_file(make("ged", *rows), "a.csv").report
    assert report.listed.to_pylist() == []
    # Turned round, most of them do: the check sees what it is for.
    turned = [{**row, "longitude": str(-float(row["longitude"]))} for row in rows]
    assert open_file(make("ged", *turned), "a.csv").report.counts["outside_country"] > 0.3 * len(rows)


def test_every_spelling_has_an_outline() -> None:
    for name in "".join(SPELLINGS.splitlines()).split("|"):
        assert set(meaning(name)) <= outlines().keys(), name
        assert meaning(name), name


def test_what_is_not_checked_is_named() -> None:
    rows = [{"country": name, "latitude": "17", "longitude": "-3"} for name in ("Atlantis", "Mali", "Nowhere")]
    [notice] = open_file(make("ged", *rows), "a.csv").report.notices
    assert "Atlantis, Nowhere" in notice
    assert "Mali" not in notice


def test_the_outlines_are_those_of_the_base_map() -> None:
    """Run ``python -m dashboard.sources.files.convert.country_outlines`` when the base map has changed."""
    derived, kept = derive(), outlines()
    assert derived.keys() == kept.keys()
    for name, outline in derived.items():
        assert kept[name].landlocked == outline.landlocked
        difference = shapely.area(shapely.symmetric_difference(outline.shape, kept[name].shape))
        assert difference < 0.001 * outline.shape.area, name
    assert as_json(kept) == FILE.read_text("utf-8")
