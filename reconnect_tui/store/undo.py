"""Undo and redo: before-images applied in reverse, with history on, so that what is logged meanwhile leads back again."""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.store.database import Store
from reconnect_tui.store.history import ALL_COLUMNS, STEP, Step, log_range, refresh_people, refresh_touched, touched
from reconnect_tui.store.tables import COLUMNS

IMPORT = "import"
"""The kind of action whose undo leaves alone whoever was touched since."""

_WITH_PERSON = tuple(table for table, columns in ALL_COLUMNS.items() if "person_id" in columns)


class Undone(NamedTuple):
    """What an undo or redo did. ``kept`` are names of people whom an undone import leaves as they are: something came after it."""

    step: Step
    kept: tuple[str, ...] = ()


def undo(store: Store, number: int) -> Undone:
    """Take back one action. Refuses where a later action changed the same rows: that one has to go first.

    Undoing an import leaves everybody alone about whom anything was written, changed or typed since, and names them.
    """
    with store.roomy(), store.transaction() as connection:
        step = _step(connection, number)
        if step.undone is not None:
            raise ReconnectError(f"“{step.sentence}” is taken back already.")
        kept: dict[int, str] = {}
        if step.kind == IMPORT:
            kept = _touched_since(connection, number)
        elif blocker := _later_on_same_rows(connection, number):
            raise ReconnectError(f"“{step.sentence}” cannot be taken back before “{blocker}”, which changed the same after it.")
        people = touched(connection, number)
        _reverse(connection, step, frozenset(kept))
        top = connection.execute("SELECT coalesce(max(undone), 0) + 1 FROM action").fetchone()[0]
        connection.execute("UPDATE action SET undone = ? WHERE id = ?", (top, number))
        refresh_people(connection, people)
        return Undone(step, tuple(sorted(kept.values())))


def redo(store: Store, number: int) -> Undone:
    """Do an undone action again: only the one that was taken back last, or its images would not fit what is there."""
    with store.roomy(), store.transaction() as connection:
        step = _step(connection, number)
        top = connection.execute("SELECT id FROM action WHERE undone IS NOT NULL ORDER BY undone DESC LIMIT 1").fetchone()
        if top is None or top[0] != number:
            raise ReconnectError(f"“{step.sentence}” cannot be done again before what was taken back after it.")
        _reverse(connection, step, frozenset())
        connection.execute("UPDATE action SET undone = NULL WHERE id = ?", (number,))
        refresh_touched(connection, number)
        return Undone(step)


def _step(connection: sqlite3.Connection, number: int) -> Step:
    row = connection.execute(STEP + " WHERE id = ?", (number,)).fetchone()
    if not row:
        raise ReconnectError(f"There is no action {number}; `reconnect history` lists them.")
    return Step(*row)


def _later_on_same_rows(connection: sqlite3.Connection, number: int) -> str | None:
    """The sentence of a later action that changed the same rows, or wrote something about a person whom this one added."""
    row = connection.execute(
        "SELECT a.sentence FROM change mine JOIN change theirs ON theirs.tbl = mine.tbl AND theirs.row_id = mine.row_id "
        "JOIN action a ON a.id = theirs.action_id "
        "WHERE mine.action_id = ? AND theirs.action_id > mine.action_id AND a.undone IS NULL AND mine.tbl <> 'draft' "
        "ORDER BY a.id DESC LIMIT 1",
        (number,),
    ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT a.sentence FROM change mine JOIN kept_line k ON k.moment_id = mine.row_id JOIN change theirs ON theirs.tbl = 'kept_line' "
            "AND theirs.row_id = k.id JOIN action a ON a.id = theirs.action_id WHERE mine.action_id = ? AND mine.tbl = 'moment' "
            "AND mine.op = 'insert' AND theirs.action_id > mine.action_id AND a.undone IS NULL ORDER BY a.id DESC LIMIT 1",
            (number,),
        ).fetchone()
    for table, columns in COLUMNS.items():
        if row is None and "person_id" in columns:
            row = connection.execute(
                f"SELECT a.sentence FROM change mine JOIN {table} t ON t.person_id = mine.row_id "
                f"JOIN change theirs ON theirs.tbl = '{table}' AND theirs.row_id = t.id JOIN action a ON a.id = theirs.action_id "
                "WHERE mine.action_id = ? AND mine.tbl = 'person' AND mine.op = 'insert' AND theirs.action_id > mine.action_id "
                "AND a.undone IS NULL ORDER BY a.id DESC LIMIT 1",
                (number,),
            ).fetchone()
    return str(row[0]) if row else None


