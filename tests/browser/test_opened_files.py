"""Event files as their readers open them: dropped, named, from a folder; filtered, read, taken away, kept, refused.

Everything expected is counted by plain pandas on the file itself. The rows are invented, in the exact shapes of a UCDP
GED file and an ACLED export (tests/benchmarks/synthetic_events.py), or written here.
"""

from __future__ import annotations

import gzip
import io
import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from file_driver import SETS, drop, entry, popover, rows, shows, synthetic, to_map, turn_on
from playwright.sync_api import Locator, expect

from dashboard.words.visible import visible

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT.parent / "shared" / "samples" / "ucdp_ged_sample.csv"
TYPES = {"1": "State-based", "2": "Non-state", "3": "One-sided violence"}
LINES = 40  # so many events stand in the list at once
ON_MAP = f"() => Object.fromEntries({SETS}.map(({{ set, layer }}) => [set.name, layer.drawn]))"
KEYS = f"() => {SETS}.map(({{ set }}) => set.core.match(/[0-9a-f]{{32}}/)[0])"
# The harness's Dashboard and Server (conftest.py), which no other module can import by name.
Visit = Callable[..., AbstractContextManager[Any]]


# --- files ---------------------------------------------------------------------------------------------------------


def read(source: Any) -> pd.DataFrame:
    """A CSV as pandas reads it when it is to change nothing; the index is the line as a spreadsheet counts."""
    frame = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame.index += 2
    return frame


def payload(name: str, content: str | bytes) -> dict[str, Any]:
    """A file as a browser hands it over, with any name."""
    return {"name": name, "mimeType": "", "buffer": content.encode() if isinstance(content, str) else content}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Files to open; ``ged`` and ``acled`` are their rows by line, ``dated`` and ``placed`` those of GED that count."""
    folder, make = tmp_path_factory.mktemp("event files"), synthetic()
    made = SimpleNamespace(folder=folder)
    for name, seed in (("ged", 7), ("acled", 9)):
        make.write(make.SHAPES[name](300, seed), folder / f"{name}.csv")
        setattr(made, name, read(folder / f"{name}.csv"))
    # Few enough countries to be listed whole.
    frequent = made.ged["country"].value_counts().index[:12]
    ged = made.ged = made.ged[made.ged["country"].isin(frequent)].reset_index(drop=True)
    ged.index += 2
    ged.loc[5, ["date_start", "date_end", "year"]] = ""  # no day: listed, not shown
    ged.loc[9, "latitude"] = ""  # half a place: in the list, not on the map
    ged.loc[12, "id"] = ged.loc[11, "id"]
    ged.loc[15, "best"] = str(int(ged.loc[15, "high"]) + 5)
    ged.to_csv(folder / "ged.csv", index=False, lineterminator="\n")
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "ged.csv", "inside/ged.csv")
    made.dated = ged[ged["date_start"] != ""]
    made.placed = made.dated[made.dated["latitude"] != ""]
    return made


@pytest.fixture(scope="module")
def user_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("user")


@pytest.fixture(scope="module")
def host(serve: Any, files: SimpleNamespace, user_folder: Path) -> Iterator[Any]:
    """One server for most tests: with a folder of files, and one for kept copies."""
    folder = files.folder / "of the operator"
    folder.mkdir()
    (folder / "acled of the folder.csv").write_bytes((files.folder / "acled.csv").read_bytes())
    (folder / "readme.md").write_text("no event file")
    # Long enough in opening to be stopped: the same rows again and again.
    header, body = (files.folder / "ged.csv").read_bytes().split(b"\n", 1)
    (folder / "long.csv.gz").write_bytes(gzip.compress(header + b"\n" + body * 1500, 1))
    with serve(settings={"DASHBOARD_FILES_DIR": str(folder), "DASHBOARD_USER_DIR": str(user_folder)}) as started:
        yield started


@pytest.fixture
def desk(visit: Visit, host: Any) -> Iterator[Any]:
    with visit(host) as page:
        yield page


# --- what a reader does --------------------------------------------------------------------------------------------


def on_map(page: Any) -> dict[str, int]:
    found: dict[str, int] = page.frame().evaluate(ON_MAP)
    return found


def facet(page: Any, name: str) -> Locator:
    found: Locator = page.page.locator(f'.st-key-filters [data-facet="{name}"]')
    return found


def counts(page: Any, name: str) -> dict[str, int]:
    """The choices of a facet as they stand: label → number."""
    texts = facet(page, name).locator(".chips:not(.found) .chip").all_text_contents()
    return {label: int(n.replace(",", "")) for label, n in (text.rsplit(" · ", 1) for text in texts)}


def wait_counts(page: Any, name: str, expected: dict[str, int]) -> None:
    """Wait until the choices of a facet are these, with these numbers."""
    for label, n in expected.items():
        chip = facet(page, name).get_by_role("button", name=f"{label} · {n:,}", exact=True)
        expect(chip).to_be_attached()
    assert counts(page, name) == expected


def choose(page: Any, name: str, label: str) -> None:
    facet(page, name).get_by_role("button", name=re.compile(rf"^\s*{re.escape(label)} · ")).click()


def report(page: Any) -> Locator:
    """The import report, opened."""
    box: Locator = page.page.locator(".st-key-figures").get_by_test_id("stExpander")
    box.locator("summary").wait_for()
    page.settle()
    if not box.locator("details[open]").count():
        box.locator("summary").click()
    return box


def listed(page: Any) -> pd.DataFrame:
    """The report's rows, from the file in which a reader takes them away."""
    return saved(page, report(page).get_by_role("button", name="These rows with their reasons, as CSV"))


