"""The map, and the ways out of a map without events."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st

from dashboard.map import Tiles
from dashboard.map.drawn_dossier import DRAWN
from dashboard.messages.checked_message import read
from dashboard.messages.map_layer import MapClick
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import opened_event
from dashboard.screens.filter_bar import drop
from dashboard.screens.open_sets import active, every, key_of, layer, on_map, opened_sets
from dashboard.screens.page_head import theme
from dashboard.screens.safe_text import label
from dashboard.web.routes import assets_version, page_font, publish
from dashboard.words.sentences import say, say_count

HEIGHT = 600
HEARD, TILES = "map-heard", "online-tiles"
# Where the address wants the map to be: latitude, longitude, zoom, turn.
AT = "map-at"


def ways_out(event_set: EventSet, without: Mapping[str, int]) -> None:
    """For an empty map: which filter empties it, and a button that takes it away.

    ``without`` says for each active filter how many events would be shown without it.
    """
    described = event_set.engine.describe()
    titles = {facet.name: facet.title for facet in described.facets}
    titles |= {number.name: number.title for number in described.numbers}
    titles |= {"days": say("Days"), "text": described.text or ""}
    st.caption(say("None."))
    back = {name: n for name, n in without.items() if n}
    with st.container(horizontal=True, key="empty-ways-out"):
        for name, n in back.items():
            st.button(
                say_count(
                    n,
                    one="Without “{filter}”: {number} event",
                    other="Without “{filter}”: {number} events",
                    filter=titles[name],
                ),
                key=f"drop-{name}",
                on_click=drop,
                args=(name, event_set.id),
            )
        if not back:
            st.caption(say("No single filter brings events back: several of them together leave nothing."))


def event_map_view(shipped: EventSet, chosen: Filter) -> None:
    """Draw the map with all open sets; a click on a mark opens its event.

    ``shipped`` is drawn with signs of its own, the others from their packed files. ``chosen`` is its filter to begin with.
    """
    drawn = shipped.part(DRAWN)
    if drawn is None:
        return
    # Folium takes half a second to import: app.py has begun it beside the server's start.
    from streamlit_folium import st_folium

    from dashboard.map.event_layer import command, event_map

    versions = assets_version(), key_of(shipped), publish("ground", drawn.ground), publish("base", drawn.base)
    opened = opened_event.opened()
    layers = [layer(event_set) for event_set in opened_sets().values() if on_map(event_set.id)]
    answer = st_folium(
        event_map(*versions, drawn.centre, font=page_font()),
        key="map-" + "-".join(versions),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command(
            json.loads(chosen.to_json()),
            opened,
            opened_event.turn(),
            theme(),
            tiles(),
            active=active(shipped).id,
            shipped=on_map(shipped.id),
            sets=[packed for packed in layers if packed is not None],
            at=st.session_state.get(AT),
        ),
    )
    _hear(answer, shipped)


def tiles() -> Tiles | None:
    """The online base map, if the reader has turned it on."""
    return Tiles.from_environment() if st.session_state.get(TILES) else None


def map_choice(*, shown: bool) -> None:
    """The switch for an online base map, where a map is shown; off until the reader turns it on."""
    # Streamlit forgets a switch that a page does not show.
    st.session_state[TILES] = bool(st.session_state.get(TILES))
    if not shown:
        return
    host = Tiles.from_environment().host
    st.toggle(
        say("Online map tiles"),
        key=TILES,
        help=say(
            "Off: the map is drawn from our own shapes and no other server is asked. On: your browser asks {host} for "
            "each tile.",
            host=label(host),
        ),
    )


def _hear(answer: object, shipped: EventSet) -> None:
    """A mark was clicked: its event is open from now on. The same message is heard once."""
    click = read(MapClick, answer)
    if click is None or click["seq"] == st.session_state.get(HEARD):
        return
    clicked = next((event_set for event_set in every(shipped) if event_set.id == click["set"]), None)
    if clicked is not None and clicked.has(click["event"]):
        opened_event.clicked(clicked.id, click["event"])
        st.session_state[HEARD] = click["seq"]
