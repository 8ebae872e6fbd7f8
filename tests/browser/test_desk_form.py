"""The forms of the desk, one by one, in a dossier that is there already: the map, what is typed, words, ties, differences."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_driver import Desk, axe, stored
from playwright.sync_api import Browser, Locator, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "coding"))
from desk_dossier import made

#: Written for this test; no such dispute exists.
REPORT = """Drones strike Menaka as a front shells towns

GAO, Mali, Nov 27, 2026 (Desert Wire) - Drones struck the town of Menaka on Thursday night, killing at least nine people, a local official said on Friday.

Fighters of the Dune Front shelled Ansongo on Friday morning and the wells of Tin Adara overnight, the army said.

In the province of Mopti, planes bombed a camp on Tuesday. Troops clashed with the front along the border between Mali and Niger on Wednesday, a local official said.

The front said it was ready to talk.

The army said that two of its men were killed.
"""


@pytest.fixture(scope="module")
def desk_server(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server with one dossier of the reader's own, in which the report lies uncoded."""
    user = tmp_path_factory.mktemp("coder") / "user"
    (user / "dossiers").mkdir(parents=True)
    made(user / "dossiers", REPORT, "mali.sqlite")
    with serve(settings={"DASHBOARD_USER_DIR": str(user)}) as server:
        server.__dict__["log"].parent.joinpath("user").symlink_to(user)
        yield server


@pytest.fixture(scope="module")
def desk(browser: Browser, desk_server: Any) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{desk_server.origin}/?dossier=own-mali")
    desk = Desk(page)
    desk.turn("Desk")
    expect(page.locator(".desk .sentence").first).to_be_visible()
    yield desk
    context.close()
    assert errors == []
    assert "Traceback" not in desk_server.output()


def the_map(desk: Desk) -> Locator:
    return desk.page.locator(".desk .place-map")


# --- the map of a form -----------------------------------------------------------------------------------------------


def test_the_chosen_place_stands_on_a_map_of_our_own_ground(desk: Desk) -> None:
    desk.begin("Drones struck", "e")
    shown = the_map(desk)
    expect(shown.locator("path.land").first).to_be_attached()
    expect(shown.locator(".place-label")).to_have_text("Ménaka")
    expect(shown.locator(".place-sign.own circle")).to_have_attribute("stroke-dasharray", "none")
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("a point: the town")
    expect(shown.locator("path.area")).to_have_count(0)
    expect(shown.locator(".leaflet-tile")).to_have_count(0)
    assert axe(desk.page) == []
    desk.field("place").get_by_label("near it, not in it").check()
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("near the town, not in it")
    desk.button("Throw away").click()


def test_a_province_is_its_outline_and_a_border_a_line(desk: Desk) -> None:
    desk.begin("planes bombed", "e")
    expect(the_map(desk).locator("path.area.level-province.fill")).to_have_count(1)
    expect(the_map(desk).locator(".place-sign.own circle")).to_have_attribute("stroke-dasharray", "5 2.6")
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("the outline of the province")
    desk.page.keyboard.press("Escape")
    desk.begin("Troops clashed", "e")
    expect(the_map(desk).locator("path.area.level-border.dashes").first).to_be_attached()
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("a line: the border")
    desk.page.keyboard.press("Escape")


def click_at(desk: Desk, across: float, down: float) -> None:
    """Click on the map at a share of its width and of its height."""
    ground = the_map(desk).locator(".place-map-ground")
    ground.scroll_into_view_if_needed()
    box = ground.bounding_box()
    assert box is not None
    ground.click(position={"x": box["width"] * across, "y": box["height"] * down})


