"""What the columns of a table were settled to mean: asked, remembered in the session and on this machine, changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.dates import in_words
from dashboard.errors import MappingNeeded
from dashboard.screens import mapping, sets
from dashboard.screens.component import listens_locally
from dashboard.screens.incoming import Opening, queue
from dashboard.screens.sets import FileSet
from dashboard.screens.text import label

if TYPE_CHECKING:
    from dashboard.files import Mapping as Columns

TO_MAP, MAPPINGS, MAPPED = "files-to-map", "remembered-mappings", "mapped-files"


def wait_for_columns(opening: Opening) -> None:
    """Let a table wait until it is said what its columns mean."""
    st.session_state[TO_MAP] = [*st.session_state.get(TO_MAP, ()), opening]


def opened(opening: Opening) -> None:
    """Note how a table that is open now came in, so that its columns can be read otherwise."""
    found = opening.found
    if found is not None and found.opened.mapping is not None and opening.asked is not None:
        _mapped()[found.id] = opening


def ask() -> None:
    """Ask what the columns of a table mean; a table with the same header is not asked about again."""
    from dashboard.files import Remembered, fitted, header_key

    opening: Opening | None = next(iter(st.session_state.get(TO_MAP, ())), None)
    if opening is None:
        return
    asked = opening.asks
    assert asked is not None
    # Which of day and month comes first is asked of each file for itself.
    by_header = not mapping.only_the_order(asked)
    in_session = st.session_state.setdefault(MAPPINGS, {})
    key = header_key(asked.columns)
    on_machine = Remembered().find(asked.columns) if by_header and listens_locally() else None

    def done() -> None:
        st.session_state[TO_MAP] = st.session_state[TO_MAP][1:]

    def settled(columns: Columns, remember: bool) -> None:
        if by_header:
            in_session[key] = columns
            if remember:
                Remembered().keep(asked.columns, columns)
            elif on_machine:
                Remembered().forget(on_machine.key)
        done()
        queue(opening.again(mapping=columns))

    if by_header and opening.mapping is None and not opening.instead_of:
        known = fitted(in_session[key], asked.columns) if key in in_session else None
        words = "as you settled them in this session for a table with the same header"
        if known is None and on_machine:
            day = in_words(datetime.fromisoformat(on_machine.remembered_on).date())
            known, words = on_machine.mapping, f"as remembered on this machine since {day}"
        if known is not None:
            done()
            queue(opening.again(mapping=known, remembered=words))
            st.rerun()
    # Off where the reader settled them before and did not want them remembered.
    remember = (on_machine is not None or key not in in_session) if by_header and listens_locally() else None
    mapping.mapping(asked, settled, done, remember)


def _mapped() -> dict[str, Opening]:
    """Tables whose columns were explained, by data set, as long as they are open."""
    found: dict[str, Opening] = st.session_state.setdefault(MAPPED, {})
    for gone in found.keys() - sets.opened_sets().keys():
        del found[gone]
    return found


def by_memory(chosen: FileSet) -> bool:
    """Whether a table's columns were read without asking, as those of another were settled."""
    opening = _mapped().get(chosen.id)
    return opening is not None and bool(opening.remembered)


def columns_read(chosen: FileSet) -> None:
    """What the columns of a table were taken for, by whose word, and the way to change it."""
    opening, used = _mapped().get(chosen.id), chosen.opened.mapping
    if opening is None or used is None:
        return
    said = "; ".join(f"{label(column)} as {what[:1].lower()}{what[1:]}" for column, what in _in_order(used))
    order = f"; dates {mapping.ORDERS[used.date_order]}" if used.date_order else ""
    st.markdown(f"- The columns were read {opening.remembered or 'as you settled them'}: {said}{order}.")
    st.button(
        "Change what the columns mean",
        icon=":material/edit:",
        key="change-columns",
        on_click=_ask_again,
        args=(opening, chosen.id, used),
    )


def _in_order(used: Columns) -> list[tuple[str, str]]:
    """Each column and what it was taken for, in the order in which the dialog asks."""
    from dashboard.files import FIELDS

    return [(used.columns[name], what) for name, (what, _) in FIELDS.items() if name in used.columns]


def _ask_again(opening: Opening, set_id: str, used: Columns) -> None:
    first = opening.asked
    assert first is not None
    asks = MappingNeeded(opening.name, first.columns, first.sample, used, ())
    wait_for_columns(opening.again(asks=asks, mapping=None, remembered="", instead_of=set_id))


def remembered_columns() -> None:
    """The mappings that are remembered on this machine, each to be forgotten."""
    from dashboard.files import Remembered

    known = Remembered().known() if listens_locally() else ()
    if known:
        st.markdown("**Columns remembered on this machine**")
    for one in known:
        names = ", ".join(column for column, _ in _in_order(one.mapping))
        with st.container(horizontal=True, vertical_alignment="center", key=f"known-{one.key[:12]}"):
            st.markdown(f"{label(names)}")
            st.button(
                f"Forget the columns {label(names)}",
                key=f"known-forget-{one.key}",
                icon=":material/delete:",
                type="tertiary",
                help=f"Remembered on {one.remembered_on[:10]}. A table with this header is asked about again.",
                on_click=_forget_columns,
                args=(one.key,),
            )


def _forget_columns(key: str) -> None:
    """Forget what a header's columns mean, in this session too."""
    from dashboard.files import Remembered

    st.session_state.get(MAPPINGS, {}).pop(key, None)
    Remembered().forget(key)
