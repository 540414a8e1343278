"""Whether a database is whole, what is wrong with one that is not, and which backup is the way back. Nothing here changes a byte.

The layout of the file, of its write-ahead log and of the log's index is SQLite's own (sqlite.org/fileformat2.html, walformat.html).
"""

from __future__ import annotations

import os
import sqlite3
import struct

from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS, SCHEMA_VERSION

_SINCE = {"edit": 2, "mapping": 2, "kept_line": 4}
"""The schema that brought a table, where it was not the first."""
_DERIVED = ("queue", "standing", "action", "change", "pen", "person_search", "moment_search")

LOOK = " `reconnect doctor` says more."


def verdict(connection: sqlite3.Connection, *, quick: bool = False) -> str:
    """``ok``, or in one line what SQLite's check found (quick: 40 ms at 100,000 moments) or which table is missing."""
    check = "PRAGMA quick_check(1)" if quick else "PRAGMA integrity_check(1)"
    words = plain(str(connection.execute(check).fetchone()[0]))
    gone = tables_missing(connection) if words == "ok" else []
    return f"the table {gone[0]} is missing" if gone else words


def plain(words: str) -> str:
    """What a check of SQLite's says, in one line and without its headings."""
    return "; ".join(line for line in words.splitlines() if line and not line.startswith("***"))[:300] or words[:300]


def tables_missing(connection: sqlite3.Connection) -> list[str]:
    """Names of tables that a database of its schema has to have and has not; an empty database has none yet."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    here = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not version and not here:
        return []
    wanted = [name for name in (*COLUMNS, *LOOSE_COLUMNS, *_DERIVED) if _SINCE.get(name, 1) <= max(version, 1)]
    return [name for name in wanted if name not in here]


def seen_from_outside(path: str) -> str:
    """What is wrong with a file that SQLite will not open, as far as its first bytes and its size tell; ``""`` where they tell nothing."""
    try:
        size = os.path.getsize(path)
        head = _beginning(path, 100)
    except OSError:
        return ""
    if not head.strip(b"\0"):
        return "it begins with nothing but zeros"
    if not head.startswith(b"SQLite format 3\0"):
        return "it does not begin as an SQLite file does"
    if len(head) < 100:
        return f"it is cut short: only {size} bytes are left"
    page, counted, pages, valid = struct.unpack(">16xH6xIxxxxxxxx", head[:36])[0], *struct.unpack(">24xII60xI", head[:96])
    whole = (65536 if page == 1 else page) * pages
    # Folding the log in may have stopped half-way, on a full disk as a rule: the rest is in the log, and SQLite reads it from there.
    if counted == valid and size < whole and not _logged(path):
        return f"it is cut short: {size:,} bytes of {whole:,} are there"
    return ""


def _logged(path: str) -> bool:
    try:
        return os.path.getsize(f"{path}-wal") > _LOG_HEADER
    except OSError:
        return False


_looked_at: dict[str, int] = {}


def _beginning(path: str, length: int) -> bytes:
    """The first bytes of a file that SQLite locks, through a descriptor that is never closed.

    Closing any descriptor of a file gives up every lock that this process holds on it, those of an open connection among them
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    handle = _descriptor(path)
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, length)


def _descriptor(path: str) -> int:
    there = os.stat(path)
    handle = _looked_at.get(path)
    if handle is None or not os.path.samestat(os.fstat(handle), there):
        handle = _looked_at[path] = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    return handle


def way_back(backups: str) -> str:
    """The sentence that says how to go on: with the newest whole backup by its name, or that there is none."""
    import shlex

    from reconnect_tui.store.backup import whole

    passed: list[str] = []
    for path in whole(backups):
        passed.append(path)
        if not fault(path):
            passed = [path]
            break
    if not passed:
        return f"There is no whole backup in {backups}."
    return (
        f"`reconnect restore {shlex.quote(passed[0])}` brings the newest whole backup back; what is there now is kept beside it."
    )


# The write-ahead log

_LOG_HEADER, _FRAME_HEADER = 32, 24
_OLDER = 8
"""So many frames of an older round in a row end the look at what lies behind the newest commit: a log is written over from its start."""


def unread(path: str) -> bool:
    """Say whether commits lie in the database's write-ahead log that SQLite passed over, because something before them is damaged.

    For a database that was just opened and read: how far SQLite can read is in the log's index (-shm). A log that ends in the middle
    of an action, as after a power cut or a kill, is none: its end holds no commit. Takes 30 µs, and more only where something is wrong.
    """
    try:
        with open(f"{path}-wal", "rb") as log:
            header = log.read(_LOG_HEADER)
            if len(header) < _LOG_HEADER or not header.strip(b"\0"):
                return False
            if not _sums_up(header):
                return os.fstat(log.fileno()).st_size > _LOG_HEADER
            page = struct.unpack(">8xI", header[:12])[0]
            behind = _last_commit(log.fileno(), header[16:24], page, _readable(path))
    except (OSError, struct.error):
        return False
    return behind > _readable(path)


PATIENCE = 5.0
"""Seconds for which a log that cannot be read is looked at again, while somebody is in the middle of a commit."""
_WRITER = 120
"""The byte of the log's index that whoever writes has locked (walformat.html, 2.3)."""


