"""What columns mean is remembered by their header, for the next table with it; what its own dates prove goes first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.errors import MappingNeeded
from dashboard.sources.files import Mapping, RememberedMappings, header_key, open_file
from dashboard.sources.files.convert.mapping import fitted

HEADER = ("When", "Lat", "Lon", "Remarks")
MAPPING = Mapping({"date": "When", "latitude": "Lat", "longitude": "Lon", "notes": "Remarks"}, "day_first")


def table(*days: str, header: Sequence[str] = HEADER) -> bytes:
    return "\n".join((",".join(header), *(f"{day},34.5,69.2,x" for day in days))).encode()


def test_what_is_kept_is_found_by_its_header_only(tmp_path: Path) -> None:
    kept = RememberedMappings(tmp_path)
    assert kept.find(HEADER) is None
    assert kept.keep(HEADER, MAPPING)
    remembered = RememberedMappings(tmp_path).find(HEADER)
    assert remembered is not None
    assert (remembered.mapping, remembered.key) == (MAPPING, header_key(HEADER))
    assert kept.find(HEADER[:3]) is None
    assert kept.find((*HEADER[:3], "Notes")) is None
    assert [entry.mapping for entry in kept.all()] == [MAPPING]


def test_another_spelling_of_the_header_is_this_tables_own(tmp_path: Path) -> None:
    kept = RememberedMappings(tmp_path)
    kept.keep(HEADER, MAPPING)
    own = ("WHEN", "lat", " Lon", "remarks")
    remembered = kept.find(own)
    assert remembered is not None
    assert remembered.mapping == Mapping(dict(zip(MAPPING.columns, own, strict=True)), "day_first")


def test_a_name_that_stands_twice_fits_nothing() -> None:
    assert fitted(Mapping({"date": "when"}), ("When", "WHEN")) is None
    assert fitted(Mapping({"date": "When"}), ("When", "WHEN")) == Mapping({"date": "When"})


def test_the_newest_answer_counts_and_can_be_forgotten(tmp_path: Path) -> None:
    kept = RememberedMappings(tmp_path)
    kept.keep(HEADER, MAPPING)
    other = Mapping({"date": "When", "location": "Remarks"})
    kept.keep(HEADER, other)
    [remembered] = kept.all()
    assert remembered.mapping == other
    kept.forget("../" + remembered.key)
    assert len(kept.all()) == 1
    kept.forget(remembered.key)
    kept.forget(remembered.key)
    assert kept.all() == ()
    assert kept.find(HEADER) is None


def test_it_lies_in_the_users_folder_and_holds_no_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_USER_DIR", str(tmp_path))
    RememberedMappings().keep(HEADER, MAPPING)
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file == tmp_path / "mappings" / f"{header_key(HEADER)}.json"
    content = json.loads(file.read_text())
    assert content.keys() == {"mapping", "remembered_on"}
    assert content["mapping"] == json.loads(MAPPING.to_json())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"mapping": {}, "remembered_on": "2026-01-01"}',
        '{"mapping": {"columns": {"nonsense": "When"}, "date_order": ""}, "remembered_on": "2026-01-01"}',
        '{"mapping": {"columns": {"date": "When"}, "date_order": ""}, "remembered_on": "soon"}',
        '{"mapping": {"columns": {"date": "Gone"}, "date_order": ""}, "remembered_on": "2026-01-01"}',
    ],
)
def test_what_is_torn_or_does_not_fit_counts_as_none(tmp_path: Path, content: str) -> None:
    kept = RememberedMappings(tmp_path)
    kept.keep(HEADER, MAPPING)
    (kept.folder / f"{header_key(HEADER)}.json").write_text(content)
    assert kept.find(HEADER) is None
    kept.keep(HEADER, MAPPING)
    assert kept.find(HEADER) is not None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "mappings").write_text("a file")
    assert not RememberedMappings(tmp_path).keep(HEADER, MAPPING)
    assert RememberedMappings(tmp_path).all() == ()
    assert RememberedMappings(tmp_path).find(HEADER) is None


def test_dates_that_are_open_are_read_as_remembered() -> None:
    opened = open_file(table("03/04/2026"), "a.csv", mapping=MAPPING, remembered=True)
    assert [str(day) for day in opened.events["date_start"].to_pylist()] == ["2026-04-03"]


def test_dates_that_prove_another_order_are_believed() -> None:
    content = table("03/04/2026", "12/31/2026")
    opened = open_file(content, "a.csv", mapping=MAPPING, remembered=True)
    assert [str(day) for day in opened.events["date_start"].to_pylist()] == ["2026-03-04", "2026-12-31"]
    assert opened.mapping == Mapping(MAPPING.columns)
    assert any("month first, as the file's own dates prove" in notice for notice in opened.report.notices)
    # What was settled for this very table is not doubted: the row that does not fit is listed.
    assert open_file(content, "a.csv", mapping=MAPPING).report.counts == {"unreadable_date": 1}


def test_an_order_that_was_not_said_is_asked() -> None:
    with pytest.raises(MappingNeeded) as asked:
        open_file(table("03/04/2026"), "a.csv", mapping=Mapping(MAPPING.columns), remembered=True)
    assert asked.value.questions == ("date_order",)
