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
_open_here: list[str] = []
"""Paths that this process has open. Nobody may look at the bytes of such a file or of its log's index: with the first descriptor of it
that is closed, all locks of the process on it are gone, and other processes take it for abandoned (sqlite.org/howtocorrupt.html, 2.2)."""


class Store:
    """An open database. A connection belongs to the thread that opened it: a worker opens its own with ``open_store``."""

    def __init__(self, path: str, connection: sqlite3.Connection, backups: str) -> None:
        self.path = path
        self.backups = backups
        self.connection = connection
        self._seen = self._data_version()
        self._noted = True
        _open_here.append(path)

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
            raise told(error, self.path, self.backups) from error

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
        if self._noted:
            _open_here.remove(self.path)
        self._noted = False


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
    logged = _size(f"{path}-wal") > 0
    if os.path.exists(path) and not os.path.isfile(path):
        what = "a folder" if os.path.isdir(path) else "no file"
        raise DatabaseError(f"{path} is {what}, and the database should be a file there. {_way_on(backups, 'Move it away')}")
    # the log was looked for first: whoever makes a database at this moment writes the file before there is one
    if _size(path) == 0 and not fresh and (logged or _has_backups(backups)):
        raise MissingDatabase(
            f"The database {path} is {'empty' if os.path.exists(path) else 'not there'}, but {'its log is' if logged else 'backups are'}. "
            f"{_way_on(backups, f'To begin afresh, move {_beside(path, backups, logged)} away')}"
        )
    previous_mask = os.umask(0o077)
    try:
        if logged and path not in _open_here:  # otherwise it was looked at when it was opened
            _look_first(path, backups)
        connection = _connect(path)
        try:
            version = _check_ours(connection, path, backups)
            _prepare(connection)
            if version < SCHEMA_VERSION:
                _migrate(connection, path, backups)
            elif connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return Store(path, connection, backups)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter: a schema that is no text any more
        raise told(error, path, backups) from error
    finally:
        os.umask(previous_mask)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _beside(path: str, backups: str, logged: bool) -> str:
    return f"{path}-wal" if logged else backups


def _way_on(backups: str, otherwise: str) -> str:
    """What to do: the newest whole backup by its name where there is one, and the other thing that helps."""
    from reconnect_tui.store.wholeness import way_back

    return f"{way_back(backups)} {otherwise}, or choose another --home."


def _look_first(path: str, backups: str) -> None:
    """Look at a database that was not closed, without a right to write: leaving it again would fold its log into it, whatever it is.

    Raises for one that is not ours, newer or damaged, and once for a log whose end cannot be read, when a copy of it has been kept.
    """
    from reconnect_tui.store.wholeness import set_aside, stays_unread, way_back

    connection = sqlite3.connect(_uri(path, "ro"), uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
    try:
        try:
            _check_ours(connection, path, backups)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "unable to open" in str(error) or "readonly" in str(error):
                return  # no look without a right to write here; it is opened as ever
            raise
    finally:
        connection.close()
    try:
        if not stays_unread(path):
            return
        aside = set_aside(path)
    except OSError:
        return
    if aside:
        raise DamagedDatabase(
            f"What was written last to {path} cannot be read: its log is damaged. The log is kept as {aside}. Start again to go on with "
            f"what is whole. {way_back(backups)}"
        )


def _has_backups(backups: str) -> bool:
    try:
        return any(name.endswith(".db") for name in os.listdir(backups))
    except OSError:
        return False


def _uri(path: str, mode: str) -> str:
    # the three signs that SQLite gives a meaning in a URI's path (sqlite.org/uri.html); urllib.parse would cost 3 ms of every note
    plain = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{plain}?mode={mode}"


def _connect(path: str) -> sqlite3.Connection:
    return sqlite3.connect(
        _uri(path, "rw" if os.path.exists(path) else "rwc"),
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
    )


def _check_ours(connection: sqlite3.Connection, path: str, backups: str) -> int:
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
            f"{path} is an SQLite file, but not one of reconnect's; nothing in it was changed. {_way_on(backups, 'Move it away')}"
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
            version = _check_ours(connection, path, backups)
            if version >= SCHEMA_VERSION:
                return
            if version:
                from reconnect_tui.store.backup import make_backup

                make_backup(connection, backups, f"before-schema-{SCHEMA_VERSION}")
            # All steps or none: whoever is stopped between two of them would find the old schema gone and what is derived out of step.
            connection.execute("BEGIN IMMEDIATE")
            try:
                migrations().apply(Database(connection, execute_plugins=False))
                # each step sets it; where the mark alone was lost there was none to take
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
                if version:
                    # a step may change what is derived; a step itself cannot know how later ones will compute it
                    refresh_all(connection)
                connection.execute("COMMIT")
            except BaseException:
                _take_back(connection, nested=False)
                raise
    except Timeout as error:
        raise DatabaseError(f"Another reconnect has been updating {path} for a minute. Try again when it is done.") from error
    except OSError as error:
        why = f"{error.filename or path} cannot be written: {error.strerror}."
        raise DatabaseError(f"{why} Nothing was changed; see that the disk has room and is well, then try again.") from error


def told(error: sqlite3.Error | UnicodeDecodeError, path: str, backups: str = "") -> DatabaseError:
    """Return what a user should hear for an error of SQLite's. ``backups``: their folder, where it is not the one beside the database."""
    words = str(error) if isinstance(error, sqlite3.Error) else "its schema is not text"
    if "locked" in words or "busy" in words:
        return DatabaseError("Another program is writing to the database. Nothing was lost; try again in a moment.")
    if "full" in words:
        return DatabaseError("The disk is full, so this was not saved. Make room and try again.")
    if "readonly" in words or "unable to open" in words:
        return DatabaseError(
            f"{path} cannot be written ({words}). Look at the rights of the file and its folder and at the room on the disk, "
            "or choose another --home."
        )
    if "disk I/O" in words:
        return DatabaseError(
            "The disk gave an error, so nothing was changed. See that it has room and is well, then try again; "
            "`reconnect doctor` looks for what is wrong."
        )
    if any(sign in words for sign in _SIGNS_OF_DAMAGE):
        return damaged(path, "" if "malformed" in words or "not a database" in words else _short(words), backups)
    return DatabaseError(f"The database said: {words}. Nothing was changed; `reconnect doctor` looks for what is wrong.")


_SIGNS_OF_DAMAGE = (
    "not a database", "malformed", "corrupt", "no such table", "no such column", "no such module", "decode to UTF-8", "not text",
    "unsupported file format", "vtable constructor failed",
)  # fmt: skip


def _short(words: str) -> str:
    return words.partition(" with text ")[0]


def damaged(path: str, words: str, backups: str = "") -> DamagedDatabase:
    """What to say of a damaged database: what is wrong with it, and which backup is the way back."""
    from reconnect_tui.store.wholeness import LOOK, seen_from_outside, way_back

    cause = words or ("" if path in _open_here else seen_from_outside(path))
    look = "" if cause and not words else LOOK
    what = f"{path} is damaged{f' ({cause})' if cause else ''}. It was left as it is.{look}"
    return DamagedDatabase(f"{what} {way_back(backups or os.path.join(os.path.dirname(path), 'backups'))}")
