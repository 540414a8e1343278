"""What can be told of a database from its bytes: its header, and the end of its log."""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reconnect_tui.store import wholeness
from reconnect_tui.store.database import open_store

_AT_WORK = """
import os, struct, sys
from reconnect_tui.store import drafts
from reconnect_tui.store.database import open_store
store = open_store(sys.argv[1], backups=sys.argv[1] + "-none")
drafts.add_loose(store, "first")
drafts.add_loose(store, "second")
print(flush=True)
sys.stdin.readline()
import fcntl
index = open(sys.argv[1] + "-shm", "rb+")
fcntl.lockf(index, fcntl.LOCK_EX, 1, 120)
print(flush=True)
sys.stdin.readline()
os._exit(0)
"""


def test_the_end_of_a_commit_is_no_damage_while_somebody_writes(tmp_path: Path) -> None:
    """Between its frames and the index, every commit looks to others like words that cannot be read."""
    path = str(tmp_path / "reconnect.db")
    with subprocess.Popen(
        [sys.executable, "-c", _AT_WORK, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as at_work:
        assert at_work.stdin is not None
        assert at_work.stdout is not None
        assert at_work.stdout.readline() == "\n"
        index = Path(f"{path}-shm")
        (frames,) = struct.unpack("=16xI", index.read_bytes()[:20])
        assert frames > 2
        assert not wholeness.unread(path)

        def readable(count: int) -> None:
            with index.open("rb+") as file:
                file.seek(16)
                file.write(struct.pack("=I", count))

        readable(frames - 1)
        assert wholeness.unread(path)
        assert wholeness.stays_unread(path), "nobody writes"
        at_work.stdin.write("lock\n")
        at_work.stdin.flush()
        assert at_work.stdout.readline() == "\n"
        threading.Timer(0.2, readable, (frames,)).start()
        assert not wholeness.stays_unread(path)
        at_work.stdin.write("end\n")
        at_work.stdin.close()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it begins with nothing but zeros"),
        (bytes(5000), "it begins with nothing but zeros"),
        (b"SQLite format 3\0", "it is cut short: only 16 bytes are left"),
        (b"Dear Ada", "it does not begin as an SQLite file does"),
    ],
)
def test_what_the_first_bytes_tell(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert wholeness.seen_from_outside(str(path)) == told


def test_a_whole_database_has_nothing_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "reconnect.db"
    store = open_store(str(path), backups=str(tmp_path))
    assert not wholeness.tables_missing(store.connection)
    assert not wholeness.misshapen(store.connection)
    assert not wholeness.unreadable(store.connection)
    store.close()
    assert wholeness.seen_from_outside(str(path)) == ""
    assert wholeness.fault(str(path)) == ""
    path.write_bytes(path.read_bytes()[:-4096])
    assert wholeness.seen_from_outside(str(path)).startswith("it is cut short")
    assert wholeness.seen_from_outside(str(tmp_path / "nothing.db")) == ""


def test_the_way_back_is_the_newest_backup_that_is_whole(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "my backups"))
    from reconnect_tui.store.backup import make_backup

    folder = str(tmp_path / "my backups")
    assert wholeness.way_back(folder) == f"There is no whole backup in {folder}."
    older, newer = (make_backup(store.connection, folder, label) for label in ("2026-11-21", "2026-11-22"))
    store.close()
    assert f"`reconnect restore '{newer}'`" in wholeness.way_back(folder)
    Path(newer).write_bytes(Path(newer).read_bytes()[:-4096])
    assert f"`reconnect restore '{older}'`" in wholeness.way_back(folder)
