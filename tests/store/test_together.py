"""Several connections in one process, and other processes beside it: nobody takes anybody's locks away."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reconnect_tui.paths import Home
from reconnect_tui.store import drafts
from reconnect_tui.store.database import open_store

_AT_WORK = """
import sys
from datetime import date
from reconnect_tui.paths import Home
from reconnect_tui.services import care
from reconnect_tui.store import drafts
from reconnect_tui.store.database import open_store
home = Home(sys.argv[1], sys.argv[1])
store = open_store(home.database, backups=home.backups)
drafts.add_loose(store, "before")
print(care.daily(home, date(2026, 11, 22)), flush=True)
sys.stdin.readline()
drafts.add_loose(store, "after")
store.close()
"""

# What a process looks like that has written its commit to the log and is still waiting for the disk: the index does not know of it yet.
_HELD_UP = """
import fcntl, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
index = open(sys.argv[1] + "-shm", "rb+", buffering=0)
connection.execute("SELECT * FROM draft").fetchall()
known = index.read(96)
connection.execute("INSERT INTO draft(kind, text, saved_at) VALUES ('loose', 'under way', '2026-11-22')")
index.seek(0)
index.write(known)
fcntl.lockf(index, fcntl.LOCK_EX, 1, 120)
print("held up", flush=True)
sys.stdin.readline()
"""

_LOOKS = """
import sys
from reconnect_tui.paths import Home
from reconnect_tui.store import drafts
from reconnect_tui.store.database import open_store
home = Home(sys.argv[1], sys.argv[1])
print([draft.text for draft in drafts.loose(open_store(home.database, backups=home.backups))])
"""


def test_a_look_beside_an_open_database_leaves_its_locks(tmp_path: Path) -> None:
    """Whoever closes a descriptor of a file gives up the locks of the whole process on it (sqlite.org/howtocorrupt.html, 2.2). The next
    reader would take the log's index for an abandoned one and cut it short, under the feet of the process that has it mapped: SIGBUS."""
    home = Home(str(tmp_path), str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", _AT_WORK, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as at_work:
        assert at_work.stdin is not None
        assert at_work.stdout is not None
        assert at_work.stdout.readline() == "\n"
        assert _knows_of_a_reader(home)
        assert _loose(home) == ["before"]
        at_work.stdin.write("go on\n")
        at_work.stdin.close()
        assert at_work.wait(30) == 0
    assert _loose(home) == ["before", "after"]


@pytest.mark.long
def test_a_commit_that_waits_for_the_disk_is_no_damage(tmp_path: Path) -> None:
    """However long it takes: whoever looks at the log meanwhile must not take its end for unreadable."""
    home = Home(str(tmp_path), str(tmp_path))
    store = open_store(home.database, backups=home.backups)
    drafts.add_loose(store, "before")
    other = [sys.executable, "-c", _HELD_UP, home.database]
    with subprocess.Popen(other, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as held_up:
        assert held_up.stdout is not None
        assert held_up.stdin is not None
        assert held_up.stdout.readline() == "held up\n"
        done = subprocess.run(
            [sys.executable, "-c", _LOOKS, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "['before']\n", "")
        held_up.stdin.close()
    store.close()
    assert list(tmp_path.glob("*.damaged-*")) == []


def _knows_of_a_reader(home: Home) -> bool:
    """Whether the log's index is locked by whoever uses it, as SQLite does it (os_unix.c, the dead man's switch)."""
    with open(f"{home.database}-shm", "rb+") as index:
        try:
            fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
        except OSError:
            return True
    return False


def _loose(home: Home) -> list[str]:
    with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM draft ORDER BY id")]
