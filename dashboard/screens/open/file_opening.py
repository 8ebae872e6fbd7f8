"""Opening event files: dropped in the browser, named on the command line, or lying in the operator's folder.

A file is read in a thread of its own, so that the page stays usable; a bar shows the progress and a button stops it.
Every failure is shown in one sentence, and what was open before stays open.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.errors import Cancelled, FileRefused
from dashboard.query.event_set import EventSet
from dashboard.screens import open_sets
from dashboard.screens.component import listens_locally, may_keep
from dashboard.screens.open import confirmed_columns
from dashboard.screens.open.confirmed_columns import REFUSED
from dashboard.screens.open.file_reading import LOOK_EVERY, WAITING, Opening, queue, read_ahead
from dashboard.screens.safe_text import label
from dashboard.sources.dossier.dossier_set import DOSSIER, DOSSIER_ID, code_words
from dashboard.sources.files import FILE_SUFFIXES
from dashboard.sources.files.file_set import OPENED_FILE, set_id_of
from dashboard.words.sentences import say

RUNNING, UPLOADS, NAMED_QUEUED = "file-opening", "file-uploads", "files-asked"
POPOVER = "open-files"
FOLDER, ENTRY = "DASHBOARD_FILES_DIR", "app.py"
# Seconds that the page waits for a file before it shows a bar.
MOMENT = 0.5


def begin(shipped: EventSet) -> None:
    """Start on the next file that waits. One that is read in a moment is open before the page is drawn."""
    read_ahead()
    _queue_named()
    waiting = st.session_state.get(WAITING)
    if st.session_state.get(RUNNING) is not None or not waiting:
        return
    tables = shipped.part(DOSSIER)
    opening = st.session_state[RUNNING] = waiting.popleft()
    threading.Thread(
        target=opening.run, args=(code_words(tables) if tables else {},), name="open-file", daemon=True
    ).start()
    if opening.done.wait(MOMENT):
        _finish(opening)


def follow(bar: DeltaGenerator | None) -> None:
    """Wait for the file that is being read, then draw the page anew. A click of the reader goes first.

    Called last on the page: Streamlit leaves a waiting run for a click at the next update of the bar.
    """
    opening: Opening | None = st.session_state.get(RUNNING)
    if opening is not None and bar is not None:
        while not opening.done.wait(LOOK_EVERY):
            bar.progress(opening.fraction, _progress(opening))
        _finish(opening)
        st.rerun()
    if st.session_state.get(WAITING):
        st.rerun()


def _progress(opening: Opening) -> str:
    return say("{file}: {progress}", file=label(opening.name), progress=opening.words)


def _finish(opening: Opening) -> None:
    """Show what became of a file. One that was stopped in its last moment is stopped too."""
    st.session_state[RUNNING] = None
    if opening.stopped and not opening.refused:
        opening.event_set, opening.needed, opening.refused = None, None, str(Cancelled(opening.name))
    if opening.event_set is not None:
        if opening.event_set.id not in open_sets.opened_sets():
            opening.turned_from = st.session_state.get(open_sets.ACTIVE, DOSSIER_ID)
        if opening.instead_of and opening.instead_of != opening.event_set.id:
            open_sets.close(opening.instead_of)
        open_sets.add(opening.event_set)
        confirmed_columns.note_opened(opening)
    elif opening.needed is not None:
        confirmed_columns.wait_for_columns(opening)
    else:
        _refuse(opening.refused)


def _refuse(sentence: str) -> None:
    st.session_state[REFUSED] = [*st.session_state.get(REFUSED, ()), sentence]


def open_files() -> DeltaGenerator | None:
    """The way to open files, and what is being opened or was refused. Returns the place of the bar, if one is shown."""
    with st.popover(
        say("Open event files"), icon=":material/upload_file:", width="stretch", key=POPOVER, on_change="rerun"
    ):
        st.markdown(
            say(
                "ACLED or UCDP GED exports, or any table with dates and places: CSV, zip, gzip, Excel, Parquet, GeoJSON. "
                "A file stays on this machine and in this session."
            )
            if listens_locally()
            else say(
                "ACLED or UCDP GED exports, or any table with dates and places: CSV, zip, gzip, Excel, Parquet, "
                "GeoJSON. A file goes to this page's server and stays in this session."
            )
        )
        st.file_uploader(
            say("Event files"),
            type=[suffix.removeprefix(".") for suffix in FILE_SUFFIXES],
            accept_multiple_files=True,
            key=_uploader(),
            on_change=_queue_dropped,
            label_visibility="collapsed",
        )
        in_folder = folder_files()
        if in_folder:
            st.markdown(say("**In the folder of event files**"))
        for path in in_folder:
            st.button(
                label(path.name),
                icon=":material/folder_open:",
                key=f"folder-{path.name}",
                on_click=_wait_for,
                args=(Opening(path.name, path),),
                type="tertiary",
            )
        kept_files()
        confirmed_columns.remembered_columns()
    _refusals()
    opening: Opening | None = st.session_state.get(RUNNING)
    if opening is not None:
        bar = st.empty()
        bar.progress(opening.fraction, _progress(opening))
        st.button(say("Cancel"), key="opening-cancel", on_click=_stop, args=(opening,))
        return bar
    if not st.session_state.get(WAITING):
        confirmed_columns.ask_next()
    return None


def _refusals() -> None:
    """What was refused, each in a sentence, until the reader has read it."""
    if st.session_state.get(REFUSED):
        with st.container(key="files-refused"):
            for sentence in st.session_state[REFUSED]:
                st.error(label(sentence), icon=":material/error:")
            st.button(say("Understood"), on_click=lambda: st.session_state.pop(REFUSED), key="refused-read")


def kept_files() -> None:
    """The copies that the reader keeps on this machine, each to open or to forget. Nobody else sees them."""
    if not may_keep():
        return
    from dashboard.sources.files import KeptCopies

    copies = KeptCopies().kept()
    if copies:
        st.markdown(say("**Kept on this machine**"))
    for copy in copies:
        with st.container(horizontal=True, vertical_alignment="center", key=f"kept-{copy.digest[:12]}"):
            opening = Opening(copy.name, b"", digest=copy.digest)
            st.button(
                f"{label(copy.name)} · {copy.rows:,}",
                icon=":material/save:",
                type="tertiary",
                key=f"kept-open-{copy.digest}",
                help=say(
                    "{format}, kept on {day}, {megabytes} MB",
                    format=label(copy.shape_words),
                    day=copy.kept_on[:10],
                    megabytes=round(copy.size / 1e6),
                ),
                on_click=_wait_for,
                args=(opening,),
            )
            st.button(
                say("Forget {file}", file=label(copy.name)),
                key=f"kept-remove-{copy.digest}",
                icon=":material/delete:",
                type="tertiary",
                on_click=_forget,
                args=(copy.digest,),
            )


def open_kept(set_id: str) -> None:
    """Open the copy that the reader keeps of the file of this set, where there is one."""
    if not may_keep():
        return
    from dashboard.sources.files import KeptCopies

    for copy in KeptCopies().kept():
        if set_id_of(copy.digest, copy.mapping) == set_id:
            _wait_for(Opening(copy.name, b"", digest=copy.digest))
            return


def _forget(digest: str) -> None:
    """Delete a copy. A file that is open from it stays open: what it still needs of the copy is read before."""
    from dashboard.sources.files import KeptCopies

    if not may_keep():  # the page may have a second reader since the button was drawn
        return
    for event_set in open_sets.opened_sets().values():
        opened = event_set.part(OPENED_FILE)
        if opened is not None and opened.digest == digest:
            with suppress(FileRefused):
                _ = opened.original, opened.report.listed
    KeptCopies().remove(digest)


def folder_files() -> list[Path]:
    """The files in the operator's folder, by name."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return []
    try:
        paths = sorted(Path(folder).iterdir())
    except OSError:
        return []
    return [path for path in paths if path.suffix.lower() in FILE_SUFFIXES and path.is_file()]


