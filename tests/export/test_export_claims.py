"""Claims and statements in the files to take away: each once, none on an event that no words tie it to."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest
import python_calamine

from dashboard.export import export
from dashboard.export.extract import extract
from dashboard.sources.dossier.tables import Tables

KML = "{http://www.opengis.net/kml/2.2}"
FULL = ("html", "tables", "xlsx", "geojson", "kml")


def sheets(content: bytes) -> dict[str, list[dict[str, str]]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def of_html(content: bytes) -> Iterable[str]:
    return re.findall(r'<article class="claim" id="(cl-[^"]+)"', content.decode())


def of_tables(content: bytes) -> Iterable[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("data/claims.csv").decode()
    return [row["claim_id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def of_xlsx(content: bytes) -> Iterable[str]:
    return [row["claim_id"] for row in sheets(content)["claims"]]


def of_geojson(content: bytes) -> Iterable[str]:
    collection = json.loads(content)
    on_events = [claim for feature in collection["features"] for claim in feature["properties"]["claims"]]
    return [claim["claim_id"] for claim in (*on_events, *collection["claims"])]


def of_kml(content: bytes) -> Iterable[str]:
    root = ElementTree.fromstring(content)
    own = [mark.get("id", "") for mark in root.iter(f"{KML}Placemark")]
    shown = [text for mark in root.iter(f"{KML}Placemark") for text in [mark.findtext(f"{KML}description") or ""]]
    on_events = [claim for text in shown for claim in re.findall(r"; (cl-[a-z0-9-]+)\)</li>", text)]
    return [key for key in own if key.startswith("cl-")] + on_events


CLAIMS = {"html": of_html, "tables": of_tables, "xlsx": of_xlsx, "geojson": of_geojson, "kml": of_kml}


@pytest.mark.parametrize("name", FULL)
def test_every_claim_stands_once_in_a_file_of_everything(tables: Tables, name: str) -> None:
    assert Counter(CLAIMS[name](export(name, tables))) == Counter(list(tables.records["claims"]))


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("chosen", [["ev-khost-2026-02-27"], ["ev-kabul-2026-02-26", "ev-clashes-2025-10"]])
def test_a_selection_carries_the_claims_on_it_and_those_tied_to_nothing(
    tables: Tables, name: str, chosen: list[str]
) -> None:
    wanted = [row["claim_id"] for row in tables.rows("claims") if set(row["event_ids"]) <= set(chosen)]
    assert any(not tables.row("claims", claim)["event_ids"] for claim in wanted)
    assert Counter(CLAIMS[name](export(name, tables, chosen))) == Counter(wanted)


@pytest.mark.parametrize("name", ["xlsx", "geojson", "kml", "html"])
def test_every_statement_goes_along(tables: Tables, name: str) -> None:
    content = export(name, tables, ["ev-khost-2026-02-27"])
    text = str(sheets(content)["statements"]) if name == "xlsx" else content.decode()
    for statement in tables.records["statements"]:
        assert statement in text


def test_a_row_of_the_spreadsheet_has_the_claims_on_its_event_alone(tables: Tables) -> None:
    text = export("csv", tables).decode("utf-8-sig")
    rows = {row["event_id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    elsewhere = [row for row in tables.rows("claims") if len(row["event_ids"]) != 1]
    assert elsewhere
    for event, row in rows.items():
        alone = {claim["claim_id"] for claim in tables.rows("claims") if claim["event_ids"] == (event,)}
        assert set(re.findall(r"cl-[a-z0-9-]+", row["claims"])) == alone
        assert int(row["claims_elsewhere"]) == len(elsewhere)
        joint = {c["claim_id"] for c in elsewhere if event in c["event_ids"]}
        assert set(row["joint_claims"].split(" | ")) - {""} == joint


def test_a_feature_has_no_figure_that_is_not_its_own(tables: Tables) -> None:
    for feature in json.loads(export("geojson", tables))["features"]:
        for claim in feature["properties"]["claims"]:
            assert claim["covers"] == [feature["id"]]


def test_what_contradicts_a_claim_stands_beside_it(tables: Tables) -> None:
    collection = json.loads(export("geojson", tables))
    claims = {claim["claim_id"]: claim for claim in collection["claims"]}
    against = " ".join(claims["cl-no-casualties-night-strikes"]["contradicted_by"])
    assert "274" in against
    assert "if " in against
    assert any("no casualties" in text for text in claims["cl-274-taliban-killed"]["contradicted_by"])


@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson", "kml"])
def test_a_target_never_travels_without_who_says_it(tables: Tables, name: str) -> None:
    text = export(name, tables)
    for event in tables.rows("events"):
        if not event["target_text"]:
            continue
        who = tables.row("actors", event["target_claimant"])["name"]
        if name == "geojson":
            [feature] = [one for one in json.loads(text)["features"] if one["id"] == event["event_id"]]
            said = feature["properties"]["target_according_to"]
        elif name == "kml":
            [mark] = [
                m for m in ElementTree.fromstring(text).iter(f"{KML}Placemark") if m.get("id") == event["event_id"]
            ]
            said = mark.findtext(f"{KML}description") or ""
        else:
            rows = (
                sheets(text)["events"]
                if name == "xlsx"
                else csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))
            )
            [said] = [row["target_according_to"] for row in rows if row["event_id"] == event["event_id"]]
        assert who in said


def test_lines_and_areas_say_that_their_coordinates_are_a_label_point(tables: Tables) -> None:
    for feature in json.loads(export("geojson", tables))["features"]:
        told = feature["properties"]["coordinates_are"]
        if feature["geometry"] is None:
            assert told is None
        else:
            assert told.startswith("a label point") == (feature["geometry"]["type"] != "Point")
            assert "site" in told


def test_kml_carries_the_differences_between_the_copies(tables: Tables) -> None:
    root = ElementTree.fromstring(export("kml", tables))
    shown = {mark.get("id"): mark.findtext(f"{KML}description") or "" for mark in root.iter(f"{KML}Placemark")}
    told = 0
    for row in tables.rows("discrepancies"):
        for event in (subject for subject in row["subject_ids"] if subject in tables.records["events"]):
            assert "Where the copies differ" in shown[event]
            told += 1
    assert told


def test_no_claim_is_on_an_event_without_words_that_tie_it(tables: Tables) -> None:
    for claim in tables.rows("claims"):
        ties = [row for row in tables.evidence_of(claim["claim_id"]) if row["role"] == "ties"]
        assert bool(claim["event_ids"]) == bool(ties), claim["claim_id"]


def test_a_selection_says_which_joint_claims_it_lacks(tables: Tables) -> None:
    taken = extract(tables, ["ev-khost-2026-02-27"])
    joint = {row["claim_id"] for row in tables.rows("claims") if len(row["event_ids"]) > 1}
    assert set(taken.left_out) == {c for c in joint if "ev-khost-2026-02-27" in tables.row("claims", c)["event_ids"]}
