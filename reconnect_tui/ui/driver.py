"""Textual's own terminal driver, with four things put right, three of them in the thread that reads the keyboard.

1. One byte that is not UTF-8 ends a Textual app (textual #6456). Here it becomes U+FFFD.
2. An ESC inside a paste turns the rest of the paste into keys, and on a card keys decide things. Here pasted text is cleaned before it
   is taken apart; the words stay.
3. Leaving and a lone Esc wait for a poll of 100 ms (SPEED.md). Here a pipe wakes the thread, and it sleeps until there is something.
4. The size is read in the signal handler and posted afterwards; a second signal in between overtakes the first, whose older size then
   stays (one in twenty storms of a hundred sizes). Here it is read where it is posted.

It overrides what Textual does not promise to keep, so ``driver_class`` looks whether it still fits, and otherwise gives way to
Textual's own; tests tell when that happens, and when upstream has mended the first.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reconnect_tui.core.text import clean_text

if TYPE_CHECKING:
    from textual.driver import Driver

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_LONGEST_READ = 65_536
_LONGEST_ANSWER = 64
_SETTLES_AFTER = 8
"""Ticks, each of half an ESCDELAY, after which an unfinished sequence cannot become anything."""


class Pastes:
    """Follows what the terminal sends and cleans what is between the marks of a bracketed paste, whatever pieces it comes in."""

    def __init__(self) -> None:
        self._inside = False
        self._held = ""
        self._tail = ""

    def feed(self, data: str) -> str:
        """Return ``data`` with pasted text cleaned. Inside a paste a few characters may be held back until more comes."""
        out: list[str] = []
        while data:
            step = self._paste if self._inside else self._keys
            done, data = step(data)
            out.append(done)
        return "".join(out)

    def _keys(self, data: str) -> tuple[str, str]:
        # Keys are never held back (a lone Esc would be late), so a mark in two pieces is found by what went before.
        window = self._tail + data
        found = window.find(PASTE_BEGINS)
        if found < 0:
            self._tail = window[-(len(PASTE_BEGINS) - 1) :]
            return data, ""
        end = found + len(PASTE_BEGINS) - len(self._tail)
        self._inside, self._tail = True, ""
        return data[:end], data[end:]

    def _paste(self, data: str) -> tuple[str, str]:
        data, self._held = self._held + data, ""
        found = data.find(PASTE_ENDS)
        if found >= 0:
            self._inside = False
            return clean_text(data[:found]) + PASTE_ENDS, data[found + len(PASTE_ENDS) :]
        held = next((n for n in range(len(PASTE_ENDS) - 1, 0, -1) if data.endswith(PASTE_ENDS[:n])), 0)
        held = held or int(data.endswith("\r"))
        self._held = data[len(data) - held :]
        return clean_text(data[: len(data) - held]), ""


class Ground:
    """Takes the terminal's answer to what its background is out of what is typed: as keys it would decide things.

    Once asked, it is looked for to the end, since a slow line may bring it late; until then nothing is held back.
    """

    ASK = "\x1b]11;?\x1b\\"
    _BEGINS = "\x1b]11;"

    def __init__(self) -> None:
        self.heard: Callable[[str], object] | None = None
        """Is told the answer, ``rgb:1c1c/1818/1515``, from the thread of the keyboard; ``None``: nothing was asked."""
        self._held = ""
        self._escaped = False

    def feed(self, data: str) -> str:
        """Return ``data`` without an answer. A part of one may be held back until the rest of it comes.

        A lone Esc is never held back; where it was the first sign of an answer, the rest is known by the bracket behind it.
        """
        if self.heard is None or not data:
            return data
        whole = "\x1b" + data
        goes_on = self._escaped and (whole.startswith(self._BEGINS) or self._BEGINS.startswith(whole))
        self._escaped = data.endswith("\x1b")
        return self._without(whole if goes_on else self._held + data)

    def _without(self, data: str) -> str:
        self._held = ""
        before, begins, rest = data.partition(self._BEGINS)
        if not begins:
            held = next((n for n in range(len(self._BEGINS) - 1, 1, -1) if data.endswith(self._BEGINS[:n])), 0)
            self._held = data[len(data) - held :]
            return data[: len(data) - held]
        ends = [(rest.index(end), end) for end in ("\x07", "\x1b\\") if end in rest]
        if not ends:
            if len(rest) < _LONGEST_ANSWER:
                self._held = begins + rest
                return before
            return before + begins + rest  # it is none
        at, end = min(ends)
        if self.heard is not None:
            self.heard(rest[:at])
        return before + self._without(rest[at + len(end) :])


def driver_class() -> type[Driver] | None:
    """Return the driver to give to ``App``; ``None`` lets Textual choose (Windows, or a Textual that ours does not fit)."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    return _calm_driver(LinuxDriver) if fits(LinuxDriver) else None


