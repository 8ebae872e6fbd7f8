"""A dossier leaves: as one file, or as a folder fit for git. Another comes in, beside this one or merged into it."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.screens import shipped_data
from dashboard.screens.data_set_choice import turn_to
from dashboard.screens.desk import own_dossiers
from dashboard.screens.desk.merge_in import MERGING, Other, merge_in
from dashboard.screens.desk.notices import act, notices
from dashboard.screens.download_link import download_link
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.dossier_storage import contents_at, work_at
from dashboard.sources.dossier.store.folder_form import to_folder
from dashboard.sources.dossier.store.hand_over import packed, without_articles
from dashboard.sources.dossier.store.work import Work
from dashboard.sources.dossier.tables import Tables
from dashboard.sources.dossier.tables.contents import MemoryContents
from dashboard.words.sentences import say

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

KINDS = ("zip", "sqlite")
UPLOADED = "hand-over-uploaded"


def hand_over(file: DossierFile, tables: Tables) -> None:
    """Draw the ways out and in."""
    notices()
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
    drafts = st.checkbox(
        say("With what lies on the desk"),
        value=True,
        key="hand-over-drafts",
        help=say(
            "Forms that wait for review, sentences left out with their reasons, blind passes and what was settled"
        ),
    )
    log = st.checkbox(
        say("With the log of all changes"),
        value=True,
        key="hand-over-log",
        help=say("Who did what, when and why, with each row before and after; where it is opened, it is read back"),
    )

    def zipped() -> bytes:
        return packed(file.contents(), _work(file, drafts, log), with_articles=bool(with_articles))

    chosen = (str(file.path), with_articles, drafts, log)
    download_link(say("Download as one file"), chosen, f"{file.path.stem}.zip", "application/zip", zipped)
    folder = st.text_input(
        say("Or save as a folder, fit for git"), key="hand-over-folder", placeholder=say("Path of the folder")
    )
    if st.button(say("Save as folder"), key="hand-over-save", disabled=not folder.strip()):
        place = Path(folder.strip()).expanduser()
        act(lambda: _saved(file, place, _work(file, drafts, log), with_articles=bool(with_articles)))


def _work(file: DossierFile, drafts: bool, log: bool) -> Work:
    return file.work().chosen(drafts=drafts, log=log)


def _saved(file: DossierFile, folder: Path, work: Work, *, with_articles: bool) -> str:
    contents = file.contents()
    to_folder(contents if with_articles else without_articles(contents), folder, work)
    return say("Saved in {folder}.", folder=str(folder))


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
        other = _uploaded(dropped) if dropped else _lying_at(Path(path.strip()).expanduser())
    except DashboardError as error:
        st.error(label(str(error)), icon=":material/error:")
        return
    with st.container(horizontal=True):
        if st.button(say("Open it beside this one"), key="hand-over-open"):
            act(lambda: _opened(other))
        if st.button(say("Merge it into this one"), key="hand-over-merge"):
            st.session_state[MERGING] = True
    if st.session_state.get(MERGING):
        merge_in(file, other)


def _uploaded(dropped: UploadedFile) -> Other:
    """An uploaded dossier, read once. It is written to a file of its own for the moment: SQLite reads files."""
    known: tuple[str, Other] | None = st.session_state.get(UPLOADED)
    if known is None or known[0] != dropped.file_id:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(dropped.name).name
            path.write_bytes(dropped.getvalue())
            known = st.session_state[UPLOADED] = (dropped.file_id, _lying_at(path))
    return known[1]


def _lying_at(path: Path) -> Other:
    contents = contents_at(path)
    files = {name: contents.article(name) for name in contents.paths()}
    work = work_at(path)
    version = hashlib.sha256()
    for name, content in sorted({**files, **work.files()}.items()):
        version.update(f"{name} {len(content)}\n".encode() + content)
    return Other(MemoryContents(path, files), work, version.hexdigest())


def _opened(other: Other) -> None:
    title = shipped_data.title_of(other.contents)
    file = own_dossiers.shelf().copy_of(other.contents, title, own_dossiers.who(), other.work)
    turn_to(shipped_data.key_of(file.path))
