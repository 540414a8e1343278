"""People, the ways to reach them, their tags, follow-ups and circles. Whatever writes here runs inside ``history.action``."""

from __future__ import annotations

import os
from collections.abc import Iterable

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ContactPoint, FollowUp, Person
from reconnect_tui.store.database import Store
from reconnect_tui.store.tables import COLUMNS

PERSON = (
    "SELECT p.id, p.uid, p.name, p.first_name, p.last_name, p.nickname, p.greeting, p.salutation, p.language, p.headline, p.company, "
    "p.position, p.location, p.about, coalesce(c.name, ''), c.days, p.pace, p.status, p.birthday, p.how_met, p.connected_on, "
    "p.later_until, s.last_contact, s.next_due "
    "FROM person p LEFT JOIN circle c ON c.id = p.circle_id LEFT JOIN standing s ON s.person_id = p.id "
)


def new_uid() -> str:
    """A name for a row that holds on every machine: 48 random bits as 12 hex digits."""
    return os.urandom(6).hex()


def get(store: Store, person_id: int) -> Person:
    """One person; a ``ReconnectError`` if there is none (any more)."""
    row = store.connection.execute(PERSON + "WHERE p.id = ?", (person_id,)).fetchone()
    if row is None:
        raise ReconnectError("That person is not here any more; `reconnect history` says what happened.")
    return Person(*row)


def by_uid(store: Store, uid: str) -> Person | None:
    """The person of that uid."""
    row = store.connection.execute(PERSON + "WHERE p.uid = ?", (uid,)).fetchone()
    return Person(*row) if row else None


def several(store: Store, person_ids: Iterable[int]) -> list[Person]:
    """These people, in the order asked for; those not here any more are left out."""
    ids = list(person_ids)
    marks = ", ".join("?" * len(ids))
    found = {row[0]: Person(*row) for row in store.connection.execute(PERSON + f"WHERE p.id IN ({marks})", ids)}
    return [found[number] for number in ids if number in found]


def every(store: Store) -> Iterable[Person]:
    """Everybody, by uid."""
    for row in store.connection.execute(PERSON + "ORDER BY p.uid"):
        yield Person(*row)


def anybody(store: Store) -> bool:
    """Say whether there is a single person in the database."""
    return store.connection.execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None


def contacts(store: Store, person_id: int) -> tuple[ContactPoint, ...]:
    """The ways to reach a person, preferred ones first."""
    rows = store.connection.execute(
        "SELECT kind, value, normalised, label, preferred FROM contact_point WHERE person_id = ? ORDER BY preferred DESC, id",
        (person_id,),
    )
    return tuple(
        ContactPoint(kind, value, normalised, label, bool(preferred)) for kind, value, normalised, label, preferred in rows
    )


def contact_rows(store: Store, person_id: int) -> list[tuple[int, ContactPoint]]:
    """The same with their row ids, for changing one of them."""
    rows = store.connection.execute(
        "SELECT id, kind, value, normalised, label, preferred FROM contact_point WHERE person_id = ? ORDER BY preferred DESC, id",
        (person_id,),
    )
    return [
        (number, ContactPoint(kind, value, normalised, label, bool(preferred)))
        for number, kind, value, normalised, label, preferred in rows
    ]


def remove_contact_row(store: Store, number: int) -> None:
    """Remove one way to reach a person, of which there is another that compares equal."""
    store.connection.execute("DELETE FROM contact_point WHERE id = ?", (number,))


def add_contact(store: Store, person_id: int, point: ContactPoint) -> None:
    """Insert one way to reach a person, as it is."""
    insert(store, "contact_point", person_id=person_id, **point._asdict())


