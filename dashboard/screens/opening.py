"""Opening event files: dropped in the browser, named on the command line, or lying in the operator's folder.

A file is read in a thread of its own, so that the page lives on; a bar says what is being done and a button stops it.
Whatever goes wrong is one sentence, and what was open before is still open.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.errors import Cancelled, DashboardError, FileRefused, MappingNeeded
from dashboard.screens import mapping, sets
from dashboard.screens.data import CODED, CodedSet
from dashboard.screens.sets import FileSet, file_set, made_by, parts_of
from dashboard.screens.text import label

if TYPE_CHECKING:
    from dashboard.files import Mapping as Columns
    from dashboard.files import Opened

WAITING, RUNNING, REFUSED, UPLOADS, ASKED = (
    "files-waiting",
    "file-opening",
    "files-refused",
    "file-uploads",
    "files-asked",
)
TO_MAP, MAPPINGS, POPOVER = "files-to-map", "remembered-mappings", "open-files"
SUFFIXES = ("csv", "tsv", "txt", "zip", "gz", "xlsx", "parquet", "geojson", "json")
FOLDER, ENTRY = "DASHBOARD_FILES_DIR", "app.py"
# Seconds: between two looks at a file that is being read; how long the page waits for one before it shows a bar; after
# which a file that was read is written down for the next time, when its marks are long painted.
LOOK_EVERY, MOMENT, WRITE_AFTER = 0.1, 0.5, 3.0


@dataclass
class Opening:
    """One file on its way in: how far it is, and what became of it."""

    name: str
    source: Path | bytes
    fraction: float = 0.0
    words: str = "Waiting"
    stopped: bool = False
    mapping: Columns | None = None
    digest: str = ""
    found: FileSet | None = None
    # Of a file that was not open before: which data set was turned to when it came.
    turned_from: str = ""
    asks: MappingNeeded | None = None
    refused: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def progress(self, fraction: float, words: str) -> None:
        """Told by the reader; stops it when the reader of the page said so."""
        if self.stopped:
            raise Cancelled(self.name)
        self.fraction, self.words = fraction, words

    def run(self, data: CodedSet) -> None:
        """Read the file. Never raises: what went wrong is a sentence."""
        try:
            if isinstance(self.source, Path) and not self.digest:
                self._from_path(self.source, data)
            else:
                self.found = file_set(self._read(), data)
        except MappingNeeded as error:
            self.asks = error
        except DashboardError as error:
            self.refused = str(error)
        except MemoryError:
            self.refused = f"{self.name}: there is not enough memory to open it; open a smaller part of it"
        except Exception:
            logging.getLogger("dashboard").exception("%s could not be opened", self.name)
            self.refused = f"{self.name}: it could not be opened; the cause is in the server's log"
        finally:
            self.done.set()

    def _read(self) -> Opened:
        """The kept copy that is meant, or the file itself."""
        # Who opens no file need not wait for what reads them.
        from dashboard.files import Cache, open_file

        if self.digest:
            kept = Cache().load(self.digest)
            if kept is None:
                raise FileRefused(self.name, "its kept copy cannot be read", "open the file itself again")
            return kept
        opened = open_file(self.source, self.name, mapping=self.mapping, progress=self.progress)
        self.progress(0.95, "Preparing the map")
        return opened

    def _from_path(self, path: Path, data: CodedSet) -> None:
        """A file that is open, or was lately, and has not changed is not read again. Nor do two viewers read at once."""
        from dashboard.files import Recent
        from dashboard.files.cache import stamp_of

        seen = stamp_of(path)
        key = f"{path.absolute()} {seen} {self.mapping.to_json() if self.mapping else ''}"
        with self._in_turn(key):
            found = _open.get(key)
            if found is None:
                recent = Recent()
                ours = made_by(data)
                lately = recent.find(path, self.mapping, ours)
                opened = lately.opened if lately else self._read()
                made = found = _open[key] = file_set(opened, data, lately.parts if lately else None)
                if not lately:
                    _later(lambda: recent.keep(path, seen, opened, parts_of(made), self.mapping, ours))
            self.found = found

    @contextmanager
    def _in_turn(self, key: str) -> Iterator[None]:
        """Whoever reads the same file first goes first; who waits can be stopped."""
        turn = _turns.setdefault(key, _Turn())
        while not turn.lock.acquire(timeout=LOOK_EVERY):
            self.progress(self.fraction, "Somebody else opens this file already")
        try:
            yield
        finally:
            turn.lock.release()


class _Turn:
    """Whose turn it is to read one file."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


