"""Python, sqlite3 and one INSERT committed to the disk (SQLite's own default: FULL), into a file made by ``insert.py FILE new``."""

import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
if sys.argv[2:] == ["new"]:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE moment(id INTEGER PRIMARY KEY, person_id INTEGER, at TEXT, kind TEXT, text TEXT)")
    connection.execute("CREATE INDEX moment_person ON moment(person_id, at)")
else:
    connection.execute(
        "INSERT INTO moment(person_id, at, kind, text) VALUES (?, ?, ?, ?)", (4242, "2026-11-22", "note", "met for coffee")
    )
connection.close()
