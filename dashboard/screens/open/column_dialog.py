"""The dialog on one file: how its bytes become rows, what its columns mean, and what becomes of its first rows.

It shows the file as it is, what was proposed and why, and asks what only a person can say. A choice of how the file is
read draws everything anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.open.file_layout import file_layout, layout_of
from dashboard.screens.open.file_reading import Opening
from dashboard.screens.safe_text import join, label, show
from dashboard.words.visible import visible

if TYPE_CHECKING:
    import pyarrow as pa

    from dashboard.sources.files import Mapping as Columns
    from dashboard.sources.files import Report

Settled: TypeAlias = "Callable[[Columns | None, bool], None]"
NONE = "—"
TITLE = "How the file is read"
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
    "": "as written with the month’s name, or year first",
    "day_first": "day first: 3/4/2022 is 3 April",
    "month_first": "month first: 3/4/2022 is 4 March",
    "year_first": "year first: 22-04-03 is 3 April 2022",
    "excel_serial": "Excel’s day numbers: 44654 is 3 April 2022",
    "epoch_seconds": "seconds since 1970: 1648944000 is 3 April 2022",
    "epoch_milliseconds": "milliseconds since 1970: 1648944000000 is 3 April 2022",
}
NUMBERS = {
    "": "without a sign for thousands, or with a plain one",
    "point_decimal": "a point before decimals: 1,000 is a thousand",
    "comma_decimal": "a comma before decimals: 1.000 is a thousand",
}
# Questions about the form of the cells, with the answers offered.
AS_IT_IS = {
    "swapped": "The columns are right as they are",
    "counts": "Show them, each for all of its month or week, with the number of events that it counts",
}
EXCHANGE = "Exchange the two columns"
# Fields of ours that one field of the form fills, in the order of the preview.
FILLS: Mapping[str, tuple[str, ...]] = {
    "date": ("date_start", "date_end"),
    "date_end": ("date_start", "date_end"),
    "year": ("date_start", "date_end"),
    "month": ("date_start", "date_end"),
    "day": ("date_start", "date_end"),
    "coordinates": ("latitude", "longitude"),
}
TITLES = {"date_start": "First day", "date_end": "Last day", "row": "Line"}
# So many values stand beside a reason, or below a field, each of so many characters.
NAMED, SAMPLED, SHORT = 5, 3, 24


def column_dialog(
    opening: Opening, settled: Settled, given_up: Callable[[], None], remember: Callable[[], bool | None]
) -> None:
    """Ask in a dialog what ``opening`` has to ask. ``settled`` takes the mapping (None for a published format) and
    whether to remember it on this machine; ``given_up`` is called when the dialog is closed.

    Where only the order of day and month is open, nothing else is asked: the other columns are known. ``remember`` says
    how the choice to remember stands; None where there is no such choice.
    """
    if only_the_order(_asked(opening)):
        _order_dialog(_asked(opening), settled, given_up)
        return

    @st.dialog(TITLE, width="large", on_dismiss=given_up)
    def ask() -> None:
        # Each time anew: a choice of how the file is read asks about other columns.
        asked = _asked(opening)
        known = not to_explain(asked)
        show(Markup('<p class="file-line">{}</p>').format(_introduction(asked, known)))
        if opening.refused:
            st.error(label(opening.refused), icon=":material/error:")
        file_layout(asked, opening.choices, opening.look_again)
        mapping = _agreed(asked) if known else _columns(asked)
        ready = mapping is not None and not layout_of(asked).questions
        if mapping is not None and not known:
            ready = _preview(asked, mapping) and ready
        _foot(asked, mapping, settled, None if known else remember(), ready=ready)

    ask()


def to_explain(asked: MappingNeeded) -> bool:
    """Whether the columns have to be explained: those of a published format are known."""
    from dashboard.sources.files import is_published

    return not is_published(asked.shape)


def _asked(opening: Opening) -> MappingNeeded:
    assert opening.asks is not None
    return opening.asks


def _foot(
    asked: MappingNeeded,
    mapping: Columns | None,
    settled: Settled,
    remember: bool | None,
    *,
    ready: bool,
) -> None:
    """The button that opens the file, always in view, and the choice to remember."""
    from dashboard.sources.files import header_key

    keep = False
    with st.container(key="mapping-foot", horizontal=True, vertical_alignment="center"):
        opens = st.button("Open the file", type="primary", disabled=not ready, key="mapping-open")
        if remember is not None:
            keep = st.checkbox(
                "Remember these columns on this machine",
                remember,
                key=f"map-remember-{header_key(asked.columns)}",
                help="A table with the same header then opens without asking. No cell of the table is kept, only the "
                "names of its columns; “Open event files” lists what is remembered.",
            )
    if opens:
        settled(mapping, keep)
        st.rerun()


def _introduction(asked: MappingNeeded, known: bool) -> str:
    from dashboard.sources.files import labels_of

    if known:
        return f"{asked.file} was recognised: {labels_of(asked.shape).title}. Its columns are known."
    return (
        f"{asked.file} is in no published format that is known here. Below is the file as it is, and what its columns "
        "seem to hold, by their names and values. Change what is wrong."
    )


def _preview(asked: MappingNeeded, chosen: Columns) -> bool:
    """The first rows as they would be shown, and what of them would not be. Says whether any would."""
    from dashboard.sources.files import preview
    from dashboard.sources.files.convert.reasons import LEFT_OUT, REASONS, UNPLACED

    events, report = preview(asked.columns, asked.sample, chosen)
    count = len(asked.sample)
    st.markdown(
        f"**The first {count} rows, as they would be shown**" if count > 1 else "**The row, as it would be shown**"
    )
    show(_events(events, chosen, asked.rows))
    for keeps, tell, becomes in (
        (LEFT_OUT, st.warning, "These rows would be left out:"),
        (UNPLACED, st.info, "These rows would stand in the list, not on the map:"),
    ):
        said = [_reason(report, reason) for reason in report.counts if REASONS[reason].keeps == keeps]
        if said:
            tell("\n".join((becomes, "", *(f"- {sentence}" for sentence in said))))
    return bool(events.num_rows)


def _events(events: pa.Table, chosen: Columns, rows: Sequence[int]) -> Markup:
    """Every column that the mapping fills, in the order of the form."""
    from dashboard.sources.files import FIELDS

    fields = [field for fields in groups().values() for field in fields if field in chosen.columns]
    filled = list(dict.fromkeys(name for field in fields for name in FILLS.get(field, (field,))))
    titles = ["Line", *(TITLES.get(name) or FIELDS[name][0] for name in filled)]
    lines = events["row"].to_pylist()
    if rows:  # the sample counts from 2, as below a header; the file may begin elsewhere
        lines = [rows[line - 2] for line in lines]
    cells = (events[name].to_pylist() for name in filled)
    return _table(titles, zip(lines, *cells, strict=True))


def _table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """Rows as a table that scrolls by itself; what is not known is empty."""
    head = join(Markup('<th scope="col">{}</th>').format(title) for title in titles)
    cells = (join(Markup("<td>{}</td>").format("" if cell is None else cell) for cell in row) for row in rows)
    body = join(Markup("<tr>{}</tr>").format(row) for row in cells)
    return Markup(
        '<div class="preview" tabindex="0" role="region" aria-label="The first rows">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(head, body)


def _reason(report: Report, reason: str) -> str:
    """How many of the first rows a reason is about, and their values."""
    import pyarrow.compute as pc

    from dashboard.sources.files.convert.reasons import REASONS

    listed = report.listed.filter(pc.equal(pc.cast(report.listed["reason"], "string"), reason))
    values = [value for value in pc.unique(listed["value"]).to_pylist() if value]
    names = ", ".join(label(value) for value in values[:NAMED]) + (" …" if len(values) > NAMED else "")
    return f"{listed.num_rows} {REASONS[reason].title.lower()}{f': {names}' if names else ''}"


# --- what the columns mean ------------------------------------------------------------------------------------------


def _columns(asked: MappingNeeded) -> Columns | None:
    """The reader's choice so far; None while a question is open."""
    from dashboard.sources.files import header_key, questions

    proposal = _proposal(asked)
    still_open = st.container()
    table = header_key(asked.columns)
    with st.container(key="mapping-fields"):
        places = st.columns(len(GROUPS))
    chosen: dict[str, str | None] = {}
    for place, (title, fields) in zip(places, groups().items(), strict=True):
        with place:
            st.markdown(f"**{title}**")
            shown = [field for field in fields if field in proposal.columns or field in ALWAYS]
            for field in shown:
                chosen[field] = _field(asked, proposal, field, table)
            more = st.expander("More", key=f"map-more-{title}-{table}")
            for field in fields:
                if field not in shown:
                    with more:
                        chosen[field] = _field(asked, proposal, field, table)
    with places[0]:
        order = _form("How the days are written", ORDERS, proposal.date_order, f"map-order-{table}")
    with places[3]:
        numbers = _form("How the numbers are written", NUMBERS, proposal.number_form, f"map-numbers-{table}")
    named = {field: column for field, column in chosen.items() if column}
    mapping = replace(proposal, columns=named, date_order=order, number_form=numbers)
    with still_open:
        mapping = _confirmed(asked, mapping, table)
        open_questions = questions(mapping, asked.columns, asked.sample)
        for question in open_questions:
            if question not in AS_IT_IS:
                st.warning(_sentence(question))
    return None if open_questions else mapping


