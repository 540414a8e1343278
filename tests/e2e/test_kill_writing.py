"""kill -9 in front of a write, fsync, unlink, rename, truncation or creation of a file: the database is whole, each action wholly there or
not at all, and what was acknowledged is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import cached_property
from pathlib import Path

import pytest

from reconnect_tui.store.tables import SCHEMA_VERSION
from tests.data import linkedin, network
from tests.e2e.conftest import Count
from tests.e2e.faults.aftermath import AFTER, Scene, spread
from tests.e2e.faults.calls import Fault, why_not
from tests.e2e.story import Desktop
from tests.store.test_migrations import Rows, rows_of_the_first

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

FIRST_SCHEMA = Path(__file__).parents[1] / "data" / "schema_1.sql"
KILLED = -9
FEW, MANY = 3, 60
"""Points of each action in the plain run and in the long one."""


def _some_people(desktop: Desktop) -> None:
    """A home with a network in it, and a note that was acknowledged."""
    people = network.invent(12, seed=3, day="2026-10-01")
    path = desktop.folder / "Basic_LinkedInDataExport_10-01-2026.zip"
    linkedin.write_people(path, people, messages=network.invent_messages(people, 30, seed=3), day="2026-10-01")
    done = desktop.run_all([("import", str(path)), ("add", "Ada Okafor"), ("note", "@ada sails, and wants to leave consulting")])
    assert [one.code for one in done] == [0, 0, 0]


def _an_export(folder: Path) -> Path:
    """The export of some weeks later: new people, new roles, new addresses, new messages."""
    people = network.newer(network.invent(12, seed=3, day="2026-10-01"), roles=4, slugs=2, added=40)
    path = folder / "Basic_LinkedInDataExport_11-20-2026.zip"
    linkedin.write_people(path, people, messages=network.invent_messages(people, 120, seed=4), day="2026-11-20")
    return path


def _imported(desktop: Desktop) -> None:
    _some_people(desktop)
    desktop.does("import", str(_an_export(desktop.folder)))


def _old(desktop: Desktop) -> None:
    """A home that a version with the first schema left."""
    desktop.home.mkdir(mode=0o700)
    path = desktop.home / "reconnect.db"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"BEGIN;\n{FIRST_SCHEMA.read_text('utf-8')}\nCOMMIT;")


def _strike(scene: Scene, what: str, many: int, count: Count) -> None:
    """Kill the action in front of so many of its calls, at a third of them while another window has the home open."""
    ends: list[str] = []
    points = [
        (point, beside)
        for beside, share in ((False, many - many // 3), (True, many // 3))
        for point in _points(scene, beside, share)
    ]
    for point, beside in points:
        done = scene.struck(Fault(point), beside=beside)
        assert done.at, f"call {point} of {len(scene.calls[beside])} was not come to: {done}"
        assert done.code == KILLED, done
        state = scene.looked_at()
        assert state == AFTER or not scene.told or scene.told not in done.out + done.err, (
            f"it was acknowledged, and is gone: {done}"
        )
        ends.append(state)
    assert len(ends) == many
    count(f"2 kill -9 at a write, fsync or unlink: {what}", held=len(ends), of=many)
    if scene.told and many > FEW:
        assert len(set(ends)) == 2, "some were struck before they were kept, and some behind it"


def _points(scene: Scene, beside: bool, many: int) -> list[int]:
    return spread(len(scene.calls[beside]), many, seed=many)


FEW_OR_MANY = pytest.mark.parametrize("many", [FEW, pytest.param(MANY, marks=pytest.mark.long)])


@FEW_OR_MANY
def test_record(tmp_path: Path, many: int, count: Count) -> None:
    words = ("record", "ada", "--what", "met", "--note", "the harbour, two hours", "--next", "in 2 weeks")
    _strike(Scene(tmp_path, words, _some_people, told="Recorded"), "record", many, count)


@FEW_OR_MANY
def test_import(tmp_path: Path, many: int, count: Count) -> None:
    path = _an_export(tmp_path)
    _strike(Scene(tmp_path, ("import", str(path)), _some_people, told="People:"), "import", many, count)


@FEW_OR_MANY
def test_undo_of_an_import(tmp_path: Path, many: int, count: Count) -> None:
    _strike(Scene(tmp_path, ("undo",), _imported, back="redo", told="Taken back"), "undo", many, count)


@FEW_OR_MANY
def test_migration(tmp_path: Path, many: int, count: Count) -> None:
    scene = OldScene(tmp_path, ("history",), _old, then=("note", "@oscar is back from Lagos"))
    _strike(scene, "migration", many, count)


class OldScene(Scene):
    """A home of the first schema: looked at as it lies, too, before the program opens it again."""

    def looked_at(self) -> str:
        copy = self.desktop.folder / "copy"
        shutil.copytree(self.desktop.home, copy)
        try:
            version, rows = _first_rows(copy / "reconnect.db")
            assert rows == self.rows
            assert version in (1, SCHEMA_VERSION)
            if version != 1:
                self._backed_up(copy)
        finally:
            shutil.rmtree(copy)
        state = super().looked_at()
        self._backed_up(self.desktop.home)
        return state

    @cached_property
    def rows(self) -> Rows:
        self.again()
        return _first_rows(self.desktop.home / "reconnect.db")[1]

    def _backed_up(self, home: Path) -> None:
        """There is one backup from before the migration, and everything is in it."""
        (backup,) = home.glob("backups/reconnect-before-schema-*.db")
        assert _first_rows(backup) == (1, self.rows)


def _first_rows(path: Path) -> tuple[int, Rows]:
    """The schema of a database, and all rows of what the first schema had."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0]), rows_of_the_first(connection)
