"""One byte of the database is another: it is named, or nothing that is read has changed; nobody sees more than a sentence."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from reconnect_tui.store.tables import COLUMNS
from tests.counting import Count
from tests.e2e.damage import ADA, DATABASE, copied, furnish
from tests.e2e.story import Desktop

FLIPS, AT_ONCE = 100, 10
PARTS = [pytest.param(part, marks=pytest.mark.long if part else ()) for part in range(FLIPS // AT_ONCE)]

COMMANDS = (
    ("doctor",), ("show", ADA), ("next",), ("find", "turin"), ("history",), ("export", "-"), ("note", f'@"{ADA}" tea'), ("doctor",),
)  # fmt: skip


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a backup, to be copied."""
    desktop = Desktop(tmp_path_factory.mktemp("furnished"))
    furnish(desktop)
    return desktop.home


def contents(path: Path) -> list[str] | None:
    """All that can be read of a database; ``None`` where not all can."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return list(connection.iterdump())
    except (sqlite3.Error, UnicodeDecodeError):
        return None


@pytest.mark.parametrize("part", PARTS)
def test_a_byte_that_is_another(furnished: Path, tmp_path: Path, count: Count, part: int) -> None:
    whole = (furnished / DATABASE).read_bytes()
    before = contents(furnished / DATABASE)
    assert before is not None
    came: Counter[str] = Counter()
    for number in range(part * AT_ONCE, (part + 1) * AT_ONCE):
        dice = random.Random(number)
        data = bytearray(whole)
        # Half of a database is room that nobody uses: every second flip hits a written byte.
        written = [at for at in range(len(data)) if data[at]] if number % 2 else range(len(data))
        at = dice.choice(written)
        data[at] ^= 1 << dice.randrange(8)
        desktop = copied(furnished, tmp_path / str(number))
        path = desktop.home / DATABASE
        path.write_bytes(data)
        after = contents(path)
        done = desktop.run_all(COMMANDS)
        for words, one in zip(COMMANDS, done, strict=True):
            assert one.code in (0, 1, 3), (number, at, words, one)
            assert "Traceback" not in one.err, (number, at, words, one)
            assert "inside reconnect" not in one.err, (number, at, words, one)
            if one.code == 1 and words[0] not in ("doctor", "show", "note"):
                assert "reconnect restore" in one.err or "newer version" in one.err, (number, at, words, one)
        if done[0].code:
            came["named"] += 1
            assert "WRONG" in done[0].out
            if all(one.code == 1 for one in done):
                assert path.read_bytes() == data, "refused, and left as it was"
        elif after == before:
            came["without effect"] += 1
        else:
            assert after is not None, (number, at, "what cannot be read has to be named")
            differ = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
            assert len(differ) <= 2, (number, at, differ[:3], "one row at most, in its table and in the index made of it")
            if "nothing that was done explains it" in done[0].out:
                came["named by the backup"] += 1
            else:
                came["in what is derived"] += 1
                assert not any(f'INTO "{table}"' in one for table in (*COLUMNS, "action") for one, _ in differ), (
                    number,
                    at,
                    differ,
                )
    assert came.total() == AT_ONCE
    for what, times in came.items():
        count(f"4 flips: {what}", held=times, of=times)
    count("4 flips", held=AT_ONCE, of=AT_ONCE)
