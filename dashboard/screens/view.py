"""What is shown now: a line that says it, the map, and what is open."""

from __future__ import annotations

import time
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup
from streamlit_folium import st_folium

from dashboard.evidence import other_readings
from dashboard.map import Tiles, command, event_map
from dashboard.screens.data import DataSet
from dashboard.screens.filters import drop, reset
from dashboard.screens.head import how_to_read
from dashboard.screens.text import label, show
from dashboard.selection import Selection, emptied_by
from dashboard.selection import mask as selection_mask
from dashboard.serve import assets_version, page_font, publish
from dashboard.timeline import span_in_words

HEIGHT = 600
OPEN, TURN, HEARD = "open-event", "open-turn", "open-heard"
TILES = "online-tiles"


def theme() -> str:
    """The reader's theme: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"


def opened() -> str | None:
    """The id of the event that is open, None if none is."""
    return st.session_state.get(OPEN)


def open_event(event_id: str | None) -> None:
    """Open an event from outside the map (or close it): the map then shows it too."""
    st.session_state[OPEN] = event_id
    st.session_state[TURN] = time.time_ns() // 1_000_000


def shown_line(data: DataSet, shown: int, selection: Selection) -> None:
    """How many events are shown and hidden, and one click that shows all. Its height is fixed: the map stays put."""
    total, unplaced, withheld = len(data.mapped), len(data.unplaced), data.tables.withheld.get("events", 0)
    rest = f"; {unplaced} {'has' if unplaced == 1 else 'have'} no place" if unplaced else ""
    if withheld:
        rest += f"; {withheld} more {'has' if withheld == 1 else 'have'} faults and {'is' if withheld == 1 else 'are'} not shown"
    with st.container(horizontal=True, vertical_alignment="center", key="shown-line"):
        show(Markup('<p class="shown" role="status"><b>{}</b> of {} mapped events{}</p>').format(shown, total, rest))
        st.button(
            "Show everything",
            key="reset-line",
            on_click=reset,
            type="tertiary",
            icon=":material/restart_alt:",
            disabled=not selection.active,
        )
        how_to_read()


def ways_out(data: DataSet, selection: Selection) -> None:
    """For an empty map: which filter empties it, and a button that takes it away."""
    titles = {facet.name: facet.title for facet in data.index.facets} | {"days": "Days"}
    st.caption("None.")
    back = {name: n for name, n in emptied_by(data.index, selection).items() if n}
    with st.container(horizontal=True, key="empty-ways-out"):
        for name, n in back.items():
            st.button(
                f"Without “{titles[name]}”: {n} event{'s' * (n != 1)}", key=f"drop-{name}", on_click=drop, args=(name,)
            )
        if not back:
            st.caption("No single filter brings events back: several of them together leave nothing.")


def readings(data: DataSet, selection: Selection) -> None:
    """Where a copy's words put an event on the days chosen, but the event stands on others: say so."""
    if selection.days is None:
        return
    fits = selection_mask(data.index, selection.without("days"))
    first, last = selection.days
    for reading in other_readings(data.tables, [str(event_id) for event_id in fits.index[fits]], first, last):
        reach = "includes this day" if first == last else "reaches into these days"
        kept = f"The {'narrower ' if reading.narrower else ''}“{reading.kept}” is kept." if reading.kept else ""
        show(
            Markup('<p class="reading">{} dates “{}” to “{}”, which {}. {}</p>').format(
                reading.source, reading.title, reading.words, reach, kept
            )
        )


def empty_words(selection: Selection) -> str:
    """A sentence for a map without events."""
    day = f" on {span_in_words(*selection.days)}" if selection.days else ""
    facets = [name for name in selection.active if name != "days"]
    return f"No mapped event{day}" + (" fits all the filters chosen." if facets else ".")


def event_map_view(data: DataSet, shown: Sequence[str], selection: Selection) -> None:
    """Draw the map; a click on a mark opens its event."""
    versions = assets_version(), publish("events", data.events), publish("base", data.base)
    turn = st.session_state.get(TURN, 0)
    answer = st_folium(
        event_map(*versions, font=page_font()),
        key="map-" + "-".join(versions),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command(shown, opened(), turn, theme(), "" if shown else empty_words(selection), tiles()),
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
