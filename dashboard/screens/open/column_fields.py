"""The form of the columns: which column of the table holds what, how its days and numbers are written.

It shows what was proposed and why, and asks what only a person can answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.open.file_layout import layout_of
from dashboard.screens.safe_text import show
from dashboard.words.sentences import deferred, say, say_deferred
from dashboard.words.visible import visible

if TYPE_CHECKING:
    from dashboard.sources.files import Mapping as Columns

NONE = "—"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "When": ("date", "date_end", "year", "month", "day", "date_prec"),
    "Where": ("latitude", "longitude", "coordinates", "location", "country", "admin1", "admin2", "where_prec"),
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


def groups() -> dict[str, tuple[str, ...]]:
    """The fields under each heading: those of GROUPS, and further columns that name the heading as theirs."""
    from dashboard.sources.files import COLUMNS

    listed = {field for fields in GROUPS.values() for field in fields}
    further = [column for column in COLUMNS if column.asked_as and column.name not in listed]
    return {
        title: (*fields, *(column.name for column in further if column.group == title))
        for title, fields in GROUPS.items()
    }


# Fields that are asked in the open, whether or not a column was proposed for them.
ALWAYS = ("date", "latitude", "longitude", "location", "event_type", "fatalities")
ORDERS = {
    "": deferred("as written with the month’s name, or year first"),
    "day_first": deferred("day first: 3/4/2022 is 3 April"),
    "month_first": deferred("month first: 3/4/2022 is 4 March"),
    "year_first": deferred("year first: 22-04-03 is 3 April 2022"),
    "excel_serial": deferred("Excel’s day numbers: 44654 is 3 April 2022"),
    "epoch_seconds": deferred("seconds since 1970: 1648944000 is 3 April 2022"),
    "epoch_milliseconds": deferred("milliseconds since 1970: 1648944000000 is 3 April 2022"),
}
NUMBERS = {
    "": deferred("without a sign for thousands, or with a plain one"),
    "point_decimal": deferred("a point before decimals: 1,000 is a thousand"),
    "comma_decimal": deferred("a comma before decimals: 1.000 is a thousand"),
}
# Questions about the form of the cells, with the answers offered.
AS_IT_IS = {
    "swapped": deferred("The columns are right as they are"),
    "counts": deferred("Show them, each for all of its month or week, with the number of events that it counts"),
}
EXCHANGE = deferred("Exchange the two columns")
# How many values stand below a field, and how many characters of each.
SAMPLED, SHORT = 3, 24


def chosen_columns(needed: MappingNeeded) -> Columns | None:
    """The reader's choice so far; None while a question is open."""
    from dashboard.sources.files import header_key, questions

    proposal = proposal_of(needed)
    still_open = st.container()
    table = header_key(needed.columns)
    with st.container(key="mapping-fields"):
        places = st.columns(len(GROUPS))
    chosen: dict[str, str | None] = {}
    for place, (title, fields) in zip(places, groups().items(), strict=True):
        with place:
            st.markdown(f"**{title}**")
            shown = [field for field in fields if field in proposal.columns or field in ALWAYS]
            for field in shown:
                chosen[field] = _field(needed, proposal, field, table)
            more = st.expander(say("More"), key=f"map-more-{title}-{table}")
            for field in fields:
                if field not in shown:
                    with more:
                        chosen[field] = _field(needed, proposal, field, table)
    with places[0]:
        order = _form_choice(say("How the days are written"), ORDERS, proposal.date_order, f"map-order-{table}")
    with places[3]:
        numbers = _form_choice(
            say("How the numbers are written"), NUMBERS, proposal.number_form, f"map-numbers-{table}"
        )
    named = {field: column for field, column in chosen.items() if column}
    mapping = replace(proposal, columns=named, date_order=order, number_form=numbers)
    with still_open:
        mapping = _confirmed(needed, mapping, table)
        open_questions = questions(mapping, needed.columns, needed.sample)
        for question in open_questions:
            if question not in AS_IT_IS:
                st.warning(_sentence(question))
    return None if open_questions else mapping


def _sentence(question: str) -> str:
    from dashboard.sources.files.convert.open_questions import QUESTIONS

    return QUESTIONS[question]


