"""What can lie on the map besides the events that the page ships: online tiles under them, opened files beside them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.messages.map_layer import LayerSetMessage
from dashboard.words.sentences import deferred

# Relative to the map's frame (component/streamlit_folium.st_folium/), so that server.baseUrlPath holds.
ROOT = "../../"


@dataclass(frozen=True)
class Tiles:
    """An online base map: the address of its tiles and whom they are owed to. Only the reader turns it on."""

    url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    attribution: str = deferred("© OpenStreetMap contributors")

    @classmethod
    def from_environment(cls) -> Tiles:
        """OpenStreetMap's, or what the operator set in DASHBOARD_TILES_URL and DASHBOARD_TILES_ATTRIBUTION."""
        url = os.environ.get("DASHBOARD_TILES_URL", cls.url)
        if not url.startswith(("https://", "http://")):
            url = cls.url
        return cls(url, os.environ.get("DASHBOARD_TILES_ATTRIBUTION", cls.attribution))

    @property
    def host(self) -> str:
        """The host that would be asked."""
        return urlsplit(self.url.replace("{s}.", "")).netloc


@dataclass(frozen=True)
class LayerSet:
    """An opened file on the map: its id and name, and where the layer fetches its columns and the words of one event.

    ``core`` and ``rest`` are addresses of EVC1 files, ``event`` that of an event's card, all below the
    base path, ``event`` with "{id}" in it; ``colour_by`` is the facet that colours its marks.
    """

    id: str
    name: str
    core: str
    rest: str
    event: str
    colour_by: str

    def as_message(self) -> LayerSetMessage:
        """As the layer's script takes it."""
        return {
            "id": self.id,
            "name": self.name,
            "core": ROOT + self.core,
            "rest": ROOT + self.rest,
            "event": ROOT + self.event,
            "colourBy": self.colour_by,
        }
