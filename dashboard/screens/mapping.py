"""What the columns of somebody's own table mean: proposed, shown on its first rows, settled by the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.text import join, label, show

if TYPE_CHECKING:
    from dashboard.files import Mapping as Columns
    from dashboard.files import Report

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
ORDERS = {
    "": "as written with the month’s name, or year first",
    "day_first": "day first: 3/4/2022 is 3 April",
    "month_first": "month first: 3/4/2022 is 4 March",
    "excel_serial": "Excel’s day numbers: 44654 is 3 April 2022",
}
# Of the preview, each with its title where the form has no field of that name.
SHOWN: Mapping[str, str] = {
    "date_start": "First day",
    "date_end": "Last day",
    "location": "",
    "latitude": "",
    "longitude": "",
    "event_type": "",
    "actor1": "",
    "fatalities": "",
}
# So many values stand beside a reason.
NAMED = 5


def mapping(
    asked: MappingNeeded,
    settled: Callable[[Columns, bool], None],
    given_up: Callable[[], None],
    remember: bool | None,
) -> None:
    """Ask in a dialog. ``settled`` takes the mapping and whether to remember it on this machine, ``given_up`` is called
    when the dialog is closed without one.

    Where only the order of day and month is open, nothing else is asked: the other columns are known. ``remember`` is
    how the choice to remember stands; None where there is no such choice.
    """
    from dashboard.files import header_key

    @st.dialog("What the columns mean", width="large", on_dismiss=given_up)
    def ask() -> None:
        only_order = only_the_order(asked)
        chosen = _order_alone(asked) if only_order else _columns(asked)
        if chosen is None:
            return
        ready = bool(chosen.date_order) if only_order else _preview(asked, chosen)
        keep = False
        if remember is not None and not only_order:
            keep = st.checkbox(
                "Remember these columns on this machine",
                remember,
                key=f"map-remember-{header_key(asked.columns)}",
                help="A table with the same header then opens without asking. No cell of the table is kept, only the "
                "names of its columns; “Open event files” lists what is remembered.",
            )
        if st.button("Open the file with these columns", type="primary", disabled=not ready):
            settled(chosen, keep)
            st.rerun()

    ask()


def _preview(asked: MappingNeeded, chosen: Columns) -> bool:
    """The first rows as they would be shown, and what of them would not be. Says whether any would."""
    from dashboard.files import FIELDS, preview
    from dashboard.files.reasons import LEFT_OUT, REASONS, UNPLACED

    events, report = preview(asked.columns, asked.sample, chosen)
    count = len(asked.sample)
    st.markdown(
        f"**The first {count} rows, as they would be shown**" if count > 1 else "**The row, as it would be shown**"
    )
    filled = [name for name in SHOWN if events[name].null_count < events.num_rows]
    titles = [SHOWN[name] or FIELDS[name][0] for name in filled]
    show(_table(titles, zip(*(events[name].to_pylist() for name in filled), strict=True)))
    for keeps, tell, becomes in (
        (LEFT_OUT, st.warning, "These rows would be left out:"),
        (UNPLACED, st.info, "These rows would stand in the list, not on the map:"),
    ):
        said = [_reason(report, reason) for reason in report.counts if REASONS[reason].keeps == keeps]
        if said:
            tell("\n".join((becomes, "", *(f"- {sentence}" for sentence in said))))
    return bool(events.num_rows)


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

    from dashboard.files.reasons import REASONS

    listed = report.listed.filter(pc.equal(pc.cast(report.listed["reason"], "string"), reason))
    values = [value for value in pc.unique(listed["value"]).to_pylist() if value]
    names = ", ".join(label(value) for value in values[:NAMED]) + (" …" if len(values) > NAMED else "")
    return f"{listed.num_rows} {REASONS[reason].title.lower()}{f': {names}' if names else ''}"


def only_the_order(asked: MappingNeeded) -> bool:
    """Whether all columns are known and only their dates are not: then the columns asked about hold no place."""
    from dashboard.files import Mapping

    known = asked.proposal.columns if isinstance(asked.proposal, Mapping) else {}
    places = {known[name] for name in ("location", "latitude") if name in known}
    return asked.questions == ("date_order",) and not places & set(asked.columns)


def _order_alone(asked: MappingNeeded) -> Columns | None:
    """The order of day and month, asked alone: all else is known. None while it is not said."""
    from dashboard.files import Mapping

    proposal = asked.proposal
    assert isinstance(proposal, Mapping)
    examples = list(dict.fromkeys(cell for row in asked.sample for cell in row if cell))[:NAMED]
    st.markdown(f"In {label(asked.file)} the dates can be read in two ways: {label(', '.join(examples))}")
    order = st.radio(
        "Which comes first?",
        [name for name in ORDERS if name.endswith("_first")],
        index=None,
        format_func=ORDERS.__getitem__,
        key=f"map-order-alone-{asked.file}",
    )
    return Mapping(proposal.columns, order or "")


def _columns(asked: MappingNeeded) -> Columns | None:
    """The reader's choice so far; None while a question is open."""
    from dashboard.files import FIELDS, Mapping, header_key, questions
    from dashboard.files.asking import QUESTIONS

    proposal = asked.proposal
    assert isinstance(proposal, Mapping)
    st.markdown(
        f"{label(asked.file)} is neither an ACLED nor a UCDP export. Say which column holds what; nothing is guessed."
    )
    still_open = st.container()
    options = [NONE, *asked.columns]
    chosen: dict[str, str] = {}
    # By the header: the choices for one table do not become those for the next.
    table = header_key(asked.columns)
    with st.container(key="mapping-fields"):
        groups = st.columns(len(GROUPS))
    for column, (title, fields) in zip(groups, GROUPS.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            for field in fields:
                proposed = proposal.columns.get(field, NONE)
                place = options.index(proposed) if proposed in options else 0
                found = st.selectbox(FIELDS[field][0], options, place, key=f"map-{field}-{table}")
                if found != NONE:
                    chosen[field] = found
    with groups[0]:
        order = st.radio(
            "How the days are written",
            list(ORDERS),
            list(ORDERS).index(proposal.date_order),
            format_func=ORDERS.__getitem__,
            key=f"map-order-{table}",
        )
    made = Mapping(chosen, order or "")
    open_questions = questions(made, asked.columns, asked.sample)
    with still_open:
        for question in open_questions:
            st.warning(QUESTIONS[question])
    return None if open_questions else made
