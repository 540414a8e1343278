"""Every call by which a process would change a file waits for our answer: let it go, fail it, or kill the process in front of it.

The means is seccomp's user notification (Linux 5.5; man 2 seccomp_unotify): the process puts a filter on itself and becomes the real
command; the kernel then asks whoever holds the filter's listener, here a thread of the test. It needs no privilege, no tool and no
compiler, holds for all threads and children of the process, and changes nothing else about it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from uuid import uuid4

WRITE, SYNC, UNLINK, RENAME, TRUNCATE, CREATE = "write", "fsync", "unlink", "rename", "truncate", "create"
EVERY = frozenset((WRITE, SYNC, UNLINK, RENAME, TRUNCATE, CREATE))
FILLS = frozenset((WRITE, CREATE))
"""What a full disk refuses."""

KILL = -1
"""Instead of an error's number: the process is killed in front of the call."""


class _Machine(NamedTuple):
    """What a kind of machine calls itself and its system calls (name → number, what it does, and where its file stands)."""

    arch: int
    seccomp: int
    openat: int
    calls: dict[int, tuple[str, str]]


_FD, _PATH, _PATH_AT = "fd", "path", "path at"
_MACHINES = {
    "x86_64": _Machine(0xC000003E, 317, 257, {
        1: (WRITE, _FD), 18: (WRITE, _FD), 20: (WRITE, _FD), 296: (WRITE, _FD), 328: (WRITE, _FD), 74: (SYNC, _FD), 75: (SYNC, _FD),
        77: (TRUNCATE, _FD), 285: (WRITE, _FD), 82: (RENAME, _PATH), 264: (RENAME, _PATH_AT), 316: (RENAME, _PATH_AT),
        87: (UNLINK, _PATH), 263: (UNLINK, _PATH_AT), 257: (CREATE, _PATH_AT),
    }),
    "aarch64": _Machine(0xC00000B7, 277, 56, {
        64: (WRITE, _FD), 66: (WRITE, _FD), 68: (WRITE, _FD), 70: (WRITE, _FD), 287: (WRITE, _FD), 82: (SYNC, _FD), 83: (SYNC, _FD),
        46: (TRUNCATE, _FD), 47: (WRITE, _FD), 38: (RENAME, _PATH_AT), 276: (RENAME, _PATH_AT), 35: (UNLINK, _PATH_AT),
        56: (CREATE, _PATH_AT),
    }),
}  # fmt: skip
"""write, pwrite64, writev, pwritev(2), fsync, fdatasync, ftruncate, fallocate, rename(at, at2), unlink(at), openat."""

_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101
_QUESTION = struct.Struct("=QIIiIQ6Q")
_LET_GO = 1
_ASK, _ALLOW = 0x7FC00000, 0x7FFF0000

# Becomes the command that follows: seccomp's number, the filter, and the socket on which its listener is handed over, come first.
_UNDER_WATCH = """
import ctypes, os, socket, struct, sys
code = bytes.fromhex(sys.argv[2])
room = ctypes.create_string_buffer(code, len(code))
rules = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(room)))
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(38, 1, 0, 0, 0)
for flags in (8 | 32, 8):
    listener = libc.syscall(ctypes.c_long(int(sys.argv[1])), ctypes.c_long(1), ctypes.c_long(flags), rules)
    if listener >= 0:
        break
door = socket.socket(socket.AF_UNIX)
door.connect("\\0" + sys.argv[3])
if listener < 0:
    door.send(os.strerror(ctypes.get_errno()).encode())
    sys.exit(97)
socket.send_fds(door, [b"."], [listener])
door.recv(1)
os.execvpe(sys.argv[4], sys.argv[4:], os.environ)
"""


def _filter(machine: _Machine) -> bytes:
    """The filter, in BPF: ask about the calls of the table (openat only where it may create), let all others go."""

    def step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
        return struct.pack("=HBBI", code, then, otherwise, value)

    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    steps = [step(load, 4), step(equal, machine.arch, 1, 0), step(give, _ALLOW), step(load, 0)]
    for number in machine.calls:
        if number == machine.openat:
            # four steps on, where it is another call; the flags are the third argument
            steps += [step(equal, number, 0, 4), step(load, 16 + 2 * 8), step(any_bit, os.O_CREAT, 1, 0), step(give, _ALLOW)]
            steps += [step(give, _ASK)]
        else:
            steps += [step(equal, number, 0, 1), step(give, _ASK)]
    return b"".join([*steps, step(give, _ALLOW)])


class Call(NamedTuple):
    """One call that would change a file: its number among those seen, what it does, and to which file."""

    number: int
    kind: str
    path: str


class Fault(NamedTuple):
    """What goes wrong: at the ``at``-th call of these kinds (the first is 1), once or from then on. ``error`` is an errno, or ``KILL``."""

    at: int
    error: int = KILL
    lasting: bool = False
    kinds: frozenset[str] = EVERY


