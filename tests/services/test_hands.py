"""Who types in another window is known as long as that window lives, and no longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reconnect_tui.paths import Home
from reconnect_tui.services.hands import MOST_HANDS, Hand

_TYPES = """
import sys
from reconnect_tui.paths import Home
from reconnect_tui.services.hands import Hand
hand = Hand(Home(sys.argv[1], sys.argv[1]))
print(hand.take(), flush=True)
sys.stdin.readline()
"""


def test_whoever_types_first_is_alone(tmp_path: Path) -> None:
    home = Home(str(tmp_path), str(tmp_path))
    one, other = Hand(home), Hand(home)
    assert one.take()
    assert one.take(), "a sheet may come twice"
    assert not other.take()
    one.let_go()
    assert not one.take(), "the other is still at it"
    other.let_go()
    one.let_go()
    one.let_go()
    assert other.take()


def test_more_windows_than_are_told_apart(tmp_path: Path) -> None:
    home = Home(str(tmp_path), str(tmp_path))
    hands = [Hand(home) for _ in range(MOST_HANDS + 1)]
    assert [hand.take() for hand in hands] == [True] + [False] * MOST_HANDS
    for hand in hands:
        hand.let_go()
    assert Hand(home).take()


def test_a_window_that_was_killed_types_no_more(tmp_path: Path) -> None:
    home = Home(str(tmp_path), str(tmp_path))
    command = [sys.executable, "-c", _TYPES, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        ours = Hand(home)
        assert not ours.take()
        ours.let_go()
        other.kill()
    assert Hand(home).take()
