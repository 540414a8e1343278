"""Several homes under one clock, and what tests of how they join look at."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_text
from reconnect_tui.paths import Home
from reconnect_tui.services import (
    doctoring,
    exporting,
    recording,
)
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import drafts, standing
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS

TODAY = date(2026, 11, 22)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def opened(folder: Path) -> Desk:
    home = Home(str(folder), str(folder))
    return open_desk(home, {"RECONNECT_TODAY": TODAY.isoformat()}, sitting="now")


class World:
    """Several homes under one clock that never stands still, in folders of their own."""

    def __init__(self, folder: Path, bare: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.bare = bare
        self.stack = stack
        self.counter = itertools.count()

    def home(self) -> Desk:
        folder = self.folder / f"home{next(self.counter)}"
        folder.mkdir(parents=True)
        shutil.copy(self.bare, folder / "reconnect.db")
        desk = opened(folder)
        self.stack.callback(desk.close)
        return desk

    def file(self, desk: Desk) -> Path:
        path = self.folder / f"export{next(self.counter)}.json"
        exporting.write(desk, str(path))
        return path


@contextmanager
def world(factory: pytest.TempPathFactory, bare: Path) -> Iterator[World]:
    seconds = itertools.count()

    def stamp(form: str) -> str:
        return form.format(*divmod(next(seconds), 60))

    folder = factory.mktemp("world")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        patched.setattr(recording, "now", lambda: stamp("2026-11-22T10:{:02}:{:02}Z"))
        patched.setattr(drafts, "_now", lambda: stamp("2026-11-22T10:{:02}:{:02}.000001Z"))
        yield World(folder, bare, stack)
    shutil.rmtree(folder)


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row, with its id, of all that is not derived."""
    tables = {**COLUMNS, **LOOSE_COLUMNS}
    return {
        table: desk.store.connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
        for table, columns in tables.items()
    }


def assert_sound(desk: Desk) -> None:
    findings = doctoring.examine_database(desk)
    assert [finding.words for finding in findings if finding.well is False] == []
    connection = desk.store.connection
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not standing.differing(connection)
    subjects = "SELECT uid FROM person UNION SELECT uid FROM moment UNION SELECT uid FROM follow_up UNION SELECT 'circle:' || name FROM circle"
    assert connection.execute(f"SELECT subject FROM edit WHERE subject NOT IN ({subjects})").fetchall() == []
    assert connection.execute("SELECT action_id, off FROM pen").fetchall() == [(None, 0)]
    triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    assert triggers == 3 * (len(COLUMNS) + len(LOOSE_COLUMNS)) + 4  # those of history, and those of the search


def save_draft(desk: Desk, person_id: int | None, kind: str, text: str) -> None:
    drafts.save(desk.store.connection, drafts.Words(person_id, kind, clean_text(text)))


def person_of(desk: Desk, which: int) -> int:
    """The row id of one of the people, the same person for the same number in homes with the same people."""
    ids = [row[0] for row in desk.store.connection.execute("SELECT id FROM person ORDER BY uid")]
    if not ids:
        raise ReconnectError("nobody here")
    return int(ids[which % len(ids)])
