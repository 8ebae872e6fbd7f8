"""The map: events in, a Folium map out. Knows folium and Leaflet, not Streamlit.

    symbols       a mark as SVG: shape = kind, colour = attacker, fill = who confirms, ring = how exact the place is
    payload       events and their places → the JSON that the layer in the page draws
    base          the base map's shapes → one JSON, no tiles
    event_layer   the Folium map, our layer as a Folium element, and the command that tells it what to show

The layer itself is dashboard/static/event_layer.js.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.map.base import attribution, base_map
from dashboard.map.payload import payload
from dashboard.map.symbols import COLOURS, legend, svg_of

if TYPE_CHECKING:
    from dashboard.map.event_layer import Tiles, command, event_map

__all__ = ["COLOURS", "Tiles", "attribution", "base_map", "command", "event_map", "legend", "payload", "svg_of"]


def __getattr__(name: str) -> Any:
    """What the module event_layer exports, read when it is asked for: Folium takes half a second to import."""
    if name not in ("Tiles", "command", "event_map"):
        raise AttributeError(name)
    from dashboard.map import event_layer

    return getattr(event_layer, name)
