"""Moments: what was between you. Whatever writes here runs inside ``history.action``."""

from __future__ import annotations

from collections.abc import Sequence

from reconnect_tui.core.light import TYPE_CHECKING
from reconnect_tui.core.moment import Moment
from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert, new_uid, update

if TYPE_CHECKING:
    from typing import Any

REMOVED_MOMENT = "moment"
"""The source of a tombstone of a moment; ``core.everything`` has it too, which is too much to load for a note."""

_AT_ONCE = 10_000
"""SQLite takes 32,766 values in one statement."""

_COLUMNS = "SELECT m.id, m.uid, m.at, m.kind, m.direction, m.channel, m.text, m.outcome, m.thread, m.group_thread "
_MOMENT = _COLUMNS + "FROM moment_person mp JOIN moment m ON m.id = mp.moment_id "


def _moment(row: Sequence[Any], people: tuple[tuple[str, str], ...]) -> Moment:
    return Moment(*row)._replace(group_thread=bool(row[9]), people=people)


def of_person(store: Store, person_id: int, *, limit: int, before: tuple[str, int] | None = None) -> list[Moment]:
    """A person's moments, newest first; ``before`` = (at, id) of the last one seen continues from there."""
    older = "AND (mp.at, mp.moment_id) < (?, ?)" if before else ""
    rows = store.connection.execute(
        _MOMENT + f"WHERE mp.person_id = ? {older} ORDER BY mp.at DESC, mp.moment_id DESC LIMIT ?",
        (person_id, *(before or ()), limit),
    ).fetchall()
    people = _people_of(store, [row[0] for row in rows])
    return [_moment(row, people.get(row[0], ())) for row in rows]


def by_uid(store: Store, uid: str) -> Moment | None:
    """One moment with its people."""
    row = store.connection.execute(_COLUMNS + "FROM moment m WHERE m.uid = ?", (uid,)).fetchone()
    return _moment(row, _people_of(store, [row[0]]).get(row[0], ())) if row else None


def count_of(store: Store, person_id: int) -> tuple[int, str | None]:
    """How many moments a person has, and when the latest was."""
    row = store.connection.execute("SELECT count(*), max(at) FROM moment_person WHERE person_id = ?", (person_id,)).fetchone()
    return int(row[0]), row[1]


def _people_of(store: Store, moment_ids: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for begin in range(0, len(moment_ids), _AT_ONCE):
        some = list(moment_ids[begin : begin + _AT_ONCE])
        for moment_id, uid, name in store.connection.execute(
            f"SELECT mp.moment_id, p.uid, p.name FROM moment_person mp JOIN person p ON p.id = mp.person_id "
            f"WHERE mp.moment_id IN ({', '.join('?' * len(some))}) ORDER BY p.uid",
            some,
        ):
            found.setdefault(moment_id, []).append((uid, name))
    return {moment_id: tuple(people) for moment_id, people in found.items()}


def last_words(store: Store, person_id: int, *, direction: str | None = None) -> Moment | None:
    """The newest written exchange with words in it (in one direction, where one is asked for)."""
    condition = "AND m.direction = ?" if direction else ""
    row = store.connection.execute(
        _MOMENT
        + f"WHERE mp.person_id = ? AND m.kind IN ('message', 'letter') AND m.text <> '' AND m.group_thread = 0 {condition} "
        "ORDER BY mp.at DESC, mp.moment_id DESC LIMIT 1",
        (person_id, direction) if direction else (person_id,),
    ).fetchone()
    return _moment(row, ()) if row else None


def add(
    store: Store,
    people: Sequence[int],
    *,
    at: str,
    kind: str,
    direction: str | None = None,
    channel: str = "",
    text: str = "",
    outcome: str = "",
    template: str = "",
    uid: str = "",
) -> str:
    """Add one moment with these people; returns its uid."""
    uid = uid or new_uid()
    number = insert(
        store,
        "moment",
        uid=uid,
        at=at,
        kind=kind,
        direction=direction,
        channel=channel,
        text=text,
        outcome=outcome,
        template=template,
    )
    for person_id in dict.fromkeys(people):
        insert(store, "moment_person", moment_id=number, person_id=person_id, at=at)
    return uid


def change(store: Store, moment_id: int, **values: str | None) -> None:
    """Change columns of a moment; where its time is among them, its place in everybody's order follows."""
    update(store, "moment", moment_id, **values)
    at = values.get("at")
    for (number,) in store.connection.execute(
        "SELECT id FROM moment_person WHERE moment_id = ? AND at <> ?", (moment_id, at)
    ).fetchall():
        update(store, "moment_person", number, at=at)


def remove(store: Store, moment_id: int) -> None:
    """Remove a moment, from everybody in it. Its tombstone keeps it removed: no import, and no other home, brings it back."""
    store.connection.execute(
        "INSERT INTO tombstone(uid, source, key, deleted_on) SELECT m.uid, ?, coalesce(m.source_key, ''), a.day "
        "FROM moment m JOIN pen JOIN action a ON a.id = pen.action_id WHERE m.id = ?",
        (REMOVED_MOMENT, moment_id),
    )
    store.connection.execute("DELETE FROM edit WHERE subject = (SELECT uid FROM moment WHERE id = ?)", (moment_id,))
    store.connection.execute("DELETE FROM moment_person WHERE moment_id = ?", (moment_id,))
    store.connection.execute("DELETE FROM moment WHERE id = ?", (moment_id,))
