"""data/datapackage.json is a Data Package 2.0 as plain JSON, and the one place where columns are declared."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from data_copy import DATA, TABLES, Project, rows_of, split

from dashboard.errors import DataError
from dashboard.sources.dossier.tables import Descriptor

PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
FIELDS = [
    (name, field)
    for name, resource in RESOURCES.items()
    for field in resource.get("schema", {}).get("fields", ())
]  # fmt: skip
IDS = [f"{name}.{field['name']}" for name, field in FIELDS]

# What the standard knows (datapackage.org, version 2.0); what is ours begins with x-.
PACKAGE_KEYS = {"$schema", "name", "id", "title", "description", "homepage", "version", "created", "contributors",
                "keywords", "image", "licenses", "resources", "sources"}  # fmt: skip
RESOURCE_KEYS = {"name", "path", "data", "type", "$schema", "title", "description", "format", "mediatype", "encoding",
                 "bytes", "hash", "sources", "licenses", "dialect", "schema"}  # fmt: skip
FIELD_KEYS = {"name", "type", "format", "title", "description", "example", "constraints", "categories",
              "categoriesOrdered", "missingValues", "delimiter", "itemType"}  # fmt: skip
TYPES = {"string", "integer", "number", "date", "list"}  # those of 2.0 that the loader reads
CONSTRAINTS = {"required", "unique", "pattern", "minimum", "maximum", "enum", "minLength", "maxLength"}


# --- the standard, without a validator --------------------------------------------------------------------------


def test_the_package_is_a_data_package() -> None:
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {key for key in PACKAGE if not key.startswith("x-")} <= PACKAGE_KEYS
    assert re.fullmatch(r"[a-z0-9._-]+", PACKAGE["name"])
    assert PACKAGE["title"]
    assert PACKAGE["resources"]
    assert all(licence.get("name") or licence.get("path") for licence in PACKAGE["licenses"])


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_has_a_name_a_file_and_what_the_standard_asks(name: str) -> None:
    resource = RESOURCES[name]
    assert {key for key in resource if not key.startswith("x-")} <= RESOURCE_KEYS
    assert re.fullmatch(r"[a-z0-9._-]+", name)
    assert (DATA / resource["path"]).is_file()
    assert not Path(resource["path"]).is_absolute()
    assert resource["encoding"] == "utf-8"
    assert resource["description"].endswith(".")
    assert all(source.get("title") for source in resource["sources"])
    assert len({entry["name"] for entry in PACKAGE["resources"]}) == len(PACKAGE["resources"])


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=IDS)
def test_every_field_is_of_the_standard(name: str, field: dict) -> None:
    assert {key for key in field if not key.startswith("x-")} <= FIELD_KEYS
    assert field["type"] in TYPES
    assert field["description"]
    assert set(field.get("constraints", {})) <= CONSTRAINTS
    if "pattern" in field.get("constraints", {}):
        re.compile(field["constraints"]["pattern"])
    if field["type"] == "list":
        assert (field["delimiter"], field["itemType"]) == (";", "string")
    values = [category["value"] for category in field.get("categories", ())]
    assert len(values) == len(set(values))
    assert all(category["label"] for category in field.get("categories", ()))
    assert all(isinstance(value, int if field["type"] == "integer" else str) for value in values)


@pytest.mark.parametrize("name", [name for name, resource in RESOURCES.items() if "schema" in resource])
def test_keys_name_columns_that_exist(name: str) -> None:
    schema = RESOURCES[name]["schema"]
    columns = [field["name"] for field in schema["fields"]]
    assert len(columns) == len(set(columns))
    assert set(schema.get("primaryKey", ())) <= set(columns)
    assert all(set(key) <= set(columns) for key in schema.get("uniqueKeys", ()))
    for key in schema.get("foreignKeys", ()):
        assert set(key["fields"]) <= set(columns)
        target = RESOURCES[key["reference"]["resource"]]["schema"]
        assert set(key["reference"]["fields"]) <= {field["name"] for field in target["fields"]}


def test_our_own_extensions_name_columns_that_exist() -> None:
    named = [*PACKAGE["x-unique-across"], *(ref for _, field in FIELDS for ref in field.get("x-references", ()))]
    assert set(named) <= set(IDS)
    roles = {c["value"] for name, field in FIELDS if (name, field["name"]) == ("evidence", "role")
             for c in field["categories"]}  # fmt: skip
    assert {field["x-role"] for _, field in FIELDS if "x-role" in field} <= roles


@pytest.mark.parametrize("table", TABLES)
def test_the_header_of_each_file_is_the_declared_one(table: str) -> None:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == [field["name"] for field in RESOURCES[table]["schema"]["fields"]]


@pytest.mark.parametrize(
    ("name", "field"), [f for f in FIELDS if f[0] in TABLES], ids=[i for i in IDS if i.split(".")[0] in TABLES]
)
def test_every_cell_fits_its_declaration_without_the_loader(name: str, field: dict) -> None:
    allowed = {str(category["value"]) for category in field.get("categories", ())}
    if "parties.party_id" in field.get("x-references", ()):
        allowed |= {row["party_id"] for row in rows_of("parties")}
    rules = field.get("constraints", {})
    forms = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "date": r"\d{4}-\d\d-\d\d"}
    for row in rows_of(name):
        cell = row[field["name"]]
        assert cell or not rules.get("required")
        for item in split(cell) if field["type"] == "list" else [cell] if cell else []:
            assert not allowed or item in allowed
            assert re.fullmatch(forms.get(field["type"], ".*"), item, re.DOTALL)
            assert re.fullmatch(rules.get("pattern", ".*"), item, re.DOTALL)
            assert float(rules.get("minimum", "-inf")) <= (float(item) if "minimum" in rules else 0)


# --- what the package reads from it ---------------------------------------------------------------------------------


def test_labels_are_the_readers_words() -> None:
    descriptor = Descriptor.read(DATA)
    assert descriptor.label("events.kind", "air_strike") == "Air strike"
    labels = {
        c["value"]: c["label"] for _, field in FIELDS if field["name"] == "date_prec" for c in field["categories"]
    }
    assert {value: descriptor.label("events.date_prec", value) for value in range(1, 6)} == labels
    assert descriptor.label("actors.side", "armed_group") == "Armed groups"
    assert descriptor.label("events.title", "as it is") == "as it is"
    assert descriptor.field("evidence.quote_id").references == ("quotes.quote_id",)
    assert descriptor.resources["evidence"].key is None
    assert tuple(descriptor.resources) == TABLES


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"7", b"{}", b'{"resources": 3}', b'{"title": "t", "resources": [7]}', b"\xff",
     b'{"title": "t", "description": "", "resources": []}', b"[" * 100_000,
     b'{"title": "t", "resources": [{"type": "table", "name": "events"}]}'],
    ids=range(12),
)  # fmt: skip
def test_a_broken_descriptor_is_one_fault(project: Project, content: bytes) -> None:
    project.edit("datapackage.json", lambda _: content)
    with pytest.raises(DataError) as caught:
        project.load()
    assert [fault.file for fault in caught.value.faults] == ["data/datapackage.json"]


@pytest.mark.parametrize("table", TABLES)
def test_a_descriptor_that_lacks_a_table_names_it(project: Project, table: str) -> None:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    package["resources"] = [resource for resource in package["resources"] if resource["name"] != table]
    (project.data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    with pytest.raises(DataError, match=rf"it lacks {table}"):
        project.load()


def test_a_value_that_is_added_to_the_declaration_is_allowed_everywhere(project: Project) -> None:
    """One declaration: no list of values stands in the code."""
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == "statements")["schema"]["fields"]
    next(f for f in fields if f["name"] == "kind")["categories"].append({"value": "rumour", "label": "Rumour"})
    (project.data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    project.change("statements", "st-mujahid-dialogue", kind="rumour")
    tables = project.load()
    assert tables.faults == ()
    assert tables.label("statements.kind", "rumour") == "Rumour"
