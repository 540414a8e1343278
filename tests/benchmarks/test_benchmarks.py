"""That the benchmarks measure the same things each time, and can be read. How fast anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from reconnect_tui.paths import Home
from reconnect_tui.services.desk import open_desk
from tests.benchmarks import generating, homes
from tests.benchmarks.table import HEADINGS, Row, table
from tests.benchmarks.timing import Took, at_work, p95, ratio, side_by_side


def test_the_same_seed_gives_the_same_people(tmp_path: Path) -> None:
    for name in ("one.csv", "other.csv"):
        generating.connections(tmp_path / name, 200)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()
    generating.connections(tmp_path / "third.csv", 200, seed=7)
    assert (tmp_path / "third.csv").read_bytes() != (tmp_path / "one.csv").read_bytes()
    assert list(generating.cards(50)) == list(generating.cards(50))
    assert list(generating.moments(50, 9, date(2026, 1, 1))) == list(generating.moments(50, 9, date(2026, 1, 1)))


def test_a_filled_home_holds_what_was_asked_for(tmp_path: Path) -> None:
    generating.connections(tmp_path / "Connections.csv", 300)
    home = homes.filled(tmp_path / "home", tmp_path / "Connections.csv", 900)
    desk = open_desk(Home(str(home), str(home)), {})
    counted = [
        desk.store.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("person", "moment", "follow_up")
    ]
    desk.close()
    assert counted == [300, 900, 50]  # who is in a circle has a follow-up, sixty at most
    assert len(homes.names(home, 20)) == len(set(homes.names(home, 20))) == 20
    assert homes.rows_in(home) == homes.rows_in(homes.copied(home, tmp_path / "copy"))


def test_a_card_is_folded_where_its_reader_puts_it_together_again() -> None:
    for card in islice(generating.cards(200), 200):
        lines = card.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert card.replace(b"\r\n ", b"").decode().startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:")


def test_subjects_take_turns_and_the_first_round_is_for_warming_up() -> None:
    clock: Iterator[int] = iter(range(100))
    got = side_by_side({"one": lambda: next(clock), "other": lambda: next(clock)}, 3)
    assert got == {"one": [3, 4, 7], "other": [2, 5, 6]}
    assert ratio([2, 4, 90], [1, 2, 3]) == 2
    assert p95(list(range(100))) == 95
    assert at_work([Took.of(9, 3)] * 3, [Took.of(1, 2)] * 3) == "; of the CPU alone 1.5 ×"
    assert at_work([Took(9)], [Took(1)]) == ""  # nobody knows


def test_the_table_says_what_is_met() -> None:
    rows = [Row("quick", 1.5, 1.04, "floor, 15 ms"), Row("slow", 30, 31, "", "ms"), Row("unseen", 0.1, None, "no khard")]
    lines = table(rows).splitlines()
    assert lines[0].split() == " ".join(HEADINGS).split()
    assert [line.split()[-5:] for line in lines[2:3]] == [["×", "met", "floor,", "15", "ms"]]
    assert "NOT MET" in lines[3]
    assert "not measured" in lines[4]


def test_the_command_tells_which_rows_there_are() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--help"], capture_output=True, text=True, check=True, cwd=homes.ROOT
    )
    assert "card, quit, memory, note, find, linkedin, vcards, typing, next, search, growth, who" in " ".join(told.stdout.split())
