""" "Northern Mali" and the like: cut from an outline by compass, approximate, with the towns that the words mean."""

from __future__ import annotations

import pytest
import shapely

from dashboard.gazetteer import outlines
from dashboard.gazetteer.compass_regions import DIRECTIONS, compass_region, direction_and_name
from dashboard.gazetteer.towns import TownTable


@pytest.fixture(scope="module")
def towns() -> TownTable:
    return TownTable()


@pytest.mark.parametrize(
    ("phrase", "direction", "name"),
    [
        ("Northern Mali", "north", "mali"),
        ("north Mali", "north", "mali"),
        ("the north of Mali", "north", "mali"),
        ("Mali’s north", "north", "mali"),
        ("north-western Nigeria", "northwest", "nigeria"),
        ("Northwest Nigeria", "northwest", "nigeria"),
        ("north western Nigeria", "northwest", "nigeria"),
        ("the south-east of Nigeria", "southeast", "nigeria"),
        ("the south-eastern part of the Democratic Republic of the Congo", "southeast", "democratic republic of the congo"),
        ("central Mali", "centre", "mali"),
        ("the centre of Mali", "centre", "mali"),
        ("eastern Borno", "east", "borno"),
        ("northern South Sudan", "north", "south sudan"),
        ("Honduras' west", "west", "honduras"),
    ],
)  # fmt: skip
def test_a_phrase_is_a_direction_and_a_name(phrase: str, direction: str, name: str) -> None:
    assert direction_and_name(phrase) == (direction, name)


@pytest.mark.parametrize("phrase", ["Mali", "", "the", "northern", "Norway", "Easter Island", "Westphalia", "of Mali"])
def test_a_phrase_without_a_compass_word_is_none(phrase: str) -> None:
    assert direction_and_name(phrase) is None


# Where reports put these towns, in the words of the reports; (longitude, latitude).
INSIDE = [
    ("north", "ML", [(-0.04, 16.27), (-3.01, 16.77), (1.41, 18.44)]),  # Gao, Timbuktu, Kidal
    ("south", "ML", [(-8.0, 12.65), (-5.67, 11.32)]),  # Bamako, Sikasso
    ("east", "UA", [(36.23, 49.99), (37.8, 48.0), (39.3, 48.57)]),  # Kharkiv, Donetsk, Luhansk
    ("west", "UA", [(24.03, 49.84), (24.71, 48.92)]),  # Lviv, Ivano-Frankivsk
    ("north", "NG", [(8.52, 12.0), (13.16, 11.85)]),  # Kano, Maiduguri
    ("northeast", "NG", [(13.16, 11.85), (11.97, 11.75)]),  # Maiduguri, Damaturu
    ("east", "CD", [(29.22, -1.68), (30.25, 1.56), (28.85, -2.5)]),  # Goma, Bunia, Bukavu
    ("north", "SY", [(37.16, 36.2), (39.01, 35.95)]),  # Aleppo, Raqqa
    ("south", "LB", [(35.2, 33.27), (35.48, 33.38)]),  # Tyre, Nabatieh
    ("north", "ET", [(39.47, 13.5), (38.72, 14.13)]),  # Mekelle, Aksum
    ("south", "IL", [(34.79, 31.25)]),  # Beersheba
    ("east", "ng-province-borno", [(13.69, 11.52), (13.69, 11.09)]),  # Bama, Gwoza
    ("north", "ua-province-kharkiv", [(36.93, 50.29)]),  # Vovchansk
]


@pytest.mark.parametrize(("direction", "of", "points"), INSIDE)
def test_a_region_has_the_towns_that_reports_put_there(
    towns: TownTable, direction: str, of: str, points: list[tuple[float, float]]
) -> None:
    region = compass_region(direction, of, towns)
    assert region is not None
    for longitude, latitude in points:
        assert region.shape.covers(shapely.Point(longitude, latitude)), (longitude, latitude)


@pytest.mark.parametrize(
    ("direction", "of", "longitude", "latitude"),
    [
        ("north", "ML", -8.0, 12.65),  # Bamako
        ("north", "ML", -4.2, 14.5),  # Mopti, which is called central
        ("east", "UA", 30.52, 50.45),  # Kyiv
        ("north", "NG", 3.39, 6.45),  # Lagos
        ("east", "CD", 15.3, -4.3),  # Kinshasa
        ("south", "LB", 35.85, 34.44),  # Tripoli
    ],
)
def test_a_region_leaves_out_what_nobody_puts_there(
    towns: TownTable, direction: str, of: str, longitude: float, latitude: float
) -> None:
    region = compass_region(direction, of, towns)
    assert region is not None
    assert not region.shape.covers(shapely.Point(longitude, latitude))


@pytest.mark.parametrize("of", ["ML", "UA", "FJ", "RU", "US", "NZ", "us-province-alaska", "MC", "VA"])
def test_a_region_is_a_part_of_its_area_with_its_point_inside(towns: TownTable, of: str) -> None:
    whole = outlines.country_outline(of) if len(of) == 2 else outlines.unit(of).shape  # type: ignore[union-attr]
    for direction in DIRECTIONS:
        region = compass_region(direction, of, towns)
        if region is None:
            continue  # nothing of it lies that way, as may be with islands
        assert region.shape.is_valid
        assert region.shape.difference(whole).area < 1e-6
        assert -180 <= region.longitude <= 180
        assert region.shape.covers(shapely.Point(region.longitude, region.latitude)), direction
        assert "Approximate" in region.rule


def test_opposite_halves_make_the_whole(towns: TownTable) -> None:
    for of in ("ML", "RU", "FJ"):
        whole = outlines.country_outline(of).area
        for one, other in (("north", "south"), ("east", "west")):
            halves = [compass_region(direction, of, towns) for direction in (one, other)]
            assert sum(half.shape.area for half in halves if half) == pytest.approx(whole, rel=1e-6)


def test_a_country_across_the_antimeridian_is_cut_in_one_piece(towns: TownTable) -> None:
    """Taveuni lies at 180° and is in the east of Fiji, Nadi in the west; Chukotka is in the east of Russia."""
    taveuni, nadi = shapely.Point(-179.98, -16.8), shapely.Point(177.42, -17.78)
    east, west = (compass_region(direction, "FJ", towns) for direction in ("east", "west"))
    assert east is not None
    assert west is not None
    assert west.shape.covers(nadi)
    assert not west.shape.covers(taveuni)
    russia = compass_region("east", "RU", towns)
    assert russia is not None
    assert russia.shape.covers(shapely.Point(-173.2, 64.4))
    assert not russia.shape.covers(shapely.Point(37.6, 55.75))


def test_what_has_no_outline_has_no_regions_and_a_direction_has_to_be_one(towns: TownTable) -> None:
    assert compass_region("north", "QQ", towns) is None
    assert compass_region("north", "ml-province-nowhere", towns) is None
    with pytest.raises(ValueError, match="upward"):
        compass_region("upward", "ML", towns)
