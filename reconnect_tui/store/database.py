"""Opening the one SQLite file safely, and the one way to write to it.

Rules and where they come from: SAFETY.md, "Storage" (WAL with synchronous=FULL, BEGIN IMMEDIATE, foreign keys per connection, a lock
around migrations, refusal of a newer schema, 0600).
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reconnect_tui.core.errors import DamagedDatabase, DatabaseError, MissingDatabase, NewerDatabase
from reconnect_tui.store.standing import refresh_all, register
from reconnect_tui.store.tables import APPLICATION_ID, SCHEMA_VERSION

BUSY_MILLISECONDS = 5000


class Store:
    """An open database. A connection belongs to the thread that opened it: a worker opens its own with ``open_store``."""

    def __init__(self, path: str, connection: sqlite3.Connection, backups: str) -> None:
        self.path = path
        self.backups = backups
        self.connection = connection
        self._seen = self._data_version()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The only way to write: BEGIN IMMEDIATE, or a savepoint inside one; all of it or nothing.

        An error of SQLite's is told as a ``DatabaseError``; anything else passes through, rolled back.
        """
        connection = self.connection
        nested = connection.in_transaction
        try:
            connection.execute("SAVEPOINT inner_step" if nested else "BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                _take_back(connection, nested)
                raise
            connection.execute("RELEASE inner_step" if nested else "COMMIT")
        except sqlite3.Error as error:
            if not nested and connection.in_transaction:
                _take_back(connection, nested)
            raise told(error, self.path) from error

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Give SQLite 64 MiB of cache for the while: with its usual 2 an import of 100,000 moments spills, and takes twice as long."""
        before = int(self.connection.execute("PRAGMA cache_size").fetchone()[0])
        self.connection.execute("PRAGMA cache_size = -65536")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size = {before}")

    def changed_outside(self) -> bool:
        """Say whether another connection has committed since the last time this was asked (3 µs: ``PRAGMA data_version``)."""
        now = self._data_version()
        moved = now != self._seen
        self._seen = now
        return moved

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def interrupt(self) -> None:
        """Stop what is being done, from another thread: its transaction is rolled back and it ends with a ``DatabaseError``."""
        with suppress(sqlite3.ProgrammingError):  # it has ended and closed meanwhile
            self.connection.interrupt()

    def close(self) -> None:
        self.connection.close()


def _take_back(connection: sqlite3.Connection, nested: bool) -> None:
    if nested and connection.in_transaction:
        connection.execute("ROLLBACK TO inner_step")
        connection.execute("RELEASE inner_step")
    elif connection.in_transaction:
        connection.execute("ROLLBACK")


def open_store(path: str, *, backups: str, fresh: bool = False) -> Store:
    """Open the database at ``path``, making or migrating it where that is due.

    ``backups`` is the folder of its backups. A database that is missing or empty while backups of it exist is not made anew
    unless ``fresh`` says so. Raises ``DatabaseError`` (with what to do) and then leaves the file byte for byte as it is.
    """
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        except OSError as error:
            raise DatabaseError(f"Cannot make the folder {folder}: {error.strerror}. Choose another with --home.") from error
    if os.path.isdir(path):
        raise DatabaseError(
            f"{path} is a folder, and the database should be a file there. Move the folder away or choose another --home."
        )
    empty = not os.path.exists(path) or os.path.getsize(path) == 0
    if empty and not fresh and _has_backups(backups):
        raise MissingDatabase(
            f"The database {path} is {'empty' if os.path.exists(path) else 'not there'}, but backups of it are in {backups}. "
            "Bring the newest back with `reconnect restore PATH`, or move the backups away to begin afresh."
        )
    previous_mask = os.umask(0o077)
    try:
        connection = _connect(path)
        try:
            version = _check_ours(connection, path)
            _prepare(connection)
            if version < SCHEMA_VERSION:
                _migrate(connection, path, backups)
            elif connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return Store(path, connection, backups)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise told(error, path) from error
    finally:
        os.umask(previous_mask)


def _has_backups(backups: str) -> bool:
    try:
        return any(name.endswith(".db") for name in os.listdir(backups))
    except OSError:
        return False


def _connect(path: str) -> sqlite3.Connection:
    # the three signs that SQLite gives a meaning in a URI's path (sqlite.org/uri.html); urllib.parse would cost 3 ms of every note
    plain = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    mode = "rw" if os.path.exists(path) else "rwc"
    return sqlite3.connect(
        f"file:{plain}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
    )


def _check_ours(connection: sqlite3.Connection, path: str) -> int:
    """Return the schema's version; raise before anything is written if the file is not ours or is newer than this program."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if mark == 0 and version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        return 0
    if (
        mark == 0
        and version == 0
        and connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    ):
        # another process is inside its first migration, which sets the mark at its end: wait for the lock and look again
        return 0
    if mark != APPLICATION_ID:
        raise DamagedDatabase(
            f"{path} is an SQLite file, but not one of reconnect's; nothing in it was changed. Choose another --home."
        )
    if version > SCHEMA_VERSION:
        raise NewerDatabase(
            f"{path} was written by a newer version of reconnect (its schema is {version}, this one knows {SCHEMA_VERSION}). "
            "Nothing in it was changed. Update reconnect to open it."
        )
    return version


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = 1")
    register(connection)


def _migrate(connection: sqlite3.Connection, path: str, backups: str) -> None:
    """Apply the steps that are due, one process at a time (without the lock three at once failed 50 times of 75)."""
    from filelock import FileLock, Timeout
    from sqlite_utils import Database

    from reconnect_tui.store.migrations import migrations

    lock = FileLock(path + ".lock", timeout=60, mode=0o600)
    try:
        with lock:
            connection.execute("PRAGMA journal_mode = WAL")
            version = _check_ours(connection, path)
            if version >= SCHEMA_VERSION:
                return
            if version:
                from reconnect_tui.store.backup import make_backup

                make_backup(connection, backups, f"before-schema-{SCHEMA_VERSION}")
            migrations().apply(Database(connection, execute_plugins=False))
            if version:
                # a step may change what is derived; a step itself cannot know how later ones will compute it
                connection.execute("BEGIN IMMEDIATE")
                refresh_all(connection)
                connection.execute("COMMIT")
    except Timeout as error:
        raise DatabaseError(f"Another reconnect has been updating {path} for a minute. Try again when it is done.") from error


def told(error: sqlite3.Error, path: str) -> DatabaseError:
    """Return what a user should hear for an error of SQLite's."""
    words = str(error)
    if "locked" in words or "busy" in words:
        return DatabaseError("Another program is writing to the database. Nothing was lost; try again in a moment.")
    if "full" in words:
        return DatabaseError("The disk is full, so this was not saved. Make room and try again.")
    if "readonly" in words or "unable to open" in words:
        return DatabaseError(
            f"{path} cannot be written ({words}). Look at the rights of the file and its folder, or choose another --home."
        )
    if "not a database" in words or "malformed" in words or "corrupt" in words:
        return DamagedDatabase(
            f"{path} is damaged ({words}). It was left as it is. `reconnect doctor` says what is wrong; "
            "`reconnect restore PATH` brings a backup back."
        )
    return DatabaseError(f"The database said: {words}. Nothing was changed; `reconnect doctor` looks for what is wrong.")
