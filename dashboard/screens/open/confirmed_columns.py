"""What a reader has confirmed that the columns of a table mean: asked, remembered, shown, changed.

It is remembered by the header of the table, in the session and, if the reader says so, on this machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.model.days import in_words
from dashboard.screens import open_sets
from dashboard.screens.component import may_keep
from dashboard.screens.open import column_dialog, column_fields
from dashboard.screens.open.file_reading import Opening, queue
from dashboard.screens.safe_text import label
from dashboard.words.sentences import say

if TYPE_CHECKING:
    from dashboard.sources.files import Mapping as Columns
    from dashboard.sources.files import Opened

TO_MAP, MAPPINGS, MAPPED = "files-to-map", "remembered-mappings", "mapped-files"
REFUSED = "files-refused"
# Columns that the reader confirmed in this session, for another table.
SESSION = "session"


def wait_for_columns(opening: Opening) -> None:
    """Let a table wait until a reader says what its columns mean."""
    st.session_state[TO_MAP] = [*st.session_state.get(TO_MAP, ()), opening]


def note_opened(opening: Opening) -> None:
    """Note how a file was opened, so that it can be read another way."""
    if opening.event_set is not None and opening.source:
        _read_from()[opening.event_set.id] = opening


def ask_next() -> None:
    """Ask what the columns of the next table mean; a table with the same header is not asked about again."""
    opening: Opening | None = next(iter(st.session_state.get(TO_MAP, ())), None)
    if opening is None:
        return
    assert opening.needed is not None
    # The order of day and month is asked for each file.
    by_header = column_dialog.to_explain(opening.needed) and not column_dialog.only_the_order(opening.needed)

    def done() -> None:
        st.session_state[TO_MAP] = st.session_state[TO_MAP][1:]

    def confirmed(columns: Columns | None, remember: bool) -> None:
        if by_header and columns is not None:
            _remember(opening, columns, remember)
        done()
        queue(opening.again(mapping=columns))

    if by_header and opening.mapping is None and not opening.instead_of:
        known, words = _known(opening)
        if known is not None:
            done()
            queue(opening.again(mapping=known, remembered=words))
            st.rerun()
    column_dialog.column_dialog(opening, confirmed, done, lambda: _may_remember(opening))


def _in_session() -> dict[str, Columns]:
    """What was confirmed in this session, by the header."""
    mappings: dict[str, Columns] = st.session_state.setdefault(MAPPINGS, {})
    return mappings


def _header(opening: Opening) -> Sequence[str]:
    """The columns that are asked about; they depend on how the file is read."""
    assert opening.needed is not None
    return opening.needed.columns


def _remember(opening: Opening, columns: Columns, on_machine: bool) -> None:
    """Keep what was confirmed for a header in the session, and on this machine if the reader says so."""
    from dashboard.sources.files import RememberedMappings, header_key

    header = _header(opening)
    # An answer "as it is" holds for this file only: the next one may differ.
    columns = replace(columns, confirmed=())
    _in_session()[header_key(header)] = columns
    if on_machine:
        RememberedMappings().keep(header, columns)
    elif may_keep() and (known := RememberedMappings().find(header)):
        RememberedMappings().forget(known.key)


def _known(opening: Opening) -> tuple[Columns | None, str]:
    """What was confirmed for this header before, and when: SESSION, or the day since which this machine remembers it."""
    from dashboard.sources.files import RememberedMappings, fitted, header_key

    header = _header(opening)
    in_session = _in_session().get(header_key(header))
    mapping = fitted(in_session, header) if in_session else None
    if mapping is not None:
        return mapping, SESSION
    on_machine = RememberedMappings().find(header) if may_keep() else None
    if on_machine is None:
        return None, ""
    day = in_words(datetime.fromisoformat(on_machine.remembered_on).date())
    return on_machine.mapping, day


def _may_remember(opening: Opening) -> bool | None:
    """How the choice to remember stands: off where the reader confirmed the columns before and did not want it."""
    from dashboard.sources.files import RememberedMappings, header_key

    if not may_keep():
        return None
    header = _header(opening)
    return RememberedMappings().find(header) is not None or header_key(header) not in _in_session()


def _read_from() -> dict[str, Opening]:
    """Where the open files came from, by data set, as long as they are open."""
    openings: dict[str, Opening] = st.session_state.setdefault(MAPPED, {})
    for gone in openings.keys() - open_sets.opened_sets().keys():
        del openings[gone]
    return openings


def read_by_memory(set_id: str) -> bool:
    """Whether a table's columns were read without asking, as those of another table were confirmed."""
    opening = _read_from().get(set_id)
    return opening is not None and bool(opening.remembered)


