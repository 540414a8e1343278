"""A home of the first schema, as a released version left it, opened by this version: nothing is lost, and all of it goes on working."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconnect_tui.core.errors import DatabaseError
from reconnect_tui.paths import Home
from reconnect_tui.services import doctoring, exporting, finding, history, joining, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import database, migrations, people
from reconnect_tui.store.migrations import FIRST_COLUMNS, SCHEMA_VERSION
from reconnect_tui.store.people import insert
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS

FIRST = Path(__file__).parent.parent / "data" / "schema_1.sql"
Rows = dict[str, list[tuple[object, ...]]]


def rows_of_the_first(connection: sqlite3.Connection) -> Rows:
    """All rows that the first schema had, with their ids."""
    kept = {**FIRST_COLUMNS, **LOOSE_COLUMNS, "action": ("at", "day", "kind", "sentence", "person_id", "sitting", "undone")}
    kept["change"] = ("action_id", "tbl", "op", "row_id", "last_id", "image")
    return {
        table: connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
        for table, columns in kept.items()
    }


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a database of the first schema in it."""
    connection = sqlite3.connect(tmp_path / "reconnect.db")
    connection.executescript(FIRST.read_text("utf-8"))
    connection.close()
    return tmp_path


@pytest.fixture
def before(old: Path) -> Rows:
    connection = sqlite3.connect(old / "reconnect.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    found = rows_of_the_first(connection)
    connection.close()
    assert all(found[table] for table in found), "the fixture has something in every table"
    return found


@pytest.fixture
def migrated(old: Path, before: Rows) -> Iterator[Desk]:
    desk = open_desk(Home(str(old), str(old)), {"RECONNECT_TODAY": "2026-11-22"}, sitting="first")
    yield desk
    desk.close()


def test_every_row_is_kept_and_doctor_is_content(migrated: Desk, before: Rows) -> None:
    assert migrated.store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert rows_of_the_first(migrated.store.connection) == before
    assert [finding.words for finding in doctoring.examine_database(migrated) if finding.well is False] == []
    assert migrated.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert migrated.store.connection.execute("SELECT count(*) FROM edit").fetchone() == (0,)


def test_a_backup_of_the_old_one_is_made_first(migrated: Desk, before: Rows) -> None:
    copies = list(Path(migrated.home.backups).glob("reconnect-before-schema-*.db"))
    assert len(copies) == 1
    copy = sqlite3.connect(copies[0])
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert rows_of_the_first(copy) == before
    copy.close()


@pytest.mark.parametrize("stopped_at", ["SECOND_SCHEMA", "FOURTH_SCHEMA", "refresh_all"])
def test_all_steps_are_taken_or_none(old: Path, before: Rows, stopped_at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops it, the next start finds a home of the first schema, and takes all steps."""

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    home = Home(str(old), str(old))
    with monkeypatch.context() as patched:
        if stopped_at == "refresh_all":
            patched.setattr(database, "refresh_all", stopped)
        else:
            patched.setattr(migrations, stopped_at, "SELECT no_such_function();")
        with pytest.raises((KeyboardInterrupt, DatabaseError)):
            open_desk(home, {"RECONNECT_TODAY": "2026-11-22"})
    connection = sqlite3.connect(old / "reconnect.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert rows_of_the_first(connection) == before
    connection.close()
    desk = open_desk(home, {"RECONNECT_TODAY": "2026-11-22"})
    assert desk.store.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert [finding.words for finding in doctoring.examine_database(desk) if finding.well is False] == []
    desk.close()


def test_it_is_migrated_once(migrated: Desk, old: Path) -> None:
    steps = migrated.store.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    assert len(steps) == SCHEMA_VERSION
    open_desk(Home(str(old), str(old)), {"RECONNECT_TODAY": "2026-11-22"}).close()
    assert migrated.store.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall() == steps


def test_the_schema_is_the_one_of_a_new_home(migrated: Desk, tmp_path: Path) -> None:
    fresh = open_desk(Home(str(tmp_path / "new"), str(tmp_path / "new")), {"RECONNECT_TODAY": "2026-11-22"})
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    assert migrated.store.connection.execute(query).fetchall() == fresh.store.connection.execute(query).fetchall()
    fresh.close()


def test_what_was_done_before_is_undone_and_done_again_step_by_step(migrated: Desk) -> None:
    redone = history.redo(migrated)
    assert redone is not None
    assert redone.step.sentence == "Noted on Ada Okafor"
    whole = rows_of_the_first(migrated.store.connection)
    undone = 0
    while history.undo(migrated) is not None:
        undone += 1
        assert [finding.words for finding in doctoring.examine_database(migrated) if finding.well is False] == []
    assert undone == len(whole["action"])
    for table in ("person", "moment", "relation", "tag", "source_record", "not_same", "own_role"):
        assert rows_of_the_first(migrated.store.connection)[table] == [], table
    while history.redo(migrated) is not None:
        undone -= 1
    assert undone == 0
    now = rows_of_the_first(migrated.store.connection)
    assert {table: rows for table, rows in now.items() if table not in ("change", "draft")} == {
        table: rows for table, rows in whole.items() if table not in ("change", "draft")
    }


@pytest.mark.parametrize("table", ["relation", "edit", "mapping"])
def test_the_new_tables_keep_history_too(migrated: Desk, table: str) -> None:
    every: dict[str, dict[str, object]] = {
        "relation": {"person_id": 3, "other_name": "Eve Lind", "kind": "sister of"},
        "edit": {"subject": "a000000000", "field": "name", "at": "2026-11-22T10:00:00Z"},
        "mapping": {"headings": "Nom", "fields": "{}"},
    }
    values = every[table]
    columns = f"id, {', '.join(COLUMNS[table])}"
    before = migrated.store.connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
    with pytest.raises(DatabaseError), migrated.store.transaction():
        insert(migrated.store, table, **values)
    with recording.decision(migrated, "test", "a row"):
        number = insert(migrated.store, table, **values)
    with recording.decision(migrated, "test", "changed"):
        people.update(migrated.store, table, number, **dict.fromkeys([COLUMNS[table][-1]], "other"))
    with recording.decision(migrated, "test", "gone"):
        migrated.store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
    for _ in range(3):
        assert history.undo(migrated) is not None
    assert migrated.store.connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall() == before


def test_an_edit_is_stamped_from_now_on_and_found(migrated: Desk) -> None:
    ada = finding.who(migrated, "Ada Okafor")[0]
    recording.set_greeting(migrated, ada.id, "Ads")
    stamps = migrated.store.connection.execute("SELECT subject, field FROM edit").fetchall()
    assert stamps == [(people.get(migrated.store, ada.id).uid, "greeting")]


def test_what_it_exports_comes_back_identical(migrated: Desk, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    exporting.write(migrated, str(first))
    fresh = open_desk(Home(str(tmp_path / "new"), str(tmp_path / "new")), {"RECONNECT_TODAY": "2026-11-22"})
    joining.join(fresh, first)
    exporting.write(fresh, str(tmp_path / "second.json"))
    fresh.close()
    assert (tmp_path / "second.json").read_bytes() == first.read_bytes()
