"""What happened, written down: each function is one decision, one action, one step of undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from reconnect_tui.core import when
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.moment import BOTH, IN, NO_ANSWER, NOTHING_EXPECTED, OUT
from reconnect_tui.core.person import ACTIVE, DIED, NEVER, NOTE, RESTING, SILENT, ContactPoint, Person
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk, now
from reconnect_tui.store import drafts, history, moments, people
from reconnect_tui.store.people import insert, new_uid, update

REPLIED = "reply"
"""The kind of action by which somebody wrote back, told at the end of a day: no place of the day hangs on it."""
LATER_DAYS = 30
"""How far "later" puts somebody off when no date is given."""

WHAT = {
    "wrote": ("message", OUT, "", "wrote to {}"),
    "talked": ("call", BOTH, "", "talked with {}"),
    "met": ("meeting", BOTH, "", "met {}"),
    "replied": ("message", IN, "", "{} wrote"),
    "no-answer": ("call", OUT, NO_ANSWER, "no answer from {}"),
}
"""What can be recorded: kind, direction, outcome and the words of its sentence."""


class Done(NamedTuple):
    """One decision, written down. ``moment`` and ``follow_ups`` are uids."""

    action: int
    sentence: str
    person: Person | None = None
    moment: str | None = None
    follow_ups: tuple[str, ...] = ()


@contextmanager
def decision(desk: Desk, kind: str, sentence: str, person: Person | None = None) -> Iterator[int]:
    """One action of this sitting, dated now and counted to the desk's today."""
    with history.action(
        desk.store, kind, sentence, at=now(), day=desk.day, person_id=person.id if person else None, sitting=desk.sitting
    ) as number:
        yield number


def called(person: Person) -> str:
    """What to call somebody in a sentence: the name to greet by, else the whole name."""
    return person.greeting or person.name


def next_hello(desk: Desk, person_id: int) -> date | None:
    """The day around which the next hello falls if there is contact today; ``None`` without a pace."""
    person = people.get(desk.store, person_id)
    pace = person.pace or person.circle_days
    return desk.today + timedelta(days=pace) if pace else None


def later_default(desk: Desk) -> date:
    """The day "later" proposes."""
    return desk.today + timedelta(days=LATER_DAYS)


def went(
    desk: Desk,
    person_id: int,
    *,
    text: str,
    channel: str,
    template: str = "",
    follow_up: tuple[date, str] | None = None,
    line: str = "",
) -> Done:
    """A letter went: it is kept as a moment, its draft goes (inside the action, so undo brings it back).

    ``follow_up`` = (due, what) and ``line`` (a note about it) are optional; the text is kept as written, cleaned for storing. What
    went by the channel ``letter`` is one on paper; what began from a template that waits for no answer is kept as such.
    """
    from reconnect_tui.services.templates import expects_answer

    person = people.get(desk.store, person_id)
    # Before the action, whose undo brings the draft back as it is now: whoever takes this back has said that it did not go.
    not_sent(desk, person_id)
    with decision(desk, "went", f"Recorded: wrote to {person.name}", person) as number:
        moment = moments.add(
            desk.store,
            [person_id],
            at=desk.day,
            kind="letter" if channel == "letter" else "message",
            direction=OUT,
            channel="" if channel == "letter" else channel,
            text=clean_text(text),
            outcome="" if expects_answer(desk, template) else NOTHING_EXPECTED,
            template=template,
        )
        drafts.remove_newest(desk.store, person_id)
        if line.strip():
            moments.add(desk.store, [person_id], at=desk.day, kind="note", text=clean_text(line))
        uids = (put_follow_up(desk, person_id, *follow_up),) if follow_up else ()
    return Done(number, f"Recorded: wrote to {person.name}", people.get(desk.store, person_id), moment, uids)


def record(
    desk: Desk,
    person_id: int,
    what: str,
    *,
    channel: str = "",
    on: date | None = None,
    note: str = "",
    next_on: date | None = None,
    next_what: str = "",
    action: str = "record",
) -> Done:
    """Record what happened without a letter. ``what`` is a key of ``WHAT``; ``next_on`` adds a follow-up for that day.

    ``action`` is the kind of the decision.
    """
    if what not in WHAT:
        raise UsageError(f"“{what}” cannot be recorded; choose one of {', '.join(WHAT)}.")
    kind, direction, outcome, words = WHAT[what]
    day = on or desk.today
    if day > desk.today:
        raise UsageError(f"{when.long_date(day)} has not come yet; record what happened today or before.")
    person = people.get(desk.store, person_id)
    sentence = f"Recorded: {words.format(person.name)}" + (f", {when.short_date(day)}" if day != desk.today else "")
    with decision(desk, action, sentence, person) as number:
        moment = moments.add(
            desk.store,
            [person_id],
            at=day.isoformat(),
            kind=kind,
            direction=direction,
            channel=clean_line(channel),
            text=clean_text(note),
            outcome=outcome,
        )
        uids: tuple[str, ...] = ()
        if next_on:
            uids = (put_follow_up(desk, person_id, next_on, next_what or f"write to {called(person)} again"),)
    return Done(number, sentence, people.get(desk.store, person_id), moment, uids)


