"""The whole way of a report, in a new dossier of another country: brought, anchored, coded, reviewed, on the map, undone,
coded again by a second person, settled, handed over, opened elsewhere, merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_driver import Desk, axe, stored, tab_to
from playwright.sync_api import Browser, expect

from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.hand_over import unpacked
from dashboard.sources.dossier.tables.load import load_contents

#: Written for this test; no such dispute exists.
REPORT = """Front shells four towns on Niger bend

GAO, Mali, Nov 27, 2026 (Desert Wire) - Drones struck the town of Menaka on Thursday night, a local official said on Friday.

Fighters of the Dune Front shelled Ansongo, Bourem and Timbuktu on Friday morning and Gao on Thursday night, the army said. The army said that the shelling of Ansongo and Bourem had killed 12 people.

The Dune Front said that its fighters had shelled Ansongo.

The front said it was ready to talk.
"""


@pytest.fixture(scope="module")
def desk_server(serve: Any) -> Iterator[Any]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def desk(browser: Browser, desk_server: Any) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(desk_server.origin)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Desk(page)
    context.close()
    assert errors == []
    assert "Traceback" not in desk_server.output()


def test_a_new_dossier_takes_a_minute_and_a_report_comes_with_what_it_says_of_itself(
    desk: Desk, desk_server: Any
) -> None:
    page = desk.page
    desk.button("New dossier").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Title").fill("Niger bend: an invented dispute")
    dialog.get_by_role("textbox", name="Party 1").fill("Mali")
    dialog.get_by_role("textbox", name="Country").first.fill("ML")
    dialog.get_by_role("textbox", name="Party 2").fill("Dune Front")
    dialog.get_by_role("textbox", name="Party 2").press("Tab")
    assert axe(page) == []
    dialog.get_by_role("button", name="Make it").click()
    expect(page.locator("h1")).to_have_text("Niger bend: an invented dispute")
    desk.settle()
    assert axe(page) == []
    page.get_by_role("textbox", name="Your name, for the log").fill("Ada")
    page.get_by_role("textbox", name="Text of the report").fill(REPORT)
    page.get_by_role("textbox", name="Text of the report").press("Control+Enter")
    desk.settle()
    desk.button("Go on").click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Front shells four towns on Niger bend")
    desk.settle()
    assert axe(page) == []
    # A story of an agency without a publisher is asked about once.
    desk.button("Store it and begin").click()
    expect(page.get_by_text("Who published this copy?")).to_be_visible()
    page.get_by_role("textbox", name="Publisher").fill("Desert Wire")
    page.get_by_role("textbox", name="Publisher").press("Tab")
    desk.settle()
    desk.button("Store it and begin").click()
    expect(page.locator(".desk .sentence")).to_have_count(6)
    # Its first sentence has the focus: keys work at once.
    expect(page.locator(".desk .sentence").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".desk .sentence").nth(1)).to_be_focused()
    source = stored(desk_server).tables().rows("sources")[0]
    assert str(source["published_on"]) == "2026-11-27"
    assert stored(desk_server).file(source["file"]) == REPORT.encode()


def test_a_reload_asks_nobody_for_his_name_again(desk: Desk) -> None:
    name = desk.page.get_by_role("textbox", name="Your name, for the log")
    expect(name).to_have_value("Ada")
    desk.page.reload()
    desk.settle()
    desk.turn("Desk")
    expect(name).to_have_value("Ada")
    desk.settle()


def test_sentences_that_report_an_act_stand_out_with_their_words(desk: Desk) -> None:
    expect(desk.sentence("Drones struck")).to_have_class(re.compile(r"\breports\b"))
    expect(desk.sentence("ready to talk")).not_to_have_class(re.compile(r"\breports\b"))
    first = desk.sentence("Drones struck")
    expect(first.locator(".mark.day").first).to_have_text("Thursday night")
    expect(first.locator(".mark.place")).to_have_text("Menaka")
    expect(first.locator(".mark.no-place").first).to_have_attribute("title", "no place of an act: dateline")
    assert axe(desk.page) == []


def test_nobody_is_preselected_and_what_is_missing_is_said_at_its_field(desk: Desk) -> None:
    desk.begin("Drones struck", "e")
    expect(desk.field("attacker").locator(".who-row")).to_have_count(0)
    expect(desk.field("claimants").locator(".who-row")).to_have_count(0)
    expect(desk.field("days").locator(".words-button")).to_have_text("“Thursday night”")
    assert axe(desk.page) == []
    desk.page.keyboard.press("Control+Enter")
    expect(desk.field("claimants").locator("> .field-fault")).to_contain_text("Say whose word it is")
    # It is no item of the review; there it is listed apart, and opened again by a click.
    expect(desk.page.get_by_role("radio", name="Review", exact=True)).to_be_visible()
    desk.turn("Review")
    expect(desk.page.get_by_text("Begun, not complete")).to_be_visible()
    desk.settle()
    assert axe(desk.page) == []
    desk.button("Go on").click()
    expect(desk.page.locator(".desk .form-head")).to_be_visible()
    desk.who("claimants", "a local official", "Local official", "third_party")
    desk.done()


def test_one_sentence_is_split_into_four_place_days(desk: Desk) -> None:
    desk.begin("Fighters of the Dune Front", "e")
    blocks = desk.page.locator(".desk .place-day")
    named = (
        ("Ansongo", "Friday morning"),
        ("Bourem", "Friday morning"),
        ("Timbuktu", "Friday morning"),
        ("Gao", "Thursday night"),
    )
    for number, (place, days) in enumerate(named):
        if number:
            desk.button("Split: another place or day").click()
        # The next place of the list stands there, on the day word that follows it.
        expect(blocks.nth(number).locator('[data-field="place"] > .words-button')).to_have_text(f"“{place}”")
        expect(blocks.nth(number).locator('[data-field="days"] > .words-button')).to_have_text(f"“{days}”")
    expect(blocks.nth(3).get_by_label("First day")).to_have_value("2026-11-26")
    desk.who("claimants", "the army", "Army of Mali", "mali")
    desk.who("attacker", "Dune Front", "Dune Front", "dune_front")
    desk.done()
    expect(desk.sentence("Fighters of the Dune Front").locator(".badge.waiting")).to_have_count(4)


def test_an_empty_map_says_what_it_waits_for_and_explains_no_marks(desk: Desk) -> None:
    desk.turn("Map")
    expect(desk.page.locator(".st-key-open-event")).to_contain_text("No event is coded yet")
    frame = desk.page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    frame.locator(".leaflet-container").wait_for()
    expect(frame.locator(".leaflet-control-scale")).to_be_visible()
    expect(frame.locator(".legend")).to_have_count(0)
    expect(desk.page.locator(".st-key-filters")).to_have_count(0)
    desk.settle()
    assert axe(desk.page) == []
    desk.turn("Desk")


def test_nothing_reaches_the_map_before_it_is_accepted(desk: Desk, desk_server: Any) -> None:
    assert stored(desk_server).tables().rows("events") == []
    desk.turn("Review")
    expect(desk.page.locator(".st-key-review-card")).to_contain_text("Drone attack in Ménaka")
    assert axe(desk.page) == []
    desk.accept_all(5)
    tables = stored(desk_server).tables()
    assert tables.faults == ()
    assert sorted(row["place_text"] for row in tables.rows("events")) == [
        "Ansongo",
        "Bourem",
        "Gao",
        "Menaka",
        "Timbuktu",
    ]
    assert {step.who for step in stored(desk_server).log() if step.what.startswith("Act coded")} == {"Ada"}


def test_a_second_side_is_tied_to_an_event_and_a_claim_covers_two(desk: Desk, desk_server: Any) -> None:
    desk.turn("Code")
    desk.begin("its fighters had shelled", "e")
    desk.field("same_as").locator("select").select_option(label="Dune Front's shelling in Ansongo, Fri 27 Nov 2026")
    desk.field("days").get_by_label("First day").fill("2026-11-27")
    desk.who("claimants", "Dune Front", "Dune Front", "dune_front")
    desk.done()
    desk.begin("had killed 12 people", "c")
    desk.who("claimants", "The army", "Army of Mali", "mali")
    # An event of the sentence before is tied by one chip, with the words that name its place.
    tie = desk.field("events").get_by_role("button", name="Dune Front's shelling in Ansongo").first
    tie.click()
    expect(tie).to_have_attribute("aria-pressed", "true")
    expect(desk.field("events").locator(".ties .words-button")).to_have_text("“Ansongo”")
    # Another is ticked in the list; its words are chosen in the sentence.
    bourem = desk.field("events").locator("label", has_text="Dune Front's shelling in Bourem").locator("input")
    bourem.check()
    expect(bourem).to_be_focused()
    desk.button("Words that tie it …").click()
    desk.page.locator(".desk .words-line .token", has_text=re.compile("^Bourem$")).last.click()
    desk.done()
    desk.accept_all(2)
    tables = stored(desk_server).tables()
    ansongo = next(row for row in tables.rows("events") if row["place_text"] == "Ansongo")
    assert ansongo["verification"] == "both_sides"
    [claim] = tables.rows("claims")
    assert (claim["n_min"], claim["n_max"], len(claim["event_ids"])) == (12, 12, 2)


def test_a_sentence_is_left_out_with_its_reason_and_another_can_object(desk: Desk) -> None:
    desk.turn("Code")
    desk.sentence("ready to talk").click()
    desk.page.locator(".desk .leave-out").select_option("background")
    expect(desk.sentence("ready to talk").locator(".badge.left_out")).to_have_count(1)
    desk.turn("Review")
    desk.page.get_by_text("1 sentence was read and left out").click()
    expect(desk.button("Object")).to_be_visible()


def test_a_sentence_is_coded_by_keyboard_alone(desk: Desk, desk_server: Any) -> None:
    page, key = desk.page, desk.page.keyboard
    desk.turn("Code")
    expect(page.locator(".desk .sentence")).to_have_count(6)
    page.wait_for_timeout(1000)
    desk.settle()
    tab_to(page, "sentence")
    for _ in range(6):
        key.press("k")
    for _ in range(4):
        key.press("j")
    expect(page.locator(".desk .sentence.current")).to_contain_text("its fighters had shelled")
    key.press("c")
    expect(page.locator(".desk .form-head h3")).to_have_text("Claim: a figure, or none")
    key.press("Escape")
    key.press("s")
    expect(page.locator(".desk .form-head h3")).to_have_text("Statement")
    tab_to(page, "Kind of statement")
    key.type("Back")
    tab_to(page, "The Dune Front")
    key.press("Enter")
    tab_to(page, "Who speaks: who it is")
    key.type("Dune")
    tab_to(page, "What was said, in a sentence")
    expect(page.get_by_label("What was said, in a sentence")).to_have_value(
        "The Dune Front said that its fighters had shelled Ansongo."
    )
    key.press("Control+A")
    key.type("The Dune Front says that its fighters shelled Ansongo.")
    # Words by keys: to the first word, then one more.
    tab_to(page, "The words for a place")
    key.press("Enter")
    key.press("End")
    key.press("ArrowLeft")
    key.press("Enter")
    expect(desk.field("place_text").locator(".words-button")).to_have_text(re.compile("^“.+”$"))
    tab_to(page, "The words for a place")
    key.press("Enter")
    key.press("Delete")
    key.press("Control+Enter")
    expect(page.locator(".desk .told")).to_have_text("It waits for review.")
    desk.turn("Review")
    page.locator(".st-key-review-card").wait_for()
    desk.settle()
    key.press("x")
    expect(page.get_by_role("radio", name="Review", exact=True)).to_be_visible()
    assert stored(desk_server).tables().rows("statements") == []


def test_the_events_stand_on_the_map_with_their_words(desk: Desk) -> None:
    desk.turn("Map")
    frame = desk.page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    expect(frame.locator(".mark[data-event]")).to_have_count(5)
    frame.get_by_role("button").filter(has=desk.page.locator('.mark[data-event="ev-menaka-2026-11-26"]')).click()
    expect(desk.page.locator(".st-key-panel")).to_contain_text("Drones struck the town of Menaka on Thursday night")


def test_a_step_is_undone_and_done_again_by_key(desk: Desk, desk_server: Any) -> None:
    desk.turn("Desk")
    desk.turn("Log")
    assert axe(desk.page) == []
    desk.page.keyboard.press("Control+z")
    expect(desk.button(re.compile("^Redo"))).to_be_enabled()
    desk.settle()
    assert stored(desk_server).tables().rows("claims") == []
    desk.page.keyboard.press("Control+Shift+z")
    desk.page.get_by_text(re.compile(r"taken back")).first.wait_for()
    desk.settle()
    assert len(stored(desk_server).tables().rows("claims")) == 1


def test_what_is_accepted_is_edited_from_its_card_and_from_its_sentence(desk: Desk, desk_server: Any) -> None:
    page = desk.page
    desk.turn("Correct")
    page.get_by_role("combobox", name="Which of them").click()
    page.get_by_role("option", name=re.compile("Drone attack in Ménaka")).click()
    expect(page.locator(".st-key-correct-card")).to_contain_text("Drones struck the town of Menaka")
    desk.settle()
    assert axe(page) == []
    desk.button("Edit in its form").click()
    expect(page.locator(".desk .form-head h3")).to_have_text("Act")
    expect(page.locator(".desk .open-form")).to_contain_text("It is accepted already")
    expect(desk.field("place").locator(".words-button")).to_have_text("“Menaka”")
    page.locator(".desk details.more summary").click()
    desk.field("note").locator("input").fill("The whole town.")
    desk.done()
    desk.turn("Review")
    expect(page.locator(".st-key-review-card")).to_contain_text("The whole town.")
    desk.accept_all(1)
    row = stored(desk_server).tables().row("events", "ev-menaka-2026-11-26")
    assert (row["note"], row["place_text"], row["claimant_text"]) == ("The whole town.", "Menaka", "a local official")
    assert stored(desk_server).log()[0].what == "Act corrected: ev-menaka-2026-11-26"
    # From its sentence; what is begun and thrown away leaves nothing.
    desk.turn("Code")
    desk.sentence("Drones struck").click()
    page.get_by_role("button", name="Edit: Drone attack in Ménaka").click()
    expect(page.locator(".desk .open-form.edited")).to_be_visible()
    desk.button("Throw away").click()
    expect(page.locator(".desk .form-head")).to_have_count(0)
    expect(page.get_by_role("radio", name="Review", exact=True)).to_be_visible()


def test_where_an_article_comes_from_is_corrected_with_the_days_that_hang_on_it(desk: Desk, desk_server: Any) -> None:
    page = desk.page
    desk.turn("Bring a report")
    desk.button("Correct").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Publisher").fill("Niger Courier")
    dialog.get_by_role("textbox", name="Publisher").press("Tab")
    desk.settle()
    assert axe(page) == []
    dialog.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text(re.compile("^Article corrected"))).to_be_visible()
    assert stored(desk_server).tables().rows("sources")[0]["publisher"] == "Niger Courier"
    assert stored(desk_server).log()[0].tables == ("sources",)


def test_a_second_coder_sees_nothing_of_the_first_and_differences_are_settled(desk: Desk, desk_server: Any) -> None:
    desk.turn("Second coder")
    expect(desk.page.locator(".desk .sentence")).to_have_count(6)
    expect(desk.page.locator(".desk .badge")).to_have_count(0)
    desk.begin("Drones struck", "e")
    expect(desk.field("same_as").locator("option")).to_have_count(1)
    expect(desk.field("claimants").locator(".who-row")).to_have_count(0)
    desk.field("kind").locator("select").select_option("other")
    desk.who("claimants", "a local official", "Local official", "third_party")
    desk.done()
    desk.page.get_by_role("radio", name="Compare").click()
    row = desk.page.locator(".agreement tr", has=desk.page.get_by_role("cell", name="kind", exact=True)).or_(
        desk.page.locator(".agreement tr", has_text=re.compile("^kind"))
    )
    expect(row.first).to_contain_text("0 %")
    desk.settle()
    assert axe(desk.page) == []
    desk.button("Keep what stands").click()
    expect(desk.page.get_by_text("1 difference settled")).to_be_visible()
    assert stored(desk_server).tables().row("events", "ev-menaka-2026-11-26")["kind"] == "drone_attack"


def test_it_is_handed_over_opened_elsewhere_and_merged(desk: Desk, desk_server: Any, tmp_path: Path) -> None:
    desk.turn("Hand over")
    assert axe(desk.page) == []
    link = desk.page.get_by_role("link", name="Download as one file")
    # While the page is drawn anew for another choice the link leads to a file all the same.
    for _ in range(2):
        with desk.page.expect_download() as download:
            desk.page.get_by_text("With the log of all changes").click()
            link.click()
        assert load_contents(unpacked(Path(download.value.path()))).faults == ()
    desk.settle()
    with desk.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".zip")
    handed = tmp_path / "handed.zip"
    download.value.save_as(handed)
    there = load_contents(unpacked(handed))
    assert there.faults == ()
    assert len(there.rows("events")) == 5
    desk.page.locator('input[type="file"]').last.set_input_files(handed)
    desk.button("Merge it into this one").click()
    expect(desk.page.get_by_text("Nothing in it is new, and nothing differs.")).to_be_visible()
    # Somebody else goes on with it: what is new there comes back.
    other = DossierFile.from_contents(tmp_path / "other.sqlite", unpacked(handed))
    row = other.row("events", "ev-menaka-2026-11-26")
    assert row is not None
    from dashboard.sources.dossier.store import Change

    other.accept([Change("events", row.key, {**row.cells, "note": "Seen by a second desk."})], "Ben", "a note")
    desk.page.locator('input[type="file"]').last.set_input_files(other.path)
    expect(desk.page.get_by_text("1 row differs:")).to_be_visible()
    desk.button("Take what is new, and theirs where they differ").click()
    expect(desk.page.get_by_text(re.compile("^Merged with"))).to_be_visible()
    assert stored(desk_server).tables().row("events", "ev-menaka-2026-11-26")["note"] == "Seen by a second desk."


def test_the_shipped_dossier_is_read_only_and_a_copy_is_made_to_add_to_it(
    visit: Any, serve: Any
) -> None:  # fmt: skip
    with serve() as server, visit(server) as dashboard:
        desk = Desk(dashboard.page)
        desk.turn("Desk")
        expect(desk.page.get_by_text("This dossier is read-only")).to_be_visible()
        desk.button("Make a copy and open its desk").click()
        expect(desk.page.locator(".desk .sentence").first).to_be_visible()
        expect(desk.page.locator(".desk .badge.accepted").first).to_be_visible()
        tables = stored(server).tables()
        assert tables.faults == ()
        assert len(tables.rows("events")) == len(server.tables().rows("events"))


def test_on_a_shared_server_no_desk_is_offered(visit: Any, serve: Any) -> None:
    with serve(settings={"DASHBOARD_SHARED": "yes"}) as server, visit(server) as dashboard:
        expect(dashboard.page.get_by_role("radio", name="Desk", exact=True)).to_have_count(0)
        expect(dashboard.page.get_by_role("button", name="New dossier")).to_have_count(0)
