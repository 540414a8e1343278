"""Through an editor and back: whatever the editor does, both versions are there."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_text
from reconnect_tui.handoff.editor import MOST_BYTES, Edited, edit, editor_command, leftovers
from tests.handoff.stand_ins import environment, program

LETTER = "Hi Ada,\n\nZoë sends 🎉."


class Desk:
    """A folder for the temporary files and a way to edit with a stand-in."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "drafts"
        self.bin = tmp_path / "bin"

    def edit(self, script: str, text: str = LETTER) -> Edited:
        return edit(text, folder=str(self.folder), command=[str(program(self.bin, "editor", script))])

    @property
    def files(self) -> list[str]:
        return sorted(os.listdir(self.folder))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_was_written_comes_back_and_the_file_stays_until_it_is_said(desk: Desk) -> None:
    edited = desk.edit("printf 'PS. Coffee?\\n' >> \"$1\"")
    assert edited[:3] == (LETTER + "PS. Coffee?", None, None)
    assert len(desk.files) == 1
    edited.done()
    assert desk.files == []
    edited.done()


def test_the_file_and_its_folder_are_private_and_hold_the_letter(desk: Desk, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    desk.edit(f"ls -l \"$1\" | cut -c1-10 > '{seen}'; cat \"$1\" >> '{seen}'")
    assert seen.read_text(encoding="utf-8") == "-rw-------\n" + LETTER
    assert stat.S_IMODE(desk.folder.stat().st_mode) == 0o700


def test_an_editor_with_arguments_gets_the_file_last(desk: Desk, tmp_path: Path) -> None:
    path = program(desk.bin, "my editor", f"printf '%s\\n' \"$@\" > '{tmp_path}/argv'")
    command = editor_command(f"'{path}' -c 'set spell' --", {})
    edit(LETTER, folder=str(desk.folder), command=command)
    argv = (tmp_path / "argv").read_text().splitlines()
    assert argv[:3] == ["-c", "set spell", "--"]
    assert Path(argv[3]).parent == desk.folder


@pytest.mark.parametrize(
    ("text", "script", "wanted"),
    [
        ("a", "printf 'a\\n' > \"$1\"", "a"),
        ("a", "printf 'b\\n\\n' > \"$1\"", "b\n"),
        ("a\n", "printf 'b\\n' > \"$1\"", "b\n"),
        ("a\n", "printf b > \"$1\"", "b"),
        ("", "printf '\\n' > \"$1\"", ""),
        ("a", "printf '\\357\\273\\277b\\r\\nc\\r\\n' > \"$1\"", "b\nc"),
        ("a", "printf '\\377\\376b\\000\\n\\000' > \"$1\"", "b"),
        ("a", "printf 'b\\033[2J\\007\\n' > \"$1\"", "b[2J"),
        ("a", "printf 'b\\rc\\r' > \"$1\"", "b\nc"),
        ("a", "mv \"$1\" \"$1.old\"; printf 'b\\n' > \"$1\"", "b"),
        ("a\r\nb", "true", "a\r\nb"),
        ("a\udc80b", "true", "a\udc80b"),
        ("", "true", ""),
        ("  ", ": > \"$1\"", ""),
    ],
)  # fmt: skip
def test_line_ends_marks_and_ways_of_saving_are_undone(desk: Desk, text: str, script: str, wanted: str) -> None:
    edited = desk.edit(script, text)
    assert edited[:3] == (wanted, None, None)
    edited.done()
    assert desk.files == []


KEEPS_BOTH = {
    "fails after writing": "printf more >> \"$1\"; exit 1",
    "is killed after writing": "printf more >> \"$1\"; kill -9 $$",
    "writes bytes": "printf '\\377\\200' > \"$1\"",
    "writes latin-1": "printf 'Zo\\353' > \"$1\"",
    "writes half a character": "printf '\\360\\237' >> \"$1\"",
    "writes NUL": "printf 'a\\000b' > \"$1\"",
    "writes broken UTF-16": "printf '\\377\\376a' > \"$1\"",
    "writes too much": "dd if=/dev/zero bs=1000 count=1200 2>/dev/null | tr '\\0' a > \"$1\"",
    "puts a link there": "rm \"$1\"; ln -s /etc/passwd \"$1\"",
    "puts a pipe there": "rm \"$1\"; mkfifo \"$1\"",
    "puts a folder there": "rm \"$1\"; mkdir \"$1\"",
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(KEEPS_BOTH))
def test_what_cannot_be_taken_is_kept_beside_the_text_as_it_was(desk: Desk, how: str) -> None:
    edited = desk.edit(KEEPS_BOTH[how])
    assert edited.text == LETTER
    assert edited.kept_copy is not None
    assert edited.problem is not None
    assert "The text is as it was" in edited.problem
    edited.done()
    assert os.path.lexists(edited.kept_copy)
    assert leftovers(str(desk.folder)) == [edited.kept_copy]


NOTHING_TO_KEEP = {
    "fails": "exit 1",
    "is killed": "kill -9 $$",
    "interrupts itself": "kill -INT $$",
    "empties it": ': > "$1"',
    "leaves blanks": "printf '  \\n\\n' > \"$1\"",
    "takes it away": 'rm "$1"',
}


@pytest.mark.parametrize("how", sorted(NOTHING_TO_KEEP))
def test_what_left_nothing_behind_leaves_the_text_as_it_was(desk: Desk, how: str) -> None:
    edited = desk.edit(NOTHING_TO_KEEP[how])
    assert edited.text == LETTER
    assert edited.kept_copy is None
    assert edited.problem is not None
    assert "The text is as it was." in edited.problem
    edited.done()
    assert desk.files == []


def test_an_editor_that_is_not_there_or_none_is_said(desk: Desk) -> None:
    notes = desk.bin / "notes"
    program(desk.bin, "notes", "x").chmod(0o600)
    for command in (["/nowhere/editor"], [str(desk.bin)], [str(notes)], ["nul\0l"]):
        edited = edit(LETTER, folder=str(desk.folder), command=command)
        assert edited.text == LETTER
        assert edited.problem is not None
        assert "could not be started" in edited.problem
        assert "\0" not in edited.problem
        edited.done()
    assert desk.files == []


def test_nothing_is_raised_from_within(desk: Desk) -> None:
    def breaks(command: list[str]) -> int:
        raise RuntimeError("secret")

    edited = edit(LETTER, folder=str(desk.folder), command=["x"], run=breaks)
    assert edited.text == LETTER
    assert edited.problem is not None
    assert "secret" not in edited.problem


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    edited = edit(LETTER, folder=str(tmp_path / "file"), command=["true"])
    assert edited.text == LETTER
    assert edited.problem is not None
    assert edited.path == ""
    edited.done()


def test_a_full_disk_behind_the_editor_loses_nothing(desk: Desk) -> None:
    edited = desk.edit('rm "$1"; ln -s /dev/full "$1"; echo more > "$1"')
    assert edited.text == LETTER
    assert edited.problem is not None


def test_ctrl_c_in_the_editor_does_not_end_us_and_reaches_the_editor(desk: Desk) -> None:
    before = signal.getsignal(signal.SIGINT)
    edited = desk.edit("trap 'printf caught >> \"$1\"; exit 0' INT; kill -INT $PPID; kill -QUIT $PPID; kill -INT $$; exit 1")
    assert edited[:3] == (LETTER + "caught", None, None)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_event_loop_that_heeds_ctrl_c_hears_nothing_of_the_editors_and_all_else_afterwards(desk: Desk) -> None:
    heard: list[int] = []

    async def app() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, heard.append, number)
        edited = desk.edit('kill -INT $PPID; kill -TERM $PPID; printf more >> "$1"')
        assert edited.text == LETTER + "more"
        for _ in range(3):
            await asyncio.sleep(0)
        assert heard == [signal.SIGTERM]
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(3):
            await asyncio.sleep(0)

    asyncio.run(app())
    assert heard == [signal.SIGTERM, signal.SIGINT]