class Watched:
    """A process whose every change below ``folder`` is seen: ``command`` starts it, ``calls`` are what it did.

    ``strike`` lets a fault befall it, at once or from its start on, counted from there; ``relent`` ends it. To be used with ``with``.
    """

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self.calls: list[Call] = []
        self.struck: list[Call] = []
        self.refused = ""
        self._below = str(folder)
        self._fault = fault
        self._since = 0
        self._closing = False
        self._name = f"reconnect-{uuid4().hex}"
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind("\0" + self._name)
        self._door.listen(1)
        self._thread = threading.Thread(target=self._serve, name="watch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._closing = True
        self._thread.join()
        self._door.close()

    def command(self, words: Sequence[str]) -> list[str]:
        """The command line that runs this one under watch. Once: a watch is for one process and its children."""
        machine = _MACHINES[platform.machine()]
        return [sys.executable, "-I", "-S", "-c", _UNDER_WATCH, str(machine.seccomp), _filter(machine).hex(), self._name, *words]

    def strike(self, fault: Fault) -> None:
        """From now on, this."""
        self._since = 0
        self._fault = fault

    def relent(self) -> None:
        """All is well again."""
        self._fault = None

    def _serve(self) -> None:
        listener = self._listener()
        if listener is None:
            return
        try:
            waiting = select.poll()
            waiting.register(listener, select.POLLIN)
            while True:
                events = waiting.poll(100)
                if events and events[0][1] & select.POLLIN:
                    self._asked(listener)
                elif events or self._closing:
                    break
        finally:
            os.close(listener)

    def _listener(self) -> int | None:
        self._door.settimeout(0.1)
        while not self._closing:
            try:
                connection, _ = self._door.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(30)
                told, found, _, _ = socket.recv_fds(connection, 200, 1)
                if not found:
                    self.refused = told.decode("utf-8", "replace") or "it ended before it said anything"
                    return None
                connection.send(b".")
                return found[0]
        return None

    def _asked(self, listener: int) -> None:
        question = bytearray(_QUESTION.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, question)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINTR):
                return  # whoever asked has ended meanwhile
            raise
        number, thread, _, call, _, _, *arguments = _QUESTION.unpack(question)
        what, where = _MACHINES[platform.machine()].calls[call]
        path = _path(thread, where, arguments)
        fails = self._judged(what, path) if path.startswith(self._below) else 0
        if fails == KILL:
            os.kill(thread, signal.SIGKILL)
            return
        answer = struct.pack("=QqiI", number, 0, -fails, 0 if fails else _LET_GO)
        try:
            fcntl.ioctl(listener, _ANSWER, answer)
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise

    def _judged(self, what: str, path: str) -> int:
        seen = Call(len(self.calls) + 1, what, path)
        self.calls.append(seen)
        fault = self._fault
        if fault is None or what not in fault.kinds:
            return 0
        self._since += 1
        if self._since == fault.at or (self._since > fault.at and (fault.lasting or fault.error == KILL)):
            self.struck.append(seen)
            return fault.error
        return 0


def _path(thread: int, where: str, arguments: list[int]) -> str:
    """The file that a call is about; ``""`` where the process is gone."""
    try:
        if where == _FD:
            return os.readlink(f"/proc/{thread}/fd/{arguments[0] & 0xFFFFFFFF}")
        path = _text_at(thread, arguments[0] if where == _PATH else arguments[1])
        if path.startswith("/"):
            return path
        at = struct.unpack("=i", struct.pack("=I", arguments[0] & 0xFFFFFFFF))[0] if where == _PATH_AT else -100
        return os.path.join(os.readlink(f"/proc/{thread}/cwd" if at == -100 else f"/proc/{thread}/fd/{at}"), path)
    except (OSError, ValueError):
        return ""


def _text_at(thread: int, address: int) -> str:
    """The text at an address of another process, up to its NUL. No further than its page, behind which there may be nothing."""
    text = b""
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:
        while b"\0" not in text:
            memory.seek(address + len(text))
            piece = memory.read(4096 - (address + len(text)) % 4096)
            if not piece:
                break
            text += piece
    return os.fsdecode(text.partition(b"\0")[0])


_TRIES = """
import os, sys
try:
    os.write(os.open("tried", os.O_CREAT | os.O_WRONLY), b".")
except OSError as error:
    sys.exit(error.errno)
"""


@cache
def why_not() -> str:
    """Why no call can be watched on this machine; ``""`` where it can."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return f"calls are watched by seccomp's user notification, which is Linux's on {' and '.join(_MACHINES)}"
    with (
        tempfile.TemporaryDirectory() as folder,
        Watched(Path(folder), Fault(1, errno.EDQUOT, kinds=frozenset((WRITE,)))) as watched,
    ):
        command = watched.command([sys.executable, "-I", "-S", "-c", _TRIES])
        try:
            ended = subprocess.run(command, cwd=folder, capture_output=True, timeout=30, check=False).returncode
        except subprocess.TimeoutExpired:
            return "the kernel or a sandbox here takes a filter (seccomp, user notification) and never asks"
    if ended != errno.EDQUOT:
        return f"the kernel or a sandbox here takes no filter that asks (seccomp, user notification): {watched.refused or ended}"
    return ""
