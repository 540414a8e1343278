"""``csv.reader`` and one ``executemany`` into a new file with a unique index: ``rows_in.py CONNECTIONS.csv DATABASE``."""

import csv
import sqlite3
import sys
from collections.abc import Iterator

NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: f"{number:02}" for number, name in enumerate(NAMES, 1)}


def rows(path: str) -> Iterator[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        for line in file:
            if line.startswith("First Name,"):
                break
        for row in csv.reader(file):
            day = row[6]
            row[6] = f"{day[7:]}-{MONTHS[day[3:6]]}-{day[:2]}"
            yield row


connection = sqlite3.connect(sys.argv[2], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute(
    "CREATE TABLE person(id INTEGER PRIMARY KEY, first TEXT, last TEXT, url TEXT UNIQUE, email TEXT, company TEXT, position TEXT, day TEXT)"
)
connection.execute("BEGIN")
connection.executemany(
    "INSERT INTO person(first, last, url, email, company, position, day) VALUES (?, ?, ?, ?, ?, ?, ?)", rows(sys.argv[1])
)
connection.execute("COMMIT")
connection.close()
