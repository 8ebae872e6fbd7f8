"""The address is the view: what is chosen and open, as the page's query string. Opening the link restores it.

    page=claims   sheet=src-a   beside=charts   mode=range   from=2026-02-21   to=2026-02-26   attacker=act-…   event=ev-…
    dossier=…   words=…   fatalities.from=1   fatalities.to=20   set=file-…   at=33.9,66.0,6.25

A facet may stand several times; its empty value means the events without one. Centre and zoom (``at``) are written by
the map itself and cause no run. Whatever is unknown or malformed is dropped, and one line says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import beside_map, day_slider, files_on_shelf, map_view, navigation, open_sets, opened_event
from dashboard.screens.address_reading import NOTICES, AddressReading, Query
from dashboard.screens.component import component, new_turn
from dashboard.screens.open import file_opening
from dashboard.screens.shipped_data import SHOWN_DOSSIER, dossiers, show_dossier, shown_dossier
from dashboard.sources.dossier.dossier_set import DOSSIER
from dashboard.words.sentences import say

WRITTEN, MOVED, AWAITED, AT = "address-written", "address-moved", "address-awaited", "at"
FILE_SET = re.compile(r"file-[0-9a-f]{16}")
# Latitude, longitude (degrees) and zoom of the map.
Place = tuple[float, float, float]


@dataclass
class AwaitedLink:
    """A link whose file is not open: what it says, and what the page says as long as nothing was chosen in it."""

    set_id: str
    query: Query
    place: Place | None
    shown: dict[str, list[str]] | None = None


def read(shipped: EventSet) -> None:
    """Take the address over into the session: when the session begins, and when the reader went back or forward.

    In any other run the address that the browser told may be older than what this session has written since.
    """
    if not st.session_state.pop(MOVED, WRITTEN not in st.session_state):
        return
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    own = {name: values for name, values in given.items() if name != AT}
    if own == st.session_state.get(WRITTEN):
        return
    if show_dossier((own.get(SHOWN_DOSSIER) or [next(iter(dossiers()))])[-1]):
        st.session_state[MOVED] = True
        st.rerun()
    _take_over(shipped, own)
    st.session_state[WRITTEN] = own


def resume(shipped: EventSet) -> None:
    """The file that a link waits for was opened: now the page shows what the link says."""
    awaited: AwaitedLink | None = st.session_state.get(AWAITED)
    if awaited is None or awaited.set_id not in open_sets.opened_sets():
        return
    del st.session_state[AWAITED]
    _take_over(shipped, awaited.query, awaited.place)
    st.session_state[WRITTEN] = awaited.query


def _take_over(shipped: EventSet, query: Query, place: Place | None = None) -> None:
    """Show what an address says, or note which file it waits for."""
    set_id = (query.get("set") or [""])[-1]
    if FILE_SET.fullmatch(set_id) and not _opened(set_id):
        st.session_state[AWAITED] = AwaitedLink(set_id, query, place or at())
        query = {name: values for name, values in query.items() if name == SHOWN_DOSSIER}
    AddressReading(shipped, query).take_over()
    if place := place or at():
        st.session_state[map_view.AT] = (*place, new_turn())


def _opened(set_id: str) -> bool:
    """Whether a file is open, or can be opened: the reader had it open before he loaded the page anew, or keeps it."""
    if set_id in open_sets.opened_sets() or files_on_shelf.take_back(set_id):
        return True
    file_opening.open_kept(set_id)
    return False


def write(shipped: EventSet, current: EventSet, chosen: Filter) -> None:
    """Put the view into the address, where it has changed: one entry of the browser's history for each change."""
    component("address")(key="address", data={}, on_moved_change=_moved)
    query = as_query(shipped, current, chosen)
    awaited: AwaitedLink | None = st.session_state.get(AWAITED)
    if awaited is not None:
        # The link stands in the address until the reader goes on without its file.
        awaited.shown = awaited.shown or query
        if awaited.shown == query:
            return
        del st.session_state[AWAITED]
    if query == st.session_state.get(WRITTEN, {}):
        return
    at = st.query_params.get_all(AT)
    st.session_state[WRITTEN] = query
    st.query_params.from_dict({**query, **({AT: at} if at else {})})


def restore(shipped: EventSet, query: Query) -> None:
    """Show a view of before again."""
    AddressReading(shipped, query).take_over()


def _moved() -> None:
    st.session_state[MOVED] = True


def notices() -> None:
    """What of the address was not understood; once."""
    found = st.session_state.pop(NOTICES, ())
    if found:
        st.info(" ".join(found), icon=":material/link_off:")
    awaited: AwaitedLink | None = st.session_state.get(AWAITED)
    if awaited is not None:
        st.info(
            say(
                "This link shows an event file that is not open here (its sign: {sign}). A link holds no file: open the "
                "same file, and the page shows its days, filters and event as the link says.",
                sign=awaited.set_id.removeprefix("file-")[:8],
            ),
            icon=":material/upload_file:",
        )


def as_query(shipped: EventSet, current: EventSet, chosen: Filter) -> dict[str, list[str]]:
    """The view as names and values; what stands at its beginning is not named."""
    query: dict[str, str | None] = {"page": navigation.page() if navigation.page() != "map" else None}
    tables, opened = shipped.part(DOSSIER), opened_event.opened()
    if navigation.page() == "sources" and tables:
        query["sheet"] = navigation.sheet(tables)
    query[SHOWN_DOSSIER] = shown_dossier() if shown_dossier() != next(iter(dossiers())) else None
    query[beside_map.VIEW] = beside_map.view() if beside_map.view() != "events" else None
    query |= day_slider.as_query()
    query["event"] = opened[1] if opened and opened[0] in (current.id, shipped.id) else None
    query["set"] = current.id if current.id != shipped.id else None
    query["words"] = chosen.text or None
    for name, (low, high) in chosen.ranges.items():
        query[f"{name}.from"], query[f"{name}.to"] = (None if end is None else f"{end:g}" for end in (low, high))
    found = {name: [value] for name, value in query.items() if value is not None}
    for name, values in sorted(chosen.choices.items()):
        found[name] = sorted("" if value is None else str(value) for value in values)
    return found


def at() -> Place | None:
    """Latitude, longitude (degrees) and zoom of the map, as the address has them; None where it has none."""
    parts = (st.query_params.get(AT) or "").split(",")
    try:
        latitude, longitude, zoom = (float(part) for part in parts)
    except ValueError:
        return None
    if not (-85 <= latitude <= 85 and -180 <= longitude <= 180 and 0 <= zoom <= 19):
        return None
    return latitude, longitude, zoom
