"""Opening the database: what is refused, what is made, and that nothing refused is changed."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reconnect_tui.core.errors import DamagedDatabase, DatabaseError, MissingDatabase, NewerDatabase
from reconnect_tui.store import backup
from reconnect_tui.store.database import Store, open_store, told
from reconnect_tui.store.migrations import SCHEMA_VERSION
from reconnect_tui.store.tables import APPLICATION_ID


def opened(folder: Path, *, fresh: bool = False) -> Store:
    return open_store(str(folder / "home" / "reconnect.db"), backups=str(folder / "home" / "backups"), fresh=fresh)


def test_a_new_database_is_private_and_durable(tmp_path: Path) -> None:
    store = opened(tmp_path)
    read = {name: store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (
        "journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version", "application_id",
    )}  # fmt: skip
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "user_version": SCHEMA_VERSION,
        "application_id": APPLICATION_ID,
    }
    assert stat.S_IMODE(os.stat(store.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(tmp_path / "home").st_mode) == 0o700
    store.close()


def test_the_schema_counts_as_many_steps_as_there_are(tmp_path: Path) -> None:
    from sqlite_utils import Database

    from reconnect_tui.store.migrations import migrations

    store = opened(tmp_path)
    applied = migrations().applied(Database(store.connection, execute_plugins=False))
    assert len(applied) == SCHEMA_VERSION
    store.close()


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    before = Path(store.path).read_bytes()
    with pytest.raises(NewerDatabase, match=r"newer version.*Update reconnect"):
        opened(tmp_path)
    assert Path(store.path).read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look like one " * 40, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "home" / "reconnect.db"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DatabaseError):
        opened(tmp_path)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "reconnect.db"
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes(name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="not one of reconnect's"):
        opened(tmp_path)
    assert path.read_bytes() == before


def test_a_folder_in_place_of_the_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "home" / "reconnect.db").mkdir(parents=True)
    with pytest.raises(DatabaseError, match="is a folder"):
        opened(tmp_path)


@pytest.mark.parametrize("empty_file", [True, False])
def test_a_lost_database_beside_backups_is_not_made_anew(tmp_path: Path, empty_file: bool) -> None:
    store = opened(tmp_path)
    backup.make_backup(store.connection, store.backups, "2026-11-22")
    store.close()
    for suffix in ("", "-wal", "-shm"):
        Path(store.path + suffix).unlink(missing_ok=True)
    if empty_file:
        Path(store.path).touch()
    with pytest.raises(MissingDatabase, match="restore"):
        opened(tmp_path)
    opened(tmp_path, fresh=True).close()


def test_a_read_only_folder_is_said_so(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    folder = tmp_path / "home"
    folder.mkdir(mode=0o500)
    with pytest.raises(DatabaseError):
        opened(tmp_path)


def test_a_nested_transaction_that_fails_takes_back_only_itself(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.transaction() as connection:
        connection.execute("INSERT INTO draft(text, saved_at) VALUES ('outer', '')")
        with pytest.raises(DatabaseError), store.transaction():
            connection.execute("INSERT INTO draft(text, saved_at) VALUES ('inner', '')")
            connection.execute("INSERT INTO no_such_table VALUES (1)")
    assert store.connection.execute("SELECT text FROM draft").fetchall() == [("outer",)]
    store.close()


def test_an_error_inside_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        connection.execute("INSERT INTO draft(text, saved_at) VALUES ('gone', '')")
        _ = 1 // 0
    assert store.connection.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert not store.connection.in_transaction
    store.close()


def test_first_starts_at_once_make_one_whole_database(tmp_path: Path) -> None:
    script = (
        "import sys; from reconnect_tui.store.database import open_store\n"
        "store = open_store(sys.argv[1], backups=sys.argv[2])\n"
        "print(store.connection.execute('SELECT count(*) FROM circle').fetchone()[0])"
    )
    path, backups = str(tmp_path / "home" / "reconnect.db"), str(tmp_path / "home" / "backups")
    running = [
        subprocess.Popen([sys.executable, "-c", script, path, backups], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert [process.communicate(timeout=60) for process in running] == [("4\n", "")] * 6


def test_another_writer_is_noticed(tmp_path: Path) -> None:
    store, other = opened(tmp_path), opened(tmp_path)
    assert not store.changed_outside()
    with other.transaction() as connection:
        connection.execute("INSERT INTO draft(text, saved_at) VALUES ('from elsewhere', '')")
    assert store.changed_outside()
    assert not store.changed_outside()
    store.close()
    other.close()


def test_a_database_of_the_second_schema_is_brought_up_to_date_with_all_that_is_derived(tmp_path: Path) -> None:
    from sqlite_utils import Database

    from reconnect_tui.store import standing
    from reconnect_tui.store.migrations import migrations

    path = tmp_path / "home" / "reconnect.db"
    path.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    migrations().apply(Database(connection, execute_plugins=False), stop_before="m003_who_is_next")
    connection.executescript(
        "UPDATE pen SET off = 1; INSERT INTO person(uid, name, circle_id) VALUES ('u', 'Ada Okafor', 2);"
        "INSERT INTO moment(uid, at, kind, direction) VALUES ('m', '2026-01-02', 'call', 'both'), ('n', '2026-03-02', 'call', 'both');"
        "INSERT INTO moment_person(moment_id, person_id, at) VALUES (1, 1, '2026-01-02'), (2, 1, '2026-03-02');"
        "INSERT INTO standing(person_id, lot) VALUES (1, 7); UPDATE pen SET off = 0;"
        "INSERT INTO queue(day, place, person_id, rule) VALUES ('2026-11-22', 0, 1, 'pace');"
    )
    connection.close()
    store = opened(tmp_path)
    assert store.connection.execute("SELECT months, pace, next_due FROM standing").fetchall() == [(2, 60, "2026-05-01")]
    assert not standing.differing(store.connection)
    assert store.connection.execute("SELECT instead_of FROM queue").fetchall() == [(0,)]
    assert len(list((tmp_path / "home" / "backups").glob("*.db"))) == 1
    store.close()


@pytest.mark.parametrize("error", ["disk I/O error", "database or disk is full", "unable to open database file"])
def test_what_a_disk_did_is_told_with_what_to_do_next(error: str) -> None:
    sentence = str(told(sqlite3.OperationalError(error), "reconnect.db"))
    assert "room" in sentence
    assert "The database said" not in sentence
