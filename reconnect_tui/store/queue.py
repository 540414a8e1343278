"""Today's people, and the candidates from whom they are chosen.

Every candidate query walks an index and stops at its LIMIT, so that the time does not grow with the number of people; which of the
candidates makes the day is decided in ``core.choosing``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reconnect_tui.core.choosing import Candidate, Due, Facts, News
from reconnect_tui.store.database import Store


class Place(NamedTuple):
    """One place of a day. ``state`` is ``waiting``, ``done`` (there was contact) or ``aside`` (later, not today, rest, …)."""

    place: int
    person_id: int
    rule: str
    state: str


def places(store: Store, day: str) -> list[Place]:
    """The stored places of that day, in order; empty when the day has not begun."""
    rows = store.connection.execute("SELECT place, person_id, rule, state FROM queue WHERE day = ? ORDER BY place", (day,))
    return [Place(*row) for row in rows]


def set_places(store: Store, day: str, places_of_day: Iterable[Place]) -> None:
    """Store the day's places whole, and forget days long past."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM queue WHERE day = ? OR day < date(?, '-30 days')", (day, day))
        connection.executemany(
            "INSERT INTO queue(day, place, person_id, rule, state) VALUES (?, ?, ?, ?, ?)",
            [(day, *place) for place in places_of_day],
        )


_FACTS = (
    "SELECT p.id, p.uid, p.name, p.greeting, p.company, p.status, p.birthday, p.connected_on, p.later_until, s.last_contact, "
    "s.wrote_last, s.pace, s.next_due, s.times_in, s.times_out, s.talks, s.first_contact, s.lot, "
    "coalesce((SELECT c.name FROM circle c WHERE c.id = p.circle_id), '') "
)
_OPEN = "p.status = 'active' AND (p.later_until IS NULL OR p.later_until <= :day)"
_REACHABLE = f"{_OPEN} AND (s.last_contact IS NULL OR s.last_contact <= date(:day, '-14 days'))"


def facts(store: Store, person_id: int) -> Facts:
    """The facts of one person."""
    row = store.connection.execute(
        _FACTS + "FROM person p JOIN standing s ON s.person_id = p.id WHERE p.id = ?", (person_id,)
    ).fetchone()
    return Facts(*row)


def candidates(store: Store, day: str, *, start: int, limit: int = 40) -> list[Facts]:
    """People who may be next on ``day``: every rule's best ``limit``, in no order that matters.

    ``start`` (0…2³²-1) is where the round of strangers begins today.
    """
    joined = "FROM standing s CROSS JOIN person p ON p.id = s.person_id "
    queries = (
        # follow-ups and promises that are due
        _FACTS + "FROM follow_up f CROSS JOIN person p ON p.id = f.person_id JOIN standing s ON s.person_id = p.id "
        f"WHERE f.due <= :day AND f.done_on IS NULL AND f.dropped = 0 AND {_OPEN} ORDER BY f.due LIMIT :limit",
        # they wrote last
        _FACTS + joined + f"WHERE s.wrote_last IS NOT NULL AND {_REACHABLE} ORDER BY s.wrote_last DESC LIMIT :limit",
        # the pace asks for a hello
        _FACTS + joined + f"WHERE s.next_due <= :day AND {_REACHABLE} ORDER BY s.next_due LIMIT :limit",
        # silence after real conversation
        _FACTS
        + joined
        + f"WHERE s.talks > 0 AND s.times_in > 0 AND s.times_out > 0 AND s.last_contact <= date(:day, '-180 days') AND {_REACHABLE} "
        "ORDER BY s.last_contact DESC LIMIT :limit",
        # news since the last import
        _FACTS + "FROM news n CROSS JOIN person p ON p.id = n.person_id JOIN standing s ON s.person_id = p.id "
        f"WHERE n.noticed_on > date(:day, '-60 days') AND {_REACHABLE} ORDER BY n.noticed_on DESC LIMIT :limit",
        # strangers and anybody: two rounds by lot, from today's start onwards and then from zero
        _FACTS + joined + f"WHERE s.last_contact IS NULL AND s.lot >= :start AND {_REACHABLE} ORDER BY s.lot LIMIT :limit",
        _FACTS + joined + f"WHERE s.last_contact IS NULL AND {_REACHABLE} ORDER BY s.lot LIMIT :limit",
        _FACTS + joined + f"WHERE s.lot >= :start AND {_REACHABLE} ORDER BY s.lot LIMIT :limit",
        _FACTS + joined + f"WHERE {_REACHABLE} ORDER BY s.lot LIMIT :limit",
    )
    found: dict[int, Facts] = {}
    for query in queries:
        for row in store.connection.execute(query, {"day": day, "start": start, "limit": limit}):
            found.setdefault(row[0], Facts(*row))
    for birthday in _birthdays(day):
        for row in store.connection.execute(
            _FACTS + "FROM person p JOIN standing s ON s.person_id = p.id "
            f"WHERE substr(p.birthday, -5) = :birthday AND p.birthday IS NOT NULL AND {_OPEN} LIMIT :limit",
            {"day": day, "birthday": birthday, "limit": limit},
        ):
            found.setdefault(row[0], Facts(*row))
    skipped = skipped_on(store, day)
    return [facts for facts in found.values() if facts.id not in skipped]


def _birthdays(day: str, past: int = 10) -> list[str]:
    """The month-days of today and the ``past`` days before it, today's first; 29 February counts to the 28th where there is none."""
    from datetime import date, timedelta

    today = date.fromisoformat(day)
    days = [(today - timedelta(days)).isoformat()[5:] for days in range(past + 1)]
    if "02-28" in days and "02-29" not in days:
        days.append("02-29")
    return days


def candidate(store: Store, known: Facts, day: str) -> Candidate:
    """The person with what hangs on them, as the rules see them."""
    return Candidate(known, due_follow_up(store, known.id, day), latest_news(store, known.id, day))


def due_follow_up(store: Store, person_id: int, day: str) -> Due | None:
    """This person's earliest open follow-up or promise that is due."""
    row = store.connection.execute(
        "SELECT due, what, promise FROM follow_up WHERE person_id = ? AND done_on IS NULL AND dropped = 0 AND due <= ? ORDER BY due, id",
        (person_id, day),
    ).fetchone()
    return Due(str(row[0]), str(row[1]), bool(row[2])) if row else None


def latest_news(store: Store, person_id: int, day: str) -> News | None:
    """The last change of role that an import noticed within 60 days."""
    row = store.connection.execute(
        "SELECT field, earlier, later, earlier_file, later_file, noticed_on FROM news WHERE person_id = ? "
        "AND noticed_on > date(?, '-60 days') ORDER BY field = 'position' DESC, id DESC",
        (person_id, day),
    ).fetchone()
    return News(*row) if row else None


def skipped_on(store: Store, day: str) -> set[int]:
    """People of whom "not today" was said that day."""
    return {row[0] for row in store.connection.execute("SELECT person_id FROM skip WHERE day = ?", (day,))}
