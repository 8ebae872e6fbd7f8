"""Two windows, and two desks, on one dossier: the second to save sees both versions and chooses; a merge asks what differs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_desk import Desk, axe

sys.path.insert(0, str(Path(__file__).parents[1] / "coding"))
from desk_dossier import ansongo, event, front, made, sentence

from dashboard.coding import desk_work
from dashboard.sources.dossier.store import Change, DossierFile
from dashboard.sources.dossier.store.hand_over import packed

MENAKA, ANSONGO = "ev-menaka-2026-11-26", "ev-ansongo-2026-11-27"


@pytest.fixture(scope="module")
def desk_server(serve: Any) -> Iterator[Any]:
    with serve() as server:
        yield server


@pytest.fixture
def file(desk_server: Any, tmp_path: Path) -> Iterator[DossierFile]:
    """A dossier of the user's own with two events, and a form that ties the front's word to one of them."""
    source = made(tmp_path)
    for form in (event(), ansongo()):
        desk_work.keep(source, "event", form, "Ada")
        desk_work.accept(source, desk_work.waiting(source)[0], "Ada")
    tie = ansongo(
        same_as=ANSONGO, quotes=sentence("its fighters had"), place=None, attacker=None, claimants=[front(nth=1)]
    )
    tie["days"] = {"words": None, "first": "2026-11-27", "last": "2026-11-27", "time_of_day": "unknown"}
    desk_work.keep(source, "event", tie, "Ada")
    shelf = desk_server.log.parent / "user" / "dossiers"
    shelf.mkdir(parents=True, exist_ok=True)
    path = shelf / f"{tmp_path.name.replace('_', '-')}.sqlite"
    yield DossierFile.from_contents(path, source.contents(), "Ada", work=source.work())
    path.unlink()


@pytest.fixture
def windows(browser: Browser, desk_server: Any, file: DossierFile) -> Iterator[list[Desk]]:
    """Two windows on its desk, of two people, each with a browser of his own: a browser keeps the name of who works in it."""
    size = {"width": 1440, "height": 1000}
    contexts = [browser.new_context(viewport=size, locale="en-GB", accept_downloads=True) for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(60_000)
    desks = [Desk(context.new_page()) for context in contexts]
    for desk, name in zip(desks, ("Ada", "Ben"), strict=True):
        desk.page.goto(f"{desk_server.origin}?dossier=own-{file.path.stem}&page=desk")
        desk.settle()
        desk.page.get_by_role("textbox", name="Your name, for the log").fill(name)
        desk.page.keyboard.press("Tab")
        desk.settle()
    yield desks
    for context in contexts:
        context.close()
    assert "Traceback" not in desk_server.output()


def correct(desk: Desk, title: str) -> None:
    desk.turn("Correct")
    chooser = desk.page.get_by_role("combobox", name="Which of them")
    chooser.click()
    desk.page.get_by_role("option", name=re.compile(re.escape(title))).click()
    desk.settle()


def field(page: Page, name: str) -> Any:
    return page.locator(".st-key-correct-fields").get_by_role("textbox", name=name, exact=True)


def save(desk: Desk, **values: str) -> None:
    for name, text in values.items():
        box = field(desk.page, name)
        box.fill(text)
        box.press("Tab")
        desk.settle()
    desk.button("Save the correction").click()
    desk.settle()


def choose(page: Page, row: str, name: str, whose: str) -> None:
    box = page.locator(f'[class*="-{row.replace(".", "-")}-"][class*="-{name}"]', has=page.get_by_role("radiogroup"))
    box.last.get_by_text(whose, exact=True).last.click()


def test_the_second_to_correct_a_row_sees_both_versions_and_chooses_field_by_field(
    windows: list[Desk], file: DossierFile
) -> None:
    ada, ben = windows
    for desk in windows:
        correct(desk, "Drone attack in Ménaka")
    save(ada, note="Ada read it.", title="Drones on Ménaka")
    expect(ada.page.get_by_text(f"Corrected: {MENAKA}")).to_be_visible()
    save(ben, note="Ben read it.")
    clash = ben.page.locator(".st-key-clash")
    expect(clash).to_contain_text("Somebody else changed it meanwhile")
    for words in ("Ada read it.", "Ben read it.", "Drones on Ménaka"):
        expect(clash).to_contain_text(words)
    assert axe(ben.page) == []
    # What only Ada changed is hers already; what both changed is open.
    expect(ben.button("Save as chosen")).to_be_disabled()
    clash.get_by_role("radiogroup", name="Whose note stands").get_by_text("Mine").click()
    ben.settle()
    ben.button("Save as chosen").click()
    ben.settle()
    expect(clash).to_have_count(0)
    row = file.row("events", MENAKA)
    assert row is not None
    assert (row.cells["note"], row.cells["title"]) == ("Ben read it.", "Drones on Ménaka")
    assert [step.who for step in file.log()][:2] == ["Ben", "Ada"]


def test_theirs_may_stand_and_a_third_save_meanwhile_is_shown_too(windows: list[Desk], file: DossierFile) -> None:
    ada, ben = windows
    for desk in windows:
        correct(desk, "Drone attack in Ménaka")
    save(ada, note="first")
    save(ben, note="second")
    clash = ben.page.locator(".st-key-clash")
    expect(clash).to_contain_text("first")
    row = file.row("events", MENAKA)
    assert row is not None
    file.accept([Change("events", MENAKA, {**row.cells, "note": "third"})], "Cy", "A note")
    ben.button("Mine throughout").click()
    expect(clash).to_contain_text("third")
    ben.settle()
    ben.button("Theirs throughout").click()
    expect(clash).to_have_count(0)
    row = file.row("events", MENAKA)
    assert row is not None
    assert row.cells["note"] == "third"
    expect(field(ben.page, "note")).to_have_value("third")


def test_a_form_is_not_accepted_over_what_somebody_saved_since_it_was_shown(
    windows: list[Desk], file: DossierFile
) -> None:
    ada, ben = windows
    ben.turn("Review")
    expect(ben.page.locator(".st-key-review-card")).to_contain_text("Dune Front's shelling in Ansongo")
    correct(ada, "Dune Front's shelling in Ansongo")
    save(ada, note="Ada looked again.")
    ben.page.locator(".st-key-review-ways button").first.click()
    clash = ben.page.locator(".st-key-clash")
    expect(clash).to_contain_text("Ada looked again.")
    assert desk_work.waiting(file)
    ben.settle()
    ben.button("Save as chosen").click()
    expect(clash).to_have_count(0)
    ben.settle()
    assert desk_work.waiting(file) == []
    event = file.tables().row("events", ANSONGO)
    assert event["note"] == "Ada looked again."
    assert set(event["claimants"]) == {"act-army-of-mali", "act-dune-front"}
    assert event["verification"] == "both_sides"


def test_one_waiting_form_that_two_windows_edit_waits_twice(windows: list[Desk], file: DossierFile) -> None:
    for desk in windows:
        desk.turn("Review")
        desk.button("Edit").click()
        expect(desk.page.locator(".desk .form-head")).to_be_visible()
        desk.settle()
    for desk, day in zip(windows, ("2026-11-26", "2026-11-25"), strict=True):
        desk.field("days").get_by_label("First day").fill(day)
        desk.done()
    expect(windows[1].page.get_by_text("Nothing is lost: both wait for review.")).to_be_visible()
    assert [one.form["days"]["first"] for one in desk_work.waiting(file)] == ["2026-11-26", "2026-11-25"]


def test_another_desk_is_merged_field_by_field_with_what_lies_on_it(
    windows: list[Desk], file: DossierFile, tmp_path: Path
) -> None:
    other = DossierFile.from_contents(tmp_path / "other.sqlite", file.contents(), "Ben", work=file.work())
    for changed, note, title in ((file, "ours", "Mali"), (other, "theirs", "Niger bend")):
        row = changed.row("events", MENAKA)
        assert row is not None
        changed.accept([Change("events", MENAKA, {**row.cells, "note": note})], "x", "A note")
        changed.describe({"title": title}, "x", "Title")
    desk_work.leave_out(other, "src-desert-wire-2026-11-27", (10, 20), "opinion", "Ben")
    (tmp_path / "other.zip").write_bytes(packed(other.contents(), other.work()))
    desk = windows[0]
    desk.turn("Hand over")
    desk.page.locator('input[type="file"]').last.set_input_files(tmp_path / "other.zip")
    desk.button("Merge it into this one").click()
    expect(desk.page.get_by_text("1 form or note of the other desk comes along.")).to_be_visible()
    expect(desk.page.get_by_text("2 rows differ:")).to_be_visible()
    desk.settle()
    assert axe(desk.page) == []
    desk.page.get_by_role("radiogroup", name="Whose note stands").get_by_text("Theirs").click()
    desk.settle()
    desk.button("Take what is new; keep ours where they differ").click()
    expect(desk.page.get_by_text(re.compile("^Merged with"))).to_be_visible()
    tables = file.tables()
    assert (tables.row("events", MENAKA)["note"], tables.descriptor.title) == ("theirs", "Mali")
    assert [one.form["reason"] for one in desk_work.left_out(file)] == ["opinion"]
    assert f"events {MENAKA}, note: theirs" in file.log()[0].why
