"""One reading of the page's address, which anyone may have written: the session takes over what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.model.days import day_number
from dashboard.model.filter import Filter
from dashboard.query.event_set import EventSet
from dashboard.screens import beside_map, day_slider, filter_bar, navigation, open_sets, opened_event
from dashboard.screens.safe_text import label
from dashboard.screens.shipped_data import SHOWN_DOSSIER, dossiers
from dashboard.sources.dossier.dossier_set import DOSSIER, DOSSIER_ID
from dashboard.words.sentences import say

NOTICES = "address-notices"
# The longest value that is read, and how many notices are shown.
LONGEST, MOST_NOTICES = 400, 5
OURS = (SHOWN_DOSSIER, "page", "sheet", "mode", "from", "to", "event", "set", "words", beside_map.VIEW)
Query = Mapping[str, list[str]]


class AddressReading:
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
        state[beside_map.VIEW] = self._one_of(beside_map.VIEW, beside_map.VIEWS) or "events"
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
