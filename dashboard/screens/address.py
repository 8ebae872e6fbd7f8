"""The address is the view: what is chosen and open, as the page's query string. Opening the link restores it.

    page=claims   sheet=src-a   mode=range   from=2026-02-21   to=2026-02-26   attacker=act-…   event=ev-…
    dossier=…   words=…   fatalities.from=1   fatalities.to=20   set=file-…   at=33.9,66.0,6.25

A facet may stand several times; its empty value means the events without one. Centre and zoom (``at``) are written by
the map itself and cause no run. Whatever is unknown or malformed is dropped, and one line says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.model.days import day_number
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import day_slider, filter_bar, map_view, navigation, open_sets, opened_event
from dashboard.screens.component import component, new_turn
from dashboard.screens.safe_text import label
from dashboard.screens.shipped_data import SHOWN_DOSSIER, dossiers, show_dossier, shown_dossier
from dashboard.sources.dossier.dossier_set import DOSSIER, DOSSIER_ID
from dashboard.words.sentences import say

WRITTEN, MOVED, NOTICES, AT = "address-written", "address-moved", "address-notices", "at"
# The longest value that is read, and how many notices are shown.
LONGEST, MOST_NOTICES = 400, 5
OURS = (SHOWN_DOSSIER, "page", "sheet", "mode", "from", "to", "event", "set", "words")
Query = Mapping[str, list[str]]


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
    _AddressReading(shipped, own).take_over()
    st.session_state[WRITTEN] = own
    if place := at():
        st.session_state[map_view.AT] = (*place, new_turn())


def write(shipped: EventSet, current: EventSet, chosen: Filter) -> None:
    """Put the view into the address, where it has changed: one entry of the browser's history for each change."""
    component("address")(key="address", data={}, on_moved_change=_moved)
    query = as_query(shipped, current, chosen)
    if query == st.session_state.get(WRITTEN, {}):
        return
    at = st.query_params.get_all(AT)
    st.session_state[WRITTEN] = query
    st.query_params.from_dict({**query, **({AT: at} if at else {})})


def _moved() -> None:
    st.session_state[MOVED] = True


def notices() -> None:
    """What of the address was not understood; once."""
    found = st.session_state.pop(NOTICES, ())
    if found:
        st.info(" ".join(found), icon=":material/link_off:")


def as_query(shipped: EventSet, current: EventSet, chosen: Filter) -> dict[str, list[str]]:
    """The view as names and values; what stands at its beginning is not named."""
    query: dict[str, str | None] = {"page": navigation.page() if navigation.page() != "map" else None}
    tables, opened = shipped.part(DOSSIER), opened_event.opened()
    if navigation.page() == "sources" and tables:
        query["sheet"] = navigation.sheet(tables)
    query[SHOWN_DOSSIER] = shown_dossier() if shown_dossier() != next(iter(dossiers())) else None
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


