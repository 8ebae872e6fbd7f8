"""The map: events in, a Folium map out. Knows folium and Leaflet, not Streamlit.

    symbols       a mark as SVG: shape = kind, colour = attacker, fill = both sides say so, ring = how exact the place is
    payload       events and their places → the JSON that the layer in the page draws
    day_marks     events and statements → the JSON that the day slider draws
    how_to_read   what every mark and drawing means, in words
    base          the base map's shapes → one JSON, no tiles
    event_layer   the Folium map, our layer as a Folium element, and the command that tells it what to show

The layer itself is dashboard/static/event_layer.js.
"""

from __future__ import annotations

from dashboard.map.base import attribution, base_map
from dashboard.map.day_marks import day_marks
from dashboard.map.how_to_read import HOW_TO_READ
from dashboard.map.layers import LayerSet, Tiles
from dashboard.map.payload import payload
from dashboard.map.symbols import COLOURS, legend, svg_of

__all__ = [
    "COLOURS",
    "HOW_TO_READ",
    "LayerSet",
    "Tiles",
    "attribution",
    "base_map",
    "day_marks",
    "legend",
    "payload",
    "svg_of",
]
