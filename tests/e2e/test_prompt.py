"""The line of a bare ``reconnect note``, in a real terminal: names, the editor, and whom one was briefed about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.story import Desktop
from tests.e2e.terminal import Terminal

pytest.importorskip("readline")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    for name in ("Ada Okafor", "Ada Lind", "Jonas Berg", "Adele Gone"):
        desktop.does("add", name)
    desktop.does("record", "ada lind", "--what", "met")
    desktop.does("died", "adele")
    return desktop


def texts(desktop: Desktop, who: str) -> list[str]:
    return [one["text"] for one in desktop.reads("show", who)["moments"]]


def test_tab_writes_one_name_after_the_other(desktop: Desktop) -> None:
    with Terminal(desktop.command("note"), desktop.environ) as terminal:
        terminal.wait_for("note, with @ before a name:")
        terminal.send(b"lunch: @ad\t")
        terminal.wait_for("lunch: @Ada Lind")
        terminal.send(b"\t")
        terminal.wait_for("lunch: @Ada Okafor")
        terminal.send(b"\t")
        terminal.wait_for("lunch: @Ada Lind")
        terminal.send(b" and @jo\t sail\r")
        terminal.wait_for("with Ada Lind and Jonas Berg")
        assert terminal.wait_exit() == 0
    assert texts(desktop, "jonas") == ["@Ada Lind and @Jonas sail"]


def test_the_line_goes_through_the_editor_and_back(desktop: Desktop, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'a second line\\n' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    with Terminal(desktop.command("note"), {**desktop.environ, "EDITOR": str(editor)}) as terminal:
        terminal.wait_for("note, with @ before a name:")
        terminal.send(b"call: @jonas sails\x18\x05")
        assert terminal.wait_exit() == 0
    assert texts(desktop, "jonas") == ["@jonas sails\na second line"]
    assert os.listdir(desktop.home / "drafts") == []


def test_an_editor_that_fails_gives_the_line_back(desktop: Desktop) -> None:
    with Terminal(desktop.command("note"), {**desktop.environ, "EDITOR": "false"}) as terminal:
        terminal.wait_for("note, with @ before a name:")
        terminal.send(b"call: @jonas sails\x18\x05")
        terminal.wait_for("The editor reported a failure")
        terminal.send(b" well\r")
        assert terminal.wait_exit() == 0
    assert texts(desktop, "jonas") == ["@jonas sails well"]


def test_whom_one_was_briefed_about_is_typed_already(desktop: Desktop) -> None:
    desktop.does("brief", "jonas")
    with Terminal(desktop.command("note"), desktop.environ) as terminal:
        terminal.wait_for("note, with @ before a name: coffee: @Jonas")
        terminal.send(b"is well\r")
        assert terminal.wait_exit() == 0
    assert texts(desktop, "jonas") == ["@Jonas is well"]
    with Terminal(desktop.command("note"), desktop.environ) as terminal:
        terminal.wait_for("note, with @ before a name:")
        terminal.quiet()
        assert "coffee" not in terminal.text().splitlines()[-1]
        terminal.send(b"\x04")
        assert terminal.wait_exit() == 2
