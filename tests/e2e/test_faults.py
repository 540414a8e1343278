"""The disk is full, or gives errors, from some write or fsync on: a sentence says so and what to do, the database is whole, the action
wholly there or not at all; in the app the text stays, NOT SAVED shows, and it is saved when there is room again."""

from __future__ import annotations

import errno
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.counting import Count
from tests.e2e.faults.aftermath import AFTER, BEFORE, spread
from tests.e2e.faults.calls import CREATE, FILLS, SYNC, TRUNCATE, WRITE, Fault, Watched, why_not
from tests.e2e.faults.scenes import SCENES
from tests.e2e.story import App, Desktop

watching = pytest.mark.skipif(bool(why_not()), reason=why_not())


class Disk(NamedTuple):
    """A way for a disk to fail: with which error, from then on or once, and at what."""

    error: int
    lasting: bool
    kinds: frozenset[str]


DISKS = {
    "full": Disk(errno.ENOSPC, True, FILLS),
    "an error once": Disk(errno.EIO, False, frozenset((WRITE, SYNC))),
    "errors from then on": Disk(errno.EIO, True, frozenset((WRITE, SYNC, TRUNCATE, CREATE))),
}
FEW, MANY = 1, 8
"""Points of each action on each disk, in the plain run and in the long one."""


