"""The map as one HTML file: the page's own scripts, the data and the words, with no server and no network.

The scripts are Leaflet and the modules of the app (browser/), joined into one. The data stand beside them as JSON, the packed
events as the bytes that the layer would fetch. browser/standalone.js is the module that starts the others.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, cast

from markupsafe import Markup

from dashboard.browser_modules import joined, source
from dashboard.export import html_document
from dashboard.export.distant_base_map import Box, thinned
from dashboard.export.extract import Extract
from dashboard.export.packed_lines import packed_base_map
from dashboard.map import base_map, centre, day_marks, dossier_signs, ground, pack_with_signs
from dashboard.map.base_map import LAYERS
from dashboard.messages.controls import StandaloneData
from dashboard.messages.events_file import BaseMapFile, Timeline
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.record_html import card
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.dossier_set import DOSSIER_ID
from dashboard.sources.dossier.evidence import event_record
from dashboard.sources.dossier.tables import TableRow
from dashboard.sources.dossier.tables.shape_files import file_of
from dashboard.words.sentences import say, say_count

LEAFLET, START = "leaflet/leaflet.js", "standalone.js"
# By this name the controls and the layer find the packed events, which the app would fetch.
EVENTS = "events"
STYLES = ("leaflet/leaflet.css", "layer/event_layer.css", "standalone.css")
# Style sheets of the controls, which stand in a shadow tree of their own each.
CONTROLS = {"day_slider": "slider/day_slider.css", "filters": "filter_bar.css"}


def standalone(extract: Extract) -> bytes:
    """The file, UTF-8. What is chosen is what it holds: its slider and filters narrow it further.

    Raises:
        DataError: a file of the data folder cannot be read any more.
    """
    placed = sorted((row for row in extract.rows("events") if row["place_id"]), key=_by_day)
    engine = InMemoryEngine(from_tables(extract.tables, extract.tables.events.loc[[row["event_id"] for row in placed]]))
    data = Markup('<script type="application/json" id="data">{}</script>').format(
        Markup(_in_script(_data(extract, placed, engine)))
    )
    scripts = list(_scripts())
    lines = [
        Markup('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(_policy(scripts)),
        Markup('<meta name="color-scheme" content="light dark">'),
        Markup("<title>{}</title>").format(extract.provenance.title),
        *(Markup("<style>\n{}</style>").format(Markup(text)) for text in _styles()),
        Markup("</head>\n<body>"),
        html_document.head(extract),
        Markup('<noscript><p class="soft">{}</p></noscript>').format(say("The map needs JavaScript. The list below is complete.")),
        Markup('<main>\n<div class="stage"><div id="days"></div><div id="map"></div><p id="view" class="on-paper"></p></div>'),
        html_document.printed_legend(extract, placed),
        Markup('<div class="side"><details id="filters"><summary>{}</summary></details>').format(say("Filters")),
        html_document.entries(extract, placed),
        Markup('</div>\n</main>\n<aside id="sheet" aria-label="{}" hidden></aside>').format(say("The open event")),
        html_document.claims(extract),
        html_document.statements(extract),
        html_document.about(extract),
        data,
        *(Markup("<script>{}</script>").format(Markup(text)) for text in scripts),
        Markup("</body>\n</html>\n"),
    ]  # fmt: skip
    return str(Markup("\n").join(lines)).encode("utf-8", errors="replace")


def _by_day(event: TableRow) -> tuple[Any, Any]:
    return event["date_start"], event["date_end"]


def _data(extract: Extract, placed: list[TableRow], engine: InMemoryEngine) -> str:
    """What the layer and the controls are given in the app, in one JSON."""
    described = engine.describe()
    first, last = described.span or (0, -1)
    beside = len(extract.event_ids) - len(placed)
    packed = pack_with_signs(engine.columns, dossier_signs(extract.tables, placed))
    content: StandaloneData = {
        "centre": centre(extract.tables, placed),
        "events": base64.b64encode(gzip.decompress(packed.core)).decode(),
        "ground": ground(extract.tables, placed),
        "cards": {str(event["event_id"]): card(event_record(extract.tables, event["event_id"])) for event in placed},
        "base": packed_base_map(
            cast(BaseMapFile, thinned(json.loads(base_map(extract.tables.contents).content), _theatre(extract, placed)))
        ),
        "days": {
            "set": DOSSIER_ID,
            "first": first,
            "days": last - first + 1,
            "value": {"mode": "one", "first": None, "last": None},
            "turn": 1,
            "mapped": len(placed),
            "rest": say_count(beside, one="{number} has no place.", other="{number} have no place.") if beside else "",
            "others": [],
            "timeline": _timeline(extract, engine),
            "columns": EVENTS,
        },
        "filters": {
            "set": DOSSIER_ID,
            "facets": [
                {"name": f.name, "title": f.title, "values": f.values, "labels": f.labels, "many": False}
                for f in described.facets
                if f.values
            ],
            "numbers": [],
            "text": None,
            "colours": [],
            "value": {"choices": {}, "ranges": {}, "text": ""},
            "turn": 1,
            "columns": EVENTS,
        },
        "styles": {name: source(sheet) for name, sheet in CONTROLS.items()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _timeline(extract: Extract, engine: InMemoryEngine) -> Timeline:
    """What the marks over the slider mean, with the statements that stand in this file."""
    marks = day_marks(extract.tables, engine)
    kept = extract.keys["statements"]
    dated = [statement for statement in marks["statements"] if statement["id"] in kept]
    undated = [statement for statement in marks["undated"] if statement["id"] in kept]
    return {**marks, "statements": dated, "undated": undated}


def _theatre(extract: Extract, placed: list[TableRow]) -> Box:
    """The box around the provinces and around the places of the events, degrees; the whole world without either."""
    shapes = extract.tables.shapes
    bounds = [shapes.geometry(key).bounds for key in shapes.features if file_of(key) == LAYERS["provinces"]]
    for event in placed:
        place = extract.tables.row("places", event["place_id"])
        bounds.append((place["longitude"], place["latitude"]) * 2)
    if not bounds:
        return (-180.0, -90.0, 180.0, 90.0)
    west, south, east, north = zip(*bounds, strict=True)
    return (min(west), min(south), max(east), max(north))


def _in_script(text: str) -> str:
    """JSON that can end no script and begin no comment in one."""
    return text.replace("<", "\\u003c")


def _scripts() -> Iterator[str]:
    """The scripts in their order. Each is known by its hash to the policy, so nothing else can run."""
    yield _safe(re.sub(r"^//# sourceMappingURL=.*$", "", source(LEAFLET), flags=re.MULTILINE))
    yield _safe(joined(START))


def _safe(script: str) -> str:
    """The script, changed so that no string in it ends the script element."""
    return re.sub(r"</(script)", r"<\\/\1", script, flags=re.IGNORECASE).replace("<!--", "<\\!--")


def _styles() -> Iterator[str]:
    """The style sheets. Pictures that they name are Leaflet's, and nothing here uses them."""
    for name in STYLES:
        yield re.sub(r"url\([^)]*\)", "none", source(name))


def _policy(scripts: list[str]) -> str:
    """What the browser may load: nothing; and run: these scripts."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    run = " ".join(f"'sha256-{value}'" for value in hashes)
    return f"default-src 'none'; script-src {run}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
