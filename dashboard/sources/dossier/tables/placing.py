"""Points and shapes of the places: a point lies in its shape and its province, a border's label on its line."""

from __future__ import annotations

import math

from shapely.geometry import Point

from dashboard.sources.dossier.tables.csv_table import Row
from dashboard.sources.dossier.tables.proof import Proof
from dashboard.sources.dossier.tables.shape_files import Shapes
from dashboard.words.sentences import say

# A label point is given with four decimals (11 m); a border is drawn with three (111 m).
ON_LINE_KM = 0.2
KM_PER_DEGREE = 111.2
# Degrees: how far outside its province's outline a town may lie (data/world/README.md: towns.parquet, province).
BESIDE = 0.1


def check_places(proof: Proof, shapes: Shapes) -> None:
    """Add a fault to every place whose point, shape and province do not fit."""
    for row in proof.sheets["places"].rows:
        _place(proof, row, shapes)


def _place(proof: Proof, row: Row, shapes: Shapes) -> None:
    sheet, values = proof.sheets["places"], row.values
    latitude, longitude, key = values["latitude"], values["longitude"], values["geometry"]
    if latitude is None or longitude is None:
        return
    point = Point(longitude, latitude)
    if values["level"] in ("province", "region", "border") and not key:
        sheet.fault(row, "geometry", say("is empty; a {level} has a shape", level=values["level"]))
    elif key and key not in shapes.features:
        sheet.fault(row, "geometry", say('"{key}" is not a sound shape of this dossier', key=str(key)))
    elif key and values["level"] == "border":
        kilometres = shapes.geometry(key).distance(point) * KM_PER_DEGREE * math.cos(math.radians(latitude))
        if kilometres > ON_LINE_KM:
            sheet.fault(
                row,
                "latitude",
                say("the label point lies {kilometres} km off the line", kilometres=f"{kilometres:.1f}"),
            )
    elif key and not shapes.geometry(key).covers(point):
        sheet.fault(row, "latitude", say("the point lies outside {key}", key=str(key)))
    _identity(proof, row, shapes)
    if proof.whole("evidence"):
        _length(proof, row)
    if values["level"] == "city" and not values["admin1"]:
        sheet.fault(row, "admin1", say("is empty; a city is in a province"))
    admin1 = proof.row("places", values["admin1"])
    outline = admin1.values["geometry"] if admin1 else _admin1_shape(values["admin1"], shapes)
    if values["level"] == "city" and outline in shapes.features and not _holds(shapes, outline, point):
        sheet.fault(row, "latitude", say("the point lies outside its province {admin1}", admin1=str(values["admin1"])))


def _holds(shapes: Shapes, outline: str, point: Point) -> bool:
    """Whether a town lies in its province's outline, or beside it where no other province is drawn.

    An outline is simpler than the coast: of the towns of 500 and more people one in a hundred lies just outside.
    """
    own = shapes.geometry(outline)
    if own.covers(point):
        return True
    others = (key for key in shapes.features if key.startswith("admin1.") and key != outline)
    return own.distance(point) <= BESIDE and not any(shapes.geometry(key).covers(point) for key in others)


def _identity(proof: Proof, row: Row, shapes: Shapes) -> None:
    """The shape is this place's own: two rows cannot swap point and shape together."""
    sheet, values, key = proof.sheets["places"], row.values, row.values["geometry"]
    owner = shapes.place_id(key or "")
    if owner and owner != values["place_id"]:
        sheet.fault(row, "geometry", say("{key} is the shape of {owner}", key=str(key), owner=owner))
    # A province without a code is known by its place_id.
    if values["level"] == "province" and key and (values["iso_3166_2"] or values["place_id"]) != key.partition("#")[2]:
        sheet.fault(
            row,
            "iso_3166_2",
            say(
                'expected the id of the shape {key}, got "{iso_3166_2}"',
                key=str(key),
                iso_3166_2=str(values["iso_3166_2"] or ""),
            ),
        )
    if values["iso_3166_2"] and values["iso_3166_2"][:2] not in values["country"]:
        sheet.fault(row, "country", say("does not go with {iso_3166_2}", iso_3166_2=str(values["iso_3166_2"])))


def _length(proof: Proof, row: Row) -> None:
    """A reported length stands in the words of a quote of the place's own, and beside the length as drawn."""
    length = row.values["reported_length_km"]
    said = ["".join(filter(str.isdecimal, words)) for words in proof.words(row.values["place_id"], "figure")]
    sheet = proof.sheets["places"]
    if length is None and said:
        sheet.fault(row, "reported_length_km", say("is empty, but evidence.csv gives {said} km", said=said[0]))
    elif length is not None and any(digits != f"{length:.0f}" for digits in said or [""]):
        sheet.fault(
            row, "reported_length_km", say("{length} is not in a quote of the place's own", length=f"{length:.0f}")
        )
    for column in ("drawn_length_km", "drawn_scale"):
        if length is not None and row.values[column] is None:
            sheet.fault(row, column, say("is empty beside reported_length_km; neither is shown without the other"))


def _admin1_shape(place_id: str | None, shapes: Shapes) -> str | None:
    """The province's shape by its place_id, also where no event names the province itself."""
    keys = (key for key in shapes.features if key.startswith("admin1.") and place_id)
    return next((key for key in keys if shapes.place_id(key) == place_id), None)
