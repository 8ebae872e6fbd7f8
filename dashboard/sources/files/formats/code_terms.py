"""The terms that every format is put into: kinds of act, and UCDP's codes for how exactly a place and a day are known.

The meanings of ``where_prec`` and ``date_prec`` are UCDP's (GED codebook, appendices 2 and 3).
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.words.sentences import deferred

KINDS = (
    *("air_strike", "drone_attack", "shelling", "ground_clash"),
    *("cross_border_attack", "bombing", "security_operation", "other"),
)

#: UCDP ``where_prec`` and ``date_prec`` are ours as they are.
WHERE_PREC: Mapping[int, str] = {
    1: deferred("exact town or city"),
    2: deferred("within about 25 km of the place"),
    3: deferred("somewhere in the district"),
    4: deferred("somewhere in the province"),
    5: deferred("along a line or in a region, approximate"),
    6: deferred("somewhere in the country"),
    7: deferred("in international waters or airspace"),
}
DATE_PREC: Mapping[int, str] = {
    1: deferred("one day"),
    2: deferred("two to six days"),
    3: "a week",
    4: deferred("eight to thirty-one days, or a month"),
    5: deferred("longer than a month"),
}
