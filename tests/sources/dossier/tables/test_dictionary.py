"""data/README.md is what the descriptor says, and every data file has a sheet."""

from dashboard.sources.dossier.tables import DATA_DIR, Descriptor
from dashboard.sources.dossier.tables.dictionary import dictionary


def test_the_data_dictionary_is_written_from_the_descriptor() -> None:
    assert (DATA_DIR / "README.md").read_text(encoding="utf-8") == dictionary(Descriptor.read(DATA_DIR))


def test_every_data_file_has_a_sheet_with_source_and_licence() -> None:
    entries = {entry["path"]: entry for entry in Descriptor.read(DATA_DIR).raw["resources"]}
    files = {path.name for path in DATA_DIR.iterdir() if path.suffix in (".csv", ".geojson")}
    assert set(entries) == files
    assert all(entry["sources"] and entry["licenses"] and entry["description"] for entry in entries.values())


def test_columns_of_files_written_by_the_build_are_the_declared_ones() -> None:
    for entry in Descriptor.read(DATA_DIR).raw["resources"]:
        if entry.get("type") == "table":
            header = (DATA_DIR / entry["path"]).read_text(encoding="utf-8").split("\n", 1)[0]
            assert header.split(",") == [field["name"] for field in entry["schema"]["fields"]], entry["path"]