def _queue_named() -> None:
    """Files named on the command line are opened in each session: ``streamlit run dashboard/app.py -- FILE…``."""
    if st.session_state.get(NAMED_QUEUED):
        return
    st.session_state[NAMED_QUEUED] = True
    # Streamlit puts its script first; under another program the arguments are not ours.
    named = sys.argv[1:] if Path(sys.argv[0]).name == ENTRY else []
    for name in named:
        _wait_for(Opening(Path(name).name, Path(name)))


def _uploader() -> str:
    return f"upload-{st.session_state.get(UPLOADS, 0)}"


def _queue_dropped() -> None:
    """Queue the files that were dropped. A fresh control follows: the same file can be dropped again."""
    dropped = st.session_state.get(_uploader()) or ()
    for file in dropped:
        _wait_for(Opening(file.name, file.getvalue()))
    if dropped:
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def _wait_for(opening: Opening) -> None:
    """Put a file into the queue; what it was chosen from closes. For callbacks, and before the popover is drawn."""
    st.session_state[POPOVER] = False
    queue(opening)


def _stop(opening: Opening) -> None:
    """Stop a file. The click may come when it is just open: it is closed again, unless it was open before."""
    opening.stopped = True
    opening.words = say("Stopping")
    if opening.event_set is not None and opening.turned_from:
        open_sets.close(opening.event_set.id)
        open_sets.activate(opening.turned_from)
        _refuse(str(Cancelled(opening.name)))
