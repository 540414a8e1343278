"""Reading everybody at once for the exports that other programs read. Nothing here writes.

By person: a dict from the row id that ``listing.people_rows`` gives. People come by uid, and what is theirs in its own order, never
by a row id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import SILENT, ContactPoint, FollowUp
from reconnect_tui.store.database import Store

_HEARD = f"status NOT IN ({', '.join(repr(status) for status in SILENT)})"


class Related(NamedTuple):
    """Somebody a person is related to; ``uid`` is ``""`` for those who are known by name alone."""

    kind: str
    name: str
    uid: str


def names(store: Store) -> dict[str, str]:
    """Uid → name, of everybody."""
    return dict(store.connection.execute("SELECT uid, name FROM person").fetchall())


def uids(store: Store) -> list[tuple[int, str]]:
    """(row id, uid) of everybody, by uid."""
    return store.connection.execute("SELECT id, uid FROM person ORDER BY uid").fetchall()


def last_contacts(store: Store) -> dict[int, str]:
    """The day of the last contact, by person."""
    return dict(
        store.connection.execute("SELECT person_id, last_contact FROM standing WHERE last_contact IS NOT NULL").fetchall()
    )


def contacts(store: Store) -> dict[int, list[ContactPoint]]:
    """The ways to reach them, the preferred ones first, by person."""
    found: dict[int, list[ContactPoint]] = {}
    for person_id, kind, value, normalised, label, preferred in store.connection.execute(
        "SELECT person_id, kind, value, normalised, label, preferred FROM contact_point ORDER BY person_id, preferred DESC, id"
    ):
        found.setdefault(person_id, []).append(ContactPoint(kind, value, normalised, label, bool(preferred)))
    return found


def tags(store: Store) -> dict[int, list[str]]:
    """Tags in the order of the alphabet, by person."""
    return _listed(store, "SELECT person_id, name FROM tag ORDER BY person_id, name")


def nicknames(store: Store) -> dict[int, list[str]]:
    """The names that the user calls them by in a line, by person."""
    return _listed(store, "SELECT person_id, name FROM nickname ORDER BY person_id, name")


def former_slugs(store: Store) -> dict[int, list[str]]:
    """Profile names they had before, by person."""
    return _listed(store, "SELECT person_id, slug FROM former_slug ORDER BY person_id, slug")


def raw_cards(store: Store) -> dict[int, list[str]]:
    """The vCards they were read from, as they were, by person."""
    return _listed(store, "SELECT person_id, raw FROM source_record WHERE source = 'vcard' AND raw <> '' ORDER BY person_id, key")


def relations(store: Store) -> dict[int, list[Related]]:
    """Whom they are related to, as told from their side, by person."""
    found: dict[int, list[Related]] = {}
    for person_id, *related in store.connection.execute(
        "SELECT r.person_id, r.kind, coalesce(o.name, r.other_name), coalesce(o.uid, '') AS uid FROM relation r "
        "LEFT JOIN person o ON o.id = r.other_id ORDER BY r.person_id, uid, r.other_name, r.kind"
    ):
        found.setdefault(person_id, []).append(Related(*related))
    return found


def follow_ups(store: Store) -> dict[int, list[FollowUp]]:
    """Follow-ups and promises that were not dropped, the earliest due first, those without a day last, by person."""
    found: dict[int, list[FollowUp]] = {}
    for number, uid, person_id, due, what, promise, done_on in store.connection.execute(
        "SELECT id, uid, person_id, due, what, promise, done_on FROM follow_up WHERE dropped = 0 "
        "ORDER BY person_id, due IS NULL, due, uid"
    ):
        found.setdefault(person_id, []).append(FollowUp(number, uid, person_id, due, what, bool(promise), done_on))
    return found


def any_moment(store: Store) -> bool:
    """Say whether there is a single moment."""
    return store.connection.execute("SELECT 1 FROM moment LIMIT 1").fetchone() is not None


def moments_by_person(store: Store) -> Iterator[tuple[str, list[Moment]]]:
    """(uid, moments, the newest first) of everybody who has any, by uid; the people in a moment are all but that person."""
    everybody = names(store)
    shared: dict[int, list[str]] = {}
    for moment_id, uid in store.connection.execute(
        "SELECT mp.moment_id, p.uid FROM moment_person mp JOIN person p ON p.id = mp.person_id "
        "WHERE mp.moment_id IN (SELECT moment_id FROM moment_person GROUP BY moment_id HAVING count(*) > 1) ORDER BY p.uid"
    ):
        shared.setdefault(moment_id, []).append(uid)
    rows = store.connection.execute(
        "SELECT p.uid, m.id, m.uid, m.at, m.kind, m.direction, m.channel, m.text, m.outcome, m.thread, m.group_thread "
        "FROM moment_person mp JOIN person p ON p.id = mp.person_id JOIN moment m ON m.id = mp.moment_id "
        "ORDER BY p.uid, m.at DESC, m.uid DESC"
    )
    for uid, group in groupby(rows, itemgetter(0)):
        yield uid, [_moment(row[1:], [(one, everybody[one]) for one in shared.get(row[1], ()) if one != uid]) for row in group]


def _moment(row: tuple[Any, ...], others: Iterable[tuple[str, str]]) -> Moment:
    number, uid, at, kind, direction, channel, text, outcome, thread, group_thread = row
    return Moment(number, uid, at, kind, direction, channel, text, outcome, thread, bool(group_thread), tuple(others))


def due(store: Store) -> list[tuple[FollowUp, str]]:
    """(open follow-up or promise with a day, name of its person), by uid; silent people's left out."""
    rows = store.connection.execute(
        "SELECT f.id, f.uid, f.person_id, f.due, f.what, f.promise, p.name FROM follow_up f JOIN person p ON p.id = f.person_id "
        f"WHERE f.done_on IS NULL AND f.dropped = 0 AND f.due IS NOT NULL AND p.{_HEARD} ORDER BY f.uid"
    )
    return [
        (FollowUp(number, uid, person_id, day, what, bool(promise)), name)
        for number, uid, person_id, day, what, promise, name in rows
    ]


def birthdays(store: Store) -> list[tuple[str, str, str]]:
    """(uid, name, birthday) of everybody whose birthday is known, by uid; silent people left out."""
    return store.connection.execute(
        f"SELECT uid, name, birthday FROM person WHERE birthday IS NOT NULL AND {_HEARD} ORDER BY uid"
    ).fetchall()


def _listed(store: Store, query: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person_id, value in store.connection.execute(query):
        found.setdefault(person_id, []).append(value)
    return found
