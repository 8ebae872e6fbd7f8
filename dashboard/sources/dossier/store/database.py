"""The SQLite file of a dossier: its tables; how it is opened for reading or for one save; how it is recognised among other files."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from dashboard.errors import DossierNotOpened
from dashboard.words.sentences import deferred, say

#: Written into the head of the file, where the program ``file`` looks for it: "Drev", for dossier of reported events.
APPLICATION_ID = 0x44726576
#: Raised with every change of the tables below.
VERSION = 1
#: A row's cells are a JSON object of texts. ``version`` is the step that last changed it. ``links`` has one row for each
#: value by which rows are found: relation "evidence.quote_id", value "q-a01", key of the row of evidence. A blob is never
#: removed, so that a file that was taken out can be put back; a file without a blob is withheld.
TABLES = """
CREATE TABLE descriptor (content BLOB NOT NULL, version INTEGER NOT NULL);
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (
    "table" TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, cells TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY ("table", key)
) WITHOUT ROWID;
CREATE INDEX rows_in_order ON rows ("table", position);
CREATE INDEX rows_by_key ON rows (key);
CREATE TABLE links (
    relation TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (relation, value, key)
) WITHOUT ROWID;
CREATE TABLE steps (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL,
    undoes INTEGER, undone_by INTEGER
);
CREATE TABLE changes (
    step INTEGER NOT NULL, "table" TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT, position INTEGER NOT NULL,
    PRIMARY KEY (step, "table", key)
) WITHOUT ROWID;
CREATE INDEX changes_by_row ON changes ("table", key);
CREATE TABLE drafts (id INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT NOT NULL, at TEXT NOT NULL, form TEXT NOT NULL);
"""
#: Milliseconds that a writer waits for another one.
PATIENCE_MS = 10_000
#: What reading a damaged file raises: SQLite may name what it cannot read in bytes that are no text.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
#: What SQLite says → what is wrong, and what to do.
_REASONS = (
    ("locked", deferred("somebody else has been saving for long"), deferred("try again")),
    ("busy", deferred("somebody else has been saving for long"), deferred("try again")),
    ("readonly", deferred("it cannot be written"), deferred("open a copy of it")),
    # What is written beside the file while it is open needs a folder that can be written.
    ("unable to open", deferred("it or its folder cannot be written"), deferred("copy it to a folder of your own")),
    ("full", deferred("the disk is full"), deferred("make room and save again")),
)
_OTHER_PROGRAM = (
    deferred("it is not a dossier of this program"),
    deferred("open a file that was saved here, or a folder with from-folder"),
)


@contextmanager
def making(path: Path) -> Iterator[sqlite3.Connection]:
    """A new dossier's file, to be filled: it stands at ``path`` once it is filled, or not at all.

    Raises:
        DossierNotOpened: something stands there already, or it cannot be written.
    """
    if path.exists():
        raise DossierNotOpened(path.name, say("something of that name is there already"), say("choose another name"))
    beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        beside.touch(exist_ok=False, mode=0o600)
        with writing(beside) as database:
            for statement in TABLES.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {VERSION}")
            yield database
        _put_in_place(beside, path)
    except OSError as error:
        raise DossierNotOpened(
            path.name,
            say("it cannot be written ({strerror})", strerror=str(error.strerror)),
            say("choose another folder"),
        ) from error
    finally:
        remove(beside)


def copy(path: Path, target: Path) -> None:
    """Copy a dossier with its log, as it stands at one moment. Raises DossierNotOpened."""
    beside = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        database = connected(path)
        try:
            database.execute("VACUUM INTO ?", (str(beside.absolute()),))
        finally:
            database.close()
        beside.chmod(0o600)
        _put_in_place(beside, target)
    except DAMAGE as error:
        raise _not_read(path, error) from error
    except OSError as error:
        advice = say("choose another folder")
        raise DossierNotOpened(
            target.name, say("it cannot be written ({strerror})", strerror=str(error.strerror)), advice
        ) from error
    finally:
        remove(beside)


def remove(path: Path) -> None:
    """Remove a dossier's file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _put_in_place(beside: Path, path: Path) -> None:
    """Move a file that is whole to its name, with a log for writers beside readers from now on."""
    database = connected(beside)
    try:
        database.execute("PRAGMA journal_mode = WAL")
    finally:
        database.close()
    os.rename(beside, path)


