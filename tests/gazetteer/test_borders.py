"""The line that two countries share, for any two: its edges stand in both outlines."""

from __future__ import annotations

from itertools import pairwise

import pytest
import shapely

from dashboard.gazetteer import outlines
from dashboard.gazetteer.borders import shared_border


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [  # km; a drawn line is shorter than the surveyed one, most where rivers wind (8,891 km for US-CA, 3,155 for US-MX)
        ("ML", "NE", 780, 880),
        ("UA", "RU", 1_450, 2_000),
        ("US", "CA", 7_600, 8_900),
        ("US", "MX", 2_500, 3_200),
        ("AF", "PK", 2_150, 2_350),
        ("IN", "BD", 2_200, 4_200),
        ("LS", "ZA", 750, 910),  # all of Lesotho's outline
        ("ES", "MA", 5, 40),  # Ceuta and Melilla
        ("FR", "BR", 500, 750),  # in South America
    ],
)
def test_a_border_has_the_length_of_its_scale(one: str, other: str, least: float, most: float) -> None:
    border = shared_border(one, other)
    assert border is not None
    assert border.countries == tuple(sorted((one, other)))
    assert least < border.drawn_length_km < most, border.drawn_length_km
    assert border.drawn_scale == "1:10m"


def edges(shape: shapely.Geometry) -> set[tuple]:
    lines = [shape] if shape.geom_type == "MultiLineString" else [shape.boundary]
    parts = [part for line in lines for part in shapely.get_parts(line)]
    return {tuple(sorted(pair)) for part in parts for pair in pairwise(part.coords)}


def test_every_edge_stands_in_both_outlines_and_none_is_left_out() -> None:
    border = shared_border("ML", "DZ")
    assert border is not None
    both = edges(outlines.country_outline("ML")) & edges(outlines.country_outline("DZ"))
    assert edges(border.shape) == both


@pytest.mark.parametrize(("longitude", "latitude"), [(-141, 65), (-83.1, 42.3), (-110, 49), (-67.79, 46.5)])
def test_the_line_with_canada_runs_through_alaska_the_lakes_and_maine(longitude: float, latitude: float) -> None:
    border = shared_border("US", "CA")
    assert border is not None
    assert border.shape.distance(shapely.Point(longitude, latitude)) < 0.1


def test_the_border_of_an_enclave_is_its_whole_outline() -> None:
    border = shared_border("LS", "ZA")
    assert border is not None
    assert border.shape.equals(outlines.country_outline("LS").boundary)


def test_the_order_of_the_countries_does_not_matter() -> None:
    assert shared_border("NE", "ML") is shared_border("ML", "NE")


@pytest.mark.parametrize(("one", "other"), [("ML", "FR"), ("FJ", "NZ"), ("ML", "ML"), ("QQ", "ML"), ("JP", "KR")])
def test_countries_that_share_no_line_have_no_border(one: str, other: str) -> None:
    assert shared_border(one, other) is None
