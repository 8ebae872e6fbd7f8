"""Ids that repeat, and references that lead nowhere or into the wrong table."""

from __future__ import annotations

import json

import pytest
from data_copy import DATA, Project, ids_of, rows_of, split

PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
KEYED = {
    resource["name"]: resource["schema"]["primaryKey"][0]
    for resource in PACKAGE["resources"]
    if resource.get("schema", {}).get("primaryKey") and not resource.get("x-apart")
}


def declared() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every column that refers to ids: table, column, the tables it leads to."""
    found = []
    for resource in PACKAGE["resources"]:
        schema = resource.get("schema", {})
        if resource.get("x-apart") or not schema:
            continue
        for key in schema.get("foreignKeys", ()):
            found.append((resource["name"], key["fields"][0], (key["reference"]["resource"],)))
        taken = {column for table, column, _ in found if table == resource["name"]}
        for field in schema["fields"]:
            if "x-references" in field and field["name"] not in taken:
                tables = tuple(reference.split(".")[0] for reference in field["x-references"])
                found.append((resource["name"], field["name"], tables))
    return found


REFERENCES = declared()


@pytest.mark.parametrize(("table", "column", "targets"), REFERENCES)
def test_the_real_references_lead_to_a_row(table: str, column: str, targets: tuple[str, ...]) -> None:
    known = {key for target in targets for key in ids_of(target)}
    used = {key for row in rows_of(table) for key in split(row[column])}
    if column == "side":
        used -= {"armed_group", "civilian", "third_party", "outlet"}
    assert used
    assert used <= known


def test_every_id_of_another_table_is_declared_as_a_reference() -> None:
    """A column that holds ids and is not declared would never be checked."""
    known = {key for table in KEYED for key in ids_of(table)}
    held = {
        (table, column)
        for table in (*KEYED, "evidence", "unmapped")
        for row in rows_of(table)
        for column, cell in row.items()
        if column != KEYED.get(table) and cell and set(split(cell)) <= known
    }
    # A town's province is named whether or not an event happened in the province itself.
    assert held == {(table, column) for table, column, _ in REFERENCES}


@pytest.mark.parametrize("table", KEYED)
def test_a_duplicate_id_is_noticed(project: Project, table: str) -> None:
    line = project.append(table, **project.rows(table)[0])
    assert (f"{table}.csv", line, KEYED[table]) in project.places()


@pytest.mark.parametrize("table", KEYED)
def test_an_empty_id_is_noticed(project: Project, table: str) -> None:
    line = project.change(table, 0, **{KEYED[table]: ""})
    assert (f"{table}.csv", line, KEYED[table]) in project.places()


@pytest.mark.parametrize("table", [table for table in KEYED if table != "places"])
def test_an_id_used_in_two_tables_is_noticed(project: Project, table: str) -> None:
    """Only places have ids without a prefix of their own."""
    line = project.append("places", place_id=ids_of(table)[0])
    assert ("places.csv", line, "place_id") in project.places()


@pytest.mark.parametrize("prefix", ["Src-a", "a", "src-", "src-a ", "src-ä", "src-a-"])
def test_an_id_of_another_form_is_noticed(project: Project, prefix: str) -> None:
    line = project.change("sources", "src-a", source_id=prefix)
    assert ("sources.csv", line, "source_id") in project.places()


@pytest.mark.parametrize(("table", "column", "targets"), REFERENCES)
@pytest.mark.parametrize("value", ["q-nowhere", "act-nowhere", "ev-kabul-2026-02-26;ev-nowhere"])
def test_a_reference_that_leads_nowhere_is_noticed(
    project: Project, table: str, column: str, targets: tuple[str, ...], value: str
) -> None:
    line = project.change(table, 1, **{column: value})
    assert (f"{table}.csv", line, column) in project.places()


@pytest.mark.parametrize(("table", "column", "targets"), REFERENCES)
def test_an_id_of_another_table_is_noticed_and_breaks_nothing(
    project: Project, table: str, column: str, targets: tuple[str, ...]
) -> None:
    """One id of each table in turn: only those of the declared tables may stand there."""
    for other in KEYED:
        rows = rows_of(table)
        rows[1][column] = ids_of(other)[-1]
        project.write(table, rows)
        assert (f"{table}.csv", 3, column) in project.places() or other in targets


def test_the_same_evidence_twice_is_noticed(project: Project) -> None:
    line = project.append("evidence", **project.rows("evidence")[1])
    assert ("evidence.csv", line, "subject_id") in project.places()


def test_the_same_passage_under_two_ids_is_noticed(project: Project) -> None:
    line = project.append("quotes", **{**project.rows("quotes")[0], "quote_id": "q-z1"})
    assert ("quotes.csv", line, "source_id") in project.places()


def test_an_actor_named_twice_in_a_list_is_noticed(project: Project) -> None:
    line = project.change("events", "ev-border-clashes-2026-02", actors="act-pakistan;act-afghanistan;act-pakistan")
    assert ("events.csv", line, "actors") in project.places()


def test_a_row_with_too_few_cells_is_one_fault_and_not_one_for_each_that_refers_to_it(project: Project) -> None:
    line = project.line("actors", "act-kaja-kallas")
    rows = (project.data / "actors.csv").read_text("utf-8").splitlines()
    rows[line - 1] = "act-kaja-kallas,EU foreign policy chief Kaja Kallas"
    (project.data / "actors.csv").write_text("\n".join(rows) + "\n", "utf-8")
    assert project.places() == {("actors.csv", line, "")}
    assert "st-eu-de-escalate" not in project.load().records["statements"]
