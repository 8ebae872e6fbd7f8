"""The page, in the order in which it is read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.errors import DataError
from dashboard.map.drawn_dossier import DRAWN
from dashboard.model.filter import Filter
from dashboard.query.engine import Answer
from dashboard.query.event_set import EventSet
from dashboard.screens import (
    address,
    article_reader,
    beside_map,
    claims_table,
    copies_compared,
    data_set_choice,
    day_slider,
    event_list,
    export_menu,
    file_report,
    files_on_shelf,
    filter_bar,
    headline_figures,
    map_view,
    navigation,
    open_sets,
    opened_event,
    page_head,
    record_panel,
    source_origins,
    statement_list,
    view_history,
)
from dashboard.screens.charts import chart_panel
from dashboard.screens.desk import own_dossiers
from dashboard.screens.open import file_opening
from dashboard.screens.open_links import opening
from dashboard.screens.shipped_data import shipped_set
from dashboard.sources.dossier.dossier_set import DOSSIER
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.files.file_set import OPENED_FILE
from dashboard.words.sentences import deferred, say, say_deferred

STATIC = Path(__file__).parents[1] / "browser"
STYLES = [STATIC / f"{name}.css" for name in ("page", "evidence", "opening")]
ICON = STATIC / "icon.svg"
# What the browser's tab says until the title of a set of events is known.
BEFORE_THE_TITLE = deferred("Reported events")


def page() -> None:
    """Draw the whole page."""
    st.set_page_config(say_deferred(BEFORE_THE_TITLE), page_icon=str(ICON), layout="wide")
    # In one piece: Streamlit sends what is long and stays the same once, and short pieces on every run.
    st.html(f"<style>{_styles()}</style>")
    page_head.colours()
    try:
        shipped = shipped_set()
    except DataError as error:
        page_head.faults(error.faults, {})
        return
    with part(say("The address")):
        address.read(shipped)
    with part(say("The opening of files")):
        file_opening.begin(shipped)
        files_on_shelf.put_on_shelf()
    with part(say("The address")):
        address.resume(shipped)
    current = open_sets.active(shipped)
    chosen = filter_bar.chosen(current)
    answer = current.engine.answer(chosen)
    # The pages of claims and of sources are those of a dossier.
    tables = current.part(DOSSIER)
    shown = navigation.page() if tables else "map"
    beside_map.keep()
    with part(say("The title")):
        head(shipped, current)
    if tables and shown == "claims":
        claims_page(tables)
    elif tables and shown == "desk":
        with part(say("The desk")):
            the_desk(tables)
    else:
        board(shipped, current, chosen, answer, shown)
    with part(say("The foot of the page")):
        drawn = shipped.part(DRAWN)
        page_head.foot(drawn.attribution if drawn else "")
    # Last, though it stands first: the map need not wait for the filters to be drawn.
    bar = None
    with st.sidebar:
        with part(say("The list of data sets")):
            data_set_choice.dossier_choice()
            own_dossiers.own_dossiers()
            data_set_choice.data_sets(shipped, current)
        with part(say("The opening of files")):
            bar = file_opening.open_files()
        # The claims are not filtered: they are about all that is reported.
        if shown not in ("claims", "desk") and current.events:
            with part(say("The row of filters")):
                filter_bar.filters(current)
        with part(say("The choice of map")):
            map_view.map_choice(shown=shown not in ("claims", "desk"))
    with part(say("The address")):
        address.write(shipped, current, chosen)
    with part(say("The opening of files")):
        file_opening.follow(bar)


def head(shipped: EventSet, current: EventSet) -> None:
    """Title, coverage and the choice of the page; what is wrong with the dossier; what of the address was not known."""
    st.set_page_config(page_title=current.title)
    tables = current.part(DOSSIER)
    if tables:
        page_head.head(current.title, current.coverage, navigation.pages, tables.descriptor.metonyms)
    else:
        page_head.head(current.title, current.coverage)
    beneath = shipped.part(DOSSIER)
    if beneath:
        page_head.faults(beneath.faults, beneath.withheld)
    address.notices()


def board(shipped: EventSet, current: EventSet, chosen: Filter, answer: Answer, shown: str) -> None:
    """The map with what stands beside it: the open event and the list, or an article and the open event."""
    left, right = st.container(key="board" if shown == "map" else "board-sources").columns(
        [2, 1] if shown == "map" else [1, 1], gap="medium"
    )
    tables = current.part(DOSSIER)
    with right if shown == "sources" else left:
        the_map(shipped, current)
        with st.container(horizontal=True, key="below-map"):
            with part(say("The choice of exports")):
                export_menu.export_menu(current, chosen, answer)
            with part(say("Undo and redo")):
                view = address.as_query(shipped, current, chosen)
                view_history.buttons(view, lambda before: address.restore(shipped, before))
    if tables and shown == "sources":
        with left, st.container(key="source-sheet"):
            source_sheet(tables)
    opened = current.part(OPENED_FILE)
    if opened:
        with left, st.container(key="figures"), part(say("The report on the file")):
            file_report.file_report(current, opened)
    with right:
        with part(say("The open event")):
            open_event(current, chosen)
        if shown == "sources":
            return
        with part(say("The choice beside the map")):
            beside_map.choice()
        if beside_map.view() == "charts":
            with part(say("The charts")):
                chart_panel.chart_panel(current, chosen, answer.shown, lambda: beside_map.turn_to("events"))
            return
        if tables:
            with part(say("The block of figures")):
                headline_figures.headlines(tables, current.selected(chosen))
        with part(say("The list of events")):
            event_list.event_list(current, chosen, answer)


@cache
def _styles() -> str:
    return "\n".join(style.read_text(encoding="utf-8") for style in STYLES)


def the_map(shipped: EventSet, current: EventSet) -> None:
    """The days over the map."""
    tables = current.part(DOSSIER)
    with part(say("The day slider")):
        others = [event_set for event_set in open_sets.others(shipped, current) if open_sets.on_map(event_set.id)]
        day_slider.days(current, others, navigation.opener(tables) if tables else None)
    with part(say("The map")):
        map_view.event_map_view(shipped, filter_bar.chosen(shipped))


def the_desk(tables: Tables) -> None:
    """Where a report is coded."""
    # Here and not above: who only reads needs neither the proposer nor the gazetteer.
    from dashboard.screens.desk.desk_page import desk_page

    desk_page(tables)


def claims_page(tables: Tables) -> None:
    """All claims side by side, then what was said besides."""
    open_id = navigation.opener(tables)
    with st.container(key="claims-page"):
        with part(say("The table of claims")):
            claims_table.claims_table(tables, open_id)
        with part(say("The list of statements")):
            statement_list.statements(tables)
    wanted = navigation.focus()
    if wanted is not None:
        anchor = f"said-{wanted[0]}" if wanted[0] in tables.records["claims"] else wanted[0]
        navigation.scroll_to(anchor, wanted[1])


def source_sheet(tables: Tables) -> None:
    """An article with its quotes marked, the copies compared, or where they come from."""
    open_id = navigation.opener(tables)
    with part(say("The choice of the source")):
        navigation.sheets(tables)
    shown = navigation.sheet(tables)
    with part(say("The source")):
        if shown == "compared":
            copies_compared.copies(tables, open_id)
        elif shown == "origin":
            source_origins.provenance(tables, open_id, full_text=navigation.full_text())
        else:
            quote, turn = navigation.focus() or (None, 0)
            article_reader.reader(tables, shown, open_id, focus=quote, turn=turn, full_text=navigation.full_text())


def open_event(current: EventSet, chosen: Filter) -> None:
    """The record of the event that is open, with the way on to claims and articles where the set has them."""
    event_id, tables, row = opened_event.opened_in(current), current.part(DOSSIER), current.source_row
    drawn = event_id is not None and event_id not in current.unfiltered
    record_panel.record_panel(
        None if event_id is None else current.record(event_id),
        current.invitation,
        hidden=drawn and not current.engine.shows(chosen, str(event_id)),
        links=opening(tables, navigation.opener(tables), "panel-open") if tables else None,
        whole_row=(lambda: row(str(event_id))) if row else None,
    )


@contextmanager
def part(name: str) -> Iterator[None]:
    """Keep an error of one part inside that part: log it in full, show one line. Streamlit's own signals pass."""
    try:
        yield
    except Exception:
        logging.getLogger("dashboard").exception("%s could not be drawn", name)
        st.error(
            say("{part} cannot be shown. Reload the page. If it stays, the cause is in the server's log.", part=name),
            icon=":material/error:",
        )


with part(deferred("The page")):
    page()
