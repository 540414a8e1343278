"""kill -9 in front of a write, fsync, unlink, rename, truncation or creation of a file: the database is whole, each action wholly there or
not at all, and what was acknowledged is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.faults.aftermath import AFTER, spread
from tests.e2e.faults.calls import Fault, Watched, why_not
from tests.e2e.faults.scenes import SCENES
from tests.e2e.story import App, Desktop

watching = pytest.mark.skipif(bool(why_not()), reason=why_not())

KILLED = -9
FEW, MANY = 3, 30
"""Points of an action at a time, in the plain run and in the long one, which has two such times."""


@watching
@pytest.mark.parametrize(
    "part", ["few", pytest.param("one", marks=pytest.mark.long), pytest.param("two", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("what", ["record", "import", "undo", "migration", "restore"])
def test_killed_in_the_middle(what: str, part: str, tmp_path: Path, count: Count) -> None:
    """At so many of its calls, at a third of them while another window has the home open: its log is not folded in then."""
    scene = SCENES[what](tmp_path)
    many = FEW if part == "few" else MANY
    shares = {False: many - many // 3, True: many // 3} if True in scene.calls else {False: many}
    points = [(point, beside) for beside, share in shares.items() for point in _points(len(scene.calls[beside]), share, part)]
    ends = []
    for point, beside in points:
        done = scene.struck(Fault(point), beside=beside)
        assert done.at, f"call {point} of {len(scene.calls[beside])} was not come to: {done}"
        assert done.code == KILLED, done
        state = scene.looked_at()
        was_told = bool(scene.told) and scene.told in done.out + done.err
        assert state == AFTER or not was_told, f"it was acknowledged, and is gone: {done}"
        ends.append(state)
    if scene.told and many > FEW:
        assert len(set(ends)) == 2, "some were struck before they were kept, and some behind it"
    assert len(ends) == many
    count(f"2 kill -9 at a write, fsync or unlink: {what}", held=len(ends), of=many)


@pytest.mark.parametrize("many", [3, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_any_time(many: int, tmp_path: Path, count: Count) -> None:
    """The same without watching calls, for any machine: killed after so much of the time that an import takes."""
    scene = SCENES["import"](tmp_path)
    for number in range(1, many + 1):
        done = scene.killed_after(scene.took * number / (many + 1))
        state = scene.looked_at()
        assert state == AFTER or scene.told not in done.out + done.err, f"it was acknowledged, and is gone: {done}"
    count("2 kill -9 at any time of an import", held=many, of=many)


def _points(total: int, many: int, part: str) -> list[int]:
    """So many of the calls; the second part takes from between what the first took."""
    halves = {"few": range(1, total + 1), "one": range(1, total + 1, 2), "two": range(2, total + 1, 2)}
    half = halves[part]
    return [half[place - 1] for place in spread(len(half), many, seed=many)]


@watching
@pytest.mark.parametrize("many", [1, pytest.param(12, marks=pytest.mark.long)])
def test_killed_while_a_line_is_taken_in_the_app(many: int, tmp_path: Path, count: Count) -> None:
    """Enter in the capture line, and killed: it is a note, or it waits to be gone on with; never both, never neither."""
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", "Ada Okafor"), ("backup",), ("export", "-")])
    ends = []
    for number in range(many):
        words = f"@ada has {number} boats"
        with (
            Watched(desktop.home) as watched,
            App(watched.command(desktop.command()), desktop.environ, folder=str(tmp_path)) as app,
        ):
            app.reads("Ada Okafor")
            app.keys("N")
            app.wait_for("note something")
            app.type(words)
            app.wait_until(lambda: _kept(desktop, words) == (0, 1), "the line among the drafts")  # noqa: B023
            # the whole of it takes some 35 calls, at the end of which the log is not folded in
            watched.strike(Fault(1 + number * 3))
            app.keys("Enter")
            assert app.wait_exit() == KILLED
        ends.append(_kept(desktop, words))
        assert desktop.run("doctor").code == 0
        with desktop.opens() as app:
            app.reads("Ada Okafor")
            if ends[-1] == (0, 1):
                app.keys("N")
                app.wait_for(words)
                app.keys("Enter")
                app.wait_for("Noted on")
        assert _kept(desktop, words) == (1, 0)
    assert set(ends) <= {(0, 1), (1, 0)}
    count("2 kill -9 at a write, fsync or unlink: a line taken by keys", held=many, of=many)


def _kept(desktop: Desktop, words: str) -> tuple[int, int]:
    """How often these words are a note, and how often a draft."""
    with closing(sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)) as connection:
        notes, kept = (
            connection.execute(f"SELECT count(*) FROM {table} WHERE text = ?", (words,)).fetchone()[0]
            for table in ("moment", "draft")
        )
    return int(notes), int(kept)