def test_an_area_is_drawn_by_clicks_and_may_not_cross_itself(desk: Desk, desk_server: Any) -> None:
    desk.begin("the wells of Tin Adara", "e")
    where = desk.field("place")
    where.locator(".chip", has_text="Ansongo").click()
    where.locator(".chip", has_text="Draw it by hand").click()
    where.locator(".words-button").click()
    line = desk.page.locator(".desk .words-line")
    line.locator(".token", has_text="Tin").click()
    where.locator(".words-button").click()
    desk.page.keyboard.press("Shift+ArrowRight")
    desk.page.keyboard.press("Enter")
    expect(where.locator(".words-button")).to_have_text("“Tin Adara”")
    where.get_by_label("Name of the place").fill("Wells of Tin Adara")
    where.get_by_label("Draw it as").select_option(label="An area")
    for across, down in ((0.3, 0.3), (0.6, 0.3), (0.6, 0.7)):
        click_at(desk, across, down)
    click_at(desk, 0.5, 0.1)
    expect(where.locator(".drawing-status")).to_contain_text("would cross or touch each other")
    expect(where.locator(".corners li")).to_have_count(3)
    desk.button("Undo the last corner").click()
    expect(where.locator(".corners li")).to_have_count(2)
    click_at(desk, 0.6, 0.7)
    click_at(desk, 0.3, 0.7)
    assert axe(desk.page) == []
    click_at(desk, 0.3, 0.3)
    expect(where.locator(".drawing-status")).to_have_text("The area is closed.")
    desk.field("days").locator(".chip", has_text="overnight").click()
    desk.who("claimants", "the army", "Army of Mali", "mali")
    desk.who("attacker", "Dune Front", "Dune Front", "dune_front")
    desk.done()
    desk.accept_all(1)
    [place] = [row for row in stored(desk_server).tables().rows("places") if row["name"] == "Wells of Tin Adara"]
    shape = stored(desk_server).tables().shapes.geometry(place["geometry"])
    assert shape.geom_type == "Polygon"
    assert len(shape.exterior.coords) == 5


def test_a_place_by_hand_is_offered_again_by_its_name(desk: Desk) -> None:
    desk.turn("Code")
    desk.begin("Drones struck", "e")
    desk.field("place").get_by_label("Look for a place").fill("wells of")
    found = desk.field("place").locator(".candidate", has_text="Wells of Tin Adara")
    found.locator("input").check()
    expect(desk.field("place").locator(".drawn-as")).to_contain_text("an area: approximate")
    expect(the_map(desk).locator("path.area.level-region.fill")).to_have_count(1)
    desk.button("Throw away").click()


def test_a_line_is_typed_corner_by_corner_and_drawn_as_a_line_on_the_big_map(desk: Desk, desk_server: Any) -> None:
    desk.begin("planes bombed", "e")
    where = desk.field("place")
    where.locator(".chip", has_text="Draw it by hand").press("Enter")
    expect(where.get_by_label("Draw it as")).to_be_focused()
    where.get_by_label("Draw it as").select_option(label="A line")
    where.get_by_label("Name of the place").fill("Mopti road")
    for number, (latitude, longitude) in enumerate((("14.5", "-4.2"), ("14.9", "-3.9"), ("", "")), start=1):
        desk.button("Type another corner").press("Enter")
        expect(where.get_by_label(f"Latitude of corner {number}")).to_be_focused()
        desk.page.keyboard.type(latitude)
        desk.page.keyboard.press("Tab")
        desk.page.keyboard.type(longitude)
    expect(the_map(desk).locator("path.corner")).to_have_count(2)
    desk.who("claimants", "The outlet itself", "", "")
    desk.page.keyboard.press("Control+Enter")
    expect(where.locator("> .field-fault")).to_contain_text("Give every corner a latitude")
    desk.button("Undo the last corner").press("Enter")
    desk.done()
    desk.accept_all(1)
    desk.turn("Map")
    frame = desk.page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    expect(frame.locator("path.area.level-border.dashes")).to_have_count(1)
    expect(frame.locator("path.area.level-region.fill")).to_have_count(1)
    desk.turn("Desk")


# --- what is typed ---------------------------------------------------------------------------------------------------


def reload(desk: Desk) -> None:
    desk.page.reload()
    desk.turn("Desk")
    expect(desk.page.locator(".desk .sentence").first).to_be_visible()


def test_esc_keeps_what_is_typed_and_the_sentence_offers_it_again(desk: Desk) -> None:
    page = desk.page
    desk.begin("Troops clashed", "e")
    desk.button("Split: another place or day").click()
    desk.page.locator(".desk .place-day").last.get_by_label("First day").fill("2026-11-24")
    desk.field("note").locator("..").locator("summary").click()
    desk.field("note").locator("input").fill("A remark that took long to write")
    page.keyboard.press("Escape")
    expect(page.locator(".desk .told").first).to_have_text("Kept as it is typed.")
    expect(desk.sentence("Troops clashed").locator(".badge.unfinished")).to_have_count(1)
    assert axe(page) == []
    page.keyboard.press("e")
    expect(page.locator(".desk .told.left")).to_contain_text("As you left it.")
    expect(page.locator(".desk .place-day")).to_have_count(2)
    expect(page.locator(".desk .place-day").last.get_by_label("First day")).to_have_value("2026-11-24")
    expect(desk.field("note").locator("input")).to_have_value("A remark that took long to write")


