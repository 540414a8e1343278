"""A terminal that only looks at the clock: a real pty that answers what an xterm with synchronized output answers, and keeps the time
of everything that is written. (The one in ``tests.e2e`` draws, and drawing takes longer than what is measured here.)"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from tests.benchmarks.timing import Failed

COLUMNS, ROWS = 120, 40
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
LONGEST = 30.0

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X][^\x1b]*\x1b\\|[ -/]*[0-OQ-WYZ\\`-~])")
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c", b"\x1b[0c": b"\x1b[?62;22c", b"\x1b[>c": b"\x1b[>41;354;0c", b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R", b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b]10;?\x07": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]10;?\x1b\\": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]11;?\x07": b"\x1b]11;rgb:0000/0000/0000\x1b\\", b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}  # fmt: skip


def words(written: bytes) -> str:
    """What was written, without the escape sequences."""
    return _SEQUENCE.sub(b"", written).decode("utf-8", "replace")


class Terminal:
    """Runs a program; times are seconds since it was started."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.written = bytearray()
        self.last_at = 0.0
        """When the last of it came."""
        self._answered = 0
        self._gone = False
        self._code: int | None = None
        env = {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._begun = time.perf_counter()
        self.process, self._fd = pty.fork()
        if self.process == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execve(command[0], list(command), env)
            finally:
                os._exit(127)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._code is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._fd)

    def now(self) -> float:
        return time.perf_counter() - self._begun

    def press(self, keys: bytes) -> float:
        """Send keys; returns when."""
        at = self.now()
        os.write(self._fd, keys)
        return at

    def pump(self, timeout: float) -> bool:
        """Read what there is, waiting so many seconds for the first of it; returns whether something came."""
        if self._gone or not select.select([self._fd], [], [], max(timeout, 0.0))[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # EIO: the end of a pty
            data = b""
        if not data:
            self._gone = True
            return False
        self.last_at = self.now()
        self.written += data
        for asked in _SEQUENCE.finditer(self.written, self._answered):
            answer = _ANSWERS.get(asked[0])
            if answer:
                os.write(self._fd, answer)
            self._answered = asked.end()
        return True

    def wait(self, there: Callable[[bytes], bool], since: int = 0, timeout: float = LONGEST) -> float:
        """Read until what was written after the first ``since`` bytes fits, and its frame is finished; returns when the last of it came."""
        until = self.now() + timeout
        while True:
            new = bytes(self.written[since:])
            if new and _finished(new) and there(new):
                return self.last_at
            left = until - self.now()
            if left <= 0 or self._gone:
                raise Failed(f"the screen never showed it; the last on it: {self._last()}")
            self.pump(left)

    def wait_words(self, text: str, since: int = 0) -> float:
        """Read until a finished frame has this text in it."""
        return self.wait(lambda new: text in words(new), since)

    def wait_until(self, true: Callable[[], bool], what: str, timeout: float = LONGEST) -> None:
        """Read until something is so that is not on the screen."""
        until = self.now() + timeout
        while not true():
            if self.now() > until or self._gone:
                raise Failed(f"{what} was waited for in vain")
            self.pump(0.05)

    def settle(self, quiet: float = 0.06, timeout: float = LONGEST) -> float:
        """Read until nothing came for ``quiet`` seconds; returns when the last of it came."""
        until = self.now() + timeout
        while self.now() < until and self.pump(quiet):
            continue
        return self.last_at

    def memory(self) -> float:
        """MiB that it holds (Linux; 0 elsewhere)."""
        try:
            with open(f"/proc/{self.process}/status", encoding="ascii", errors="replace") as file:
                return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS:")), 0.0)
        except OSError:
            return 0.0

    def cpu(self) -> float:
        """Seconds that its main thread has been at work (Linux; 0 elsewhere)."""
        try:
            with open(f"/proc/{self.process}/schedstat", encoding="ascii") as file:
                return int(file.read().split()[0]) / 1e9
        except OSError:
            return 0.0

    def ended(self, timeout: float = LONGEST) -> float:
        """Read until it has ended; returns when."""
        until = self.now() + timeout
        while self.now() < until:
            gone, status = os.waitpid(self.process, os.WNOHANG)
            if gone:
                at = self.now()
                self._code = os.waitstatus_to_exitcode(status)
                if self._code:
                    raise Failed(f"it ended with {self._code}: {self._last()}")
                return at
            if not self.pump(0.001) and self._gone:
                time.sleep(0.0005)  # its end of the pty is closed: it is about to go
        raise Failed("it did not end")

    def _last(self) -> str:
        return " ".join(words(bytes(self.written)).split())[-300:]


def _finished(new: bytes) -> bool:
    return new.rfind(FRAME_BEGINS) <= new.rfind(FRAME_ENDS)
