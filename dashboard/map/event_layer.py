"""The Folium map with our event layer, and the command that tells the layer what to show.

The map's script is the same for every view, so streamlit-folium never mounts it anew: the layer fetches the events
once and a command of some hundred bytes travels with each change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.map.map_layers import ROOT, LayerSet, Tiles
from dashboard.messages.map_layer import FirstView, LayerCommand, LayerOptions
from dashboard.sources.dossier.dossier_set import DOSSIER_ID

VERSION = re.compile(r"[0-9a-f]{16}")


def event_map(
    assets: str, events: str, ground: str, base: str, centre: tuple[float, float], font: str = ""
) -> folium.Map:
    """A Folium map whose only layer is the event layer.

    Args:
        assets: version of the static files, as in their address.
        events: the key under which the packed events are offered.
        ground: version of what their signs stand on.
        base: version of the base map.
        centre: where the map begins, latitude and longitude; the layer then shows all events.
        font: file name of the page's font among Streamlit's static files; empty for the system's font.

    Raises:
        ValueError: a version is not 16 hexadecimal digits; it becomes part of a script.
    """
    if not all(VERSION.fullmatch(version) for version in (assets, events, ground, base)):
        raise ValueError("a version is 16 hexadecimal digits")
    if not re.fullmatch(r"[\w.-]*", font):
        raise ValueError("a font is a plain file name")
    # Leaflet from our own copy. Folium reads these class attributes when the map is made.
    # streamlit-folium loads scripts one after the other: our modules are on their way while Leaflet comes.
    folium.Map.default_js = [
        ("event_layer_start", f"{ROOT}assets/{assets}/layer/start.js"),
        ("leaflet", f"{ROOT}assets/{assets}/leaflet/leaflet.js"),
    ]
    folium.Map.default_css = [
        ("leaflet_css", f"{ROOT}assets/{assets}/leaflet/leaflet.css"),
        ("event_layer_css", f"{ROOT}assets/{assets}/layer/event_layer.css"),
    ]
    shell = folium.Map(
        location=centre, zoom_start=6, tiles=None, zoom_control=False, attribution_control=False, zoom_snap=0.25
    )
    options: LayerOptions = {
        "shipped": {
            "id": DOSSIER_ID,
            "core": f"{ROOT}columns/{events}/core.bin",
            "ground": f"{ROOT}ground/{ground}.json",
            "event": f"{ROOT}event/{events}/{{id}}.json",
        },
        "base": f"{ROOT}base/{base}.json",
        "font": f"{ROOT}static/media/{font}" if font else "",
        "assets": f"{ROOT}assets/{assets}/",
    }
    EventLayer(options).add_to(shell)
    return shell


class EventLayer(MacroElement):
    """Our layer as a Folium element: layer/event_layer.js, which fetches the files and draws them.

    The module may arrive after the first command, which it then carries out.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
            window.eventLayerModule.then(({ EventLayer }) => {
                window.eventLayer = new EventLayer({{ this._parent.get_name() }}, {
                    ...{{ this.options|tojson }},
                    page: window.parent,
                    choose: (chosen) => window.Streamlit.setComponentValue(chosen),
                });
                if (window.layerCommand) window.eventLayer.show(window.layerCommand);
            });
        {% endmacro %}
    """)

    def __init__(self, options: LayerOptions) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "EventLayer"
        self.options = options


class Command(MacroElement):
    """A message to the layer that is in the page. Its text is data: JSON, with what could end a script escaped."""

    # The first statement keeps streamlit-folium's list of groups at one; it only ever grows by itself.
    _template = Template("""
        {% macro script(this, kwargs) %}
            window.feature_group = [];
            window.layerCommand = {{ this.message }};
            if (window.eventLayer) window.eventLayer.show(window.layerCommand);
        {% endmacro %}
    """)

    def __init__(self, message: LayerCommand) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Command"
        # "{{'" is a placeholder to streamlit-folium, "<" and a line separator end scripts: none of them survives.
        self.message = json.dumps(message).replace("<", "\\u003c").replace("'", "\\u0027")


def command(
    view: FirstView,
    opened: tuple[str, str] | None,
    turn: int,
    theme: str,
    tiles: Tiles | None = None,
    *,
    active: str = DOSSIER_ID,
    shipped: bool = True,
    sets: Sequence[LayerSet] = (),
    at: tuple[float, float, float, int] | None = None,
) -> folium.FeatureGroup:
    """What Python tells the layer.

    Args:
        view: the days and choices to begin with, until the page's own controls have spoken (see slider/day_slider.js).
        opened: the event that is open beside the map: the id of its set and its own; or None.
        turn: grows when the reader selects outside the map; only then does the map open a popup and move.
        theme: "light" or "dark".
        tiles: an online base map in place of ours; None asks no other host.
        active: the set whose filters and list are shown; it lies above the others.
        shipped: whether the events that the page ships are drawn.
        sets: the opened files on the map.
        at: where the map goes: latitude, longitude (degrees, WGS 84), zoom, and a number that grows each time.
    """
    group = folium.FeatureGroup(name="events")
    message: LayerCommand = {
        "view": view,
        "turn": turn,
        "theme": theme,
        "tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        "shipped": shipped,
        "active": active,
        "sets": [layer_set.as_message() for layer_set in sets],
        "opened": {"set": opened[0], "event": opened[1]} if opened else None,
        "at": at,
    }
    Command(message).add_to(group)
    return group
