"""A home with something of everything in it, and the ways in which its database, or the log beside it, can be damaged."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.store.tables import SCHEMA_VERSION
from tests.e2e.story import Desktop

PAGE = 4096
ADA = "Ada Okafor"
DATABASE = "reconnect.db"
LAST = "the last of what was noted"
NOTES = 12
"""How many notes lie in the log of ``unfolded``, each a commit of its own."""

_FIRST, _NAMES = ("Ada", "Ben", "Chloé", "Dai", "Emeka", "Femi", "Grace", "Hana"), ("Okafor", "Ito", "Dubois", "Evans")


def furnish(desktop: Desktop) -> Path:
    """Fill a home with people, moments, follow-ups, tags, relations and a letter, and back it up; returns the backup."""
    commands: list[list[str]] = []
    everybody = [f"{first} {last}" for last in _NAMES for first in _FIRST]
    for number, name in enumerate(everybody):
        slug = name.lower().replace(" ", "-")
        commands.append(
            [
                "add",
                name,
                "--email",
                f"{slug}@example.org",
                "--company",
                f"Company {number}",
                "--url",
                f"https://www.linkedin.com/in/{slug}",
            ]
        )
    for name in everybody:
        for month in (1, 2, 3):
            words = f"{name} told of trip {month} to Turin, and of rain" + " and rain" * 10
            commands.append(["record", name, "--what", "met", "--on", f"2026-0{month}-11", "--note", words])
        commands += [["follow-up", name, "2026-12-24", "ask how the move went"], ["tag", name, "sailing"]]
    commands += [
        ["relate", ADA, "colleague", "Ben Ito"],
        ["skip", "Dai Evans"],
        ["backup"],
    ]
    done = desktop.run_all(commands)
    failed = [(words, one) for words, one in zip(commands, done, strict=True) if one.code]
    assert not failed, failed[:3]
    return Path(done[-1].out.strip())


def copied(furnished: Path, folder: Path) -> Desktop:
    """The same home again, below ``folder``."""
    desktop = Desktop(folder)
    shutil.rmtree(desktop.home, ignore_errors=True)
    shutil.copytree(furnished, desktop.home)
    return desktop


def unfolded(furnished: Path, folder: Path) -> Desktop:
    """That home as a kill leaves it: twelve notes on Ada are in the log and not yet in the database."""
    first = copied(furnished, folder / "alive")
    # Who reads keeps the log from being folded in when a command leaves.
    with closing(sqlite3.connect(f"file:{first.home / DATABASE}?mode=ro", uri=True)) as reader:
        reader.execute("SELECT count(*) FROM person").fetchone()
        done = first.run_all([["note", f'@"{ADA}" {LAST}: {number:02}'] for number in range(NOTES)])
        assert not any(one.code for one in done), done
        return copied(first.home, folder)


def noted(desktop: Desktop) -> list[str]:
    """Which of those notes can be read."""
    texts = [str(one["text"]) for one in desktop.reads("show", ADA)["moments"]]
    return sorted(text.rpartition(" ")[2] for text in texts if LAST in text)


def bytes_of(home: Path) -> dict[str, object]:
    """The database, and what SQLite keeps beside it, byte for byte. The log's index is no more than that (SQLite makes it anew)."""
    found: dict[str, object] = {}
    for path in (home / DATABASE, home / f"{DATABASE}-wal"):
        if path.is_symlink():
            found[path.name] = os.readlink(path)
        elif path.is_file():
            found[path.name] = path.read_bytes()
        elif path.exists():
            found[path.name] = "a folder" if path.is_dir() else "something else"
    return found


class Kind(NamedTuple):
    """One way to be damaged. ``told``: what has to be said of it. Where ``seen`` is false, a command that reads no damaged part may pass."""

    damage: Callable[[Path], None]
    told: str
    seen: bool = True


