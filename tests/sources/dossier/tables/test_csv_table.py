"""One CSV file: every way in which it may be broken, as a fault with file, line and column."""

from __future__ import annotations

import pytest
from data_copy import TABLES, Project, ids_of, rows_of

from dashboard.errors import Fault


def only(project: Project) -> Fault:
    faults = project.faults()
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


# --- the file ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_byte_order_mark_is_noticed_and_the_rows_are_read(project: Project, table: str) -> None:
    project.edit(f"{table}.csv", lambda content: b"\xef\xbb\xbf" + content)
    fault = only(project)
    assert (fault.file, fault.row, fault.column) == (f"data/{table}.csv", 1, "")
    assert "byte-order mark" in fault.message
    assert len(project.load().rows(table)) == len(rows_of(table))


def test_windows_line_ends_are_noticed_and_the_rows_are_read(project: Project) -> None:
    project.edit("claims.csv", lambda content: content.replace(b"\n", b"\r\n"))
    fault = only(project)
    assert (fault.file, fault.row) == ("data/claims.csv", 1)
    assert "carriage return" in fault.message
    assert len(project.load().rows("claims")) == len(rows_of("claims"))


def test_one_windows_line_end_is_noticed_where_it_stands(project: Project) -> None:
    lines = (project.data / "claims.csv").read_bytes().split(b"\n")
    lines[4] += b"\r"
    (project.data / "claims.csv").write_bytes(b"\n".join(lines))
    assert (only(project).row, only(project).file) == (5, "data/claims.csv")


def test_bytes_that_are_not_utf8_are_noticed_where_they_stand(project: Project) -> None:
    project.edit("events.csv", lambda content: content.replace("“parts of”".encode(), b"\x93parts of\x94", 1))
    fault = only(project)
    assert (fault.file, fault.row) == ("data/events.csv", project.line("events", "ev-kabul-2026-02-26"))
    assert "UTF-8" in fault.message
    assert len(project.load().rows("actors")) == len(rows_of("actors"))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_noticed(project: Project, content: bytes) -> None:
    project.edit("claims.csv", lambda _: content)
    assert "is empty" in project.faults()[0].message


def test_a_header_without_rows_leaves_what_rests_on_it_unproven(project: Project) -> None:
    """Unlike a file that cannot be read: an empty evidence.csv says that nothing is evidence for anything."""
    project.edit("evidence.csv", lambda content: content.split(b"\n")[0] + b"\n")
    for table, key in (("events", "event_id"), ("claims", "claim_id"), ("statements", "statement_id")):
        assert len(project.lines(table, key)) == len(rows_of(table))
    assert project.load().rows("events") == []


def test_blank_lines_are_passed_over_and_counted(project: Project) -> None:
    project.edit("actors.csv", lambda content: content.replace(b"\n", b"\n\n", 3))
    assert project.faults() == ()
    line = project.data / "actors.csv"
    line.write_bytes(line.read_bytes().replace(b",outlet", b",outlett"))
    assert only(project).row == project.line("actors", "act-reuters") + 3


def test_an_unclosed_quotation_mark_is_one_fault(project: Project) -> None:
    """What the rest of the file held cannot be judged; no fault is made of it elsewhere."""
    project.edit("quotes.csv", lambda content: content.replace(b"q-b04,src-b,504,615,", b'q-b04,src-b,504,615,"'))
    assert {fault.file for fault in project.faults()} == {"data/quotes.csv"}


# --- the header ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_column_is_noticed_and_the_other_tables_are_read(project: Project, table: str) -> None:
    column = list(project.rows(table)[0])[1]
    rows = [{name: cell for name, cell in row.items() if name != column} for row in project.rows(table)]
    project.write(table, rows)
    fault = only(project)
    assert (fault.file, fault.row, fault.column) == (f"data/{table}.csv", 1, column)
    tables = project.load()
    assert tables.rows(table) == []
    assert tables.frames[table].empty
    assert tables.rows("sources" if table != "sources" else "actors")


def test_an_extra_column_is_noticed_and_the_rows_are_read(project: Project) -> None:
    project.write("claims", [{**row, "severity": "9"} for row in project.rows("claims")])
    fault = only(project)
    assert (fault.file, fault.row, fault.column) == ("data/claims.csv", 1, "severity")
    assert len(project.load().rows("claims")) == len(rows_of("claims"))


def test_a_column_that_stands_twice_is_noticed(project: Project) -> None:
    project.edit(
        "actors.csv", lambda content: content.replace(b"\n", b",outlet\n").replace(b"side,outlet\n", b"side,side\n", 1)
    )
    assert {("actors.csv", 1, "side")} <= project.places()


def test_columns_in_another_order_are_read(project: Project) -> None:
    project.write("claims", [dict(reversed(row.items())) for row in project.rows("claims")])
    assert project.faults() == ()


# --- the cells -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cells", "count"), [("cl-x,killed", 2), (",".join("x" * 20), 20)])
def test_too_few_or_too_many_cells_are_noticed(project: Project, cells: str, count: int) -> None:
    project.edit("claims.csv", lambda content: content + cells.encode() + b"\n")
    fault = only(project)
    assert (fault.file, fault.row) == ("data/claims.csv", len(rows_of("claims")) + 2)
    assert f"has {count} cells" in fault.message


