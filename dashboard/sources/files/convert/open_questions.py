"""The questions about a file that only a person can answer: one code each, with its sentence.

A value that has two readings is asked or listed, never chosen.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.words.sentences import deferred

DATE, PLACE, ORDER = "date", "place", "date_order"
HEADER, ENCODING, SHEET = "header", "encoding", "sheet"
NUMBERS, SWAPPED, COUNTS = "number_form", "swapped", "counts"
#: This is an answer to SWAPPED, not a question: in cells with both numbers, the longitude stands first.
LONGITUDE_FIRST = "longitude_first"
#: A question about a form → the code by which a person confirms having seen the rows that differ from the first ones.
SEEN: Mapping[str, str] = {ORDER: "date_order_seen", NUMBERS: "number_form_seen"}
#: Nothing is unclear, but nobody has confirmed the mapping that the names and values suggest.
COLUMNS = "columns"

QUESTIONS: Mapping[str, str] = {
    HEADER: deferred("Does the file begin with a header, and on which line?"),
    ENCODING: deferred("In which encoding is the text written?"),
    SHEET: deferred("Which sheet holds the events?"),
    DATE: deferred("Which column has the day?"),
    PLACE: deferred("Which columns have the place: latitude and longitude, or a name?"),
    ORDER: deferred("The days can be read in two ways. Which one is meant?"),
    NUMBERS: deferred("The numbers can be read in two ways. Does 1.000 or 1,000 mean a thousand, or one?"),
    SWAPPED: deferred("Latitude and longitude seem to be exchanged. Which column is which?"),
    COUNTS: deferred("The rows seem to be counts of events, not events. Are they to be shown all the same?"),
    COLUMNS: deferred("Are the columns what they are proposed to be?"),
}
