"""The first rows of a table as a mapping would show them, and what of them would not be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from dashboard.errors import MappingNeeded
from dashboard.screens.open.column_fields import groups
from dashboard.screens.safe_text import join, label, show
from dashboard.words.sentences import deferred, say, say_count

if TYPE_CHECKING:
    import pyarrow as pa

    from dashboard.sources.files import Mapping as Columns
    from dashboard.sources.files import RowReport

# Fields of ours that one field of the form fills, in the order of the preview.
FILLS: Mapping[str, tuple[str, ...]] = {
    "date": ("date_start", "date_end"),
    "date_end": ("date_start", "date_end"),
    "year": ("date_start", "date_end"),
    "month": ("date_start", "date_end"),
    "day": ("date_start", "date_end"),
    "coordinates": ("latitude", "longitude"),
}
TITLES = {"date_start": deferred("First day"), "date_end": deferred("Last day"), "row": deferred("Line")}
# How many values stand beside a reason.
NAMED = 5


def column_preview(needed: MappingNeeded, chosen: Columns) -> bool:
    """The first rows as they would be shown, and what of them would not be. Says whether any would."""
    from dashboard.sources.files import preview
    from dashboard.sources.files.convert.reasons import LEFT_OUT, REASONS, UNPLACED

    events, report = preview(needed.columns, needed.sample, chosen)
    count = len(needed.sample)
    title = say_count(
        count, one="The row, as it would be shown", other="The first {number} rows, as they would be shown"
    )
    st.markdown(f"**{title}**")
    show(_events(events, chosen, needed.rows))
    for keeps, show_message, becomes in (
        (LEFT_OUT, st.warning, say("These rows would be left out:")),
        (UNPLACED, st.info, say("These rows would stand in the list, not on the map:")),
    ):
        sentences = [_reason(report, reason) for reason in report.counts if REASONS[reason].keeps == keeps]
        if sentences:
            show_message("\n".join((becomes, "", *(f"- {sentence}" for sentence in sentences))))
    return bool(events.num_rows)


def _events(events: pa.Table, chosen: Columns, rows: Sequence[int]) -> Markup:
    """Every column that the mapping fills, in the order of the form."""
    from dashboard.sources.files import FIELDS

    fields = [field for fields in groups().values() for field in fields if field in chosen.columns]
    filled = list(dict.fromkeys(name for field in fields for name in FILLS.get(field, (field,))))
    titles = [say("Line"), *(TITLES.get(name) or FIELDS[name][0] for name in filled)]
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
        '<div class="preview" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr>'
        "</thead><tbody>{}</tbody></table></div>"
    ).format(say("The first rows"), head, body)


def _reason(report: RowReport, reason: str) -> str:
    """How many of the first rows a reason is about, and their values."""
    import pyarrow.compute as pc

    from dashboard.sources.files.convert.reasons import REASONS

    listed = report.listed.filter(pc.equal(pc.cast(report.listed["reason"], "string"), reason))
    values = [value for value in pc.unique(listed["value"]).to_pylist() if value]
    title, count = REASONS[reason].title, listed.num_rows
    if not values:
        return say("{reason}: {number}", reason=title, number=count)
    named = ", ".join(label(value) for value in values[:NAMED])
    if len(values) > NAMED:
        return say("{reason}: {number} ({values}, …)", reason=title, number=count, values=named)
    return say("{reason}: {number} ({values})", reason=title, number=count, values=named)
