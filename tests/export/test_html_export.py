"""The map as one HTML file: what it holds, what it asks for (nothing), what runs in it (our scripts), how large it is."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import tomllib
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dashboard.browser_modules import BROWSER, EXPORT, IMPORT, joined, with_imports, without_documentation
from dashboard.export import CAUTION, FORMATS, export
from dashboard.export.distant_base_map import thinned
from dashboard.export.html_export import CONTROLS
from dashboard.map import base_map, dossier_signs, ground, pack_with_signs
from dashboard.map.packed_form import unpack
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.evidence import claim_view
from dashboard.sources.dossier.tables import SHIPPED, FolderContents, Tables, load
from dashboard.words.visible import visible

KABUL, OCTOBER, KHOST = "ev-kabul-2026-02-26", "ev-clashes-2025-10", "ev-khost-2026-02-27"
VOID = {"br", "hr", "img", "input", "link", "meta"}
MOST = 1_000_000
# Leaflet, and our modules joined into one.
RUNNING = 2
# What may name an address for something else than to fetch it.
NAMES = ("http://www.w3.org/2000/svg", "https://creativecommons.org/licenses/by/4.0/")


class Page(HTMLParser):
    """The elements of a page with their attributes, the texts of scripts and styles, the text of everything else."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.text, self.stack = "", []
        self.feed(content.decode("utf-8"))
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.stack[-1] if self.stack else ""
        if inside == "script":
            self.scripts.append((self.tags[-1][1], data))
        elif inside == "style":
            self.styles.append(data)
        else:
            self.text += data

    @property
    def data(self) -> dict[str, Any]:
        (found,) = (text for attributes, text in self.scripts if attributes.get("id") == "data")
        return json.loads(found)

    @property
    def header(self) -> dict[str, Any]:
        """The header of the packed events."""
        return dict(unpack(base64.b64decode(self.data["events"]))[0])

    def values(self, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def content(tables: Tables) -> bytes:
    return export("html", tables)


@pytest.fixture(scope="module")
def page(content: bytes) -> Page:
    return Page(content)


def test_it_is_small(content: bytes) -> None:
    assert len(content) < MOST


def test_nothing_in_it_names_a_file_or_a_host(page: Page) -> None:
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    assert page.values("src") == []
    assert page.values("style") == []
    assert all(value.startswith("#") or value in NAMES for value in page.values("href"))
    assert not any(re.search(r"url\(|@import", style) for style in page.styles)


def test_only_our_scripts_can_run(page: Page) -> None:
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    allowed = set(re.findall(r"'sha256-([^']+)'", str(policy)))
    running = [text for attributes, text in page.scripts if "type" not in attributes]
    assert allowed == {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in running}
    assert len(running) == RUNNING
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_the_scripts_are_those_of_the_app(page: Page) -> None:
    leaflet, ours = (text for attributes, text in page.scripts if "type" not in attributes)
    assert leaflet == (BROWSER / "leaflet" / "leaflet.js").read_text("utf-8").replace(
        "//# sourceMappingURL=leaflet.js.map", ""
    )
    modules = with_imports("standalone.js")
    assert {"layer/event_layer.js", "slider/day_slider.js", "filter_bar.js"} < set(modules)
    for name in modules:
        body = EXPORT.sub("", IMPORT.sub("", without_documentation((BROWSER / name).read_text("utf-8"))))
        assert body.partition("*/")[2].strip() in ours
    assert page.data["styles"] == {name: (BROWSER / sheet).read_text("utf-8") for name, sheet in CONTROLS.items()}


def test_the_data_are_what_the_layer_would_fetch(page: Page, tables: Tables) -> None:
    ids = sorted(
        (event for event, row in tables.records["events"].items() if row["place_id"]),
        key=lambda event: (tables.row("events", event)["date_start"], tables.row("events", event)["date_end"]),
    )
    assert page.header["ids"] == list(page.data["cards"]) == ids
    events = [tables.row("events", event) for event in ids]
    fetched = pack_with_signs(from_tables(tables, tables.events.loc[ids]), dossier_signs(tables, events))
    assert base64.b64decode(page.data["events"]) == gzip.decompress(fetched.core)
    assert page.data["ground"] == json.loads(json.dumps(ground(tables, events)))
    assert page.data["days"]["columns"] == page.data["filters"]["columns"] == "events"
    assert page.data["days"]["mapped"] == 12
    assert page.data["days"]["rest"] == "1 has no place."


def test_every_event_stands_in_words_with_its_quotes(page: Page, tables: Tables) -> None:
    entries = [str(a["id"]) for tag, a in page.tags if tag == "details" and a.get("class") == "event"]
    assert sorted(entries) == sorted(tables.records["events"])
    assert entries[-1] == OCTOBER
    assert "Not on the map" in page.text
    for event in tables.rows("events"):
        assert event["title"] in page.text
    used = {row["quote_id"] for row in tables.rows("evidence") if row["subject_id"] in tables.records["events"]}
    for quote in used:
        assert tables.row("quotes", quote)["quote"] in page.text


def test_claims_say_who_says_so_and_are_not_added_up(page: Page, tables: Tables) -> None:
    assert CAUTION in page.text
    for claim in tables.records["claims"]:
        view = claim_view(tables, claim)
        assert claim in page.values("id")
        assert f"Said by {view.said_by}" in page.text
        assert view.figure in page.text
    assert not re.search(r"\btotal\b", page.text, re.IGNORECASE)


def test_links_lead_to_what_is_there(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {value[1:] for value in page.values("href") if value.startswith("#")} <= set(ids)


def test_a_selection_says_so_and_leaves_out_what_does_not_go_with_it(tables: Tables) -> None:
    page = Page(export("html", tables, [KABUL, OCTOBER]))
    assert "A selection: 2 of 13 events." in page.text
    assert page.header["ids"] == list(page.data["cards"]) == [KABUL]
    assert KHOST not in page.values("id")
    assert "one figure for 3 events together" in page.text
    assert {value[1:] for value in page.values("href") if value.startswith("#")} <= set(page.values("id"))
    assert page.values("class").count("statement") == len(tables.rows("statements"))


def test_without_a_place_there_is_the_list_alone(tables: Tables) -> None:
    page = Page(export("html", tables, [OCTOBER]))
    assert page.header["n"] == 0
    assert page.data["cards"] == {}
    assert page.data["days"]["days"] == 0
    assert OCTOBER in page.values("id")


def test_hostile_text_is_text(hostile: Path, hostile_text: str) -> None:
    content = export("html", load(hostile))
    page, calm = Page(content), Page(export("html", load(SHIPPED)))
    assert hostile_text in page.text
    assert len(page.scripts) == len(calm.scripts)
    shown = {tag for tag, _ in page.tags}
    assert shown == {tag for tag, _ in calm.tags}
    for titles in (
        {card["title"] for card in page.data["cards"].values()},
        {words["title"] for words in page.header["words"]},
    ):
        assert visible(hostile_text) in titles  # the map's card shows what is hidden in it
    raw = next(text for attributes, text in page.scripts if attributes.get("id") == "data")
    assert "<" not in raw


def test_a_script_that_spells_an_end_tag_stays_one(
    monkeypatch: pytest.MonkeyPatch, tables: Tables, tmp_path: Path
) -> None:
    from dashboard.export import html_export

    shutil.copytree(BROWSER, tmp_path / "browser")
    placement = tmp_path / "browser" / "layer" / "placement.js"
    placement.write_text(placement.read_text() + 'const end = "</script><script>alert(1)</script><!--";\n')
    monkeypatch.setattr(html_export, "joined", partial(joined, folder=tmp_path / "browser"))
    page = Page(export("html", tables, [KABUL]))
    assert len([1 for attributes, _ in page.scripts if "type" not in attributes]) == RUNNING


def test_colours_are_those_of_the_app() -> None:
    themes = tomllib.loads((SHIPPED.parent / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    style = (BROWSER / "standalone.css").read_text("utf-8")
    blocks = dict(zip(("light", "dark"), re.findall(r":root \{([^}]*--page:[^}]*)\}", style), strict=True))
    for theme, block in blocks.items():
        told = dict(re.findall(r"--(\w+): (#\w{6})", block))
        keys = {
            "page": "backgroundColor",
            "text": "textColor",
            "accent": "primaryColor",
            "raised": "secondaryBackgroundColor",
            "edge": "borderColor",
        }
        assert {name: told[name] for name in keys} == {name: themes[theme][key] for name, key in keys.items()}


def test_the_menu_knows_it() -> None:
    assert next(iter(FORMATS)) == "html"
    assert FORMATS["html"].suffix == ".html"


# --- the base map, thinned ------------------------------------------------------------------------------------------


def test_near_shapes_stay_and_far_ones_lose_points() -> None:
    base = json.loads(base_map(FolderContents(SHIPPED)).content)
    found = thinned(base, (60.5, 23.7, 77.0, 38.5))
    assert found["provinces"] == base["provinces"]
    assert found["border"] == base["border"]
    assert len(json.dumps(found["land"])) < 0.6 * len(json.dumps(base["land"]))
    assert [f["id"] for f in found["land"]["features"]] == [f["id"] for f in base["land"]["features"]]


def line(*positions: tuple[float, float]) -> dict[str, Any]:
    return {
        "id": "x",
        "properties": {},
        "geometry": {"type": "LineString", "coordinates": [list(p) for p in positions]},
    }


def layers(*features: dict[str, Any]) -> dict[str, Any]:
    return {"land": {"type": "FeatureCollection", "features": list(features)}}


@pytest.mark.parametrize("near", [True, False])
def test_a_line_is_thinned_only_far_away(near: bool) -> None:
    wiggle = line((0, 0), (0.5, 0.01), (1, 0), (1.5, 0.01), (2, 0))
    found = thinned(layers(wiggle), (0, 0, 2, 2) if near else (100, 0, 102, 2))["land"]["features"][0]
    assert len(found["geometry"]["coordinates"]) == (5 if near else 2)


def test_a_far_speck_is_left_out_and_a_point_is_not() -> None:
    ring = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]
    speck = {"id": "s", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    point = {"id": "p", "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
    assert [f["id"] for f in thinned(layers(speck, point), (100, 0, 101, 1))["land"]["features"]] == ["p"]
    assert [f["id"] for f in thinned(layers(speck, point), (0, 0, 1, 1))["land"]["features"]] == ["s", "p"]