def test_a_click_elsewhere_another_part_and_a_reload_lose_nothing(desk: Desk) -> None:
    page = desk.page
    desk.sentence("ready to talk").click()
    expect(desk.field("note").locator("input")).to_have_value("A remark that took long to write")
    desk.turn("Review")
    expect(page.locator(".desk .sentence")).to_have_count(0)
    desk.turn("Code")
    expect(page.locator(".desk .told.left")).to_contain_text("1 form is not finished.")
    reload(desk)
    desk.button("Go on with the last").click()
    expect(desk.field("note").locator("input")).to_have_value("A remark that took long to write")
    page.keyboard.press("Control+Enter")
    expect(desk.field("claimants").locator("> .field-fault")).to_contain_text("Say whose word it is")
    reload(desk)
    # It was refused: both its place-days are begun, and no item of the review.
    expect(desk.sentence("Troops clashed").locator(".badge.begun")).to_have_count(2)
    expect(page.get_by_role("radio", name="Review", exact=True)).to_be_visible()
    desk.begin("Troops clashed", "e")
    expect(desk.field("note").locator("input")).to_have_value("A remark that took long to write")


def test_what_is_typed_goes_only_when_it_is_thrown_away_or_done(desk: Desk) -> None:
    page = desk.page
    desk.button("Begin anew").click()
    expect(page.locator(".desk .place-day")).to_have_count(1)
    expect(desk.field("note").locator("input")).to_have_value("")
    page.keyboard.press("Escape")
    expect(desk.sentence("Troops clashed").locator(".badge:is(.unfinished, .begun)")).to_have_count(0)
    desk.begin("ready to talk", "s")
    desk.field("summary").locator("textarea").fill("The front is ready to talk.")
    page.wait_for_timeout(500)
    desk.button("Throw away").click()
    expect(page.locator(".desk .badge.unfinished")).to_have_count(0)
    reload(desk)
    expect(page.locator(".desk .told.left")).to_have_count(0)
    # The form that lacked something went with what was thrown away: no copy of it waits anywhere.
    desk.turn("Review")
    expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
    expect(page.get_by_text("Begun, not complete")).to_have_count(0)
    desk.turn("Code")


# --- what is said ----------------------------------------------------------------------------------------------------


def test_what_the_sentence_says_of_a_statement_stands_there(desk: Desk) -> None:
    desk.begin("ready to talk", "s")
    expect(desk.field("kind").locator("select")).to_have_value("diplomacy")
    expect(desk.field("kind").locator(".why")).to_contain_text("“ready to talk” (diplomacy)")
    expect(desk.field("summary").locator("textarea")).to_have_value("The front said it was ready to talk.")
    expect(desk.field("speaker").locator(".who-row")).to_have_count(0)
    desk.page.keyboard.press("Escape")
    # The day of the saying, not that of the act; each place and each day is a chip.
    desk.begin("Drones struck", "s")
    expect(desk.field("day").locator(".words-button")).to_have_text("“Friday”")
    expect(desk.field("day").get_by_role("button", name="Friday", exact=True)).to_have_attribute("aria-pressed", "true")
    desk.field("place_text").locator(".chip", has_text="Menaka").click()
    expect(desk.field("place_text").locator(".words-button")).to_have_text("“Menaka”")
    assert axe(desk.page) == []
    desk.button("Throw away").click()


# --- the form itself --------------------------------------------------------------------------------------------------