def check(path: Path) -> None:
    """Raise DossierNotOpened, which says why, for a file that is no dossier that this version reads."""
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
    except IsADirectoryError:
        raise DossierNotOpened(path.name, say("it is a folder"), say("make a file of it with from-folder")) from None
    except OSError as error:
        raise DossierNotOpened(
            path.name, say("it cannot be read ({strerror})", strerror=str(error.strerror)), say("check its name")
        ) from error
    if head != b"SQLite format 3\x00":
        raise DossierNotOpened(path.name, *_OTHER_PROGRAM)
    database = connected(path)
    try:
        application = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
        found = _schema(database)
        whole = _wanted_schema() <= found and database.execute("SELECT count(*) FROM descriptor").fetchone()[0] == 1
    except DAMAGE as error:
        advice = say("take the last copy of it that could be opened")
        raise DossierNotOpened(path.name, say("it is damaged"), advice, str(error)) from error
    finally:
        database.close()
    if application != APPLICATION_ID:
        raise DossierNotOpened(path.name, *_OTHER_PROGRAM)
    if version > VERSION:
        raise DossierNotOpened(
            path.name, say("a newer version of this program wrote it"), say("open it with that version")
        )
    if version < VERSION or not whole:
        raise DossierNotOpened(
            path.name, say("parts of it are missing"), say("take the last copy of it that could be opened")
        )
    if found > _wanted_schema():
        # A trigger or a view would do something of its own when a row is saved or read.
        raise DossierNotOpened(
            path.name, say("it holds parts that no dossier has"), say("ask whoever sent it for another copy")
        )


def _schema(database: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    """What is declared in the file, with the words that declare it."""
    return set(database.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"))


@lru_cache(maxsize=1)
def _wanted_schema() -> set[tuple[str, str, str | None]]:
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(TABLES)
        return _schema(database)
    finally:
        database.close()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """One state of the file, whatever is saved meanwhile."""
    try:
        database = connected(path)
        try:
            database.execute("BEGIN")
            yield database
        finally:
            database.close()
    except DAMAGE as error:
        raise _not_read(path, error) from error


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it is saved at the end, or nothing where something is raised. Others wait."""
    try:
        opened = identity(path)
        database = connected(path)
        try:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            if identity(path) != opened:
                raise _gone(path)
            yield database
            database.execute("COMMIT")
        finally:
            # What was not committed is rolled back.
            database.close()
    except DAMAGE as error:
        raise _not_read(path, error) from error


def connected(path: Path) -> sqlite3.Connection:
    """The file, opened; each statement is on its own until a transaction begins."""
    # Not made anew where it is gone: a dossier that was removed stays removed.
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        database = sqlite3.connect(address, uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise (_not_read(path, error) if path.exists() else _gone(path)) from error
    database.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one that was put in its place meanwhile."""
    try:
        stated = path.stat()
    except OSError:
        return None
    return stated.st_dev, stated.st_ino


def _gone(path: Path) -> DossierNotOpened:
    return DossierNotOpened(
        path.name, say("it was removed or moved meanwhile"), say("open it where it is now, or from the bin")
    )


def _not_read(path: Path, error: Exception) -> DossierNotOpened:
    said = str(error)
    for sign, wrong, advice in _REASONS:
        if sign in said:
            return DossierNotOpened(path.name, wrong, advice, said)
    return DossierNotOpened(
        path.name, say("it cannot be read"), say("take the last copy of it that could be opened"), said
    )