def remove_contact(store: Store, person_id: int, kind: str, normalised: str) -> None:
    """Remove the ways to reach a person that compare equal to this one, and note when: another home's copy does not bring them back."""
    store.connection.execute(
        _STAMP.format(
            "SELECT DISTINCT p.uid, 'contact:' || c.kind || ':' || coalesce(nullif(c.normalised, ''), c.value), a.at "
            "FROM person p JOIN contact_point c ON c.person_id = p.id JOIN pen JOIN action a ON a.id = pen.action_id "
            "WHERE p.id = ? AND c.kind = ? AND c.normalised = ?"
        ),
        (person_id, kind, normalised),
    )
    store.connection.execute(
        "DELETE FROM contact_point WHERE person_id = ? AND kind = ? AND normalised = ?", (person_id, kind, normalised)
    )


def tags(store: Store, person_id: int) -> tuple[str, ...]:
    return tuple(
        row[0] for row in store.connection.execute("SELECT name FROM tag WHERE person_id = ? ORDER BY name", (person_id,))
    )


def remove_tag(store: Store, person_id: int, name: str) -> None:
    """Take a tag away, and note when: another home's copy does not bring it back."""
    store.connection.execute(
        _STAMP.format(
            "SELECT p.uid, 'tag:' || t.name, a.at FROM person p JOIN tag t ON t.person_id = p.id "
            "JOIN pen JOIN action a ON a.id = pen.action_id WHERE p.id = ? AND t.name = ?"
        ),
        (person_id, name),
    )
    store.connection.execute("DELETE FROM tag WHERE person_id = ? AND name = ?", (person_id, name))


_FOLLOW_UP = "SELECT f.id, f.uid, f.person_id, f.due, f.what, f.promise, f.done_on, f.dropped FROM follow_up f "
_OPEN_OF_SOMEBODY_HEARD = (
    "JOIN person p ON p.id = f.person_id WHERE f.done_on IS NULL AND f.dropped = 0 AND p.status IN ('active', 'resting') "
)


def _follow_up(row: tuple[int, str, int, str | None, str, int, str | None, int]) -> FollowUp:
    return FollowUp(*row[:5], promise=bool(row[5]), done_on=row[6], dropped=bool(row[7]))


def follow_ups(store: Store, person_id: int, *, open_only: bool = False) -> tuple[FollowUp, ...]:
    """Follow-ups and promises, the earliest due first, promises without a date last."""
    condition = " AND done_on IS NULL AND dropped = 0" if open_only else ""
    rows = store.connection.execute(_FOLLOW_UP + f"WHERE person_id = ?{condition} ORDER BY due IS NULL, due, id", (person_id,))
    return tuple(_follow_up(row) for row in rows)


def follow_up(store: Store, *, number: int | None = None, uid: str = "") -> FollowUp | None:
    """One follow-up by row id or uid."""
    row = store.connection.execute(_FOLLOW_UP + "WHERE id = ? OR uid = ?", (number, uid)).fetchone()
    return _follow_up(row) if row else None


def open_follow_ups(store: Store, until: str) -> list[FollowUp]:
    """Everybody's open follow-ups due up to that day, silent people's left out."""
    rows = store.connection.execute(_FOLLOW_UP + _OPEN_OF_SOMEBODY_HEARD + "AND f.due <= ? ORDER BY f.due, f.id", (until,))
    return [_follow_up(row) for row in rows]


def undated_promises(store: Store) -> list[FollowUp]:
    """Open promises that have no day, silent people's left out."""
    rows = store.connection.execute(_FOLLOW_UP + _OPEN_OF_SOMEBODY_HEARD + "AND f.due IS NULL ORDER BY f.id")
    return [_follow_up(row) for row in rows]


def insert(store: Store, table: str, **values: object) -> int:
    """Insert one row of a table that history keeps; returns its id."""
    return _insert(store, table, values)


