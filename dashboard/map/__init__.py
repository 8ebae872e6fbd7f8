"""The map: events in, a Folium map out. Knows folium and Leaflet, not Streamlit.

    symbols        a mark as SVG
    event_payload  events and their places → the JSON that the layer in the page draws
    day_marks      events and statements → the JSON that the day slider draws
    drawn_dossier  what the page draws of a dossier: marks, ground, and the marks over the slider
    how_to_read    what every mark and drawing means, in words
    base_map       the base map's shapes → one JSON, no tiles
    map_layers     what can lie on the map besides the coded events: online tiles, opened files
    event_layer    the Folium map, our layer as a Folium element

The layer itself is dashboard/browser/layer/event_layer.js.
"""

from __future__ import annotations

from dashboard.map.base_map import attribution, base_map
from dashboard.map.day_marks import day_marks
from dashboard.map.event_payload import centre, payload
from dashboard.map.how_to_read import HOW_TO_READ
from dashboard.map.map_layers import LayerSet, Tiles
from dashboard.map.symbols import COLOURS, legend, svg_of

__all__ = [
    "COLOURS",
    "HOW_TO_READ",
    "LayerSet",
    "Tiles",
    "attribution",
    "base_map",
    "centre",
    "day_marks",
    "legend",
    "payload",
    "svg_of",
]
