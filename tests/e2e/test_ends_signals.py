"""Told to end, whatever it is doing: gone in 3 seconds, every word kept, and the terminal as it was found where there is one."""

from __future__ import annotations

import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.counting import Count
from tests.data.linkedin import write_people
from tests.data.network import InventedPerson
from tests.e2e.story import ROOT, App, Desktop

GONE_WITHIN = 3.0
MANY = 12_000
"""People of an import that takes a second or so: whoever is told to end is in the middle of it."""
PRIVATE_MODES = (1049, 1000, 1002, 1003, 1006, 1015, 1004, 2004, 2026)
CURSOR = 25


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor")
    return desktop


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "Connections.csv"
    people = (InventedPerson(f"Name{n}", "Lindqvist", f"slug-{n}", "", "Dockyard", "Rigger", "2019-03-02") for n in range(MANY))
    write_people(path, list(people))
    return path


# What it was doing: each leaves the app in the middle of something and says which words of which kind are on the screen


class Doing(NamedTuple):
    """``kind`` and ``words`` of the draft that must be there afterwards."""

    kind: str = ""
    words: str = ""


def in_the_letter(app: App, export: Path, words: str) -> Doing:
    app.reads("Ada Okafor").writes(f"\n{words}")
    return Doing("letter", words)


def in_a_note(app: App, export: Path, words: str) -> Doing:
    app.reads("Ada Okafor").keys("n")
    app.wait_for("a note on")
    app.type(words)
    app.wait_for(words)
    return Doing("note", words)


def in_the_line(app: App, export: Path, words: str) -> Doing:
    app.reads("Ada Okafor").keys("N")
    app.wait_for("note something")
    app.type(words)
    app.wait_for(words)
    return Doing("line", words)


def in_an_import(app: App, export: Path, words: str) -> Doing:
    """With a letter that was left a moment ago."""
    app.reads("Ada Okafor").writes(f"\n{words}").keys("Esc")
    app.wait_gone("ctrl+s done")
    app.keys("ctrl+p")
    app.wait_for("Search")
    app.type("Import")
    app.wait_for("Bring your people: a LinkedIn export")
    app.keys("Enter")
    app.wait_for("bring your people", "esc back")
    app.type(str(export))
    app.keys("Enter")
    app.wait_for("enter bring them in")
    app.keys("Enter")
    app.wait_for("nothing of it stays")
    app.let_pass(0.4 * random.Random(words).random())
    return Doing("letter", words)


def on_a_sheet(app: App, export: Path, words: str) -> Doing:
    app.reads("Ada Okafor").writes(f"\n{words}").keys("Esc")
    app.wait_gone("ctrl+s done")
    app.keys("r")
    app.wait_for("what happened?")
    return Doing("letter", words)


Place = Callable[[App, Path, str], Doing]
PLACES: tuple[Place, ...] = (in_the_letter, in_an_import, in_a_note, in_the_line, on_a_sheet)
LONG = pytest.mark.long
SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def places(*plain: Place) -> list[object]:
    """These in the plain run, once; in the long run all of them, four times."""
    once = [pytest.param(place, 1, id=place.__name__) for place in plain]
    return [*once, *(pytest.param(place, 4, id=f"{place.__name__}-4", marks=LONG) for place in PLACES)]


def usual(first: str, *others: str) -> list[object]:
    """The first of them in the plain run, the others in the long one."""
    return [first, *(pytest.param(one, marks=LONG) for one in others)]


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize(("place", "times"), places(in_the_letter))
def test_a_signal(desktop: Desktop, export: Path, count: Count, name: str, place: Place, times: int) -> None:
    number = signal.Signals[name]
    for round_ in range(times):
        with desktop.opens("Ada Okafor") as app:
            before = app.settings()
            doing = place(app, export, f"our tide tables, {round_} {name}")
            assert app.settings() != before
            app.kill(number)
            assert app.wait_exit(GONE_WITHIN) == 128 + number
            assert app.settings() == before
        _is_as_it_was(app)
        _is_kept(desktop, doing)
        _is_whole(desktop)
    count(f"9 {name}", held=times, of=times)


