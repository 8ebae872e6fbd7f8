"""One row of gazetteer.csv: its columns, defined here and nowhere else.

``latitude``/``longitude`` (degrees, WGS 84): a town's point, a point inside an area, a vertex of a line.
``radius_km``: of the circle with the area's size. ``geometry``: ``file#feature id``. ``aliases`` and the border's
``country`` are joined by ``;``. Empty means not known or not applicable, never zero.
"""

from __future__ import annotations

COLUMNS = (
    "place_id",
    "name",
    "aliases",
    "level",
    "admin1",
    "country",
    "iso_3166_2",
    "pcode",
    "pcode_vintage",
    "geonames_id",
    "population",
    "latitude",
    "longitude",
    "geometry",
    "radius_km",
    "provenance",
)


def row(**known: object) -> dict[str, object]:
    """Return a whole row, what is not ``known`` left empty. Raises ``KeyError`` on a column that does not exist."""
    if unknown := set(known) - set(COLUMNS):
        raise KeyError(*sorted(unknown))
    return dict.fromkeys(COLUMNS, "") | known