def _sentence(question: str) -> str:
    from dashboard.sources.files.convert.open_questions import QUESTIONS

    return QUESTIONS[question]


def _form(title: str, forms: Mapping[str, str], proposed: str, key: str) -> str:
    names = list(forms)
    chosen = st.radio(
        title,
        names,
        names.index(proposed) if proposed in names else 0,
        format_func=lambda name: forms[name],
        key=key,
    )
    return chosen or ""


def _field(asked: MappingNeeded, proposal: Columns, field: str, table: str) -> str | None:
    """One field of the form: its column, with some of the cells below it. None if it has no column."""
    from dashboard.sources.files import FIELDS

    options = [NONE, *asked.columns]
    proposed = proposal.columns.get(field, NONE)
    place = options.index(proposed) if proposed in options else 0
    # By the header: the choices for one table do not become those for the next.
    column = st.selectbox(FIELDS[field][0], options, place, format_func=visible, key=f"map-{field}-{table}")
    if column is None or column == NONE:
        return None
    why = _why(asked, proposal, field) if column == proposed else ""
    show(Markup('<p class="sample">{}</p>').format("; ".join(filter(None, (_values(asked, column), why)))))
    return column


def _agreed(asked: MappingNeeded) -> Columns | None:
    """What is asked of a published format beside its layout; None while a question is open."""
    from dashboard.sources.files import Mapping, header_key

    mapping, table = Mapping(), header_key(asked.columns)
    for question in asked.questions:
        if question == "date_order":
            mapping = replace(mapping, date_order=_form(_sentence(question), ORDERS, "", f"map-order-{table}"))
        elif question in AS_IT_IS:
            said = st.radio(_sentence(question), [AS_IT_IS[question]], None, key=f"map-{question}-{table}")
            mapping = replace(mapping, confirmed=(*mapping.confirmed, *([question] if said else ())))
    answered = {*mapping.confirmed, *(["date_order"] if mapping.date_order else ())}
    return mapping if set(asked.questions) - set(layout_of(asked).questions) <= answered else None


