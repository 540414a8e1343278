"""Backups: made with SQLite's own backup, checked, flushed, and only then put in place (SAFETY.md, "Storage")."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from reconnect_tui.core.errors import DamagedDatabase, DatabaseError, ReconnectError
from reconnect_tui.store.tables import APPLICATION_ID
from reconnect_tui.store.wholeness import verdict, way_back

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many daily, weekly and monthly backups are kept."""
UNFINISHED = ".part"
LEFT_BEHIND = 60 * 60
"""Seconds after which nobody is at work on an unfinished copy any more."""


def make_backup(connection: sqlite3.Connection, folder: str, label: str) -> str:
    """Write a checked backup ``reconnect-LABEL.db`` into ``folder``; returns its path. An older one of that name is replaced."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    target = os.path.join(folder, f"reconnect-{label}.db")
    write_copy(connection, target, folder)
    return target


def write_copy(connection: sqlite3.Connection, target: str, folder: str) -> None:
    """Write a checked copy of the database to ``target``: whole, or not at all. ``folder`` has the backups to go back to if it cannot."""
    unfinished = f"{target}.{os.getpid()}.{time.monotonic_ns()}{UNFINISHED}"
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(unfinished, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            found = verdict(copy)
        finally:
            copy.close()
        if found != "ok":
            raise DamagedDatabase(
                f"The database is damaged ({found}); no backup was replaced. `reconnect doctor` says more. {way_back(folder)}"
            )
        with open(unfinished, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)
        _sync_folder(os.path.dirname(target) or ".")
    except OSError as error:
        raise DatabaseError(
            f"The backup {target} could not be written: {error.strerror}. Nothing else was done; see that the disk has room and is well, "
            "then try again."
        ) from error
    finally:
        if os.path.exists(unfinished):
            os.unlink(unfinished)


def _sync_folder(folder: str) -> None:
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def daily_backup(connection: sqlite3.Connection, folder: str, today: date) -> str | None:
    """Make today's backup unless there is one, and let the oldest go; returns its path, or ``None``."""
    if os.path.exists(os.path.join(folder, f"reconnect-{today.isoformat()}.db")):
        return None
    _sweep(folder)
    path = make_backup(connection, folder, today.isoformat())
    for name in _superfluous([day for day in map(_day_of, os.listdir(folder)) if day]):
        os.unlink(os.path.join(folder, f"reconnect-{name.isoformat()}.db"))
    return path


def _sweep(folder: str) -> None:
    """Take away what was left by whoever was killed in the middle of a backup: a copy each time, of the whole database."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            # a younger one may be another process's, at work on it now
            if entry.name.endswith(UNFINISHED) and time.time() - entry.stat().st_mtime > LEFT_BEHIND:
                os.unlink(entry.path)


def _day_of(name: str) -> date | None:
    if name.startswith("reconnect-") and name.endswith(".db"):
        try:
            return date.fromisoformat(name[len("reconnect-") : -len(".db")])
        except ValueError:
            return None
    return None


def _superfluous(days: list[date]) -> list[date]:
    """The days whose backup may go: not of the newest seven, nor the first of the newest four weeks or twelve months."""
    newest = sorted(days, reverse=True)
    kept = set(newest[:DAYS])
    weeks = {day - timedelta(day.weekday()): day for day in newest}
    months = {day.replace(day=1): day for day in newest}
    kept.update(weeks[monday] for monday in sorted(weeks, reverse=True)[:WEEKS])
    kept.update(months[first] for first in sorted(months, reverse=True)[:MONTHS])
    return [day for day in newest if day not in kept]


def listing(folder: str) -> list[str]:
    """The paths of all backups, the newest first."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith("reconnect-") and name.endswith(".db")]
    except OSError:
        return []
    return sorted((os.path.join(folder, name) for name in names), key=os.path.getmtime, reverse=True)


def whole(folder: str) -> Iterator[str]:
    """The paths of the backups that pass the check, the newest first; each is looked at when it is asked for."""
    for path in listing(folder):
        try:
            check_backup(path)
        except ReconnectError:
            continue
        yield path


def check_backup(path: str) -> None:
    """Raise a ``ReconnectError`` unless ``path`` is a whole database of ours."""
    if not os.path.isfile(path):
        raise ReconnectError(f"There is no backup {path}. `reconnect doctor` lists the backups there are.")
    try:
        copy = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
        try:
            mark = copy.execute("PRAGMA application_id").fetchone()[0]
            found = verdict(copy) if mark == APPLICATION_ID else ""
        finally:
            copy.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise DamagedDatabase(f"{path} is not a database, or is damaged ({error}). Choose another backup.") from error
    if mark != APPLICATION_ID:
        raise DamagedDatabase(f"{path} is not a backup of reconnect's. Choose another.")
    if found != "ok":
        raise DamagedDatabase(f"{path} is damaged ({found}). Choose another backup.")


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def restore(path: str, database: str, label: str) -> list[str]:
    """Put the backup ``path`` in the database's place; returns where the present files were moved.

    The present database goes, with its -wal and -shm together (copying the .db alone loses rows), into files named with ``label``.
    """
    check_backup(path)
    unfinished = f"{database}.restoring"
    source = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
    try:
        write_copy(source, unfinished, os.path.dirname(path))
    finally:
        source.close()
    there = [suffix for suffix in ("", "-wal", "-shm") if os.path.lexists(database + suffix)]
    for suffix in reversed(there):  # a log by itself would be folded into whatever is put before it
        _put_aside(database + suffix, f"{database}.{label}{suffix}", stays=not suffix)
    os.replace(unfinished, database)
    _sync_folder(os.path.dirname(database) or ".")
    return [f"{database}.{label}{suffix}" for suffix in there]


def _put_aside(path: str, aside: str, *, stays: bool) -> None:
    """Give what is at ``path`` another name. ``stays``: besides its own, where the disk knows such links, so that whoever is killed before the
    other is in its place leaves one of them there."""
    if stays and os.path.isfile(path) and not os.path.islink(path):
        with suppress(OSError):
            os.link(path, aside)
            return
    os.replace(path, aside)


def is_whole(connection: sqlite3.Connection) -> str:
    """``ok``, or what ``PRAGMA quick_check`` found (40 ms at 100,000 moments)."""
    return verdict(connection, quick=True)
