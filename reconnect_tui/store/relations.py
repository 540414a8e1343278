"""Who is what to whom: rows told once and read from both sides. Whatever writes here runs inside ``history.action``."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.relation import turned
from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert


class Related(NamedTuple):
    """One relation as told from one person's side. ``uid`` is ``None`` where the other is known by name alone."""

    id: int
    kind: str
    uid: str | None
    name: str
    status: str = ""
    """How the other stands; ``""`` where they are known by name alone."""


def of_person(store: Store, person_id: int) -> tuple[Related, ...]:
    """Everybody this person is related to, whichever side told it, in the order it was told; the same said twice is told once."""
    rows = store.connection.execute(
        "SELECT r.id, r.kind, o.uid, coalesce(o.name, r.other_name), coalesce(o.status, ''), 0 FROM relation r "
        "LEFT JOIN person o ON o.id = r.other_id WHERE r.person_id = ?1 UNION ALL "
        "SELECT r.id, r.kind, p.uid, p.name, p.status, 1 FROM relation r JOIN person p ON p.id = r.person_id "
        "WHERE r.other_id = ?1 AND r.person_id <> ?1 ORDER BY 1",
        (person_id,),
    )
    found: dict[tuple[str, str | None, str], Related] = {}
    for number, kind, uid, name, status, other_side in rows:
        told = turned(kind) if other_side else kind
        found.setdefault((told, uid, name), Related(number, told, uid, name, status))
    return tuple(found.values())


def add(store: Store, person_id: int, kind: str, other_id: int | None, other_name: str = "") -> None:
    """Say what this person is to somebody here, or (``None``) to somebody known by name alone."""
    insert(
        store,
        "relation",
        person_id=person_id,
        other_id=other_id,
        kind=kind,
        other_name="" if other_id is not None else other_name,
    )


def remove(store: Store, person_id: int, one: Related) -> None:
    """Take a relation away, whichever side told it, and also where it was told twice."""
    query = (
        "SELECT r.id, r.kind FROM relation r LEFT JOIN person o ON o.id = r.other_id WHERE r.person_id = ?1 AND o.uid IS ?2 "
        "AND (?2 IS NOT NULL OR r.other_name = ?3)"
    )
    gone = [number for number, kind in store.connection.execute(query, (person_id, one.uid, one.name)) if kind == one.kind]
    if one.uid is not None:
        query = "SELECT r.id, r.kind FROM relation r JOIN person p ON p.id = r.person_id WHERE r.other_id = ? AND p.uid = ?"
        gone += [number for number, kind in store.connection.execute(query, (person_id, one.uid)) if turned(kind) == one.kind]
    store.connection.executemany("DELETE FROM relation WHERE id = ?", [(number,) for number in gone])


def beside(store: Store, person_id: int, limit: int) -> list[tuple[str, str]]:
    """(uid, name) of the others in this person's moments, the latest first; silent people and group threads are left out."""
    rows = store.connection.execute(
        "SELECT p.uid, p.name FROM moment_person mine JOIN moment m ON m.id = mine.moment_id "
        "JOIN moment_person theirs ON theirs.moment_id = mine.moment_id JOIN person p ON p.id = theirs.person_id "
        "WHERE mine.person_id = ?1 AND theirs.person_id <> ?1 AND m.group_thread = 0 AND p.status NOT IN ('never', 'died') "
        "GROUP BY p.id ORDER BY max(mine.at) DESC, p.id LIMIT ?2",
        (person_id, limit),
    )
    return rows.fetchall()