# By path, size and time of change, and mapping; for as long as somebody reads the file, or has it open.
_turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
_open: WeakValueDictionary[str, FileSet] = WeakValueDictionary()


def _later(work: Callable[[], object]) -> None:
    timer = threading.Timer(WRITE_AFTER, work)
    timer.daemon = True
    timer.start()


def begin(data: CodedSet) -> None:
    """Start on the next file that waits. One that is read in a moment is open before the page is drawn."""
    _take_named()
    waiting = st.session_state.get(WAITING)
    if st.session_state.get(RUNNING) is not None or not waiting:
        return
    opening = st.session_state[RUNNING] = waiting.popleft()
    threading.Thread(target=opening.run, args=(data,), name="open-file", daemon=True).start()
    if opening.done.wait(MOMENT):
        _settle(opening)


def follow(bar: DeltaGenerator | None) -> None:
    """Wait for the file on its way in; then the page is drawn anew. What the reader does meanwhile goes first.

    The last of the page: Streamlit leaves a run that waits, at the next sign of the bar, for a click.
    """
    opening: Opening | None = st.session_state.get(RUNNING)
    if opening is not None and bar is not None:
        while not opening.done.wait(LOOK_EVERY):
            bar.progress(opening.fraction, f"{label(opening.name)}: {opening.words}")
        _settle(opening)
        st.rerun()
    if st.session_state.get(WAITING):
        st.rerun()


def _settle(opening: Opening) -> None:
    """Take what became of a file. Who stopped it in its last moment has stopped it too."""
    st.session_state[RUNNING] = None
    if opening.stopped and not opening.refused:
        opening.found, opening.asks, opening.refused = None, None, str(Cancelled(opening.name))
    if opening.found is not None:
        if opening.found.id not in sets.opened_sets():
            opening.turned_from = st.session_state.get(sets.ACTIVE, CODED)
        sets.add(opening.found)
    elif opening.asks is not None:
        st.session_state[TO_MAP] = [*st.session_state.get(TO_MAP, ()), opening]
    else:
        _refuse(opening.refused)


def _refuse(sentence: str) -> None:
    st.session_state[REFUSED] = [*st.session_state.get(REFUSED, ()), sentence]


def open_files() -> DeltaGenerator | None:
    """The way to open files, and what is being opened or was refused. Returns the place of the bar, if one is shown."""
    with st.popover("Open event files", icon=":material/upload_file:", width="stretch", key=POPOVER, on_change="rerun"):
        st.markdown(
            "ACLED or UCDP GED exports, or any table with dates and places: CSV, zip, gzip, Excel, Parquet, GeoJSON. "
            "A file stays on this machine and in this session."
        )
        st.file_uploader(
            "Event files",
            type=list(SUFFIXES),
            accept_multiple_files=True,
            key=_uploader(),
            on_change=_take_dropped,
            label_visibility="collapsed",
        )
        in_folder = folder_files()
        if in_folder:
            st.markdown("**In the folder of event files**")
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
    if st.session_state.get(REFUSED):
        with st.container(key="files-refused"):
            for sentence in st.session_state[REFUSED]:
                st.error(label(sentence), icon=":material/error:")
            st.button("Understood", on_click=lambda: st.session_state.pop(REFUSED), key="refused-read")
    opening: Opening | None = st.session_state.get(RUNNING)
    if opening is not None:
        bar = st.empty()
        bar.progress(opening.fraction, f"{label(opening.name)}: {opening.words}")
        st.button("Cancel", key="opening-cancel", on_click=_stop, args=(opening,))
        return bar
    if st.session_state.get(TO_MAP) and not st.session_state.get(WAITING):
        _ask()
    return None


