"""Keeping a person's page true: their fields, and the moments between you. One decision each, one step of undo."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.core.when import day_and_month, short_date
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import moments, people
from reconnect_tui.store.people import update

FIELDS = (
    "name", "greeting", "salutation", "nickname", "position", "company", "location", "language", "birthday", "about",
)  # fmt: skip
"""What can be edited of a person, in the order in which it is asked for."""
_SEVERAL_LINES = ("about",)


def edit_person(desk: Desk, person_id: int, **fields: str) -> Done | None:
    """Change fields of a person (keys of ``FIELDS``); ``None`` where nothing is different. What the user wrote wins over imports."""
    person = people.get(desk.store, person_id)
    changes: dict[str, object] = {}
    for field, value in fields.items():
        if field not in FIELDS:
            raise UsageError(f"There is no field {field}; there are {', '.join(FIELDS)}.")
        clean = clean_text(value).strip() if field in _SEVERAL_LINES else clean_line(value).strip()
        stored: object = clean
        if field == "birthday":
            stored = read_birthday(clean) if clean else None
        elif field == "greeting":
            stored = clean or None
        elif field == "name" and not clean:
            raise UsageError("A person needs a name.")
        if stored != getattr(person, field):
            changes[field] = stored
    if not changes:
        return None
    name = str(changes.get("name", person.name))
    sentence = f"Edited {name}: {', '.join(changes)}"
    with decision(desk, "edit", sentence, person) as number:
        update(desk.store, "person", person_id, **changes)
    return Done(number, sentence, people.get(desk.store, person_id))


def read_birthday(text: str) -> str:
    """Read ``1984-03-14``, ``--03-14``, ``14 March 1984`` or ``14 March``; returns the stored form. Never invents a year."""
    text = text.strip()
    if text.startswith("--") and len(text) == 7:
        try:
            date(2000, int(text[2:4]), int(text[5:7]))
        except ValueError:
            raise UsageError(f"“{text}” is no birthday; write 14 March, 14 March 1984 or 1984-03-14.") from None
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    words = text.lower().replace(",", " ").split()
    found = day_and_month(words[:2]) if len(words) in (2, 3) else None
    if found is not None:
        day, month = found
        try:
            if len(words) == 3 and len(words[2]) == 4:
                return date(int(words[2]), month, day).isoformat()
            if len(words) == 2:
                return f"--{date(2000, month, day).isoformat()[5:]}"
        except ValueError:
            pass
    raise UsageError(f"“{text}” is no birthday; write 14 March, 14 March 1984 or 1984-03-14.")


def edit_moment(desk: Desk, moment: Moment, *, text: str, day: date | None = None) -> Done | None:
    """Change the words of a moment, and its day (a message keeps its time of day unless the day changes)."""
    clean = clean_text(text).strip("\n")
    at = moment.at if day is None or day.isoformat() == moment.at[:10] else day.isoformat()
    if clean == moment.text and at == moment.at:
        return None
    if at[:10] > desk.day:
        raise UsageError("That day has not come yet; a moment is of today or before.")
    sentence = f"Edited the {moment.kind} of {short_date(date.fromisoformat(moment.at[:10]))}"
    with decision(desk, "edit", sentence, _first_person(desk, moment)) as number:
        moments.change(desk.store, moment.id, text=clean, at=at)
    return Done(number, sentence, _first_person(desk, moment), moment.uid)


def remove_moment(desk: Desk, moment: Moment) -> Done:
    """Remove a moment, from everybody in it."""
    person = _first_person(desk, moment)
    sentence = f"Removed the {moment.kind} of {short_date(date.fromisoformat(moment.at[:10]))}"
    with decision(desk, "remove", sentence, person) as number:
        moments.remove(desk.store, moment.id)
    return Done(number, sentence, person)


def _first_person(desk: Desk, moment: Moment) -> Person:
    found = next((people.by_uid(desk.store, uid) for uid, _ in moment.people), None)
    if found is None:
        raise ReconnectError("That moment is not here any more; `reconnect history` says what happened.")
    return found
