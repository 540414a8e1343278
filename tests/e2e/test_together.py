"""Two windows and the shell on one home, each as fast as it can: nothing is lost, nothing is there twice, nobody takes back another's."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.story import Desktop
from tests.e2e.together import PEOPLE, Ledger, Shell, Window

ADA, BRAM = PEOPLE[:2]
LOOKED_AT = 5
"""Every so many of what the shell adds to an open card is waited for there."""


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", name) for name in PEOPLE])
    return desktop


@pytest.mark.parametrize(("actions", "seed"), [(40, 1), pytest.param(200, 3, marks=pytest.mark.long)])
def test_two_windows_and_the_shell(desktop: Desktop, count: Count, actions: int, seed: int) -> None:
    ledger = Ledger()
    with desktop.opens("ada") as first, desktop.opens("bram") as second:
        first.reads(ADA)
        second.reads(BRAM)
        course = Course(Window(first, ADA, ledger), Window(second, BRAM, ledger), Shell(desktop, ledger), random.Random(seed))
        while course.done < actions:
            course.goes_on()
        # Both still work.
        course.one.note("last of one")
        course.other.note("last of the other")
        assert [first.quits(), second.quits()] == [0, 0]
    assert Ledger.of(desktop).told() == ledger.told()
    assert "All is well" in desktop.does("doctor").err
    assert b"Traceback" not in first.raw + second.raw
    count("5 two windows and the shell, actions", held=course.done, of=course.done, note="some at the very same moment")


class Course:
    """What happens next, by the dice."""

    def __init__(self, one: Window, other: Window, shell: Shell, dice: random.Random) -> None:
        self.one, self.other, self.shell, self.dice = one, other, shell, dice
        self.done = 0
        self._shown = 0
        self._ways: tuple[tuple[int, Callable[[str], None]], ...] = (
            (5, self._note), (4, self._line), (2, self._follow_up), (2, self._talk), (3, self._write), (4, self._undo),
            (6, self._shell_note), (2, self._shell_meets), (2, self._shell_follow_up), (2, self._shell_tags), (2, self._shell_edits),
            (1, self._shell_brings), (2, self._shell_undoes), (5, self._all_at_once), (2, self._lines_at_once),
        )  # fmt: skip

    def goes_on(self) -> None:
        deed = self.dice.choices([way for _, way in self._ways], [weight for weight, _ in self._ways])[0]
        deed(f"{self.done:03}")

    def _window(self) -> Window:
        self.done += 1
        return self.dice.choice((self.one, self.other))

    def _who(self) -> str:
        return self.dice.choice(PEOPLE)

    def _note(self, n: str) -> None:
        self._window().note(f"a heron on the canal {n}")

    def _line(self, n: str) -> None:
        self._window().line(self._who(), f"is moving {n}", f"t{n}", f"ask {n}")

    def _follow_up(self, n: str) -> None:
        self._window().follow_up(f"the mix {n}")

    def _talk(self, n: str) -> None:
        self._window().talk(f"of tides {n}")

    def _write(self, n: str) -> None:
        self._window().write(f"\nand sail {n}")

    def _undo(self, n: str) -> None:
        """In one window alone, and only what was done there."""
        if self.one.done:
            self.done += 1
            self.one.undo()
            self.one.note(f"instead {n}")
            self.done += 1

    def _shell_note(self, n: str) -> None:
        who = self._who()
        self.done += 1
        self.shell.note(who, f"from the shell {n}")
        for window in (self.one, self.other):
            if window.person == who:
                self._shown += 1
                if self._shown % LOOKED_AT == 1:
                    window.sees(f"from the shell {n}")

    def _shell_meets(self, n: str) -> None:
        self.done += 1
        self.shell.meet(self._who(), f"by the lock {n}")

    def _shell_follow_up(self, n: str) -> None:
        self.done += 1
        self.shell.follow_up(self._who(), f"the key {n}")

    def _shell_tags(self, n: str) -> None:
        self.done += 1
        self.shell.tag(self._who(), f"s{n}")

    def _shell_edits(self, n: str) -> None:
        self.done += 1
        self.shell.edit(self._who(), f"Dockyard {n}")

    def _shell_brings(self, n: str) -> None:
        self.done += 1
        self.shell.bring(f"Guest {n} Lind", f"Guest {n} Moor")

    def _shell_undoes(self, n: str) -> None:
        """What it did last, by its number: the newest of all may be a window's."""
        self.done += self.shell.undo(by_number=True)

    def _all_at_once(self, n: str) -> None:
        """Three notes at the very same moment."""
        who = self._who()
        process = self.shell.begins_note(who, f"at once {n}")
        self.one.begins_note(f"at once, one {n}")
        self.other.begins_note(f"at once, other {n}")
        self.one.ends_note(f"at once, one {n}")
        self.other.ends_note(f"at once, other {n}")
        self.shell.ends_note(process, who, f"at once {n}")
        self.done += 3

    def _lines_at_once(self, n: str) -> None:
        """Two capture lines at the very same moment: there is one place for a line that is not ended yet."""
        whose, words = self._who(), self._who()
        self.one.begins_line(whose, f"at once, one {n}", f"one{n}", f"one {n}")
        self.other.begins_line(words, f"at once, other {n}", f"other{n}", f"other {n}")
        self.one.ends_line(whose, f"at once, one {n}", f"one{n}", f"one {n}")
        self.other.ends_line(words, f"at once, other {n}", f"other{n}", f"other {n}")
        self.done += 2
