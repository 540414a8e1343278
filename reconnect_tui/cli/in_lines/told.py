"""A card in sentences: name, reason, last exchange; and, for whoever asks for more, the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.cli.lines import birthday
from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import CONTACT_KINDS, IN, NO_ANSWER, OUT, Moment
from reconnect_tui.core.person import SILENT, WIDE, ContactPoint, FollowUp, Person
from reconnect_tui.core.text import shown_line

if TYPE_CHECKING:
    from reconnect_tui.services.briefing import Brief

SHORT = 400
"""Signs of the last exchange on the card; "more" says the whole of it."""
LONG = 5_000

Line = tuple[str, str]
"""(indent, words)."""

_STANDS = {"resting": "Resting.", "never": "Left alone.", "died": "Has died."}


def called(person: Person) -> str:
    """What to call somebody: the name to greet by, else the whole name; safe to show."""
    return shown_line(person.greeting or person.name, 60).strip() or "somebody without a name"


def name_of(person: Person, *, mask: bool) -> str:
    """The whole name; masked, the first name alone."""
    if not mask:
        return shown_line(person.name, 120).strip() or "Somebody without a name"
    return shown_line(person.first_name or next(iter(person.name.split()), ""), 60).strip() or "Somebody"


def day(at: str | None) -> str:
    """``12 March 2023`` for an ISO day or stamp; whatever it is, where it is none."""
    try:
        return when.long_date(when.day_of_stamp(at or ""))
    except ValueError:
        return shown_line(at or "some day", 40)


def work(person: Person) -> str:
    """``Head of Research at Northwind``, or what of it is known."""
    return " at ".join(shown_line(part, 120).strip() for part in (person.position, person.company) if part.strip())


def opening(card: Card, *, mask: bool) -> Iterator[Line]:
    """Name, reason, last exchange; then what was promised, and the letter that is begun."""
    person = card.person
    place = f" ({card.place[0]} of {card.place[1]})" if card.place else ""
    yield "", f"{name_of(person, mask=mask)}{place}"
    if mask:
        yield "", "Masked: why now, what was between you and the letter are not said."
        return
    at_work = work(person)
    if at_work or person.headline:
        yield "", at_work or shown_line(person.headline, 200)
    why = "" if person.status in SILENT else "Why now: "
    yield "", f"{why}{shown_line(card.reason, 1_000)}"
    last = exchange(card)
    if last is None:
        yield from _bare(card)
    else:
        yield "", f"Last, on {day(last.at)}: {what(last, person)}{':' if last.text.strip() else '.'}"
        if last.text.strip():
            yield "  ", words(last, SHORT)
    for promise in card.promises[:3] if person.status not in SILENT else ():
        yield "", follow_up(promise)
    if card.draft and card.draft.text.strip():
        yield "", f"A letter to {called(person)} is begun; “write” goes on with it."


def exchange(card: Card) -> Moment | None:
    """The last moment in which you were in touch, else the newest there is."""
    touched = (one for one in card.moments if one.kind in CONTACT_KINDS and one.outcome != NO_ANSWER and not one.group_thread)
    return next(touched, card.moments[0] if card.moments else None)


def _bare(card: Card) -> Iterator[Line]:
    since = f"You connected on {day(card.person.connected_on)}; nothing" if card.person.connected_on else "Nothing"
    yield "", f"{since} is written down between you yet."
    yield from that_week(card)


def that_week(card: Card) -> Iterator[Line]:
    """Whom else you connected with in those days, and where you worked then."""
    week = card.that_week
    if week.role:
        yield "", f"That week your work was: {shown_line(week.role, 160)}."
    if week.names:
        more = " and others" if len(week.names) > 12 else ""
        yield "", f"That week you also connected with {', '.join(shown_line(one, 60) for one in week.names[:12])}{more}."


def what(moment: Moment, person: Person) -> str:
    """Who did what, in words: ``Ada wrote by linkedin``, ``you talked on the phone``, ``coffee, Café Luna, with Jonas Lind``."""
    name, way = called(person), moment.direction
    channel = shown_line(moment.channel, 60).strip()
    if moment.kind == "message":
        said = {OUT: "you wrote", IN: f"{name} wrote"}.get(way or "", "a message")
        said += f" by {channel}" if channel else ""
    elif moment.kind == "letter":
        said = {OUT: "you wrote a letter", IN: f"{name} wrote a letter"}.get(way or "", "a letter")
    elif moment.kind == "call":
        said = {OUT: "you called", IN: f"{name} called"}.get(way or "", "you talked on the phone")
        said += f", {channel}" if channel and channel != "phone" else ""
    else:
        known = {"meeting": "you met", "meal": "a meal", "note": "your note"}
        said = known.get(moment.kind, shown_line(moment.kind, 30))
        if moment.kind in ("introduction", "invitation", "recommendation") and way in (IN, OUT):
            said += f" from {name}" if way == IN else " from you"
        said += f", {channel}" if channel else ""
    if moment.outcome == NO_ANSWER:
        said += ", and there was no answer"
    others = [shown_line(one, 60).strip() for uid, one in moment.people if uid != person.uid]
    if others:
        said += f", with {', '.join(others[:6])}" + (" and others" if len(others) > 6 else "")
    elif moment.group_thread:
        said += ", in a group"
    return said


def words(moment: Moment, most: int) -> str:
    """The words of a moment without empty lines at its ends, cut after ``most`` signs."""
    text = "\n".join(line.rstrip() for line in moment.text.strip().split("\n"))
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def moment_lines(number: int, moment: Moment, person: Person, *, most: int = LONG) -> Iterator[Line]:
    """One moment of several, with the number by which it can be edited or removed."""
    yield "", f"Moment {number}, {day(moment.at)}: {what(moment, person)}{':' if moment.text.strip() else '.'}"
    if moment.text.strip():
        yield "  ", words(moment, most)


def follow_up(one: FollowUp) -> str:
    """``You promised: send the sailing book, by 3 January 2027.``"""
    label = "You promised" if one.promise else "To come back to"
    due = f", {'by' if one.promise else 'on'} {day(one.due)}" if one.due else ""
    return f"{label}: {shown_line(one.what, 300).strip()}{due}."


def facts(card: Card) -> Iterator[Line]:
    """Where, which circle, since when, how you met, what you know of them: before the older moments."""
    person = card.person
    if person.status in _STANDS:
        yield "", _STANDS[person.status]
    if person.location.strip():
        yield "", f"Lives in {shown_line(person.location, 100).strip()}."
    if person.circle and not (person.circle == WIDE and not person.circle_days):
        pace = person.pace or person.circle_days
        every = f", a hello about every {pace} days" if pace and pace > 1 else ""
        yield "", f"Circle: {shown_line(person.circle, 60)}{every}."
    if person.connected_on and card.moments:
        yield "", f"You connected on {day(person.connected_on)}."
    if person.birthday:
        yield "", f"Birthday: {birthday(person.birthday)}."
    for label, text in (("How you met", person.how_met), ("About", person.about)):
        if text.strip():
            yield "", f"{label}: {text.strip()}"
    for one in card.promises[3:] if person.status not in SILENT else ():
        yield "", follow_up(one)


def brief(found: Brief, today: date) -> Iterator[Line]:
    """What to have in mind before meeting somebody: the last words each way, who was there with them, what is open."""
    person = found.person
    yield "", ", ".join(part for part in (name_of(person, mask=False), work(person), shown_line(person.location, 60)) if part)
    yield "", f"Last talked on {day(person.last_contact)}." if person.last_contact else "No contact is written down."
    if found.birthday_on and person.birthday:
        yield "", f"Birthday: {birthday(person.birthday)}{', today' if found.birthday_on == today else ''}."
    for moment in (found.theirs, found.yours):
        if moment is not None:
            yield "", f"On {day(moment.at)}: {what(moment, person)}:"
            yield "  ", words(moment, SHORT)
    for _, name in found.beside:
        yield "", f"{shown_line(name, 120)} was there with them."
    for one in found.follow_ups:
        yield "", follow_up(one)
    for moment in found.moments:
        yield "", f"On {day(moment.at)}: {what(moment, person)}:"
        yield "  ", words(moment, SHORT)
    if person.how_met.strip():
        yield "", f"How you met: {person.how_met.strip()}"


def reach(card: Card) -> Iterator[Line]:
    """Ways to reach them and tags: after the moments."""
    for point in card.contacts:
        yield "", way(point)
    if card.tags:
        yield "", f"Tags: {', '.join(shown_line(tag, 60) for tag in card.tags)}."


def way(point: ContactPoint) -> str:
    """``email (work, preferred): ada@example.org``."""
    label = shown_line(point.label, 60).strip()
    told = ", ".join(part for part in (label, "preferred" if point.preferred else "") if part)
    value = ", ".join(shown_line(line, 1_000) for line in point.value.split("\n"))
    return f"{'web' if point.kind == 'url' else point.kind}{f' ({told})' if told else ''}: {value}"


def next_hello(due: date | None, today: date) -> str:
    """``The next hello falls around 3 January.``, or nothing without a pace."""
    return f"The next hello falls {when.around(due, today)}." if due else ""
