"""Today's people, and what hangs on those who may be: their facts, what is due, what is new.

The candidates themselves are found in ``store.candidates``; which of them makes the day is decided in ``core.choosing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.rules import Candidate, Due, Facts, News
from reconnect_tui.store.database import Store


class Place(NamedTuple):
    """One place of a day. ``state`` is ``waiting``, ``done`` (there was contact) or ``aside`` (later, not today, rest, …)."""

    place: int
    person_id: int
    rule: str
    state: str
    instead_of: int = 0
    """Who was put aside and gave this place away; 0: nobody."""


def places(store: Store, day: str) -> list[Place]:
    """The stored places of that day, in order; empty when the day has not begun."""
    rows = store.connection.execute(
        "SELECT place, person_id, rule, state, instead_of FROM queue WHERE day = ? ORDER BY place", (day,)
    )
    return [Place(*row) for row in rows]


def set_places(store: Store, day: str, places_of_day: Iterable[Place]) -> None:
    """Store the day's places whole, and forget days long past."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM queue WHERE day = ? OR day < date(?, '-30 days')", (day, day))
        connection.executemany(
            "INSERT INTO queue(day, place, person_id, rule, state, instead_of) VALUES (?, ?, ?, ?, ?, ?)",
            [(day, *place) for place in places_of_day],
        )


def had(store: Store, day: str) -> dict[str, int]:
    """How many places each rule had in the seven days before ``day``; those put aside gave theirs away, but for an anniversary's."""
    rows = store.connection.execute(
        "SELECT rule, count(*) FROM queue WHERE day >= date(?, '-7 days') AND day < ? AND (state <> 'aside' OR rule = 'anniversary') "
        "GROUP BY rule",
        (day, day),
    )
    return dict(rows.fetchall())


def passed(store: Store, day: str) -> dict[int, int]:
    """On how many days of the fortnight before ``day`` each person had a place or was told "not today", and nothing came of it."""
    rows = store.connection.execute(
        "SELECT person_id, count(*) FROM (SELECT person_id, day FROM queue WHERE day >= date(:day, '-14 days') AND day < :day "
        "AND state <> 'done' UNION SELECT person_id, day FROM skip WHERE day >= date(:day, '-14 days') AND day < :day) GROUP BY person_id",
        {"day": day},
    )
    return dict(rows.fetchall())


def skipped_on(store: Store, day: str) -> set[int]:
    """People of whom "not today" was said that day."""
    return {row[0] for row in store.connection.execute("SELECT person_id FROM skip WHERE day = ?", (day,))}


FACTS = (
    "SELECT p.id, p.uid, p.name, p.greeting, p.company, p.status, p.birthday, p.connected_on, p.later_until, s.last_contact, "
    "s.wrote_last, s.pace, s.next_due, s.times_in, s.times_out, s.talks, s.first_contact, s.lot, "
    "coalesce((SELECT c.name FROM circle c WHERE c.id = p.circle_id), ''), s.months "
)
"""The columns of ``core.rules.Facts``, of ``person p`` and ``standing s``."""


def facts(store: Store, person_id: int) -> Facts:
    """The facts of one person."""
    row = store.connection.execute(
        FACTS + "FROM person p JOIN standing s ON s.person_id = p.id WHERE p.id = ?", (person_id,)
    ).fetchone()
    return Facts(*row)


def candidate(store: Store, known: Facts, day: str) -> Candidate:
    """The person with what hangs on them, as the rules see them."""
    return with_all(store, [known], day)[0]


def with_all(store: Store, known: Sequence[Facts], day: str) -> list[Candidate]:
    """These people with what hangs on them, as the rules see them: what is due, what is new, how often they came up lately."""
    among = f"IN ({', '.join(str(int(facts.id)) for facts in known)})"
    due = _due(store, among, day)
    fresh = _news(store, among, day)
    lately = passed(store, day)
    noted = {
        row[0]
        for row in store.connection.execute(
            f"SELECT id FROM person WHERE id {among} AND EXISTS (SELECT 1 FROM moment_person WHERE person_id = person.id)"
        )
    }
    return [
        Candidate(facts, due.get(facts.id), fresh.get(facts.id), lately.get(facts.id, 0), facts.id in noted) for facts in known
    ]


def _due(store: Store, among: str, day: str) -> dict[int, Due]:
    """The earliest open follow-up or promise of each that is due, else a promise without a day."""
    found: dict[int, Due] = {}
    for person_id, due, what, promise in store.connection.execute(
        f"SELECT person_id, due, what, promise FROM follow_up WHERE person_id {among} AND done_on IS NULL AND dropped = 0 "
        "AND (due <= ? OR (due IS NULL AND promise)) ORDER BY due IS NULL, due, uid",
        (day,),
    ):
        found.setdefault(person_id, Due(due, what, bool(promise)))
    return found


def _news(store: Store, among: str, day: str) -> dict[int, News]:
    """The last change of role of each that an import noticed within 60 days."""
    found: dict[int, News] = {}
    for person_id, *change in store.connection.execute(
        f"SELECT person_id, field, earlier, later, earlier_file, later_file, noticed_on FROM news WHERE person_id {among} "
        "AND noticed_on > date(?, '-60 days') AND noticed_on <= ? ORDER BY noticed_on DESC, field = 'position' DESC, later_file DESC, later",
        (day, day),
    ):
        found.setdefault(person_id, News(*change))
    return found
