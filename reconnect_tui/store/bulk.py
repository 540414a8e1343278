"""Many rows at once: how an import, and the joining of two homes, write.

History's and the search's triggers are dropped for the while, inside the same transaction, and are back before it ends: switched off
by the ``pen`` alone they are still asked once a row, which was half the time of 100,000 moments. What is written is logged as one
change a table (first id, last id); rows that are changed are logged by INSERT … SELECT, with their images.

A hundred rows go in with one statement, and where most of a table is new its indexes are made afresh behind them: 30,000 people
with their contacts took 250 ms one by one, and take 130.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from reconnect_tui.store.history import log_range
from reconnect_tui.store.tables import COLUMNS

ROWS_A_STATEMENT = 100
MANY = 1_000
"""From so many rows on it may pay to make a table's indexes afresh."""


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
        with _without_indexes(connection, table, rows=len(rows)):
            self._insert_all(f"INSERT INTO {table}(id, {', '.join(columns)}) VALUES ", rows, first)
        log_range(connection, self._action, table, first, first + len(rows) - 1)
        if table == "moment":
            connection.execute(
                "INSERT INTO moment_search(rowid, text) SELECT id, text || bare_twin(text) FROM moment WHERE id >= ?", (first,)
            )
        return first

    def _insert_all(self, statement: str, rows: Sequence[tuple[object, ...]], first: int) -> None:
        marks = f"({', '.join('?' * (len(rows[0]) + 1))})"
        most = self._connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // (len(rows[0]) + 1)
        at_once = max(1, min(ROWS_A_STATEMENT, most))
        whole = len(rows) - len(rows) % at_once
        self._connection.executemany(
            statement + ", ".join([marks] * at_once),
            (
                tuple(
                    chain.from_iterable((number, *row) for number, row in enumerate(rows[start : start + at_once], first + start))
                )
                for start in range(0, whole, at_once)
            ),
        )
        self._connection.executemany(
            statement + marks, ((number, *row) for number, row in enumerate(rows[whole:], first + whole))
        )

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


@contextmanager
def _without_indexes(connection: sqlite3.Connection, table: str, *, rows: int) -> Iterator[None]:
    """Drop the indexes of a table that will be mostly new (of ``rows`` rows to come), and make them afresh at the end.

    Those that hold a rule, UNIQUE ones, stay; if it fails, all of it is taken back with the transaction.
    """
    indexes: list[tuple[str, str]] = []
    if rows >= MANY and rows > int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]):
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT LIKE 'CREATE UNIQUE%'",
            (table,),
        ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        connection.execute(sql)


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """The id that the next row of ``table`` will have: AUTOINCREMENT never gives one twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (int(row[0]) if row else 0) + 1


def _check(table: str, columns: Sequence[str]) -> None:
    unknown = set(columns) - set(COLUMNS[table])
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
