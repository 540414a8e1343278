"""The clipboard: the right tool, the next one when it misbehaves, and no claim that cannot be known."""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.text import clean_text
from reconnect_tui.handoff.clipboard import LONGEST_ESCAPE, Copied, copy, osc52
from tests.handoff.stand_ins import environment, program

LETTER = "Hi Ada,\n\nyou wrote “sail” — 🎉 ⛵, Zoë & 你好.\n"


def keep(path: Path) -> str:
    return f"cat > '{path}'"


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    return tmp_path / "bin"


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return tmp_path / "board"


def decoded(copied: Copied) -> str:
    assert copied.how == "terminal"
    assert copied.escape is not None
    assert copied.escape.startswith("\x1b]52;c;")
    assert copied.escape.endswith("\x07")
    assert copied.escape.isascii()
    return base64.b64decode(copied.escape[7:-1], validate=True).decode("utf-8")


@pytest.mark.parametrize(
    ("tool", "platform", "more"),
    [
        ("pbcopy", "darwin", {}),
        ("wl-copy", "linux", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("xclip", "linux", {"DISPLAY": ":0"}),
        ("xsel", "linux", {"DISPLAY": ":0"}),
    ],
)
def test_a_local_tool_takes_the_very_words(bin_: Path, board: Path, tool: str, platform: str, more: dict[str, str]) -> None:
    program(bin_, tool, keep(board))
    assert copy(LETTER, environ=environment(bin_, **more), platform=platform) == Copied(tool, True, "Copied.")
    assert board.read_text(encoding="utf-8") == LETTER


def test_the_tool_of_the_display_in_use_is_asked_first(bin_: Path, board: Path) -> None:
    for tool in ("wl-copy", "xclip", "xsel", "pbcopy", "tmux", "clip.exe"):
        program(bin_, tool, f"echo {tool} > '{board}'")
    both = environment(bin_, DISPLAY=":0", WAYLAND_DISPLAY="w", TMUX="x,1,0", WSL_DISTRO_NAME="d")
    assert copy("x", environ=both, platform="linux").how == "wl-copy"
    assert copy("x", environ=environment(bin_, DISPLAY=":0", TMUX="x,1,0"), platform="linux").how == "xclip"
    assert copy("x", environ=environment(bin_, TMUX="x,1,0"), platform="linux").how == "tmux"
    assert copy("x", environ=environment(bin_, TERM="xterm"), platform="linux").how == "terminal"


def test_over_ssh_the_far_machines_own_clipboard_is_left_alone(bin_: Path) -> None:
    for tool in ("pbcopy", "clip.exe"):
        program(bin_, tool, "exit 0")
    far = environment(bin_, SSH_TTY="/dev/pts/1", WSL_INTEROP="x", TERM="xterm")
    assert copy("x", environ=far, platform="darwin").how == "terminal"
    assert copy("x", environ=far, platform="linux").how == "terminal"


def test_mac_and_windows_get_the_letters_they_understand(bin_: Path, board: Path) -> None:
    program(bin_, "pbcopy", f"printf %s \"$LC_ALL\" > '{board}'")
    assert copy(LETTER, environ=environment(bin_, LC_ALL="C"), platform="darwin").sure
    assert board.read_text() == "en_US.UTF-8"
    program(bin_, "clip.exe", keep(board))
    copied = copy(LETTER, environ=environment(bin_, WSL_DISTRO_NAME="d"), platform="linux")
    assert (copied.how, copied.sure) == ("clip.exe", False)
    assert board.read_bytes().decode("utf-16-le") == LETTER
    assert copy("plain", environ=environment(bin_, WSL_DISTRO_NAME="d"), platform="linux").sentence == "Copied."
    assert board.read_bytes() == b"plain"


MISBEHAVING = {
    "missing": None,
    "fails": "exit 1",
    "fails after reading": "cat > /dev/null; exit 1",
    "is killed": "kill -9 $$",
    "crashes": "kill -SEGV $$",
    "hangs": "read line < \"$0.pipe\"",
    "hangs while reading": "cat > /dev/null; read line < \"$0.pipe\"",
    "cannot be found by its interpreter": "#!",
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(MISBEHAVING))
def test_a_tool_that_misbehaves_is_passed_over(bin_: Path, board: Path, how: str) -> None:
    script = MISBEHAVING[how]
    if script is not None:
        path = program(bin_, "xclip", script)
        subprocess.run(["mkfifo", f"{path}.pipe"], check=True)
        if script == "#!":
            path.write_text("#!/nowhere/at/all\n")
    program(bin_, "xsel", keep(board))
    long = LETTER * 5_000
    environ = environment(bin_, DISPLAY=":0", TERM="xterm")

    def run(command: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        more["timeout"] = 0.2 if "hangs" in how and command[0].endswith("xclip") else 60.0
        return subprocess.run(command, **more)

    assert copy(long, environ=environ, platform="linux", run=run).how == "xsel"
    assert board.read_text(encoding="utf-8") == long
    program(bin_, "xsel", "exit 3")
    assert decoded(copy(LETTER, environ=environ, platform="linux", run=run)) == LETTER


def test_a_tool_that_keeps_running_behind_is_not_waited_for(bin_: Path, board: Path) -> None:
    pipe = bin_ / "pipe"
    program(bin_, "xclip", f"{keep(board)}; (read line < '{pipe}') & exit 0")
    subprocess.run(["mkfifo", str(pipe)], check=True)
    try:
        assert copy(LETTER, environ=environment(bin_, DISPLAY=":0"), platform="linux", wait=30.0).sure
    finally:
        pipe.write_text("over\n")


def test_a_tool_that_talks_does_not_scribble_on_the_terminal(bin_: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program(bin_, "xclip", "cat; echo scribble; echo scribble >&2")
    assert copy(LETTER, environ=environment(bin_, DISPLAY=":0"), platform="linux").sure
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "error", [OSError(7, "Argument list too long"), PermissionError(), ValueError("x"), subprocess.SubprocessError()]
)
def test_nothing_is_raised_whatever_starting_a_tool_raises(error: Exception) -> None:
    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        raise error

    copied = copy(
        LETTER, environ={"DISPLAY": ":0", "TERM": "xterm"}, platform="linux", run=run, which=lambda name, path=None: name
    )
    assert decoded(copied) == LETTER


def test_old_tmux_falls_back_on_the_terminal(bin_: Path) -> None:
    program(bin_, "tmux", 'case "$*" in *-w*) exit 1;; esac')
    assert decoded(copy(LETTER, environ=environment(bin_, TMUX="x,1,0", TERM="screen-256color"), platform="linux")) == LETTER


@pytest.fixture
def tmux() -> Iterator[str]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    folder = tempfile.mkdtemp(prefix="t")  # a socket's path may have a hundred characters, and pytest's folders have more
    socket = f"{folder}/s"
    try:
        subprocess.run(
            ["tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "cat"], check=True, env=environment(Path(folder))
        )
        yield socket
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder)


def test_a_real_tmux_has_the_letter_in_its_buffer(tmux: str, bin_: Path) -> None:
    copied = copy(LETTER, environ=environment(bin_, TMUX=f"{tmux},1,0", TERM="screen"), platform="linux")
    assert (copied.how, copied.sure, copied.escape) == ("tmux", False, None)
    held = subprocess.run(["tmux", "-S", tmux, "show-buffer"], check=True, capture_output=True).stdout
    assert held.decode("utf-8") == LETTER


def test_the_terminal_is_never_said_to_have_copied() -> None:
    copied = copy(LETTER, environ={"TERM": "xterm-256color", "PATH": ""}, platform="linux")
    assert decoded(copied) == LETTER
    assert not copied.sure
    assert "Copied" not in copied.sentence
    assert "save it to a file" in copied.sentence


@pytest.mark.parametrize("term", ["", "dumb", "linux"])
def test_a_terminal_without_a_clipboard_is_sent_nothing(term: str) -> None:
    copied = copy(LETTER, environ={"TERM": term, "PATH": ""}, platform="linux")
    assert (copied.how, copied.sure, copied.escape) == ("", False, None)
    assert "file" in copied.sentence


def test_what_is_too_long_for_a_terminal_is_not_sent_in_part() -> None:
    environ = {"TERM": "xterm", "PATH": ""}
    fits = "a" * ((LONGEST_ESCAPE - 8) // 4 * 3)
    assert decoded(copy(fits, environ=environ, platform="linux")) == fits
    for long in (fits + "a", "🎉" * 20_000, "a" * 10_000_000):
        copied = copy(long, environ=environ, platform="linux")
        assert (copied.how, copied.escape) == ("", None)
        assert "file" in copied.sentence
        assert osc52(long) is None


def test_nothing_is_not_copied_over_what_is_on_the_clipboard(bin_: Path, board: Path) -> None:
    program(bin_, "xclip", keep(board))
    for text in ("", "\x00", "\ud800"):
        assert not copy(text, environ=environment(bin_, DISPLAY=":0", TERM="xterm"), platform="linux").sure
    assert not board.exists()


def test_keys_for_a_terminal_and_lone_surrogates_stay_behind(bin_: Path, board: Path) -> None:
    program(bin_, "xclip", keep(board))
    text = "a\x1b[201~rm\x07b\ud800c\x00d\x9be\u202ef\r\ng"
    assert copy(text, environ=environment(bin_, DISPLAY=":0"), platform="linux").sure
    assert board.read_text(encoding="utf-8") == clean_text(text) == "a[201~rmbcdef\ng"


@given(st.text(max_size=200))
def test_any_text_can_be_sent_and_comes_out_clean(text: str) -> None:
    copied = copy(text, environ={"TERM": "xterm", "PATH": ""}, platform="linux")
    if clean_text(text):
        assert decoded(copied) == clean_text(text)
    else:
        assert copied.escape is None
