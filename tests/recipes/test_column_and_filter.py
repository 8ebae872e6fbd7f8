"""A column and a filter are added as dashboard/README.md says, in a copy of the package, and work everywhere."""

from __future__ import annotations

from package_copy import PackageCopy

OWN = "Day,Place,Latitude,Longitude,Disorder,Admin2\\n1 May 2022,Kharkiv,49.98,36.25,Strikes,Kharkivskyi\\n2 May 2022,Lviv,49.84,24.03,Protest,\\n"
OPEN = f"""
import json
from dashboard.export.opened_file_export import opened_csv, opened_geojson
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.files import Mapping, open_file, propose
from dashboard.sources.files.file_columns import from_events
from dashboard.sources.files.file_record import file_record
from dashboard.map.packed_columns import pack
from dashboard.map.packed_form import unpack
columns = {{"date": "Day", "location": "Place", "latitude": "Latitude", "longitude": "Longitude"}}
content = "{OWN}".encode()
"""


def test_a_column_is_one_entry(package: PackageCopy) -> None:
    entry, read, taken = package.recipe("Add a column")
    package.add("sources/files/convert/canonical_columns.py", "COLUMNS", entry)
    package.add("sources/files/formats/acled.py", "COLUMN_TYPES", read)
    package.add("sources/files/formats/acled.py", "_SAME_NAME", taken)
    package.run(
        OPEN
        + """
from dashboard.screens.open.column_fields import groups
from dashboard.sources.files.formats import acled
assert propose(["Disorder", "Day"], []).columns["disorder_type"] == "Disorder"
assert "disorder_type" in groups()["What and who"]
opened = open_file(content, "own.csv", mapping=Mapping({**columns, "disorder_type": "Disorder"}))
assert opened.events["disorder_type"].to_pylist() == ["Strikes", "Protest"]
record = file_record(opened, 0, {})
assert [(fact.label, fact.text) for fact in record.facts if fact.name == "disorder_type"] == [("Disorder", "Strikes")]
collection = json.loads(b"".join(opened_geojson(opened)))
assert [feature["properties"]["disorder_type"] for feature in collection["features"]] == ["Strikes", "Protest"]
assert collection["columns"]["disorder_type"] == "class of disorder in the file's own words"
assert b"dashboard disorder_type" in opened_csv(opened)
without = open_file(content, "own.csv", mapping=Mapping(columns))
assert without.events["disorder_type"].null_count == 2
assert not any(fact.name == "disorder_type" for fact in file_record(without, 0, {}).facts)
cells = {"event_id_cnty": "UKR1", "event_date": "28 December 2022", "year": "2022", "time_precision": "1", "country": "Ukraine",
         "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "A",
         "latitude": "49.98", "longitude": "36.25", "geo_precision": "1", "fatalities": "0"}
names = acled.COLUMNS.split()
published = open_file("\\n".join([",".join(names), ",".join(cells.get(name, "") for name in names)]).encode(), "acled.csv")
assert (published.shape, published.events["disorder_type"].to_pylist()) == ("acled", ["Political violence"])
"""
    )


def test_a_filter_of_opened_files_is_one_entry(package: PackageCopy) -> None:
    entry, _ = package.recipe("Add a filter")
    package.add("sources/files/file_columns.py", "FACETS", entry)
    package.run(
        OPEN
        + """
opened = open_file(content, "own.csv", mapping=Mapping({**columns, "admin2": "Admin2"}))
engine = InMemoryEngine(from_events(opened.events))
facet = engine.describe().facet["admin2"]
assert (facet.title, facet.values, facet.labels) == ("District", ("Kharkivskyi",), ("Kharkivskyi",))
answer = engine.answer(Filter())
assert (answer.counts["admin2"], answer.blank["admin2"]) == ((1,), 1)
asked, notices = Filter.from_json('{"choices": {"admin2": ["Kharkivskyi"]}}', engine.describe())
assert (len(engine.events(asked)), notices) == (1, [])
header, packed = unpack(pack(engine.columns).rest)
assert header["facets"]["admin2"]["labels"] == ["Kharkivskyi"]
assert packed["admin2"].tolist() == [0, 255]
"""
    )


def test_a_filter_of_a_dossier_is_one_entry(package: PackageCopy) -> None:
    _, entry = package.recipe("Add a filter")
    package.add("sources/dossier/dossier_columns.py", "FACETS", entry)
    package.run(
        """
        import json
        from dashboard.export.__main__ import main
        from dashboard.model.filter import Filter
        from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
        from dashboard.sources.dossier.dossier_columns import from_tables
        from dashboard.sources.dossier.tables import load
        tables = load()
        engine = InMemoryEngine(from_tables(tables, tables.events))
        facet = engine.describe().facet["verification"]
        assert facet.title == "Who confirms it"
        expected = {}
        for event in tables.rows("events"):
            expected.setdefault(event["verification"], []).append(event["event_id"])
        assert set(facet.values) == set(expected)
        for value in facet.values:
            assert sorted(engine.events(Filter(choices={"verification": frozenset([value])}))) == sorted(expected[value])
        value = facet.values[0]
        assert main(["--format", "geojson", "-o", "taken.geojson", "--verification", value]) == 0
        features = json.load(open("taken.geojson"))["features"]
        assert sorted(feature["id"] for feature in features) == sorted(expected[value])
        """
    )
