"""Homes to measure on: filled once, copied for whoever writes."""

from __future__ import annotations

import gc
import os
import shutil
from datetime import date
from pathlib import Path

from reconnect_tui.paths import Home
from reconnect_tui.services import finding, importing
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.recording import decision
from reconnect_tui.store.bulk import bulk
from tests.benchmarks import generating

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
CIRCLES = ("close", "friends", "friends", "work", "work")
"""The circles of the first people of a home, in turn; all others are in the wide one."""


def filled(folder: Path, connections: Path, moments: int) -> Path:
    """Make a home in ``folder``: the people of that Connections.csv, imported, and so many moments among them."""
    desk = open_desk(Home(str(folder), str(folder)), {"RECONNECT_TODAY": TODAY.isoformat(), "HOME": str(folder)})
    gc.disable()  # a million moments are much garbage to look through, and none of it is any
    try:
        importing.run(desk, connections)
        _talk(desk, moments)
    finally:
        gc.enable()
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.close()
    return folder


def _talk(desk: Desk, many: int) -> None:
    connection = desk.store.connection
    ids = [row[0] for row in connection.execute("SELECT id FROM person ORDER BY id")]
    circles = dict(connection.execute("SELECT name, id FROM circle"))
    with desk.store.roomy(), decision(desk, "import", f"{many} invented moments") as action, bulk(connection, action) as rows:
        rows.update("person", ("circle_id",), [(circles[CIRCLES[at % 5]], one) for at, one in enumerate(ids[: len(ids) // 6])])
        said = list(generating.moments(many, len(ids), TODAY))
        first = rows.insert(
            "moment",
            ("uid", "at", "kind", "direction", "text"),
            [(f"{number:012x}", one.at, one.kind, one.direction, one.text) for number, one in enumerate(said)],
        )
        rows.insert(
            "moment_person",
            ("moment_id", "person_id", "at"),
            [(number, ids[one.whose], one.at) for number, one in enumerate(said, first)],
        )
        rows.insert(
            "follow_up",
            ("uid", "person_id", "due", "what"),
            [
                (f"f{at:011x}", one, f"2026-{11 + at % 2}-{1 + at % 28:02}", "ask how it went")
                for at, one in enumerate(ids[: min(60, len(ids) // 6)])
            ],
        )


def copied(home: Path, to: Path) -> Path:
    """A copy of a home, in the place of what was there."""
    if to.exists():
        shutil.rmtree(to)
    shutil.copytree(home, to)
    return to


def names(home: Path, many: int) -> list[str]:
    """Names of so many people there, each the only one of that name, in two words of plain letters."""
    desk = open_desk(Home(str(home), str(home)), {})
    found = desk.store.connection.execute(
        "SELECT name FROM person WHERE name GLOB '[A-Z]* [A-Z]*' AND name NOT GLOB '*[^A-Za-z ]*' AND name NOT LIKE '% % %' "
        "GROUP BY name HAVING count(*) = 1 ORDER BY min(id) LIMIT ?",
        (many,),
    ).fetchall()
    desk.close()
    return [str(name) for (name,) in found]


def searches(home: Path, many: int) -> list[tuple[bytes, str]]:
    """Keys that type so many names, each cleared again, with what each has to bring: the name in the first row of what is found, or
    ``""`` where it was in that row before, and so is not drawn anew."""
    desk = open_desk(Home(str(home), str(home)), {})
    keys: list[tuple[bytes, str]] = []
    for name in names(home, many):
        before = ""
        for end in range(1, min(len(name), 9) + 1):
            found = finding.glance(desk, name[:end], 1).rows
            first = found[0].name if found else ""
            keys.append((name[end - 1].encode(), first if first != before else ""))
            before = first
        keys.append((b"\x15", ""))  # ctrl+u
    desk.close()
    return keys


def rows_in(home: Path) -> tuple[int, ...]:
    """How many rows the tables of history hold, actions and changes too: an import that changed nothing leaves them as they were."""
    desk = open_desk(Home(str(home), str(home)), {})
    counts = tuple(
        int(desk.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("person", "contact_point", "source_record", "source_file", "action", "change")
    )
    desk.close()
    return counts


def environ(home: Path, day: date = TODAY) -> dict[str, str]:
    """All of the environment of what is measured; nothing of the real one but the way to the system's programs."""
    return {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "RECONNECT_HOME": str(home), "LANG": "C.UTF-8",
        "RECONNECT_TODAY": day.isoformat(),
    }  # fmt: skip
