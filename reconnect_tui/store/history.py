"""Actions, undo and redo: every decision is one step, after a restart too.

Triggers write each row's before-image under the action that the one-row table ``pen`` names; the pen is put down inside the same
transaction, so no other connection ever sees it held. Undo applies the images in reverse with history on, and what it logs meanwhile is
the redo: one mechanism for both directions (sqlite.org/undoredo.html).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.store.database import Store
from reconnect_tui.store.standing import refresh, refresh_all
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS

_ALL_COLUMNS = COLUMNS | LOOSE_COLUMNS


class Step(NamedTuple):
    """One action as ``history`` lists it. ``undone`` is its place on the redo pile, or ``None``."""

    id: int
    at: str
    day: str
    kind: str
    sentence: str
    person_id: int | None
    sitting: str
    undone: int | None


_STEP = "SELECT id, at, day, kind, sentence, person_id, sitting, undone FROM action"


@contextmanager
def action(
    store: Store, kind: str, sentence: str, *, at: str, day: str, person_id: int | None = None, sitting: str = ""
) -> Iterator[int]:
    """Open one decision: everything written inside is one step of undo; yields its id.

    ``sentence`` is what undo and history will say ("Recorded: wrote to Ada"). A new action clears the redo.
    """
    with store.transaction() as connection:
        connection.execute("DELETE FROM action WHERE undone IS NOT NULL")
        number = connection.execute(
            "INSERT INTO action(at, day, kind, sentence, person_id, sitting) VALUES (?, ?, ?, ?, ?, ?)",
            (at, day, kind, sentence, person_id, sitting),
        ).lastrowid
        assert number is not None
        connection.execute("UPDATE pen SET action_id = ?", (number,))
        yield number
        connection.execute("UPDATE pen SET action_id = NULL, off = 0")
        _refresh_touched(connection, number)


def sentence_of(store: Store, number: int, sentence: str) -> None:
    """Give the action its final sentence, where it is known only at the end (an import's counts)."""
    store.connection.execute("UPDATE action SET sentence = ? WHERE id = ?", (sentence, number))


def about(store: Store, number: int, person_id: int) -> None:
    """Say whom the action is about, where that is known only inside it (somebody just added)."""
    store.connection.execute("UPDATE action SET person_id = ? WHERE id = ?", (person_id, number))


class Deed(NamedTuple):
    """One action of a day with the name of whom it was about (``""``: nobody in particular)."""

    kind: str
    sentence: str
    name: str


def of_day(store: Store, day: str) -> list[Deed]:
    """What was done on that day and not taken back, in order; silent people's are left out."""
    rows = store.connection.execute(
        "SELECT a.kind, a.sentence, coalesce(p.name, '') FROM action a LEFT JOIN person p ON p.id = a.person_id "
        "WHERE a.day = ? AND a.undone IS NULL AND (p.id IS NULL OR p.status NOT IN ('never', 'died')) ORDER BY a.id",
        (day,),
    )
    return [Deed(*row) for row in rows]


def log_range(connection: sqlite3.Connection, number: int, table: str, first_id: int, last_id: int) -> None:
    """Log all rows first_id…last_id of ``table`` as inserted by this action: one change for a whole import."""
    if last_id >= first_id:
        connection.execute(
            "INSERT INTO change(action_id, tbl, op, row_id, last_id) VALUES (?, ?, 'range', ?, ?)",
            (number, table, first_id, last_id),
        )


def log_updates(connection: sqlite3.Connection, number: int, table: str, where: str, values: tuple[object, ...] = ()) -> None:
    """Log before-images of the rows that ``where`` picks, ahead of a change made with the triggers off."""
    connection.execute(
        f"INSERT INTO change(action_id, tbl, op, row_id, image) SELECT ?, '{table}', 'update', id, {_image(table)} "
        f"FROM {table} WHERE {where}",
        (number, *values),
    )


def _image(table: str) -> str:
    return "json_object(" + ", ".join(f"'{column}', {column}" for column in _ALL_COLUMNS[table]) + ")"


def steps(store: Store, limit: int = 50) -> list[Step]:
    """The newest actions, newest first, undone ones among them."""
    return [Step(*row) for row in store.connection.execute(_STEP + " ORDER BY id DESC LIMIT ?", (limit,))]


def last_step(store: Store, *, sitting: str | None = None) -> Step | None:
    """The newest action that is not undone (of this sitting alone, where one is given)."""
    row = store.connection.execute(
        _STEP + " WHERE undone IS NULL AND (? IS NULL OR sitting = ?) ORDER BY id DESC LIMIT 1", (sitting, sitting)
    ).fetchone()
    return Step(*row) if row else None


def last_undone(store: Store, *, sitting: str | None = None) -> Step | None:
    """The action that ``redo`` would bring back."""
    row = store.connection.execute(
        _STEP + " WHERE undone IS NOT NULL AND (? IS NULL OR sitting = ?) ORDER BY undone DESC LIMIT 1", (sitting, sitting)
    ).fetchone()
    return Step(*row) if row else None


class Undone(NamedTuple):
    """What an undo or redo did. ``kept`` are the names of people an undone import leaves, since they have words of the user's own."""

    step: Step
    kept: tuple[str, ...] = ()


def undo(store: Store, number: int) -> Undone:
    """Take back one action. Refuses where a later action changed the same rows: that one has to go first."""
    with store.roomy(), store.transaction() as connection:
        step = _step(connection, number)
        if step.undone is not None:
            raise ReconnectError(f"“{step.sentence}” is taken back already.")
        blocker = _later_on_same_rows(connection, number)
        if blocker and step.kind != "import":
            raise ReconnectError(f"“{step.sentence}” cannot be taken back before “{blocker}”, which changed the same after it.")
        kept = _people_with_own_words(connection, number) if step.kind == "import" else {}
        touched = _touched(connection, number)
        _reverse(connection, number, frozenset(kept))
        top = connection.execute("SELECT coalesce(max(undone), 0) + 1 FROM action").fetchone()[0]
        connection.execute("UPDATE action SET undone = ? WHERE id = ?", (top, number))
        _refresh(connection, touched)
        return Undone(step, tuple(sorted(kept.values())))


def redo(store: Store, number: int) -> Undone:
    """Do an undone action again."""
    with store.roomy(), store.transaction() as connection:
        step = _step(connection, number)
        _reverse(connection, number, frozenset())
        connection.execute("UPDATE action SET undone = NULL WHERE id = ?", (number,))
        _refresh_touched(connection, number)
        return Undone(step)


def _step(connection: sqlite3.Connection, number: int) -> Step:
    row = connection.execute(_STEP + " WHERE id = ?", (number,)).fetchone()
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


_OWN_WORDS = ("moment_person", "follow_up", "tag", "nickname", "relation", "skip", "draft")


def _people_with_own_words(connection: sqlite3.Connection, number: int) -> dict[int, str]:
    """People whom this import brought and whom the user has touched since: {id: name}. They stay."""
    ranges = connection.execute(
        "SELECT row_id, last_id FROM change WHERE action_id = ? AND tbl = 'person' AND op = 'range'", (number,)
    ).fetchall()
    touched: set[int] = set()
    for first, last in ranges:
        for table in (*_OWN_WORDS, "contact_point", "source_record"):
            mine = connection.execute(
                "SELECT coalesce(min(row_id), 0), coalesce(max(last_id), -1) FROM change "
                "WHERE action_id = ? AND tbl = ? AND op = 'range'",
                (number, table),
            ).fetchone()
            touched.update(
                row[0]
                for row in connection.execute(
                    f"SELECT DISTINCT person_id FROM {table} WHERE person_id BETWEEN ? AND ? AND id NOT BETWEEN ? AND ?",
                    (first, last, *mine),
                )
            )
        touched.update(
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT other_id FROM relation WHERE other_id BETWEEN ? AND ? UNION "
                "SELECT row_id FROM change JOIN action ON action.id = change.action_id WHERE change.action_id > ? "
                "AND action.undone IS NULL AND tbl = 'person' AND row_id BETWEEN ? AND ?",
                (first, last, number, first, last),
            )
        )
    if not touched:
        return {}
    marks = ", ".join("?" * len(touched))
    return dict(connection.execute(f"SELECT id, name FROM person WHERE id IN ({marks})", tuple(touched)).fetchall())


