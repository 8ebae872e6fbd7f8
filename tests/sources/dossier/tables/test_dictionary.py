"""data/README.md is what the descriptor says, and every data file has a sheet."""

from dashboard.sources.dossier.tables import SHIPPED, Descriptor
from dashboard.sources.dossier.tables.dictionary import dictionary


def test_the_data_dictionary_is_written_from_the_descriptor() -> None:
    assert (SHIPPED / "README.md").read_text(encoding="utf-8") == dictionary(Descriptor.read(SHIPPED))


def test_every_data_file_has_a_sheet_with_source_and_licence() -> None:
    entries = {entry["path"]: entry for entry in Descriptor.read(SHIPPED).raw["resources"]}
    files = {path.name for path in SHIPPED.iterdir() if path.suffix in (".csv", ".geojson")}
    assert set(entries) == files
    assert all(entry["sources"] and entry["licenses"] and entry["description"] for entry in entries.values())


def test_columns_of_files_written_by_the_build_are_the_declared_ones() -> None:
    for entry in Descriptor.read(SHIPPED).raw["resources"]:
        if entry.get("type") == "table":
            header = (SHIPPED / entry["path"]).read_text(encoding="utf-8").split("\n", 1)[0]
            assert header.split(",") == [field["name"] for field in entry["schema"]["fields"]], entry["path"]
