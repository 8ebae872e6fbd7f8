"""A dossier leaves: as one file, or as a folder fit for git. Another comes in, beside this one or merged into it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from dashboard.coding.merged_changes import merged_changes
from dashboard.errors import DashboardError, DataError
from dashboard.screens import shipped_data
from dashboard.screens.data_set_choice import turn_to
from dashboard.screens.desk import own_dossiers
from dashboard.screens.safe_text import join, label, show
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.store.forms import contents_at
from dashboard.sources.dossier.store.hand_over import packed
from dashboard.sources.dossier.store.merging import Choices, Conflict, Preferred, merge
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.contents import MemoryContents
from dashboard.words.sentences import say, say_count

NOTICE, DONE, MERGING = "hand-over-notice", "hand-over-done", "hand-over-merging"
KINDS = ("zip", "sqlite")
MOST_SHOWN = 60


def hand_over(file: DossierFile, tables: Tables) -> None:
    """Draw the ways out and in."""
    for key, draw in ((NOTICE, st.error), (DONE, st.success)):
        said = st.session_state.pop(key, "")
        if said:
            draw(label(said))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("Hand over"), anchor=False)
        _leave(file)
    with right:
        st.subheader(say("Open or merge another"), anchor=False)
        _come(file)


# --- out -------------------------------------------------------------------------------------------------------------


def _leave(file: DossierFile) -> None:
    with_articles = st.radio(
        say("What goes along"),
        [True, False],
        format_func=lambda both: (
            say("The articles too") if both else say("Without the articles: their hashes and the quotes only")
        ),
        key="hand-over-articles",
    )
    st.caption(say("Hand over articles only where the rights of their publishers allow it."))
    st.download_button(
        say("Download as one file"), data=lambda: packed(file.contents(), with_articles=bool(with_articles)),
        file_name=f"{file.path.stem}.zip", mime="application/zip", icon=":material/download:", key="hand-over-download",
    )  # fmt: skip
    folder = st.text_input(
        say("Or save as a folder, fit for git"), key="hand-over-folder", placeholder=say("Path of the folder")
    )
    with_log = st.checkbox(say("With the log of all changes"), key="hand-over-log")
    if st.button(say("Save as folder"), key="hand-over-save", disabled=not folder.strip()):
        _do(lambda: _saved(file, Path(folder.strip()).expanduser(), with_log))


def _saved(file: DossierFile, folder: Path, with_log: bool) -> None:
    to_folder(file.contents(), folder, file.log_lines() if with_log else ())
    st.session_state[DONE] = say("Saved in {folder}.", folder=str(folder))


# --- in --------------------------------------------------------------------------------------------------------------


def _come(file: DossierFile) -> None:
    dropped = st.file_uploader(
        say("A dossier that was handed over"), type=list(KINDS), key="hand-over-file", label_visibility="collapsed"
    )
    path = st.text_input(
        say("Or a folder on this machine"), key="hand-over-open-folder", placeholder=say("Path of the folder")
    )
    if dropped is None and not path.strip():
        return
    try:
        contents = _contents(dropped.name, dropped.getvalue()) if dropped else _folder(path.strip())
    except DashboardError as error:
        st.error(label(str(error)), icon=":material/error:")
        return
    with st.container(horizontal=True):
        if st.button(say("Open it beside this one"), key="hand-over-open"):
            _do(lambda: _opened(contents))
        if st.button(say("Merge it into this one"), key="hand-over-merge"):
            st.session_state[MERGING] = True
    if st.session_state.get(MERGING):
        _merging(file, contents)


def _contents(name: str, content: bytes) -> MemoryContents:
    """The files of an uploaded dossier. It is written to a file of its own for the moment: SQLite reads files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        return _in_memory(path)


def _folder(path: str) -> MemoryContents:
    return _in_memory(Path(path).expanduser())


def _in_memory(path: Path) -> MemoryContents:
    contents = contents_at(path)
    return MemoryContents(path, {name: contents.article(name) for name in contents.paths()})


def _opened(contents: MemoryContents) -> None:
    title = shipped_data.title_of(contents)
    file = own_dossiers.shelf().copy_of(contents, title, own_dossiers.who())
    turn_to(shipped_data.key_of(file.path))


def _merging(file: DossierFile, contents: MemoryContents) -> None:
    """What is new, what differs; taken over when a person has said whose version stands."""
    try:
        merged = merge(file.contents(), contents)
    except (DashboardError, DataError) as error:
        st.error(label(str(error)), icon=":material/error:")
        return
    if not merged.added and not merged.conflicts:
        st.info(say("Nothing in it is new, and nothing differs."))
        return
    st.write(
        say_count(
            len(merged.added), one="{number} row or file is new.", other="{number} rows and files are new."
        )
    )  # fmt: skip
    if merged.conflicts:
        words = say_count(len(merged.conflicts), one="{number} row differs:", other="{number} rows differ:")
        st.write(words)
        show(_conflicts(merged.conflicts))
    ways: list[tuple[Preferred, str]] = [("first", say("Take what is new; keep ours where they differ"))]
    if merged.conflicts:
        ways.append(("second", say("Take what is new, and theirs where they differ")))
    for prefer, words in ways:
        if st.button(words, key=f"hand-over-merge-{prefer}"):
            _do(partial(_taken, file, contents, prefer))


def _conflicts(conflicts: list[Conflict]) -> Markup:
    rows = [
        Markup("<tr><th>{} {}</th><td>{}</td><td>{}</td></tr>").format(
            one.table, one.key, _side(dict(one.first)), _side(dict(one.second))
        )
        for one in conflicts[:MOST_SHOWN]
    ]
    return Markup(
        '<table class="side-by-side"><thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("Row"), say("Ours"), say("Theirs"), join(rows))


def _side(cells: dict[str, str]) -> Markup:
    return join(Markup("<p>{}: {}</p>").format(name, text) for name, text in cells.items())


def _taken(file: DossierFile, contents: MemoryContents, prefer: Preferred) -> None:
    merged = merge(file.contents(), contents, Choices(prefer))
    whose = {"first": say("ours kept where they differed"), "second": say("theirs taken where they differed")}[prefer]
    what = say("Merged with {other}: {whose}", other=contents.name, whose=whose)
    file.accept(merged_changes(file.contents(), merged), own_dossiers.who(), what)
    st.session_state.pop(MERGING, None)
    st.session_state[DONE] = what


def _do(act: Callable[[], object]) -> None:
    try:
        act()
    except DashboardError as error:
        st.session_state[NOTICE] = str(error)
    st.rerun()