def _write(make: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(home: Path) -> None:
        (home / DATABASE).write_bytes(make((home / DATABASE).read_bytes()))

    return damage


def _sql(*statements: str) -> Callable[[Path], None]:
    def damage(home: Path) -> None:
        with closing(sqlite3.connect(home / DATABASE, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return damage


def _zeroed(first: int, last: int) -> Callable[[Path], None]:
    return _write(lambda data: data[:first] + bytes(last - first) + data[last:])


def _instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def damage(home: Path) -> None:
        (home / DATABASE).unlink()
        make(home / DATABASE)

    return damage


def _root_of(table: str) -> Callable[[Path], None]:
    """Zero the page in which a table begins."""

    def damage(home: Path) -> None:
        with closing(sqlite3.connect(home / DATABASE)) as connection:
            (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _zeroed((page - 1) * PAGE, page * PAGE)(home)

    return damage


def _index_that_disagrees(home: Path) -> None:
    """Take the index out of the schema, change what it is an index of, and put it back."""
    with closing(sqlite3.connect(home / DATABASE, isolation_level=None)) as connection:
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = 'contact_point_person'").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE pen SET off = 1")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'contact_point_person'")
    with closing(sqlite3.connect(home / DATABASE, isolation_level=None)) as connection:
        connection.execute("DELETE FROM contact_point WHERE id % 3 = 0")
        connection.execute("UPDATE pen SET off = 0")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _log_without_a_database(home: Path) -> None:
    (home / f"{DATABASE}-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    (home / DATABASE).unlink()


def _newer_in_the_log(home: Path) -> None:
    """As a newer version leaves it when it is killed after its migration: only the log knows."""
    away = home.parent / "away"
    shutil.copytree(home, away)
    with closing(sqlite3.connect(away / DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        for suffix in ("", "-wal"):
            shutil.copy(away / (DATABASE + suffix), home / (DATABASE + suffix))
    shutil.rmtree(away)


_dice = random.Random(8)

KINDS: dict[str, Kind] = {
    "cut to 50 bytes": Kind(_write(lambda data: data[:50]), "cut short: only 50 bytes"),
    "cut in half": Kind(_write(lambda data: data[: len(data) // 2]), "cut short"),
    "cut by a page": Kind(_write(lambda data: data[:-PAGE]), "cut short"),
    "cut in a page": Kind(_write(lambda data: data[: -PAGE - 1000]), "cut short"),
    "a page of zeros": Kind(_root_of("person"), "integrity"),
    "a page of zeros nobody reads": Kind(_root_of("own_role"), "integrity", seen=False),
    "a header of zeros": Kind(_zeroed(0, 100), "begins with nothing but zeros"),
    "random bytes": Kind(_write(lambda data: _dice.randbytes(len(data))), "does not begin as an SQLite file does"),
    "random bytes behind a header": Kind(_write(lambda data: data[:100] + _dice.randbytes(len(data) - 100)), "is damaged"),
    "another program's mark": Kind(_sql("PRAGMA application_id = 12345"), "not one of reconnect's"),
    "another program's database": Kind(
        _instead(lambda path: _sql("CREATE TABLE recipes(name TEXT)", "INSERT INTO recipes VALUES ('soup')")(path.parent)), "not one of reconnect's"
    ),
    "a text": Kind(_write(lambda data: b"Dear Ada, it rains.\n" * 800), "does not begin as an SQLite file does"),
    "empty beside backups": Kind(_write(lambda data: b""), "is empty, but backups are"),
    "gone beside backups": Kind(_instead(lambda path: None), "is not there, but backups are"),
    "a newer schema": Kind(_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), "newer version"),
    "a newer schema, only in the log": Kind(_newer_in_the_log, "newer version"),
    "a table dropped": Kind(_sql("UPDATE pen SET off = 1", "DROP TABLE moment_person"), "moment_person"),
    "a trigger dropped": Kind(_sql("DROP TRIGGER person_history_update"), "the trigger person_history_update is missing", seen=False),
    "an index that disagrees": Kind(_index_that_disagrees, "contact_point_person", seen=False),
    "a text that is none": Kind(
        _sql("UPDATE pen SET off = 1", "UPDATE person SET about = CAST(x'C328' AS TEXT) WHERE id = 5", "UPDATE pen SET off = 0"),
        "a row of person cannot be read", seen=False,
    ),
    "a day that is none": Kind(
        _sql("UPDATE pen SET off = 1", "UPDATE follow_up SET due = '2026-1\x012-24' WHERE id = 3", "UPDATE pen SET off = 0"),
        "1 row of follow_up should have a day", seen=False,
    ),
    "a folder": Kind(_instead(Path.mkdir), "is a folder"),
    "a pipe": Kind(_instead(os.mkfifo), "is no file"),
    "a link to nowhere": Kind(_instead(lambda path: path.symlink_to(path.parent / "nowhere.db")), "is not there, but backups are"),
    "a link to itself": Kind(_instead(lambda path: path.symlink_to(path.name)), "is not there, but backups are"),
    "a log without a database": Kind(_log_without_a_database, "is not there, but its log is"),
}  # fmt: skip
NO_WAY_BACK = ("a newer schema", "a newer schema, only in the log")
"""Update the program, is what is said of these."""


def damage_log(log: Path, number: int) -> str:
    """Damage a log in the way of this number, of which there are 30; returns how."""
    dice = random.Random(number)
    data = bytearray(log.read_bytes())
    frame = PAGE + 24
    frames = (len(data) - 32) // frame
    at = 32 + frame * dice.randrange(frames)
    match number % 10:
        case 0:
            data[dice.randrange(32)] ^= 1 << dice.randrange(8)
            how = "a bit of its header"
        case 1 | 2:
            data[at + dice.randrange(24)] ^= 1 << dice.randrange(8)
            how = "a bit of a frame's header"
        case 3 | 4:
            data[at + 24 + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
            how = "a bit of a page"
        case 5:
            data[at : at + frame] = bytes(frame)
            how = "a frame of zeros"
        case 6:
            del data[dice.randrange(len(data)) :]
            how = "cut"
        case 7:
            del data[at : at + frame]
            how = "a frame taken out"
        case 8:
            data[at : at + 512] = dice.randbytes(512)
            how = "a sector of random bytes"
        case _:
            data[:] = dice.randbytes(len(data)) if dice.random() < 0.5 else bytes(len(data))
            how = "nothing of it left"
    log.write_bytes(data)
    return how
