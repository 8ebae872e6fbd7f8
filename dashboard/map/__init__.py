"""The map: events in, a Folium map out. Knows folium and Leaflet, not Streamlit.

    symbols         a mark as SVG
    packed_form     the binary form of events as columns
    packed_columns  events as columns → files in that form
    dossier_signs   the events of a dossier → their signs beside the columns
    ground          places, colours and legend under the signs → JSON
    day_marks       what the marks over the day slider mean, and statements → JSON
    drawn_dossier   what the page draws of a dossier: events, signs, ground, and the marks over the slider
    how_to_read     what every mark and drawing means, in words
    base_map        the base map's shapes → one JSON, no tiles
    map_layers      what can lie on the map besides the coded events: online tiles, opened files
    event_layer     the Folium map, our layer as a Folium element

The layer itself is dashboard/browser/layer/event_layer.js.
"""

from __future__ import annotations

from dashboard.map.base_map import attribution, base_map
from dashboard.map.day_marks import day_marks
from dashboard.map.dossier_signs import dossier_signs
from dashboard.map.ground import centre, ground
from dashboard.map.how_to_read import HOW_TO_READ
from dashboard.map.map_layers import LayerSet, Tiles
from dashboard.map.packed_columns import pack_with_signs
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
    "dossier_signs",
    "ground",
    "legend",
    "pack_with_signs",
    "svg_of",
]