def _form_choice(title: str, forms: Mapping[str, str], proposed: str, key: str) -> str:
    names = list(forms)
    chosen = st.radio(
        title,
        names,
        names.index(proposed) if proposed in names else 0,
        format_func=lambda name: forms[name],
        key=key,
    )
    return chosen or ""


def _field(needed: MappingNeeded, proposal: Columns, field: str, table: str) -> str | None:
    """One field of the form: its column, with some of the cells below it. None if it has no column."""
    from dashboard.sources.files import FIELDS

    options = [NONE, *needed.columns]
    proposed = proposal.columns.get(field, NONE)
    place = options.index(proposed) if proposed in options else 0
    # The key holds the header: the choices for one table do not become those for the next.
    column = st.selectbox(FIELDS[field][0], options, place, format_func=visible, key=f"map-{field}-{table}")
    if column is None or column == NONE:
        return None
    why = _why(needed, proposal, field) if column == proposed else ""
    show(Markup('<p class="sample">{}</p>').format("; ".join(filter(None, (_values(needed, column), why)))))
    return column


def agreed_mapping(needed: MappingNeeded) -> Columns | None:
    """What is asked of a published format beside its layout; None while a question is open."""
    from dashboard.sources.files import Mapping, header_key

    mapping, table = Mapping(), header_key(needed.columns)
    for question in needed.questions:
        if question == "date_order":
            mapping = replace(mapping, date_order=_form_choice(_sentence(question), ORDERS, "", f"map-order-{table}"))
        elif question in AS_IT_IS:
            answer = st.radio(
                _sentence(question), [say_deferred(AS_IT_IS[question])], None, key=f"map-{question}-{table}"
            )
            mapping = replace(mapping, confirmed=(*mapping.confirmed, *([question] if answer else ())))
    answered = {*mapping.confirmed, *(["date_order"] if mapping.date_order else ())}
    return mapping if set(needed.questions) - set(layout_of(needed).questions) <= answered else None


def _values(needed: MappingNeeded, column: str) -> str:
    """Some different cells of a column, as they stand in the file."""
    place = needed.columns.index(column)
    cells = dict.fromkeys(" ".join(row[place].split()) for row in needed.sample if place < len(row))
    named = [cell if len(cell) <= SHORT else f"{cell[:SHORT]}…" for cell in cells if cell][:SAMPLED]
    return " · ".join(named) or say("no cell of the first rows holds anything")


def _why(needed: MappingNeeded, proposal: Columns, field: str) -> str:
    """Why a column was proposed for a field, in a few words."""
    from dashboard.sources.files import proposal_reasons

    known = field in proposal.columns and proposal.columns[field] in needed.columns
    return proposal_reasons(proposal, needed.columns, needed.sample, (field,)).get(field, "") if known else ""


def _confirmed(needed: MappingNeeded, mapping: Columns, table: str) -> Columns:
    """Ask what can be answered with "as it is", and take the answers into the mapping."""
    from dashboard.sources.files import questions
    from dashboard.sources.files.convert.open_questions import LONGITUDE_FIRST

    for question in questions(mapping, needed.columns, needed.sample):
        if question not in AS_IT_IS:
            continue
        answers = [say_deferred(AS_IT_IS[question]), *([say_deferred(EXCHANGE)] if question == "swapped" else [])]
        answer = st.radio(_sentence(question), answers, None, key=f"map-{question}-{table}")
        if answer == say_deferred(EXCHANGE) and not {"latitude", "longitude"} <= mapping.columns.keys():
            mapping = replace(mapping, confirmed=(*mapping.confirmed, LONGITUDE_FIRST))
        elif answer == say_deferred(EXCHANGE):
            exchanged = {"latitude": mapping.columns["longitude"], "longitude": mapping.columns["latitude"]}
            mapping = replace(mapping, columns={**mapping.columns, **exchanged})
        if answer:
            mapping = replace(mapping, confirmed=(*mapping.confirmed, question))
    return mapping


def proposal_of(needed: MappingNeeded) -> Columns:
    """What names and values suggest that the columns mean."""
    from dashboard.sources.files import Mapping

    assert isinstance(needed.proposal, Mapping)
    return needed.proposal
