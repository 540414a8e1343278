"""The JSON shapes of the command line (DESIGN.md): a person, a moment, what is next, what was found, what was done.

Nothing else knows them. ``id`` is the uid everywhere; row ids never leave the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from reconnect_tui.core.light import TYPE_CHECKING
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import ContactPoint, FollowUp, Person
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import listing, moments, people, relations
from reconnect_tui.store.relations import Related as Related  # told on from here

if TYPE_CHECKING:
    from reconnect_tui.core.choosing import Reason
    from reconnect_tui.services.agenda import Ahead, Kept, Today
    from reconnect_tui.services.importing import Report
    from reconnect_tui.services.recording import Done
    from reconnect_tui.store.history import Step
    from reconnect_tui.store.search import Row

Shape = dict[str, object]

_AT_ONCE = 500


def json_text(value: object, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """JSON that reads back as it was and does nothing to a terminal: whatever is not printable is escaped.

    ``ascii_only``: everything beyond ASCII is escaped, for a stream that can write no more.
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    hidden = {ord(letter): _escaped(letter) for letter in set(text) if letter >= "\x7f" and not letter.isprintable()}
    return text.translate(hidden) if hidden else text


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def all_moments(desk: Desk, person_id: int) -> Iterator[Moment]:
    """All that was between you, the newest first."""
    before: tuple[str, int] | None = None
    while found := moments.of_person(desk.store, person_id, limit=_AT_ONCE, before=before):
        yield from found
        before = (found[-1].at, found[-1].id)


def related(desk: Desk, person_id: int) -> tuple[Related, ...]:
    """Everybody a person is related to, as their page tells it."""
    return relations.of_person(desk.store, person_id)


def person(desk: Desk, who: Person) -> Shape:
    """Everything known of one person."""
    store = desk.store
    return {
        "id": who.uid,
        "name": who.name,
        "greeting": who.greeting,
        "language": who.language,
        "company": who.company,
        "position": who.position,
        "location": who.location,
        "about": who.about,
        "circle": who.circle,
        "status": who.status,
        "birthday": who.birthday,
        "how_met": who.how_met,
        "connected_on": who.connected_on,
        "last_contact": who.last_contact,
        "tags": list(people.tags(store, who.id)),
        "contacts": [contact(point) for point in people.contacts(store, who.id)],
        "moments": [moment(one) for one in all_moments(desk, who.id)],
        "follow_ups": [follow_up(one) for one in people.follow_ups(store, who.id) if not one.dropped],
        "relations": [{"kind": one.kind, "id": one.uid, "name": one.name} for one in related(desk, who.id)],
    }


def person_of(desk: Desk, person_id: int) -> Shape:
    """Everything known of the person in that row; a ``ReconnectError`` if there is none (any more)."""
    return person(desk, people.get(desk.store, person_id))


def named(who: Person | Row) -> Shape:
    """A person where only who it is matters."""
    return {"id": who.uid, "name": who.name}


def contact(point: ContactPoint) -> Shape:
    return {"kind": point.kind, "value": point.value, "label": point.label}


def moment(one: Moment) -> Shape:
    return {
        "id": one.uid,
        "at": one.at,
        "kind": one.kind,
        "direction": one.direction,
        "channel": one.channel,
        "text": one.text,
        "people": [{"id": uid, "name": name} for uid, name in one.people],
    }


def follow_up(one: FollowUp) -> Shape:
    return {"id": one.uid, "due": one.due, "what": one.what, "done": one.done_on is not None}


def next_one(who: Person, reason: Reason, every: Sequence[Reason]) -> Shape:
    """Somebody who is next; every reason there is, with its arithmetic."""
    because = [{"rule": one.rule, "weight": round(one.weight, 2), "detail": one.detail} for one in every]
    return {"id": who.uid, "name": who.name, "reason": reason.sentence, "because": because}


def found(row: Row) -> Shape:
    return {
        "id": row.uid,
        "name": row.name,
        "company": row.company,
        "position": row.position,
        "last_contact": row.last_contact,
        "match": row.match,
    }


def problem(file: str, line: int, reason: str) -> Shape:
    """What is wrong with a file, and where."""
    return {"file": file, "line": line, "reason": reason}


def report(one: Report) -> Shape:
    """What an import did, or would do."""
    return {
        "source": one.source,
        "people": one.people._asdict(),
        "moments": {"added": one.moments.added, "unchanged": one.moments.unchanged, "skipped": one.moments.skipped},
        "problems": [problem(found.file, found.line, found.reason) for found in one.problems],
        "notes": list(one.notes),
    }


def done(desk: Desk, what: Done) -> Shape:
    """What an action wrote: everybody in it, its moment and its follow-ups."""
    one = moments.by_uid(desk.store, what.moment) if what.moment else None
    ids = listing.ids_of(desk.store, [uid for uid, _ in one.people]) if one else []
    if what.person is not None:
        ids = [what.person.id, *(number for number in ids if number != what.person.id)]
    follow_ups = (people.follow_up(desk.store, uid=uid) for uid in what.follow_ups)
    return _action(what.action, what.sentence, [person(desk, who) for who in people.several(desk.store, ids)], one, follow_ups)


def step(desk: Desk, one: Step) -> Shape:
    """An action that was taken back or done again."""
    who = people.several(desk.store, [one.person_id]) if one.person_id is not None else []
    return _action(one.id, one.sentence, [person(desk, each) for each in who], None, ())


def _action(number: int, sentence: str, whom: list[Shape], one: Moment | None, follow_ups: Iterable[FollowUp | None]) -> Shape:
    return {
        "action": {"id": number, "sentence": sentence},
        "people": whom,
        "moment": moment(one) if one else None,
        "follow_ups": [follow_up(each) for each in follow_ups if each is not None],
    }


def listed_step(desk: Desk, one: Step) -> Shape:
    """An action as ``history`` lists it."""
    who = people.several(desk.store, [one.person_id]) if one.person_id is not None else []
    return {
        "id": one.id,
        "at": one.at,
        "day": one.day,
        "kind": one.kind,
        "sentence": one.sentence,
        "person": named(who[0]) if who else None,
        "undone": one.undone is not None,
    }


def ahead(one: Ahead) -> Shape:
    """Something to come; ``id`` is the follow-up's, or ``None`` for a birthday."""
    return {
        "day": one.day.isoformat() if one.day else None,
        "kind": one.kind,
        "id": one.uid or None,
        "what": one.what,
        "person": named(one.person),
    }


def today(one: Today) -> Shape:
    """How today stands; ``wrote_back`` and ``unanswered`` with the day on which they wrote, or were written to."""
    return {
        "day": one.day,
        "wrote_to": list(one.wrote_to),
        "done": list(one.done),
        "wrote_back": [{**named(who), "on": day.isoformat()} for who, day in one.wrote_back],
        "unanswered": [{**named(who), "on": day.isoformat()} for who, day in one.unanswered],
        "waiting": [named(who) for who in one.waiting],
    }


def draft(one: Kept) -> Shape:
    """A draft; ``person`` is ``None`` where it is to nobody yet."""
    return {
        "person": named(one.person) if one.person else None,
        "kind": one.draft.kind,
        "text": one.draft.text,
        "template": one.draft.template,
        "subject": one.draft.subject,
        "saved_at": one.draft.saved_at,
        "handed_over": one.draft.handed_over,
        "channel": one.draft.channel,
    }


def circle(name: str, days: int | None) -> Shape:
    return {"name": name, "days": days}