def stays_unread(path: str) -> bool:
    """Say whether a log is ``unread`` and nobody is writing it: for a moment, the end of every commit looks like that to others."""
    import time

    until = time.monotonic() + PATIENCE
    while unread(path):
        try:
            import fcntl
        except ImportError:  # where nobody can be asked, the time has to tell
            fcntl = None  # type: ignore[assignment]
        if fcntl is not None:
            try:
                index = _descriptor(f"{path}-shm")
                fcntl.lockf(index, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _WRITER)
                try:
                    return unread(path)
                finally:
                    fcntl.lockf(index, fcntl.LOCK_UN, 1, _WRITER)
            except OSError:
                pass  # locked: somebody writes
        if time.monotonic() > until:
            return fcntl is None
        time.sleep(0.05)
    return False


def _readable(path: str) -> int:
    """How many frames of the log SQLite can read."""
    return int(struct.unpack("=16xI", _beginning(f"{path}-shm", 20))[0])


def _sums_up(header: bytes) -> bool:
    """Whether the log's header has the checksum it says it has."""
    if header[:3] != b"\x37\x7f\x06" or header[3] not in (0x82, 0x83):
        return False
    first = second = 0
    words = struct.unpack((">" if header[3] == 0x83 else "<") + "6I", header[:24])
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return (first, second) == struct.unpack(">2I", header[24:32])


def _last_commit(log: int, salt: bytes, page: int, frame: int) -> int:
    """The number of the last frame behind ``frame`` that ends a commit of the log's present round; 0 where there is none."""
    found = older = 0
    size = os.fstat(log).st_size
    while older < _OLDER:
        at = _LOG_HEADER + frame * (_FRAME_HEADER + page)
        frame += 1
        if at + _FRAME_HEADER + page > size:
            break
        os.lseek(log, at, os.SEEK_SET)
        head = os.read(log, _FRAME_HEADER)
        if head[8:16] != salt:
            older += 1
            continue
        older = 0
        if head[4:8] != b"\0\0\0\0":
            found = frame
    return found


def set_aside(path: str) -> str:
    """Copy the damaged log beside the database, whole, under a name made of its own marks; returns the path, ``""`` if it was there."""
    import shutil

    with open(f"{path}-wal", "rb") as log:
        mark = log.read(_LOG_HEADER)[12:24].hex()
        aside = f"{path}-wal.damaged-{mark}"
        if os.path.exists(aside):
            return ""
        log.seek(0)
        with open(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
            shutil.copyfileobj(log, copy)
            copy.flush()
            os.fsync(copy.fileno())
    return aside


# What SQLite's own checks pass over: they know pages, not words

_DAYS = {
    "person": ("connected_on", "later_until"),
    "moment": ("at",),
    "moment_person": ("at",),
    "follow_up": ("due", "done_on"),
    "skip": ("day",),
    "standing": ("last_contact", "last_in", "last_out", "first_contact", "wrote_last", "next_due"),
    "action": ("day",),
}
_JSON = {"source_record": "fields", "change": "image"}


def unreadable(connection: sqlite3.Connection) -> list[str]:
    """What cannot be read as what it has to be: text that is none, days that are none, JSON that is none. Every row is looked at."""
    found: list[str] = []
    gone = tables_missing(connection)
    for table in (*COLUMNS, *LOOSE_COLUMNS, "queue", "standing", "action", "change"):
        if table in gone:
            continue
        checks = [
            (f"date(substr({day}, 1, 10)) IS NOT substr({day}, 1, 10) AND {day} IS NOT NULL", "a day")
            for day in _DAYS.get(table, ())
        ]
        if table in _JSON:
            checks.append((f"{_JSON[table]} IS NOT NULL AND NOT json_valid({_JSON[table]})", "JSON"))
        try:
            words = _columns_of_text(connection, table)
            if words:
                checks.append((" OR ".join(f"typeof({name}) = 'blob'" for name in words), "text"))
            for check, what in checks:
                (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {check}").fetchone()
                if count:
                    found.append(f"{count} {'row' if count == 1 else 'rows'} of {table} should have {what} where there is none")
            for _ in connection.execute(f"SELECT * FROM {table}"):
                continue
        except sqlite3.Error as error:
            found.append(f"a row of {table} cannot be read ({plain(str(error).partition(' with text ')[0])})")
    return found


def _columns_of_text(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]


def fault(path: str) -> str:
    """The first thing that is wrong inside a database, looked at without a right to write; ``""`` where nothing is, or it cannot be opened."""
    from contextlib import closing
    from urllib.parse import quote

    try:
        with closing(sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)) as connection:
            words = verdict(connection)
            if words != "ok":
                return words
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            shapes = misshapen(connection) if version == SCHEMA_VERSION else []
            return next(iter((*shapes, *unreadable(connection))), "")
    except (sqlite3.Error, UnicodeDecodeError):
        return ""


def misshapen(connection: sqlite3.Connection) -> list[str]:
    """Parts of the schema (tables, indexes, triggers) that are missing, or are not what this program makes: a trigger that is damaged
    keeps no history. Makes a new database in memory to compare with (50 ms)."""
    from contextlib import closing

    from sqlite_utils import Database

    from reconnect_tui.store.migrations import migrations

    listed = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations().apply(Database(fresh, execute_plugins=False))
        wanted = dict(fresh.execute(listed).fetchall())
    here = dict(connection.execute(listed).fetchall())
    told = {f"table {name}" for name in tables_missing(connection)}
    missing = [f"the {name} is missing" for name in wanted if name not in here and name not in told]
    return missing + [f"the {name} is not what it should be" for name in wanted if here.get(name, wanted[name]) != wanted[name]]
