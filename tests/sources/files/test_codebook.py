"""The published mapping is whole, and speaks the words of the rest."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.sources.files import FIELDS, SCHEMA
from dashboard.sources.files.convert.canonical_columns import COLUMNS_MEAN
from dashboard.sources.files.convert.reasons import LEFT_OUT, REASONS, SHOWN, UNPLACED
from dashboard.sources.files.formats import acled, codebook
from dashboard.sources.files.formats.code_terms import DATE_PREC, KINDS, WHERE_PREC
from dashboard.sources.files.formats.published_formats import PUBLISHED_FORMATS

PACKAGE = Path(__file__).resolve().parents[3] / "data" / "datapackage.json"


def test_kinds_and_types_are_those_of_the_data_package() -> None:
    package = json.loads(PACKAGE.read_text("utf-8"))
    [events] = [resource for resource in package["resources"] if resource["name"] == "events"]
    fields = {
        field["name"]: [entry["value"] for entry in field.get("categories", ())] for field in events["schema"]["fields"]
    }
    assert sorted(KINDS) == sorted(fields["kind"])
    assert set(acled.EVENT_TYPES) == set(fields["event_type"])
    assert {sub for subs in acled.EVENT_TYPES.values() for sub in subs} == set(fields["sub_event_type"])
    assert {kind for subs in acled.EVENT_TYPES.values() for kind in subs.values()} <= set(KINDS)


def test_codes_are_ucdps() -> None:
    assert {entry.code for entry in acled.PLACES.values()} <= set(WHERE_PREC) == set(range(1, 8))
    assert {entry.code for entry in acled.DAYS.values()} <= set(DATE_PREC) == set(range(1, 6))


def test_shapes_are_whole() -> None:
    assert (len(PUBLISHED_FORMATS["acled"].columns), len(PUBLISHED_FORMATS["ged"].columns)) == (31, 49)
    for published in PUBLISHED_FORMATS.values():
        assert set(published.missing_columns) <= set(published.columns), published.key
        assert set(published.column_types) <= set(published.columns), published.key
        assert set(published.date_columns) <= set(published.columns), published.key


def test_every_column_has_its_words() -> None:
    assert list(COLUMNS_MEAN) == SCHEMA.names
    assert FIELDS.keys() - {"date", "date_end", "year", "month", "day", "coordinates"} <= set(SCHEMA.names)
    for reason in REASONS.values():
        assert reason.keeps in (SHOWN, UNPLACED, LEFT_OUT)
        assert reason.sentence.endswith((".", "{value}"))


def test_the_documentation_names_every_code() -> None:
    text = codebook.as_markdown()
    for words in (
        "geo_precision | 3 | where_prec 4",
        "Air/drone strike | kind air_strike",
        "type_of_violence | 3",
        "attacker is side_a",
    ):
        assert words in text


def test_the_published_mapping_is_the_one_in_the_code() -> None:
    """`python -m dashboard.sources.files.formats.codebook > dashboard/sources/files/formats/MAPPING.md` writes it anew."""
    published = Path(codebook.__file__).with_name("MAPPING.md").read_text(encoding="utf-8")
    assert published == codebook.document()
