"""Looking at a database without opening it for work: alone with it, its schema, what is wrong inside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from urllib.parse import quote

from reconnect_tui.core.errors import DatabaseError, NewerDatabase
from reconnect_tui.store.tables import SCHEMA_VERSION
from reconnect_tui.store.wholeness import plain, tables_missing, unread, verdict

WAIT_SECONDS = 1.0


def fold_in(path: str) -> bool:
    """Fold what lies beside the database (-wal, -shm) into it, so that the one file is all of it; returns whether that was done.

    Raises ``DatabaseError`` while another program has it open: leaving WAL needs the file for oneself. A file that is missing or
    damaged is left byte for byte as it is, and so is what lies beside it.
    """
    if not os.path.isfile(path):
        return False
    if not _whole(path):
        if _open_elsewhere(path):
            raise DatabaseError(OPEN_ELSEWHERE)
        return False
    try:
        with closing(
            sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True, isolation_level=None, timeout=WAIT_SECONDS)
        ) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "locked" in str(error) or "busy" in str(error):
            raise DatabaseError(OPEN_ELSEWHERE) from error
        return False
    return True


OPEN_ELSEWHERE = "reconnect is open in another window. Quit it there, then try again; nothing was changed."


def _whole(path: str) -> bool:
    """Whether a database can be read and is whole; looked at without a right to write, which leaves its log alone."""
    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as connection:
            whole = verdict(connection) == "ok"
        return whole and not unread(path)  # with the connection closed: whoever looks at bytes ends its locks
    except sqlite3.Error as error:
        # held for itself by somebody: leaving WAL will say so
        return "locked" in str(error) or "busy" in str(error)
    except UnicodeDecodeError:
        return False


def _open_elsewhere(path: str) -> bool:
    """Whether somebody has a database open that cannot be asked: whoever has, holds one byte of its log's index (os_unix.c, DMS)."""
    try:
        import fcntl

        with open(f"{path}-shm", "rb+") as index:
            fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _DEAD_MANS_SWITCH)
    except (ImportError, FileNotFoundError):  # on Windows no file can be moved that is open
        return False
    except OSError:
        return True
    return False


_DEAD_MANS_SWITCH = 128


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
    found = [f"the table {name} is missing" for name in tables_missing(connection)]
    try:
        checked = (plain(words) for (words,) in connection.execute("PRAGMA integrity_check(20)"))
        found += [f"integrity: {words}" for words in checked if words not in ("", "ok")]
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            found.append(f"row {row} of {table} points to a row of {parent} that is not there")
    except sqlite3.Error as error:
        found.append(f"integrity: {plain(str(error))}")
    for table in ("person_search", "moment_search"):
        try:
            connection.execute("SAVEPOINT look")
            try:
                # with a rank the words are compared with the moments they are taken from, too (sqlite.org/fts5.html, 6.5)
                connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
            finally:
                connection.execute("ROLLBACK TO look")
                connection.execute("RELEASE look")
        except sqlite3.Error as error:
            found.append(f"the search index {table} is not what it should be ({plain(str(error))})")
    return found


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Make the index over the moments afresh from the moments themselves."""
    connection.execute("INSERT INTO moment_search(moment_search) VALUES ('rebuild')")