def _ask() -> None:
    """Ask what the columns of a table mean; a table with the same header is not asked about again."""
    from dashboard.files import header_key

    opening: Opening = st.session_state[TO_MAP][0]
    asked = opening.asks
    assert asked is not None
    remembered = st.session_state.setdefault(MAPPINGS, {})
    key = header_key(asked.columns)

    def done() -> None:
        st.session_state[TO_MAP] = st.session_state[TO_MAP][1:]

    def settled(columns: Columns) -> None:
        remembered[key] = columns
        done()
        _queue(replace(opening, mapping=columns, asks=None, done=threading.Event()))

    if key in remembered and opening.mapping is None:
        settled(remembered[key])
        st.rerun()
    mapping.mapping(asked, settled, done)


def kept_files() -> None:
    """The copies that the reader keeps on this machine, each to open or to forget."""
    from dashboard.files import Cache

    kept = Cache().kept()
    if kept:
        st.markdown("**Kept on this machine**")
    for one in kept:
        with st.container(horizontal=True, vertical_alignment="center", key=f"kept-{one.digest[:12]}"):
            opening = Opening(one.name, b"", digest=one.digest)
            st.button(
                f"{label(one.name)} · {one.rows:,}",
                icon=":material/save:",
                type="tertiary",
                key=f"kept-open-{one.digest}",
                help=f"{label(one.shape_words)}, kept on {one.kept_on[:10]}, {one.size / 1e6:,.0f} MB",
                on_click=_wait_for,
                args=(opening,),
            )
            st.button(
                f"Forget {label(one.name)}",
                key=f"kept-remove-{one.digest}",
                icon=":material/delete:",
                type="tertiary",
                on_click=_forget,
                args=(one.digest,),
            )


def _forget(digest: str) -> None:
    """Delete a copy. What is open of it here stays open: what it would read from the copy is read before."""
    from dashboard.files import Cache

    for one in sets.opened_sets().values():
        if one.opened.digest == digest:
            with suppress(FileRefused):
                _ = one.opened.original, one.opened.report.listed
    Cache().remove(digest)


def folder_files() -> list[Path]:
    """The files in the operator's folder, by name."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return []
    try:
        found = sorted(Path(folder).iterdir())
    except OSError:
        return []
    return [path for path in found if path.suffix.lower().lstrip(".") in SUFFIXES and path.is_file()]


def _take_named() -> None:
    """Files named on the command line are opened in each session: ``streamlit run dashboard/app.py -- FILE…``."""
    if st.session_state.get(ASKED):
        return
    st.session_state[ASKED] = True
    # Streamlit puts its script first; under another program the arguments are not ours.
    named = sys.argv[1:] if Path(sys.argv[0]).name == ENTRY else []
    for name in named:
        _wait_for(Opening(Path(name).name, Path(name)))


def _uploader() -> str:
    return f"upload-{st.session_state.get(UPLOADS, 0)}"


def _take_dropped() -> None:
    """Take the files that were dropped. A fresh control follows: the same file can be dropped again."""
    given = st.session_state.get(_uploader()) or ()
    for file in given:
        _wait_for(Opening(file.name, file.getvalue()))
    if given:
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def _wait_for(opening: Opening) -> None:
    """Put a file into the queue; what it was chosen from closes. For callbacks, and before the popover is drawn."""
    st.session_state[POPOVER] = False
    _queue(opening)


def _queue(opening: Opening) -> None:
    st.session_state.setdefault(WAITING, deque()).append(opening)


def _stop(opening: Opening) -> None:
    """Stop a file. The click may come when it is just open: it is closed again, unless it was open before."""
    opening.stopped = True
    opening.words = "Stopping"
    if opening.found is not None and opening.turned_from:
        sets.close(opening.found.id)
        sets.activate(opening.turned_from)
        _refuse(str(Cancelled(opening.name)))
