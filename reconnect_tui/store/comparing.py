"""A database held against a backup of it: rows that are others now, though nothing that was done touched them.

SQLite keeps no sums of the words it holds, so a bit that flips inside a word leaves a database that is sound in all its checks.
History knows every row that an action has touched since; what differs without one, no action has changed.
"""

from __future__ import annotations

import sqlite3
from urllib.parse import quote

from reconnect_tui.store.tables import COLUMNS, SCHEMA_VERSION

_COMPARED = COLUMNS | {"action": ("at", "day", "kind", "sentence")}


def changed_by_nothing(connection: sqlite3.Connection, backup: str) -> list[str]:
    """Say of each table how many rows differ from those in ``backup`` (checked before) without an action that would account for it.

    Empty for a backup of another schema. A row that an undone import was made to keep has no action either: it is something to look
    at, not an error. 0.3 s at 100,000 moments. Must not be called inside a transaction.
    """
    connection.execute("ATTACH DATABASE ? AS older", (f"file:{quote(backup)}?mode=ro&immutable=1",))
    try:
        if connection.execute("PRAGMA older.user_version").fetchone()[0] != SCHEMA_VERSION:
            return []
        row = connection.execute("SELECT seq FROM older.sqlite_sequence WHERE name = 'change'").fetchone()
        since = int(row[0]) if row else 0
        # of an action that was undone and then given up, the log is gone and what it had done is taken back
        given_up = "SELECT id FROM older.action EXCEPT SELECT id FROM main.action"
        found = []
        for table, columns in _COMPARED.items():
            now, then = (", ".join(f"{side}.{column}" for column in columns) for side in ("n", "o"))
            (count,) = connection.execute(
                f"SELECT count(*) FROM main.{table} n JOIN older.{table} o ON o.id = n.id WHERE ({now}) IS NOT ({then}) "
                f"AND NOT EXISTS (SELECT 1 FROM main.change c WHERE c.id > {since} AND c.tbl = '{table}' "
                "AND n.id BETWEEN c.row_id AND coalesce(c.last_id, c.row_id)) "
                f"AND NOT EXISTS (SELECT 1 FROM older.change c WHERE c.tbl = '{table}' "
                f"AND n.id BETWEEN c.row_id AND coalesce(c.last_id, c.row_id) AND c.action_id IN ({given_up}))"
            ).fetchone()
            if count:
                rows = "1 row" if count == 1 else f"{count} rows"
                found.append(
                    f"{rows} of {table} {'is' if count == 1 else 'are'} not as in {backup}, and nothing that was done explains it"
                )
        return found
    finally:
        connection.execute("DETACH DATABASE older")