def _reverse(connection: sqlite3.Connection, number: int, kept: frozenset[int]) -> None:
    """Apply the before-images of an action, newest first; what the triggers log meanwhile takes the images' place."""
    changes = connection.execute(
        "SELECT tbl, op, row_id, last_id, image FROM change WHERE action_id = ? ORDER BY id DESC", (number,)
    ).fetchall()
    connection.execute("DELETE FROM change WHERE action_id = ?", (number,))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE pen SET action_id = ?", (number,))
    for (table, op), group in groupby(changes, key=lambda change: (change[0], change[1])):
        rows = [change[2:] for change in group]
        if op == "insert":
            connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(row_id,) for row_id, _, _ in rows])
        elif op == "range":
            for first, last, _ in rows:
                _delete_range(connection, table, first, last, kept)
        elif op == "update":
            sets = ", ".join(f"{column} = ?" for column in _ALL_COLUMNS[table])
            connection.executemany(
                f"UPDATE {table} SET {sets} WHERE id = ?", [(*_before(table, image), row_id) for row_id, _, image in rows]
            )
        else:
            _bring_back(connection, number, table, sorted((row_id, *_before(table, image)) for row_id, _, image in rows))
    connection.execute("UPDATE pen SET action_id = NULL")


def _before(table: str, image: str) -> tuple[object, ...]:
    before = json.loads(image)
    return tuple(before.get(column) for column in _ALL_COLUMNS[table])


