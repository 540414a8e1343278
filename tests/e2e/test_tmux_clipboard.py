"""Copying inside tmux, in each of the ways it can be set up: what is said is what is so."""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.story import App, Desktop

ADA = "Ada Okafor"
LETTER = "Dear Ada, wie war die Fähre? 🎉"
TOLD = "Sent to tmux, and through it to the terminal."
SETTINGS = ("on", "external", "off")
"""What ``set-clipboard`` says is about programs that write OSC 52 themselves; a buffer that is loaded with -w goes on under each."""


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """Somebody without a desktop of their own: no clipboard but what the terminal has."""
    desktop = Desktop(tmp_path)
    for clipboard in ("xclip", "pbcopy"):
        (tmp_path / "programs" / clipboard).unlink()
    del desktop.environ["DISPLAY"]
    desktop.does("add", ADA)
    return desktop


@pytest.fixture
def socket() -> Iterator[str]:
    """Where a tmux server of our own is to be met; whatever runs there is ended afterwards."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed here")
    with tempfile.TemporaryDirectory() as folder:  # a socket's name may not be long
        path = f"{folder}/tmux"
        yield path
        subprocess.run([program, "-S", path, "kill-server"], capture_output=True, check=False)


def tmux(desktop: Desktop, socket: str, *words: str) -> str:
    done = subprocess.run(["tmux", "-S", socket, *words], capture_output=True, env=desktop.environ, check=True, timeout=30)
    return done.stdout.decode()


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_copy_goes_where_it_is_said_to_go(desktop: Desktop, socket: str, count: Count, setting: str) -> None:
    config = desktop.folder / "tmux.conf"
    config.write_text(f"set -s set-clipboard {setting}\nset -g status off\nset -s escape-time 0\n")
    command = ["tmux", "-u", "-S", socket, "-f", str(config), "new-session", *desktop.command()]
    with App(command, desktop.environ, folder=str(desktop.folder)) as app:
        app.reads(ADA).writes(LETTER)
        app.keys("Esc")
        app.wait_for("? help")
        written = len(app.raw)
        app.keys("y")
        app.wait_for("did it go to Ada?", TOLD)
        assert tmux(desktop, socket, "show-buffer") == LETTER
        sent = base64.b64encode(LETTER.encode())
        app.wait_raw(b"\x1b]52;", written)
        app.wait_raw(sent, written)
        app.keys("Esc")
        app.wait_for("The draft stays.")
        app.keys("q")
        app.wait_exit()
    assert [one["text"] for one in desktop.reads("drafts")] == [LETTER]
    count("8 tmux clipboards", held=1, of=1, note=setting)
