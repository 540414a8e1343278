"""What was read from where: source records, and the bulk writes of an import.

An import matches first and then writes in one short transaction with history's triggers off; its inserts are logged as one change a table
(first id, last id), so that 30,000 people cost history a handful of rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reconnect_tui.store.database import Store
from reconnect_tui.store.history import log_range
from reconnect_tui.store.tables import COLUMNS


class Record(NamedTuple):
    """One source record: the person it became and its fields as last read (JSON)."""

    id: int
    key: str
    person_id: int
    fields: str
    absent_since: str | None


def records(store: Store, source: str) -> dict[str, Record]:
    """All records of a source by key."""
    rows = store.connection.execute(
        "SELECT id, key, person_id, fields, absent_since FROM source_record WHERE source = ?", (source,)
    )
    return {row[1]: Record(*row) for row in rows}


def people_by_contact(store: Store, kind: str) -> dict[str, set[int]]:
    """Normalised contact → the people who have it."""
    found: dict[str, set[int]] = {}
    for normalised, person_id in store.connection.execute(
        "SELECT normalised, person_id FROM contact_point WHERE kind = ? AND normalised <> ''", (kind,)
    ):
        found.setdefault(normalised, set()).add(person_id)
    return found


def former_slugs(store: Store) -> dict[str, int]:
    """Former slug → person."""
    return dict(store.connection.execute("SELECT slug, person_id FROM former_slug").fetchall())


def tombstones(store: Store, source: str) -> set[str]:
    """Keys of records whose person was deleted here and stays deleted."""
    return {row[0] for row in store.connection.execute("SELECT key FROM tombstone WHERE source = ?", (source,))}


def names(store: Store) -> dict[int, str]:
    """Person → name, of everybody."""
    return dict(store.connection.execute("SELECT id, name FROM person").fetchall())


class SourceFile(NamedTuple):
    """A file that was read before; dates are ISO days."""

    name: str
    dated: str | None
    owner: str | None
    read_on: str


def last_file(store: Store, source: str) -> SourceFile | None:
    """The newest export of that source that was read, by its own date."""
    row = store.connection.execute(
        "SELECT name, dated, owner, read_on FROM source_file WHERE source = ? ORDER BY coalesce(dated, read_on) DESC, id DESC",
        (source,),
    ).fetchone()
    return SourceFile(*row) if row else None


def moment_keys(store: Store) -> set[str]:
    """Keys of all imported moments."""
    return {row[0] for row in store.connection.execute("SELECT source_key FROM moment WHERE source_key IS NOT NULL")}


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """The id that the next row of ``table`` will have: AUTOINCREMENT never gives one twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (int(row[0]) if row else 0) + 1


def insert_many(
    connection: sqlite3.Connection, action: int, table: str, columns: Sequence[str], rows: list[tuple[object, ...]]
) -> int:
    """Insert rows with consecutive ids, the triggers being off, and log them as one change; returns the first id."""
    first = next_id(connection, table)
    if not rows:
        return first
    unknown = set(columns) - set(COLUMNS[table])
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    marks = ", ".join("?" * (len(columns) + 1))
    connection.executemany(
        f"INSERT INTO {table}(id, {', '.join(columns)}) VALUES ({marks})",
        ((number, *row) for number, row in enumerate(rows, first)),
    )
    log_range(connection, action, table, first, first + len(rows) - 1)
    if table == "moment":
        connection.execute("INSERT INTO moment_search(rowid, text) SELECT id, text FROM moment WHERE id >= ?", (first,))
    return first


def triggers_off(connection: sqlite3.Connection, off: bool) -> None:
    """Switch history's and the search's triggers off for the bulk of an import, or on again."""
    connection.execute("UPDATE pen SET off = ?", (int(off),))


def mark_absent(store: Store, source: str, missing: Iterable[int], back: Iterable[int], day: str) -> None:
    """Note which records are not in the newest file any more, and which are in it again."""
    store.connection.executemany("UPDATE source_record SET absent_since = ? WHERE id = ?", [(day, number) for number in missing])
    store.connection.executemany("UPDATE source_record SET absent_since = NULL WHERE id = ?", [(number,) for number in back])