def _values(asked: MappingNeeded, column: str) -> str:
    """Some different cells of a column, as they stand in the file."""
    place = asked.columns.index(column)
    cells = dict.fromkeys(" ".join(row[place].split()) for row in asked.sample if place < len(row))
    named = [cell if len(cell) <= SHORT else f"{cell[:SHORT]}…" for cell in cells if cell][:SAMPLED]
    return " · ".join(named) or "no cell of the first rows holds anything"


def _why(asked: MappingNeeded, proposal: Columns, field: str) -> str:
    """In a word, why a column was proposed for a field."""
    from dashboard.sources.files import proposal_reasons

    known = field in proposal.columns and proposal.columns[field] in asked.columns
    return proposal_reasons(proposal, asked.columns, asked.sample, (field,)).get(field, "") if known else ""


def _confirmed(asked: MappingNeeded, mapping: Columns, table: str) -> Columns:
    """Ask what can be answered with "as it is", and take the answers into the mapping."""
    from dashboard.sources.files import questions
    from dashboard.sources.files.convert.open_questions import LONGITUDE_FIRST

    for question in questions(mapping, asked.columns, asked.sample):
        if question not in AS_IT_IS:
            continue
        answers = [AS_IT_IS[question], *([EXCHANGE] if question == "swapped" else [])]
        said = st.radio(_sentence(question), answers, None, key=f"map-{question}-{table}")
        if said == EXCHANGE and not {"latitude", "longitude"} <= mapping.columns.keys():
            mapping = replace(mapping, confirmed=(*mapping.confirmed, LONGITUDE_FIRST))
        elif said == EXCHANGE:
            exchanged = {"latitude": mapping.columns["longitude"], "longitude": mapping.columns["latitude"]}
            mapping = replace(mapping, columns={**mapping.columns, **exchanged})
        if said:
            mapping = replace(mapping, confirmed=(*mapping.confirmed, question))
    return mapping


def _proposal(asked: MappingNeeded) -> Columns:
    from dashboard.sources.files import Mapping

    assert isinstance(asked.proposal, Mapping)
    return asked.proposal


# --- the order of day and month alone -------------------------------------------------------------------------------


def only_the_order(asked: MappingNeeded) -> bool:
    """Whether all columns are known and only their dates are not: then the columns asked about hold no place."""
    from dashboard.sources.files import Mapping

    known = asked.proposal.columns if isinstance(asked.proposal, Mapping) else {}
    places = {known[name] for name in ("location", "latitude") if name in known}
    return asked.questions == ("date_order",) and not places & set(asked.columns)


def _order_dialog(asked: MappingNeeded, settled: Settled, given_up: Callable[[], None]) -> None:
    """The order of day and month, asked alone: all else is known."""

    @st.dialog("How the days are written", on_dismiss=given_up)
    def ask() -> None:
        examples = list(dict.fromkeys(cell for row in asked.sample for cell in row if cell))[:NAMED]
        st.markdown(f"In {label(asked.file)} the dates can be read in two ways: {label(', '.join(examples))}")
        order = st.radio(
            "Which comes first?",
            [name for name in ORDERS if name.endswith("_first")],
            index=None,
            format_func=ORDERS.__getitem__,
            key=f"map-order-alone-{asked.file}",
        )
        if st.button("Open the file", type="primary", disabled=not order):
            settled(replace(_proposal(asked), date_order=order or ""), False)
            st.rerun()

    ask()
