"""An export is added as dashboard/README.md says, in a copy of the package, and is offered for every set of events."""

from __future__ import annotations

from package_copy import PackageCopy

ANY_SET = """
import re
from dashboard.export.__main__ import main
from dashboard.export.export_formats import FORMATS, offered
from dashboard.model.filter import Filter
from dashboard.sources.dossier.dossier_set import code_words, dossier_set
from dashboard.sources.dossier.tables import load
from dashboard.sources.files import Mapping, open_file
from dashboard.sources.files.file_set import file_set
tables = load()
dossier = dossier_set(tables)
content = b"Day,Place,Latitude,Longitude\\n2022-05-01,Kharkiv,49.98,36.25\\n2022-05-02,Lviv,49.84,24.03\\n"
columns = {"date": "Day", "location": "Place", "latitude": "Latitude", "longitude": "Longitude"}
file = file_set(open_file(content, "own.csv", mapping=Mapping(columns)), code_words(tables))
assert "text" in offered(dossier) and "text" in offered(file)
whole = FORMATS["text"].write(dossier).decode()
assert all(event["title"] in whole for event in tables.rows("events"))
assert all(row["quote"] in whole for row in tables.rows("quotes") if tables.evidence_of("ev-kabul-2026-02-26")
           and row["quote_id"] in {e["quote_id"] for e in tables.evidence_of("ev-kabul-2026-02-26")})
part = FORMATS["text"].write(file, file.engine.events(Filter())[:1]).decode()
assert "Kharkiv" in part and "Lviv" not in part and "A selection: 1 of 2 events." in part
assert FORMATS["text"].file_name(file, everything=False) == "own-selection.txt"
assert main(["--format", "text", "-o", "taken.txt", "--event", "ev-kabul-2026-02-26"]) == 0
assert "ev-kabul" not in open("taken.txt").read() and "A selection: 1 of 13 events." in open("taken.txt").read()
"""


def test_an_export_is_one_module_and_one_entry(package: PackageCopy) -> None:
    module, entry = package.recipe("Add an export")
    (package.folder / "dashboard" / "export" / "text_export.py").write_text(module, "utf-8")
    formats_file = package.folder / "dashboard" / "export" / "export_formats.py"
    first = "from dashboard.export.tables_export import archive\n"
    text = formats_file.read_text("utf-8")
    assert first in text
    formats_file.write_text(
        text.replace(first, f"{first}from dashboard.export.text_export import text_list\n"), encoding="utf-8"
    )
    package.add("export/export_formats.py", "EXPORT_FORMATS", entry)
    package.run(ANY_SET)