COVERED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!focused?.closest('.fields')) return null;
  const box = focused.getBoundingClientRect();
  for (const [x, y] of [[.5, .5], [.5, .15], [.5, .85]]) {
    const seen = focused.getRootNode().elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    if (!(seen === focused || focused.contains(seen) || seen?.contains(focused))) return `${focused.outerHTML.slice(0, 120)} under ${seen?.className}`;
  }
  return "";
}"""


def test_a_long_title_widens_no_form_and_tab_goes_to_no_covered_field(desk: Desk) -> None:
    page = desk.page
    desk.begin("ready to talk", "e")
    page.evaluate(
        """() => { for (const host of document.querySelectorAll('*')) for (const list of host.shadowRoot?.querySelectorAll('.side select') ?? []) {
          const option = document.createElement('option'); option.textContent = 'Ground clash at a border '.repeat(12); list.append(option); list.value = option.textContent; } }"""
    )
    for width, height in ((1440, 640), (390, 800)):
        page.set_viewport_size({"width": width, "height": height})
        side = page.locator(".desk .side")
        assert side.evaluate("side => side.scrollWidth - side.clientWidth") <= 0
    page.set_viewport_size({"width": 1440, "height": 640})
    desk.field("kind").locator("select").focus()
    seen = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        covered = page.evaluate(COVERED)
        if covered is None:
            break
        seen += 1
        assert covered == ""
    assert seen > 10
    for _ in range(seen):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(COVERED)
    page.set_viewport_size({"width": 1440, "height": 1000})
    desk.button("Throw away").click()


def test_keys_that_send_a_form_settle_the_words_first(desk: Desk) -> None:
    page = desk.page
    desk.begin("ready to talk", "e")
    desk.field("days").locator(".words-button").click()
    status = page.locator(".desk .word-line .picking")
    expect(status).to_contain_text("draw over the words")
    above, line = status.bounding_box(), page.locator(".desk .word-line").bounding_box()
    assert above is not None
    assert line is not None
    assert line["y"] <= above["y"] < above["y"] + above["height"] <= line["y"] + line["height"]
    page.keyboard.press("Control+Enter")
    expect(status).to_contain_text("no words are taken. Nothing is sent yet")
    expect(desk.field("days").locator(".words-button")).to_have_text("Choose the words")
    expect(page.locator(".desk .form-head h3")).to_have_text("Act")
    desk.field("days").locator(".words-button").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Enter")
    expect(status).to_contain_text("“front” is taken. Nothing is sent yet")
    expect(desk.field("days").locator("> .field-fault")).to_have_text("")
    desk.button("Throw away").click()


def test_a_day_is_what_is_typed_wherever_the_field_is_clicked(desk: Desk) -> None:
    page = desk.page
    desk.begin("ready to talk", "e")
    when = desk.field("days")
    when.get_by_label("First day").click()
    page.keyboard.type("20261124")
    page.keyboard.press("Tab")
    expect(when.get_by_label("First day")).to_have_value("2026-11-24")
    expect(when.get_by_label("Last day")).to_have_value("2026-11-24")
    when.get_by_label("Last day").fill("2026-13-41")
    page.keyboard.press("Tab")
    expect(when.locator(".day-fault").last).to_have_text("“2026-13-41” is no day. Type it as 2026-02-27.")
    expect(when.get_by_label("Last day")).to_have_attribute("aria-invalid", "true")
    # Where the sentence says no day: that of the report, or from the last act that is dated.
    days = when.get_by_role("button", name="From 2026-11-25 to the report")
    days.click()
    expect(when.get_by_label("First day")).to_have_value("2026-11-25")
    expect(when.get_by_label("Last day")).to_have_value("2026-11-27")
    expect(days).to_have_attribute("aria-pressed", "true")
    expect(when.get_by_role("button", name="The day of the report")).to_have_attribute("aria-pressed", "false")
    expect(when.locator(".why").last).to_contain_text("From the context: between the last act that is dated")
    expect(desk.field("place").get_by_role("button", name="No place named")).to_have_attribute("aria-pressed", "true")
    assert axe(page) == []
    desk.button("Throw away").click()


def test_nobody_speaks_twice(desk: Desk) -> None:
    desk.begin("ready to talk", "e")
    says = desk.field("claimants")
    for _ in range(2):
        says.get_by_role("button", name="The outlet itself").click()
    expect(says.locator(".who-row")).to_have_count(1)
    expect(says.locator(".twice")).to_have_text("That one stands here already.")
    expect(says.get_by_role("button", name="The outlet itself")).to_have_attribute("aria-pressed", "true")
    desk.button("Throw away").click()


def test_parties_and_who_is_new_are_offered_in_the_next_field_and_form(desk: Desk) -> None:
    page = desk.page
    desk.begin("ready to talk", "e")
    says, hit = desk.field("claimants"), desk.field("target")
    for box in (says, hit):
        box.get_by_role("button", name="Somebody else …").click()
        page.keyboard.press("Delete")
    # A party can be named before it is on file; its own row follows from the form.
    who = says.locator(".who-row select").first
    expect(who.locator("option", has_text=re.compile("^Dune Front$"))).to_have_count(1)
    says.locator(".who-row select").first.select_option("new")
    says.get_by_label("Name of the new one").fill("Ferry owners of Gao")
    says.get_by_label("Side of the new one").select_option("mali")
    hit.get_by_label("Target: leave out").click()
    hit.get_by_role("button", name="Somebody else …").click()
    page.keyboard.press("Delete")
    hit.locator(".who-row select").first.select_option(label="Ferry owners of Gao")
    expect(hit.get_by_label("Name of the new one")).to_be_hidden()
    assert axe(page) == []
    desk.button("Throw away").click()
    desk.begin("Drones struck", "s")
    speaker = desk.field("speaker")
    speaker.get_by_role("button", name="Somebody else …").click()
    page.keyboard.press("Delete")
    expect(speaker.locator(".who-row select").first.locator("option", has_text="Ferry owners of Gao")).to_have_count(1)
    desk.button("Throw away").click()


def test_the_own_sentence_is_seen_from_its_beginning(desk: Desk) -> None:
    desk.begin("Troops clashed", "e")
    line = desk.page.locator(".desk .words-line")
    first = line.locator(".token:not(.around)").first.bounding_box()
    last = line.locator(".token:not(.around)").last.bounding_box()
    box = line.bounding_box()
    assert first is not None
    assert last is not None
    assert box is not None
    assert box["y"] <= first["y"]
    assert last["y"] + last["height"] <= box["y"] + box["height"] + 1
    desk.button("Throw away").click()


def test_whoever_is_read_as_the_attacker_is_offered_as_the_target_too(desk: Desk) -> None:
    desk.begin("the wells of Tin Adara", "e")
    hit = desk.field("target")
    hit.get_by_role("button", name="Fighters of the Dune Front", exact=True).click()
    expect(hit.locator(".words-button")).to_have_text("“Fighters of the Dune Front”")
    desk.button("Throw away").click()


def test_a_fault_of_a_field_that_the_kind_has_not_is_told_at_the_end(desk: Desk) -> None:
    told = desk.page.evaluate(
        """async () => {
          const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
          const { fieldOf, tellFaults } = await import(loaded.find((name) => name.endsWith("/desk/controls.js")));
          const [form, rest] = ["div", "ul"].map((tag) => document.createElement(tag));
          const hidden = fieldOf("attacker", "Attacker"), seen = fieldOf("kind", "Kind");
          hidden.hidden = true;
          form.append(hidden, seen);
          tellFaults(form, [{ form: 0, field: "attacker", message: "Nobody." }, { form: 0, field: "kind", message: "None." }, { form: 0, field: "other", message: "Else." }], rest);
          return [[...form.querySelectorAll(".field-fault")].map((fault) => fault.textContent), [...rest.children].map((line) => line.textContent)];
        }"""
    )
    assert told == [["", "None."], ["Nobody.", "Else."]]


def test_of_whom_it_is_said_follows_the_words_that_are_chosen(desk: Desk) -> None:
    desk.begin("the wells of Tin Adara", "c")
    desk.field("metric").locator("select").select_option("killed")
    desk.field("side").locator("select").select_option("mali")
    box = desk.field("claimants")
    box.get_by_role("button", name="Somebody else …").click()
    role = box.get_by_label("Who says so: of whom it is said").locator("option").first
    expect(role).to_have_text("As follows from the sides")
    desk.page.locator(".desk .words-line .token:not(.around)", has_text="army").click()
    # The words name somebody who is on file: how he stands to what is counted follows at once.
    expect(box.locator(".who-row select").first.locator("option:checked")).to_have_text("Army of Mali")
    expect(role).to_have_text("about losses on its own side (follows from the sides)")
    desk.button("Throw away").click()


# --- told again, and against another ---------------------------------------------------------------------------------


def test_of_whom_a_claim_is_said_stands_in_its_form(desk: Desk) -> None:
    desk.begin("Drones struck", "c")
    desk.field("side").locator("select").select_option("mali")
    desk.who("claimants", "Somebody else …", "", "")
    desk.page.locator(".desk .words-line .token", has_text="official").first.click()
    box = desk.field("claimants")
    box.locator(".who-row select").first.select_option("new")
    box.get_by_label("Side of the new one").select_option("dune_front")
    role = box.get_by_label("Who says so: of whom it is said")
    expect(role.locator("option").first).to_have_text("about the other side (follows from the sides)")
    desk.field("side").locator("select").select_option("dune_front")
    expect(role.locator("option").first).to_have_text("about losses on its own side (follows from the sides)")
    role.select_option("own_losses")
    assert axe(desk.page) == []
    desk.button("Throw away").click()


def test_the_day_of_a_report_is_told_from_the_day_of_the_act(desk: Desk) -> None:
    desk.begin("Drones struck", "e")
    when = desk.field("days")
    reported = when.get_by_label("it is the day of the report")
    when.get_by_role("button", name="Thursday night", exact=True).click()
    expect(reported).not_to_be_checked()
    when.get_by_role("button", name="Friday", exact=True).click()
    expect(reported).to_be_checked()
    when.locator(".words-button").click()
    desk.page.keyboard.press("Delete")
    expect(reported).to_be_hidden()
    assert axe(desk.page) == []
    desk.button("Throw away").click()


def test_who_says_what_the_target_was_is_asked_where_there_is_a_target(desk: Desk) -> None:
    desk.begin("Drones struck", "e")
    hit, says = desk.field("target"), desk.field("target_claimant")
    expect(says).to_be_hidden()
    hit.get_by_role("button", name="Somebody else …").click()
    desk.page.keyboard.press("Delete")
    expect(says).to_be_visible()
    says.get_by_role("button", name="a local official", exact=True).click()
    expect(says.locator(".words-button")).to_have_text("“a local official”")
    expect(says.get_by_role("button", name="a local official", exact=True)).to_have_attribute("aria-pressed", "true")
    says.get_by_role("button", name="The outlet itself").click()
    expect(says.locator(".who-row")).to_have_count(1)
    assert axe(desk.page) == []
    hit.get_by_label("Target: leave out").click()
    expect(says).to_be_hidden()
    desk.button("Throw away").click()


def test_whose_people_are_counted_stands_where_the_words_say_it(desk: Desk) -> None:
    desk.begin("two of its men", "c")
    people = desk.field("side")
    expect(people.locator("input")).to_have_value("men")
    expect(people.locator("select")).to_have_value("")
    expect(people.locator(".why")).to_have_text("“men”: those of whoever says so.")
    desk.who("claimants", "The army", "Army of Mali", "mali")
    expect(people.locator("select")).to_have_value("mali")
    # What the coder chooses stays.
    people.locator("select").select_option("civilian")
    desk.field("claimants").get_by_label("Who says so: leave out").click()
    expect(people.locator("select")).to_have_value("civilian")
    assert axe(desk.page) == []
    desk.button("Throw away").click()


def test_a_second_claim_of_the_same_words_is_warned_of_and_can_be_made(desk: Desk) -> None:
    page, warning = desk.page, desk.field("figure").locator(".warned")
    desk.begin("Drones struck", "e")
    desk.who("claimants", "The outlet itself", "", "")
    desk.done()
    for number in range(2):
        desk.begin("Drones struck", "c")
        expect(warning).to_have_count(1)
        if number:
            expect(warning).to_contain_text("“at least nine”, killed")
            expect(warning).to_contain_text("(waits for review). If it is the same claim")
            expect(desk.field("same_as").locator(".waits")).to_contain_text("1 waits for review and can be chosen")
            assert axe(page) == []
        else:
            expect(warning).to_be_hidden()
            expect(desk.field("same_as").locator(".waits")).to_have_count(0)
        desk.who("claimants", "The outlet itself", "", "")
        if number:
            # The act that waits is reviewed first: what is typed here is kept.
            expect(desk.field("events").locator(".waits")).to_contain_text("1 waits for review and can be chosen here")
            desk.field("events").get_by_role("button", name="To the review").click()
            expect(page.locator(".st-key-review-card")).to_be_visible()
            expect(page.locator(".st-key-review-card")).not_to_contain_text("Its words are coded already")
            desk.turn("Code")
            desk.begin("Drones struck", "c")
            expect(desk.field("claimants").locator(".who-row")).to_have_count(1)
        page.wait_for_timeout(4000)
        desk.done()
    desk.turn("Review")
    page.get_by_role("button", name="Claim: “at least nine”, killed").last.click()
    expect(page.locator(".st-key-review-card")).to_contain_text("Its words are coded already: Claim: “at least nine”")
    assert axe(page) == []
    desk.reject_all(3)
    desk.turn("Code")


def test_what_is_coded_already_stands_beside_what_is_typed_and_nothing_goes_unsaid(desk: Desk) -> None:
    desk.begin("the wells of Tin Adara", "e")
    event = desk.field("same_as").locator("option", has_text="Wells of Tin Adara").text_content()
    desk.field("same_as").locator("select").select_option(label=event)
    expect(desk.field("kind").locator(".own-value")).to_have_text("Coded already: Shelling")
    expect(desk.field("place").locator(".own-value")).to_have_text("Coded already: Wells of Tin Adara")
    expect(desk.field("attacker").locator(".own-value")).to_have_text("Coded already: Dune Front")
    desk.field("kind").locator("select").select_option("other")
    desk.field("place").locator(".chip", has_text="No place named").click()
    desk.field("note").locator("..").locator("summary").click()
    desk.field("note").locator("input").fill("Heard of it twice")
    desk.who("claimants", "the army", "Army of Mali", "mali")
    assert axe(desk.page) == []
    desk.done()
    notes = desk.page.locator(".desk .told-notes")
    expect(notes).to_contain_text("kind: “Shelling” is coded and stays. “Other” is not kept.")
    expect(notes).to_contain_text("note: “nothing” is coded and stays. “Heard of it twice” is not kept.")
    desk.turn("Review")
    card = desk.page.locator(".st-key-review-card")
    expect(card).to_contain_text("It tells again of what is coded, and differs from it:")
    assert axe(desk.page) == []
    desk.reject_all(1)


def test_words_that_say_otherwise_are_a_contradiction_reviewed_like_the_rest(desk: Desk, desk_server: Any) -> None:
    desk.turn("Code")
    desk.begin("ready to talk", "o")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.field("subject").locator("> .field-fault")).to_contain_text("Choose what is contradicted")
    event = desk.field("subject").locator("option", has_text="Wells of Tin Adara").text_content()
    desk.field("subject").locator("select").select_option(label=event)
    desk.field("words").locator(".words-button").click()
    line = desk.page.locator(".desk .words-line")
    line.locator(".token", has_text="ready").click()
    assert axe(desk.page) == []
    desk.page.wait_for_timeout(4000)
    desk.done()
    desk.turn("Review")
    expect(desk.page.locator(".st-key-review-card")).to_contain_text("contradicted")
    desk.accept_all(1)
    tables = stored(desk_server).tables()
    assert [row["words"] for row in tables.rows("evidence") if row["role"] == "contradicts"] == ["ready"]
    desk.turn("Code")
    desk.begin("ready to talk", "d")
    expect(desk.page.locator(".desk .fields")).to_contain_text("Tie one to the other first")
    desk.page.keyboard.press("Escape")


# --- the quote; last, for it leaves a form that waits --------------------------------------------------------------------


def test_a_quote_is_drawn_over_a_clause_or_over_two_sentences(desk: Desk, desk_server: Any) -> None:
    page = desk.page
    desk.begin("planes bombed", "s")
    desk.field("quotes").locator(".words-button").click()
    page.keyboard.press("Shift+End")
    page.keyboard.press("Enter")
    expect(desk.field("quotes").locator(".words-button")).to_contain_text(
        "planes bombed a camp on Tuesday. Troops clashed"
    )
    desk.field("kind").locator("select").select_option("background")
    desk.field("speaker").get_by_role("button", name="The outlet itself").click()
    desk.field("summary").locator("textarea").fill("The outlet tells of two days.")
    desk.done()
    forms = [draft.form["form"] for draft in stored(desk_server).drafts() if draft.form["sort"] == "statement"]
    [[start, end], *_] = forms[-1]["quotes"]
    assert REPORT[start:end].startswith("In the province of Mopti")
    assert REPORT[start:end].rstrip().endswith("ready to talk.")