def _insert(store: Store, table: str, values: dict[str, object]) -> int:
    unknown = values.keys() - set(COLUMNS[table])
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    marks = ", ".join("?" * len(values))
    number = store.connection.execute(
        f"INSERT INTO {table}({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    ).lastrowid
    assert number is not None
    if table in _TAKEN_AWAY:
        _put_back(store, table, values)
    return number


_STAMP = (
    "INSERT INTO edit(subject, field, at) {} ON CONFLICT(subject, field) DO UPDATE SET at = CASE WHEN excluded.at > edit.at "
    "THEN excluded.at ELSE coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', edit.at, '+1 second'), edit.at) END"
)
"""An edit is as old as its action, and always newer than the edit that it replaces: also within one second, and where that one came
from another laptop whose clock is ahead."""

_STAMPED = {"person": "t.uid", "moment": "t.uid", "follow_up": "t.uid", "circle": "'circle:' || t.name"}
"""Tables of which it is noted when a field was edited, so that of two homes the newer edit wins (``core.joining``), and what names
their rows there. A row that is only added has no edits."""

_TAKEN_AWAY = ("tag", "contact_point")
"""What can be taken away: putting it back is an edit too, where it was taken away before."""


def _put_back(store: Store, table: str, values: dict[str, object]) -> None:
    sign = (
        f"tag:{values['name']}" if table == "tag" else f"contact:{values['kind']}:{values.get('normalised') or values['value']}"
    )
    store.connection.execute(
        _STAMP.format(
            "SELECT e.subject, e.field, a.at FROM person p JOIN edit e ON e.subject = p.uid "
            "JOIN pen JOIN action a ON a.id = pen.action_id WHERE p.id = ? AND e.field = ?"
        ),
        (values["person_id"], sign),
    )


def _stamp(store: Store, table: str, number: int, values: dict[str, object]) -> None:
    """Note that these columns are edited now: those that really change, by the time of the action in hand."""
    each = (
        f"SELECT {_STAMPED[table]}, '{'circle' if column == 'circle_id' else column}', a.at FROM {table} t JOIN pen "
        f"JOIN action a ON a.id = pen.action_id WHERE t.id = ? AND t.{column} IS NOT ?"
        for column in values
    )
    numbers = (one for value in values.values() for one in (number, value))
    store.connection.execute(_STAMP.format(" UNION ALL ".join(each)), tuple(numbers))


def update(store: Store, table: str, number: int, **values: object) -> None:
    """Change columns of one row of a table that history keeps."""
    unknown = values.keys() - set(COLUMNS[table])
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    if table in _STAMPED:
        _stamp(store, table, number, values)
    sets = ", ".join(f"{column} = ?" for column in values)
    store.connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), number))


def circle_id(store: Store, name: str) -> int | None:
    """The circle of that name, whatever its case; ``None`` if there is none."""
    row = store.connection.execute("SELECT id FROM circle WHERE name = ? COLLATE NOCASE", (name,)).fetchone()
    return int(row[0]) if row else None


def circles(store: Store) -> list[tuple[str, int | None]]:
    """(name, pace in days or None) of every circle, in the order they were made."""
    return list(store.connection.execute("SELECT name, days FROM circle ORDER BY id"))


def connected_near(store: Store, person: Person, *, days: int = 3, limit: int = 4) -> tuple[str, ...]:
    """Names of others connected within ``days`` of this person, nearest first; silent people are not named."""
    if not person.connected_on:
        return ()
    rows = store.connection.execute(
        "SELECT name FROM person WHERE connected_on BETWEEN date(?1, ?2) AND date(?1, ?3) AND id <> ?4 "
        "AND status NOT IN ('never', 'died') ORDER BY abs(julianday(connected_on) - julianday(?1)), id LIMIT ?5",
        (person.connected_on, f"-{days} days", f"+{days} days", person.id, limit),
    )
    return tuple(row[0] for row in rows)


def own_role(store: Store, day: str) -> tuple[str, str] | None:
    """(position, company) that the user had on that day, if Positions.csv told."""
    row = store.connection.execute(
        "SELECT position, company FROM own_role WHERE (started_on IS NULL OR started_on <= ?1) AND (ended_on IS NULL OR ended_on >= ?1) "
        "ORDER BY started_on DESC LIMIT 1",
        (day,),
    ).fetchone()
    return (str(row[0]), str(row[1])) if row else None
