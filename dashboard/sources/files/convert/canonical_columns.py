"""The columns of the table that every opened file becomes: declared here, once.

The schema, the data dictionary of the exports, the questions of the column dialog, the reading of somebody's own table
and the lines of a record follow from this list. What a reader filters by is declared in
:mod:`dashboard.sources.files.file_columns`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from dashboard.words.sentences import deferred

#: Words that come again and again: a dictionary.
WORDS = pa.dictionary(pa.int32(), pa.string())
#: Long text, of which hardly any comes twice.
PROSE = pa.string()
COUNT, CODE = pa.int32(), pa.int8()

WHEN, WHERE, WHAT, REST = deferred("When"), deferred("Where"), deferred("What and who"), deferred("Figures and words")


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
    CanonicalColumn("row", pa.int32(), deferred("line in the file as a spreadsheet counts; the header is line 1")),
    CanonicalColumn(
        "event_id", PROSE, deferred("the file's own id, row-<row> where it has none"), deferred("Id"), REST
    ),
    CanonicalColumn("date_start", pa.date32(), deferred("earliest possible day")),
    CanonicalColumn("date_end", pa.date32(), deferred("latest possible day")),
    CanonicalColumn(
        "date_prec",
        CODE,
        deferred("how exactly the day is known, 1-5 (UCDP)"),
        deferred("Exactness of the day, 1-5 (UCDP)"),
        WHEN,
    ),
    CanonicalColumn(
        "latitude", pa.float64(), deferred("degrees north, WGS 84"), deferred("Latitude, degrees north"), WHERE
    ),
    CanonicalColumn(
        "longitude", pa.float64(), deferred("degrees east, WGS 84"), deferred("Longitude, degrees east"), WHERE
    ),
    CanonicalColumn(
        "where_prec",
        CODE,
        deferred("how exactly the place is known, 1-7 (UCDP)"),
        deferred("Exactness of the place, 1-7 (UCDP)"),
        WHERE,
    ),
    CanonicalColumn("kind", WORDS, deferred("our plain word, for the sign on the map")),
    CanonicalColumn("event_type", WORDS, deferred("type in the file's own words"), deferred("Type of event"), WHAT),
    CanonicalColumn(
        "sub_event_type", WORDS, deferred("sub-type in the file's own words"), deferred("Sub-type of event"), WHAT
    ),
    CanonicalColumn(
        "actor1",
        WORDS,
        deferred("a party to the event; no direction is implied"),
        deferred("A party to the event"),
        WHAT,
    ),
    CanonicalColumn("actor2", WORDS, deferred("another party"), deferred("Another party"), WHAT),
    CanonicalColumn(
        "attacker",
        WORDS,
        deferred("who attacked, where the file states it"),
        deferred("Who attacked, as the table states it"),
        WHAT,
    ),
    CanonicalColumn("time_of_day", WORDS, deferred("night, where the row's text says so")),
    CanonicalColumn("time_words", PROSE, deferred("the words of the text that say so")),
    CanonicalColumn(
        "fatalities", COUNT, deferred("deaths: ACLED's one number, GED's best estimate"), deferred("Deaths"), REST
    ),
    CanonicalColumn(
        "fatalities_low", COUNT, deferred("low estimate of deaths (GED)"), deferred("Deaths, low estimate"), REST
    ),
    CanonicalColumn(
        "fatalities_high", COUNT, deferred("high estimate of deaths (GED)"), deferred("Deaths, high estimate"), REST
    ),
    CanonicalColumn("country", WORDS, deferred("country in the file's own words"), deferred("Country"), WHERE),
    CanonicalColumn("admin1", WORDS, "province", deferred("Province"), WHERE),
    CanonicalColumn("admin2", WORDS, "district", deferred("District"), WHERE),
    CanonicalColumn("location", WORDS, deferred("name of the place"), deferred("Name of the place"), WHERE),
    CanonicalColumn(
        "source", WORDS, deferred("who reported it; several are joined by '; '"), deferred("Who reported it"), REST
    ),
    CanonicalColumn("headline", PROSE, deferred("headline of a source"), deferred("Headline of a source"), REST),
    CanonicalColumn(
        "notes", PROSE, deferred("note of the coder, not a quotation"), deferred("Note of the coder"), REST
    ),
)

#: One row an event, by (date_start, date_end, row).
SCHEMA = pa.schema([(column.name, column.type) for column in COLUMNS])
#: What stands in each column; null is "not known" everywhere.
COLUMNS_MEAN = {column.name: column.meaning for column in COLUMNS}
