"""All figures at a glance: each with its day or event, none as of days that are not its own, what contradicts it beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import combinations_with_replacement
from typing import Any

import pytest

from dashboard.model.days import span_in_words
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.record_html import NOTHING, claim_line
from dashboard.screens import headline_figures
from dashboard.screens.shipped_data import shipped_set
from dashboard.sources.dossier.evidence import ClaimGroup, claim_view, event_record, reported_figures, said_of
from dashboard.sources.dossier.evidence.reported_figures import NO_DAY
from dashboard.sources.dossier.tables import Tables, load

TABLES: Tables = load(strict=True)
CLAIMS = list(TABLES.records["claims"])
EVENTS = list(TABLES.records["events"])
EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def data() -> EventSet:
    return shipped_set()


def claims_of(groups: Iterable[ClaimGroup]) -> list[str]:
    return [view.claim_id for group in groups for view in group.claims]


def every_choice_of_days(data: EventSet) -> Iterator[tuple[int, int]]:
    """Each day and each range of days that the slider can be set to, and two on which nothing happened."""
    first, last = data.engine.describe().span or (0, 0)
    yield from combinations_with_replacement(range(first - 1, last + 2), 2)


def tied(claim_id: str) -> tuple[str, ...]:
    return tuple(TABLES.row("claims", claim_id)["event_ids"])


def changed(claim_id: str, **cells: Any) -> Tables:
    rows = TABLES.records["claims"]
    return replace(TABLES, records={**TABLES.records, "claims": {**rows, claim_id: {**rows[claim_id], **cells}}})


class Block(HTMLParser):
    """The figures as the page shows them: under which heading each claim stands, and the text beside it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.under: dict[str, str] = {}
        self.text: dict[str, str] = {}
        self.part = self.claim = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self.part = str(given["aria-label"])
        elif tag == "details":
            self.part = headline_figures.OF_OTHERS
        elif tag == "li":
            self.claim = str(given["data-claim"])
            assert self.claim not in self.under
            self.under[self.claim], self.text[self.claim] = self.part, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self.claim = ""

    def handle_data(self, data: str) -> None:
        if self.claim:
            self.text[self.claim] += data


def block(shown: Iterable[str], tables: Tables = TABLES) -> Block:
    return Block(str(headline_figures.block(tables, reported_figures(tables, list(shown)))))


# --- days ------------------------------------------------------------------------------------------------------------


def test_no_figure_is_shown_as_of_days_that_are_not_its_own(data: EventSet) -> None:
    for days in every_choice_of_days(data):
        first, last = (EPOCH + timedelta(days=number) for number in days)
        found = block(data.selected(Filter(days=days)))
        assert set(found.under) == set(CLAIMS), "every claim stands somewhere, once"
        for claim_id, part in found.under.items():
            rows = [TABLES.row("events", event) for event in tied(claim_id)]
            touching = [row["date_start"] <= last and row["date_end"] >= first for row in rows]
            expected = (
                headline_figures.UNDATED
                if not rows
                else headline_figures.OF_SHOWN
                if all(touching)
                else headline_figures.OF_OTHERS
            )
            assert part == expected, (claim_id, first, last)


def test_with_the_27th_chosen_the_13_civilians_of_the_weekend_before_are_set_apart(data: EventSet) -> None:
    friday = (date(2026, 2, 27) - EPOCH).days
    found = block(data.selected(Filter(days=(friday, friday))))
    assert found.under["cl-13-civilians-killed"] == headline_figures.OF_OTHERS
    assert "Sat 21 – Sun 22 Feb 2026" in found.text["cl-13-civilians-killed"]
    assert found.under["cl-civilian-casualties-friday"] == headline_figures.OF_SHOWN


def test_the_other_filters_set_figures_apart_too(data: EventSet) -> None:
    drones = Filter(choices={"kind": frozenset({"drone_attack"})})
    found = block(data.selected(drones))
    shown = {claim for claim, part in found.under.items() if part == headline_figures.OF_SHOWN}
    of_drones = {row["event_id"] for row in TABLES.rows("events") if row["kind"] == "drone_attack"}
    assert shown == {claim for claim in CLAIMS if tied(claim) and set(tied(claim)) <= of_drones} != set()


def test_a_joint_figure_is_of_what_is_shown_only_where_all_of_its_events_are() -> None:
    events = tied("cl-no-casualties-night-strikes")
    assert len(events) == 3
    assert block(events).under["cl-no-casualties-night-strikes"] == headline_figures.OF_SHOWN
    assert block(events[:2]).under["cl-no-casualties-night-strikes"] == headline_figures.OF_OTHERS


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_each_figure_says_its_day_or_that_none_is_stated(claim_id: str) -> None:
    told = block(EVENTS).text[claim_id]
    for event in (TABLES.row("events", key) for key in tied(claim_id)):
        assert span_in_words(event["date_start"], event["date_end"]) in told
    assert ("no day stated" in told.casefold()) == (not tied(claim_id))


