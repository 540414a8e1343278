"""The candidates of a day: for each rule the people who may come by it.

Every query walks an index and stops at its limit, so that the time does not grow with the number of people; and each has an order of
its own that no row id has part in, so that the same people are found wherever the rows lie. Strangers, and whoever has been silent for
long, take turns in a round by lot that begins somewhere else each day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reconnect_tui.core.rules import (
    ANNIVERSARIES,
    ANNIVERSARY_DAYS,
    BIRTHDAY_DAYS,
    LONG_AGO_DAYS,
    NEWS_DAYS,
    QUIET_DAYS,
    SILENCE_DAYS,
    Facts,
)  # fmt: skip
from reconnect_tui.store.database import Store
from reconnect_tui.store.queue import FACTS, skipped_on

_OPEN = "p.status = 'active' AND (p.later_until IS NULL OR p.later_until <= :day)"
_REACHABLE = f"{_OPEN} AND (s.last_contact IS NULL OR s.last_contact <= :quiet)"
_BY_STANDING = FACTS + "FROM standing s CROSS JOIN person p ON p.id = s.person_id "
_BY_PERSON = FACTS + "FROM person p JOIN standing s ON s.person_id = p.id "
_LOT = "(s.lot - :start) & 4294967295"
"""How far on in today's round somebody is."""


def candidates(store: Store, day: str, *, start: int, limit: int = 24) -> list[Facts]:
    """People who may be next on ``day``: every rule's best ``limit``, in no order that matters.

    ``start`` (0…2³²-1) is where the round by lot begins today.
    """
    today = date.fromisoformat(day)
    values: dict[str, object] = {"day": day, "start": start, "limit": limit, "quiet": _ago(today, QUIET_DAYS)}
    skipped = skipped_on(store, day)
    found: dict[int, Facts] = {}
    for rows in (
        _due(store, values),
        _birthdays(store, values, today),
        _wrote_last(store, values),
        _news(store, values, today),
        _anniversaries(store, values, today),
        _late(store, values, today),
        _in_turn(store, "s.next_due <= :day AND s.last_contact <= :long_ago", {**values, "long_ago": _ago(today, LONG_AGO_DAYS)}),
        _silent(store, values, today),
        _in_turn(store, "s.last_contact IS NULL", values),
        _in_turn(store, "1", values),
    ):
        for one in rows:
            if one.id not in skipped:
                found.setdefault(one.id, one)
    return list(found.values())


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days)).isoformat()


def _read(store: Store, query: str, values: dict[str, object]) -> list[Facts]:
    return [Facts(*row) for row in store.connection.execute(query, values)]


def _due(store: Store, values: dict[str, object]) -> Iterator[Facts]:
    """Follow-ups and promises that are due, and promises without a day."""
    open_ones = (
        FACTS + "FROM follow_up f CROSS JOIN person p ON p.id = f.person_id JOIN standing s ON s.person_id = p.id "
        f"WHERE f.done_on IS NULL AND f.dropped = 0 AND {_OPEN} AND "
    )
    yield from _read(store, open_ones + "f.due <= :day ORDER BY f.due, f.uid LIMIT :limit", values)
    yield from _read(store, open_ones + f"f.due IS NULL AND f.promise ORDER BY {_LOT}, f.uid LIMIT :limit", values)


def _birthdays(store: Store, values: dict[str, object], today: date) -> Iterator[Facts]:
    """Those born today or up to ten days before; 29 February counts to the 28th where there is none."""
    days = [(today - timedelta(past)).isoformat()[5:] for past in range(BIRTHDAY_DAYS + 1)]
    if "02-28" in days and "02-29" not in days:
        days.append("02-29")
    for born in days:
        yield from _read(
            store,
            f"{_BY_PERSON} WHERE substr(p.birthday, -5) = :born AND p.birthday IS NOT NULL AND {_OPEN} "
            f"ORDER BY s.last_contact IS NULL, s.pace IS NULL, {_LOT}, p.uid LIMIT :limit",
            {**values, "born": born},
        )


def _wrote_last(store: Store, values: dict[str, object]) -> list[Facts]:
    return _read(
        store,
        f"{_BY_STANDING} WHERE s.wrote_last IS NOT NULL AND {_REACHABLE} ORDER BY s.wrote_last DESC, {_LOT}, p.uid LIMIT :limit",
        values,
    )


