"""The map, what is open, and the ways out of a map without events."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup
from streamlit_folium import st_folium

from dashboard.crossfilter import Filter
from dashboard.evidence import other_readings
from dashboard.map import Tiles, command, event_map
from dashboard.screens.component import new_turn
from dashboard.screens.data import DataSet
from dashboard.screens.days import as_dates
from dashboard.screens.filters import drop
from dashboard.screens.head import theme
from dashboard.screens.text import label, show
from dashboard.serve import assets_version, page_font, publish

HEIGHT = 600
OPEN, TURN, HEARD = "open-event", "open-turn", "open-heard"
TILES = "online-tiles"


def opened() -> str | None:
    """The id of the event that is open, None if none is."""
    return st.session_state.get(OPEN)


def open_event(event_id: str | None) -> None:
    """Open an event from outside the map (or close it): the map then shows it too."""
    st.session_state[OPEN] = event_id
    st.session_state[TURN] = new_turn()


def ways_out(data: DataSet, without: Mapping[str, int]) -> None:
    """For an empty map: which filter empties it, and a button that takes it away.

    ``without`` says for each active filter how many events would be shown without it.
    """
    titles = {facet.name: facet.title for facet in data.columns.facets} | {"days": "Days"}
    st.caption("None.")
    back = {name: n for name, n in without.items() if n}
    with st.container(horizontal=True, key="empty-ways-out"):
        for name, n in back.items():
            st.button(
                f"Without “{titles[name]}”: {n} event{'s' * (n != 1)}", key=f"drop-{name}", on_click=drop, args=(name,)
            )
        if not back:
            st.caption("No single filter brings events back: several of them together leave nothing.")


def readings(data: DataSet, chosen: Filter) -> None:
    """Where a copy's words put an event on the days chosen, but the event stands on others: say so."""
    if chosen.days is None:
        return
    fits = data.shown(data.crossfilter.answer(chosen.without("days")))
    first, last = as_dates(chosen.days)
    for reading in other_readings(data.tables, fits, first, last):
        reach = "includes this day" if first == last else "reaches into these days"
        kept = f"The {'narrower ' if reading.narrower else ''}“{reading.kept}” is kept." if reading.kept else ""
        show(
            Markup('<p class="reading">{} dates “{}” to “{}”, which {}. {}</p>').format(
                reading.source, reading.title, reading.words, reach, kept
            )
        )


def event_map_view(data: DataSet, chosen: Filter) -> None:
    """Draw the map; a click on a mark opens its event."""
    versions = assets_version(), publish("events", data.events), publish("base", data.base)
    turn = st.session_state.get(TURN, 0)
    answer = st_folium(
        event_map(*versions, font=page_font()),
        key="map-" + "-".join(versions),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command(json.loads(chosen.to_json()), opened(), turn, theme(), tiles()),
    )
    _hear(answer, data)


def tiles() -> Tiles | None:
    """The online base map, if the reader has turned it on."""
    return Tiles.from_environment() if st.session_state.get(TILES) else None


def map_choice() -> None:
    """The switch for an online base map; off until the reader turns it on."""
    host = Tiles.from_environment().host
    st.toggle(
        "Online map tiles",
        key=TILES,
        help=f"Off: the map is drawn from our own shapes and no other server is asked. On: your browser asks {label(host)} for each tile.",
    )


def _hear(answer: object, data: DataSet) -> None:
    """A mark was clicked: its event is open from now on. The same message is heard once."""
    if not isinstance(answer, dict) or "event_id" not in answer or "seq" not in answer:
        return
    event_id, seq = answer["event_id"], answer["seq"]
    if seq != st.session_state.get(HEARD) and event_id in data.mapped.index:
        st.session_state[HEARD] = seq
        st.session_state[OPEN] = event_id
