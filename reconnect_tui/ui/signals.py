"""What the system may say to a running app: SIGTERM and SIGINT save and end it, SIGHUP saves and goes at once (SAFETY.md, "Start")."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

HEEDED = 128
"""What a shell adds to the number of the signal that ended a program; the exit code of one that heeded it."""
_GIVEN_BACK = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2048l\x1b[<u\x1b[?1049l"
    b"\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""The end of every mode that Textual 8.2's driver begins: a frame, pastes, the mouse, the keyboard, the other screen, the cursor, focus."""


def heed(*, ended: Callable[[int], object], hung_up: Callable[[], object]) -> None:
    """Call these in the running event loop when a signal comes; systems without such signals do without.

    ``ended`` is told the exit code: 143 for SIGTERM, 130 for a SIGINT that was sent (ctrl+c is a key here).
    """
    loop = asyncio.get_running_loop()
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, ended, HEEDED + number)
        loop.add_signal_handler(signal.SIGHUP, hung_up)
    except (NotImplementedError, AttributeError, RuntimeError):
        return


def leave_at_once(driver: object, code: int) -> NoReturn:
    """End the process without taking the app down; ``driver`` is Textual's, whose terminal is left as it was found if it is still there."""
    terminal = getattr(driver, "fileno", None)
    if isinstance(terminal, int):
        give_back(terminal, getattr(driver, "attrs_before", None))
    os._exit(code)


def give_back(terminal: int, attributes: object) -> None:
    """Leave the terminal behind this descriptor as it was found, if it is still there; waits for nothing and fails silently.

    ``attributes`` are those of ``termios.tcgetattr`` from before (``None``: they are left). For whoever goes without taking the app
    down: a SIGHUP may come from somebody's ``kill``, and then the terminal stays.
    """
    with suppress(ImportError, OSError, ValueError, TypeError):
        import termios

        with suppress(termios.error):
            # By its name and anew: O_NONBLOCK on ours would be the shell's, too, and a terminal that is stopped takes no byte.
            ours = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            if isinstance(attributes, list):
                termios.tcsetattr(ours, termios.TCSANOW, attributes)
            os.write(ours, _GIVEN_BACK)