def _touched_since(connection: sqlite3.Connection, number: int) -> dict[int, str]:
    """People of this import whom a later action, not taken back, or a draft is about: {id: name}."""
    since = "SELECT {} FROM change c JOIN action a ON a.id = c.action_id {} WHERE a.id > ? AND a.undone IS NULL AND c.tbl = '{}' AND {}"
    queries = [
        since.format("c.row_id", "", "person", "c.op <> 'range'"),
        since.format("mp.person_id", "JOIN moment_person mp ON mp.moment_id = c.row_id", "moment", "c.op <> 'range'"),
        since.format(
            "mp.person_id",
            "JOIN kept_line k ON k.id = c.row_id JOIN moment_person mp ON mp.moment_id = k.moment_id",
            "kept_line",
            "c.op <> 'range'",
        ),
        since.format("t.other_id", "JOIN relation t ON t.id = c.row_id", "relation", "c.op <> 'range'"),
        "SELECT person_id FROM draft WHERE person_id IS NOT NULL AND 0 < ?",
    ]
    for table in _WITH_PERSON:
        queries += [
            since.format("t.person_id", f"JOIN {table} t ON t.id = c.row_id", table, "c.op <> 'range'"),
            since.format("t.person_id", f"JOIN {table} t ON t.id BETWEEN c.row_id AND c.last_id", table, "c.op = 'range'"),
            since.format("json_extract(c.image, '$.person_id')", "", table, "c.image IS NOT NULL"),
        ]
    later = {row[0] for query in queries for row in connection.execute(query, (number,)) if row[0] is not None}
    if not later:
        return {}
    return {person: name for person, name in _people_of(connection, number).items() if person in later}


def _people_of(connection: sqlite3.Connection, number: int) -> dict[int, str]:
    """Everybody an action has rows of: {id: name}."""
    mine = "SELECT {} FROM change c JOIN {} t ON {} WHERE c.action_id = ? AND c.tbl = '{}'"
    single, many = "c.op <> 'range' AND t.id = c.row_id", "c.op = 'range' AND t.id BETWEEN c.row_id AND c.last_id"
    people: set[int] = set()
    for rows in (single, many):
        for table, column in (("person", "t.id"), *((table, "t.person_id") for table in _WITH_PERSON)):
            people.update(row[0] for row in connection.execute(mine.format(column, table, rows, table), (number,)))
    found = {}
    for person in people:
        row = connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
        if row:
            found[person] = str(row[0])
    return found


