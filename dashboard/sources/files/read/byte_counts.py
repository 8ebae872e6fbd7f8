"""What is counted of the bytes of a text in threads of their own, while Arrow reads them: its lines, and its SHA-256."""

from __future__ import annotations

import codecs
from concurrent.futures import ThreadPoolExecutor

from dashboard.sources.files.read.file_bytes import Content, hexdigest

_PIECE = 1 << 18


class ByteCounts:
    """The counts of one content: first the lines, then the SHA-256, each in a pass. Reading one waits for it."""

    def __init__(self, content: Content) -> None:
        self.content = content
        pool = ThreadPoolExecutor(1, thread_name_prefix="byte-counts")
        self._utf8 = True
        self._lines = pool.submit(self._count_lines)
        self._digest = None if content.digest else pool.submit(hexdigest, content)
        pool.shutdown(wait=False)

    @property
    def lines(self) -> int:
        """Lines that end with a line feed, and the last one if it does not."""
        return self._lines.result()

    @property
    def utf8(self) -> bool:
        """Whether all bytes are UTF-8, those of columns that nobody wants now among them."""
        self._lines.result()
        return self._utf8

    @property
    def digest(self) -> str:
        """SHA-256 of the file as given."""
        return self._digest.result() if self._digest else self.content.digest

    def has_open_quote(self) -> bool:
        """Whether the quotation marks of the file do not come in pairs."""
        with self.content.open() as stream:
            return sum(piece.count(b'"') for piece in iter(lambda: stream.read(_PIECE), b"")) % 2 == 1

    def _count_lines(self) -> int:
        count, last = 0, b"\n"
        decoder, plain = codecs.getincrementaldecoder("utf-8")(), True
        with self.content.open() as stream:
            while piece := stream.read(_PIECE):
                count += piece.count(b"\n")
                last = piece[-1:]
                if self._utf8 and not (plain and piece.isascii()):
                    try:
                        decoder.decode(piece)
                        plain = decoder.getstate()[0] == b""
                    except UnicodeDecodeError:
                        self._utf8 = False
        self._utf8 = self._utf8 and plain
        return count + (last != b"\n")
