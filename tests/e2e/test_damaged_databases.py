"""Databases that are damaged, newer or not there: a clear word, not a byte changed, the way to a backup by its name, and back again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.damage import (
    ADA,
    DATABASE,
    KINDS,
    NO_WAY_BACK,
    NOTES,
    bytes_of,
    copied,
    damage_log,
    furnish,
    noted,
    unfolded,
)
from tests.e2e.story import Desktop, Finished
from tests.e2e.terminal import NotSeen

LOGS = 30
FEW = ("cut in half", "a newer schema, only in the log", "a folder", "an index that disagrees")
"""The kinds that are tried whenever the tests run; all of them are in the long part."""
DEEP = [pytest.param(kind, marks=() if kind in FEW else pytest.mark.long) for kind in KINDS]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a backup, to be copied."""
    desktop = Desktop(tmp_path_factory.mktemp("furnished"))
    furnish(desktop)
    return desktop.home


@pytest.fixture(scope="module")
def whole(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that is in that home, as it is exported."""
    return copied(furnished, tmp_path_factory.mktemp("whole")).does("export", "-").out


@pytest.fixture
def desktop(furnished: Path, tmp_path: Path) -> Desktop:
    return copied(furnished, tmp_path)


def backup_of(desktop: Desktop) -> Path:
    """The backup that was made when all was well: the oldest."""
    return min((desktop.home / "backups").glob("*by-hand*.db"))


def is_clear(one: Finished) -> bool:
    """Whether what was said is made for people."""
    return not any(sign in one.err + one.out for sign in ("Traceback", "inside reconnect", "sqlite3.", "\x1b")) and one.code in (
        0,
        1,
        2,
        3,
    )


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a database file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall() for table in tables}


@pytest.mark.parametrize("kind", DEEP)
def test_a_damaged_database_by_the_shell(desktop: Desktop, whole: str, count: Count, kind: str) -> None:
    backup = backup_of(desktop)
    damage, told, seen = KINDS[kind]
    damage(desktop.home)
    before = bytes_of(desktop.home)
    doctor = desktop.run("doctor")
    assert is_clear(doctor), doctor
    assert doctor.code == 1
    assert told in "\n".join(line for line in doctor.out.splitlines() if line.startswith("WRONG")), doctor
    assert bytes_of(desktop.home) == before
    for words in (("show", ADA), ("export", "-"), ("backup",), ("note", f'@"{ADA}" tea')):
        one = desktop.run(*words)
        assert is_clear(one), one
        if seen:
            assert one.code == 1, one
            assert told in one.err or "is damaged" in one.err, one
        if one.code:
            assert bytes_of(desktop.home) == before, words
            if kind not in NO_WAY_BACK:
                assert f"reconnect restore {backup}" in one.err, one
    if not seen:
        wrong = sum(line.startswith("WRONG") for line in doctor.out.splitlines())
        again = desktop.run("doctor")
        assert again.code == 1
        assert sum(line.startswith("WRONG") for line in again.out.splitlines()) <= wrong + 1, "nothing became worse"
        before = bytes_of(desktop.home)
    if seen or told == "integrity":
        assert [one.name for one in (desktop.home / "backups").iterdir()] == [backup.name], "no backup was made of it"

    one = desktop.does("restore", str(backup))
    assert is_clear(one)
    if kind.startswith("gone"):
        assert "What was there before" not in one.err
    else:
        aside = {path.name.removeprefix(DATABASE).partition("Z")[2]: path for path in desktop.home.glob(f"{DATABASE}.before-*")}
        if seen and kind not in NO_WAY_BACK and "mark" not in kind and "program" not in kind:
            kept = {DATABASE + suffix: content_of(path) for suffix, path in aside.items()}
            assert {name: kept.get(name) for name in before} == before, "moved as it was, with all that lay beside it"
        assert aside
    assert desktop.does("export", "-").out == whole
    assert desktop.does("doctor").code == 0
    count("4 damaged databases: kinds", held=1, of=1)


def content_of(path: Path) -> object:
    if path.is_symlink():
        return os.readlink(path)
    if path.is_file():
        return path.read_bytes()
    return "a folder" if path.is_dir() else "something else"


@pytest.mark.parametrize("kind", DEEP)
def test_the_app_on_a_damaged_database(desktop: Desktop, count: Count, kind: str) -> None:
    damage, told, seen = KINDS[kind]
    damage(desktop.home)
    before = bytes_of(desktop.home)
    with desktop.opens() as app:
        if seen:
            assert app.wait_exit() == 1
        else:  # a card, and an end by its key; or an end of its own
            with suppress(NotSeen):
                app.wait_for("? help")
            app.keys("ctrl+q")
            app.wait_exit()
        said = " ".join(app.text().split())
    assert "Traceback" not in said
    assert "inside reconnect" not in said
    if seen:
        # the window is not as wide as the sentence
        packed = app.text().replace("\n", "").replace(" ", "")
        assert told.replace(" ", "") in packed or "isdamaged" in packed, said
        if kind not in NO_WAY_BACK:
            assert f"reconnectrestore{backup_of(desktop)}" in packed, said
        assert bytes_of(desktop.home) == before
    count("4 damaged databases: kinds, in a terminal", held=1, of=1)


def test_an_empty_file_with_nothing_beside_it_is_a_new_home(desktop: Desktop, count: Count) -> None:
    shutil.rmtree(desktop.home)
    desktop.home.mkdir(mode=0o700)
    (desktop.home / DATABASE).touch(mode=0o600)
    assert desktop.reads("next") == []
    desktop.does("add", ADA)
    assert desktop.does("doctor").code == 0
    count("4 damaged databases: kinds", held=1, of=1)


SOMEBODY = 65534
"""Root may write anywhere, and somebody else may not: whom root is for the while."""

# All that the commands import is imported before root lets go of its rights: Python itself may lie where only root can read.
_AS_SOMEBODY_ELSE = f"""
import io, json, os, sys
from reconnect_tui.__main__ import main
out, (home, other, commands) = sys.stdout, json.load(sys.stdin)
def run(words):
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in "oe")
    code = main(words)
    return (code, *(stream.buffer.getvalue().decode("utf-8") for stream in (sys.stdout, sys.stderr)))
