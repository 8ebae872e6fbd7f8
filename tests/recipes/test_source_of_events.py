"""A third source of events, written as dashboard/README.md says, goes through the same rooms as every other."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from package_copy import ROOT, recipe_of
from streamlit.testing.v1 import AppTest

from dashboard import screens
from dashboard.export.export_formats import FORMATS, offered
from dashboard.map.packed_form import unpack
from dashboard.query.event_set import EventSet
from dashboard.screens import open_sets
from dashboard.web.offered_sets import OFFER, packed_for_page
from dashboard.web.questions import answered

ENTRIES = [
    {"id": "e-3", "day": date(2031, 3, 3), "kind": "fire", "quay": "North", "latitude": -32.3, "longitude": -58.1,
     "hurt": 2, "remark": "Smoke over <b>two</b> holds"},
    {"id": "e-1", "day": date(2031, 3, 1), "kind": "collision", "quay": "South", "latitude": -32.4, "longitude": -58.2,
     "hurt": 0, "remark": "A tug and a barge"},
    {"id": "e-2", "day": date(2031, 3, 2), "kind": "collision", "quay": None, "latitude": None, "longitude": None,
     "hurt": None, "remark": "Heard in fog"},
]  # fmt: skip


@pytest.fixture(scope="module")
def log() -> EventSet:
    source, _ = recipe_of((ROOT / "dashboard" / "README.md").read_text("utf-8"), "Add a source of events")
    module: dict[str, Any] = {}
    exec(source, module)
    event_set: EventSet = module["harbour_log"](ENTRIES)
    return packed_for_page(event_set)


def page(log: EventSet, **query: str) -> AppTest:
    """The page of a session in which the log is open."""
    script = AppTest.from_file(Path(screens.__file__).with_name("page.py"), default_timeout=120)
    script.session_state[open_sets.OPEN] = {log.id: log}
    for name, value in {"set": log.id, **query}.items():
        script.query_params[name] = value
    shown = script.run()
    assert not shown.exception
    assert not shown.error
    assert not shown.info
    return shown


def control(shown: AppTest, name: str) -> dict[str, Any]:
    """What one of our controls in the page is given."""
    found = [e.proto for e in shown.get("bidi_component") if e.proto.component_name.endswith(name)]
    (proto,) = found
    return json.loads(proto.json)


def asked(log: EventSet, question: dict[str, Any]) -> dict[str, Any]:
    offer = log.part(OFFER)
    assert offer is not None
    return json.loads(answered(offer, json.dumps(question).encode()))


def test_filters_days_and_colours_are_its_own(log: EventSet) -> None:
    shown = page(log, kind="collision", words="tug")
    filters, days = control(shown, "filter_bar"), control(shown, "day_slider")
    assert [(facet["title"], facet["labels"]) for facet in filters["facets"]] == [
        ("Kind", ["collision", "fire"]),
        ("Quay", ["North", "South"]),
    ]
    assert filters["value"] == {"choices": {"kind": ["collision"]}, "ranges": {}, "text": "tug"}
    assert (filters["text"], filters["colours"]) == ("Words in remarks", [["kind", "Kind"]])
    assert (days["days"], days["mapped"], days["rest"]) == (3, 2, "1 has no place.")


def test_list_timeline_and_counts_answer_its_filters(log: EventSet) -> None:
    answer = asked(log, {"choices": {"kind": ["collision"]}, "stack": "kind"})
    assert [line[0] for line in answer["list"]] == ["e-1", "e-2"]
    assert answer["days"]["counts"] == [1, 1, 0]
    assert answer["counts"]["kind"] == [2, 1]
    assert asked(log, {"neighbours": answer["days"]["first"]})["neighbours"][1] == answer["days"]["first"] + 1
    assert control(page(log), "event_rows")["set"] == log.id


def test_its_marks_have_cards_and_its_events_a_record(log: EventSet) -> None:
    offer = log.part(OFFER)
    assert offer is not None
    assert offer.packed is not None
    assert unpack(offer.packed.files.core)[0]["ids"] == ["e-1", "e-3"]
    assert offer.words is not None
    assert offer.words.card("e-3")["lines"] == ["Mon 3 Mar 2031", "North", "Crew hurt: 2"]
    shown = page(log, event="e-3")
    html = "\n".join(element.proto.body for element in shown.get("html"))
    assert "Harbour log, entry e-3" in html
    assert "Smoke over &lt;b&gt;two&lt;/b&gt; holds" in html
    assert shown.query_params["event"] == ["e-3"] or shown.query_params["event"] == "e-3"


def test_it_is_taken_away_in_every_format_of_records(log: EventSet) -> None:
    assert list(offered(log)) == ["csv", "geojson"]
    assert [b.key for b in page(log).get("download_button")] == ["take-csv", "take-geojson"]
    collection = json.loads(FORMATS["geojson"].write(log))
    assert [(f["id"], f["geometry"] and f["geometry"]["coordinates"]) for f in collection["features"]] == [
        ("e-1", [-58.2, -32.4]), ("e-2", None), ("e-3", [-58.1, -32.3])]  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(FORMATS["csv"].write(log, ["e-2"]).decode("utf-8-sig")))
    assert (row["figures"], row["latitude"], row["terms"]) == ("Crew hurt: not known", "", "CC BY 4.0")
