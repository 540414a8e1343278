"""Drafts: every keystroke is on disk. Not in history (undoing a decision must not take back typing).

A trailing debounce lost text in 40 of 40 kills, so ``DraftWriter`` writes at once, from a thread with a connection of its own; while one
write is under way, newer text replaces older text that waits (latest wins).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.person import LETTER, Draft
from reconnect_tui.store.database import Store

_DRAFT = "SELECT id, person_id, kind, text, template, subject, saved_at, handed_over, channel FROM draft "


def get(store: Store, person_id: int | None, kind: str = LETTER) -> Draft | None:
    """The newest draft of that kind to this person (``None``: of the capture line, which is about nobody yet)."""
    row = store.connection.execute(
        _DRAFT + "WHERE person_id IS ? AND kind = ? ORDER BY id DESC LIMIT 1", (person_id, kind)
    ).fetchone()
    return Draft(*row) if row else None


def every(store: Store) -> list[Draft]:
    """Every draft, loose ones too, the latest first."""
    return [Draft(*row) for row in store.connection.execute(_DRAFT + "ORDER BY saved_at DESC, id DESC")]


def loose(store: Store) -> list[Draft]:
    """Lines that found nobody, the oldest first."""
    return [Draft(*row) for row in store.connection.execute(_DRAFT + "WHERE kind = 'loose' ORDER BY id")]


def add_loose(store: Store, text: str) -> None:
    """Keep a line that could not be given to anybody yet."""
    with store.transaction() as connection:
        connection.execute("INSERT INTO draft(kind, text, saved_at) VALUES ('loose', ?, ?)", (text, _now()))


def remove_loose(store: Store, draft_id: int) -> None:
    """Take away a loose draft that has found its person."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM draft WHERE id = ? AND kind = 'loose'", (draft_id,))


def remove_newest(store: Store, person_id: int | None, kind: str = LETTER, text: str = "") -> None:
    """Take away the draft of that kind to this person that has this text, or else the newest; inside an action, undo brings it back."""
    with store.transaction() as connection:
        connection.execute(
            "DELETE FROM draft WHERE id = (SELECT id FROM draft WHERE person_id IS ? AND kind = ? ORDER BY trim(text) = trim(?) DESC, id DESC "
            "LIMIT 1)",
            (person_id, kind, text),
        )


def handed_over(store: Store, person_id: int, day: str | None, channel: str) -> None:
    """Remember that the newest draft was handed over on that day (``None``: it was not, after all)."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE draft SET handed_over = ?, channel = ? WHERE id = (SELECT max(id) FROM draft WHERE person_id = ? AND kind = 'letter')",
            (day, channel, person_id),
        )


def unanswered(store: Store) -> list[Draft]:
    """Drafts that were handed over and never answered with "it went"."""
    rows = store.connection.execute(
        "SELECT d.id, d.person_id, d.kind, d.text, d.template, d.subject, d.saved_at, d.handed_over, d.channel FROM draft d "
        "JOIN person p ON p.id = d.person_id WHERE d.handed_over IS NOT NULL AND p.status NOT IN ('never', 'died') ORDER BY d.handed_over"
    )
    return [Draft(*row) for row in rows]


class Words(NamedTuple):
    """What is to be saved: whose draft of which kind, and its text."""

    person_id: int | None
    kind: str
    text: str
    template: str = ""
    subject: str = ""


class Row(NamedTuple):
    """The row that a draft goes on in, and the text it must have for that; ``id`` 0: there is none yet."""

    id: int
    text: str


def save(connection: sqlite3.Connection, draft: Words, row: Row | None = None) -> Row:
    """Write one draft at once, an empty text removes it; returns where it is. It goes on in ``row``, or beside it if somebody else has
    changed or taken that meanwhile; without one, in the newest of its person and kind."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if row is None:
            newest = "SELECT id, text FROM draft WHERE person_id IS ? AND kind = ? ORDER BY id DESC LIMIT 1"
            row = Row(*(connection.execute(newest, (draft.person_id, draft.kind)).fetchone() or (0, "")))
        number = row.id
        if not draft.text:
            connection.execute("DELETE FROM draft WHERE id = ? AND text = ?", row)
            number = 0
        elif not connection.execute(
            "UPDATE draft SET text = ?, template = ?, subject = ?, saved_at = ? WHERE id = ? AND text = ?",
            (*draft[2:], _now(), *row),
        ).rowcount:
            inserted = connection.execute(
                "INSERT INTO draft(person_id, kind, text, template, subject, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
                (*draft, _now()),
            )
            number = inserted.lastrowid or 0
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return Row(number, draft.text)


