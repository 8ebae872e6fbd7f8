"""The page, in the order in which it is read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.errors import DataError
from dashboard.model.filter import Filter
from dashboard.query.engine import Answer
from dashboard.screens import (
    address,
    article_reader,
    claims_table,
    copies_compared,
    data_set_choice,
    day_slider,
    event_list,
    evidence_panel,
    export_menu,
    file_events,
    filter_bar,
    headline_figures,
    map_view,
    navigation,
    open_sets,
    page_head,
    source_origins,
    statements,
)
from dashboard.screens.open import file_opening
from dashboard.screens.shipped_data import CodedSet, data_set
from dashboard.sources.dossier.tables import Tables

STATIC = Path(__file__).parents[1] / "browser"
STYLES = [STATIC / f"{name}.css" for name in ("page", "evidence", "opening")]
ICON = STATIC / "icon.svg"


def page() -> None:
    """Draw the whole page."""
    st.set_page_config("Reported strikes and clashes", page_icon=str(ICON), layout="wide")
    # In one piece: Streamlit sends what is long and stays the same once, and short pieces on every run.
    st.html(f"<style>{_styles()}</style>")
    page_head.colours()
    try:
        data = data_set()
    except DataError as error:
        page_head.faults(error.faults, {})
        return
    tables = data.tables
    with part("The address"):
        address.read(data)
    with part("The opening of files"):
        file_opening.begin(data)
    current = open_sets.active(data)
    chosen = filter_bar.chosen(current)
    answer = current.crossfilter.answer(chosen)
    shown = navigation.page() if current is data else "map"
    with part("The title"):
        if isinstance(current, open_sets.FileSet):
            page_head.head(current.name, file_events.coverage(current))
        else:
            page_head.head(
                tables.descriptor.headline, page_head.coverage(tables), navigation.pages, tables.descriptor.metonyms
            )
        page_head.faults(tables.faults, tables.withheld)
        address.notices()
    if shown == "claims":
        claims_page(tables)
    else:
        left, right = st.container(key="board" if shown == "map" else "board-sources").columns(
            [2, 1] if shown == "map" else [1, 1], gap="medium"
        )
        beside_article = shown == "sources"
        with right if beside_article else left:
            the_map(data, current)
            with part("The choice of exports"):
                export_menu.take(current, chosen, answer)
        if isinstance(current, open_sets.FileSet):
            of_file(left, right, current, answer)
        elif beside_article:
            of_sources(left, right, data, answer)
        else:
            of_articles(right, data, answer, chosen)
    with part("The foot of the page"):
        page_head.foot(data.attribution)
    # Last, though it stands first: the map need not wait for the filters to be drawn.
    bar = None
    with st.sidebar:
        with part("The list of data sets"):
            data_set_choice.dossier_choice()
            data_set_choice.data_sets(data, current)
        with part("The opening of files"):
            bar = file_opening.open_files()
        # The claims are not filtered: they are about all that is reported.
        if shown != "claims":
            with part("The row of filters"):
                filter_bar.filters(current)
        with part("The choice of map"):
            map_view.map_choice(shown=shown != "claims")
    with part("The address"):
        address.write(data, current, chosen)
    with part("The opening of files"):
        file_opening.follow(bar)


@cache
def _styles() -> str:
    return "\n".join(style.read_text(encoding="utf-8") for style in STYLES)


def the_map(data: CodedSet, current: CodedSet | open_sets.FileSet) -> None:
    """The days over the map."""
    with part("The day slider"):
        withheld = data.tables.withheld.get("events", 0) if current is data else 0
        others = [one for one in open_sets.others(data, current) if open_sets.on_map(one.id)]
        day_slider.days(current, others, withheld, navigation.opener(data.tables))
    with part("The map"):
        map_view.event_map_view(data, filter_bar.chosen(data))


def claims_page(tables: Tables) -> None:
    """All claims side by side, then what was said besides."""
    open_id = navigation.opener(tables)
    with st.container(key="claims-page"):
        with part("The table of claims"):
            claims_table.claims_table(tables, open_id)
        with part("The list of statements"):
            statements.statements(tables)
    wanted = navigation.focus()
    if wanted is not None:
        anchor = f"said-{wanted[0]}" if wanted[0] in tables.records["claims"] else wanted[0]
        navigation.scroll_to(anchor, wanted[1])


def of_sources(left: DeltaGenerator, right: DeltaGenerator, data: CodedSet, answer: Answer) -> None:
    """An article with its quotes marked, the copies compared, or where they come from; beside it what is open."""
    tables, open_id = data.tables, navigation.opener(data.tables)
    with left, st.container(key="source-sheet"):
        with part("The choice of the source"):
            navigation.sheets(tables)
        shown = navigation.sheet(tables)
        with part("The source"):
            if shown == "compared":
                copies_compared.copies(tables, open_id)
            elif shown == "origin":
                source_origins.provenance(tables, open_id, full_text=navigation.full_text())
            else:
                quote, turn = navigation.focus() or (None, 0)
                article_reader.reader(tables, shown, open_id, focus=quote, turn=turn, full_text=navigation.full_text())
    with right, part("The evidence of the event"):
        evidence_panel.panel(tables, set(data.shown(answer)))


def of_articles(right: DeltaGenerator, data: CodedSet, answer: Answer, chosen: Filter) -> None:
    """What stands beside the map for the coded articles."""
    shown = data.shown(answer)

    def list_head() -> None:
        if not shown and data.placed:
            map_view.ways_out(data, answer.without)
        map_view.readings(data, chosen)

    with right:
        with part("The evidence of the event"):
            evidence_panel.panel(data.tables, set(shown))
        with part("The block of figures"):
            headline_figures.headlines(data.tables, export_menu.shown_events(data, chosen))
        with part("The list of events"):
            event_list.event_list(data, shown, list_head)


def of_file(left: DeltaGenerator, right: DeltaGenerator, chosen: open_sets.FileSet, answer: Answer) -> None:
    """What stands beside and below the map for an opened file."""
    with left, st.container(key="figures"), part("The report on the file"):
        file_events.about(chosen)
    with right:
        with part("The event"):
            file_events.record(chosen, answer)
        if not answer.shown and len(chosen.columns):
            map_view.ways_out(chosen, answer.without)
        with part("The list of events"):
            file_events.event_list(chosen)


@contextmanager
def part(name: str) -> Iterator[None]:
    """Keep an error of one part inside it: logged in full, told in one line. Streamlit's own signals pass."""
    try:
        yield
    except Exception:
        logging.getLogger("dashboard").exception("%s could not be drawn", name)
        st.error(
            f"{name} cannot be shown. Reload the page. If it stays, the cause is in the server's log.",
            icon=":material/error:",
        )


with part("The page"):
    page()
