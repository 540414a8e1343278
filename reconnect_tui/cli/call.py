"""One call of the program: its words, its streams, and the desk it works at."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.light import TYPE_CHECKING
from reconnect_tui.core.text import shown_text
from reconnect_tui.paths import Home, find_home

if TYPE_CHECKING:
    from datetime import date
    from typing import BinaryIO, Protocol, TextIO

    from reconnect_tui.services.desk import Desk

    class RunApp(Protocol):
        """Opens the app on a home (``who``: on that person's card; ``mask``: private words hidden) and returns its exit code."""

        def __call__(self, home: Home, environ: Mapping[str, str], *, who: str | None, mask: bool = False) -> int: ...


DATES = "2027-01-03, “12 Mar”, tomorrow, Friday, “next month”, “in 2 weeks”"
PAST_DATES = "2026-11-02, “12 Mar”, yesterday, Friday, “2 weeks ago”"


class Call:
    """Data goes to ``put`` and ``json`` (stdout), words about it to ``say`` (stderr); everything shown is cleaned on its way.

    The desk is opened when it is first asked for, and closed by ``close``. ``run_app`` is how the other face is opened: the two know
    nothing of each other.
    """

    def __init__(self, words: Sequence[str], home: str | None, environ: Mapping[str, str], run_app: RunApp) -> None:
        self.command = ""
        self.words = list(words)
        self.run_app = run_app
        self.named_home = home
        self.environ = environ
        self._home: Home | None = None
        self._desk: Desk | None = None

    @property
    def home(self) -> Home:
        if self._home is None:
            self._home = find_home(self.named_home, self.environ, sys.platform)
        return self._home

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            from reconnect_tui.services.desk import open_desk

            self._desk = open_desk(self.home, self.environ)
        return self._desk

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    @property
    def asks(self) -> bool:
        """Whether somebody is there to be asked: off a terminal nothing asks."""
        return is_terminal(sys.stdin) and is_terminal(sys.stderr)

    def put(self, text: str = "") -> None:
        """Write a line, or several, of what was asked for."""
        sys.stdout.write(shown(text) + "\n")

    def say(self, text: str) -> None:
        """Write a line, or several, about it."""
        tell(text)

    def json(self, value: object) -> None:
        """Write what was asked for as JSON."""
        from reconnect_tui.services.telling import json_text

        sys.stdout.write(json_text(value, ascii_only=not writes_utf8(sys.stdout), indent=2) + "\n")

    def ask(self, question: str) -> str | None:
        """Ask for one line, the question on stderr; ``None`` at the end of input."""
        sys.stderr.write(shown(question))
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            return None
        return line.rstrip("\r\n")

    def day(self, words: str, *, past: bool) -> date:
        """Read a date; ``UsageError`` with examples where it is none."""
        from reconnect_tui.core.when import parse_date

        found = parse_date(words, self.desk.today, past=past)
        if found is None:
            raise UsageError(f"“{words}” is no date; a date is for example {PAST_DATES if past else DATES}.")
        return found

    def coming_day(self, words: str) -> date:
        """Read a date that is today or still to come."""
        found = self.day(words, past=False)
        if found < self.desk.today:
            raise UsageError(f"“{words}” is in the past; a day to come is for example {DATES}.")
        return found


def shown(text: str) -> str:
    """Text as a terminal may have it, however long."""
    return shown_text(text, limit=max(len(text), 1))


def tell(text: str) -> None:
    """Write to stderr, if there is one."""
    try:
        sys.stderr.write(shown(text) + "\n")
    except (OSError, ValueError):  # a full disk or a closed stream: there is nobody left to tell
        return


def addressed(text: str, home: str | None) -> str:
    """Advice with the home it is meant for: what is to be typed has to reach the one named by ``--home``, not the usual one."""
    if not home or "`reconnect " not in text:
        return text
    import shlex

    return text.replace("`reconnect ", f"`reconnect --home {shlex.quote(home)} ")


def is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def writes_utf8(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", "") or "").lower().replace("-", "").replace("_", "") == "utf8"


def read_stdin(most: int) -> str:
    """All of stdin as text, bytes that are no UTF-8 replaced; ``ReconnectError`` beyond ``most`` bytes."""
    data = stdin_bytes().read(most + 1)
    if len(data) > most:
        raise ReconnectError("That is too long for a note; `reconnect import` reads files.")
    return data.decode("utf-8", "replace")


def stdin_bytes() -> BinaryIO:
    """Stdin as bytes; empty where it is closed."""
    from io import BytesIO

    return getattr(sys.stdin, "buffer", None) or BytesIO()


def width() -> int:
    """How many columns to fill: the terminal's, at most 100; 80 where nobody says."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        columns = 80
    return max(20, min(columns or 80, 100))