def fits(base: type[Any]) -> bool:
    """Say whether the methods that ours replaces and relies on are still there and still meet where they did (Textual 8.2)."""
    try:
        return (
            "run_input_thread" in base._run_input_thread.__code__.co_names
            and {"exit_event", "_key_thread", "join"} <= set(base.disable_input.__code__.co_names)
            and {"exit_event", "process_message"} <= set(_all_names(base.run_input_thread.__code__))
            and {"_in_band_window_resize", "_get_terminal_size"} <= set(_all_names(base.start_application_mode.__code__))
        )
    except AttributeError:
        return False


def _all_names(code: Any) -> set[str]:
    names = set(code.co_names)
    for inner in code.co_consts:
        if hasattr(inner, "co_names"):
            names |= _all_names(inner)
    return names


def _calm_driver(base: type[Any]) -> type[Driver]:
    # Made here, because its base exists only where there is a terminal of this kind.
    from textual import constants
    from textual._xterm_parser import XTermParser
    from textual.events import Resize
    from textual.geometry import Size

    class CalmDriver(base):  # type: ignore[misc]
        _pipe: tuple[int, int] | None = None
        _ground: Ground | None = None

        def ask_ground(self, heard: Callable[[str], object]) -> None:
            """Ask the terminal what its background is; ``heard`` is told from the thread of the keyboard, or never."""
            if self._ground is not None:
                self._ground.heard = heard
                self.write(Ground.ASK)
                self.flush()

        def start_application_mode(self) -> None:
            # Anew each time: whoever suspended the app comes back with a new thread, which must not find the old call.
            self._close_pipe()
            self._pipe = os.pipe()
            super().start_application_mode()
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._size_changed)

        def _size_changed(self) -> None:
            if not self._in_band_window_resize:
                size = Size(*self._get_terminal_size())
                self._app.post_message(Resize(size, size))

        def disable_input(self) -> None:
            if self._pipe:
                os.write(self._pipe[1], b"x")
            super().disable_input()

        def close(self) -> None:
            super().close()
            self._close_pipe()

        def _close_pipe(self) -> None:
            for end in self._pipe or ():
                os.close(end)
            self._pipe = None

        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            pastes = Pastes()
            ground = self._ground = self._ground or Ground()
            tick = constants.ESCAPE_DELAY / 2
            unsettled = 0
            assert self._pipe is not None
            woken = self._pipe[0]
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(woken, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    ready = selector.select(tick if unsettled else None)
                    for key, _ in ready:
                        if key.fd == woken:
                            self.exit_event.wait(1)
                            continue
                        try:
                            read = os.read(self.fileno, _LONGEST_READ)
                        except OSError:
                            read = b""
                        if not read:  # the terminal is gone; whoever hung up sends a signal too
                            self.exit_event.wait(1)
                            continue
                        data = ground.feed(pastes.feed(decode(read)))
                        unsettled = _SETTLES_AFTER if "\x1b" in data[-40:] else unsettled
                        if data:  # an empty string would end the parser
                            for message in parser.feed(data):
                                self.process_message(message)
                    unsettled = unsettled if ready else max(0, unsettled - 1)
                    for message in parser.tick():
                        self.process_message(message)

    return CalmDriver
