"""The events of a dossier as the page fetches them: columns that filter, signs, places and words beside them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from dashboard.map import dossier_signs, ground, pack_with_signs
from dashboard.map import drawn_dossier as drawn
from dashboard.map.drawn_dossier import DRAWN, drawn_dossier
from dashboard.map.packed_columns import Packed
from dashboard.map.packed_form import unpack
from dashboard.map.symbols import COLOURS, colour_names
from dashboard.model.filter import Filter
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.record_html import card
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.dossier_set import dossier_set
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.tables import MemoryContents, TableRow, Tables, load, load_contents
from dashboard.web.offered_sets import OFFER, SetInWords, for_everybody

TABLES = load(strict=True)
KABUL, BORDER, CLASHES, PUNJAB = (
    "ev-kabul-2026-02-26",
    "ev-border-attack-2026-02-26",
    "ev-border-clashes-2026-02",
    "ev-punjab-operations-2026-02-27",
)


def by_day(tables: Tables) -> list[TableRow]:
    """The events with a place, as a packed file has them."""
    placed = tables.events[tables.events["place_id"].notna()].sort_values(["date_start", "date_end"], kind="stable")
    return [tables.row("events", str(key)) for key in placed.index]


def packed(tables: Tables, events: Sequence[TableRow]) -> Packed:
    """The file of these events of these tables. Their days are those of the tables' records."""
    rows = tables.events.loc[[event["event_id"] for event in events]]
    return pack_with_signs(from_tables(tables, rows), dossier_signs(tables, events))


def changed(table: str, key: str, **cells: Any) -> Tables:
    """The tables with other cells in one row."""
    records = {**TABLES.records[table], key: {**TABLES.row(table, key), **cells}}
    return replace(TABLES, records={**TABLES.records, table: records})


EVENTS = by_day(TABLES)
IDS = [event["event_id"] for event in EVENTS]
FILE = packed(TABLES, EVENTS)
HEADER, COLUMNS = unpack(FILE.core)
PLACES = ground(TABLES, EVENTS)["places"]
SYMBOL = {event: HEADER["symbols"][code] for event, code in zip(IDS, COLUMNS["symbol"], strict=True)}
WORDS = dict(zip(IDS, HEADER["words"], strict=True))


def test_it_is_one_file_with_every_facet() -> None:
    assert FILE.rest == b""
    assert HEADER["ids"] == IDS
    assert list(HEADER["facets"]) == [facet.name for facet in from_tables(TABLES, TABLES.events).facets]
    assert gzip.decompress(FILE.core)[:4] == b"EVC1"


@pytest.mark.parametrize("event", IDS)
def test_a_mark_says_what_the_card_of_its_event_says(event: str) -> None:
    words = card(event_record(TABLES, event))
    assert {name: WORDS[event][name] for name in ("title", "when", "status", "tip")} == {
        name: words[name]  # type: ignore[literal-required]
        for name in ("title", "when", "status", "tip")
    }


@pytest.mark.parametrize("event", IDS)
def test_every_event_has_its_place_and_its_sign(event: str) -> None:
    row, sign = IDS.index(event), SYMBOL[event]
    place = PLACES[COLUMNS["place"][row]]
    assert place["id"] == TABLES.row("events", event)["place_id"]
    assert sign["svg"].startswith("<svg ")
    assert sign["svg"].endswith("</svg>")
    assert all(sign["colour"] in COLOURS[theme] for theme in COLOURS)
    assert sign["operation"] == (event == PUNJAB)
    assert sign["time"] == TABLES.row("events", event)["time_of_day"]
    assert sign["confirmed"] == (TABLES.row("events", event)["verification"] == "both_sides")
    for name in ("title", "when", "status", "attacker"):
        assert WORDS[event][name]
    assert (WORDS[event]["tip"] == "") == (place["level"] == "city")
    assert place["level"] == "city" or WORDS[event]["tip"].startswith(place["name"] + ": ")


def test_each_sign_is_there_once() -> None:
    assert len({repr(sign) for sign in HEADER["symbols"]}) == len(HEADER["symbols"]) < len(IDS)
    assert sorted(set(COLUMNS["symbol"].tolist())) == list(range(len(HEADER["symbols"])))


def test_every_event_stands_on_the_first_and_the_last_possible_day() -> None:
    epoch = date(1970, 1, 1)
    for event, start, span in zip(EVENTS, COLUMNS["start"], COLUMNS["span"], strict=True):
        first = epoch + timedelta(days=HEADER["first_day"] + int(start))
        assert (first, first + timedelta(days=int(span))) == (event["date_start"], event["date_end"])


def test_each_event_carries_what_the_page_filters_by() -> None:
    """The page's rule, applied to the file, shows what the crossfilter shows: for each day and each choice."""
    columns = from_tables(TABLES, TABLES.events.loc[IDS])
    crossfilter = InMemoryEngine(columns)
    assert columns.span
    first, last = columns.span
    filters = [Filter((day, day)) for day in range(first, last + 1)]
    filters += [Filter(choices={f.name: frozenset([value])}) for f in columns.facets for value in f.values]
    start = COLUMNS["start"] + HEADER["first_day"]
    end = start + COLUMNS["span"]
    for wanted in filters:
        shown = np.ones(len(IDS), dtype=bool)
        if wanted.days:
            shown &= (start <= wanted.days[1]) & (end >= wanted.days[0])
        for name, chosen in wanted.choices.items():
            facet = HEADER["facets"][name]
            codes = [facet["values"].index(value) for value in chosen]
            shown &= np.any([np.isin(COLUMNS[column], codes) for column in facet["columns"]], axis=0)
        assert shown.tolist() == crossfilter.mask(wanted).tolist(), wanted