def wrote_back(desk: Desk, person_id: int) -> Done:
    """Somebody wrote back, as told today at the end of the day."""
    return record(desk, person_id, "replied", action=REPLIED)


def add_note(desk: Desk, person_id: int, text: str) -> Done:
    """A note on this person, dated today."""
    text = clean_text(text).strip("\n")
    if not text.strip():
        raise UsageError("The note is empty; write a few words.")
    person = people.get(desk.store, person_id)
    with decision(desk, "note", f"Noted on {person.name}", person) as number:
        moment = moments.add(desk.store, [person_id], at=desk.day, kind="note", text=text)
        drafts.remove_newest(desk.store, person_id, NOTE, text)
    return Done(number, f"Noted on {person.name}", people.get(desk.store, person_id), moment)


def put_follow_up(desk: Desk, person_id: int, due: date | None, what: str, *, promise: bool = False) -> str:
    uid = new_uid()
    insert(
        desk.store,
        "follow_up",
        uid=uid,
        person_id=person_id,
        due=due.isoformat() if due else None,
        what=clean_line(what).strip() or "come back to this",
        promise=int(promise),
    )
    return uid


def add_follow_up(desk: Desk, person_id: int, due: date | None, what: str, *, promise: bool = False) -> Done:
    """Something to come back to on ``due``; a promise may have no day."""
    if not what.strip():
        raise UsageError("Say in a few words what to come back to.")
    person = _heard(desk, person_id)
    day = f", {when.short_date(due)}" if due else ""
    sentence = f"{'Promise to' if promise else 'Follow-up for'} {person.name}{day}: {clean_line(what).strip()}"
    with decision(desk, "follow-up", sentence, person) as number:
        uid = put_follow_up(desk, person_id, due, what, promise=promise)
    return Done(number, sentence, people.get(desk.store, person_id), None, (uid,))


def _close_follow_up(desk: Desk, uid: str, *, dropped: bool) -> Done:
    found = people.follow_up(desk.store, uid=uid)
    if found is None:
        raise ReconnectError(f"There is no follow-up {uid}. `reconnect ahead` and `reconnect show WHO --json` list them.")
    if found.done_on or found.dropped:
        raise ReconnectError(f"“{found.what}” is {'done' if found.done_on else 'dropped'} already.")
    person = people.get(desk.store, found.person_id)
    sentence = f"{'Dropped' if dropped else 'Done'}: {found.what}"
    with decision(desk, "drop" if dropped else "done", sentence, person) as number:
        update(desk.store, "follow_up", found.id, **({"dropped": 1} if dropped else {"done_on": desk.day}))
    return Done(number, sentence, people.get(desk.store, person.id), None, (uid,))


def finish(desk: Desk, uid: str) -> Done:
    """A follow-up or promise is done."""
    return _close_follow_up(desk, uid, dropped=False)


def drop(desk: Desk, uid: str) -> Done:
    """A follow-up or promise is let go."""
    return _close_follow_up(desk, uid, dropped=True)


def later(desk: Desk, person_id: int, until: date | None = None) -> Done:
    """Put somebody off until a day (30 days from now where none is given)."""
    until = until or later_default(desk)
    if until <= desk.today:
        raise UsageError(f"{when.long_date(until)} is not later than today; choose a day to come.")
    person = _heard(desk, person_id)
    sentence = f"{person.name}: later, {when.around(until, desk.today)}"
    with decision(desk, "later", sentence, person) as number:
        update(desk.store, "person", person_id, later_until=until.isoformat())
    return Done(number, sentence, people.get(desk.store, person_id))


def skip(desk: Desk, person_id: int) -> Done:
    """Not today: they may come again tomorrow."""
    person = _heard(desk, person_id)
    sentence = f"{person.name}: not today"
    with decision(desk, "skip", sentence, person) as number:
        insert(desk.store, "skip", person_id=person_id, day=desk.day)
    return Done(number, sentence, people.get(desk.store, person_id))


_STATUS_WORDS = {
    RESTING: "{} rests",
    NEVER: "{} will not be suggested again",
    DIED: "{} has died. Their page stays; nothing here will ask you to write",
    ACTIVE: "{} may come again",
}


_IS = {
    RESTING: "{} rests",
    NEVER: "{} is left alone",
    DIED: "{} is recorded as having died",
    ACTIVE: "{} may come",
}


def _heard(desk: Desk, person_id: int) -> Person:
    """A person who may be reminded of; a ``ReconnectError`` for whoever died or is left alone: a reminder would never come."""
    person = people.get(desk.store, person_id)
    if person.status in SILENT:
        raise ReconnectError(
            f"{_IS[person.status].format(person.name)}: nothing here will remind you. Wake them first, if that is meant."
        )
    return person


