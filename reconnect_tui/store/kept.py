"""Kept lines: sentences that somebody wrote. Whatever writes here runs inside ``history.action``."""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.moment import IN
from reconnect_tui.core.person import ACTIVE
from reconnect_tui.store.database import Store
from reconnect_tui.store.people import insert


class Kept(NamedTuple):
    """One kept line. ``at`` is its moment's; ``person_id`` whose moment it is."""

    id: int
    text: str
    kept_on: str
    at: str
    moment: str
    """The moment's uid."""
    person_id: int


_KEPT = (
    "SELECT k.id, k.text, k.kept_on, m.at, m.uid, min(mp.person_id) FROM kept_line k JOIN moment m ON m.id = k.moment_id "
    "JOIN moment_person mp ON mp.moment_id = m.id "
)


def keep(store: Store, moment_id: int, text: str, day: str) -> int:
    """Keep a line of a moment; returns its row id."""
    return insert(store, "kept_line", moment_id=moment_id, text=text, kept_on=day)


def release(store: Store, number: int) -> None:
    """Keep it no more."""
    store.connection.execute("DELETE FROM kept_line WHERE id = ?", (number,))


def of_moment(store: Store, moment_id: int) -> list[Kept]:
    """The kept lines of one moment, in the order they were kept."""
    return [Kept(*row) for row in store.connection.execute(_KEPT + "WHERE m.id = ? GROUP BY k.id ORDER BY k.id", (moment_id,))]


def of_person(store: Store, person_id: int) -> list[Kept]:
    """The kept lines of one person, the oldest moment first."""
    rows = store.connection.execute(
        _KEPT + "WHERE m.id IN (SELECT moment_id FROM moment_person WHERE person_id = ?) GROUP BY k.id ORDER BY m.at, k.id",
        (person_id,),
    )
    return [Kept(*row)._replace(person_id=person_id) for row in rows]


def of_the_living(store: Store) -> list[Kept]:
    """Lines that one person alone wrote who may be answered: nobody who rests, is left alone or died; by the moment's uid."""
    rows = store.connection.execute(
        _KEPT + "JOIN person p ON p.id = mp.person_id WHERE m.direction = ? AND m.group_thread = 0 "
        "GROUP BY k.id HAVING count(*) = 1 AND min(p.status = ?) = 1 ORDER BY m.uid, k.text",
        (IN, ACTIVE),
    )
    return [Kept(*row) for row in rows]