@pytest.mark.parametrize(
    ("event", "colour"), [(KABUL, "party-1"), (BORDER, "party-2"), (CLASHES, "both"), (PUNJAB, "none")]
)
def test_the_colour_is_that_of_the_attackers_side(event: str, colour: str) -> None:
    assert SYMBOL[event]["colour"] == colour


def test_a_mark_names_its_own_attacker() -> None:
    assert WORDS[KABUL]["attacker"] == "Pakistan"
    assert WORDS[CLASHES]["attacker"] == "Both sides fight"
    assert WORDS[PUNJAB]["attacker"] == "No attack"
    unknown = changed("events", KABUL, attacker=None)
    header, _ = unpack(packed(unknown, [unknown.row("events", KABUL)]).core)
    assert header["words"][0]["attacker"] == "No attacker stated"
    assert colour_names(unknown, ["not_stated", "no_attack"])["none"] == "No attacker stated, or: No attack"


def test_what_a_mark_says_is_what_the_tables_say() -> None:
    for event in EVENTS:
        assert WORDS[event["event_id"]]["title"] == event["title"]
    assert WORDS[KABUL]["when"] == "Thu 26 Feb 2026, night"
    assert WORDS["ev-paktia-2026-02-27"]["when"].startswith("Fri 27 Feb 2026")


@pytest.mark.parametrize("event", IDS)
def test_the_card_that_is_asked_for_is_that_of_the_mark(event: str) -> None:
    """The page asks for the record as it is opened, the single file holds the card of the plain one: both say the same."""
    asked, held = SetInWords(dossier_set(TABLES)).card(event), card(event_record(TABLES, event))
    assert asked == held
    assert {name: held[name] for name in ("title", "when", "status", "tip")}.items() <= WORDS[event].items()


@pytest.mark.parametrize("event", IDS)
def test_the_card_shows_a_verbatim_quote_and_counts_the_rest(event: str) -> None:
    found = card(event_record(TABLES, event))
    quotes = {row["quote_id"] for row in TABLES.rows("evidence") if row["subject_id"] == event}
    verbatim = {TABLES.row("quotes", quote)["quote"] for quote in quotes}
    assert found["quotes"]
    for quote in found["quotes"]:
        assert "".join(text for text, _ in quote["pieces"]) in verbatim
        assert quote["source"].startswith("Copy ")
    assert found["more"] == len(quotes) - len(found["quotes"])


def test_the_version_is_that_of_the_content() -> None:
    assert packed(TABLES, EVENTS).version == FILE.version
    assert packed(TABLES, EVENTS[1:]).version != FILE.version


@pytest.mark.parametrize(
    "cells",
    [
        {"title": "Another title"},
        {"verification": "disputed"},
        {"time_of_day": "day"},
        {"kind": "shelling"},
        {"date_end": date(2026, 3, 1)},
    ],
    ids=lambda cells: next(iter(cells)),
)
def test_another_content_has_another_version(cells: dict[str, Any]) -> None:
    key = "ev-paktika-2026-02-27"
    tables = changed("events", key, **cells)
    assert all(TABLES.row("events", key)[name] != value for name, value in cells.items())
    assert packed(tables, [tables.row("events", event) for event in IDS]).version != FILE.version


def test_text_stays_text() -> None:
    """Hostile words of a title reach the layer as they are; it never parses them as HTML."""
    hostile = "</script><img src=x onerror=alert(1)> `${1}` {{'x'}}"
    tables = changed("events", KABUL, title=hostile)
    header, _ = unpack(packed(tables, [tables.row("events", KABUL)]).core)
    assert header["words"][0]["title"] == hostile
    assert hostile not in header["symbols"][0]["svg"]


def test_no_events_are_no_fault() -> None:
    header, columns = unpack(packed(TABLES, []).core)
    assert (header["n"], header["symbols"], header["words"]) == (0, [], [])
    assert all(len(column) == 0 for column in columns.values())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("claims.csv", b"soldiers", b"Soldiers"), ("datapackage.json", b'"Kabul"', b'"Kabul City"'), ("admin1.geojson", b'"name":"Sindh"', b'"name":"Sind"')],
)  # fmt: skip
def test_the_version_of_a_set_changes_with_what_its_cards_say(path: str, old: bytes, new: bytes) -> None:
    """Browsers keep the cards for good under it."""
    files = {name: TABLES.contents.article(name) for name in TABLES.contents.paths()}
    assert old in files[path]
    before, after = (
        dossier_set(load_contents(MemoryContents(TABLES.contents.place, content))).version
        for content in (files, {**files, path: files[path].replace(old, new)})
    )
    assert before == dossier_set(TABLES).version
    assert after != before


def test_an_article_that_lost_its_words_gives_another_version() -> None:
    content = {path: TABLES.contents.article(path) for path in TABLES.contents.paths()}
    article = str(next(iter(TABLES.records["sources"].values()))["file"])
    broken = load_contents(MemoryContents(TABLES.contents.place, {**content, article: b"other words"}))
    assert broken.faults
    assert dossier_set(broken).version != dossier_set(TABLES).version


def test_nothing_is_drawn_before_a_map_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(drawn, "pack_with_signs", lambda *columns: made.append(1) or pack_with_signs(*columns))
    event_set = drawn_dossier(dossier_set(TABLES), TABLES)
    part = event_set.part(DRAWN)
    assert part is not None
    offered = for_everybody(event_set, lambda: part.events).part(OFFER)
    assert offered is not None
    assert offered.packed is not None
    assert not made
    assert offered.packed.files is part.events
    assert made == [1]
