"""Text that would like to be code: shown as text on the map, in the panel, the list and the claims; executed nowhere."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from dashboard.words.visible import visible

HOSTILE = [
    "<img src=x onerror=\"window.top.harm='img';window.harm='img'\">",
    "</script><script>window.harm='script'</script>",
    "${window.harm='template'}",
    "`+(window.harm='backtick')+`",
    "{{'harm'}} {{ 7*7 }} {% harm %}",
    "=1+1",
    "**bold** :red[red] $x^2$ [link](javascript:window.harm='link') ![i](http://harm.example/i.png)",
    "abc \u202e\u2066right to left\u2069\u202c \u200f \u2028 \u2029 end",
    "W" * 10_000,
    "🇦🇫🇵🇰👩‍👩‍👧‍👦",
    "&lt;b&gt; &amp; \\u003c \\x3c \\",
    "before\x00after",
]
TEXT = " ".join(HOSTILE)
# In a title a reader finds all of it but the endless word, which has a title of its own below.
TITLE = " ".join(text for text in HOSTILE if len(text) < 1000)
# A quote crosses no paragraph, and U+2029 ends one. A line separator may stand in it.
QUOTE = TEXT.replace("\u2029", "\u2028")
# As the page shows them: a NUL, which shows as nothing, by its sign, and what turns or hides text by its code.
SHOWN_TEXT, SHOWN_QUOTE, SHOWN_TITLE = (visible(text.replace("\x00", "␀")) for text in (TEXT, QUOTE, TITLE))


def rewrite(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def hostile(data: Path) -> None:
    """Put the text into titles, notes, names, summaries and a quote of the first source."""
    seed = data.parent / "seeds" / "000_5a847240e608dec0.txt"
    text = seed.read_bytes().decode()
    start = len(text)
    seed.write_bytes((text + QUOTE + "\n").encode())

    def sources(rows: list[dict[str, str]]) -> None:
        rows[0]["sha256"] = hashlib.sha256(seed.read_bytes()).hexdigest()
        rows[0]["publisher"] = TITLE

    def quotes(rows: list[dict[str, str]]) -> None:
        rows.append(
            {
                "quote_id": "q-hostile",
                "source_id": "src-a",
                "start": str(start),
                "end": str(start + len(QUOTE)),
                "quote": QUOTE,
            }
        )

    def evidence(rows: list[dict[str, str]]) -> None:
        for subject in ("ev-kabul-2026-02-26", "cl-274-taliban-killed", "st-mujahid-dialogue"):
            rows.append(
                {"subject_id": subject, "quote_id": "q-hostile", "role": "supports", "words": "", "words_start": ""}
            )

    def events(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["title"], row["note"] = TITLE, TEXT
        rows[1]["title"] = "W" * 10_000

    def every(*columns: str) -> Callable[[list[dict[str, str]]], None]:
        def change(rows: list[dict[str, str]]) -> None:
            for row in rows:
                row.update({column: f"{TITLE} {row[column]}" if column == "name" else TITLE for column in columns})

        return change

    def actors(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["aliases"] = ";".join(filter(None, (row["name"], row["aliases"])))
            row["name"] = TITLE.replace(";", ",")

    def places(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row["aliases"] = ";".join(filter(None, (row["name"], row["aliases"])))
            row["name"] = TITLE

    rewrite(data / "sources.csv", sources)
    rewrite(data / "quotes.csv", quotes)
    rewrite(data / "evidence.csv", evidence)
    rewrite(data / "events.csv", events)
    rewrite(data / "actors.csv", actors)
    rewrite(data / "places.csv", places)
    rewrite(data / "claims.csv", every("note", "category"))
    rewrite(data / "statements.csv", every("summary", "note"))
    rewrite(data / "discrepancies.csv", every("summary"))


# The harness's Dashboard and Server (conftest.py), which no other module can import by name.
Visit = Callable[..., AbstractContextManager[Any]]
Serve = Callable[..., AbstractContextManager[Any]]


def unharmed(page: Any) -> None:
    for frame in page.page.frames:
        assert frame.evaluate("window.harm === undefined && window.top.harm === undefined"), frame.url
        assert frame.evaluate('document.querySelectorAll(\'img[src="x"], a[href^="javascript"]\').length') == 0


def turn_to(page: Any, name: str, part: str) -> None:
    page.page.get_by_role("radio", name=name, exact=True).click()
    page.page.locator(part).first.wait_for()


def open_all(page: Any) -> None:
    page.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


@pytest.fixture(scope="module")
def enemy(serve: Serve) -> Any:
    with serve(hostile) as server:
        assert server.tables().faults == ()
        yield server


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_text_from_outside_is_text_everywhere(enemy: Any, visit: Visit, width: int, theme: str) -> None:
    tables = enemy.tables()
    with visit(enemy, width=width, theme=theme) as page:
        page.wait_drawn(tables.events.index[tables.events["place_id"].notna()])
        unharmed(page)
        # The list, then the panel with the quote, and the card on the map.
        expect(page.entry("ev-kandahar-2026-02-26")).to_contain_text("W" * 200)
        page.entry("ev-kabul-2026-02-26").click()
        page.panel.wait_for()
        assert " ".join(page.panel.locator(".panel-title").inner_text().split()) == " ".join(SHOWN_TITLE.split())
        # Streamlit brings the panel piece by piece: the words may come after the title.
        page.panel.locator("blockquote").first.wait_for()
        assert SHOWN_QUOTE in page.panel.locator("blockquote").all_text_contents()
        assert SHOWN_TEXT in page.panel.text_content()
        if width > 640:
            page.popup.wait_for()
            assert page.popup.locator("h2").text_content() == SHOWN_TITLE
        else:  # a phone shows no card, and the panel as a sheet over what is below
            page.button("panel-close").click()
        unharmed(page)
        # Claims and statements, then each sheet of the sources, all opened.
        turn_to(page, "Claims", "table.claims")
        assert (
            page.page.locator("table.claims blockquote").filter(has_text="W" * 10_000).first.text_content()
            == SHOWN_QUOTE
        )
        expect(page.page.locator(".statement .summary").first).to_be_visible()
        open_all(page)
        unharmed(page)
        turn_to(page, "Sources", ".st-key-reader .bar")
        for sheet in ("The copies compared", "Where they come from"):
            page.page.get_by_role("radio", name=sheet, exact=True).click()
            page.page.locator(".copies" if "copies" in sheet else ".sheet").first.wait_for()
            open_all(page)
            unharmed(page)
        # Nothing is wider than the page.
        assert page.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.no_error()