def test_in_another_thread_it_works_without_touching_signals(desk: Desk) -> None:
    found: list[Edited] = []
    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=lambda: found.append(desk.edit("printf '\\nmore\\n' >> \"$1\"")))
    thread.start()
    thread.join(30)
    assert found[0].text == LETTER + "\nmore"
    assert signal.getsignal(signal.SIGINT) is before


def test_what_editors_leave_beside_a_file_goes_with_it_and_nothing_else(desk: Desk) -> None:
    edited = desk.edit('d=$(dirname "$1"); b=$(basename "$1"); touch "$1~" "$d/.$b.swp" "$d/#$b#" "$d/other.txt"; echo x >> "$1"')
    assert leftovers(str(desk.folder)) == [edited.path, str(desk.folder / "other.txt")]
    edited.done()
    assert desk.files == ["other.txt"]


def test_leftovers_of_no_folder_are_none(tmp_path: Path) -> None:
    assert leftovers(str(tmp_path / "none")) == []


def test_the_largest_letter_still_goes_through(desk: Desk) -> None:
    edited = desk.edit("printf b >> \"$1\"", "a" * (MOST_BYTES - 1))  # fmt: skip
    assert edited.problem is None
    assert len(edited.text) == MOST_BYTES


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_text_goes_there_and_any_comes_back(tmp_path_factory: pytest.TempPathFactory, before: str, after: str) -> None:
    folder = str(tmp_path_factory.getbasetemp() / "drafts")
    there: list[bytes] = []
    data = after.encode("utf-8", "replace")

    def run(command: list[str]) -> int:
        path = Path(command[-1])
        there.append(path.read_bytes())
        path.write_bytes(data)
        return 0

    edited = edit(before, folder=folder, command=["x"], run=run)
    edited.done()
    assert there == [before.encode("utf-8", "replace")]
    written = data.decode("utf-8").removeprefix("\ufeff")
    wanted = clean_text(written)
    if data == there[0]:
        assert edited[:3] == (before, None, None)
    elif "\0" in written:
        assert edited.text == before
        assert edited.kept_copy is not None
        assert Path(edited.kept_copy).read_bytes() == data
        os.unlink(edited.kept_copy)
    elif before.strip() and not wanted.strip():
        assert (edited.text, edited.kept_copy) == (before, None)
        assert edited.problem is not None
    else:
        assert edited[:3] == (wanted if before.endswith("\n") else wanted.removesuffix("\n"), None, None)
    assert os.listdir(folder) == []


