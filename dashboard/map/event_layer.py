"""The Folium map with our event layer, and the command that tells the layer what to show.

The map's script is the same for every view, so streamlit-folium never mounts it anew: the layer fetches the events
once and a command of some hundred bytes travels with each change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from dashboard.map.map_layers import ROOT, LayerSet, Tiles

# In the order in which they are loaded.
SCRIPTS = ("placement", "base_map", "data_sets", "event_layer")
VERSION = re.compile(r"[0-9a-f]{16}")


def event_map(assets: str, events: str, base: str, centre: tuple[float, float], font: str = "") -> folium.Map:
    """A Folium map whose only layer is ours.

    Args:
        assets: version of the static files, as in their address.
        events: version of the payload of events.
        base: version of the base map.
        centre: where the map begins, latitude and longitude; the layer then shows all events.
        font: file name of the page's font among Streamlit's static files; empty for the system's font.

    Raises:
        ValueError: a version is not 16 hexadecimal digits; it becomes part of a script.
    """
    if not all(VERSION.fullmatch(version) for version in (assets, events, base)):
        raise ValueError("a version is 16 hexadecimal digits")
    if not re.fullmatch(r"[\w.-]*", font):
        raise ValueError("a font is a plain file name")
    # Leaflet from our own copy. Folium reads these class attributes when the map is made.
    folium.Map.default_js = [("leaflet", f"{ROOT}assets/{assets}/leaflet/leaflet.js")]
    folium.Map.default_css = [
        ("leaflet_css", f"{ROOT}assets/{assets}/leaflet/leaflet.css"),
        ("event_layer_css", f"{ROOT}assets/{assets}/event_layer.css"),
    ]
    shell = folium.Map(
        location=centre, zoom_start=6, tiles=None, zoom_control=False, attribution_control=False, zoom_snap=0.25
    )
    options = {
        "events": f"{ROOT}events/{events}.json",
        "base": f"{ROOT}base/{base}.json",
        "font": f"{ROOT}static/media/{font}" if font else "",
        "assets": f"{ROOT}assets/{assets}/",
    }
    EventLayer(assets, options).add_to(shell)
    return shell


class EventLayer(JSCSSMixin, MacroElement):
    """Our layer as a Folium element: loads event_layer.js, which fetches the two JSON files and draws them."""

    _template = Template("""
        {% macro script(this, kwargs) %}
            window.eventLayer = new EventLayer({{ this._parent.get_name() }}, {{ this.options|tojson }});
        {% endmacro %}
    """)

    def __init__(self, assets: str, options: dict[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.options = options
        self.default_js = [(name, f"{ROOT}assets/{assets}/{name}.js") for name in SCRIPTS]


class Command(MacroElement):
    """A message to the layer that is in the page. Its text is data: JSON, with what could end a script escaped."""

    # The first statement keeps streamlit-folium's list of groups at one; it only ever grows by itself.
    _template = Template("""
        {% macro script(this, kwargs) %}
            window.feature_group = [];
            window.eventLayer && window.eventLayer.show({{ this.message }});
        {% endmacro %}
    """)

    def __init__(self, message: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Command"
        # "{{'" is a placeholder to streamlit-folium, "<" and a line separator end scripts: none of them survives.
        self.message = json.dumps(message).replace("<", "\\u003c").replace("'", "\\u0027")


def command(
    view: Mapping[str, Any],
    selected: str | None,
    turn: int,
    theme: str,
    tiles: Tiles | None = None,
    *,
    coded: bool = True,
    sets: Sequence[LayerSet] = (),
    row: tuple[str, int] | None = None,
    at: tuple[float, float, float, int] | None = None,
) -> folium.FeatureGroup:
    """What Python tells the layer.

    Args:
        view: the days and choices to begin with, until the page's own controls have spoken (see day_slider.js).
        selected: id of the event that is open beside the map, or None.
        turn: grows when the reader selects outside the map; only then does the map open a popup and move.
        theme: "light" or "dark".
        tiles: an online base map in place of ours; None asks no other host.
        coded: whether the coded events are drawn.
        sets: the opened files on the map.
        row: the open event of an opened file: the file's id and the event's position in it.
        at: where the map goes: latitude, longitude (degrees, WGS 84), zoom, and a number that grows each time.
    """
    group = folium.FeatureGroup(name="events")
    message: dict[str, Any] = {"view": dict(view), "selected": selected, "turn": turn, "theme": theme}
    message["tiles"] = asdict(tiles) if tiles else None
    message["coded"] = coded
    message["sets"] = [one.as_message() for one in sets]
    message["row"] = {"set": row[0], "row": row[1]} if row else None
    message["at"] = list(at) if at else None
    Command(message).add_to(group)
    return group
