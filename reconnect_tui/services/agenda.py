"""What is ahead, and how today stands. Silent people are on none of these pages."""

from __future__ import annotations

from datetime import date, timedelta

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.person import SILENT, Draft, Person
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, listing, people

MOST_DAYS = 3660


class Ahead(NamedTuple):
    """One thing to come. ``kind`` is follow-up, promise or birthday; ``uid`` is the follow-up's own, else ``""``."""

    day: date | None
    """``None``: a promise without a day."""
    kind: str
    uid: str
    what: str
    person: Person


def ahead(desk: Desk, days: int) -> list[Ahead]:
    """Follow-ups and promises due within so many days (those of days past too), birthdays, then promises without a day."""
    if not 0 < days <= MOST_DAYS:
        raise UsageError(f"--days is a number from 1 to {MOST_DAYS}.")
    until = desk.today + timedelta(days)
    due = [*people.open_follow_ups(desk.store, until.isoformat()), *people.undated_promises(desk.store)]
    born = _birthdays(desk, until)
    ids = {one.person_id for one in due} | {number for number, _ in born}
    who = {person.id: person for person in people.several(desk.store, ids)}
    found = [
        Ahead(
            date.fromisoformat(one.due) if one.due else None,
            "promise" if one.promise else "follow-up",
            one.uid,
            one.what,
            who[one.person_id],
        )
        for one in due
    ]
    found += [Ahead(day, "birthday", "", "birthday", who[number]) for number, day in born]
    return sorted(found, key=lambda one: (one.day is None, one.day or until, one.kind))


def _birthdays(desk: Desk, until: date) -> list[tuple[int, date]]:
    """(person, day) of the birthdays from today to ``until``; 29 February is kept on the 28th in other years."""
    days: dict[str, date] = {}
    day = desk.today
    while day <= until and len(days) < 366:
        days.setdefault(day.isoformat()[5:], day)
        if (day.month, day.day) == (2, 28) and (day + timedelta(1)).month == 3:
            days.setdefault("02-29", day)
        day += timedelta(1)
    return [(number, days[birthday[-5:]]) for number, birthday in listing.birthdays(desk.store, list(days))]


def circles(desk: Desk) -> list[tuple[str, int | None]]:
    """(name, pace in days or ``None``) of every circle, in the order they were made."""
    return people.circles(desk.store)


class Today(NamedTuple):
    """How today stands: names of those written to, sentences of what else was done, who wrote back lately and when, whose letter went
    when and is not answered, and people still waiting in the day."""

    day: str
    wrote_to: tuple[str, ...]
    done: tuple[str, ...]
    wrote_back: tuple[tuple[Person, date], ...]
    unanswered: tuple[tuple[Person, date], ...]
    waiting: tuple[Person, ...]


def today(desk: Desk) -> Today:
    """How today stands. A day that has not begun has nobody waiting; stores nothing."""
    from reconnect_tui.services import session
    from reconnect_tui.services.farewell import farewell
    from reconnect_tui.store import queue

    told = farewell(desk)
    begun = bool(queue.places(desk.store, desk.day))
    waiting = tuple(person for person, _, _ in session.next_people(desk)) if begun else ()
    return Today(desk.day, told.wrote_to, told.done, told.wrote_back, told.unanswered, waiting)


class Kept(NamedTuple):
    """A draft and whom it is to (``None``: nobody yet)."""

    draft: Draft
    person: Person | None


def kept_drafts(desk: Desk) -> list[Kept]:
    """Every draft, the latest first; those to silent people stay on their own pages."""
    found = drafts.every(desk.store)
    who = {person.id: person for person in people.several(desk.store, {one.person_id for one in found if one.person_id})}
    kept = [Kept(one, who.get(one.person_id) if one.person_id else None) for one in found]
    return [one for one in kept if one.person is None or one.person.status not in SILENT]
