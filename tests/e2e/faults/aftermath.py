"""A home before and after one action, the action struck down in the middle, and whether all is whole behind it."""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.e2e.faults.calls import Call, Fault, Watched, why_not
from tests.e2e.story import Desktop

BEFORE, AFTER = "not at all", "wholly there"

_UID = re.compile(r'"[0-9a-f]{12}"')
_STAMP = re.compile(r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"')


class Struck(NamedTuple):
    """What became of a command that a fault befell. ``at`` are the calls it was struck at: none where it needed fewer."""

    code: int
    out: str
    err: str
    at: tuple[Call, ...]


class Scene:
    """One action on one home: ``words`` are its command, ``prepare`` makes the home it is done in.

    ``then`` is done on what is left of it (the action again, where it is not said), and ``back`` takes that back; ``told`` are words by which
    the action is acknowledged, none where it never is. ``alone``: it is refused while another window has the home open. Where no call can be watched,
    it is done all the same, and ``calls`` are none.
    """

    def __init__(
        self,
        folder: Path,
        words: Sequence[str],
        prepare: Callable[[Desktop], object],
        *,
        then: Sequence[str] = (),
        back: str = "undo",
        told: str = "",
        alone: bool = False,
    ) -> None:
        self.desktop = Desktop(folder)
        self.words = tuple(words)
        self.then = tuple(then or words)
        self.back = back
        self.told = told
        self._kept = folder / "kept"
        prepare(self.desktop)
        shutil.copytree(self.desktop.home, self._kept)
        self.before = self.export()
        self.calls = {beside: self._counted(beside=beside) for beside in ((False,) if alone else (True, False))}
        """The calls it takes, with another window open and without."""
        self.after = self.export()
        assert self.after != self.before or not told

    def _counted(self, *, beside: bool) -> tuple[Call, ...]:
        self.again()
        began = time.monotonic()
        with Watched(self.desktop.home) as watched, _open_beside(self.desktop.home, beside):
            done = self._run(None if why_not() else watched)
        self.took = time.monotonic() - began
        assert done.code == 0, done
        assert self.told in done.out + done.err
        return tuple(watched.calls)

    def again(self) -> None:
        """Back to the home as it was prepared."""
        shutil.rmtree(self.desktop.home)
        shutil.copytree(self._kept, self.desktop.home)

    def export(self) -> str:
        """Everything that is in the home, as our own JSON."""
        return self.desktop.does("export", "-").out

    def struck(self, fault: Fault, *, beside: bool = False) -> Struck:
        """Do the action on the home as prepared, and let the fault befall it. ``beside``: another window has the home open meanwhile, so
        that the write-ahead log is not folded in."""
        self.again()
        with Watched(self.desktop.home, fault) as watched, _open_beside(self.desktop.home, beside):
            return self._run(watched)

    def killed_after(self, seconds: float) -> Struck:
        """Do the action on the home as prepared, and kill it after that time; it may have ended before."""
        self.again()
        process = subprocess.Popen(
            self.desktop.command(*self.words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.desktop.environ, cwd=self.desktop.folder,
        )  # fmt: skip
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        return Struck(process.returncode, out.decode(), err.decode(), ())

    def runs(self, command: Sequence[str], watched: Watched | None = None) -> Struck:
        """Run this command line beside the home."""
        done = subprocess.run(
            watched.command(command) if watched else command, stdin=subprocess.DEVNULL, capture_output=True,
            env=self.desktop.environ, cwd=self.desktop.folder, timeout=120, check=False,
        )  # fmt: skip
        assert watched is None or not watched.refused, watched.refused
        return Struck(done.returncode, done.stdout.decode(), done.stderr.decode(), tuple(watched.struck) if watched else ())

    def _run(self, watched: Watched | None) -> Struck:
        return self.runs(self.desktop.command(*self.words), watched)

    def looked_at(self) -> str:
        """Look at what is left: the database whole, doctor content, the next commands done. Returns ``BEFORE`` or ``AFTER``; asserts that it is
        one of the two."""
        commands = [("doctor",), ("export", "-"), self.then, (self.back,), ("export", "-"), ("doctor",)]
        doctor, export, next_one, back, later, at_last = self.desktop.run_all(commands)
        assert doctor.code == 0, doctor
        assert export.code == 0, export
        with closing(sqlite3.connect(self.desktop.home / "reconnect.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        state = self.state(export.out)
        assert next_one.code == 0, next_one
        assert back.code == 0, back
        # an import that is there already changes nothing, so that what is taken back is the import itself
        assert later.out == (self.before if self.then[0] == "import" else export.out)
        assert at_last.code == 0, at_last
        # a log that ends in the middle of an action is no damaged one
        assert not list(self.desktop.home.rglob("*damaged*"))
        return state

    def state(self, export: str) -> str:
        """Whether the action is wholly there or not at all."""
        if export == self.before:
            return BEFORE
        assert self._likened(export) == self._likened(self.after), "the action is neither wholly there nor not at all"
        return AFTER

    def _likened(self, export: str) -> object:
        """An export without what is new each time: the names of new rows, and the clock's times."""
        for pattern, word in ((_UID, '"new"'), (_STAMP, '"now"')):
            fresh = set(pattern.findall(export)) - set(pattern.findall(self.before))
            for one in fresh:
                export = export.replace(one, word)
        return {
            name: sorted(json.dumps(one, sort_keys=True) for one in part) if isinstance(part, list) else part
            for name, part in json.loads(export).items()
        }


@contextmanager
def _open_beside(home: Path, wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    with closing(sqlite3.connect(home / "reconnect.db")) as connection:
        connection.execute("SELECT count(*) FROM person").fetchall()
        yield


def spread(total: int, many: int, seed: int) -> list[int]:
    """``many`` different numbers of 1…total: the first, the last, half of them evenly between, the rest by chance."""
    evenly = {1 + place * (total - 1) // max(many // 2 - 1, 1) for place in range(min(many // 2, total))}
    others = [number for number in range(1, total + 1) if number not in evenly]
    return sorted(evenly | set(random.Random(seed).sample(others, min(many - len(evenly), len(others)))))
