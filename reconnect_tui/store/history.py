"""Actions, undo and redo: every decision is one step, after a restart too.

Triggers write each row's before-image under the action that the one-row table ``pen`` names; the pen is put down inside the same
transaction, so no other connection ever sees it held. Undo applies the images in reverse with history on, and what it logs meanwhile is
the redo: one mechanism for both directions (sqlite.org/undoredo.html).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.store.database import Store
from reconnect_tui.store.standing import KINDS, SEARCHES_IN, STANDS_ON, refresh, refresh_all
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS

ALL_COLUMNS = COLUMNS | LOOSE_COLUMNS


class Step(NamedTuple):
    """One action as ``history`` lists it. ``undone`` is its place on the redo pile, or ``None``."""

    id: int
    at: str
    day: str
    kind: str
    sentence: str
    person_id: int | None
    sitting: str
    undone: int | None


STEP = "SELECT id, at, day, kind, sentence, person_id, sitting, undone FROM action"


@contextmanager
def action(
    store: Store, kind: str, sentence: str, *, at: str, day: str, person_id: int | None = None, sitting: str = ""
) -> Iterator[int]:
    """Open one decision: everything written inside is one step of undo; yields its id.

    ``sentence`` is what undo and history will say ("Recorded: wrote to Ada"). A new action clears the redo.
    """
    with store.transaction() as connection:
        connection.execute("DELETE FROM action WHERE undone IS NOT NULL")
        number = connection.execute(
            "INSERT INTO action(at, day, kind, sentence, person_id, sitting) VALUES (?, ?, ?, ?, ?, ?)",
            (at, day, kind, sentence, person_id, sitting),
        ).lastrowid
        assert number is not None
        connection.execute("UPDATE pen SET action_id = ?", (number,))
        yield number
        connection.execute("UPDATE pen SET action_id = NULL, off = 0")
        refresh_touched(connection, number)


def sentence_of(store: Store, number: int, sentence: str, report: str = "") -> None:
    """Give the action its final sentence, where it is known only at the end (an import's counts), and what is to be read of it later."""
    store.connection.execute("UPDATE action SET sentence = ?, report = ? WHERE id = ?", (sentence, report, number))


def report_of(store: Store, number: int) -> str:
    """What an import told; ``""`` for an action that told no more than its sentence."""
    row = store.connection.execute("SELECT report FROM action WHERE id = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def step(store: Store, number: int) -> Step | None:
    """One action by its number."""
    row = store.connection.execute(STEP + " WHERE id = ?", (number,)).fetchone()
    return Step(*row) if row else None


def about(store: Store, number: int, person_id: int) -> None:
    """Say whom the action is about, where that is known only inside it (somebody just added)."""
    store.connection.execute("UPDATE action SET person_id = ? WHERE id = ?", (person_id, number))


class Deed(NamedTuple):
    """One action of a day with the name of whom it was about (``""``: nobody in particular)."""

    kind: str
    sentence: str
    name: str


def of_day(store: Store, day: str) -> list[Deed]:
    """What was done on that day and not taken back, in order; silent people's are left out."""
    rows = store.connection.execute(
        "SELECT a.kind, a.sentence, coalesce(p.name, '') FROM action a LEFT JOIN person p ON p.id = a.person_id "
        "WHERE a.day = ? AND a.undone IS NULL AND (p.id IS NULL OR p.status NOT IN ('never', 'died')) AND NOT EXISTS ("
        "SELECT 1 FROM change c JOIN moment_person mp ON c.tbl = 'moment_person' AND mp.id = c.row_id JOIN person o ON o.id = mp.person_id "
        "WHERE c.action_id = a.id AND c.op = 'insert' AND o.status IN ('never', 'died')) ORDER BY a.id",
        (day,),
    )
    return [Deed(*row) for row in rows]


def log_range(connection: sqlite3.Connection, number: int, table: str, first_id: int, last_id: int) -> None:
    """Log all rows first_id…last_id of ``table`` as inserted by this action: one change for a whole import."""
    if last_id >= first_id:
        connection.execute(
            "INSERT INTO change(action_id, tbl, op, row_id, last_id) VALUES (?, ?, 'range', ?, ?)",
            (number, table, first_id, last_id),
        )


def steps(store: Store, limit: int = 50) -> list[Step]:
    """The newest actions, newest first, undone ones among them."""
    return [Step(*row) for row in store.connection.execute(STEP + " ORDER BY id DESC LIMIT ?", (limit,))]


def last_step(store: Store, *, sitting: str | None = None) -> Step | None:
    """The newest action that is not undone (of this sitting alone, where one is given)."""
    row = store.connection.execute(
        STEP + " WHERE undone IS NULL AND (? IS NULL OR sitting = ?) ORDER BY id DESC LIMIT 1", (sitting, sitting)
    ).fetchone()
    return Step(*row) if row else None


def last_undone(store: Store) -> Step | None:
    """The action that ``redo`` would bring back: the one taken back last."""
    row = store.connection.execute(STEP + " WHERE undone IS NOT NULL ORDER BY undone DESC LIMIT 1").fetchone()
    return Step(*row) if row else None


def touched(connection: sqlite3.Connection, number: int) -> set[int] | None:
    """The people an action changed; ``None`` means too many to name: all of them."""
    people: set[int] = set()
    tables = connection.execute("SELECT DISTINCT tbl, op = 'range' FROM change WHERE action_id = ?", (number,)).fetchall()
    if any(is_range for _, is_range in tables) or any(table == "circle" for table, _ in tables):
        return None
    for table, _ in tables:
        if table == "person":
            query = "SELECT row_id FROM change WHERE action_id = ? AND tbl = 'person'"
        elif table == "moment":
            query = "SELECT person_id FROM moment_person WHERE moment_id IN (SELECT row_id FROM change WHERE action_id = ? AND tbl = 'moment')"
        elif "person_id" in ALL_COLUMNS[table]:
            query = (
                f"SELECT t.person_id FROM change c JOIN {table} t ON t.id = c.row_id WHERE c.action_id = ? AND c.tbl = '{table}' UNION "
                f"SELECT json_extract(image, '$.person_id') FROM change WHERE action_id = {int(number)} AND tbl = '{table}' AND image IS NOT NULL"
            )
        else:
            continue
        people.update(row[0] for row in connection.execute(query, (number,)) if row[0] is not None)
    return people


def refresh_touched(connection: sqlite3.Connection, number: int) -> None:
    """Recompute what is derived of those whom an action changed, as far as what it changed has a part in it.

    A note on somebody with a thousand moments computes none of them again: it is no contact, and no word of the person's own.
    """
    people = touched(connection, number)
    if not people:
        refresh_people(connection, people)
        return
    tables = {row[0] for row in connection.execute("SELECT DISTINCT tbl FROM change WHERE action_id = ?", (number,))}
    stands = bool(tables & STANDS_ON) and (
        bool(tables & (STANDS_ON - {"moment", "moment_person"})) or _more_than_notes(connection, number)
    )
    refresh(connection, people, standing=stands, search=bool(tables & SEARCHES_IN))


def _more_than_notes(connection: sqlite3.Connection, number: int) -> bool:
    """Say whether an action did anything to moments but add such as are no contact."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM change c LEFT JOIN moment_person mp ON c.tbl = 'moment_person' AND mp.id = c.row_id "
            "LEFT JOIN moment m ON m.id = CASE c.tbl WHEN 'moment' THEN c.row_id ELSE mp.moment_id END "
            f"WHERE c.action_id = ? AND c.tbl IN ('moment', 'moment_person') AND (c.op <> 'insert' OR m.kind IS NULL OR m.kind IN ({KINDS})))",
            (number,),
        ).fetchone()[0]
    )


def refresh_people(connection: sqlite3.Connection, people: set[int] | None) -> None:
    """Recompute what is derived for these people (``None``: for all)."""
    if people is None:
        refresh_all(connection)
    elif people:
        refresh(connection, people)
