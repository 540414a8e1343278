"""The app is open, and the shell, another window and an import write at the same time: nothing is lost, and the card follows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.data.linkedin import write_people
from tests.data.network import InventedPerson
from tests.e2e.story import Desktop

FOLLOWS_WITHIN = 2.0
"""Seconds after which an open card shows what the shell has added."""


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", "Ada Okafor"), ("add", "Bram Visser"), ("add", "Chidi Eze")])
    return desktop


def test_the_open_card_shows_what_the_shell_adds(desktop: Desktop) -> None:
    with desktop.opens("ada") as app:
        app.reads("Ada Okafor")
        desktop.does("note", "@ada has moved to Turin")
        app.wait_for("has moved to Turin", timeout=FOLLOWS_WITHIN)
        desktop.does("record", "ada", "--what", "met", "--by", "the harbour", "--next", "in 2 weeks")
        app.wait_for("the harbour")
        desktop.does("undo")
        app.wait_gone("the harbour")
        assert app.quits() == 0


def test_nothing_is_lost_between_a_letter_and_the_shell(desktop: Desktop) -> None:
    """Somebody types a letter and notes in the app while a script notes as fast as it can."""
    with desktop.opens("ada") as app:
        app.reads("Ada Okafor")
        script = subprocess.Popen(
            ["sh", "-c", 'for n in 01 02 03 04 05 06 07 08; do "$@" note "@ada from the shell $n" || exit 1; done', "sh", *desktop.command()],
            env=desktop.environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        app.writes("Dear Ada,")
        typed = 0
        while script.poll() is None:
            app.type("abcdefghij"[typed % 10])
            typed += 1
            app.let_pass(0.02)
        assert script.returncode == 0
        app.type(" yours")
        app.wait_for("yours")
        app.keys("Esc")
        app.wait_gone("ctrl+s done")
        app.notes("from the app")
        app.wait_for("from the shell")
        assert app.quits() == 0
    texts = {one["text"] for one in desktop.reads("show", "ada")["moments"]}
    assert texts == {f"@ada from the shell {number:02}" for number in range(1, 9)} | {"from the app"}
    letter = "Dear Ada," + ("abcdefghij" * (typed // 10 + 1))[:typed] + " yours"
    assert [one["text"] for one in desktop.reads("drafts")] == [letter]


def test_two_windows_on_one_home(desktop: Desktop) -> None:
    with desktop.opens("ada") as one, desktop.opens("bram") as other:
        one.reads("Ada Okafor")
        other.reads("Bram Visser")
        one.notes("first window")
        other.notes("second window")
        one.writes("to Ada")
        other.writes("to Bram")
        one.keys("Esc")
        one.wait_gone("ctrl+s done")
        one.keys("u")
        one.wait_for("Taken back")
        # What one window did is not the other's to take back without asking.
        other.keys("ctrl+q")
        assert other.wait_exit() == 0
        assert one.quits() == 0
    assert [one["text"] for one in desktop.reads("show", "bram")["moments"]] == ["second window"]
    assert desktop.reads("show", "ada")["moments"] == []
    drafts = {(one["person"]["name"], one["kind"], one["text"]) for one in desktop.reads("drafts")}
    assert drafts == {
        ("Ada Okafor", "letter", "to Ada"), ("Ada Okafor", "note", "first window"), ("Bram Visser", "letter", "to Bram"),
    }  # fmt: skip


def test_the_person_shown_is_put_aside_in_the_shell(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.wait_for("a hello", "? help")
        name = next(name for name in ("Ada Okafor", "Bram Visser", "Chidi Eze") if name in app.text())
        desktop.does("died", name)
        app.wait_gone(name)
        desktop.does("undo")
        assert app.quits() == 0


def test_an_import_undone_under_an_open_letter(desktop: Desktop, tmp_path: Path) -> None:
    """Whose letter it is, is gone from the database: that the words are not there is said at once, and at the end where they are."""
    export = tmp_path / "Connections.csv"
    write_people(export, [InventedPerson("Dele", "Ojo", "dele-ojo", "", "", "", "2019-03-02")])
    desktop.does("import", str(export))
    with desktop.opens("dele") as app:
        app.reads("Dele Ojo")
        app.keys("w")
        app.wait_for("ctrl+s done")
        desktop.does("undo")
        app.type("are you still there?")
        app.wait_for("are you still there?", "NOT SAVED")
        app.keys("ctrl+q")
        assert app.wait_exit() == 1
    kept = [path.read_text(encoding="utf-8") for path in (desktop.home / "drafts").glob("not-saved-*.txt")]
    assert kept == ["are you still there?"]
    assert b"not-saved-" in app.raw
    assert b"Traceback" not in app.raw
