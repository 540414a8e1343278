"""Reading much at once: everything for an export, whose birthday is ahead. Nothing here writes.

An export's rows come as dicts of plain values, ordered by uid or by their own words, never by a row id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reconnect_tui.store.database import Store

Row = dict[str, object]

_PERSON = (
    "uid", "name", "first_name", "last_name", "nickname", "greeting", "salutation", "language", "headline", "company", "position",
    "location", "about", "circle", "pace", "status", "birthday", "how_met", "connected_on", "later_until",
)  # fmt: skip
_MOMENT = ("uid", "at", "kind", "direction", "channel", "text", "outcome", "thread", "group_thread", "template", "source_key")

_HANGING = {
    "contact_point": ("kind, value, normalised, label, preferred", "preferred DESC, id"),
    "tag": ("name", "name"),
    "nickname": ("name", "name"),
    "former_slug": ("slug", "slug"),
    "skip": ("day", "day"),
    "news": (
        "field, earlier, later, earlier_file, later_file, noticed_on",
        "noticed_on, field, earlier, later, earlier_file, later_file",
    ),
}
"""What hangs on a person: columns and order. Contacts keep the order they came in; the others are sets."""

_ROWS = {
    "circle": "SELECT name, days FROM circle ORDER BY name",
    "relation": (
        "SELECT p.uid AS person, o.uid AS other, r.kind AS kind, r.other_name FROM relation r JOIN person p ON p.id = r.person_id "
        "LEFT JOIN person o ON o.id = r.other_id ORDER BY p.uid, o.uid, r.kind, r.other_name"
    ),
    "follow_up": (
        "SELECT f.uid AS id, p.uid AS person, f.due, f.what, f.promise, f.done_on, f.dropped FROM follow_up f "
        "JOIN person p ON p.id = f.person_id ORDER BY f.uid"
    ),
    "draft": (
        "SELECT p.uid AS person, d.kind, d.text, d.template, d.subject, d.saved_at, d.handed_over, d.channel FROM draft d "
        "LEFT JOIN person p ON p.id = d.person_id ORDER BY p.uid, d.saved_at, d.kind, d.text, d.template, d.subject, d.handed_over, d.channel"
    ),
    "not_same": "SELECT uid AS person, other_uid AS other FROM not_same ORDER BY uid, other_uid",
    "tombstone": "SELECT uid AS id, source, key, deleted_on FROM tombstone ORDER BY uid, source, key, deleted_on",
    "source_record": (
        "SELECT r.source, r.key, p.uid AS person, r.fields, r.raw, r.absent_since FROM source_record r "
        "JOIN person p ON p.id = r.person_id ORDER BY r.source, r.key"
    ),
    "own_role": ("SELECT company, position, started_on, ended_on FROM own_role ORDER BY started_on, ended_on, company, position"),
    "source_file": "SELECT source, name, dated, owner, read_on FROM source_file ORDER BY source, dated, read_on, name, owner",
    "mapping": "SELECT headings, fields FROM mapping ORDER BY headings",
    "kept_line": (
        "SELECT m.uid AS moment, k.text, k.kept_on FROM kept_line k JOIN moment m ON m.id = k.moment_id ORDER BY m.uid, k.text"
    ),
}


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """One unmoving view of everything, whatever another program writes meanwhile."""
    store.connection.execute("BEGIN")
    try:
        yield
    finally:
        store.connection.execute("ROLLBACK")


def people_rows(store: Store) -> Iterator[tuple[int, Row]]:
    """(row id, every field) of everybody, by uid; the circle by its name. The row id is for ``hanging`` alone."""
    columns = ", ".join("coalesce(c.name, '')" if name == "circle" else f"p.{name}" for name in _PERSON)
    query = f"SELECT p.id, {columns} FROM person p LEFT JOIN circle c ON c.id = p.circle_id ORDER BY p.uid"
    for number, *values in store.connection.execute(query):
        yield number, dict(zip(_PERSON, values, strict=True))


def hanging(store: Store, table: str) -> dict[int, list[Row]]:
    """What hangs on each person in one of the small tables, by the person's row id."""
    columns, order = _HANGING[table]
    cursor = store.connection.execute(f"SELECT person_id, {columns} FROM {table} ORDER BY person_id, {order}")
    names = _names(cursor)[1:]
    found: dict[int, list[Row]] = {}
    for number, *values in cursor:
        found.setdefault(number, []).append(dict(zip(names, values, strict=True)))
    return found


def moment_rows(store: Store) -> Iterator[tuple[Row, list[str]]]:
    """Every moment once, by uid, with the uids of its people."""
    columns = ", ".join(f"m.{name}" for name in _MOMENT)
    query = (
        f"SELECT {columns}, p.uid FROM moment m LEFT JOIN moment_person mp ON mp.moment_id = m.id "
        "LEFT JOIN person p ON p.id = mp.person_id ORDER BY m.uid, p.uid"
    )
    present: Row | None = None
    people: list[str] = []
    for *values, uid in store.connection.execute(query):
        if present is None or values[0] != present["uid"]:
            if present is not None:
                yield present, people
            present, people = dict(zip(_MOMENT, values, strict=True)), []
        if uid is not None:
            people.append(uid)
    if present is not None:
        yield present, people


def edits(store: Store) -> dict[str, dict[str, str]]:
    """When fields were edited last: subject (a uid, or ``circle:NAME``) → field → moment in time."""
    found: dict[str, dict[str, str]] = {}
    for subject, field, at in store.connection.execute("SELECT subject, field, at FROM edit ORDER BY subject, field"):
        found.setdefault(subject, {})[field] = at
    return found


def rows(store: Store, table: str) -> Iterator[Row]:
    """The rows of one of the other tables, people by their uid."""
    cursor = store.connection.execute(_ROWS[table])
    names = _names(cursor)
    for values in cursor:
        yield dict(zip(names, values, strict=True))


def ids_of(store: Store, uids: Sequence[str]) -> list[int]:
    """Row ids of the people with these uids, in their order; unknown ones are left out."""
    marks = ", ".join("?" * len(uids))
    found = dict(store.connection.execute(f"SELECT uid, id FROM person WHERE uid IN ({marks})", tuple(uids)).fetchall())
    return [found[uid] for uid in uids if uid in found]


def birthdays(store: Store, month_days: Sequence[str]) -> list[tuple[int, str]]:
    """(row id, birthday) of those born on one of these days (``MM-DD``), silent people left out."""
    marks = ", ".join("?" * len(month_days))
    return store.connection.execute(
        f"SELECT id, birthday FROM person WHERE birthday IS NOT NULL AND substr(birthday, -5) IN ({marks}) "
        "AND status IN ('active', 'resting') ORDER BY name, id",
        tuple(month_days),
    ).fetchall()


def _names(cursor: sqlite3.Cursor) -> list[str]:
    return [column[0] for column in cursor.description]