CELLS = [
    ("events", "ev-kabul-2026-02-26", "date_start", "2026-02-30"),
    ("events", "ev-kabul-2026-02-26", "date_start", "26 Feb 2026"),
    ("events", "ev-kabul-2026-02-26", "date_end", "2026-2-26"),
    ("events", "ev-kabul-2026-02-26", "date_end", "20260226"),
    ("events", "ev-kabul-2026-02-26", "date_start", "٢٠٢٦-٠٢-٢٦"),
    ("events", "ev-kabul-2026-02-26", "date_start", ""),
    ("events", "ev-kabul-2026-02-26", "kind", "airstrike"),
    ("events", "ev-kabul-2026-02-26", "kind", "Air_strike"),
    ("events", "ev-kabul-2026-02-26", "kind", ""),
    ("events", "ev-kabul-2026-02-26", "time_of_day", "evening"),
    ("events", "ev-kabul-2026-02-26", "where_prec", "0"),
    ("events", "ev-kabul-2026-02-26", "where_prec", "1.0"),
    ("events", "ev-kabul-2026-02-26", "where_prec", "9"),
    ("events", "ev-kabul-2026-02-26", "claimants", "act-reuters;;act-taliban-spokesman"),
    ("events", "ev-kabul-2026-02-26", "verification", "true"),
    ("claims", "cl-274-taliban-killed", "n_min", "-1"),
    ("claims", "cl-274-taliban-killed", "n_min", "274.0"),
    ("claims", "cl-274-taliban-killed", "n_min", "1e3"),
    ("claims", "cl-274-taliban-killed", "n_max", "9" * 30),
    ("claims", "cl-274-taliban-killed", "side", "taliban"),
    ("claims", "cl-274-taliban-killed", "claimant_role", "enemy"),
    ("sources", "src-a", "url", "javascript:alert(1)"),
    ("sources", "src-a", "file", "seeds/../data/events.csv"),
    ("sources", "src-a", "file", "../seeds/000_5a847240e608dec0.txt"),
    ("sources", "src-a", "sha256", "5EAD"),
    ("quotes", "q-a05", "start", "4l3"),
    ("quotes", "q-a05", "end", "0"),
    ("places", "af-pk-border", "pcode_vintage", "2021"),
    ("statements", "st-eu-de-escalate", "kind", "war"),
]


@pytest.mark.parametrize(("table", "key", "column", "value"), CELLS)
def test_a_cell_that_does_not_fit_is_noticed(project: Project, table: str, key: str, column: str, value: str) -> None:
    line = project.change(table, key, **{column: value})
    assert (f"{table}.csv", line, column) in project.places()
    assert key not in project.load().records[table]


@pytest.mark.parametrize("column", ["title", "note"])
def test_a_nul_character_in_free_text_is_shown_by_its_sign(project: Project, column: str) -> None:
    project.change("events", "ev-kabul-2026-02-26", **{column: "a\x00b"})
    assert project.faults() == ()
    assert project.load().row("events", "ev-kabul-2026-02-26")[column] == "a␀b"


@pytest.mark.parametrize("column", ["event_id", "kind", "date_start", "place_text", "place_id", "actors", "where_prec"])
def test_a_nul_character_in_an_id_a_value_or_quoted_words_is_noticed(project: Project, column: str) -> None:
    line = project.change("events", "ev-kabul-2026-02-26", **{column: "a\x00b"})
    assert ("events.csv", line, column) in project.places()
    assert any("a␀b" in fault.message for fault in project.faults() if fault.column == column)


@pytest.mark.parametrize("column", ["note", "kind", "attacker", "actors", "date_start", "place_text", "event_id"])
def test_a_huge_cell_is_read_and_its_fault_stays_short(project: Project, column: str) -> None:
    """200,000 characters: more than the csv module's own limit of 131,072."""
    line = project.change("events", "ev-laghman-2026-02-27", **{column: "x" * 200_000})
    tables = project.load()
    assert all(len(str(fault)) < 600 for fault in tables.faults)
    if column == "note":
        assert tables.faults == ()
        assert len(tables.row("events", "ev-laghman-2026-02-27")["note"]) == 200_000
    else:
        assert ("events.csv", line, column) in {(f.file.removeprefix("data/"), f.row, f.column) for f in tables.faults}


def test_a_fault_is_one_line_even_where_the_cell_has_several(project: Project) -> None:
    line = project.change("events", "ev-laghman-2026-02-27", kind="air\nstrike\u2028<b>\x1b[31m")
    fault = next(fault for fault in project.faults() if (fault.row, fault.column) == (line, "kind"))
    assert str(fault).startswith(f"data/events.csv:{line} kind: expected one of air_strike, ")
    assert str(fault).isprintable()


def test_a_cell_with_line_breaks_does_not_shift_the_lines_of_faults(project: Project) -> None:
    project.change("events", "ev-kabul-2026-02-26", note="one\ntwo\nthree")
    project.change("events", "ev-laghman-2026-02-27", kind="none")
    lines = {fault.row for fault in project.faults() if fault.column == "kind"}
    assert lines == {project.line("events", "ev-laghman-2026-02-27") + 2}


def test_spaces_around_the_items_of_a_list_are_not_part_of_them(project: Project) -> None:
    project.change("claims", "cl-13-civilians-killed", claimant="act-afghanistan; act-united-nations")
    assert project.faults() == ()


def test_empty_is_not_zero(project: Project) -> None:
    claims = project.load().records["claims"]
    assert claims["cl-civilian-casualties-friday"]["n_min"] is None
    assert claims["cl-no-casualties-night-strikes"]["n_min"] == 0
    assert ids_of("claims") == list(claims)
