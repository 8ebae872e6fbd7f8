"""The work on a dossier beside its tables: what lies on its desk, and its log. As files they go along when it is handed over.

``drafts.jsonl`` has one draft a line: forms that wait, sentences left out, blind passes and how they were settled.
``log.jsonl`` has one step a line. Both are left out where somebody chooses so, and a dossier without them is whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.errors import DossierNotOpened
from dashboard.sources.dossier.store.changes import Draft
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.words.sentences import say

DRAFTS, LOG = "drafts.jsonl", "log.jsonl"


@dataclass(frozen=True)
class Work:
    """Drafts in the order in which they were begun, and the lines of the log, the oldest step first."""

    drafts: tuple[Draft, ...] = ()
    log: tuple[str, ...] = ()

    def chosen(self, *, drafts: bool, log: bool) -> Work:
        """What goes along of it."""
        return Work(self.drafts if drafts else (), self.log if log else ())

    def files(self) -> Mapping[str, bytes]:
        """The files that it is written to; none for what there is none of."""
        lines = {DRAFTS: "".join(map(_line, self.drafts)), LOG: "".join(self.log)}
        return {path: text.encode("utf-8") for path, text in lines.items() if text}


#: No draft, and no log.
NO_WORK = Work()


def work_of(contents: Contents) -> Work:
    """The work that lies beside the files of a dossier. Raises DossierNotOpened for lines that hold none."""
    lines = _lines(contents, DRAFTS)
    drafts = tuple(_draft(contents.name, number, line) for number, line in enumerate(lines, start=1))
    return Work(drafts, tuple(_lines(contents, LOG)))


def _lines(contents: Contents, path: str) -> list[str]:
    try:
        text = contents.read(path).decode("utf-8")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DossierNotOpened(
            contents.name,
            say("{path} cannot be read ({strerror})", path=path, strerror=str(error.strerror)),
            say("check it"),
        ) from error
    except UnicodeDecodeError as error:
        raise not_read(contents.name, path, 1) from error
    return [f"{line}\n" for line in text.split("\n") if line]


def not_read(name: str, path: str, number: int) -> DossierNotOpened:
    """The error for a line that holds what it should not."""
    wrong = say("line {number} of {file} is none that was written here", number=number, file=path)
    return DossierNotOpened(name, wrong, say("take {file} out to open the dossier without it", file=path))


def _line(draft: Draft) -> str:
    return json.dumps({"who": draft.who, "at": draft.at, "form": dict(draft.form)}, ensure_ascii=False) + "\n"


def _draft(name: str, number: int, line: str) -> Draft:
    try:
        raw: Any = json.loads(line)
        if not isinstance(raw["form"], dict) or not all(isinstance(raw[key], str) for key in ("who", "at")):
            raise ValueError("no draft")
        # Lone surrogates are text to JSON, and to no file.
        line.encode("utf-8"), json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise not_read(name, DRAFTS, number) from error
    return Draft(number, raw["who"], raw["at"], raw["form"])
