"""Several connections in one process, and other processes beside it: nobody takes anybody's locks away."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from reconnect_tui.paths import Home

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