@watching
@pytest.mark.parametrize("many", [FEW, pytest.param(MANY, marks=pytest.mark.long)], ids=["few", "many"])
@pytest.mark.parametrize("what", ["record", "note", "import", "undo", "migration"])
def test_in_the_shell(what: str, many: int, tmp_path: Path, count: Count) -> None:
    scene = SCENES[what](tmp_path)
    held = 0
    for disk in DISKS.values():
        total = sum(call.kind in disk.kinds for call in scene.calls[False])
        # one point alone lies in the middle of the work
        for point in spread(total, many, seed=disk.error) if many > 1 else [total // 2]:
            done = scene.struck(Fault(point, disk.error, disk.lasting, disk.kinds))
            assert done.at, f"call {point} of {total} was not come to: {done}"
            assert done.code in (0, 1), done
            assert "Traceback" not in done.out + done.err, done
            if done.code == 1:
                assert "room" in done.err, f"it does not say what to do: {done}"
                assert "went wrong inside" not in done.err, done
            state = scene.looked_at()
            # what could not be done afterwards, folding the log in, is done by the next who opens it
            assert not scene.told or state == (AFTER if done.code == 0 else BEFORE), done
            held += 1
    count(f"3 disk full or I/O error: {what}", held=held, of=many * len(DISKS))


def test_no_file_may_grow(tmp_path: Path, count: Count) -> None:
    """The same without watching calls, for any machine: the system itself lets no file grow beyond so many bytes (RLIMIT_FSIZE)."""
    scene = SCENES["import"](tmp_path)
    rooms = (0, 4096, 40_000)
    for room in rooms:
        scene.again()
        done = scene.runs([sys.executable, "-I", "-S", "-c", _CRAMPED, str(room), *scene.desktop.command(*scene.words)])
        assert done.code == 1, done
        assert "room" in done.err, done
        assert "Traceback" not in done.err, done
        assert scene.looked_at() == BEFORE
    count("3 disk full or I/O error: no file may grow", held=len(rooms), of=len(rooms))


_CRAMPED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
os.execvpe(sys.argv[2], sys.argv[2:], os.environ)
"""


class Place(NamedTuple):
    """Where somebody types: the key that opens it, what shows that it is open, the kind of its draft, and how a stretch of words begins."""

    key: str
    shows: str
    kind: str
    begins: str


PLACES = {
    "letter": Place("w", "ctrl+s done", "letter", "\n"),
    "note": Place("n", "a note on", "note", " "),
    "line": Place("N", "note something", "line", " @ada "),
}


@watching
@pytest.mark.parametrize("many", [1, pytest.param(9, marks=pytest.mark.long)], ids=["once", "again and again"])
@pytest.mark.parametrize("place", list(PLACES))
def test_in_the_app(place: str, many: int, tmp_path: Path, count: Count) -> None:
    """While somebody types: the words stay, NOT SAVED shows, and they are saved when there is room again."""
    r = random.Random(many)
    desktop, where = Desktop(tmp_path), PLACES[place]
    desktop.run_all([("add", "Ada Okafor"), ("backup",), ("export", "-")])
    with Watched(desktop.home) as watched, App(watched.command(desktop.command()), desktop.environ, folder=str(tmp_path)) as app:
        app.reads("Ada Okafor")
        app.keys(where.key)
        app.wait_for(where.shows)
        typed = ""
        for number in range(many):
            disk = list(DISKS.values())[number % len(DISKS)]
            watched.strike(Fault(r.randrange(1, 6), disk.error, disk.lasting, disk.kinds))
            words = where.begins + f"{number:02} "
            app.type(words)
            for sign in "abcdefghijklmnopqrstuvwxyz":
                words += sign
                app.type(sign)
                app.let_pass(0.02)
                if watched.struck:
                    break
            typed += words
            assert watched.struck
            app.wait_for(words.split()[-1])
            if disk.lasting:  # else it may be saved again before anything could be said
                app.wait_for("NOT SAVED")
                assert _draft(desktop, where.kind) != typed
            watched.relent()
            watched.struck.clear()
            app.wait_gone("NOT SAVED")
            app.wait_until(lambda: _draft(desktop, where.kind) == typed, f"{typed!r} in the database")  # noqa: B023
        if place != "letter":
            _enter_without_room(app, watched, where)
            assert typed.strip() in desktop.does("export", "-").out
            assert _draft(desktop, where.kind) == ""
        app.kill()
    with desktop.opens() as app:
        app.reads("Ada Okafor", *([] if place == "line" else [typed.split()[-1]]))
    assert desktop.run("doctor").code == 0
    count(f"3 disk full or I/O error: typing in the app ({place})", held=many, of=many)


@watching
def test_quitting_without_room(tmp_path: Path, count: Count) -> None:
    """Neither the database nor a file takes the last words: they are written into the terminal, where they stay in sight."""
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", "Ada Okafor"), ("backup",), ("export", "-")])
    with Watched(desktop.home) as watched, App(watched.command(desktop.command()), desktop.environ, folder=str(tmp_path)) as app:
        app.reads("Ada Okafor").writes("Dear Ada,")
        app.wait_for("draft, saved")
        watched.strike(Fault(1, errno.ENOSPC, lasting=True, kinds=FILLS))
        app.type("\nare you still by the harbour?")
        app.wait_for("NOT SAVED")
        app.keys("Esc")
        app.wait_for("n note")
        since = len(app.raw)
        assert app.quits() == 1
        told = bytes(app.raw[since:]).decode()
        assert "here they are:" in told
        assert "Dear Ada,\r\nare you still by the harbour?" in told
    assert _draft(desktop, "letter") == "Dear Ada,"
    assert desktop.run("doctor").code == 0
    count("3 disk full or I/O error: quitting", held=1, of=1)


@watching
def test_in_plain_lines(tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", "Ada Okafor"), ("backup",), ("export", "-")])
    command = desktop.command("session", "--plain")
    with Watched(desktop.home) as watched, App(watched.command(command), desktop.environ, folder=str(tmp_path)) as app:
        app.wait_for("What now?")
        app.type("w\n")
        app.wait_for("A full stop alone")
        app.type("Dear Ada,\n")
        app.wait_until(lambda: _draft(desktop, "letter") == "Dear Ada,", "the first line in the database")
        watched.strike(Fault(1, errno.ENOSPC, lasting=True, kinds=FILLS))
        app.type("are you still by the harbour?\n")
        app.wait_for("NOT SAVED: database or disk is full")
        watched.relent()
        app.type("Yours\n")
        whole = "Dear Ada,\nare you still by the harbour?\nYours"
        app.wait_until(lambda: _draft(desktop, "letter") == whole, "all of it in the database")
        app.kill()
    assert desktop.run("doctor").code == 0
    count("3 disk full or I/O error: in plain lines", held=1, of=1)


def _enter_without_room(app: App, watched: Watched, where: Place) -> None:
    """Enter while the disk is full: the sheet stays with its words. With room again, Enter keeps them."""
    watched.strike(Fault(1, errno.ENOSPC, lasting=True, kinds=FILLS))
    app.keys("Enter")
    app.wait_for("The disk is full", where.shows)
    watched.relent()
    app.keys("Enter")
    app.wait_gone(where.shows)
    app.wait_for("Noted on")


def _draft(desktop: Desktop, kind: str) -> str:
    """The draft as it lies in the database, beside the program that has it open."""
    with closing(sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT text FROM draft WHERE kind = ?", (kind,)).fetchone()
    return str(row[0]) if row else ""
