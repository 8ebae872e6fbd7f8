"""How long a person takes to code an article at the desk: ``python tests/benchmarks/coding_time.py``.

Plays ``coding_session.txt`` through the real page: new dossier, paste, code, review, accept. The session is a coding of the
first shipped article by somebody who had the article and the rules of coding, without the detours that it had the first time.
Counts what the hand does in each step and prints a person's minutes by the Keystroke-Level Model (``keystroke_level.py``):
those of somebody who knows the way and makes no mistake, with one reading of the article and none of the review's cards.
Then compares what lies in the dossier with what is shipped of that article, field by field. Actors are compared by the side
that they stand on, since two coders name them differently.

A line that can no longer be done stops the run and is named: the page has changed, and the session has to change with it.
It takes about five minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from keystroke_level import CLICK, DRAG, KEYS, WHEEL, Action, reading_seconds, seconds
from page import FLAGS, ROOT, server
from playwright.sync_api import Page, sync_playwright
from readers_hand import Hand, NotDone

from dashboard.coding.agreement import Agreement, agreement
from dashboard.propose.sentence_split import sentences
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.tables import SHIPPED, Tables, load

SESSION = Path(__file__).with_name("coding_session.txt")
ARTICLE = "seeds/000_5a847240e608dec0.txt"
WIDTH, HEIGHT = 1440, 900
#: What is compared of an event and of a claim.
EVENT = ("kind", "date_start", "date_end", "date_prec", "date_basis", "time_of_day", "place_id", "where_prec", "attacker", "target", "claimants", "verification")  # fmt: skip
CLAIM = ("metric", "n_text", "n_min", "n_max", "side", "claimant", "claimant_role", "verification")
ACTORS = ("attacker", "target", "claimants", "claimant", "side")


def play(page: Page, lines: Sequence[str]) -> list[Action]:
    """Do every line of the session; what the hand did. Raises NotDone, with the number of the line."""
    hand = Hand(page, ROOT)
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                hand.do(line)
            except NotDone as error:
                raise NotDone(f"{SESSION.name}:{number} {line}\n{error}") from error
    return hand.actions


def print_effort(actions: Sequence[Action], tables: Tables, words: int) -> None:
    """One line a step: what the hand did, and the minutes by the model."""
    counted: dict[str, Counter[str]] = {}
    for action in actions:
        counts = counted.setdefault(action.step, Counter())
        counts[action.kind] += action.times
        counts["actions"] += action.kind != WHEEL
    taken = seconds(actions)
    print(f"{'':24}{'actions':>8}{'clicks':>8}{'drags':>8}{'keys':>8}{'wheel':>8}{'minutes':>9}")
    for step, counts in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        minutes = taken.get(step, sum(taken.values())) / 60
        cells = "".join(f"{counts[kind]:8}" for kind in ("actions", CLICK, DRAG, KEYS, WHEEL))
        print(f"{step:24}{cells}{minutes:9.1f}")
    events, claims, statements = (len(tables.records[name]) for name in ("events", "claims", "statements"))
    print(
        f"\n{events} events, {claims} claims, {statements} statements of {words} words; reading once {reading_seconds(words) / 60:.1f} min"
    )
    if events:
        print(
            f"with reading {(sum(taken.values()) + reading_seconds(words)) / 60:.1f} min: {(sum(taken.values()) + reading_seconds(words)) / 60 / events:.1f} an event"
        )


def units(tables: Tables, table: str, fields: Sequence[str], source: str) -> list[dict[str, Any]]:
    """The rows of a table that quote this article, with actors by their side and with the passages that they rest on."""
    rows = []
    for key, row in tables.records[table].items():
        quoted = (
            tables.row("quotes", one["quote_id"]) for one in tables.evidence_of(str(key)) if one["role"] == "supports"
        )
        quotes = [(int(one["start"]), int(one["end"])) for one in quoted if one["source_id"] == source]
        if quotes:
            rows.append({**{name: _by_side(tables, name, row[name]) for name in fields}, "quotes": quotes})
    return rows


def _by_side(tables: Tables, field: str, value: Any) -> Any:
    """A value; for a field of actors, the names of the sides that they stand on."""
    if field not in ACTORS or not value:
        return value
    ids: Iterable[str] = [value] if isinstance(value, str) else value
    return sorted({_side(tables, str(one)) for one in ids})


def _side(tables: Tables, actor_or_side: str) -> str:
    actor: Mapping[str, Any] = tables.records["actors"].get(actor_or_side, {})
    side = str(actor["side"] if actor else actor_or_side)
    party: Mapping[str, Any] = tables.records["parties"].get(side, {})
    return str(party["name"]) if party else side


def compared(ours: Tables, shipped: Tables, table: str, fields: Sequence[str]) -> Agreement:
    """The coding of the session beside the shipped one, over the one article."""
    source = next(str(key) for key, row in shipped.records["sources"].items() if row["file"] == ARTICLE)
    own_source = next(map(str, ours.records["sources"]))
    first, second = units(ours, table, fields, own_source), units(shipped, table, fields, source)
    text = shipped.texts[source]
    days = [name for name in fields if name in ("date_start", "date_end")]
    place = "place_id" if table == "events" else "n_text"
    return agreement(first, second, sentences=list(sentences(text)), place=place, days=days, fields=fields)


def print_agreement(name: str, found: Agreement) -> None:
    """How many units both have, and each field: units, agreeing, percent, alpha."""
    theirs = len(found.pairs) + len(found.only_second)
    print(f"\n{len(found.pairs)} of {theirs} shipped {name} found, {len(found.only_first)} that are not shipped")
    for field in [*found.fields, *([found.sentences] if found.sentences else [])]:
        alpha = "–" if field.alpha is None else f"{field.alpha:.2f}"
        percent = "–" if field.percent is None else f"{field.percent:.0f} %"
        print(f"  {field.field:18}{field.agreeing:4} of {field.units:3}{percent:>7}  alpha {alpha:>5}  {field.note}")


def main() -> int:
    """Print both tables; exit code 1 where a line of the session cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--picture", type=Path, help="where to put a picture of the page that a line could not be done on"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["DASHBOARD_USER_DIR"] = folder
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with server("dashboard/app.py") as address:
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-US")
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            page = context.new_page()
            page.goto(address)
            try:
                actions = play(page, SESSION.read_text("utf-8").splitlines())
            except NotDone as error:
                print(error, file=sys.stderr)
                if asked.picture:
                    page.screenshot(path=asked.picture)
                return 1
        (path,) = Path(folder, "dossiers").glob("*.sqlite")
        ours = DossierFile(path).tables()
    print_effort(actions, ours, len((ROOT / ARTICLE).read_text("utf-8").split()))
    shipped = load(SHIPPED)
    print_agreement("events", compared(ours, shipped, "events", EVENT))
    print_agreement("claims", compared(ours, shipped, "claims", CLAIM))
    return 0


if __name__ == "__main__":
    sys.exit(main())