def saved(page: Any, button: Locator) -> pd.DataFrame:
    with page.page.expect_download() as found:
        button.click()
    return read(found.value.path())


def number(frame: pd.DataFrame, column: str, words: dict[str, str] | None = None) -> dict[str, int]:
    """How often each value stands in a column, by the page's words for it."""
    cells = frame[column].map(words) if words else frame[column]
    return {str(value): int(n) for value, n in cells.value_counts().items()}


def refusals(page: Any) -> Locator:
    found: Locator = page.page.locator(".st-key-files-refused").get_by_test_id("stAlert")
    return found


def everything(page: Any) -> None:
    page.page.locator(".st-key-filters").get_by_role("button", name="Show everything").click()


# --- a file as a data set ------------------------------------------------------------------------------------------


def test_a_dropped_file_is_drawn_and_its_filters_obey_each_other(desk: Any, files: SimpleNamespace) -> None:
    placed, dated = files.placed, files.dated
    drop(desk, files.folder / "ged.csv")
    shows(desk, "ged.csv", len(placed))
    expect(desk.page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(desk.page.locator(".head h1")).to_have_text("ged.csv")
    line = desk.page.locator(".st-key-day-slider .shown")
    expect(line).to_contain_text(f"{len(placed)} of {len(placed)} mapped events. 1 has no place")
    # The dossier is off until the reader turns it on.
    expect(line).not_to_contain_text("Pakistan and Afghanistan")
    turn_on(desk, "Pakistan and Afghanistan")
    expect(line).to_contain_text("Pakistan and Afghanistan: 12")
    # Every choice has the number that pandas counts.
    wait_counts(desk, "event_type", number(dated, "type_of_violence", TYPES))
    wait_counts(desk, "country", number(dated, "country"))
    # Only one-sided violence states who attacked.
    one_sided = number(dated[dated["type_of_violence"] == "3"], "side_a")
    shown = counts(desk, "attacker")
    assert shown
    assert all(one_sided[name] == n for name, n in shown.items())
    # A type narrows every other facet, and not its own.
    choose(desk, "event_type", "State-based")
    fits = dated[dated["type_of_violence"] == "1"]
    shows(desk, "ged.csv", int((fits["latitude"] != "").sum()))
    wait_counts(desk, "event_type", number(dated, "type_of_violence", TYPES))
    wait_counts(desk, "country", {name: number(fits, "country").get(name, 0) for name in number(dated, "country")})
    # Another choice of it widens, one of another facet narrows.
    country = fits["country"].value_counts().index[0]
    choose(desk, "event_type", "Non-state")
    choose(desk, "country", country)
    fits = dated[dated["type_of_violence"].isin(["1", "2"]) & (dated["country"] == country)]
    shows(desk, "ged.csv", int((fits["latitude"] != "").sum()))
    expect(rows(desk)).to_have_count(min(LINES, len(fits)))
    actors = pd.concat([fits["side_a"], fits["side_b"]]).reset_index().drop_duplicates()[0].value_counts()
    expect(facet(desk, "actor").get_by_role("button", name=f"{actors.index[0]} · {actors.iloc[0]}")).to_be_attached()
    assert all(actors[name] == n for name, n in counts(desk, "actor").items())
    # An actor among many is found by its name.
    rare = actors.index[-1]
    desk.page.get_by_role("searchbox", name="Find in Actor").fill(rare[:9].lower())
    found = facet(desk, "actor").locator(".found .chip").filter(has_text=rare).first
    expect(found).to_have_text(f"{rare} · {actors.iloc[-1]}")
    found.click()
    holds = fits[(fits["side_a"] == rare) | (fits["side_b"] == rare)]
    shows(desk, "ged.csv", int((holds["latitude"] != "").sum()))
    everything(desk)
    shows(desk, "ged.csv", len(placed))
    # Words, in any case.
    words = desk.page.get_by_role("searchbox", name="Words in notes, headline or place")
    word = dated.iloc[20]["where_coordinates"].split()[0]
    words.fill(word.upper())
    texts = dated[["where_description", "source_headline", "where_coordinates"]].agg(" | ".join, axis=1).str.lower()
    fits = dated[texts.str.contains(word.lower(), regex=False)]
    assert 0 < len(fits) < len(dated)
    shows(desk, "ged.csv", int((fits["latitude"] != "").sum()))
    everything(desk)
    shows(desk, "ged.csv", len(placed))
    # A range of figures.
    desk.page.get_by_role("spinbutton", name="Reported deaths from").fill("10")
    desk.page.keyboard.press("Tab")
    shows(desk, "ged.csv", int((placed["best"].astype(int) >= 10).sum()))
    desk.no_error()


def test_its_days_its_list_and_a_record(desk: Any, files: SimpleNamespace) -> None:
    placed, dated = files.placed, files.dated
    drop(desk, files.folder / "ged.csv")
    shows(desk, "ged.csv", len(placed))
    # The slider reaches the last day of the file.
    starts, ends = (pd.to_datetime(dated[name]) for name in ("date_start", "date_end"))
    desk.sliders.first.focus()
    desk.page.keyboard.press("End")
    last = ends.max()
    fits = dated[ends == last]
    shows(desk, "ged.csv", int((fits["latitude"] != "").sum()))
    expect(desk.page.locator(".st-key-day-slider .words")).to_contain_text(f"{last.day} {last:%b} {last.year}")
    expect(rows(desk)).to_have_count(len(fits))
    desk.reset()
    shows(desk, "ged.csv", len(placed))
    # The list goes by day and holds events without a place too; more come when they are asked for.
    expect(rows(desk)).to_have_count(LINES)
    more = desk.page.locator(".st-key-file-list .more")
    expect(more).to_have_text(f"More: {len(dated) - LINES} further events")
    more.click()
    expect(rows(desk)).to_have_count(2 * LINES)
    first = dated.loc[starts.sort_values(kind="stable").index[0]]
    expect(rows(desk).first).to_contain_text(TYPES[first["type_of_violence"]])
    # A click opens the record: which line it is, whose words these are, what is not stated.
    rows(desk).nth(3).click()
    expect(rows(desk).nth(3)).to_have_attribute("aria-pressed", "true")
    said = desk.panel.locator(".according").inner_text()
    line = int(re.findall(r"line (\d+)", said)[0])
    row = dated.loc[line]
    assert said == f"From ged.csv, line {line}, id {row['id']}"
    facts = desk.panel.locator("dl.facts").first.inner_text()
    for part in (row["side_a"], row["side_b"], f"best {int(row['best']):,}", "the coders’ estimates"):
        assert part in facts
    attacker = desk.panel.locator("dt", has_text="Attacker").locator("+ dd")
    expect(attacker).to_have_text(row["side_a"] if row["type_of_violence"] == "3" else "not stated")
    expect(desk.panel.locator(".coder h3")).to_have_text(["Headline", "Coder’s words on the place"])
    expect(desk.panel.locator("blockquote, q")).to_have_count(0)
    desk.page.get_by_text("The whole row, as it stands in the file").click()
    whole = desk.panel.get_by_test_id("stExpander").locator("dl.facts")
    whole.wait_for()
    assert whole.locator("dt").all_text_contents() == list(row.index)
    assert whole.locator("dd").all_text_contents() == list(row)
    # A click on the map opens an event that stands there, and the card says which data set it is of.
    target = placed.iloc[len(placed) // 2]
    at = [float(target["latitude"]), float(target["longitude"])]
    desk.frame().evaluate("at => { window.eventLayer.map.setView(at, 11, { animate: false }); }", at)
    desk.frame().evaluate(f"() => {SETS}.map(({{ layer }}) => layer.painter.painted)")
    desk.iframe().scroll_into_view_if_needed()
    x, y = desk.frame().evaluate(
        "at => { const p = window.eventLayer.map.latLngToContainerPoint(at); return [p.x, p.y]; }", at
    )
    desk.iframe().click(position={"x": x + 1, "y": y + 1})
    north, east = (
        (placed[name].astype(float) - here).abs() for name, here in zip(("latitude", "longitude"), at, strict=True)
    )
    near = "|".join(map(re.escape, placed[(north < 0.05) & (east < 0.05)]["id"]))
    expect(desk.panel.locator(".according")).to_have_text(re.compile(f"id ({near})$"))
    expect(desk.map.locator(".columns-card:not([hidden])")).to_contain_text("From ged.csv")
    desk.button("panel-close").click()
    expect(desk.panel).to_have_count(0)
    desk.no_error()


def test_the_report_and_what_is_shown_to_take_away(desk: Any, files: SimpleNamespace) -> None:
    ged, dated = files.ged, files.dated
    drop(desk, files.folder / "ged.csv")
    shows(desk, "ged.csv", len(files.placed))
    box, title = report(desk), f"{len(ged)} rows read, {len(dated)} shown, 1 left out, 1 without a place"
    expect(box.locator("summary")).to_contain_text(title)
    best, low, high = (ged[name].astype(int) for name in ("best", "low", "high"))
    odd = ged.index[(best < low) | (best > high)]
    assert len(odd)
    expect(box).to_contain_text(f"{len(odd)} best estimate outside low and high")
    told = listed(desk)
    lines = {reason: sorted(map(int, cells)) for reason, cells in told.groupby("report reason")["report row"]}
    assert lines["no_date"] == [5]
    assert lines["half_place"] == [9]
    assert lines["duplicate_id"] == [11, 12]
    assert lines["best_outside"] == sorted(odd)
    assert (told["report sentence"] != "").all()
    assert list(told["source_headline"]) == list(ged.loc[told["report row"].astype(int), "source_headline"])
    # The events shown: all columns of the file as they were, and ours.
    choose(desk, "event_type", "One-sided violence")
    fits = dated[dated["type_of_violence"] == "3"]
    shows(desk, "ged.csv", int((fits["latitude"] != "").sum()))
    desk.page.get_by_role("button", name="Take it with you").click()
    body = desk.page.get_by_test_id("stPopoverBody")
    expect(body).to_contain_text(f"What is shown: {len(fits)}")
    taken = saved(desk, body.locator(".st-key-take-csv button").locator("visible=true"))
    taken.index = pd.Index(taken["dashboard row"].astype(int))
    pd.testing.assert_frame_equal(taken[list(ged)].sort_index(), fits, check_names=False)
    assert set(taken["dashboard event_type"]) == {"One-sided violence"}
    assert (taken["dashboard attacker"].sort_index() == fits["side_a"]).all()
    desk.no_error()


def test_two_files_beside_the_articles(desk: Any, files: SimpleNamespace, mapped: pd.DataFrame) -> None:
    acled, placed = files.acled, files.placed
    desk.wait_drawn(mapped.index)
    choices = desk.page.locator(".st-key-filters")
    before = choices.inner_text()
    drop(desk, files.folder / "packed.zip", files.folder / "acled.csv")
    shows(desk, "acled.csv", len(acled))
    # The last one is turned to and alone on the map; the line names the others when they are turned on.
    assert on_map(desk) == {"acled.csv": len(acled)}
    for name in ("Pakistan and Afghanistan", "packed.zip"):
        turn_on(desk, name)
    shows(desk, "packed.zip", len(placed))
    title, line = desk.page.locator(".head h1"), desk.page.locator(".st-key-day-slider .shown")
    expect(title).to_have_text("acled.csv")
    expect(line).to_contain_text(f"{len(acled)} of {len(acled)} mapped events")
    expect(line).to_contain_text("Pakistan and Afghanistan: 12")
    expect(line).to_contain_text(f"packed.zip: {len(placed)}")
    assert sorted(desk.map.locator(".legend-set h3").all_text_contents()) == ["acled.csv", "packed.zip"]
    wait_counts(desk, "event_type", number(acled, "event_type"))
    # No filter pretends that ACLED states an attacker.
    expect(facet(desk, "attacker")).to_have_count(0)
    # The list of the file before may stand there for a moment: a click on it would open nothing of this one.
    desk.settle()
    expect(rows(desk).first).to_contain_text(re.compile("|".join(map(re.escape, set(acled["sub_event_type"])))))
    rows(desk).first.click()
    expect(desk.panel).to_contain_text("one figure of the coders, of no one side")
    expect(desk.panel.locator(".coder h3")).to_have_text(["Coder’s note"])
    # To the other file, and back to the articles, which are as before.
    entry(desk, "packed.zip").click()
    expect(title).to_have_text("packed.zip")
    expect(line).not_to_contain_text("acled.csv")
    turn_on(desk, "acled.csv")
    expect(line).to_contain_text(f"acled.csv: {len(acled)}")
    expect(report(desk)).to_contain_text("inside/ged.csv was read from the zip file.")
    entry(desk, "Pakistan and Afghanistan").click()
    expect(title).to_have_text("Pakistan and Afghanistan: reported strikes and clashes")
    desk.wait_drawn(mapped.index)
    expect(choices).to_contain_text("Who says so")
    assert choices.inner_text() == before
    desk.entry("ev-kabul-2026-02-26").click()
    desk.panel.locator("blockquote").first.wait_for()
    desk.button("panel-close").click()
    # Left out of the map, shown again, closed.
    middle = "() => String(window.eventLayer.map.getCenter())"
    # The map may still move to where the open card can be read.
    desk.frame().wait_for_function("() => !(window.eventLayer.map._panAnim || {})._inProgress")
    where = desk.frame().evaluate(middle)
    desk.page.get_by_role("button", name="Hide acled.csv on the map").click()
    expect(line).not_to_contain_text("acled.csv")
    desk.settle()
    assert on_map(desk) == {"packed.zip": len(placed)}
    desk.page.get_by_role("button", name="Show acled.csv on the map").click()
    shows(desk, "acled.csv", len(acled))
    assert desk.frame().evaluate(middle) == where
    for name in ("acled.csv", "packed.zip"):
        desk.page.get_by_role("button", name=f"Close {name}").click()
        expect(entry(desk, name)).to_have_count(0)
    desk.frame().wait_for_function("() => window.eventLayer.sets.open.size === 0")
    desk.wait_drawn(mapped.index)
    assert choices.inner_text() == before
    desk.no_error()


# --- what the columns mean -----------------------------------------------------------------------------------------

OWN = "Incident,When,City,Nation,Killed,Remarks\n"


def asked(page: Any) -> Locator:
    found: Locator = page.page.get_by_role("dialog").filter(has_text="How the ")
    return found


def test_an_own_table_is_asked_about_once(desk: Any) -> None:
    lines = (
        "1,03/04/2026,Jalalabad,Afghanistan,2,One",
        "2,05/06/2026,Kabul,Afghanistan,,Two",
        "3,07/08/2026,Atlantis,Afghanistan,1,Three",
    )
    drop(desk, payload("own.csv", OWN + "\n".join(lines)))
    dialog = asked(desk)
    expect(dialog).to_contain_text("own.csv is in no published format that is known here")
    # Below a field stand cells of its column.
    expect(dialog).to_contain_text("Jalalabad · Kabul · Atlantis")
    # The order of day and month is asked, not guessed.
    opens, question = (
        dialog.get_by_role("button", name="Open the file"),
        dialog.get_by_text("The days can be read in two ways"),
    )
    expect(question).to_be_visible()
    expect(opens).to_be_disabled()
    expect(opens).to_be_in_viewport()
    # The preview follows the answer.
    cells = dialog.get_by_role("cell")
    for order, day in (("month first: 3/4/2022", "2026-03-04"), ("day first: 3/4/2022", "2026-04-03")):
        dialog.get_by_text(order).click()
        expect(question).to_have_count(0)
        expect(cells.filter(has_text=day).first).to_be_attached()
    expect(dialog).to_contain_text("Atlantis")
    opens.click()
    expect(dialog).to_have_count(0)
    shows(desk, "own.csv", 1)
    expect(rows(desk)).to_have_count(3)
    expect(rows(desk).first).to_contain_text("Fri 3 Apr 2026")
    # A name that leads nowhere, or to several places, is listed and not guessed.
    expect(report(desk).locator("summary")).to_contain_text("3 rows read, 3 shown, 0 left out, 2 without a place")
    told = listed(desk)
    assert dict(zip(told["report value"], told["report reason"], strict=True)) == {
        "Kabul": "several_places",
        "Atlantis": "unknown_name",
    }
    # A second table with this header is not asked about again.
    drop(desk, payload("again.csv", OWN + "9,02/01/2026,Jalalabad,Afghanistan,5,x\n"))
    shows(desk, "again.csv", 1)
    expect(rows(desk).first).to_contain_text("Fri 2 Jan 2026")
    # Another table is, with nothing left of the answers before; who closes the dialog has opened nothing.
    drop(desk, payload("third.csv", "a,b\n1,2\n"))
    expect(dialog).to_contain_text("Which column has the day?")
    desk.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    desk.settle()
    # The set that was opened last is the one on the map.
    assert on_map(desk) == {"again.csv": 1}
    desk.no_error()


def test_columns_are_remembered_on_this_machine_if_the_reader_says_so(serve: Any, visit: Visit, tmp_path: Path) -> None:
    one = payload("own.csv", OWN + "1,2026-04-03,Jalalabad,Afghanistan,2,First note\n")
    other = payload("other.csv", OWN.lower() + "7,2026-05-06,Jalalabad,Afghanistan,1,Second note\n")
    known = tmp_path / "mappings"
    with serve(settings={"DASHBOARD_USER_DIR": str(tmp_path)}) as server:
        with visit(server) as page:
            drop(page, one)
            box = asked(page).get_by_role("checkbox", name="Remember these columns on this machine")
            expect(box).to_be_checked()
            asked(page).get_by_text("Remember these columns on this machine").click()
            expect(box).not_to_be_checked()
            asked(page).get_by_role("button", name="Open the file").click()
            shows(page, "own.csv", 1)
            assert not known.exists(), "nothing is remembered unasked"
            # In the session it is, and can be said anew.
            report(page).get_by_role("button", name="Read it otherwise").click()
            expect(box).not_to_be_checked()
            asked(page).get_by_text("Remember these columns on this machine").click()
            expect(box).to_be_checked()
            page.settle()
            asked(page).get_by_role("button", name="Open the file").click()
            expect(asked(page)).to_have_count(0)
            page.settle()
            assert len(list(known.iterdir())) == 1
            assert "First note" not in next(known.iterdir()).read_text()
        # Another session, the same header in another case: not asked, and the report says so.
        with visit(server) as page:
            drop(page, other)
            shows(page, "other.csv", 1)
            line = report(page).get_by_role("listitem").filter(has_text="The columns were read")
            expect(line).to_contain_text("as remembered on this machine since")
            expect(line).to_contain_text("when as day, or first day")
            expect(line).to_contain_text("remarks as note of the coder")
            rows(page).first.click()
            expect(page.panel).to_contain_text("Second note")
            page.button("panel-close").click()
            # Changed: the file is read anew, in place of what was read wrongly.
            report(page).get_by_role("button", name="Read it otherwise").click()
            asked(page).get_by_role("combobox", name="Note of the coder").click()
            page.page.get_by_role("option", name="—", exact=True).click()
            page.settle()
            asked(page).get_by_role("button", name="Open the file").click()
            expect(line).to_have_count(0)
            expect(report(page)).to_contain_text("The columns were read as you confirmed them")
            expect(line).not_to_contain_text("remarks")
            expect(entry(page, "other.csv")).to_have_count(1)
            rows(page).first.click()
            expect(page.panel.locator(".according")).to_contain_text("other.csv")
            expect(page.panel).not_to_contain_text("Second note")
            # Forgotten: asked about again.
            forget = popover(page).get_by_role("button", name="Forget the columns when, city")
            forget.click()
            expect(forget).to_have_count(0)
            assert list(known.iterdir()) == []
            drop(page, one)
            asked(page).wait_for()
            page.no_error()


def test_of_an_export_only_the_order_of_day_and_month_is_asked(desk: Any, files: SimpleNamespace) -> None:
    days = [f"{n % 12 + 1:02d}/{n % 11 + 1:02d}/2022" for n in range(20)]
    drop(desk, payload("days.csv", files.acled.head(20).assign(event_date=days).to_csv(index=False)))
    dialog = asked(desk)
    opens = dialog.get_by_role("button", name="Open the file")
    expect(opens).to_be_disabled()
    expect(dialog.get_by_test_id("stSelectbox")).to_have_count(0)
    dialog.get_by_text("month first").click()
    expect(opens).to_be_enabled()
    opens.click()
    shows(desk, "days.csv", 20)
    expect(rows(desk).first).to_contain_text("Sat 1 Jan 2022")
    desk.no_error()


# --- what does not open --------------------------------------------------------------------------------------------


def test_what_cannot_be_opened_is_refused_in_a_sentence(desk: Any, files: SimpleNamespace) -> None:
    drop(desk, files.folder / "acled.csv")
    shows(desk, "acled.csv", len(files.acled))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", b"0" * (70 << 20))
    packed = (files.folder / "packed.zip").read_bytes()
    refused = {
        "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(400), "it is a PNG picture"),
        "empty.csv": (b"", "it is empty"),
        "torn.zip": (packed[: len(packed) // 2], "damaged or was cut off"),
        "bomb.zip": (bomb.getvalue(), "unpacks to more than 200 times its size"),
    }
    drop(desk, *(payload(name, content) for name, (content, _) in refused.items()))
    expect(refusals(desk)).to_have_count(len(refused))
    for name, (_, words) in refused.items():
        expect(refusals(desk).filter(has_text=f"{name}: ")).to_contain_text(words)
    # What was open is open.
    assert on_map(desk) == {"acled.csv": len(files.acled)}
    expect(desk.page.locator(".head h1")).to_have_text("acled.csv")
    expect(rows(desk)).to_have_count(LINES)
    desk.page.get_by_role("button", name="Understood").click()
    expect(refusals(desk)).to_have_count(0)
    # Other encodings do open.
    for name, encoding, place in (("utf16.csv", "utf-16", "Zürich–Łódź"), ("latin1.csv", "latin-1", "Zürich")):
        few = files.acled.head(12).assign(location=place).to_csv(index=False)
        drop(desk, payload(name, few.encode(encoding)))
        shows(desk, name, 12)
        expect(rows(desk).first).to_contain_text(place)
    desk.no_error()


def test_a_folder_of_files_and_the_way_to_stop(desk: Any, files: SimpleNamespace) -> None:
    body = popover(desk)
    expect(body.get_by_role("button", name="readme.md")).to_have_count(0)
    body.get_by_role("button", name="acled of the folder.csv").click()
    shows(desk, "acled of the folder.csv", len(files.acled))
    popover(desk).get_by_role("button", name="long.csv.gz").click()
    expect(desk.page.get_by_test_id("stProgress")).to_contain_text("long.csv.gz: ")
    # At once: on a busy machine a click that waits for the button to stand still comes when the file is open.
    desk.page.get_by_role("button", name="Cancel").dispatch_event("click")
    expect(refusals(desk)).to_contain_text("long.csv.gz: opening was cancelled; nothing of it is shown")
    expect(desk.page.get_by_role("button", name="Cancel")).to_have_count(0)
    assert on_map(desk) == {"acled of the folder.csv": len(files.acled)}
    desk.page.get_by_role("button", name="Understood").click()
    desk.no_error()


# --- whose files these are -----------------------------------------------------------------------------------------


def test_a_copy_is_kept_found_again_and_forgotten(desk: Any, files: SimpleNamespace, user_folder: Path) -> None:
    def copies() -> list[Path]:
        return list(user_folder.rglob("original.parquet"))

    drop(desk, files.folder / "ged.csv")
    shows(desk, "ged.csv", len(files.placed))
    assert copies() == [], "nothing is kept unasked"
    desk.page.get_by_role("button", name="Keep on this machine").click()
    expect(desk.page.get_by_text("A copy is kept on this machine")).to_be_visible()
    assert len(copies()) == 1
    # Another session: nothing is open, and the copy is there.
    desk.load()
    assert on_map(desk) == {}
    popover(desk).get_by_role("button", name=f"ged.csv · {len(files.dated)}").click()
    shows(desk, "ged.csv", len(files.placed))
    wait_counts(desk, "event_type", number(files.dated, "type_of_violence", TYPES))
    rows(desk).first.click()
    desk.panel.wait_for()
    forget = popover(desk).get_by_role("button", name="Forget ged.csv")
    forget.click()
    expect(forget).to_have_count(0)
    assert copies() == []
    # What is open stays open, whole.
    assert on_map(desk) == {"ged.csv": len(files.placed)}
    desk.page.keyboard.press("Escape")
    desk.page.get_by_text("The whole row, as it stands in the file").click()
    expect(desk.panel.get_by_test_id("stExpander").locator("dt")).to_have_count(len(files.ged.columns))
    desk.no_error()


def status(address: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_two_readers_never_see_each_others_files(host: Any, visit: Visit, files: SimpleNamespace) -> None:
    with ExitStack() as stack:
        one, other = (stack.enter_context(visit(host)) for _ in range(2))
        requests: list[str] = []
        other.hear("request", lambda request: requests.append(request.url))
        drop(one, files.folder / "ged.csv")
        drop(other, files.folder / "acled.csv")
        shows(one, "ged.csv", len(files.placed))
        shows(other, "acled.csv", len(files.acled))
        assert (set(on_map(one)), set(on_map(other))) == ({"ged.csv"}, {"acled.csv"})
        [key], [theirs] = one.frame().evaluate(KEYS), other.frame().evaluate(KEYS)
        assert key != theirs
        for text in (*requests, *(frame.content() for frame in other.page.frames)):
            assert key not in text
        assert not any(text in other.page.content() for text in ("ged.csv", files.ged["side_a"].iloc[0]))
        # Who has the key has the columns; a key next to it opens nothing.
        assert status(f"{host.origin}/columns/{key}/core.bin") == 200
        for wrong in (key[:-1] + ("1" if key[-1] == "0" else "0"), "0" * 32):
            for path in ("columns/{}/core.bin", "columns/{}/rest.bin", "event/{}/0.json"):
                assert status(f"{host.origin}/{path.format(wrong)}") == 404
        # The same bytes under another name are shared, and nobody learns the other's name for them.
        drop(other, payload("mine.csv", (files.folder / "ged.csv").read_bytes()))
        shows(other, "mine.csv", len(files.placed))
        assert key in other.frame().evaluate(KEYS)
        expect(other.page.locator(".head h1")).to_have_text("mine.csv")
        rows(other).first.click()
        expect(other.panel.locator(".according")).to_contain_text("From mine.csv, ")
        assert "ged.csv" not in other.page.content()
        assert "mine.csv" not in one.page.content()


def test_files_named_on_the_command_line(serve: Any, visit: Visit, files: SimpleNamespace, user_folder: Path) -> None:
    given = [str(files.folder / name) for name in ("ged.csv", "nowhere.csv", "acled.csv")]
    settings = {"DASHBOARD_USER_DIR": str(user_folder)}
    with serve(files=given, settings=settings) as server, visit(server) as page:
        shows(page, "acled.csv", len(files.acled))
        turn_on(page, "ged.csv")
        shows(page, "ged.csv", len(files.placed))
        expect(refusals(page)).to_have_count(1)
        expect(refusals(page)).to_contain_text("nowhere.csv: ")
        assert str(files.folder) not in page.page.content(), "a reader need not know where a file lies"


# --- text that would like to be code -------------------------------------------------------------------------------

HOSTILE = [
    "<img src=x onerror=\"window.top.harm='img';window.harm='img'\">",
    "</script><script>window.harm='script'</script>",
    "${window.harm='template'}",
    "`+(window.harm='backtick')+`",
    "{{'harm'}} {{ 7*7 }} {% harm %}",
    "=1+1",
    "**bold** :red[red] $x^2$ [link](javascript:window.harm='link') ![i](http://harm.example/i.png)",
    "abc \u202e\u2066right to left\u2069\u202c \u200f \u2028 \u2029 end",
    "🇦🇫🇵🇰👩‍👩‍👧‍👦",
    "&lt;b&gt; &amp; \\u003c \\x3c \\",
    "before\x00after",
    "W" * 10_000,
]
# Columns whose cells are read as something else than text.
READ = ["event_date", "time_precision", "latitude", "longitude", "geo_precision", "fatalities"]
NAME = "<img src=x onerror=window.harm=1> ${a} {{b}} `c`.csv"


def unharmed(page: Any) -> None:
    for frame in page.page.frames:
        assert frame.evaluate("window.harm === undefined && window.top.harm === undefined"), frame.url
        assert frame.evaluate('document.querySelectorAll(\'img[src="x"], a[href^="javascript"]\').length') == 0


def plain(texts: Iterable[str]) -> str:
    """Texts as one, all blanks as one, a NUL gone whatever the page shows for it."""
    return " ".join(re.sub("[\x00␀�]|⟨U[+]0000⟩", "", " ".join(map(visible, texts))).split())


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_text_from_a_file_is_text_everywhere(
    host: Any, visit: Visit, files: SimpleNamespace, width: int, theme: str
) -> None:
    frame = files.acled.head(len(HOSTILE)).copy()
    for column in frame.columns.difference(READ):
        frame[column] = HOSTILE
    with visit(host, width=width, theme=theme) as page:
        drop(page, payload(NAME, frame.to_csv(index=False)))
        shows(page, NAME, len(HOSTILE))
        expect(page.page.locator(".head h1")).to_have_text(NAME)
        unharmed(page)
        chips = plain(facet(page, "sub_event_type").locator(".chip").all_text_contents())
        legend = plain(page.map.locator(".legend-set").all_text_contents())
        if width < 640:
            to_map(page)
        list_ = plain(rows(page).all_text_contents())
        for text in HOSTILE:
            assert plain([text]) in list_
            assert plain([text]) in chips
        assert plain([NAME]) in legend
        assert sum(plain([text]) in legend for text in HOSTILE) == 7  # so many have a colour
        # Each record.
        said = ""
        for position in range(len(HOSTILE)):
            rows(page).nth(position).click()
            expect(page.panel.locator(".according")).to_contain_text(f"From {NAME}, line ")
            expect(page.panel.locator(".according")).not_to_have_text(said)
            page.settle()
            said = page.panel.locator(".according").inner_text()
            line = re.findall(r"csv, line (\d+)", page.panel.locator(".according").inner_text())[0]
            text = plain([HOSTILE[int(line) - 2]])
            assert plain([page.panel.text_content() or ""]).count(text) >= 2, text[:80]
            if width < 640:
                page.button("panel-close").click()
                expect(page.panel).to_have_count(0)
        unharmed(page)
        # The whole row, the report, the card on the map; and nothing is wider than the page.
        rows(page).first.click()
        page.page.get_by_text("The whole row, as it stands in the file").click()
        page.panel.get_by_test_id("stExpander").locator("dl.facts").wait_for()
        unharmed(page)
        if width < 640:
            page.button("panel-close").click()
        else:
            page.map.locator(".columns-mark").first.focus()
            expect(page.map.locator(".columns-card:not([hidden])")).to_contain_text(f"From {NAME}")
        expect(report(page)).to_contain_text("of an unknown type")
        page.settle()
        unharmed(page)
        assert page.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.no_error()


AXE = AXE_FILE_PATH.read_text("utf-8")
RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"


def faults(page: Any) -> list[str]:
    """What axe says of the page and of the map's frame, the grave ones, each with the first place."""
    found = []
    for frame in (page.page.main_frame, page.frame()):
        frame.evaluate(AXE)
        for fault in frame.evaluate(RUN):
            if fault["impact"] in ("serious", "critical"):
                node = fault["nodes"][0]
                found.append(f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_serious_fault_with_a_file_open(
    host: Any, visit: Visit, files: SimpleNamespace, theme: str, width: int
) -> None:
    with visit(host, width=width, theme=theme) as page:
        drop(page, payload("ged.csv", (files.folder / "ged.csv").read_bytes()), payload("empty.csv", b""))
        shows(page, "ged.csv", len(files.placed))
        expect(refusals(page)).to_have_count(1)
        page.settle()
        assert faults(page) == []
        if width < 640:
            to_map(page)
        report(page)
        rows(page).first.click()
        page.panel.wait_for()
        page.settle()
        assert faults(page) == []
        if width < 640:
            page.button("panel-close").click()
        # A header of its own: what another test settled may be remembered.
        drop(page, payload("own.csv", f"No,{OWN}7,1,2026-04-03,Jalalabad,Afghanistan,2,One\n"))
        asked(page).get_by_role("cell").first.wait_for()
        page.settle()
        assert faults(page) == []


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of real rows is not in the repository")
def test_real_rows(desk: Any) -> None:
    frame = read(SAMPLE)
    dated = frame[frame["date_start"] != ""]
    drop(desk, SAMPLE)
    shows(desk, SAMPLE.name, int((dated["latitude"] != "").sum()))
    wait_counts(desk, "event_type", number(dated, "type_of_violence", TYPES))
    expect(report(desk).locator("summary")).to_contain_text(f"{len(frame):,} rows read, {len(dated):,} shown")
    desk.no_error()
