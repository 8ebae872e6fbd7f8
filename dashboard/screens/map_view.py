"""The map, what is open, and the ways out of a map without events."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from dashboard.map import Tiles
from dashboard.model.filter import Filter
from dashboard.screens.component import new_turn
from dashboard.screens.day_slider import as_dates
from dashboard.screens.filter_bar import NUMBERS, TEXT, drop
from dashboard.screens.open_sets import FileSet, on_map, opened_sets
from dashboard.screens.page_head import theme
from dashboard.screens.safe_text import label, show
from dashboard.screens.shipped_data import CodedSet
from dashboard.sources.dossier.evidence import other_readings
from dashboard.web.routes import assets_version, page_font, publish

HEIGHT = 600
OPEN, ROW, TURN, HEARD = "open-event", "open-row", "open-turn", "open-heard"
TILES = "online-tiles"
# Where the address wants the map to be: latitude, longitude, zoom, turn.
AT = "map-at"


def opened() -> str | None:
    """The id of the event that is open, None if none is."""
    return st.session_state.get(OPEN)


def opened_row() -> tuple[str, int] | None:
    """The event of an opened file that is open: the file's id and the event's position in it; None if none is."""
    row: tuple[str, int] | None = st.session_state.get(ROW)
    return row if row is not None and row[0] in opened_sets() else None


def open_event(event_id: str | None) -> None:
    """Open an event from outside the map (or close it): the map then shows it too."""
    st.session_state[OPEN], st.session_state[ROW] = event_id, None
    st.session_state[TURN] = new_turn()


def open_row(set_id: str, row: int) -> None:
    """Open an event of an opened file from outside the map."""
    st.session_state[OPEN], st.session_state[ROW] = None, (set_id, row)
    st.session_state[TURN] = new_turn()


def ways_out(data: CodedSet | FileSet, without: Mapping[str, int]) -> None:
    """For an empty map: which filter empties it, and a button that takes it away.

    ``without`` says for each active filter how many events would be shown without it.
    """
    titles = {facet.name: facet.title for facet in data.columns.facets} | NUMBERS | {"days": "Days", "text": TEXT}
    st.caption("None.")
    back = {name: n for name, n in without.items() if n}
    with st.container(horizontal=True, key="empty-ways-out"):
        for name, n in back.items():
            st.button(
                f"Without “{titles[name]}”: {n} event{'s' * (n != 1)}",
                key=f"drop-{name}",
                on_click=drop,
                args=(name, data.id),
            )
        if not back:
            st.caption("No single filter brings events back: several of them together leave nothing.")


def readings(data: CodedSet, chosen: Filter) -> None:
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


def event_map_view(data: CodedSet, chosen: Filter) -> None:
    """Draw the map with the coded events and the opened files; a click on a mark opens its event.

    ``chosen`` is the filter of the coded events to begin with.
    """
    # Folium takes half a second to import: app.py has begun it beside the server's start.
    from streamlit_folium import st_folium

    from dashboard.map.event_layer import command, event_map

    versions = assets_version(), publish("events", data.events), publish("base", data.base)
    turn = st.session_state.get(TURN, 0)
    answer = st_folium(
        event_map(*versions, data.centre, font=page_font()),
        key="map-" + "-".join(versions),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command(
            json.loads(chosen.to_json()),
            opened(),
            turn,
            theme(),
            tiles(),
            coded=on_map(data.id),
            sets=[one.layer(fit=True) for one in opened_sets().values() if on_map(one.id)],
            row=opened_row(),
            at=st.session_state.get(AT),
        ),
    )
    _hear(answer, data)


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
        "Online map tiles",
        key=TILES,
        help=f"Off: the map is drawn from our own shapes and no other server is asked. On: your browser asks {label(host)} for each tile.",
    )


def _hear(answer: object, data: CodedSet) -> None:
    """A mark was clicked: its event is open from now on. The same message is heard once."""
    if not isinstance(answer, dict) or "seq" not in answer or answer["seq"] == st.session_state.get(HEARD):
        return
    event_id, found, row = answer.get("event_id"), opened_sets().get(str(answer.get("set"))), answer.get("row")
    if event_id in data.mapped.index:
        st.session_state[HEARD], st.session_state[OPEN], st.session_state[ROW] = answer["seq"], event_id, None
    elif found is not None and isinstance(row, int) and 0 <= row < len(found.columns):
        st.session_state[HEARD], st.session_state[OPEN], st.session_state[ROW] = answer["seq"], None, (found.id, row)
