"""The file of a report → its text, with line ends kept, or the sentence that says why it cannot be read."""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import ReportRefused

#: A report of so many bytes is a book: 2 MB are some 300,000 words.
MOST_BYTES = 2_000_000


def read_report(path: Path) -> str:
    """The text of the file. Raises ReportRefused."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ReportRefused(
                f"{path.name} has {size / 1e6:.1f} MB; a report may have {MOST_BYTES / 1e6:.0f} MB. Cut it into its articles."
            )
        content = path.read_bytes()
    except OSError as error:
        raise ReportRefused(f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReportRefused(
            f"{path.name} is not UTF-8 at byte {error.start}. Save it as UTF-8 and try again."
        ) from error
    if "\0" in text:
        raise ReportRefused(
            f"{path.name} holds a NUL character at {text.index(chr(0))}: it is no plain text. Save the report as text and try again."
        )
    return text