def _reverse(connection: sqlite3.Connection, step: Step, kept: frozenset[int]) -> None:
    """Apply the images of an action, newest first, but for the rows of ``kept`` people; the log of it takes the images' place."""
    changes = connection.execute(
        "SELECT tbl, op, row_id, last_id, image FROM change WHERE action_id = ? ORDER BY id DESC", (step.id,)
    ).fetchall()
    connection.execute("DELETE FROM change WHERE action_id = ?", (step.id,))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE pen SET action_id = ?", (step.id,))
    added = [
        (row_id, last_id or row_id)
        for table, op, row_id, last_id, _ in changes
        if table == "person" and op in ("insert", "range")
    ]
    for (table, op), group in groupby(changes, key=lambda change: (change[0], change[1])):
        rows = [change[2:] for change in group]
        spared = _spared(table, kept, added)
        if op == "insert":
            # words typed into a draft since it was brought back are newer than the letter that took it away
            newer = f" AND saved_at <= '{step.at}'" if table == "draft" else ""
            connection.executemany(f"DELETE FROM {table} WHERE id = ?{newer}{spared}", [(row_id,) for row_id, _, _ in rows])
        elif op == "range":
            for first, last, _ in rows:
                connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?{spared}", (first, last))
        elif op == "update":
            sets = ", ".join(f"{column} = ?" for column in ALL_COLUMNS[table])
            connection.executemany(
                f"UPDATE {table} SET {sets} WHERE id = ?{spared}", [(*_before(table, image), row_id) for row_id, _, image in rows]
            )
        else:
            images = sorted((row_id, *_before(table, image)) for row_id, _, image in rows)
            if table in _WITH_PERSON and kept:
                place = 1 + ALL_COLUMNS[table].index("person_id")
                images = [image for image in images if image[place] not in kept]
            if images:
                _bring_back(connection, step.id, table, images)
    connection.execute("UPDATE pen SET action_id = NULL")


def _spared(table: str, kept: frozenset[int], added: list[tuple[int, int]]) -> str:
    """The condition, to be added to a WHERE, that leaves the rows of ``kept`` people alone; ``added`` are (first, last) of those who go
    again if they are not kept."""
    if not kept:
        return ""
    people = ", ".join(str(person) for person in sorted(kept))
    if table == "person":
        return f" AND id NOT IN ({people})"
    if table == "moment":
        return f" AND id NOT IN (SELECT moment_id FROM moment_person WHERE person_id IN ({people}))"
    if table == "kept_line":
        return f" AND moment_id NOT IN (SELECT moment_id FROM moment_person WHERE person_id IN ({people}))"
    if table == "edit":
        return (
            f" AND subject NOT IN (SELECT uid FROM person WHERE id IN ({people}) UNION SELECT uid FROM follow_up WHERE person_id IN "
            f"({people}) UNION SELECT uid FROM moment WHERE id IN (SELECT moment_id FROM moment_person WHERE person_id IN ({people})))"
        )
    if table == "circle":
        return f" AND id NOT IN (SELECT circle_id FROM person WHERE id IN ({people}) AND circle_id IS NOT NULL)"
    if table == "relation" and added:
        goes = " OR ".join(f"other_id BETWEEN {first} AND {last}" for first, last in added)
        return f" AND (person_id NOT IN ({people}) OR ({goes}) AND other_id NOT IN ({people}))"
    return f" AND person_id NOT IN ({people})" if table in _WITH_PERSON else ""


def _before(table: str, image: str) -> tuple[object, ...]:
    before = json.loads(image)
    return tuple(before.get(column) for column in ALL_COLUMNS[table])


MANY = 200
"""From so many rows with consecutive ids on, what is brought back is logged as one range: redoing an import takes no longer than it did."""


def _bring_back(connection: sqlite3.Connection, number: int, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = ALL_COLUMNS[table]
    marks = ", ".join("?" * (len(columns) + 1))
    insert = f"INSERT INTO {table}(id, {', '.join(columns)}) VALUES ({marks})"
    first, last = rows[0][0], rows[-1][0]
    assert isinstance(first, int)
    assert isinstance(last, int)
    if len(rows) < MANY or last - first != len(rows) - 1:
        connection.executemany(insert, rows)
        return
    connection.execute("UPDATE pen SET off = 1")
    connection.executemany(insert, rows)
    log_range(connection, number, table, first, last)
    if table == "moment":
        connection.execute(
            "INSERT INTO moment_search(rowid, text) SELECT id, text || bare_twin(text) FROM moment WHERE id BETWEEN ? AND ?",
            (first, last),
        )
    connection.execute("UPDATE pen SET off = 0")
