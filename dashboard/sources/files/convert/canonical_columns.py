"""The columns of the table that every opened file becomes: declared here, once.

The schema, the data dictionary of the exports, the questions of the column dialog, the reading of somebody's own table
and the lines of a record follow from this list. What a reader filters by is declared in
:mod:`dashboard.sources.files.file_columns`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

#: Words that come again and again: a dictionary.
WORDS = pa.dictionary(pa.int32(), pa.string())
#: Long text, of which hardly any comes twice.
PROSE = pa.string()
COUNT, CODE = pa.int32(), pa.int8()

WHEN, WHERE, WHAT, REST = "When", "Where", "What and who", "Figures and words"


@dataclass(frozen=True)
class CanonicalColumn:
    """One column of the canonical table. Null is "not known" in every column.

    Attributes:
        name: its name in the table and in exports.
        type: what a cell is.
        meaning: what stands in it, for the data dictionary of an export.
        asked_as: what a reader is asked for where he says what the columns of his own table mean; empty: not asked.
        group: the heading under which he is asked.
        names: by which names such a column goes in tables of others, beyond those of ``column_names``.
        fact: the label of its line in a record; empty where a record words it in its own way.
    """

    name: str
    type: pa.DataType
    meaning: str
    asked_as: str = ""
    group: str = ""
    names: tuple[str, ...] = ()
    fact: str = ""

    @property
    def taken_as_it_stands(self) -> bool:
        """Whether a cell of somebody's own table is taken over word for word."""
        return bool(self.asked_as) and self.type in (WORDS, PROSE) and self.name != "event_id"


#: In the order of the table.
COLUMNS = (
    CanonicalColumn("row", pa.int32(), "line in the file as a spreadsheet counts; the header is line 1"),
    CanonicalColumn("event_id", PROSE, "the file's own id, row-<row> where it has none", "Id", REST),
    CanonicalColumn("date_start", pa.date32(), "earliest possible day"),
    CanonicalColumn("date_end", pa.date32(), "latest possible day"),
    CanonicalColumn(
        "date_prec", CODE, "how exactly the day is known, 1-5 (UCDP)", "Exactness of the day, 1-5 (UCDP)", WHEN
    ),
    CanonicalColumn("latitude", pa.float64(), "degrees north, WGS 84", "Latitude, degrees north", WHERE),
    CanonicalColumn("longitude", pa.float64(), "degrees east, WGS 84", "Longitude, degrees east", WHERE),
    CanonicalColumn(
        "where_prec", CODE, "how exactly the place is known, 1-7 (UCDP)", "Exactness of the place, 1-7 (UCDP)", WHERE
    ),
    CanonicalColumn("kind", WORDS, "our plain word, for the sign on the map"),
    CanonicalColumn("event_type", WORDS, "type in the file's own words", "Type of event", WHAT),
    CanonicalColumn("sub_event_type", WORDS, "sub-type in the file's own words", "Sub-type of event", WHAT),
    CanonicalColumn("actor1", WORDS, "a party to the event; no direction is implied", "A party to the event", WHAT),
    CanonicalColumn("actor2", WORDS, "another party", "Another party", WHAT),
    CanonicalColumn(
        "attacker", WORDS, "who attacked, where the file states it", "Who attacked, as the table states it", WHAT
    ),
    CanonicalColumn("time_of_day", WORDS, "night, where the row's text says so"),
    CanonicalColumn("time_words", PROSE, "the words of the text that say so"),
    CanonicalColumn("fatalities", COUNT, "deaths: ACLED's one number, GED's best estimate", "Deaths", REST),
    CanonicalColumn("fatalities_low", COUNT, "low estimate of deaths (GED)", "Deaths, low estimate", REST),
    CanonicalColumn("fatalities_high", COUNT, "high estimate of deaths (GED)", "Deaths, high estimate", REST),
    CanonicalColumn("country", WORDS, "country in the file's own words", "Country", WHERE),
    CanonicalColumn("admin1", WORDS, "province", "Province", WHERE),
    CanonicalColumn("admin2", WORDS, "district", "District", WHERE),
    CanonicalColumn("location", WORDS, "name of the place", "Name of the place", WHERE),
    CanonicalColumn("source", WORDS, "who reported it; several are joined by '; '", "Who reported it", REST),
    CanonicalColumn("headline", PROSE, "headline of a source", "Headline of a source", REST),
    CanonicalColumn("notes", PROSE, "note of the coder, not a quotation", "Note of the coder", REST),
)

#: One row an event, by (date_start, date_end, row).
SCHEMA = pa.schema([(column.name, column.type) for column in COLUMNS])
#: What stands in each column; null is "not known" everywhere.
COLUMNS_MEAN = {column.name: column.meaning for column in COLUMNS}
