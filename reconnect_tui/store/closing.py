"""Looking at a database without opening it for work: alone with it, its schema, what is wrong inside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from urllib.parse import quote

from reconnect_tui.core.errors import DatabaseError, NewerDatabase
from reconnect_tui.store.tables import SCHEMA_VERSION

WAIT_SECONDS = 1.0


def fold_in(path: str) -> None:
    """Fold what lies beside the database (-wal, -shm) into it, so that the one file is all of it.

    Raises ``DatabaseError`` while another program has it open: leaving WAL needs the file for oneself. A file that is missing or
    damaged is left as it is.
    """
    if not os.path.isfile(path):
        return
    try:
        with closing(
            sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True, isolation_level=None, timeout=WAIT_SECONDS)
        ) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "locked" in str(error) or "busy" in str(error):
            raise DatabaseError(
                "reconnect is open in another window. Quit it there, then try again; nothing was changed."
            ) from error


def to_wal(path: str) -> None:
    """Give a database its write-ahead log (back): a backup is one file and has none. What cannot be done is told at the next opening."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")


def refuse_newer(path: str) -> None:
    """Raise ``NewerDatabase`` if a newer version of the program wrote this backup."""
    with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise NewerDatabase(
            f"{path} was written by a newer version of reconnect (its schema is {version}, this one knows {SCHEMA_VERSION}). "
            "Nothing was changed. Update reconnect to use it."
        )


def faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own checks find: pages and indexes, foreign keys, and the search index against what it indexes."""
    found: list[str] = []
    for (words,) in connection.execute("PRAGMA integrity_check(20)"):
        if words != "ok":
            found.append(f"integrity: {words}")
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        found.append(f"row {row} of {table} points to a row of {parent} that is not there")
    for table in ("person_search", "moment_search"):
        try:
            connection.execute("SAVEPOINT look")
            try:
                connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
            finally:
                connection.execute("ROLLBACK TO look")
                connection.execute("RELEASE look")
        except sqlite3.Error as error:
            found.append(f"the search index {table} is not what it should be ({error})")
    return found


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Make the index over the moments afresh from the moments themselves."""
    connection.execute("INSERT INTO moment_search(moment_search) VALUES ('rebuild')")
