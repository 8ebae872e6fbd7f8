"""Progress of a long opening, and the way to stop it.

Whoever opens a file may give a function ``progress(fraction, words)``; it is called in the opener's own thread, and
whatever it raises stops the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.errors import Cancelled

Progress = Callable[[float, str], None]
T = TypeVar("T")
#: Seconds between two looks at a reading that runs beside.
_INTERVAL = 0.05


@dataclass
class Watch:
    """How far one opening is. ``stopped`` is set when the reading has to end."""

    name: str
    progress: Progress | None = None
    stopped: bool = field(default=False)

    def at(self, fraction: float, words: str) -> None:
        """Tell how far it is (0-1) and what is being done."""
        if self.progress:
            self.progress(min(max(fraction, 0.0), 1.0), words)

    def check(self) -> None:
        """Raise Cancelled if somebody stopped it; for readings beside."""
        if self.stopped:
            raise Cancelled(self.name)

    def during(self, work: Callable[[], T], fraction: Callable[[], float], words: str) -> T:
        """Run ``work`` and tell meanwhile how far it is."""
        if not self.progress:
            return work()
        with ThreadPoolExecutor(1, thread_name_prefix="open-file") as beside:
            future = beside.submit(work)
            try:
                while True:
                    try:
                        return future.result(timeout=_INTERVAL)
                    except NotYet:
                        if future.done():
                            raise
                        self.at(fraction(), words)
            except BaseException:
                self.stopped = True
                raise