def show_columns_read(set_id: str, opened: Opened) -> None:
    """Show what the columns were read as, on whose word, and the button to read the file another way."""
    opening, used = _read_from().get(set_id), opened.mapping
    if opening is None:
        return
    if used is not None:
        st.markdown(f"- {_columns_in_words(opening.remembered, used)}")
    st.button(
        say("Read it otherwise"),
        icon=":material/edit:",
        key="read-otherwise",
        help=say("Shows the file as it is, with what was taken for what; everything can be changed."),
        on_click=_ask_again,
        args=(opening, set_id, used),
    )


def _columns_in_words(remembered: str, used: Columns) -> str:
    """The columns that a table was read by, as a sentence that says on whose word."""
    items = [
        say("{column} as {meaning}", column=label(column), meaning=meaning[:1].lower() + meaning[1:])
        for column, meaning in _in_order(used)
    ]
    if used.date_order:
        items.append(say("dates {order}", order=column_fields.ORDERS.get(used.date_order, used.date_order)))
    columns = "; ".join(items)
    if not remembered:
        return say("The columns were read as you confirmed them: {columns}.", columns=columns)
    if remembered == SESSION:
        return say(
            "The columns were read as you confirmed them in this session for a table with the same header: {columns}.",
            columns=columns,
        )
    return say(
        "The columns were read as remembered on this machine since {day}: {columns}.", day=remembered, columns=columns
    )


def _in_order(used: Columns) -> list[tuple[str, str]]:
    """Each column and what it was read as, in the order of the dialog."""
    from dashboard.sources.files import FIELDS

    return [(used.columns[name], what) for name, (what, _) in FIELDS.items() if name in used.columns]


def _ask_again(opening: Opening, set_id: str, used: Columns | None) -> None:
    """Open the dialog on an open file, with the mapping that it was read by."""
    from dashboard.sources.files import LayoutChoices

    again = opening.again(mapping=None, remembered="", instead_of=set_id)
    again.look_again(opening.choices or LayoutChoices())
    if again.needed is None:
        st.session_state[REFUSED] = [*st.session_state.get(REFUSED, ()), again.refused]
        return
    if used is not None:
        again.needed.proposal, again.needed.questions = used, ()
    wait_for_columns(again)


def remembered_columns() -> None:
    """List the mappings that are remembered on this machine, each with a button to forget it."""
    from dashboard.sources.files import RememberedMappings

    all_remembered = RememberedMappings().all() if may_keep() else ()
    if all_remembered:
        st.markdown(say("**Columns remembered on this machine**"))
    for remembered in all_remembered:
        names = ", ".join(column for column, _ in _in_order(remembered.mapping))
        with st.container(horizontal=True, vertical_alignment="center", key=f"known-{remembered.key[:12]}"):
            st.markdown(f"{label(names)}")
            st.button(
                say("Forget the columns {columns}", columns=label(names)),
                key=f"known-forget-{remembered.key}",
                icon=":material/delete:",
                type="tertiary",
                help=say(
                    "Remembered on {day}. A table with this header is asked about again.",
                    day=remembered.remembered_on[:10],
                ),
                on_click=_forget_columns,
                args=(remembered.key,),
            )


def _forget_columns(key: str) -> None:
    """Forget what a header's columns mean, in this session too."""
    from dashboard.sources.files import RememberedMappings

    _in_session().pop(key, None)
    if may_keep():  # the page may have a second reader since the button was drawn
        RememberedMappings().forget(key)
