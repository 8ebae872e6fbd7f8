"""One event file that is being opened: in a thread of its own, so that the page stays usable; it can be stopped.

Every failure is one sentence. A file at a path that is open, or was opened recently, is not read again.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import streamlit as st

from dashboard.errors import Cancelled, DashboardError, FileRefused, MappingNeeded
from dashboard.query.event_set import EventSet
from dashboard.sources.files.file_record import CodeWords
from dashboard.sources.files.file_set import OPENED_FILE
from dashboard.web.callers import keeps
from dashboard.web.offered_sets import file_for_page, kept_parts, made_by
from dashboard.words.sentences import deferred, say

if TYPE_CHECKING:
    from dashboard.sources.files import LayoutChoices, Opened, RecentFiles
    from dashboard.sources.files import Mapping as Columns

WAITING = "files-waiting"
# Seconds: between two looks at a file that is being read; after which a file that was read is written down for the next
# time, when its marks are long painted; after which the process that reads files is started, when the page stands.
LOOK_EVERY, WRITE_AFTER, WARM_AFTER = 0.1, 3.0, 1.0


@dataclass
class Opening:
    """One file that is being opened: how far it is, and its result."""

    name: str
    source: Path | bytes
    fraction: float = 0.0
    words: str = deferred("Waiting")
    stopped: bool = False
    mapping: Columns | None = None
    # How its bytes are read, where the reader of the page said so.
    choices: LayoutChoices | None = None
    # When the mapping was confirmed, if it was not for this file: "session", or the day since which it is remembered.
    remembered: str = ""
    # The data set that this one takes the place of: the same file with other columns.
    instead_of: str = ""
    digest: str = ""
    event_set: EventSet | None = None
    # Of a file that was not open before: the data set that was shown before it.
    turned_from: str = ""
    needed: MappingNeeded | None = None
    # What was needed first, before the columns were explained.
    first_needed: MappingNeeded | None = None
    refused: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def again(self, **changes: Any) -> Opening:
        """The same file, to be read once more. What was asked of its columns stays known."""
        anew = {"first_needed": self.first_needed or self.needed, "needed": None, "event_set": None}
        return replace(self, done=threading.Event(), **{**anew, "refused": "", "stopped": False, **changes})

    def look_again(self, choices: LayoutChoices) -> None:
        """Ask what the file holds, read by other choices. Never raises: what went wrong is a sentence."""
        from dashboard.sources.files import open_apart

        try:
            open_apart(self.source, self.name, choices=choices, ask=True)
        except MappingNeeded as needed:
            self.needed, self.first_needed, self.choices, self.refused = needed, None, choices, ""
        except DashboardError as error:
            self.refused = str(error)
        except Exception:
            logging.getLogger("dashboard").exception("%s could not be looked at", self.name)
            self.refused = say("{file}: it could not be read; the cause is in the server's log", file=self.name)

    def progress(self, fraction: float, words: str) -> None:
        """Note how far the reading is; stops it where the reader of the page said so."""
        if self.stopped:
            raise Cancelled(self.name)
        self.fraction, self.words = fraction, words

    def run(self, words: CodeWords) -> None:
        """Read the file. Never raises: what went wrong is a sentence."""
        try:
            if isinstance(self.source, Path) and not self.digest:
                self._from_path(self.source, words)
            else:
                self.event_set = file_for_page(self._read(), words)
        except MappingNeeded as error:
            self.needed = error
        except DashboardError as error:
            self.refused = str(error)
        except MemoryError:
            self.refused = say(
                "{file}: there is not enough memory to open it; open a smaller part of it", file=self.name
            )
        except Exception:
            logging.getLogger("dashboard").exception("%s could not be opened", self.name)
            self.refused = say("{file}: it could not be opened; the cause is in the server's log", file=self.name)
        finally:
            self.done.set()

    def _read(self) -> Opened:
        """The kept copy that is meant, or the file itself."""
        # Imported here: a page that opens no file does not wait for it.
        from dashboard.sources.files import KeptCopies, open_apart

        if self.digest:
            kept = KeptCopies().load(self.digest)
            if kept is None:
                raise FileRefused(self.name, say("its kept copy cannot be read"), say("open the file itself again"))
            return kept
        opened = open_apart(self.source, self.name, progress=self.progress, **self._options())
        self.progress(0.95, say("Preparing the map"))
        return opened

    def _options(self) -> dict[str, Any]:
        """The keywords with which the file is opened."""
        return {"mapping": self.mapping, "choices": self.choices, "remembered": bool(self.remembered)}

    def _from_path(self, path: Path, words: CodeWords) -> None:
        """Find or read a file at a path: one that is open, or was opened recently, and has not changed is not read again.

        Two viewers do not read the same file at once.
        """
        from dashboard.sources.files import RecentFiles
        from dashboard.sources.files.keep.known_digests import stamp_of

        stamp, options = stamp_of(path), self._options()
        key = f"{path.absolute()} {stamp} {sorted(options.items(), key=str)}"
        recent_files = RecentFiles()
        if self.instead_of:  # what it was opened with before turned out wrong
            _wrong.add(self.instead_of)
            recent_files.forget(path)
        with self._in_turn(key):
            event_set = _open.get(key)
            if event_set is None:
                code = made_by(words)
                recent = recent_files.find(path, code, **options)
                opened = recent.opened if recent else self._read()
                made = event_set = _open[key] = file_for_page(opened, words, recent.parts if recent else None)
                if not recent and keeps():
                    _later(lambda: _write_down(recent_files, path, stamp, made, code, options))
            _wrong.discard(event_set.id)
            self.event_set = event_set

    @contextmanager
    def _in_turn(self, key: str) -> Iterator[None]:
        """Wait for another viewer who reads the same file; the wait can be stopped."""
        turn = _turns.setdefault(key, _Turn())
        while not turn.lock.acquire(timeout=LOOK_EVERY):
            self.progress(self.fraction, say("Somebody else opens this file already"))
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
_open: WeakValueDictionary[str, EventSet] = WeakValueDictionary()
# The data sets that were read otherwise since.
_wrong: set[str] = set()
# Whether the process that reads files was started ahead.
_ahead: list[bool] = []


def _write_down(
    recent_files: RecentFiles,
    path: Path,
    stamp: list[int] | None,
    event_set: EventSet,
    code: str,
    options: dict[str, Any],
) -> None:
    """Keep what was read for the next time, unless the reader of the page has said meanwhile that it is wrong."""
    opened = event_set.part(OPENED_FILE)
    if opened is not None and event_set.id not in _wrong:
        recent_files.keep(path, stamp, opened, kept_parts(event_set), code, **options)
    if event_set.id in _wrong:
        recent_files.forget(path)


def _later(work: Callable[[], object]) -> None:
    timer = threading.Timer(WRITE_AFTER, work)
    timer.daemon = True
    timer.start()


def read_ahead() -> None:
    """Get ready for the first file, a moment after the first page: a page without files waits for nothing."""
    if not _ahead:
        _ahead.append(True)
        timer = threading.Timer(WARM_AFTER, _warm)
        timer.daemon = True
        timer.start()


def _warm() -> None:
    from dashboard.sources.files import warm

    warm()


def queue(opening: Opening) -> None:
    """Let a file wait for its turn in this session."""
    st.session_state.setdefault(WAITING, deque()).append(opening)
