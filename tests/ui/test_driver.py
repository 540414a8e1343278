"""The keyboard's thread: bytes that are no text, pastes with commands in them, and a quick way out; on a real terminal."""

from __future__ import annotations

import importlib.metadata
import inspect
import itertools
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.text import clean_text
from reconnect_tui.ui.driver import PASTE_BEGINS, PASTE_ENDS, Pastes, driver_class, fits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Textual has another driver there")

KNOWN = ("8.2.8",)
"""Versions of Textual whose LinuxDriver ours was read against."""

PATIENCE = 30.0
"""Seconds after which a test gives up waiting; nothing here waits for time to pass."""

ROOT = Path(__file__).parents[2]

SHOW = """
import sys
sys.path.insert(0, sys.argv[1])
from reconnect_tui.ui.start import run
def make():
    from tests.ui.people import bare
    from tests.ui.stage import stage
    return stage(bare())[0]
app = run(make)
print("LETTER", ascii(app.card_screen.letter), "DECIDED", app.controller.decided, "FAILURE", app.failure)
"""


class Terminal:
    """The app in a pseudo terminal. ``wait`` reads what it paints until some words are there."""

    def __init__(self) -> None:
        self.fd, other = os.openpty()
        environ = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "36", "NO_COLOR": "1"}
        self.app = subprocess.Popen(
            [sys.executable, "-c", SHOW, str(ROOT)], stdin=other, stdout=other, stderr=other, env=environ, start_new_session=True
        )
        os.close(other)
        self.painted = b""

    def send(self, data: bytes) -> None:
        os.write(self.fd, data)

    def wait(self, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while words.encode() not in self.painted:
            if not self._read(until):
                pytest.fail(f"{words!r} never came; painted: {self.painted[-2000:]!r}")

    def end(self) -> tuple[int, str]:
        """Wait until the app has gone; returns its exit code and its last words."""
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        return self.app.wait(PATIENCE), self.painted.decode(errors="replace").rpartition("LETTER ")[2]

    def close(self) -> None:
        os.close(self.fd)
        self.app.kill()
        self.app.wait(PATIENCE)

    def _read(self, until: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], max(0.0, until - time.monotonic()))
        try:
            read = os.read(self.fd, 65_536) if ready else b""
        except OSError:  # Linux says so when the other end has closed
            return False
        self.painted += read
        return bool(read)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    yield opened
    opened.close()


def test_a_byte_that_is_no_text_kills_nothing(terminal: Terminal) -> None:
    terminal.wait("Mikael Lindqvist")
    terminal.send(b"\xff\xfe\x80")
    terminal.send(b"w")
    terminal.wait("ctrl+s")
    terminal.send(b"caf\xc3")
    terminal.send(b"\xa9 \xffok")
    terminal.wait("ok")
    terminal.send(b"\x11")
    code, last = terminal.end()
    assert code == 0
    assert last.startswith(ascii("café \ufffdok") + " DECIDED [] FAILURE None")


def test_a_paste_with_an_escape_in_it_stays_text(terminal: Terminal) -> None:
    terminal.wait("Mikael Lindqvist")
    terminal.send(b"w")
    terminal.wait("ctrl+s")
    terminal.send(b"\x1b[200~one \x1b[31mxxx\x1b q\x1b[2")
    terminal.send(b"J z\rtwo\x1b[20")
    terminal.send(b"1~!")
    terminal.wait("two!")
    terminal.send(b"\x11")
    code, last = terminal.end()
    assert code == 0
    assert last.startswith(ascii("one [31mxxx q[2J z\ntwo!") + " DECIDED [] FAILURE None")


def test_a_lone_esc_goes_back_and_q_quits(terminal: Terminal) -> None:
    terminal.wait("Mikael Lindqvist")
    terminal.send(b"w")
    terminal.wait("ctrl+s")
    terminal.send(b"a")
    terminal.wait("draft, saved")
    terminal.painted = b""
    terminal.send(b"\x1b")
    terminal.wait("template")
    terminal.send(b"q")
    code, last = terminal.end()
    assert code == 0
    assert last.startswith("'a' DECIDED [] FAILURE None")


def test_textual_is_a_version_that_ours_was_read_against() -> None:
    """When this fails: read Textual's LinuxDriver again, then add the version; until then ours may have given way."""
    assert importlib.metadata.version("textual") in KNOWN
    assert driver_class() is not None


def test_upstream_still_needs_mending() -> None:
    """When this fails Textual decodes otherwise: see whether #6456 is mended, and drop what ours no longer has to do."""
    from textual.drivers.linux_driver import LinuxDriver

    assert 'getincrementaldecoder("utf-8")().decode' in inspect.getsource(LinuxDriver.run_input_thread)


def test_a_driver_that_does_not_fit_gives_way() -> None:
    class Other:
        def run_input_thread(self) -> None:
            """Nothing of what ours builds on."""

    assert not fits(Other)
    assert not fits(object)


def pieces_of(text: str, cuts: list[int]) -> list[str]:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[start:end] for start, end in itertools.pairwise(places)]


KEYS = st.text(st.sampled_from(["a", "\x1b", "[", "2", "0", "~", "é"]), max_size=12).filter(lambda t: PASTE_BEGINS[:-1] not in t)
PASTED = st.text(st.sampled_from(["a", "\x1b", "[", "2", "0", "1", "~", "\r", "\n", "\x9b", "é"]), max_size=20).filter(
    lambda t: PASTE_ENDS not in t + PASTE_ENDS[:-1]
)


@given(KEYS, PASTED, KEYS, st.lists(st.integers(0, 100), max_size=8))
def test_keys_pass_as_they_are_and_pastes_are_cleaned_in_whatever_pieces(
    before: str, pasted: str, after: str, cuts: list[int]
) -> None:
    whole = before + PASTE_BEGINS + pasted + PASTE_ENDS + after
    pastes = Pastes()
    out = "".join(pastes.feed(piece) for piece in pieces_of(whole, cuts))
    assert out == before + PASTE_BEGINS + clean_text(pasted) + PASTE_ENDS + after


@given(st.text(max_size=30).filter(lambda t: PASTE_BEGINS not in t), st.lists(st.integers(0, 100), max_size=5))
def test_outside_a_paste_nothing_is_held_back(keys: str, cuts: list[int]) -> None:
    pastes = Pastes()
    assert [pastes.feed(piece) for piece in pieces_of(keys, cuts)] == pieces_of(keys, cuts)
