"""kill -9 while somebody types loses at most the last 300 ms; the next start shows the rest, in the letter, a note and the capture line."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.counting import Count
from tests.e2e.story import App, Desktop

GRACE = 0.3
"""Seconds of typing that may be lost."""


class Place(NamedTuple):
    """Where somebody types: the key that opens it, what shows that it is open, the kind of its draft, and what begins new words in it."""

    key: str
    shows: str
    kind: str
    between: str


PLACES = {
    "letter": Place("w", "ctrl+s done", "letter", "\n"),
    "note": Place("n", "a note on", "note", " "),
    "line": Place("N", "note something", "line", " "),
}


class Killed(NamedTuple):
    """What was typed when the program was killed, and what of it had been typed more than ``GRACE`` before."""

    typed: str
    safe: str


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor")
    return desktop


def _long(place: str, seed: int) -> object:
    return pytest.param(place, 25, seed, id=f"{place}, 25 times ({seed})", marks=pytest.mark.long)


@pytest.mark.parametrize(
    ("place", "times", "seed"),
    [
        *(pytest.param(place, 2, 0, id=f"{place}, twice") for place in PLACES),
        *(_long(place, seed) for seed, place in enumerate(("letter", "note", "line", "letter"), 1)),
    ],
)
def test_kill_while_typing(desktop: Desktop, place: str, times: int, seed: int, count: Count) -> None:
    r = random.Random(seed)
    where = PLACES[place]
    kept, lost, held = "", 0, 0
    last = Killed("", "")
    for number in range(times + 1):
        with desktop.opens() as app:
            app.wait_for("a hello to Ada", "? help")
            app.keys(where.key)
            app.wait_for(where.shows)
            stored = _draft(desktop, where.kind)
            # What came through is what was there before and a beginning of what was typed: nothing else, nothing twice.
            assert stored.startswith(kept)
            assert last.typed.startswith(stored[len(kept) :])
            assert len(stored) - len(kept) >= len(last.safe), f"kill {number}: {stored[len(kept) :]!r} is left of {last.typed!r}"
            app.wait_for(stored.rpartition("\n")[2].strip()[-50:])
            lost = max(lost, len(last.typed) - len(stored) + len(kept))
            held += bool(number)
            kept = stored
            if number < times:
                last = _type_and_kill(app, number, where.between, r)
    assert held == times
    count("1 typing, then kill -9", held=held, of=times, note=f"{place}: the most that was lost was the last {lost} signs")


def _type_and_kill(app: App, number: int, between: str, r: random.Random) -> Killed:
    """Type words of their own, some signs at a time, and kill in the middle of it, or in the middle of a breath."""
    words = f"{number:02} " + "".join(r.choice("abcdefghijklmnoprstu") for _ in range(50))
    typed: list[tuple[float, str]] = []
    for sign in between + words[: r.randrange(4, len(words))]:
        app.type(sign)
        typed.append((time.monotonic(), sign))
        app.let_pass(r.choice((0.0, 0.0, 0.01, 0.03)))
    app.let_pass(r.choice((0.0, 0.05, 0.2, 0.35)))
    killed_at = time.monotonic()
    app.kill()
    return Killed("".join(sign for _, sign in typed), "".join(sign for at, sign in typed if at < killed_at - GRACE))


def _draft(desktop: Desktop, kind: str) -> str:
    """The draft as it lies in the database, beside the program that has it open."""
    with closing(sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT text FROM draft WHERE kind = ?", (kind,)).fetchone()
    return str(row[0]) if row else ""