MANY = 200
"""From so many rows with consecutive ids on, what is brought back is logged as one range: redoing an import takes no longer than it did."""


def _bring_back(connection: sqlite3.Connection, number: int, table: str, rows: list[tuple[object, ...]]) -> None:
    columns = _ALL_COLUMNS[table]
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
            "INSERT INTO moment_search(rowid, text) SELECT id, text FROM moment WHERE id BETWEEN ? AND ?", (first, last)
        )
    connection.execute("UPDATE pen SET off = 0")


def _delete_range(connection: sqlite3.Connection, table: str, first: int, last: int, kept: frozenset[int]) -> None:
    condition = "id BETWEEN ? AND ?"
    if kept:
        people = ", ".join(str(person) for person in sorted(kept))
        if table == "person":
            condition += f" AND id NOT IN ({people})"
        elif table == "moment":
            condition += f" AND id NOT IN (SELECT moment_id FROM moment_person WHERE person_id IN ({people}))"
        elif table == "moment_person":
            condition += f" AND moment_id NOT IN (SELECT moment_id FROM moment_person WHERE person_id IN ({people}))"
        elif "person_id" in _ALL_COLUMNS[table]:
            condition += f" AND person_id NOT IN ({people})"
    connection.execute(f"DELETE FROM {table} WHERE {condition}", (first, last))


def _touched(connection: sqlite3.Connection, number: int) -> set[int] | None:
    """The people an action changed; ``None`` means too many to name: all of them."""
    people: set[int] = set()
    tables = connection.execute("SELECT DISTINCT tbl, op = 'range' FROM change WHERE action_id = ?", (number,)).fetchall()
    if any(is_range for _, is_range in tables) or any(table == "circle" for table, _ in tables):
        return None
    for table, _ in tables:
        if table == "person":
            query = "SELECT row_id FROM change WHERE action_id = ? AND tbl = 'person'"
        elif table == "moment":
            query = "SELECT person_id FROM moment_person WHERE moment_id IN (SELECT row_id FROM change WHERE action_id = ? AND tbl = 'moment')"
        elif "person_id" in _ALL_COLUMNS[table]:
            query = (
                f"SELECT t.person_id FROM change c JOIN {table} t ON t.id = c.row_id WHERE c.action_id = ? AND c.tbl = '{table}' UNION "
                f"SELECT json_extract(image, '$.person_id') FROM change WHERE action_id = {int(number)} AND tbl = '{table}' AND image IS NOT NULL"
            )
        else:
            continue
        people.update(row[0] for row in connection.execute(query, (number,)) if row[0] is not None)
    return people


def _refresh_touched(connection: sqlite3.Connection, number: int) -> None:
    _refresh(connection, _touched(connection, number))


def _refresh(connection: sqlite3.Connection, people: set[int] | None) -> None:
    if people is None:
        refresh_all(connection)
    elif people:
        refresh(connection, people)
