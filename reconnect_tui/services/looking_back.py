"""Looking back: one friendship through the years, a year by its months, and the circles. Names and days, never a count."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from reconnect_tui.core.moment import BOTH, IN, OUT, Moment
from reconnect_tui.core.person import Person
from reconnect_tui.core.when import day_of_stamp
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import looking_back, moments, people

MEETINGS = ("call", "meeting", "coffee", "meal")
"""Kinds in which both were there."""
MOST_OF_CIRCLE = 40
MOST_OF_MONTH = 500
_READ_AT_ONCE = 200

WROTE, WAS_WRITTEN, TOGETHER, NOTED = "→", "←", "↔", "·"
"""The marks of a month: you wrote, they wrote, both of you or a time together, something else is written down."""


class Month(NamedTuple):
    """A month in which something was, and its one mark."""

    year: int
    month: int
    mark: str


class Friendship(NamedTuple):
    """One friendship through the years; ``months`` are those with something in them, the newest first."""

    person: Person
    connected: date | None
    months: tuple[Month, ...]


def friendship(desk: Desk, person_id: int) -> Friendship:
    """What there was with one person, by month."""
    person = people.get(desk.store, person_id)
    ways: dict[tuple[int, int], set[str]] = {}
    for stamp in looking_back.stamps(desk.store, person_id):
        day = _day(stamp.at)
        if day is None:
            continue
        found = ways.setdefault((day.year, day.month), set())
        if stamp.contact:
            found.add(BOTH if stamp.kind in MEETINGS else stamp.direction or BOTH)
    return Friendship(
        person,
        _day(person.connected_on),
        tuple(Month(*month, _mark(found)) for month, found in sorted(ways.items(), reverse=True)),
    )


def _mark(ways: set[str]) -> str:
    if not ways:
        return NOTED
    if ways == {OUT}:
        return WROTE
    return WAS_WRITTEN if ways == {IN} else TOGETHER


def in_month(desk: Desk, person_id: int, year: int, month: int) -> list[Moment]:
    """The moments of one month with one person, the oldest first."""
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    # A message late in the month may be of the next one's first day where it was written down: a day more, then looked at closely.
    before = (f"{following.isoformat()[:8]}03", 0)
    found: list[Moment] = []
    while len(found) < MOST_OF_MONTH:
        older = moments.of_person(desk.store, person_id, limit=_READ_AT_ONCE, before=before)
        for moment in older:
            day = _day(moment.at)
            if day is not None and (day.year, day.month) == (year, month):
                found.append(moment)
        if len(older) < _READ_AT_ONCE or older[-1].at < date(year, month, 1).isoformat():
            break
        before = (older[-1].at, older[-1].id)
    return found[::-1]


class MonthOfYear(NamedTuple):
    """Whom one was in touch with in a month, each once, in the order it was."""

    month: int
    people: tuple[Person, ...]


def years(desk: Desk) -> range:
    """The years in which there was contact with anybody, as one run; empty where there was none."""
    ends = looking_back.first_and_last(desk.store)
    first, last = (_day(end) for end in ends) if ends else (None, None)
    return range(first.year, last.year + 1) if first and last else range(0)


def year(desk: Desk, number: int) -> list[MonthOfYear]:
    """The months of a year in which there was contact, the newest first; nobody silent is named."""
    found: dict[int, dict[int, None]] = {}
    since, until = date(number, 1, 1), f"{number + 1:04}-01-02"
    for at, person_id in looking_back.in_touch(desk.store, f"{since.year - 1:04}-12-31", until):
        day = _day(at)
        if day is not None and day.year == number:
            found.setdefault(day.month, {})[person_id] = None
    who = {person.id: person for person in people.several(desk.store, {one for month in found.values() for one in month})}
    return [
        MonthOfYear(month, tuple(who[number] for number in found[month] if number in who))
        for month in sorted(found, reverse=True)
    ]


class Circle(NamedTuple):
    """A circle and its people with the day of the last contact (``None``: not yet), the latest first. ``more``: others are left out."""

    name: str
    people: tuple[tuple[Person, date | None], ...]
    more: bool = False


def circles(desk: Desk) -> list[Circle]:
    """Every circle that has somebody in it; nobody silent is named."""
    found = []
    for name, _ in people.circles(desk.store):
        rows = looking_back.met_last(desk.store, name, MOST_OF_CIRCLE + 1)
        who = {person.id: person for person in people.several(desk.store, [number for number, _ in rows])}
        listed = tuple((who[number], _day(at)) for number, at in rows[:MOST_OF_CIRCLE] if number in who)
        if listed:
            found.append(Circle(name, listed, len(rows) > MOST_OF_CIRCLE))
    return found


def _day(at: str | None) -> date | None:
    if not at:
        return None
    try:
        return day_of_stamp(at)
    except ValueError:
        return None
