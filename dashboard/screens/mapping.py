"""What the columns of somebody's own table mean: proposed, shown on its first rows, settled by the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import MappingNeeded
from dashboard.screens.text import label

if TYPE_CHECKING:
    from dashboard.files import Mapping as Columns

NONE = "—"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "When": ("date", "date_end", "date_prec"),
    "Where": ("latitude", "longitude", "location", "country", "admin1", "admin2", "where_prec"),
    "What and who": ("event_type", "sub_event_type", "actor1", "actor2", "attacker"),
    "Figures and words": (
        "fatalities",
        "fatalities_low",
        "fatalities_high",
        "source",
        "headline",
        "notes",
        "event_id",
    ),
}
ORDERS = {
    "": "as written with the month’s name, or year first",
    "day_first": "day first: 3/4/2022 is 3 April",
    "month_first": "month first: 3/4/2022 is 4 March",
    "excel_serial": "Excel’s day numbers: 44654 is 3 April 2022",
}
QUESTIONS = {
    "date": "Which column has the day?",
    "place": "Which columns have the place: latitude and longitude, or a name?",
    "date_order": "The dates can be read in two ways. Which comes first?",
}
SHOWN = ("date_start", "date_end", "location", "latitude", "longitude", "event_type", "actor1", "fatalities")


def mapping(asked: MappingNeeded, settled: Callable[[Columns], None], given_up: Callable[[], None]) -> None:
    """Ask in a dialog. ``settled`` takes the mapping, ``given_up`` is called when the dialog is closed without one."""

    @st.dialog("What the columns mean", width="large", on_dismiss=given_up)
    def ask() -> None:
        from dashboard.files import preview

        st.markdown(
            f"{label(asked.file)} is neither an ACLED nor a UCDP export. Say which column holds what; nothing is guessed."
        )
        chosen = _columns(asked)
        if chosen is None:
            return
        events, report = preview(asked.columns, asked.sample, chosen)
        st.markdown(f"**The first {len(asked.sample)} rows, as they would be shown**")
        st.dataframe(
            events.select([name for name in SHOWN if name in events.column_names]), hide_index=True, height=220
        )
        if report.rows_left_out:
            st.warning(
                f"{report.rows_left_out} of these {report.rows_read} rows would be left out: no day can be read."
            )
        if report.unplaced:
            st.info(
                f"{report.unplaced} of them have no place that is known; they would stand in the list, not on the map."
            )
        if st.button("Open the file with these columns", type="primary", disabled=not events.num_rows):
            settled(chosen)
            st.rerun()

    ask()


def _columns(asked: MappingNeeded) -> Columns | None:
    """The reader's choice so far; None while a question is open."""
    from dashboard.files import FIELDS, Mapping, questions

    proposal = asked.proposal
    assert isinstance(proposal, Mapping)
    options = [NONE, *asked.columns]
    chosen: dict[str, str] = {}
    for column, (title, fields) in zip(st.columns(len(GROUPS)), GROUPS.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            for field in fields:
                proposed = proposal.columns.get(field, NONE)
                place = options.index(proposed) if proposed in options else 0
                found = st.selectbox(FIELDS[field][0], options, place, key=f"map-{field}")
                if found != NONE:
                    chosen[field] = found
    order = st.radio(
        "Dates", list(ORDERS), list(ORDERS).index(proposal.date_order), format_func=ORDERS.__getitem__, key="map-order"
    )
    made = Mapping(chosen, order or "")
    open_questions = questions(made, asked.columns, asked.sample)
    for question in open_questions:
        st.warning(QUESTIONS.get(question, question))
    return None if open_questions else made
