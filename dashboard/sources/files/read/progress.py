"""Progress of a long opening, and the way to stop it.

The caller who opens a file may give a function ``progress(fraction, words)``; it is called in the opener's own thread, and
whatever it raises stops the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import TypeVar

Progress = Callable[[float, str], None]
T = TypeVar("T")
#: Seconds between two looks at a reading that runs beside.
_INTERVAL = 0.05


@dataclass
class Watch:
    """How far one opening is."""

    name: str
    progress: Progress | None = None

    def at(self, fraction: float, words: str) -> None:
        """Tell how far it is (0-1) and what is being done."""
        if self.progress:
            self.progress(min(max(fraction, 0.0), 1.0), words)

    def during(self, work: Callable[[], T], fraction: Callable[[], float], words: str) -> T:
        """Run ``work`` and tell meanwhile how far it is. When it is stopped, ``work`` ends unheard."""
        if not self.progress:
            return work()
        beside = ThreadPoolExecutor(1, thread_name_prefix="open-file")
        future = beside.submit(work)
        beside.shutdown(wait=False)
        while True:
            try:
                return future.result(timeout=_INTERVAL)
            except NotYet:
                if future.done():
                    raise
                self.at(fraction(), words)
