"""The actions that are struck down, each on a home of its own: record, note, import, its undo, a migration, and a backup brought back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path

from reconnect_tui.store.tables import SCHEMA_VERSION
from tests.data import linkedin, network
from tests.e2e.faults.aftermath import Scene
from tests.e2e.story import Desktop
from tests.store.test_migrations import Rows, rows_of_the_first

FIRST_SCHEMA = Path(__file__).parents[2] / "data" / "schema_1.sql"


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


def _record(folder: Path) -> Scene:
    words = ("record", "ada", "--what", "met", "--note", "the harbour, two hours", "--next", "in 2 weeks")
    return Scene(folder, words, _some_people, told="Recorded")


def _note(folder: Path) -> Scene:
    return Scene(folder, ("note", "@ada is moving to Turin > in 2 weeks ask how it went"), _some_people, told="Noted")


def _import(folder: Path) -> Scene:
    return Scene(folder, ("import", str(_an_export(folder))), _some_people, told="People:")


def _undo(folder: Path) -> Scene:
    return Scene(folder, ("undo",), _imported, back="redo", told="Taken back")


def _migration(folder: Path) -> Scene:
    return OldScene(folder, ("history",), _old, then=("note", "@oscar is back from Lagos"))


def _restore(folder: Path) -> Scene:
    path = folder / "taken-along.db"

    def prepare(desktop: Desktop) -> None:
        _some_people(desktop)
        desktop.does("backup", str(path))
        desktop.does("note", "@ada has a new boat")

    return Scene(folder, ("restore", str(path)), prepare, then=("note", "@ada is back from Lagos"), alone=True)


SCENES: dict[str, Callable[[Path], Scene]] = {
    "record": _record, "note": _note, "import": _import, "undo": _undo, "migration": _migration, "restore": _restore,
}  # fmt: skip
