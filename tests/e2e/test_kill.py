"""SAFETY.md, promise 1: kill -9 while somebody types loses at most the last 300 ms; the next start shows the rest."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.story import App, Desktop

GRACE = 0.3
"""Seconds of typing that may be lost."""


class Killed(NamedTuple):
    """What was typed when the program was killed, and what of it had been typed more than ``GRACE`` before."""

    typed: str
    safe: str


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor")
    return desktop


@pytest.mark.parametrize("times", [pytest.param(10, id="ten times"), pytest.param(50, id="fifty times", marks=pytest.mark.long)])
def test_kill_while_typing(desktop: Desktop, times: int, capsys: pytest.CaptureFixture[str]) -> None:
    r = random.Random(times)
    kept, lost, held = "", 0, 0
    last = Killed("", "")
    for number in range(times + 1):
        with desktop.opens() as app:
            app.wait_for("a hello to Ada", "? help")
            app.keys("w")
            app.wait_for("ctrl+s done")
            stored = _draft(desktop)
            # What came through is what was there before and a beginning of what was typed: nothing else, nothing twice.
            assert stored.startswith(kept)
            assert last.typed.startswith(stored[len(kept) :])
            assert len(stored) - len(kept) >= len(last.safe), f"kill {number}: {stored[len(kept) :]!r} is left of {last.typed!r}"
            app.wait_for(*stored.splitlines()[-1:])
            lost = max(lost, len(last.typed) - len(stored) + len(kept))
            held += bool(number)
            kept = stored
            if number < times:
                last = _type_and_kill(app, number, r)
    assert held == times
    with capsys.disabled():
        print(f" [{held} of {times} kills kept their draft; the most that was lost was the last {lost} signs]", end="")


def test_kill_while_noting_and_capturing(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.wait_for("a hello to Ada", "? help")
        app.keys("n")
        app.wait_for("a note on")
        app.type("two kids, sails; wants to")
        app.wait_for("wants to")
        app.let_pass(GRACE)
        app.kill()
    with desktop.opens() as app:
        app.wait_for("a hello to Ada", "? help")
        app.keys("n")
        app.wait_for("two kids, sails; wants to")
        app.keys("Esc")
        app.wait_gone("a note on")
        app.keys("N")
        app.wait_for("note something")
        app.type("coffee: @ada is moving")
        app.wait_for("is moving")
        app.let_pass(GRACE)
        app.kill()
    with desktop.opens() as app:
        app.wait_for("a hello to Ada", "? help")
        app.keys("N")
        app.wait_for("coffee: @ada is moving")


def _type_and_kill(app: App, number: int, r: random.Random) -> Killed:
    """Type a line of its own, some signs at a time, and kill in the middle of it, or in the middle of a breath."""
    words = f"{number:02} " + "".join(r.choice("abcdefghijklmnoprstu") for _ in range(50))
    typed: list[tuple[float, str]] = []
    for sign in "\n" + words[: r.randrange(4, len(words))]:
        app.type(sign)
        typed.append((time.monotonic(), sign))
        app.let_pass(r.choice((0.0, 0.0, 0.01, 0.03)))
    app.let_pass(r.choice((0.0, 0.05, 0.2, 0.35)))
    killed_at = time.monotonic()
    app.kill()
    return Killed("".join(sign for _, sign in typed), "".join(sign for at, sign in typed if at < killed_at - GRACE))


def _draft(desktop: Desktop) -> str:
    """The draft as it lies in the database, beside the program that has it open."""
    import sqlite3

    connection = sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT text FROM draft WHERE kind = 'letter'").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""
