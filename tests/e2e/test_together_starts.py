"""Many programs begin at the very same moment: one database comes of it, nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reconnect_tui.store.tables import APPLICATION_ID, SCHEMA_VERSION
from tests.counting import Count
from tests.e2e.story import Desktop, Finished

FIRST = Path(__file__).parent.parent / "data" / "schema_1.sql"

# Python takes a while to start, and not always the same: each waits for the end of a pipe that all of them have.
_AT_ONCE = (
    "import os,sys; fd=int(sys.argv[1]); os.read(fd, 1); from reconnect_tui.__main__ import main; sys.exit(main(sys.argv[2:]))"
)

_NOT_TAKEN_BACK = (
    "SELECT count(*) FROM action WHERE undone IS NULL"  # the others go with the next action: nothing is to be redone
)


def at_once(desktop: Desktop, calls: Sequence[Sequence[str]]) -> list[Finished]:
    """Run all these commands, each a process of its own, from the same moment on."""
    waits, starts = os.pipe()
    try:
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", _AT_ONCE, str(waits), *words], env=desktop.environ, cwd=desktop.folder,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(waits,),
            )
            for words in calls
        ]  # fmt: skip
    finally:
        os.close(waits)
        os.close(starts)
    told = []
    for process in processes:
        out, err = process.communicate(timeout=120)
        told.append(Finished(process.returncode, out.decode(), err.decode()))
    return told


@pytest.mark.parametrize(
    ("many", "round_"), [(8, 0), *(pytest.param(25, round_, marks=pytest.mark.long) for round_ in (1, 2, 3))]
)
def test_first_starts(tmp_path: Path, count: Count, many: int, round_: int) -> None:
    """One empty home; a fifth of them each: note, add, import, next, show."""
    desktop = Desktop(tmp_path)
    calls: list[tuple[str, ...]] = []
    for number in range(many):
        path = tmp_path / f"{number}.vcf"
        path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Guest {number}\nEND:VCARD\n", encoding="utf-8")
        calls.append((
            ("note", f'@+"Noted {number}" sails'), ("add", f"Added {number}"), ("import", str(path)), ("next", "--json"), ("show", "nobody"),
        )[number % 5])  # fmt: skip
    told = at_once(desktop, calls)
    for words, done in zip(calls, told, strict=True):
        assert done.code == (3 if words[0] == "show" else 0), (words, done)
        assert "Traceback" not in done.err
    kind = {"note": "Noted", "add": "Added", "import": "Guest"}
    wanted = Counter(f"{kind[words[0]]} {number}" for number, words in enumerate(calls) if words[0] in kind)
    assert _names(desktop) == wanted
    _is_one_whole_database(desktop, moments=sum(words[0] == "note" for words in calls), actions=sum(wanted.values()))
    count("5 first starts at once", held=many, of=many)


def test_starts_on_an_old_home(tmp_path: Path, count: Count) -> None:
    """A home of the first schema has to be brought up to date: one of ten does it, with one backup of what was there, and all go on."""
    many = 10
    desktop = Desktop(tmp_path)
    desktop.home.mkdir(mode=0o700)
    with closing(sqlite3.connect(desktop.home / "reconnect.db", isolation_level=None)) as old:
        old.executescript(FIRST.read_text(encoding="utf-8"))
    (desktop.home / "reconnect.db").chmod(0o600)
    before = _names(desktop)
    with closing(sqlite3.connect(desktop.home / "reconnect.db")) as old:
        moments = old.execute("SELECT count(*) FROM moment").fetchone()[0]
        actions = old.execute(_NOT_TAKEN_BACK).fetchone()[0]
    calls = [("add", f"Added {number}") if number % 2 else ("note", f'@+"Noted {number}" sails') for number in range(many)]
    told = at_once(desktop, calls)
    assert [done.code for done in told] == [0] * many, told
    assert "Traceback" not in "".join(done.err for done in told)
    assert _names(desktop) == before + Counter(f"{'Added' if number % 2 else 'Noted'} {number}" for number in range(many))
    assert len(list((desktop.home / "backups").glob("*before-schema*"))) == 1
    _is_one_whole_database(desktop, moments=moments + many // 2, actions=actions + many)
    count("5 starts at once on an old home", held=many, of=many)


def _names(desktop: Desktop) -> Counter[str]:
    with closing(sqlite3.connect(desktop.home / "reconnect.db")) as connection:
        return Counter(row[0] for row in connection.execute("SELECT name FROM person"))


def _is_one_whole_database(desktop: Desktop, *, moments: int, actions: int) -> None:
    assert sorted(path.name for path in desktop.home.glob("*.db*") if "lock" not in path.name)[0] == "reconnect.db"
    with closing(sqlite3.connect(desktop.home / "reconnect.db")) as connection:
        (mark,), (version,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        assert (mark, version) == (APPLICATION_ID, SCHEMA_VERSION)
        assert connection.execute("SELECT count(*) FROM moment").fetchone()[0] == moments
        assert connection.execute(_NOT_TAKEN_BACK).fetchone()[0] == actions
        assert connection.execute("SELECT count(DISTINCT uid) = count(*) FROM person").fetchone()[0]
    assert "All is well" in desktop.does("doctor").err