class DraftWriter:
    """Saves drafts from a thread of its own.

    ``told(words, problem)`` is called from that thread after each write: ``problem`` is ``None`` when it is on disk, else the
    error; a write that failed stays waiting and is tried again with the next one, at ``flush`` and every second meanwhile.
    """

    RETRY_SECONDS = 1.0

    def __init__(self, path: str, told: Callable[[Words, Exception | None], None]) -> None:
        import threading  # here, for the commands that have no letter before them

        self._path = path
        self._told = told
        self._waiting: dict[tuple[int | None, str], Words] = {}
        self._rows: dict[tuple[int | None, str], Row] = {}
        self._wrote: dict[tuple[int | None, str], set[int]] = {}
        self._changed = threading.Condition()
        self._writing: Words | None = None
        self._failing = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    def begin(self, person_id: int | None, kind: str, draft: Draft | None) -> None:
        """Go on with this draft from now on (``None``: begin a new one). What another window writes meanwhile is not written over: the
        text then becomes a draft beside it. Without a word about it the newest is gone on with, whoever wrote it."""
        key = person_id, kind
        with self._changed:
            row = self._rows.get(key)
            if key in self._waiting or (self._writing is not None and self._key(self._writing) == key):
                return  # newer than what was read
            if draft is None:
                self._rows.setdefault(key, Row(0, ""))
            elif row is None or row.id != draft.id or hash(draft.text) not in self._wrote.get(key, ()):
                self._rows[key] = Row(draft.id, draft.text)
                self._wrote[key] = {hash(draft.text)}

    def begin_anew(self, person_id: int | None, kind: str) -> None:
        """Begin a new draft, whatever was gone on with before."""
        with self._changed:
            self._rows[person_id, kind] = Row(0, "")

    def save(self, words: Words) -> None:
        """Have this text saved as the draft of its person and kind; returns at once. An empty text removes the draft."""
        with self._changed:
            self._waiting[self._key(words)] = words
            self._failing = False
            self._changed.notify_all()

    def flush(self, timeout: float = 6.0) -> bool:
        """Wait until all that was given is on disk; returns whether it is. ``timeout`` in seconds."""
        with self._changed:
            self._failing = False
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: self._failing or (not self._waiting and self._writing is None), timeout)
            return done and not self._failing

    def close(self, timeout: float = 60.0) -> list[Words]:
        """Save what waits and end the thread; returns what could not be put on disk (nothing, as a rule).

        ``timeout`` (seconds) outlasts the longest write of another program, an import of 30,000 people.
        """
        self.flush(timeout)
        with self._changed:
            self._closing = True
            left = list(self._waiting.values())
            if self._writing is not None and self._key(self._writing) not in self._waiting:
                left.append(self._writing)  # under way, and nobody knows how it will end
            self._changed.notify_all()
        if not left:  # otherwise it may be waiting for a lock, and what it writes after all does no harm
            self._thread.join(6.0)
        return left

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work, self.RETRY_SECONDS if self._failing else None)
                if self._closing:
                    break
                if not self._waiting:
                    continue
                key = next(iter(self._waiting))
                words = self._waiting.pop(key)
                self._writing = words
            problem: Exception | None = None
            try:
                if connection is None:
                    connection = sqlite3.connect(self._path, isolation_level=None, timeout=5.0)
                    connection.execute("PRAGMA synchronous = FULL")
                    connection.execute("PRAGMA foreign_keys = ON")
                if key not in self._rows:
                    save(connection, words)
                else:
                    row = save(connection, words, self._rows[key])
                    with self._changed:
                        self._rows[key] = row
                        self._wrote.setdefault(key, set()).add(hash(words.text))
            except Exception as error:  # whatever it is, the thread must go on: it holds somebody's words
                problem = error
            with self._changed:
                self._writing = None
                # somebody else's long write (an import) is not a failure: it ends
                self._failing = problem is not None and "locked" not in str(problem)
                if problem is not None:
                    self._waiting.setdefault(key, words)
                self._changed.notify_all()
            self._told(words, problem)
        if connection is not None:
            connection.close()

    @staticmethod
    def _key(words: Words) -> tuple[int | None, str]:
        return words.person_id, words.kind

    def _has_work(self) -> bool:
        return self._closing or (bool(self._waiting) and not self._failing)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