def test_a_figure_of_events_of_several_days_gives_each_its_own() -> None:
    key = "cl-no-casualties-night-strikes"
    several = ("ev-eastern-afghanistan-2026-02-21", "ev-khost-2026-02-27", "ev-clashes-2025-10")
    told = said_of(TABLES, claim_view(changed(key, event_ids=several), key))
    assert told.startswith("3 events together, Sat 21 – Sun 22 Feb 2026: Eastern Afghanistan; Fri 27 Feb 2026: Khost; ")
    assert told.endswith("October 2025: Clashes between Pakistan and Afghanistan, place not named")
    assert said_of(TABLES, claim_view(changed(key, event_ids=()), key)) == NO_DAY


# --- which -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", [EVENTS, EVENTS[:4], []])
def test_every_claim_stands_once_with_a_number_or_without(shown: list[str]) -> None:
    found = reported_figures(TABLES, shown)
    assert sorted(claims_of((*found.of_shown, *found.undated, *found.of_others))) == sorted(CLAIMS)
    told = block(shown).text
    for claim in TABLES.rows("claims"):
        assert claim["n_text"] in told[claim["claim_id"]]


def test_words_stand_there_as_words() -> None:
    told = block(EVENTS).text
    for claim_id in ("cl-no-casualties-night-strikes", "cl-civilian-casualties-friday", "cl-kabul-blaze"):
        assert f"“{TABLES.row('claims', claim_id)['n_text']}”" in told[claim_id]


def test_rival_figures_stand_under_one_heading_and_are_never_added() -> None:
    found = reported_figures(TABLES, EVENTS)
    by_heading = {group.heading: claims_of([group]) for group in found.undated}
    assert by_heading["Killed, Afghanistan's side (Taliban authorities)"] == [
        "cl-274-taliban-killed",
        "cl-13-taliban-fighters-killed",
    ]
    assert by_heading["Killed, Pakistan's side"] == [
        "cl-55-pakistani-soldiers-killed",
        "cl-12-pakistani-soldiers-killed",
    ]
    numbers = {row["n_text"] for row in TABLES.rows("claims")}
    views = [view for groups in (found.of_shown, found.undated, found.of_others) for g in groups for view in g.claims]
    assert {view.figure.strip("“”") for view in views} <= numbers


# --- what contradicts them -------------------------------------------------------------------------------------------


def against(claim_id: str) -> list[str]:
    """The claims that the data say contradict this one."""
    pairs = [[row["claim_a"], row["claim_b"]] for row in TABLES.rows("contradictions")]
    return [other for pair in pairs if claim_id in pair for other in pair if other != claim_id]


@pytest.mark.parametrize("event", EVENTS)
def test_a_card_that_shows_a_figure_shows_what_contradicts_it(event: str) -> None:
    for claim in event_record(TABLES, event).figures:
        card = str(claim_line(claim, NOTHING))
        passages = claim_view(TABLES, claim.claim_id).quotes
        for other in against(claim.claim_id):
            row = TABLES.row("claims", other)
            assert f"by {claim_view(TABLES, other).line}, said by" in card, (claim.claim_id, other)
            assert row["n_text"] in card
        assert card.count("ontradicted") == len(against(claim.claim_id)) + sum(
            passage.contradicts for passage in passages
        )


def test_the_night_strikes_without_casualties_and_the_274_killed_stand_beside_each_other_as_far_as_it_goes() -> None:
    (claim,) = (
        c for c in event_record(TABLES, "ev-kabul-2026-02-26").figures if c.claim_id == "cl-no-casualties-night-strikes"
    )
    card = str(claim_line(claim, NOTHING))
    assert "“no casualties”" in card
    assert "Contradicted (if the night strikes are meant) by 274 killed" in card
    told = block(EVENTS).text
    assert "Contradicted (if the night strikes are meant) by “no casualties”" in told["cl-274-taliban-killed"]


def test_words_of_a_source_that_contradict_a_claim_stand_beside_it_with_their_copy() -> None:
    row = {"subject_id": "cl-drones-no-damage", "quote_id": "q-a10", "role": "contradicts",
           "words": None, "words_start": None}  # fmt: skip
    tables = replace(TABLES, records={**TABLES.records, "evidence": {**TABLES.records["evidence"], "more": row}})
    *rivals, sentence = claim_view(tables, "cl-drones-no-damage").against
    assert sentence == (
        f"May be contradicted by words of Copy A, 27 Feb 2026: “{TABLES.row('quotes', 'q-a10')['quote']}”"
    )
    assert tuple(rivals) == claim_view(TABLES, "cl-drones-no-damage").against


def test_a_disputed_outcome_stands_beside_its_denial_on_the_events_card() -> None:
    (claim,) = (
        c for c in event_record(TABLES, "ev-northwest-pakistan-drones-2026-02-26").figures if c.text == "“no damage”"
    )
    (sentence,) = claim.against
    assert sentence.startswith(
        "Contradicted (if “to hit” says that targets were struck) by “hit Pakistani military targets”"
    )


def test_text_from_the_data_never_becomes_html() -> None:
    evil = '<script>alert(1)</script>" onclick="x'
    key = "cl-civilian-casualties-friday"
    for column in ("n_text", "category"):
        tables = changed(key, **{column: evil})
        markup = str(headline_figures.block(tables, reported_figures(tables, EVENTS)))
        assert "<script" not in markup
        assert 'onclick="x' not in markup