def _set_status(desk: Desk, person_id: int, status: str, kind: str, words: str = "") -> Done:
    person = people.get(desk.store, person_id)
    sentence = (words or _STATUS_WORDS[status]).format(person.name)
    if person.status == status and not (status == ACTIVE and person.later_until):
        raise ReconnectError(f"{_IS[status].format(person.name)} already.")
    if person.status == DIED and status != ACTIVE:
        raise ReconnectError(f"{person.name} has died, and is silent here. If that was a mistake, wake them first.")
    with decision(desk, kind, sentence, person) as number:
        values: dict[str, object] = {"status": status}
        if status == ACTIVE:
            values["later_until"] = None
        update(desk.store, "person", person_id, **values)
    return Done(number, sentence, people.get(desk.store, person_id))


def rest(desk: Desk, person_id: int) -> Done:
    """Let somebody rest: not suggested, still reminded of what was promised, until woken."""
    return _set_status(desk, person_id, RESTING, "rest")


def unknown(desk: Desk, person_id: int) -> Done:
    """ "I don't know them": they rest."""
    return _set_status(desk, person_id, RESTING, "unknown", "{} rests: not somebody you know")


def never(desk: Desk, person_id: int) -> Done:
    """Leave somebody alone for good: silent on every surface."""
    return _set_status(desk, person_id, NEVER, "never")


def died(desk: Desk, person_id: int) -> Done:
    """Somebody has died: silent on every surface, and their page stays."""
    return _set_status(desk, person_id, DIED, "died")


def wake(desk: Desk, person_id: int) -> Done:
    """Bring somebody back who was resting, put off, left alone or wrongly recorded as dead."""
    return _set_status(desk, person_id, ACTIVE, "wake")


def set_greeting(desk: Desk, person_id: int, greeting: str) -> Done:
    """Remember the name to greet somebody by."""
    greeting = clean_line(greeting).strip()
    if not greeting:
        raise UsageError("The name to greet by is empty.")
    person = people.get(desk.store, person_id)
    sentence = f"{person.name} is greeted as {greeting}"
    with decision(desk, "edit", sentence, person) as number:
        update(desk.store, "person", person_id, greeting=greeting)
    return Done(number, sentence, people.get(desk.store, person_id))


def set_how_met(desk: Desk, person_id: int, text: str, others: Sequence[int] = ()) -> Done:
    """Remember how the two met, and that it was the same with these ``others`` (row ids): one decision for all of them."""
    person = people.get(desk.store, person_id)
    text = clean_text(text).strip()
    also = [one for one in people.several(desk.store, others) if one.id != person_id and one.status not in SILENT]
    names = ", ".join([person.name, *(one.name for one in also[:3])]) + (" and others" if len(also) > 3 else "")
    sentence = f"How you met {names}: {clean_line(text)}" if text else f"How you met {names}: not said any more"
    with decision(desk, "edit", sentence, person) as number:
        for one in (person, *also):
            update(desk.store, "person", one.id, how_met=text)
    return Done(number, sentence, people.get(desk.store, person_id))


def _circle(desk: Desk, name: str) -> int | None:
    if not name.strip():
        return None
    number = people.circle_id(desk.store, name.strip())
    if number is None:
        known = ", ".join(circle for circle, _ in people.circles(desk.store))
        raise UsageError(f"There is no circle “{clean_line(name)}”; there are {known}.")
    return number


def add_person(
    desk: Desk,
    name: str,
    *,
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    urls: Sequence[str] = (),
    company: str = "",
    position: str = "",
    circle: str = "",
) -> Done:
    """Add one person by hand."""
    from reconnect_tui.core.names import clean_name

    name = clean_name(clean_line(name))
    if not name:
        raise UsageError('A person needs a name: reconnect add "Ada Okafor".')
    circle_id = _circle(desk, circle)
    sentence = f"Added {name}"
    with decision(desk, "add", sentence) as number:
        work = {"company": clean_line(company).strip(), "position": clean_line(position).strip()}
        person_id = new_person(desk, name, **work, circle_id=circle_id)
        for kind, values in (("email", emails), ("phone", phones), ("url", urls)):
            for value in values:
                add_contact(desk, person_id, kind, value)
        history.about(desk.store, number, person_id)
    return Done(number, sentence, people.get(desk.store, person_id))


def new_person(desk: Desk, name: str, **values: object) -> int:
    """Insert one person inside an action that is under way; the first word is taken for the first name."""
    from reconnect_tui.core.names import greeting_name

    first, _, last = name.partition(" ")
    return insert(
        desk.store,
        "person",
        **{"uid": new_uid(), "name": name, "first_name": first, "last_name": last, "greeting": greeting_name(first), **values},
    )


def add_contact(desk: Desk, person_id: int, kind: str, value: str) -> None:
    """Insert one way to reach a person inside an action that is under way; a LinkedIn URL is known as one."""
    value = clean_line(value).strip()
    if not value:
        return
    kind, normalised = normalise_contact(kind, value)
    people.add_contact(desk.store, person_id, ContactPoint(kind, value, normalised))


def not_sent(desk: Desk, person_id: int) -> None:
    """The hand-over did not lead to a letter: the draft stays, and is no longer asked about."""
    drafts.handed_over(desk.store, person_id, None, "")


def handed_over(desk: Desk, person_id: int, channel: str) -> None:
    """The draft was handed over today; whether it went is asked, and asked once more at the next start."""
    drafts.handed_over(desk.store, person_id, desk.day, channel)
