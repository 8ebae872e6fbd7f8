"""Results that were asked for before: the most recent ones, up to so many bytes, for any number of threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Memo(Generic[Result]):
    """A bounded memory. Two threads that ask for the same new thing may both work it out; neither waits."""

    def __init__(self, most_bytes: int, size_of: Callable[[Result], int]) -> None:
        self._most, self._size_of = most_bytes, size_of
        self._kept: OrderedDict[Hashable, Result] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, work_out: Callable[[], Result]) -> Result:
        """The result kept under ``key``; else the one of ``work_out``, kept from now on unless it alone is too large."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        result = work_out()
        size = self._size_of(result)
        with self._lock:
            if key not in self._kept and size <= self._most:
                self._kept[key] = result
                self._bytes += size
                while self._bytes > self._most:
                    self._bytes -= self._size_of(self._kept.popitem(last=False)[1])
        return result

    @property
    def bytes(self) -> int:
        """What is kept, in bytes."""
        return self._bytes
