"""A home held against its backup: whatever is done and undone is accounted for, and a letter that turned by itself is seen."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from reconnect_tui.paths import Home
from reconnect_tui.store.comparing import changed_by_nothing
from reconnect_tui.store.database import open_store
from tests.conftest import Run
from tests.data import linkedin
from tests.data.network import invent

PEOPLE = invent(30, seed=5)


def differing(home: Home, backup: str) -> list[str]:
    store = open_store(home.database, backups=home.backups)
    try:
        return changed_by_nothing(store.connection, backup)
    finally:
        store.close()


def test_whatever_is_done_is_accounted_for(run: Run, home: Home, tmp_path: Path) -> None:
    files = []
    for number, mangle in enumerate((PEOPLE[:20], PEOPLE[5:], [one._replace(company=f"{one.company} & Co") for one in PEOPLE])):
        files.append(tmp_path / f"{number}" / "Connections.csv")
        files[-1].parent.mkdir()
        files[-1].write_bytes(linkedin.connections_csv(mangle))
    run("import", str(files[0]))
    for name in ("Ada Okafor", "Ben Ito", "Chloé Dubois", "Ada Okafor-Ito"):
        run("add", name)
    deeds = (
        ("note", '@"ada okafor" a word #sailing > in 2 weeks ask'), ("edit", "ben ito", "--company", "Northwind"),
        ("record", "ben ito", "--what", "met"), ("undo",), ("undo",), ("redo",), ("undo", "--yes"), ("import", str(files[1])),
        ("import", str(files[2])), ("circle", "chloé", "close"), ("rest", "chloé"), ("wake", "chloé"), ("skip", "ben ito"),
        ("tag", "chloé", "choir"), ("relate", "ben ito", "sister of", "chloé"), ("merge", "Ada Okafor", "Ada Okafor-Ito", "--yes"),
        ("delete", "chloé", "--yes"), ("add", "Emeka Obi"), ("edit", "emeka", "--about", "sings"),
    )  # fmt: skip
    dice = random.Random(7)
    done = 0
    for _ in range(4):
        backup = run("backup").out.strip()
        for _ in range(14):
            words = dice.choice(deeds)
            ran = run(*words)
            assert ran.code in (0, 1, 2, 3), ran
            done += ran.code == 0
            assert differing(home, backup) == [], words
        Path(backup).unlink()  # or the next of the same second would be refused
    assert done > 20


def test_a_letter_that_turned_by_itself_is_seen(run: Run, home: Home) -> None:
    run("note", '+"Ada Okafor" rain')
    run("add", "Ben Ito")
    run("add", "Ada Okafor")
    backup = run("backup").out.strip()
    run("edit", "ben ito", "--company", "Northwind")
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        connection.execute("UPDATE pen SET off = 1")
        connection.execute("UPDATE person SET company = 'Nordwind'")
        connection.execute("UPDATE action SET sentence = 'Adddd Ada' WHERE id = 1")
        connection.execute("UPDATE pen SET off = 0")
    found = differing(home, backup)
    assert [words.partition(" not as in ")[0] for words in found] == ["1 row of person is", "1 row of action is"]
    ran = run("doctor")
    assert ran.code == 0
    assert "note   1 row of person is not as in" in ran.out
