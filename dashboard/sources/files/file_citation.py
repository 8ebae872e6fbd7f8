"""How a row of an opened file is cited: what it says, where it stands, whose data it is and on what terms."""

from __future__ import annotations

from dashboard.model.record import LINK, EventRecord
from dashboard.words.sentences import say


def file_citation(record: EventRecord, digest: str) -> str:
    """The event, the coder's note, its id, line and file, the link, the data set with its terms and the file's hash.

    ``digest`` is the SHA-256 of the file. No file states its release among its rows, so the hash stands for it.
    """
    event = ", ".join((record.title, record.fact("when").text, record.fact("where").text))
    lines = [f"{event}. {record.fact('kind').text}.", *(f"{figure.line}." for figure in record.figures)]
    lines += [f"{note.title}: {text}" for note in record.notes for text in note.texts]
    lines += [
        f"{record.origin}. {LINK}",
        record.terms,
        say("Release not stated in the file. File: SHA-256 {digest}.", digest=digest),
    ]
    return "\n".join(line for line in lines if line)
