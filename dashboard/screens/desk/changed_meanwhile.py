"""Two windows changed one row: the second to save sees both versions side by side and chooses; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.coding.desk_work import RowVersion
from dashboard.errors import ChangedMeanwhile, DashboardError, FormRefused, RowOfTwo
from dashboard.screens.desk.notices import NOTICE
from dashboard.screens.desk.two_versions import Version, two_versions
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.changes import Cells, RowName
from dashboard.words.sentences import say

CLASH = "desk-clash"
Chosen = Mapping[RowName, RowVersion]


@dataclass(frozen=True)
class Clash:
    """What could not be saved: both versions of each row, how the row stood ``before``, and how to save."""

    rows: tuple[RowOfTwo, ...]
    before: Mapping[RowName, Cells]
    save: Callable[[Chosen], object]
    ended: Callable[[], object]


def save_or_ask(
    before: Mapping[RowName, Cells], save: Callable[[Chosen], object], ended: Callable[[], object] = lambda: None
) -> None:
    """Save. Where somebody else changed the same rows meanwhile, both versions are kept for the page to show.

    Args:
        before: the rows as this window had them.
        save: saves, with the rows that were chosen of two versions.
        ended: is called when it is saved, or theirs is left as it is.
    """
    _attempt({}, Clash((), before, save, ended))


def _attempt(chosen: Chosen, clash: Clash) -> None:
    try:
        clash.save(chosen)
    except ChangedMeanwhile as changed:
        st.session_state[CLASH] = replace(clash, rows=changed.rows)
    except FormRefused as refused:
        st.session_state[NOTICE] = " ".join(fault.message for fault in refused.faults)
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)
    else:
        _end(clash)


def _end(clash: Clash) -> None:
    st.session_state.pop(CLASH, None)
    clash.ended()


def changed_meanwhile(file: DossierFile) -> bool:
    """Draw both versions of what was saved twice, where there is such a thing. Returns whether there is."""
    clash: Clash | None = st.session_state.get(CLASH)
    if clash is None:
        return False
    with st.container(key="clash", border=True):
        st.subheader(say("Somebody else changed it meanwhile"), anchor=False)
        st.caption(say("Nothing is lost: yours is not saved yet. Choose whose stands, field by field or throughout."))
        chosen = {row.key: _choice(file, row, clash.before.get((row.table, row.key), {})) for row in clash.rows}
        whole = all(choice is not None for choice in chosen.values())
        with st.container(horizontal=True, key="clash-ways"):
            st.button(
                say("Save as chosen"),
                type="primary",
                key="clash-chosen",
                disabled=not whole,
                on_click=_settle,
                args=(clash, [choice for choice in chosen.values() if choice is not None]),
            )
            st.button(
                say("Mine throughout"),
                key="clash-mine",
                on_click=_settle,
                args=(clash, [_mine(row) for row in clash.rows]),
            )
            st.button(say("Theirs throughout"), key="clash-theirs", on_click=_end, args=(clash,))
        if not whole:
            st.caption(say("Choose at each field that both changed."))
    return True


def _choice(file: DossierFile, row: RowOfTwo, before: Cells) -> tuple[RowName, RowVersion] | None:
    """The row as it is chosen; None as long as a field is open."""
    st.markdown(f"**{label(row.table)}** {label(row.key)}")
    if row.theirs is None or row.yours is None:
        st.write(say("One of you took the row out, the other changed it."))
    names = say("Mine"), row.who or say("The other")
    mine, theirs = row.yours or {}, row.theirs or {}
    fields = file.descriptor().resources[row.table].by_name
    lists = [name for name, field in fields.items() if field.type == "list"]
    picked = two_versions(
        f"clash-{row.table}-{row.key}-{row.version}", mine, theirs, names, lists, _touched(before, mine, theirs)
    )
    differ = [name for name in fields if mine.get(name, "") != theirs.get(name, "")]
    if any(name not in picked for name in differ) or row.yours is None:
        return None
    cells = {name: mine.get(name, "") for name in fields}
    for name in differ:
        if picked[name] == "second":
            cells[name] = theirs.get(name, "")
        elif picked[name] == "both":
            delimiter = fields[name].delimiter
            items = [*theirs.get(name, "").split(delimiter), *mine.get(name, "").split(delimiter)]
            cells[name] = delimiter.join(dict.fromkeys(filter(None, items)))
    return (row.table, row.key), RowVersion(cells, row.version)


def _touched(before: Cells, mine: Cells, theirs: Cells) -> Mapping[str, Version]:
    """Fields that only one of the two changed: his version is proposed."""
    proposed: dict[str, Version] = {}
    for name in {*mine, *theirs}:
        if mine.get(name, "") == before.get(name, ""):
            proposed[name] = "second"
        elif theirs.get(name, "") == before.get(name, ""):
            proposed[name] = "first"
    return proposed


def _mine(row: RowOfTwo) -> tuple[RowName, RowVersion]:
    return (row.table, row.key), RowVersion(row.yours, row.version)


def _settle(clash: Clash, chosen: list[tuple[RowName, RowVersion]]) -> None:
    before = {**clash.before, **{(row.table, row.key): row.theirs or {} for row in clash.rows}}
    _attempt(dict(chosen), replace(clash, before=before))
