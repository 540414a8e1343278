"""The session in plain lines as a process: in a dumb terminal, from a file, stopped, terminated, killed."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.harmless import harm_in_text
from tests.e2e.story import App, Desktop

SESSION = ("session", "--plain")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor", "--email", "ada@example.org", "--circle", "friends")
    return desktop


def plain(desktop: Desktop, *words: str, term: str = "dumb", **environ: str) -> App:
    return App(desktop.command(*words), desktop.environ | environ, term=term, size=(80, 60), folder=str(desktop.folder))


def says(app: App, line: str, *answer: str) -> None:
    """Type a line, and wait until what it brings is said."""
    app.type(f"{line}\n")
    if answer:
        app.wait_for(*answer)


def draft(desktop: Desktop) -> str:
    found = desktop.reads("drafts")
    return str(found[0]["text"]) if found else ""


@pytest.mark.parametrize("words", [(), SESSION, ("ada",), ("demo",)], ids=lambda words: " ".join(words) or "alone")
def test_a_dumb_terminal_gets_lines(desktop: Desktop, words: tuple[str, ...]) -> None:
    with plain(desktop, *words) as app:
        app.wait_for("reconnect in plain lines", "What now?")
        says(app, "help", "again: Say the card again.")
        says(app, "q", "Good-bye until tomorrow.")
        assert app.wait_exit() == 0
    assert b"\x1b" not in app.raw
    assert harm_in_text(bytes(app.raw).decode().replace("\r\n", "\n")) == []


@pytest.mark.parametrize("environ", [{"RECONNECT_PLAIN": "1"}, {"RECONNECT_PLAIN": "yes"}])
def test_the_environment_asks_for_lines_in_any_terminal(desktop: Desktop, environ: dict[str, str]) -> None:
    with plain(desktop, term="xterm-256color", **environ) as app:
        app.wait_for("What now?")
        app.keys("ctrl+d")
        app.wait_for("Good-bye until tomorrow.")
        assert app.wait_exit() == 0
    assert b"\x1b" not in app.raw


def test_a_hello_is_written_and_handed_over(desktop: Desktop) -> None:
    with plain(desktop) as app:
        app.wait_for("What now?")
        says(app, "w", "A full stop alone")
        says(app, "Hi Ada,\nthe heron is back on the canal.\n.", "What now? s hand over")
        says(app, "s", "mailto:ada@example.org", "Which way?")
        says(app, "", "Did it go to Ada?")
        says(app, "y", "A follow-up, if you like")
        says(app, "", "A line about it")
        says(app, "", "Recorded: wrote to Ada Okafor.", "That was today.", "You wrote to Ada Okafor.")
        says(app, "")
        assert app.wait_exit() == 0
    assert desktop.copied == "Hi Ada,\nthe heron is back on the canal."
    assert len(desktop.opened) == 1
    assert desktop.opened[0].startswith("mailto:ada@example.org?body=Hi%20Ada")
    assert [moment["text"] for moment in desktop.reads("show", "ada")["moments"]] == ["Hi Ada,\nthe heron is back on the canal."]


def _interrupted(app: App) -> None:
    app.keys("ctrl+c")


def _terminated(app: App) -> None:
    app.process.send_signal(signal.SIGTERM)


def _killed(app: App) -> None:
    app.process.kill()


@pytest.mark.parametrize(
    ("end", "code"), [(_interrupted, 130), (_terminated, 143), (_killed, -signal.SIGKILL)], ids=["ctrl+c", "SIGTERM", "kill -9"]
)
def test_whatever_ends_it_only_the_line_being_typed_is_lost(desktop: Desktop, end: Callable[[App], None], code: int) -> None:
    with plain(desktop) as app:
        app.wait_for("What now?")
        says(app, "w", "A full stop alone")
        for line in ("Hi Ada,", "the heron is back", "on one leg"):
            app.type(f"{line}\n")
            app.wait_until(lambda line=line: line in _stored(desktop), f"{line} on disk")  # type: ignore[misc]
        app.type("and half a li")
        app.wait_for("and half a li")
        end(app)
        assert app.wait_exit() == code
    assert draft(desktop) == "Hi Ada,\nthe heron is back\non one leg"
    with plain(desktop) as app:
        app.wait_for("A letter to Ada is begun")
        says(app, "w", "  the heron is back", "What now? s hand over")


def _stored(desktop: Desktop) -> str:
    """The draft as it lies in the database, beside the program that has it open."""
    import sqlite3

    connection = sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT text FROM draft WHERE kind = 'letter'").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""


def test_answers_come_from_a_file(desktop: Desktop, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("w\nHi Ada,\nthe heron is back.\n.\ns\nf\ny\n\n\nq\n")
    with answers.open("rb") as file:
        done = subprocess.run(
            desktop.command(*SESSION), stdin=file, capture_output=True, env=desktop.environ, cwd=tmp_path, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Recorded: wrote to Ada Okafor." in done.stdout
    assert [moment["text"] for moment in desktop.reads("show", "ada")["moments"]] == ["Hi Ada,\nthe heron is back."]


def test_a_reader_that_goes_away_takes_nothing_along(desktop: Desktop) -> None:
    shell = f"printf 'w\\nHi Ada,\\nhello\\n.\\n\\n?\\n?\\n' | {' '.join(desktop.command(*SESSION))} | head -n 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, env=desktop.environ, timeout=60, check=False)
    assert done.stdout == "reconnect in plain lines. “?” says what can be answered, “q” quits.\n".encode()
    assert b"Traceback" not in done.stderr


def test_in_the_locale_of_1970(desktop: Desktop) -> None:
    environ = desktop.environ | {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    given = "n Grüße aus Kōbe\nmore\n".encode()
    done = subprocess.run(desktop.command(*SESSION), input=given, capture_output=True, env=environ, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert [moment["text"] for moment in desktop.reads("show", "ada")["moments"]] == ["Grüße aus Kōbe"]


def test_a_page_is_kept_and_times_proposed_in_a_dumb_terminal_of_1970(desktop: Desktop) -> None:
    desktop.does("add", "Bo Lind")
    environ = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with plain(desktop, *SESSION, "ada", **environ) as app:
        app.wait_for("What now?")
        says(app, "e", "r: who is what to them")
        says(app, "r", "n: a new one")
        says(app, "n", "Ada is ... Such as")
        says(app, "sister of", "Who? A name")
        says(app, "bo", "Ada Okafor: sister of Bo Lind.")
        says(app, "tags boats", "Ada Okafor: #boats.")
        says(app, "undo", "Taken back: Ada Okafor: #boats.")
        says(app, "times", "When could you meet Ada?")
        says(app, "tomorrow 17:00", "The invitation, to go along with it, is in", "The letter reads:")
        says(app, "", "The letter stays as a draft.")
        says(app, "q", "Good-bye until tomorrow.")
        assert app.wait_exit() == 0
    assert b"\x1b" not in app.raw
    assert bytes(app.raw).isascii()
    assert [one["name"] for one in desktop.reads("show", "ada")["relations"]] == ["Bo Lind"]
    assert " at 17:00" in draft(desktop)
