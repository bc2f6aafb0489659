"""The ledger's file: its tables, how it is opened, and what each failure of SQLite means to a person.

Invariants: rows are only ever added (nothing is updated or deleted); a rollback journal, not a write-ahead log, so that
the ledger is one file at rest and a process killed at any moment leaves whole transactions only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kg.errors import LedgerError

APPLICATION = 0x6B676C31  # "kgl1", in the header of the file
VERSION = 2
PATIENCE = 10.0  # seconds to wait for another writer, whose transactions take milliseconds

# `event` is the log: this extraction now stands for that article, or (NULL) the article is removed.
# `state` is a running hash, so that equal states mean equal contents and two ledgers are never taken for one.
_TABLES = """
CREATE TABLE edition (
    id INTEGER PRIMARY KEY, article TEXT NOT NULL, content TEXT NOT NULL,
    published TEXT, head TEXT NOT NULL, text BLOB NOT NULL, UNIQUE (article, content));
CREATE TABLE extraction (
    id INTEGER PRIMARY KEY, edition INTEGER NOT NULL REFERENCES edition, model TEXT NOT NULL, rules TEXT NOT NULL,
    counts TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (edition, model, rules));
CREATE TABLE event (
    id INTEGER PRIMARY KEY, article TEXT NOT NULL, extraction INTEGER REFERENCES extraction, state TEXT NOT NULL);
CREATE INDEX event_article ON event (article, id, extraction);
CREATE TABLE judgement (
    id INTEGER PRIMARY KEY, left TEXT NOT NULL, right TEXT NOT NULL, same INTEGER NOT NULL, score REAL NOT NULL,
    reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, evidence TEXT NOT NULL DEFAULT '');
CREATE INDEX judgement_pair ON judgement (left, right, id);
"""


# What each version added, for a ledger that an earlier kg made.
_SINCE = {2: "ALTER TABLE judgement ADD COLUMN evidence TEXT NOT NULL DEFAULT ''"}

_HEADER = """
SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id a, pragma_user_version v"""


def open_ledger(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """Open a ledger, making it where it does not exist and `create` allows it.

    Args:
        path: The SQLite file.
        create: Make the file when it is missing or empty.
        readonly: Refuse every change; a file or folder that cannot be written is no error then.

    Raises:
        LedgerError: Missing, unwritable, not a ledger, of a later version, or locked; the error says what to do.
    """
    _check_path(path, create=create and not readonly, readonly=readonly)
    # mode=rw also for reading: after a kill, SQLite must be able to roll the half-written batch back.
    mode = "rwc" if create and not readonly else "rw"
    with translated(path):
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            # A pool of workers pulls `unseen` from a thread of its own; the ledger lets one in at a time.
            check_same_thread=False,
        )
    try:
        with translated(path):
            _check_content(connection, path, create=create and not readonly)
            connection.execute("PRAGMA foreign_keys = ON")
            if readonly:
                connection.execute("PRAGMA query_only = ON")
            else:
                with transaction(connection):  # finds out now, not after an hour, that it cannot be written
                    _bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: one write transaction, begun at once so that two writers wait rather than clash."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `LedgerError` with a remedy; errors of our own making (a bug) stay what they are."""
    try:
        yield
    except sqlite3.Error as e:
        name = getattr(e, "sqlite_errorname", None) or ""
        for start, message, remedy in _FAILURES:
            if name.startswith(start):
                raise LedgerError(message, file=path, remedy=remedy) from e
        raise


_FAILURES = (
    ("SQLITE_NOTADB", "this file is not a kg ledger", "give --ledger another file; this one was not touched"),
    ("SQLITE_BUSY", "another process is using the ledger", "wait until it is done, or stop it"),
    ("SQLITE_LOCKED", "another process is using the ledger", "wait until it is done, or stop it"),
    ("SQLITE_READONLY", "the ledger cannot be written", "check its permissions, or give --ledger another file"),
    ("SQLITE_PERM", "the ledger cannot be opened", "check its permissions, or give --ledger another file"),
    ("SQLITE_CANTOPEN", "the ledger cannot be opened", "check the folder's permissions, or give --ledger another file"),
    ("SQLITE_FULL", "the disk is full; the last batch was not kept", "make room and run the same command again"),
    ("SQLITE_IOERR", "the disk failed; the last batch was not kept", "check disk and room, then run the command again"),
    ("SQLITE_CORRUPT", "the ledger is damaged", "restore a copy, or ingest the articles into a new ledger"),
)


def _check_path(path: Path, *, create: bool, readonly: bool) -> None:
    """Say in words what SQLite would only call 'unable to open database file'."""
    if path.is_dir():
        raise LedgerError("this is a folder", file=path, remedy="give --ledger a file name")
    if not path.exists():
        if not create:
            raise LedgerError("there is no ledger here", file=path, remedy="run `kg ingest` first, or give --ledger")
        if not path.parent.is_dir():
            raise LedgerError("the folder of the ledger does not exist", file=path, remedy="make the folder first")
    place = path if path.exists() else path.parent
    if not os.access(place, os.R_OK):
        raise LedgerError("the ledger cannot be read", file=path, remedy="check its permissions")
    # SQLite keeps its journal beside the file, so the folder has to be writable too.
    if not readonly and not (os.access(place, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise LedgerError("the ledger cannot be written", file=path, remedy="check permissions, or give --ledger")


def _check_content(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Accept a ledger of this version, make one of an empty file, refuse everything else."""
    # One statement is one moment: another process may be making the tables just now.
    application, version, tables = connection.execute(_HEADER).fetchone()
    if application == APPLICATION:
        if version > VERSION:
            raise LedgerError(
                f"the ledger has version {version}, this kg knows versions up to {VERSION}",
                file=path,
                remedy="install a newer kg",
            )
        return
    if application or version or tables:
        raise LedgerError("this SQLite file is not a kg ledger", file=path, remedy="give --ledger another file")
    if not create:
        raise LedgerError("there is no ledger in this empty file", file=path, remedy="run `kg ingest` first")
    _make(connection)


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Add what later versions added; rows stay as they are."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for number in range(version + 1, VERSION + 1):
        connection.execute(_SINCE[number])
        connection.execute(f"PRAGMA user_version = {number}")


def _make(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        # Another process may have made the tables while this one waited.
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
            return
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
