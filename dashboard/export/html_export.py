"""The map as one HTML file: the page's own scripts, the data and the words, with no server and no network.

The scripts are those of the app (browser/), in the order in which they are needed. The data stand beside them as JSON,
as the layer would fetch them. browser/standalone.js starts them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dashboard.export import html_document
from dashboard.export.distant_base_map import Box, thinned
from dashboard.export.extract import Extract
from dashboard.map import base_map, centre, day_marks, payload
from dashboard.map.base_map import LAYERS
from dashboard.model.columns import EventColumns
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import Record
from dashboard.sources.dossier.tables.shape_files import file_of

STATIC = Path(__file__).parents[1] / "browser"
SCRIPTS = ("leaflet/leaflet.js", "placement.js", "base_map.js", "data_sets.js", "event_layer.js")
# Controls of the page: modules that export one function, after what stands before each. In the file it hangs at
# window.parts.
PARTS = {"day_slider": ("class_colours", "timeline"), "filters": ()}
STYLES = ("leaflet/leaflet.css", "event_layer.css", "standalone.css")
EXPORT = re.compile(r"^export default function \(", re.MULTILINE)
# The id of the coded events in the view; event_layer.js knows it too.
CODED = "articles"


def standalone(extract: Extract) -> bytes:
    """The file, UTF-8. What is chosen is what it holds: its slider and filters narrow it further.

    Raises:
        DataError: a file of the data folder cannot be read any more.
    """
    placed = sorted((row for row in extract.rows("events") if row["place_id"]), key=_by_day)
    columns = from_tables(extract.tables, extract.tables.events.loc[[row["event_id"] for row in placed]])
    data = Markup('<script type="application/json" id="data">{}</script>').format(
        Markup(_in_script(_data(extract, placed, columns)))
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
        Markup('<noscript><p class="soft">The map needs JavaScript. The list below is complete.</p></noscript>'),
        Markup('<main>\n<div class="stage"><div id="days"></div><div id="map"></div><p id="view" class="on-paper"></p></div>'),
        html_document.printed_legend(extract, placed),
        Markup('<div class="side"><details id="filters"><summary>Filters</summary></details>'),
        html_document.entries(extract, placed),
        Markup('</div>\n</main>\n<aside id="sheet" aria-label="The open event" hidden></aside>'),
        html_document.claims(extract),
        html_document.statements(extract),
        html_document.about(extract),
        data,
        *(Markup("<script>{}</script>").format(Markup(text)) for text in scripts),
        Markup("</body>\n</html>\n"),
    ]  # fmt: skip
    return str(Markup("\n").join(lines)).encode("utf-8", errors="replace")


def _by_day(event: Record) -> tuple[Any, Any]:
    return event["date_start"], event["date_end"]


def _data(extract: Extract, placed: list[Record], columns: EventColumns) -> str:
    """What the layer and the controls are given in the app, in one JSON."""
    first, last = columns.span or (0, -1)
    beside = len(extract.event_ids) - len(placed)
    return json.dumps(
        {
            "centre": centre(extract.tables, placed),
            "events": json.loads(payload(extract.tables, placed, columns).content),
            "base": thinned(json.loads(base_map(extract.tables.folder).content), _theatre(extract, placed)),
            "days": {
                "set": CODED,
                "first": first,
                "days": last - first + 1,
                "value": {"mode": "one", "first": None, "last": None},
                "turn": 1,
                "mapped": len(placed),
                "rest": f"; {beside} {'has' if beside == 1 else 'have'} no place" if beside else "",
                "others": [],
                "timeline": _timeline(extract, placed, columns),
            },
            "filters": {
                "set": CODED,
                "facets": [
                    {"name": f.name, "title": f.title, "values": f.values, "labels": f.labels, "many": False}
                    for f in columns.facets
                    if f.values
                ],
                "numbers": [],
                "text": None,
                "colours": [],
                "value": {"choices": {}, "ranges": {}, "text": ""},
                "turn": 1,
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _timeline(extract: Extract, placed: list[Record], columns: EventColumns) -> dict[str, Any]:
    """The marks over the slider, with the statements that stand in this file."""
    marks = day_marks(extract.tables, placed, columns)
    told = [one for one in marks["statements"] if one["id"] in extract.keys["statements"]]
    undated = [one for one in marks["undated"] if one["id"] in extract.keys["statements"]]
    return {**marks, "statements": told, "undated": undated}


def _theatre(extract: Extract, placed: list[Record]) -> Box:
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
    for name in SCRIPTS:
        yield _source(name)
    for name, before in PARTS.items():
        script, exports = EXPORT.subn(
            f"(window.parts = window.parts || {{}}).{name} = function (", _source(f"{name}.js")
        )
        if exports != 1:
            raise ValueError(f"browser/{name}.js has to export one function")
        needed = "".join(_source(f"{part}.js") for part in before)
        style = json.dumps((STATIC / f"{name}.css").read_text("utf-8"), ensure_ascii=False)
        yield _safe(f"(function () {{\n{needed}{script}\nwindow.parts.{name}.style = {style};\n}})();\n")
    yield _source("standalone.js")


def _source(name: str) -> str:
    text = (STATIC / name).read_text("utf-8")
    return _safe(re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE))


def _safe(script: str) -> str:
    """A script of ours in which no string ends the element that it stands in."""
    return re.sub(r"</(script)", r"<\\/\1", script, flags=re.IGNORECASE).replace("<!--", "<\\!--")


def _styles() -> Iterator[str]:
    """The style sheets. Pictures that they name are Leaflet's, and nothing here uses them."""
    for name in STYLES:
        yield re.sub(r"url\([^)]*\)", "none", (STATIC / name).read_text("utf-8"))


def _policy(scripts: list[str]) -> str:
    """What the browser may load: nothing; and run: these scripts."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts)
    run = " ".join(f"'sha256-{value}'" for value in hashes)
    return f"default-src 'none'; script-src {run}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
