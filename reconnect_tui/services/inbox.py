"""Lines written on another device: read from the inbox of the settings, taken one by one, and marked as taken in the file.

The file is somebody else's too: a phone's editor and whatever keeps the two in step. So it is read again before each write, replaced
whole or not at all, and where it cannot be written a note of our own keeps a line from being taken twice.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256

from reconnect_tui.core import inbox
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.inbox import Entry
from reconnect_tui.services import capture
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done

__all__ = ["Entry", "path", "take", "waiting"]

MOST_BYTES = 1_000_000
TRIES = 5
"""How often a file that changes under our hands is read again before we give up and remember instead."""
_TAKEN = "inbox-taken"


def path(desk: Desk) -> str:
    """The file of the settings, absolute (``~`` is the home folder, a relative name lies beside config.yaml); ``""`` where none is set."""
    named = desk.config.inbox
    if named.startswith("~") and named[1:2] in ("", "/", "\\"):
        named = (desk.environ.get("HOME") or desk.environ.get("USERPROFILE") or os.path.expanduser("~")) + named[1:]
    return os.path.realpath(os.path.join(desk.home.config, named)) if named else ""


def waiting(desk: Desk) -> tuple[Entry, ...]:
    """The lines that are not taken yet. None where no inbox is set or the file is not there (yet).

    Lines that were taken while the file could not be written are marked now, if it can be. Raises ``ReconnectError`` where the file
    cannot be read.
    """
    where = path(desk)
    if not where:
        return ()
    data = _read(where)
    if data is None:
        return ()
    taken = _taken(desk)
    for digest in tuple(taken):
        raw = next((entry.raw for entry in inbox.entries(data) if _digest(entry.raw) == digest), None)
        if raw is None or not _mark(where, raw):
            taken.remove(digest)
            data = _read(where) or b""
    if taken != _taken(desk):
        with suppress(OSError):
            _remember(desk, taken)
    left = list(taken)
    found = []
    for entry in inbox.entries(data):
        if _digest(entry.raw) in left:
            left.remove(_digest(entry.raw))
        else:
            found.append(entry)
    return tuple(found)


def take(desk: Desk, entry: Entry, line: str = "", *, ask: capture.Ask | None = None) -> tuple[Done, str, str]:
    """Write down what a line of the inbox says (or ``line``, which it was changed to), and mark it as taken.

    Returns what was done, how the line was read, and a sentence where the file could not be marked. Raises ``ReconnectError`` where
    another window was faster, and ``WhoError`` where it is not sure who is meant: the line then waits on.
    """
    if entry not in waiting(desk):
        raise ReconnectError("That line is not in the inbox any more, or was taken already.")
    done, told = capture.take(desk, line or entry.text, ask=ask, keep=False)
    problem = _mark(path(desk), entry.raw)
    if problem:
        try:
            _remember(desk, [*_taken(desk), _digest(entry.raw)])
            problem = f"{problem} That the line is taken is remembered here instead."
        except OSError as error:
            problem = f"{problem} Nor can it be remembered here ({error.strerror}): the line will be offered again."
    return done, told, problem


def _read(where: str) -> bytes | None:
    try:
        known = os.stat(where)
        if not stat.S_ISREG(known.st_mode):
            raise ReconnectError(f"The inbox {where} is not a file. Set another in config.yaml.")
        if known.st_size > MOST_BYTES:
            raise ReconnectError(f"The inbox {where} is larger than a megabyte. Move what is old in it elsewhere.")
        with open(where, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no name for a file"
        raise ReconnectError(f"The inbox {where} cannot be read: {why}.") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReconnectError(f"The inbox {where} is UTF-16; save it as UTF-8.")
    return data


def _mark(where: str, raw: bytes) -> str:
    """Mark one line in the file; returns a sentence where that could not be done."""
    for _ in range(TRIES):
        try:
            before = _sign(where)
            data = _read(where)
            changed = inbox.marked(data, raw) if data is not None else None
            if changed is None:  # somebody took it out, or marked it: there is nothing left to do
                return ""
            if _replaced(where, changed, before):
                return ""
        except ReconnectError as error:
            return str(error)
        except OSError as error:
            return f"The inbox {where} cannot be written: {error.strerror}."
    return f"The inbox {where} is being written by another program."


def _sign(where: str) -> tuple[int, int, int]:
    known = os.stat(where)
    return known.st_mtime_ns, known.st_size, known.st_ino


def _replaced(where: str, data: bytes, before: tuple[int, int, int]) -> bool:
    """Put ``data`` in the file's place if it is still as it was; returns whether it was."""
    folder, name = os.path.split(where)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    if not os.access(where, os.W_OK):
        raise PermissionError(13, "it is not to be written", where)
    try:
        _write(part, data, os.stat(where).st_mode & 0o777)
        if _sign(where) != before:
            return False
        os.replace(part, where)
        return True
    finally:
        with suppress(OSError):
            os.unlink(part)


def _write(part: str, data: bytes, mode: int) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    os.chmod(part, mode)


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def _taken(desk: Desk) -> list[str]:
    """Lines that are taken and could not be marked: a digest each, twice where the same line was taken twice."""
    try:
        with open(os.path.join(desk.home.data, _TAKEN), encoding="ascii", errors="replace") as file:
            return file.read(MOST_BYTES).split()
    except OSError:
        return []


def _remember(desk: Desk, digests: list[str]) -> None:
    where = os.path.join(desk.home.data, _TAKEN)
    if not digests:
        with suppress(FileNotFoundError):
            os.unlink(where)
        return
    part = f"{where}.{os.getpid()}.part"
    _write(part, "".join(f"{digest}\n" for digest in digests).encode("ascii"), 0o600)
    os.replace(part, where)
