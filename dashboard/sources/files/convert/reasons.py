"""Why a row, or a cell of it, is listed in the report: one code each, with its sentence.

``keeps`` says what becomes of the row: "shown", "unplaced" (in the table and on the timeline, not on the map) or
"left out" (listed here only).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.words.sentences import Deferred, deferred

SHOWN, UNPLACED, LEFT_OUT = "shown", "unplaced", "left out"


@dataclass(frozen=True)
class Reason:
    """A code's title and its sentence; ``{value}`` in it is the cell, ``{column}`` its column."""

    keeps: str
    title: Deferred
    sentence: Deferred
    #: Whether it is about a line that never became a row.
    of_line: bool = False


REASONS: Mapping[str, Reason] = {
    "ragged_line": Reason(LEFT_OUT, deferred("Lines that do not fit the header"), deferred("The line has another number of cells than the header: {value}"), of_line=True),
    "before_header": Reason(LEFT_OUT, deferred("Lines before the header"), deferred("The line stands before the header and was not read as a row: {value}"), of_line=True),
    "open_quote": Reason(LEFT_OUT, deferred("Lines with a quote that is never closed"), deferred("A quotation mark opens here and is never closed: {value}"), of_line=True),
    "long_line": Reason(LEFT_OUT, deferred("Lines too long to read"), deferred("The line is too long to be a row: {value}"), of_line=True),
    "unreadable_record": Reason(LEFT_OUT, deferred("Lines that are no JSON"), deferred("The line cannot be read as JSON: {value}"), of_line=True),
    "no_date": Reason(LEFT_OUT, deferred("Without a date"), deferred("The row has no date, so it cannot be placed in time.")),
    "unreadable_date": Reason(LEFT_OUT, deferred("With a date that cannot be read"), deferred('The date "{value}" cannot be read, so the row cannot be placed in time.')),
    "no_place": Reason(UNPLACED, deferred("Without a place"), deferred("The row has no coordinates; it is not on the map.")),
    "half_place": Reason(UNPLACED, deferred("With half a place"), deferred('Only one of the two coordinates is there ("{value}"); the row is not on the map.')),
    "unreadable_place": Reason(UNPLACED, deferred("With coordinates that cannot be read"), deferred('The coordinate "{value}" is not a number; the row is not on the map.')),
    "impossible_place": Reason(UNPLACED, deferred("With impossible coordinates"), deferred('The coordinate "{value}" is not degrees (90 to the north or south, 180 to the east or west); the row is not on the map.')),
    "zero_place": Reason(UNPLACED, deferred("At 0, 0"), deferred("The coordinates are 0, 0, which stand for a missing place; the row is not on the map.")),
    "unknown_name": Reason(UNPLACED, deferred("With a place name that no list has"), deferred('No place is named "{value}" in the gazetteer; the row is not on the map.')),
    "several_places": Reason(UNPLACED, deferred("With a place name that several places bear"), deferred('Several places are named "{value}"; none was chosen and the row is not on the map.')),
    "country_only": Reason(UNPLACED, deferred("With a country for a place"), deferred('"{value}" is a country; a country alone is not mapped.')),
    "unreadable_geometry": Reason(UNPLACED, deferred("With a geometry that cannot be read"), deferred("The geometry cannot be read; the row is not on the map.")),
    "property_unused": Reason(UNPLACED, deferred("Without a geometry, with a place in a property"), deferred("The feature has no geometry, so it is not on the map; its property says {value}.")),
    "property_differs": Reason(SHOWN, deferred("With a property that is not the geometry's place"), deferred("The property says {value}, the geometry lies elsewhere; the geometry is shown.")),
    "geometry_differs": Reason(SHOWN, deferred("With a geometry elsewhere than the column chosen"), deferred("The column that was chosen is shown; the geometry says {value}.")),
    "area_for_point": Reason(SHOWN, deferred("Lines and areas"), deferred("The file draws a {value} here; the mark stands at a point on it and is shown as approximate.")),
    "only_year": Reason(SHOWN, deferred("With a year for a date"), deferred('Only the year "{value}" is known; the row is shown for all of it.')),
    "unreadable_end": Reason(SHOWN, deferred("With an end that cannot be read"), deferred('The last day "{value}" cannot be read; it was taken from the first day and the stated precision.')),
    "unreadable_start": Reason(SHOWN, deferred("With a start that cannot be read"), deferred('The first day "{value}" cannot be read; it was taken from the last day and the stated precision.')),
    "end_before_start": Reason(SHOWN, deferred("Ending before they begin"), deferred("The last day is {value}, before the first; the row is shown from the earlier to the later.")),
    "unreadable_number": Reason(SHOWN, deferred("With a number that cannot be read"), deferred('"{value}" is not a whole number of 0 or more; it is shown as unknown.')),
    "share_of_deaths": Reason(SHOWN, deferred("With a share of the deaths of several events"), deferred("{value} is a share of the deaths of several events together; it is shown as unknown.")),
    "counted": Reason(SHOWN, deferred("Rows that are counts"), deferred("The row counts {value} events together; it is not an event.")),
    "coded_unknown": Reason(SHOWN, deferred("With a code for an unknown number"), deferred('"{value}" stands for a number that is not known; it is shown as unknown.')),
    "bounded_number": Reason(SHOWN, deferred("With bounds for a number"), deferred('The cell says "{value}": its bounds are shown as the low and the high estimate, the best one is unknown.')),
    "best_outside": Reason(SHOWN, deferred("Best estimate outside low and high"), deferred("The best estimate {value} lies outside the low and high ones; all three are shown as they are.")),
    "outside_country": Reason(SHOWN, deferred("Outside their country"), deferred("The point lies outside {value}; it is shown where the file puts it.")),
    "unknown_type": Reason(SHOWN, deferred("Of an unknown type"), deferred('"{value}" is not one of the types in the published list; it is shown under its own words.')),
    "duplicate_id": Reason(SHOWN, deferred("With an id that stands twice"), deferred('The id "{value}" stands in more than one row; all of them are shown.')),
    "unknown_precision": Reason(SHOWN, deferred("With an unknown precision"), deferred('"{value}" is not a precision of the published list; exactness is shown as unknown.')),
    "broken_text": Reason(SHOWN, deferred("With bytes that are no text"), deferred("Some bytes are not UTF-8; they are shown as �.")),
}  # fmt: skip
LINE_REASONS = tuple(code for code, reason in REASONS.items() if reason.of_line)