def test_the_setting_wins_then_visual_then_editor_then_what_is_there(tmp_path: Path) -> None:
    for name in ("one", "two", "three", "nano", "vi"):
        program(tmp_path, name, "true")
    environ = {"PATH": str(tmp_path), "VISUAL": "two -x", "EDITOR": "three"}
    assert editor_command("one", environ) == ["one"]
    assert editor_command("", environ) == ["two", "-x"]
    assert editor_command(" ", {**environ, "VISUAL": " "}) == ["three"]
    assert editor_command("", {"PATH": str(tmp_path)}) == ["nano"]
    with pytest.raises(ReconnectError, match="No editor"):
        editor_command("", {"PATH": str(tmp_path / "none")})


@pytest.mark.parametrize("value", ["vim 'x", '"', "''", "none-such-editor --wait", "\x1b[2J", "FOO=1 vi", "vi;reboot"])
def test_a_command_that_is_none_is_named_and_no_other_editor_started(tmp_path: Path, value: str) -> None:
    program(tmp_path, "vi", "true")
    for environ, configured, name in (
        ({"PATH": str(tmp_path), "EDITOR": value}, "", "EDITOR"),
        ({"PATH": str(tmp_path), "EDITOR": "vi"}, value, "editor"),
    ):
        with pytest.raises(ReconnectError) as problem:
            editor_command(configured, environ)
        assert str(problem.value).startswith(name)
        assert "\x1b" not in str(problem.value)


def test_editors_with_windows_are_told_to_wait(tmp_path: Path) -> None:
    for name in ("code", "gvim", "kate", "vim"):
        program(tmp_path, name, "true")
    environ = environment(tmp_path)
    assert editor_command("code", environ) == ["code", "--wait"]
    assert editor_command("code -w --new-window", environ) == ["code", "-w", "--new-window"]
    assert editor_command(f"{tmp_path}/gvim -c 'set wrap'", environ) == [f"{tmp_path}/gvim", "--nofork", "-c", "set wrap"]
    assert editor_command("kate", environ) == ["kate", "--block"]
    assert editor_command("vim", environ) == ["vim"]


def test_windows_paths_keep_their_backslashes() -> None:
    command = editor_command(r'"C:\Program Files\Ed\ed.exe" /w', {}, which=lambda name, path=None: name, platform="win32")
    assert command == [r"C:\Program Files\Ed\ed.exe", "/w"]