@pytest.mark.parametrize(("place", "times"), places(in_a_note, in_an_import))
def test_a_closed_terminal(desktop: Desktop, export: Path, count: Count, place: Place, times: int) -> None:
    for round_ in range(times):
        with desktop.opens("Ada Okafor") as app:
            doing = place(app, export, f"our tide tables, {round_}")
            app.hang_up()
            assert app.process.wait(GONE_WITHIN) == 128 + signal.SIGHUP
        _is_kept(desktop, doing)
        _is_whole(desktop)
    count("9 closed terminal", held=times, of=times)


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_before_the_first_card(desktop: Desktop, count: Count, name: str) -> None:
    number = signal.Signals[name]
    with desktop.opens() as app:
        before = app.settings()
        app.wait_raw(b"\x1b[?1049h")
        app.kill(number)
        assert app.wait_exit(GONE_WITHIN) == 128 + number
        assert app.settings() == before
    _is_as_it_was(app)
    count(f"9 {name}", held=1, of=1)


@pytest.mark.parametrize("name", usual(*SIGNALS))
def test_a_signal_while_another_program_writes(desktop: Desktop, count: Count, name: str) -> None:
    """The database is held for longer than anybody has patience: the words are in a file beside it, and it is said where."""
    number = signal.Signals[name]
    with desktop.opens("Ada Okafor") as app:
        app.reads("Ada Okafor").keys("w")
        app.wait_for("ctrl+s done")
        with closing(sqlite3.connect(desktop.home / "reconnect.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            app.type("our tide tables")
            app.wait_for("our tide tables")
            app.kill(number)
            code = app.wait_exit(GONE_WITHIN)
            other.execute("ROLLBACK")
    # Where there is still a terminal to say it in, the file is named, and that is not the end that was asked for.
    assert code == (128 + number if number == signal.SIGHUP else 1)
    _is_as_it_was(app)
    kept = [path.read_text(encoding="utf-8") for path in (desktop.home / "drafts").glob("not-saved-letter-*.txt")]
    assert kept == ["our tide tables"]
    assert number == signal.SIGHUP or b"not-saved-letter-" in app.raw
    count(f"9 {name}", held=1, of=1)


def test_ctrl_c_is_a_key(desktop: Desktop) -> None:
    """In a text it copies what is selected, elsewhere it says how to quit; it ends nothing and takes no word."""
    with desktop.opens("Ada Okafor") as app:
        app.reads("Ada Okafor").keys("ctrl+c")
        app.wait_for("ctrl+q quits from everywhere")
        app.writes("our tide tables").keys("ctrl+c")
        app.type(" hang here")
        app.wait_for("our tide tables hang here")
        app.keys("Esc")
        app.wait_gone("ctrl+s done")
        app.keys("n")
        app.wait_for("a note on")
        app.keys("ctrl+c")
        app.type("sails")
        app.wait_for("sails")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    _is_kept(desktop, Doing("letter", "our tide tables hang here"))
    _is_kept(desktop, Doing("note", "sails"))


# In plain lines: the terminal edits the line that is not ended yet, and nothing is kept of it; whatever was ended is


def plain(desktop: Desktop) -> App:
    return App(desktop.command("session", "--plain"), desktop.environ, size=(80, 40), folder=str(desktop.folder))


@pytest.mark.parametrize(
    ("how", "times"),
    [
        ("SIGTERM", 1),
        ("closed terminal", 1),
        *(pytest.param(how, 4, marks=LONG) for how in (*SIGNALS, "ctrl+c", "closed terminal")),
    ],
)
def test_in_plain_lines(desktop: Desktop, count: Count, how: str, times: int) -> None:
    for round_ in range(times):
        line = f"line {round_}"
        with plain(desktop) as app:
            before = app.settings()
            app.wait_for("What now?")
            app.type("w\n")
            if round_:
                app.wait_for("a add lines")
                app.type("a\n")
            app.wait_for("A full stop alone")
            app.type(f"{line}\n")
            app.wait_until(lambda line=line: line in _draft(desktop, "letter").split("\n"), line)  # type: ignore[misc]
            app.type("and un")
            app.wait_for("and un")
            if how == "closed terminal":
                app.hang_up()
                code = app.process.wait(GONE_WITHIN)
            else:
                app.keys(how) if how == "ctrl+c" else app.kill(signal.Signals[how])
                code = app.wait_exit(GONE_WITHIN)
                assert app.settings() == before
        assert code == {"SIGTERM": 143, "SIGINT": 130, "ctrl+c": 130}.get(how, -signal.SIGHUP)
        assert b"Traceback" not in app.raw
        assert _draft(desktop, "letter") == "\n".join(f"line {number}" for number in range(round_ + 1))
    count(f"9 {'SIGINT' if how == 'ctrl+c' else how}", held=times, of=times, note="the plain session among them")


@pytest.mark.parametrize(("name", "times"), [("SIGINT", 1), *(pytest.param(name, 4, marks=LONG) for name in SIGNALS)])
def test_an_import_of_the_shell(desktop: Desktop, export: Path, count: Count, name: str, times: int) -> None:
    number = signal.Signals[name]
    for round_ in range(times):
        with App(desktop.command("import", str(export)), desktop.environ, folder=str(desktop.folder)) as app:
            app.wait_until((desktop.home / "reconnect.db-wal").exists, "the open database")
            app.let_pass(0.5 * random.Random(f"{name} {round_}").random())
            app.kill(number)
            code = app.wait_exit(GONE_WITHIN)
        # SIGTERM and SIGHUP are left to the system; and one may have ended before.
        assert code in (-number, 128 + number, 0)
        assert b"Traceback" not in app.raw
        _is_whole(desktop)
    count(f"9 {name}", held=times, of=times, note="an import of the shell among them")


# In tmux


@pytest.fixture
def tmux(desktop: Desktop) -> Iterator[Callable[..., str]]:
    """Runs a command of a tmux server of our own and returns what it says."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed here")
    # its own folder for the socket, short: a socket's path has at most a hundred letters
    socket = f"reconnect-{desktop.folder.name}-{time.monotonic_ns()}"[-60:]
    environ = desktop.environ | {"TERM": "xterm-256color", "SHELL": "/bin/sh"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [program, "-L", socket, "-f", "/dev/null", *words], env=environ, capture_output=True, text=True, check=False
        )
        return done.stdout

    yield run
    run("kill-server")


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=LONG)])
@pytest.mark.parametrize("what", ["kill-session", "kill-server"])
def test_a_killed_tmux_session(desktop: Desktop, tmux: Callable[..., str], count: Count, what: str, times: int) -> None:
    times //= 2
    for round_ in range(times):
        words = f" round {round_}"
        tmux("new-session", "-d", "-x", "120", "-y", "36", "-c", str(ROOT), *desktop.command("Ada Okafor"))
        pid = int(tmux("display-message", "-p", "#{pane_pid}"))
        _seen(tmux, "a hello", "\\? help")
        tmux("send-keys", "w")
        _seen(tmux, "ctrl\\+s done")
        tmux("send-keys", "-l", words)
        _seen(tmux, re.escape(words.strip()))
        tmux(what)
        until = time.monotonic() + GONE_WITHIN
        while _lives(pid):
            assert time.monotonic() < until, "it is still there"
        assert _draft(desktop, "letter").endswith(words)
        _is_whole(desktop)
    count("9 killed tmux session", held=times, of=times)


def _seen(tmux: Callable[..., str], *patterns: str) -> None:
    until = time.monotonic() + 30
    while not all(re.search(pattern, screen := tmux("capture-pane", "-p")) for pattern in patterns):
        assert time.monotonic() < until, screen


def _lives(pid: int) -> bool:
    """Whether a process that is nobody's child here is at work; one that nobody has buried yet is not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


# What is to be seen afterwards


def _is_as_it_was(app: App) -> None:
    modes = app.modes()
    assert [mode for mode in PRIVATE_MODES if modes.get(mode)] == []
    assert modes[CURSOR]
    assert b"Traceback" not in app.raw


def _is_kept(desktop: Desktop, doing: Doing) -> None:
    assert _draft(desktop, doing.kind).endswith(doing.words)


def _is_whole(desktop: Desktop) -> None:
    """Nothing is half there: all people of the import or none, and SQLite finds nothing wrong."""
    with closing(sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)) as connection:
        people = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        assert people in (1, 1 + MANY)
        imported = people > 1
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("SELECT action_id, off FROM pen").fetchall() == [(None, 0)]
    if imported:  # it had come to its end before the signal came; the next round imports anew
        desktop.does("undo")


def _draft(desktop: Desktop, kind: str) -> str:
    with closing(sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT text FROM draft WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,)).fetchone()
    return str(row[0]) if row else ""
