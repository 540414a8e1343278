"""A terminal to test in: a real pty, a screen that pyte draws, and a hand that presses keys.

Nothing sleeps: whoever waits reads what the program writes until the screen shows it, or a deadline has passed. Every byte
the program wrote is kept in ``raw``. Linux and macOS.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Self

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

DEADLINE = 30.0
"""Seconds after which a wait has failed. Nothing takes that long; a busy machine may come near."""

ESCDELAY = 0.06
"""Seconds after which a lone Esc is one; the program waits for 50 ms. What it does about it is still to be waited for."""

# subprocess can make a new session, but not give it its terminal; preexec_fn would, and warns where pytest has threads.
# And it hears ctrl+c, as whoever is in front of a terminal does: where pytest runs behind one, it would be ignored.
_ON_ITS_TERMINAL = (
    "import _signal,fcntl,os,sys,termios; fcntl.ioctl(0,termios.TIOCSCTTY,0); _signal.signal(2,0); "
    "os.execvpe(sys.argv[1],sys.argv[1:],os.environ)"
)

_ANSWERS: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # DECRQM: synchronized output can be had
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),  # in-band resize cannot
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),  # DA1
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;354;0c"),  # DA2
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),  # DSR
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
# Cut at the end of a read; the longest whole query is shorter than this.
_UNFINISHED = re.compile(rb"\x1b(?:\[[?>]?[0-9;]*\$?|\]1?[01]?;?\??\x1b?)?\Z")
# What pyte does not know: popping the keyboard's protocol, which it would draw, and the pointer's shape, which it takes for a title.
# And colours, nine tenths of what is written: nobody here looks at them, and pyte takes a sign at a time.
_NOT_FOR_PYTE = re.compile(rb"\x1b\[<[0-9]*u|\x1b\]22;[a-z-]*\x07|\x1b\[[0-9;:]*m")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")

FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

KEYS = {
    "Enter": "\r", "Tab": "\t", "shift+Tab": "\x1b[Z", "Esc": "\x1b", "Backspace": "\x7f", "Delete": "\x1b[3~", "Space": " ",
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F",
    "PageUp": "\x1b[5~", "PageDown": "\x1b[6~",
    **{f"ctrl+{letter}": chr(ord(letter) & 31) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip


@lru_cache(maxsize=4096)
def _drops_the_rest(sign: str) -> bool:
    """Whether pyte would throw away what comes behind it: it knows signs without width only if they combine."""
    return not sign.isascii() and wcwidth(sign) <= 0 and not unicodedata.combining(sign)


_SIGNS = {chr(number): Char(chr(number)) for number in range(0x20, 0x7F)}


class _Paper(pyte.Screen):
    """pyte's screen, with plain signs put down at once: it works out each one's colours, which nobody looks at."""

    def draw(self, data: str) -> None:
        cursor = self.cursor
        if not data.isascii() or cursor.x + len(data) > self.columns:
            super().draw(data)
            return
        row = self.buffer[cursor.y]
        for column, sign in enumerate(data, cursor.x):
            row[column] = _SIGNS.get(sign, _SIGNS[" "])
        cursor.x += len(data)


class NotSeen(AssertionError):
    """The screen never showed what was waited for; says what it shows instead."""


class Terminal:
    """Runs ``command`` in a terminal of ``size`` columns and rows. ``environ`` is all of its environment but TERM and the size."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        *,
        size: tuple[int, int] = (120, 36),
        term: str = "xterm-256color",
        folder: str | None = None,
    ) -> None:
        self.raw = bytearray()
        self.screen = _Paper(*size)
        self._stream = pyte.Stream(self.screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._answered = 0
        self._drawn = 0
        self._seen: tuple[tuple[int, int, int], list[str]] = ((-1, 0, 0), [])
        self._gone = False
        ours, theirs = pty.openpty()
        self._fd = ours
        self._set_size(theirs, size)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _ON_ITS_TERMINAL, *command],
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, cwd=folder,
            env={**environ, "TERM": term, "COLORTERM": "truecolor"},
        )  # fmt: skip
        os.close(theirs)
        os.set_blocking(ours, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End it, whatever it is doing, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
        self.hang_up()
        self.process.wait()

    def hang_up(self) -> None:
        """Close the window: whoever runs in it gets SIGHUP, and its terminal is gone."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        self._gone = True

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal, by default the one that cannot be heeded."""
        self.process.send_signal(number)

    # -- what it shows ------------------------------------------------------------------------------------------------

    def pump(self, timeout: float = 0.0) -> bool:
        """Read what there is, waiting up to ``timeout`` seconds for the first of it; returns whether something came."""
        if self._gone or not select.select([self._fd], [], [], max(timeout, 0.0))[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return False
            data = b""  # EIO: on Linux, the end of a pty
        if not data:
            self._gone = True
            return False
        self.raw += data
        self._answer()
        self._draw()
        return True

    def _draw(self) -> None:
        """Show what is whole: as terminals with synchronized output do, no frame before its end."""
        data = bytes(self.raw[self._drawn :])
        begun = data.rfind(FRAME_BEGINS)
        if begun >= 0 and data.find(FRAME_ENDS, begun) < 0:
            data = data[:begun]
        self._drawn += len(data)
        text = self._decode(_NOT_FOR_PYTE.sub(b"", data))
        self._stream.feed(text if text.isascii() else "".join(sign for sign in text if not _drops_the_rest(sign)))

    def _answer(self) -> None:
        asked = bytes(self.raw[self._answered :])
        cut = _UNFINISHED.search(asked)
        whole = cut.start() if cut else len(asked)
        found = sorted((hit.start(), answer) for query, answer in _ANSWERS for hit in query.finditer(asked, 0, whole))
        self._answered += whole
        for _, answer in found:
            self.send(answer)

    def wait_until(self, condition: Callable[[], object], what: str = "what was waited for", timeout: float = DEADLINE) -> None:
        """Read until ``condition()`` holds; raises ``NotSeen`` with the screen after ``timeout`` seconds or at the end."""
        until = time.monotonic() + timeout
        while not condition():
            left = until - time.monotonic()
            if left <= 0 or (self._gone and not condition()):
                raise NotSeen(f"{what} was not seen{' before it ended' if self._gone else ''}; on the screen:\n{self.text()}")
            self.pump(min(left, 0.5))

    def wait_for(self, *words: str, timeout: float = DEADLINE) -> None:
        """Read until all these words are on the screen, each within one line."""
        self.wait_until(lambda: all(word in self.text() for word in words), " and ".join(map(repr, words)), timeout)

    def wait_gone(self, *words: str, timeout: float = DEADLINE) -> None:
        """Read until none of these words is on the screen."""
        self.wait_until(lambda: not any(word in self.text() for word in words), f"the end of {words!r}", timeout)

    def wait_raw(self, words: bytes, since: int = 0, timeout: float = DEADLINE) -> None:
        """Read until these bytes were written, after the first ``since`` bytes."""
        self.wait_until(lambda: self.raw.find(words, since) >= 0, repr(words), timeout)

    def wait_exit(self, timeout: float = DEADLINE) -> int:
        """Read until the program has ended; returns its exit code, negative for the signal that ended it."""
        until = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > until:
                raise NotSeen(f"it did not end; on the screen:\n{self.text()}")
            if not self.pump(0.01) and self._gone:
                self.process.wait(max(until - time.monotonic(), 0.01))
        while self.pump(0.05):
            continue
        return int(self.process.returncode)

    def quiet(self, seconds: float = 0.15, timeout: float = DEADLINE) -> None:
        """Read until nothing was written for ``seconds``: for what is to show nothing new."""
        until = time.monotonic() + timeout
        while time.monotonic() < until and self.pump(seconds):
            continue

    def let_pass(self, seconds: float) -> None:
        """Read for this long, for a rule of the program that counts time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._gone:
            self.pump(left)

    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        now = (self._drawn, self.screen.columns, self.screen.lines)
        if self._seen[0] != now:
            self._seen = now, self._rows()
        return self._seen[1]

    def _rows(self) -> list[str]:
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return ["".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def find(self, words: str) -> tuple[int, int]:
        """Column and row, counted from 1 as a mouse does, of the first place where the screen has these words."""
        for row, line in enumerate(self.lines()):
            if words in line:
                return line.index(words) + 1, row + 1
        raise NotSeen(f"{words!r} is not on the screen:\n{self.text()}")

    def modes(self) -> dict[int, bool]:
        """Every private mode (DECSET) that was ever set or reset, as it is now."""
        state: dict[int, bool] = {}
        for numbers, letter in _MODE.findall(bytes(self.raw)):
            for number in numbers.split(b";"):
                state[int(number)] = letter == b"h"
        return state

    def settings(self) -> list[object]:
        """What the terminal does with what is typed and written (termios), as whoever runs in it has set it."""
        return termios.tcgetattr(self._fd)

    # -- what it hears ------------------------------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Send bytes as they are; what a program that has ended does not read is lost, as it is in any terminal."""
        until = time.monotonic() + DEADLINE
        while data and self._fd >= 0 and time.monotonic() < until:
            try:
                data = data[os.write(self._fd, data) :]
            except BlockingIOError:
                # The program writes and does not read: take what it says, or both wait for ever.
                if not self.pump(0.05):
                    select.select([], [self._fd], [], 0.05)
            except OSError:
                return

    def keys(self, *names: str) -> None:
        """Press keys: names of ``KEYS``, or single signs. Behind an Esc it waits for ESCDELAY, lest the next make alt+something of it."""
        for name in names:
            self.send(KEYS.get(name, name).encode())
            if name == "Esc":
                self.let_pass(ESCDELAY)

    def type(self, text: str) -> None:
        """Type a text at once."""
        self.send(text.replace("\n", "\r").encode())

    def paste(self, text: str) -> None:
        """Paste a text as terminals with bracketed paste do, and as it is."""
        self.send(b"\x1b[200~" + text.encode("utf-8", "surrogateescape") + b"\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Press and release the first mouse button (SGR, counted from 1)."""
        self.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())

    def click_on(self, words: str) -> None:
        """Click on the first place where the screen has these words."""
        self.click(*self.find(words))

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window ``size`` columns and rows."""
        self.screen.resize(size[1], size[0])
        self._set_size(self._fd, size)

    @staticmethod
    def _set_size(fd: int, size: tuple[int, int]) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))


def sequences(raw: Iterable[int] | bytes | bytearray) -> list[str]:
    """Take apart what was written: each escape sequence whole, and between them runs of text."""
    return _TAKEN_APART.findall(bytes(raw).decode("utf-8"))


_TAKEN_APART = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # CSI
    "|\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # OSC, DCS, SOS, PM, APC
    "|\x1b[ -/]*[0-~]"  # the short ones
    "|\x1b"
    "|[^\x1b]+"
)