os.environ["RECONNECT_HOME"] = other
for words in commands:
    run(words)
os.chmod(other + "/{DATABASE}", 0)
open(other + "/{DATABASE}", "wb").write(b"not a database" * 100)
run(commands[0])
os.environ["RECONNECT_HOME"] = home
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({SOMEBODY})
    os.setuid({SOMEBODY})
json.dump([run(words) for words in commands], out)
"""


def _as_somebody_else(desktop: Desktop, other: Desktop, commands: Sequence[Sequence[str]]) -> list[Finished]:
    done = subprocess.run(
        [sys.executable, "-c", _AS_SOMEBODY_ELSE], input=json.dumps([str(desktop.home), str(other.home), commands]).encode(),
        capture_output=True, env=desktop.environ, cwd="/", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return [Finished(*one) for one in json.loads(done.stdout)]


RIGHTS = {
    "a file to be read only": (0o700, 0o400),
    "a folder to be read only": (0o500, 0o600),
    "both to be read only": (0o500, 0o400),
    "a file that nobody may read": (0o700, 0o000),
    "a folder that nobody may enter": (0o000, 0o600),
}


@pytest.mark.parametrize("rights", RIGHTS)
def test_what_may_not_be_written_is_said(furnished: Path, count: Count, rights: str) -> None:
    folder, file = RIGHTS[rights]
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as place:
        desktop = copied(furnished, Path(place))
        if root:
            os.chmod(place, 0o711)
            for path in (desktop.home, *desktop.home.rglob("*")):
                os.chown(path, SOMEBODY, SOMEBODY)
        (desktop.home / DATABASE).chmod(file)
        desktop.home.chmod(folder)
        before = bytes_of(desktop.home) if root else {}
        try:
            tried = (("show", ADA), ("note", f'@"{ADA}" tea'), ("doctor",), ("export", "-"))
            for words, one in zip(
                tried, _as_somebody_else(desktop, copied(furnished, Path(place) / "other"), tried), strict=True
            ):
                assert is_clear(one), one
                if words[0] == "note":
                    assert one.code == 1, one
                if one.code == 1 and words[0] != "doctor":
                    assert str(desktop.home) in one.err, one
        finally:
            desktop.home.chmod(0o700)
            (desktop.home / DATABASE).chmod(0o600)
        if root:
            assert bytes_of(desktop.home)[DATABASE] == before[DATABASE]
    count("4 damaged databases: kinds", held=1, of=1)


@pytest.mark.parametrize(
    "number",
    [pytest.param(number, marks=() if number % 10 in (0, 3) and number < 20 else pytest.mark.long) for number in range(LOGS)],
)
def test_a_damaged_log_is_kept_and_said_or_all_that_was_whole_is_there(
    furnished: Path, tmp_path: Path, count: Count, number: int
) -> None:
    desktop = unfolded(furnished, tmp_path)
    how = damage_log(desktop.home / f"{DATABASE}-wal", number)
    before = bytes_of(desktop.home)
    first = desktop.run("show", ADA)
    assert is_clear(first), (how, first)
    told = first.code == 1
    if told:
        assert bytes_of(desktop.home) == before, how
        assert "cannot be read: its log is damaged" in first.err
        assert f"reconnect restore {backup_of(desktop)}" in first.err
    kept = list(desktop.home.glob(f"{DATABASE}-wal.damaged-*"))
    assert [path.read_bytes() for path in kept] == ([before[f"{DATABASE}-wal"]] if told else [])
    here = noted(desktop)
    assert here == [f"{one:02}" for one in range(len(here))], "what is there is what was written first, with nothing left out"
    assert told or len(here) == NOTES or how in ("cut", "nothing of it left", "a frame taken out"), (how, here)
    doctor = desktop.does("doctor")
    assert ("is a log that was damaged" in doctor.out) == told
    count("4 damaged -wal files", held=1, of=1, note="")


def test_a_damaged_log_goes_with_its_database_into_quarantine(furnished: Path, tmp_path: Path) -> None:
    desktop = unfolded(furnished, tmp_path)
    damage_log(desktop.home / f"{DATABASE}-wal", 10)
    before = bytes_of(desktop.home)
    desktop.does("restore", str(backup_of(desktop)))
    aside = {path.name.partition("Z")[2]: content_of(path) for path in desktop.home.glob(f"{DATABASE}.before-*")}
    assert {DATABASE + suffix: aside.get(suffix) for suffix in ("", "-wal")} == before
    assert noted(desktop) == []
    assert desktop.does("doctor").code == 0


def test_the_app_and_the_doctor_on_a_damaged_log(furnished: Path, tmp_path: Path) -> None:
    desktop = unfolded(furnished, tmp_path)
    damage_log(desktop.home / f"{DATABASE}-wal", 13)
    whole = bytes_of(desktop.home)
    doctor = desktop.run("doctor")
    assert doctor.code == 1
    assert "cannot be read: its log is damaged" in doctor.out
    assert bytes_of(desktop.home) == whole
    for path in desktop.home.glob("*.damaged-*"):
        path.unlink()
    with desktop.opens() as app:
        assert app.wait_exit() == 1
        assert "itslogisdamaged" in "".join(app.text().split())
    assert bytes_of(desktop.home) == whole
    with desktop.opens() as app:
        app.wait_for("? help")
        assert app.quits() == 0
    here = noted(desktop)
    assert here == [f"{one:02}" for one in range(len(here))]


def test_advice_reaches_the_home_that_was_named(desktop: Desktop) -> None:
    """What is said can be typed: restoring into the usual home would be a second misfortune."""
    KINDS["cut in half"].damage(desktop.home)
    del desktop.environ["RECONNECT_HOME"]
    home = str(desktop.home)
    for words in (("show", ADA), ("doctor",)):
        one = desktop.run("--home", home, *words)
        assert one.code == 1
        assert f"`reconnect --home {home} restore {backup_of(desktop)}`" in one.err + one.out


def test_a_log_that_ends_in_the_middle_of_an_action_is_no_damage(furnished: Path, tmp_path: Path) -> None:
    """As a kill leaves it: nothing is said, for nothing was lost that had been called saved."""
    desktop = unfolded(furnished, tmp_path)
    log = desktop.home / f"{DATABASE}-wal"
    whole = log.read_bytes()
    assert noted(unfolded(furnished, tmp_path / "whole")) == [f"{one:02}" for one in range(NOTES)]
    # the last commit's last frame is not there, the others are
    log.write_bytes(whole[: -(4096 + 24)])
    assert noted(desktop) == [f"{one:02}" for one in range(NOTES - 1)]
    assert not list(desktop.home.glob("*.damaged-*"))


def test_a_window_on_a_damaged_database_keeps_a_restore_away(desktop: Desktop) -> None:
    KINDS["an index that disagrees"].damage(desktop.home)
    before = bytes_of(desktop.home)
    with closing(sqlite3.connect(desktop.home / DATABASE)) as other:
        other.execute("SELECT count(*) FROM person").fetchone()
        one = desktop.run("restore", str(backup_of(desktop)))
        assert one.code == 1
        assert "another window" in one.err
        assert bytes_of(desktop.home)[DATABASE] == before[DATABASE]
    desktop.does("restore", str(backup_of(desktop)))


def test_backup_drill_every_row_of_every_table_comes_back(furnished: Path, tmp_path: Path, count: Count) -> None:
    desktop = unfolded(furnished, tmp_path)
    with closing(sqlite3.connect(desktop.home / DATABASE)) as connection:  # a reader keeps the log where it is
        connection.execute("SELECT count(*) FROM person").fetchone()
        there = everything(desktop.home / DATABASE)
        path = Path(desktop.reads("backup")["path"])
    assert everything(path) == there
    assert sum(map(len, there.values())) > 1000
    for number in range(5):
        desktop.does("note", f'@"{ADA}" something later: {number}')
    exported = desktop.does("export", "-").out
    KINDS["a page of zeros"].damage(desktop.home)
    desktop.does("restore", str(path))
    again = everything(desktop.home / DATABASE)
    assert again == there
    assert desktop.does("export", "-").out != exported
    assert noted(desktop) == [f"{one:02}" for one in range(NOTES)]
    rows = sum(map(len, there.values()))
    count("4 backup drill, rows", held=rows, of=rows, note=f"{len(there)} tables")
