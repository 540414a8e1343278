"""Before you meet somebody: what to have in mind, on one screen; and for that day the next note offers their name."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from reconnect_tui.core.moment import IN, OUT, Moment
from reconnect_tui.core.person import SILENT, FollowUp, Person
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.naming import mention
from reconnect_tui.store import moments, people, relations, search
from reconnect_tui.store.relations import Related

MOST_MOMENTS, MOST_NAMES, MOST_FOLLOW_UPS = 3, 6, 3
BIRTHDAY_AHEAD, BIRTHDAY_PAST = 30, 10
"""Days within which a birthday is near."""

_FILE = "briefed"
_MOST_BYTES = 200


class Brief(NamedTuple):
    """What to have in mind. Moments are the newest first and without the last words; ``birthday_on`` is the near one, if one is."""

    person: Person
    theirs: Moment | None
    yours: Moment | None
    relations: tuple[Related, ...]
    beside: tuple[tuple[str, str], ...]
    """(uid, name) of people who were there with them."""
    follow_ups: tuple[FollowUp, ...]
    moments: tuple[Moment, ...]
    birthday_on: date | None


def brief(desk: Desk, person_id: int) -> Brief:
    """Read what there is to know of somebody before meeting them."""
    store = desk.store
    person = people.get(store, person_id)
    theirs, yours = (moments.last_words(store, person_id, direction=way) for way in (IN, OUT))
    told = {one.uid for one in (theirs, yours) if one}
    known = relations.of_person(store, person_id)
    related = {one.uid for one in known}
    latest = moments.of_person(store, person_id, limit=MOST_MOMENTS + 20)
    return Brief(
        person,
        theirs,
        yours,
        known[:MOST_NAMES],
        tuple(pair for pair in relations.beside(store, person_id, MOST_NAMES) if pair[0] not in related),
        people.follow_ups(store, person_id, open_only=True)[:MOST_FOLLOW_UPS],
        tuple(one for one in latest if one.uid not in told and one.text.strip())[:MOST_MOMENTS],
        near_birthday(person.birthday, desk.today) if person.status not in SILENT else None,
    )


def near_birthday(birthday: str | None, today: date) -> date | None:
    """The day of a birthday that is near; 29 February is the 28th where there is none."""
    if not birthday:
        return None
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            day = date(year, int(birthday[-5:-3]), int(birthday[-2:]))
        except ValueError:
            day = date(year, 2, 28)
        if today - timedelta(BIRTHDAY_PAST) <= day <= today + timedelta(BIRTHDAY_AHEAD):
            return day
    return None


def remember(desk: Desk, person: Person) -> None:
    """Keep for today who is about to be met; where that cannot be written, the next note offers nothing."""
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(_path(desk), flags, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{desk.day}\n{person.uid}\n")


def forget(desk: Desk) -> None:
    """They were met: the next note offers nothing."""
    with suppress(OSError):
        os.unlink(_path(desk))


def offered(desk: Desk) -> str:
    """The beginning of a note on whoever was briefed about today, such as ``coffee: @ada ``; else ``""``."""
    try:
        with open(_path(desk), encoding="utf-8", errors="replace") as file:
            day, _, uid = file.read(_MOST_BYTES).strip().partition("\n")
    except OSError:
        return ""
    person = people.by_uid(desk.store, uid) if day == desk.day else None
    if person is None or person.status in SILENT:
        return ""
    name = mention(desk, person.id, person.name)
    return f"coffee: {name} " if search.called(desk.store, name.strip('@"')) == [person.id] else ""


def _path(desk: Desk) -> str:
    return os.path.join(desk.home.data, _FILE)
