"""Backups that are proven to restore."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconnect_tui.core.errors import DamagedDatabase, ReconnectError
from reconnect_tui.store import backup
from reconnect_tui.store.database import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "reconnect.db"), backups=str(tmp_path / "backups"))


def drafts(store: Store) -> list[str]:
    return [row[0] for row in store.connection.execute("SELECT text FROM draft ORDER BY id")]


def write(store: Store, text: str) -> None:
    with store.transaction() as connection:
        connection.execute("INSERT INTO draft(text, saved_at) VALUES (?, '')", (text,))


def test_what_is_backed_up_comes_back(store: Store) -> None:
    write(store, "kept")
    path = backup.make_backup(store.connection, store.backups, "2026-11-22")
    write(store, "written later")
    store.close()
    moved = backup.restore(path, store.path, "aside")
    again = open_store(store.path, backups=store.backups)
    assert drafts(again) == ["kept"]
    again.close()
    old = open_store(moved[0], backups=store.backups)
    assert drafts(old) == ["kept", "written later"]
    old.close()
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_there_is_a_database_at_every_moment_of_bringing_one_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, "kept")
    path = backup.make_backup(store.connection, store.backups, "2026-11-22")
    store.close()
    names = ("link", "replace", "unlink")
    asked = []

    def watched(name: str) -> None:
        does = getattr(os, name)

        def did(*paths: str) -> None:
            asked.append(name)
            assert os.path.exists(store.path)
            does(*paths)
            assert os.path.exists(store.path)

        monkeypatch.setattr(os, name, did)

    for name in names:
        watched(name)
    (aside,) = backup.restore(path, store.path, "aside")
    assert asked.count("replace") == 2
    assert os.path.exists(aside)


def test_a_damaged_backup_is_refused(store: Store, tmp_path: Path) -> None:
    path = Path(backup.make_backup(store.connection, store.backups, "2026-11-22"))
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    before = Path(store.path).read_bytes()
    with pytest.raises(DamagedDatabase):
        backup.restore(str(path), store.path, "aside")
    assert Path(store.path).read_bytes() == before
    with pytest.raises(ReconnectError, match="no backup"):
        backup.check_backup(str(tmp_path / "nowhere.db"))
    store.close()


def test_one_a_day_and_the_old_ones_go(store: Store) -> None:
    first = date(2026, 11, 1)
    for day in range(20):
        assert backup.daily_backup(store.connection, store.backups, first + timedelta(day)) is not None
    assert backup.daily_backup(store.connection, store.backups, first + timedelta(19)) is None
    kept = sorted(date.fromisoformat(Path(path).stem.removeprefix("reconnect-")) for path in backup.listing(store.backups))
    assert kept[-7:] == [first + timedelta(day) for day in range(13, 20)]
    assert not [name for name in os.listdir(store.backups) if name.endswith(".part")]
    store.close()


def test_what_a_kill_left_of_a_backup_goes(store: Store) -> None:
    backup.daily_backup(store.connection, store.backups, date(2026, 11, 1))
    left, at_work = (Path(store.backups) / f"reconnect-2026-11-02.db.{number}.part" for number in (1, 2))
    for path in (left, at_work):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    backup.daily_backup(store.connection, store.backups, date(2026, 11, 2))
    assert not left.exists()
    assert at_work.exists(), "another process may be writing it now"
    store.close()


def test_the_rotation_keeps_seven_days_four_weeks_and_twelve_months() -> None:
    held: list[date] = []
    for day in range(800):
        held.append(date(2024, 1, 1) + timedelta(day))
        for old in backup._superfluous(held):
            held.remove(old)
    assert len(held) <= backup.DAYS + backup.WEEKS + backup.MONTHS
    assert held[-7:] == [date(2024, 1, 1) + timedelta(day) for day in range(793, 800)]
    assert {(day.year, day.month) for day in held} >= {(2025, month) for month in range(4, 13)} | {
        (2026, 1),
        (2026, 2),
        (2026, 3),
    }
