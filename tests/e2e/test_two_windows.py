"""The app is open, and the shell, another window and an import write at the same time: nothing is lost, and the card follows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.data.linkedin import write_people
from tests.data.network import InventedPerson
from tests.e2e.story import App, Desktop

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


def test_undo_in_a_window_is_of_what_was_done_there(desktop: Desktop) -> None:
    """What the shell or another window did is shown and asked about, never taken back in silence."""
    with desktop.opens("ada") as app:
        app.reads("Ada Okafor")
        desktop.does("note", "@ada by the shell")
        app.wait_for("by the shell", timeout=FOLLOWS_WITHIN)
        app.keys("u")
        app.wait_for("what was done", "Noted on Ada Okafor")
        app.keys("Esc")
        app.wait_gone("what was done")
        app.keys("f")
        app.wait_for("come back to")
        app.type("in 2 weeks the mix\n")
        app.wait_for("Follow-up for Ada Okafor")
        follow_up = desktop.reads("show", "ada")["follow_ups"][0]["id"]
        desktop.does("done", follow_up)
        app.wait_gone("follow up", timeout=FOLLOWS_WITHIN)
        app.keys("u")
        app.wait_for("cannot be taken back before")
        assert app.quits() == 0
    assert [one["text"] for one in desktop.reads("show", "ada")["moments"]] == ["@ada by the shell"]
    assert [step["undone"] for step in desktop.reads("history")] == [False] * 6


def test_two_letters_to_one_person(desktop: Desktop) -> None:
    """Both go on with the same draft: each stays, whoever typed last."""
    with desktop.opens("ada") as one:
        one.reads("Ada Okafor").writes("the heron is back")
        one.keys("ctrl+q")
        assert one.wait_exit() == 0
    with desktop.opens("ada") as one, desktop.opens("ada") as other:
        one.reads("the heron is back").keys("w")
        other.reads("the heron is back").keys("w")
        one.wait_for("ctrl+s done")
        other.wait_for("ctrl+s done")
        one.type(" on the canal")
        one.wait_for("on the canal")
        other.type(", they say")
        other.wait_for(", they say")
        one.type(" again")
        one.wait_for("canal again")
        other.type(".")
        other.wait_for("they say.")
        for app in (one, other):
            app.keys("ctrl+q")
            assert app.wait_exit() == 0
    assert {one["text"] for one in desktop.reads("drafts")} == {
        "the heron is back on the canal again",
        "the heron is back, they say.",
    }


@pytest.mark.parametrize("key", ["N", pytest.param("n", marks=pytest.mark.long)])
def test_two_lines_at_once(desktop: Desktop, key: str) -> None:
    """What is being typed in one window is not offered in another, and the end of one line takes nothing of the other."""
    title = "note something" if key == "N" else "a note on"
    with desktop.opens("ada") as one, desktop.opens("ada") as other:
        for app in (one, other):
            app.reads("Ada Okafor")
        one.keys(key)
        one.wait_for(title)
        one.type("@ada sails")
        one.wait_for("@ada sails")
        other.keys(key)
        other.wait_for(title)
        other.type("@ada has moved")
        other.wait_for("@ada has moved")
        assert "sails" not in other.text()
        one.type(" to Turin")
        one.wait_for("@ada sails to Turin")
        assert [draft["text"] for draft in desktop.reads("drafts")] == ["@ada sails to Turin", "@ada has moved"]
        one.keys("Enter")
        one.wait_for("Noted on Ada Okafor")
        one.kill()
        one.wait_exit()
        other.kill()
        other.wait_exit()
    with desktop.opens("ada") as app:
        app.reads("Ada Okafor", "@ada sails to Turin").keys(key)
        app.wait_for(title, "@ada has moved")
        app.keys("Enter")
        app.wait_for("Noted on Ada Okafor")
        assert app.quits() == 0
    assert [one["text"] for one in desktop.reads("show", "ada")["moments"]] == ["@ada has moved", "@ada sails to Turin"]
    assert desktop.reads("drafts") == []


def test_a_letter_in_plain_lines_beside_one_in_a_window(desktop: Desktop) -> None:
    command = desktop.command("session", "--plain", "ada")
    with desktop.opens("ada") as app, App(command, desktop.environ, size=(80, 40), folder=str(desktop.folder)) as lines:
        app.reads("Ada Okafor")
        lines.wait_for("What now?")
        lines.type("w\n")
        lines.wait_for("A full stop alone")
        app.writes("in the window").keys("Esc")
        app.wait_gone("ctrl+s done")
        lines.type("line by line\n.\n")
        lines.wait_for("What now? s hand over")
        lines.type("\nq\n")
        lines.wait_for("Good-bye")
        assert lines.wait_exit() == 0
        assert app.quits() == 0
    assert {draft["text"] for draft in desktop.reads("drafts")} == {"in the window", "line by line"}
