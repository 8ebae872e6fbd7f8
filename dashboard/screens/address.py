"""The address is the view: what is chosen and open, as the page's query string. Opening the link restores it.

    page=claims   sheet=src-a   mode=range   from=2026-02-21   to=2026-02-26   attacker=act-…   event=ev-…
    dossier=…   words=…   fatalities.from=1   fatalities.to=20   set=file-…   row=12   at=33.9,66.0,6.25

A facet may stand several times; its empty value means the events without one. Centre and zoom (``at``) are written by
the map itself and cause no run. Whatever is unknown or malformed is dropped, and one line says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.model.filter import Filter
from dashboard.screens import day_slider, filter_bar, map_view, navigation, open_sets
from dashboard.screens.component import component, new_turn
from dashboard.screens.open_sets import FileSet
from dashboard.screens.safe_text import label
from dashboard.screens.shipped_data import CODED, DOSSIER, CodedSet, dossiers, show_dossier, shown_dossier

WRITTEN, MOVED, NOTICES, AT = "address-written", "address-moved", "address-notices", "at"
# The longest value that is read, and how many notices are shown.
LONGEST, MOST_NOTICES = 400, 5
OURS = (DOSSIER, "page", "sheet", "mode", "from", "to", "event", "row", "set", "words")
EPOCH = date(1970, 1, 1)
Query = Mapping[str, list[str]]


def read(data: CodedSet) -> None:
    """Take the address over into the session: when the session begins, and when the reader went back or forward.

    In any other run the address that the browser told may be older than what this session has written since.
    """
    if not st.session_state.pop(MOVED, WRITTEN not in st.session_state):
        return
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    own = {name: values for name, values in given.items() if name != AT}
    if own == st.session_state.get(WRITTEN):
        return
    if show_dossier((own.get(DOSSIER) or [next(iter(dossiers()))])[-1]):
        st.session_state[MOVED] = True
        st.rerun()
    _Reading(data, own).take()
    st.session_state[WRITTEN] = own
    if place := at():
        st.session_state[map_view.AT] = (*place, new_turn())


def write(data: CodedSet, current: CodedSet | FileSet, chosen: Filter) -> None:
    """Put the view into the address, where it has changed: one entry of the browser's history for each change."""
    component("address")(key="address", data={}, on_moved_change=_moved)
    query = as_query(data, current, chosen)
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


def as_query(data: CodedSet, current: CodedSet | FileSet, chosen: Filter) -> dict[str, list[str]]:
    """The view as names and values; what stands at its beginning is not named."""
    query: dict[str, str | None] = {"page": navigation.page() if navigation.page() != "map" else None}
    if navigation.page() == "sources":
        query["sheet"] = navigation.sheet(data.tables)
    query[DOSSIER] = shown_dossier() if shown_dossier() != next(iter(dossiers())) else None
    query |= day_slider.as_query()
    row = map_view.opened_row()
    query["event"] = map_view.opened() if map_view.opened() in data.tables.records["events"] else None
    query["set"] = current.id if current.id != CODED else None
    query["row"] = str(row[1]) if row and row[0] == current.id else None
    query["words"] = chosen.text or None
    for name, (low, high) in chosen.ranges.items():
        query[f"{name}.from"], query[f"{name}.to"] = (None if end is None else f"{end:g}" for end in (low, high))
    found = {name: [value] for name, value in query.items() if value is not None}
    for name, values in sorted(chosen.choices.items()):
        found[name] = sorted("" if value is None else str(value) for value in values)
    return found


class _Reading:
    """One reading of an address, which anyone may have written."""

    def __init__(self, data: CodedSet, query: Query) -> None:
        self.data, self.query = data, query
        self.dropped: list[str] = []

    def take(self) -> None:
        state = st.session_state
        self._one_of(DOSSIER, dossiers())
        current = self._set()
        state[navigation.PAGE] = self._one_of("page", navigation.PAGES) or "map"
        sheets = (*self.data.tables.records["sources"], *navigation.SHEETS)
        if sheet := self._one_of("sheet", sheets):
            state[navigation.SHEET] = sheet
        self._days(current)
        self._filters(current)
        event, row = self._one_of("event", self.data.tables.records["events"]), self._row(current)
        if row is not None:
            map_view.open_row(current.id, row)
        elif event != map_view.opened():
            map_view.open_event(event)
        for name in self.query:
            known = name in OURS or name in current.columns.by_name
            if not known and name.rsplit(".", 1)[0] not in current.columns.numbers:
                self._drop(name)
        if self.dropped:
            shown = ", ".join(f"“{label(name[:40])}”" for name in self.dropped[:MOST_NOTICES])
            more = f" and {len(self.dropped) - MOST_NOTICES} more" if len(self.dropped) > MOST_NOTICES else ""
            state[NOTICES] = (f"Parts of the link are not known here and were left out: {shown}{more}.",)

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

    def _set(self) -> CodedSet | FileSet:
        text = self._text("set")
        if text is not None and text not in open_sets.opened_sets():
            self._drop("set")
            text = None
        if (text or CODED) != open_sets.active(self.data).id:
            open_sets.activate(text or CODED)
        return open_sets.active(self.data)

    def _days(self, current: CodedSet | FileSet) -> None:
        mode = self._one_of("mode", day_slider.MODES) or "one"
        ends: dict[str, int | None] = {}
        for name in ("from", "to"):
            text = self._text(name)
            ends[name] = None if text is None else _day(text)
            if text is not None and ends[name] is None:
                self._drop(name)
        first, last = ends["from"], ends["to"]
        span = current.columns.span
        outside = [end for end in (first, last) if end is not None and not (span and span[0] <= end <= span[1])]
        if outside or (first is not None and last is not None and first > last):
            self._drop("from" if first is not None else "to")
            first = last = None
        if mode == "one":
            last = first
        day_slider.take({"mode": mode, "first": None if mode == "until" else first, "last": last})

    def _filters(self, current: CodedSet | FileSet) -> None:
        columns = current.columns
        choices: dict[str, list[Any]] = {}
        for name, facet in columns.by_name.items():
            by_text: dict[str, Any] = {"": None} | {str(value): value for value in facet.values}
            for text in dict.fromkeys(self.query.get(name, [])):
                if text in by_text:
                    choices.setdefault(name, []).append(by_text[text])
                else:
                    self._drop(name)
        ranges = {}
        for name in columns.numbers:
            ends = [self._number(f"{name}.{end}") for end in ("from", "to")]
            if any(end is not None for end in ends):
                ranges[name] = ends
        content = {"choices": choices, "ranges": ranges, "text": self._text("words") or ""}
        found, wrong = Filter.from_json(content, columns)
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

    def _row(self, current: CodedSet | FileSet) -> int | None:
        text = self._text("row")
        if text is None:
            return None
        row = int(text) if re.fullmatch(r"\d{1,9}", text) else -1
        if isinstance(current, FileSet) and 0 <= row < len(current.columns):
            return row
        self._drop("row")
        return None


def _day(text: str) -> int | None:
    """A day written as 2026-02-26, in days since 1970-01-01."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return (found - EPOCH).days if text == found.isoformat() else None


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