class _AddressReading:
    """One reading of an address, which anyone may have written."""

    def __init__(self, shipped: EventSet, query: Query) -> None:
        self.shipped, self.query = shipped, query
        self.tables = shipped.part(DOSSIER)
        self.dropped: list[str] = []

    def take_over(self) -> None:
        state = st.session_state
        self._one_of(SHOWN_DOSSIER, dossiers())
        current = self._set()
        state[navigation.PAGE] = self._one_of("page", navigation.PAGES) or "map"
        sheets = (*(self.tables.records["sources"] if self.tables else ()), *navigation.SHEETS)
        if sheet := self._one_of("sheet", sheets):
            state[navigation.SHEET] = sheet
        self._days(current)
        self._filters(current)
        self._event(current)
        described = current.engine.describe()
        for name in self.query:
            known = name in OURS or name in described.facet
            if not known and name.rsplit(".", 1)[0] not in described.number:
                self._drop(name)
        if self.dropped:
            shown = ", ".join(f"“{label(name[:40])}”" for name in self.dropped[:MOST_NOTICES])
            more = len(self.dropped) - MOST_NOTICES
            if more > 0:
                notice = say(
                    "Parts of the link are not known here and were left out: {parts} and {more} more.",
                    parts=shown,
                    more=more,
                )
            else:
                notice = say("Parts of the link are not known here and were left out: {parts}.", parts=shown)
            state[NOTICES] = (notice,)

    def _drop(self, name: str) -> None:
        if name not in self.dropped:
            self.dropped.append(name)

    def _text(self, name: str) -> str | None:
        values = self.query.get(name, [])
        if not values:
            return None
        if len(values) > 1 or len(values[0]) > LONGEST:
            self._drop(name)
            return None
        return values[0]

    def _one_of(self, name: str, known: Any) -> str | None:
        text = self._text(name)
        if text is None or text in known:
            return text
        self._drop(name)
        return None

    def _set(self) -> EventSet:
        text = self._text("set")
        if text is not None and text not in open_sets.opened_sets():
            self._drop("set")
            text = None
        if (text or DOSSIER_ID) != open_sets.active(self.shipped).id:
            open_sets.activate(text or DOSSIER_ID)
        return open_sets.active(self.shipped)

    def _days(self, current: EventSet) -> None:
        mode = self._one_of("mode", day_slider.MODES) or "one"
        ends: dict[str, int | None] = {}
        for name in ("from", "to"):
            text = self._text(name)
            ends[name] = None if text is None else _day(text)
            if text is not None and ends[name] is None:
                self._drop(name)
        first, last = ends["from"], ends["to"]
        span = current.engine.describe().span
        outside = [end for end in (first, last) if end is not None and not (span and span[0] <= end <= span[1])]
        if outside or (first is not None and last is not None and first > last):
            self._drop("from" if first is not None else "to")
            first = last = None
        if mode == "one":
            last = first
        day_slider.take({"mode": mode, "first": None if mode == "until" else first, "last": last})

    def _filters(self, current: EventSet) -> None:
        described = current.engine.describe()
        choices: dict[str, list[Any]] = {}
        for name, facet in described.facet.items():
            for text in dict.fromkeys(self.query.get(name, [])):
                value = facet.value_of(text)
                if value is None and text:
                    self._drop(name)
                else:
                    choices.setdefault(name, []).append(value)
        ranges = {}
        for name in described.number:
            ends = [self._number(f"{name}.{end}") for end in ("from", "to")]
            if any(end is not None for end in ends):
                ranges[name] = ends
        content = {"choices": choices, "ranges": ranges, "text": self._text("words") or ""}
        found, wrong = Filter.from_json(content, described)
        if wrong:
            self._drop("filters")
        filter_bar.take(current.id, found)

    def _number(self, name: str) -> float | None:
        text = self._text(name)
        if text is None:
            return None
        if re.fullmatch(r"\d{1,9}(\.\d{1,6})?", text):
            return float(text)
        self._drop(name)
        return None

    def _event(self, current: EventSet) -> None:
        """Open the event of the address: one of the set that is shown, or of the dossier beside it."""
        event_id = self._text("event")
        event_set = next((shown for shown in (current, self.shipped) if shown.has(event_id)), None)
        if event_set is not None and event_id is not None:
            if opened_event.opened() != (event_set.id, event_id):
                opened_event.open_event(event_set.id, event_id)
            return
        if event_id is not None:
            self._drop("event")
        if opened_event.opened() is not None:
            opened_event.close_event()


def _day(text: str) -> int | None:
    """A day written as 2026-02-26, in days since 1970-01-01."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day_number(day) if text == day.isoformat() else None


def at() -> tuple[float, float, float] | None:
    """Latitude, longitude (degrees) and zoom of the map, as the address has them; None where it has none."""
    parts = (st.query_params.get(AT) or "").split(",")
    try:
        latitude, longitude, zoom = (float(part) for part in parts)
    except ValueError:
        return None
    if not (-85 <= latitude <= 85 and -180 <= longitude <= 180 and 0 <= zoom <= 19):
        return None
    return latitude, longitude, zoom