def _news(store: Store, values: dict[str, object], today: date) -> list[Facts]:
    """Those with news since the last imports and no contact since; people talked with before strangers."""
    return _read(
        store,
        FACTS + "FROM news n CROSS JOIN standing s ON s.person_id = n.person_id CROSS JOIN person p ON p.id = n.person_id "
        f"WHERE n.noticed_on > :since AND n.noticed_on <= :day AND {_REACHABLE} "
        "AND (s.last_contact IS NULL OR s.last_contact < n.noticed_on) "
        f"ORDER BY s.last_contact IS NULL, n.noticed_on DESC, {_LOT}, p.uid LIMIT :limit",
        {**values, "since": _ago(today, NEWS_DAYS)},
    )


def _anniversaries(store: Store, values: dict[str, object], today: date) -> list[Facts]:
    """Those connected five, ten or twenty years ago this week."""
    days = []
    for past in range(ANNIVERSARY_DAYS):
        day = today - timedelta(past)
        for years in ANNIVERSARIES:
            month_days = [(day.month, day.day)]
            if month_days == [(2, 28)] and (day + timedelta(1)).month == 3:
                month_days.append((2, 29))
            days += [f"{day.year - years:04}-{month:02}-{of_month:02}" for month, of_month in month_days]
    marks = ", ".join(f"'{day}'" for day in days)
    return _read(
        store,
        f"{_BY_PERSON} WHERE p.connected_on IN ({marks}) AND {_REACHABLE} "
        f"ORDER BY s.last_contact IS NULL, {_LOT}, p.uid LIMIT :limit",
        values,
    )


def _late(store: Store, values: dict[str, object], today: date) -> list[Facts]:
    """Those whose pace asks for a hello, by how relatively late they are.

    For people of one pace that is the order of their last contact, so each pace is one walk of an index; then the walks are joined.
    Whoever had no contact for a year is not among them, but in a round of their own.
    """
    found = []
    for (pace,) in store.connection.execute(_PACES, (LONG_AGO_DAYS,)).fetchall():
        query = (
            f"{_BY_STANDING} WHERE s.next_due IS NOT NULL AND s.pace = :pace AND s.last_contact > :long_ago AND s.last_contact <= :due "
            f"AND {_REACHABLE} ORDER BY s.last_contact, s.lot, p.uid LIMIT :limit"
        )
        due = {"pace": pace, "due": _ago(today, pace), "long_ago": _ago(today, LONG_AGO_DAYS)}
        found += [(_days(one, today) / pace, one) for one in _read(store, query, {**values, **due})]
    found.sort(key=lambda entry: (-entry[0], entry[1].lot, entry[1].uid))
    return [one for _, one in found[: int(str(values["limit"]))]]


_PACES = """
    WITH RECURSIVE known(pace) AS (
        SELECT min(pace) FROM standing WHERE next_due IS NOT NULL
        UNION ALL
        SELECT (SELECT min(pace) FROM standing WHERE next_due IS NOT NULL AND pace > known.pace) FROM known WHERE pace IS NOT NULL)
    SELECT pace FROM known WHERE pace < ?
"""
"""The paces in use, each found by one step in the index."""


def _days(one: Facts, today: date) -> int:
    return (today - date.fromisoformat(one.last_contact)).days if one.last_contact else 0


def _silent(store: Store, values: dict[str, object], today: date) -> list[Facts]:
    """Those with whom there was most, and then nothing for half a year."""
    return _read(
        store,
        f"{_BY_STANDING} WHERE s.times_in > 0 AND s.times_out > 0 AND s.last_contact <= :silent AND {_OPEN} "
        "ORDER BY s.talks DESC, s.lot DESC, p.uid LIMIT :limit",
        {**values, "silent": _ago(today, SILENCE_DAYS)},
    )


def _in_turn(store: Store, condition: str, values: dict[str, object]) -> list[Facts]:
    """The next ones of today's round by lot, from its start onwards and then from zero."""
    walk = f"{_BY_STANDING} WHERE {condition} AND {_REACHABLE} AND s.lot {{}} :start ORDER BY s.lot, p.uid LIMIT :limit"
    found = _read(store, walk.format(">="), values)
    left = int(str(values["limit"])) - len(found)
    return found + (_read(store, walk.format("<"), {**values, "limit": left}) if left else [])
