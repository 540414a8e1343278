"""Editors that do what they should not: the letter stays, and what the editor left is kept beside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.counting import Count
from tests.e2e.story import Desktop
from tests.handoff.stand_ins import program

ADA = "Ada Okafor"
LETTER = "Dear Ada, how was the ferry?"
TEA = "Dear Ada, tea?"
Kept = Callable[[list[Path]], bool]


class Editor(NamedTuple):
    """``script`` is what it does with the file ``$1``; ``told`` what is said then; ``draft`` the letter afterwards; ``kept`` says of the
    files in the drafts' folder whether they are what has to be left of the other version."""

    script: str
    told: str
    draft: str = LETTER
    kept: Kept = lambda files: files == []
    named: str = "editor"


def _holds(content: bytes) -> Kept:
    return lambda files: [path.read_bytes() for path in files] == [content]


AS_IT_WAS = "The text is as it was"
EDITORS: dict[str, Editor] = {
    "is not there": Editor("", "names “nowhere-editor”, which is not there", named="nowhere-editor"),
    "may not be run": Editor("", "which is not there", named="unready"),
    "fails": Editor('printf changed > "$1"; exit 1', "The editor reported a failure (1).", kept=_holds(b"changed")),
    "is killed": Editor('printf changed > "$1"; kill -9 $$', "The editor was ended by signal 9.", kept=_holds(b"changed")),
    "empties it": Editor(': > "$1"', "The editor came back empty."),
    "takes it away": Editor('rm "$1"', "The editor took the file away."),
    "writes Latin-1": Editor("printf 'Zo\\353' > \"$1\"", "What came back is not text (UTF-8).", kept=_holds(b"Zo\xeb")),
    "writes a NUL": Editor("printf 'a\\000b' > \"$1\"", "What came back is not text (UTF-8).", kept=_holds(b"a\0b")),
    "writes 50 MB": Editor(
        'head -c 50000000 /dev/zero | tr "\\0" a > "$1"', "too large to be a letter", kept=lambda files: files[0].stat().st_size == 50_000_000
    ),
    "puts a link there": Editor(
        'rm "$1"; ln -s /etc/passwd "$1"', "put something else in the place of the file", kept=lambda files: files[0].is_symlink()
    ),
    "puts a folder there": Editor('rm "$1"; mkdir "$1"', "put something else in the place of the file", kept=lambda files: files[0].is_dir()),
    "hangs until ctrl+c": Editor(
        'printf changed > "$1"; : > "$HOME/hangs"; exec sleep 600', "The editor was ended by signal 2.", kept=_holds(b"changed")
    ),
    "comes back at once and writes later": Editor(
        '(while ! [ -e "$HOME/now" ]; do sleep 0.05; done; printf late > "$1") </dev/null >/dev/null 2>&1 &', "", kept=_holds(b"late")
    ),
    "has arguments": Editor(
        f'printf "%s\\n" "$#" "$1" "$2" > "$HOME/argv"; printf "{TEA}\\n" > "$3"', TEA, TEA, named="editor --flag 'two words'"
    ),
    "has a quotation mark too many": Editor("", "cannot be read as a command", named="editor 'x"),
    "writes escape codes": Editor(
        f"printf '{TEA}\\033]52;c;eA==\\007\\033[2J\\n\\r\\033[31m' > \"$1\"", TEA, f"{TEA}]52;c;eA==[2J\n\n[31m"
    ),
    "takes the folder away": Editor('rm -r "$(dirname "$1")"', "The editor took the file away."),
    "changes nothing": Editor("true", ""),
    "leaves the terminal as it should not": Editor(
        f"stty raw -echo; printf '\\033[?1049h\\033[?25l\\033[2J\\033[31m\\033(0'; printf '{TEA}\\n' > \"$1\"", TEA, TEA
    ),
}  # fmt: skip
FEW = ("writes Latin-1", "hangs until ctrl+c", "takes the folder away", "puts a link there")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    here = tmp_path / "programs"
    for tool in ("cat", "rm", "ln", "mkdir", "sleep", "head", "tr", "dirname", "stty", "true"):
        (here / tool).symlink_to(str(shutil.which(tool)))
    (here / "unready").write_text("#!/bin/sh\n")
    desktop.environ["PATH"] = str(here)
    desktop.does("add", ADA)
    return desktop


def draft(desktop: Desktop) -> str:
    (one,) = desktop.reads("drafts")
    return str(one["text"])


def left(desktop: Desktop) -> list[Path]:
    folder = desktop.home / "drafts"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("how", [pytest.param(how, marks=() if how in FEW else pytest.mark.long) for how in EDITORS])
def test_an_editor_that(desktop: Desktop, count: Count, how: str) -> None:
    editor = EDITORS[how]
    program(desktop.folder / "programs", "editor", editor.script)
    with desktop.opens(EDITOR=editor.named) as app:
        app.reads(ADA).writes(LETTER)
        away, back = app.raw.count(b"\x1b[?1049l"), app.raw.count(b"\x1b[?1049h")
        app.keys("ctrl+o")
        if editor.named.startswith("editor") and "cannot" not in editor.told:
            app.wait_until(lambda: app.raw.count(b"\x1b[?1049l") > away, "the terminal to be the editor's")
        if how == "hangs until ctrl+c":
            app.wait_until(lambda: (desktop.folder / "hangs").exists(), "the editor")
            app.keys("ctrl+c")
        app.wait_for("ctrl+s done", "draft, saved", *([editor.told] if editor.told else []))
        if how == "comes back at once and writes later":
            app.wait_until(lambda: app.raw.count(b"\x1b[?1049h") > back, "the terminal to be the app's")
            app.quiet()  # the letter has been read from the file
            (desktop.folder / "now").touch()
            app.wait_until(lambda: left(desktop) and left(desktop)[0].stat().st_size, "what is written later")
        assert draft(desktop) == editor.draft
        files = left(desktop)
        assert editor.kept(files), files
        assert b"\x1b]52;c;eA==" not in app.raw

        # The letter goes on from where it was, with an editor that behaves.
        if editor.named == "editor":
            program(desktop.folder / "programs", "editor", 'printf "PS. And the children?\\n" >> "$1"')
            app.keys("ctrl+o")
            app.wait_for("PS. And the children?", "draft, saved")
            assert draft(desktop).startswith(editor.draft)
            app.keys("ctrl+z")
            app.wait_gone("PS. And the children?")
        else:
            app.type(" Bye.")
            app.wait_for("Bye.")
        app.keys("Esc")
        app.wait_for("? help")
        assert app.quits() == 0
    assert editor.draft.replace("\n", "") in draft(desktop).replace("\n", "")
    assert [path for path in left(desktop) if path in files] == files, "kept until somebody takes it"
    if how == "has arguments":
        assert (desktop.folder / "argv").read_text().splitlines() == ["3", "--flag", "two words"]
    if how == "puts a link there":
        assert os.readlink(files[0]) == "/etc/passwd"
    count("8 editors", held=1, of=1)
