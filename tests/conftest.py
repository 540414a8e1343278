"""What every test stands on: a home of its own, and no way to the real one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from reconnect_tui.__main__ import main
from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, open_desk
from tests.counting import count, pytest_terminal_summary

__all__ = ["count", "pytest_terminal_summary"]

TODAY = "2026-11-22"

_ELSEWHERE = (
    "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
    "RECONNECT_HOME",
)  # fmt: skip
_UNSET = ("RECONNECT_TODAY", "XDG_DOWNLOAD_DIR", "EDITOR", "VISUAL", "BROWSER", "NO_COLOR", "COLORFGBG", "TMUX")


@pytest.hookimpl(optionalhook=True)  # xdist may be left out
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many workers as cores for ``-n auto``: half of its time a test of a screen or a terminal waits for nothing to move."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the user's folders seem to be for a test that asks for none."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(autouse=True)
def _far_from_home(monkeypatch: pytest.MonkeyPatch, nowhere: Path, request: pytest.FixtureRequest) -> None:
    """No test touches the real home, whatever it forgets."""
    here = nowhere / str(abs(hash(request.node.nodeid)))
    for name in _ELSEWHERE:
        monkeypatch.setenv(name, str(here / name.lower()))
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home, named by RECONNECT_HOME, on a Sunday in November."""
    folder = str(tmp_path / "home")
    monkeypatch.setenv("RECONNECT_HOME", folder)
    monkeypatch.setenv("RECONNECT_TODAY", TODAY)
    return Home(folder, folder)


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    """That home, open."""
    desk = open_desk(home, dict(os.environ))
    yield desk
    desk.close()


class Ran(NamedTuple):
    """What a call of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


class _Screen(TextIOWrapper):
    """A stream in memory that says it is a terminal, or that it is none."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(BytesIO(data), encoding=encoding, newline="" if not terminal else None)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        raw = self.buffer
        assert isinstance(raw, BytesIO)
        return raw.getvalue().decode(self.encoding or "utf-8", "replace")


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program with these words, in this process: ``run("find", "ada", stdin=…, terminal=…, encoding=…)``."""

    def call(*words: str, stdin: str | bytes = b"", terminal: bool = False, encoding: str = "utf-8") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out = _Screen(encoding=encoding, terminal=terminal)
        err = _Screen(encoding=encoding, terminal=terminal)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", _Screen(data, terminal=terminal))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            code = main(list(words))
        return Ran(code, out.text(), err.text())

    return call
