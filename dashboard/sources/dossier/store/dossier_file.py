"""A dossier as one SQLite file: what a page and a command do with it. Everything that is accepted stands whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dashboard.errors import DossierError, FieldFault, Refused
from dashboard.sources.dossier.store import (
    database,
    drafts,
    importing,
    removal,
    replacements,
    saving,
    step_log,
    undoing,
)
from dashboard.sources.dossier.store.changes import (
    Change,
    Draft,
    FileChange,
    LoggedChange,
    RowName,
    Step,
    StoredRow,
)
from dashboard.sources.dossier.store.live_tables import LiveTables
from dashboard.sources.dossier.store.new_dossier import NewParty, new_dossier
from dashboard.sources.dossier.store.rendering import StoredContents
from dashboard.sources.dossier.store.saving import Signature
from dashboard.sources.dossier.store.work import NO_WORK, Work
from dashboard.sources.dossier.tables.contents import Contents, MemoryContents
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.load import Tables, load_contents
from dashboard.words.sentences import say


class _OnlyTried(Exception):
    """What was tried in a transaction shall not be saved."""


class DossierFile:
    """One dossier in one file. Any number of these objects, threads and processes may share the file.

    Every method may raise DossierNotOpened: the file was removed, is damaged, or another writer holds it for long.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._live = LiveTables()

    # --- making and opening --------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, path: Path, title: str, parties: Sequence[NewParty] = (), languages: Sequence[str] = (), who: str = ""
    ) -> DossierFile:
        """Make a dossier that holds its parties and nothing else. Raises DossierError for what it cannot be made of."""
        contents = MemoryContents(path, new_dossier(title, parties, languages))
        faults = load_contents(contents).faults
        if faults:
            raise DossierError("\n".join(f"{fault.column}: {fault.message}" for fault in faults))
        return cls.from_contents(path, contents, who, say("New dossier: {title}", title=title.strip()))

    @classmethod
    def from_contents(
        cls, path: Path, contents: Contents, who: str = "", what: str = "", why: str = "", work: Work = NO_WORK
    ) -> DossierFile:
        """Store a dossier that lies elsewhere, with the ``work`` that comes with it.

        Raises:
            DataError: its rows cannot be told apart, or it is none.
            DossierNotOpened: its log is none that was written here.
        """
        importing.check_storable(contents)
        with database.making(path) as connection:
            signature = Signature(who, what or say("Opened from {contents_name}", contents_name=contents.name), why)
            importing.fill(connection, path, contents, signature, work)
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> DossierFile:
        """A dossier that was made before. Raises DossierNotOpened for a file of another program or a newer version."""
        database.check(path)
        return cls(path)

    # --- reading -------------------------------------------------------------------------------------------------

    def descriptor(self) -> Descriptor:
        """What the dossier says of itself and of its tables."""
        with self._reading() as (_, contents):
            return contents.descriptor

    def contents(self) -> MemoryContents:
        """The files of its folder as they are now, byte for byte."""
        with self._reading() as (_, contents):
            return contents.in_memory()

    def tables(self) -> Tables:
        """Its tables through the whole gate; the same object until something is saved."""
        with self._reading() as (connection, contents):
            return self._live.tables(connection, contents)

    def last_step(self) -> int:
        """The number of the last step: another one whenever something was saved."""
        with self._reading() as (connection, _):
            return replacements.next_step(connection) - 1

    def row(self, table: str, key: str) -> StoredRow | None:
        """A row as it is stored, with the version that a later change says it has seen."""
        with database.reading(self.path) as connection:
            found = connection.execute(f"{_ROWS} AND key = ?", (table, key)).fetchone()
            return saving.stored(found) if found else None

    def rows(self, table: str) -> list[StoredRow]:
        """All rows of a table in their order."""
        with database.reading(self.path) as connection:
            return [saving.stored(found) for found in connection.execute(f"{_ROWS} ORDER BY position, key", (table,))]

    def file(self, path: str) -> bytes:
        """An article or a file of shapes. Raises FileNotFoundError."""
        with self._reading() as (_, contents):
            return contents.read(path)

    # --- changing ------------------------------------------------------------------------------------------------

    def accept(
        self,
        changes: Sequence[Change | FileChange],
        who: str,
        what: str,
        why: str = "",
        seen: Mapping[RowName, int] | None = None,
        draft: int | None = None,
        brought: Iterable[Draft] = (),
        properties: Mapping[str, Any] | None = None,
    ) -> Step | None:
        """Save changes as one step; None where they change nothing.

        Args:
            changes: rows and files as they are to stand.
            who: who saves them.
            what: what was done, in a few words.
            why: the reason, where somebody gave one.
            seen: the versions of the rows that the changes were made from, by table and key; a row that was not there is
                left out. None: whatever stands there is replaced.
            draft: a draft that this settles; it goes with the same save.
            brought: drafts of another copy, which come with the same save.
            properties: what the dossier says of itself from now on, as ``describe`` takes it.

        Raises:
            Refused: the gate finds faults that were not there before. Nothing is saved.
            ChangedMeanwhile: a row has another version than ``seen`` says. Nothing is saved.
            DossierError: the draft was settled meanwhile. Nothing is saved.
        """
        with database.writing(self.path) as connection:
            wanted = replacements.replacements_of(connection, self.path, changes)
            wanted[:0] = replacements.of_properties(connection, self.path, properties or {})
            if seen is not None:
                saving.check_meanwhile(connection, wanted, seen)
            if draft is not None and not drafts.discard(connection, draft):
                raise DossierError(
                    say("It was accepted or rejected meanwhile; nothing was saved. Look at the list again.")
                )
            drafts.take_in(connection, brought)
            if not wanted:
                return None
            return saving.save(connection, self.path, wanted, Signature(who, what, why))

    def check(self, changes: Sequence[Change | FileChange]) -> tuple[FieldFault, ...]:
        """What the gate would find wrong with these changes; nothing is saved."""
        try:
            with database.writing(self.path) as connection:
                self._try(connection, changes)
                raise _OnlyTried
        except Refused as refused:
            return refused.faults
        except _OnlyTried:
            return ()

    def preview(self, changes: Sequence[Change | FileChange]) -> Tables:
        """The tables as they would be with these changes; nothing is saved. Raises Refused if the gate finds faults."""
        previewed: list[Tables] = []
        with suppress(_OnlyTried), database.writing(self.path) as connection:
            self._try(connection, changes)
            previewed.append(self._live.preview(connection, StoredContents(connection, self.path)))
            raise _OnlyTried
        return previewed[0]

    def _try(self, connection: sqlite3.Connection, changes: Sequence[Change | FileChange]) -> None:
        wanted = replacements.replacements_of(connection, self.path, changes)
        if wanted:
            saving.save(connection, self.path, wanted, Signature("", ""))

    def describe(self, properties: Mapping[str, Any], who: str, what: str, why: str = "") -> Step | None:
        """Change what the dossier says of itself ("title", "x-headline", "x-time-zones", …); None where nothing changes.

        A property whose value is None is taken out. Raises DataError if the descriptor would be none.
        """
        return self.accept([], who, what, why, properties=properties)

    def undo(self, step: int, who: str) -> Step:
        """Take back a step, as a step. Raises HasDependents where later ones rest on it."""
        with database.writing(self.path) as connection:
            return undoing.undo(connection, self.path, step, who)

    def redo(self, step: int, who: str) -> Step:
        """Do a step again that was taken back. Raises HasDependents where its rows have changed since."""
        with database.writing(self.path) as connection:
            return undoing.redo(connection, self.path, step, who)

    def removal(self, table: str, key: str) -> list[Change]:
        """The changes that take out a row with its evidence and the quotes that only it rests on, to be accepted."""
        with self._reading() as (connection, contents):
            return removal.removal(connection, contents, table, key)

    def next_undo(self) -> Step | None:
        """The step that "undo" means: the last one that stands. None where there is none but the first."""
        with database.reading(self.path) as connection:
            return step_log.next_undo(connection)

    def next_redo(self) -> Step | None:
        """The step that "redo" means: the one taken back last, unless something else was done since."""
        with database.reading(self.path) as connection:
            return step_log.next_redo(connection)

    # --- the log and the drafts ----------------------------------------------------------------------------------

    def log(self, who: str = "", table: str = "", since: str = "", text: str = "") -> list[Step]:
        """The steps, newest first, that fit all that is given (``step_log.steps``)."""
        with database.reading(self.path) as connection:
            return step_log.steps(connection, who, table, since, text)

    def changes(self, step: int) -> list[LoggedChange]:
        """What a step did, row by row. The first step lists nothing: it made the dossier."""
        with database.reading(self.path) as connection:
            return step_log.changes_of(connection, step)

    def log_lines(self) -> list[str]:
        """The whole log as JSON Lines, oldest step first."""
        with database.reading(self.path) as connection:
            return list(step_log.json_lines(connection))

    def work(self) -> Work:
        """What goes along with its files when it is handed over: the drafts and the log."""
        with database.reading(self.path) as connection:
            return Work(tuple(drafts.kept(connection)), tuple(step_log.json_lines(connection)))

    def save_draft(self, form: Mapping[str, Any], who: str, draft: int | None = None) -> int:
        """Keep a form as it was typed, in place of an earlier ``draft`` if that is named. Returns its number."""
        with database.writing(self.path) as connection:
            return drafts.keep(connection, form, who, draft)

    def drafts(self) -> list[Draft]:
        """The drafts that nobody accepted yet, in the order in which they were begun."""
        with database.reading(self.path) as connection:
            return drafts.kept(connection)

    def discard_draft(self, draft: int) -> None:
        """Throw a draft away."""
        with database.writing(self.path) as connection:
            drafts.discard(connection, draft)

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, StoredContents]]:
        with database.reading(self.path) as connection:
            yield connection, StoredContents(connection, self.path)


_ROWS = 'SELECT "table", key, cells, position, version FROM rows WHERE "table" = ?'
