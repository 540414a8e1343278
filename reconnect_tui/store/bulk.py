"""Many rows at once: how an import, and the joining of two homes, write.

History's and the search's triggers are dropped for the while, inside the same transaction, and are back before it ends: switched off
by the ``pen`` alone they are still asked once a row, which was half the time of 100,000 moments. What is written is logged as one
change a table (first id, last id); rows that are changed are logged by INSERT … SELECT, with their images.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from reconnect_tui.store.history import log_range
from reconnect_tui.store.tables import COLUMNS


class Bulk:
    """Writes rows of tables that history keeps, under one action."""

    def __init__(self, connection: sqlite3.Connection, action: int) -> None:
        self._connection = connection
        self._action = action

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> int:
        """Insert rows with consecutive ids; returns the first of them (the next one to come, where there are no rows)."""
        connection = self._connection
        first = _next_id(connection, table)
        if not rows:
            return first
        _check(table, columns)
        marks = ", ".join("?" * (len(columns) + 1))
        connection.executemany(
            f"INSERT INTO {table}(id, {', '.join(columns)}) VALUES ({marks})",
            ((number, *row) for number, row in enumerate(rows, first)),
        )
        log_range(connection, self._action, table, first, first + len(rows) - 1)
        if table == "moment":
            connection.execute("INSERT INTO moment_search(rowid, text) SELECT id, text FROM moment WHERE id >= ?", (first,))
        return first

    def update(self, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Change ``columns`` of many rows; each of ``rows`` is (new values…, row id). Not for ``moment.text``: the search would not follow."""
        _check(table, columns)
        if table == "moment" and "text" in columns:
            raise ValueError("the words of a moment are changed one at a time")
        changed = list(rows)
        image = ", ".join(f"'{column}', {column}" for column in COLUMNS[table])
        self._connection.executemany(
            f"INSERT INTO change(action_id, tbl, op, row_id, image) SELECT {int(self._action)}, '{table}', 'update', id, "
            f"json_object({image}) FROM {table} WHERE id = ?",
            ((row[-1],) for row in changed),
        )
        sets = ", ".join(f"{column} = ?" for column in columns)
        self._connection.executemany(f"UPDATE {table} SET {sets} WHERE id = ?", changed)


@contextmanager
def bulk(connection: sqlite3.Connection, action: int) -> Iterator[Bulk]:
    """Write many rows inside the action in hand; the triggers are back when it ends (if it fails, so does the whole transaction)."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield Bulk(connection, action)
    for _, sql in triggers:
        connection.execute(sql)


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """The id that the next row of ``table`` will have: AUTOINCREMENT never gives one twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (int(row[0]) if row else 0) + 1


def _check(table: str, columns: Sequence[str]) -> None:
    unknown = set(columns) - set(COLUMNS[table])
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
