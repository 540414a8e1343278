"""``reconnect show``: all that is known of one person, as a page: in colour on a terminal, plain in a pipe."""

from __future__ import annotations

from collections.abc import Iterable

from reconnect_tui.cli.call import Call, width
from reconnect_tui.cli.ink import FAINT, PLAIN, STRONG, THEIRS, TITLE, YOURS, Ink
from reconnect_tui.cli.lines import birthday, day, heading, iso, work, wrapped
from reconnect_tui.cli.plain import plain
from reconnect_tui.cli.who import choose
from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.moment import IN, OUT
from reconnect_tui.core.person import ACTIVE, DIED, SILENT, ContactPoint, FollowUp
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import session, telling
from reconnect_tui.services.telling import Related

_WAYS = {IN: THEIRS, OUT: YOURS}
_DAY = 11
"""Columns of a day; words stand under what they are the words of."""
NARROW = 60
"""Columns below which they would have too little room there."""


def run(call: Call) -> int:
    """Print the page, or the person as JSON."""
    known = plain(call.words)
    if known is not None and known[0]:
        words, json = known[0], bool(known[1])
    else:
        words, json = _read(call.words)
    row = choose(call, " ".join(words))
    if json:
        call.json(telling.person_of(call.desk, row.id))
        return 0
    columns = width()
    ink = Ink(call.environ)
    card = session.card_of(call.desk, row.id)
    for style, line in _head(call, card, columns):
        ink.put((style, line))
    for title, lines in _sections(call, card, columns):
        if lines:
            ink.put("")
            ink.put((TITLE, title))
            for line in lines:
                ink.put(line)
    ink.put("")
    ink.put((TITLE, "between you"))
    nothing = True
    indent = " " * (_DAY + 4 if columns >= NARROW else 4)
    for moment in telling.all_moments(call.desk, row.id):
        nothing = False
        on, _, what = heading(moment).partition("  ")
        ink.put("  ", (FAINT, on.rjust(_DAY)), "  ", (_WAYS.get(moment.direction or "", PLAIN), what))
        for line in wrapped(moment.text, columns, indent) if moment.text.strip() else ():
            ink.put(line)
    if nothing:
        ink.put("  nothing is written down yet")
    return 0


def _head(call: Call, card: Card, columns: int) -> Iterable[tuple[str, str]]:
    person = card.person
    yield STRONG, shown_line(person.name)
    for text in (shown_line(person.headline), work(person.position, person.company)):
        for line in wrapped(text, columns) if text else ():
            yield PLAIN, line
    place = [shown_line(person.location), shown_line(person.circle)]
    if person.pace:
        place.append("every day" if person.pace == 1 else f"every {person.pace} days")
    if person.connected_on:
        place.append(f"connected {when.month_year(iso(person.connected_on))}")
    if person.last_contact:
        place.append(f"last talked {day(person.last_contact)}")
    for line in wrapped(" · ".join(part for part in place if part), columns) if any(place) else ():
        yield PLAIN, line
    yield FAINT, f"id {person.uid}"
    yield PLAIN, ""
    for line in wrapped(shown_line(card.reason, 1000), columns):
        yield PLAIN, line
    if person.status == ACTIVE and person.next_due:
        due = iso(person.next_due)
        if due > call.desk.today:
            yield PLAIN, f"Next hello {when.around(due, call.desk.today)}."


def _sections(call: Call, card: Card, columns: int) -> Iterable[tuple[str, list[str]]]:
    person = card.person
    promises = [] if person.status in SILENT else card.promises
    yield "to come back to", [line for one in promises for line in _follow_up(one, columns)]
    yield "ways to reach", [line for point in card.contacts for line in _contact(point)]
    related = telling.related(call.desk, person.id)
    yield "who is who", [line for one in related for line in _related(one, shown_line(person.name), columns)]
    yield "about", wrapped(person.about, columns, "  ") if person.about else []
    yield "how you met", wrapped(person.how_met, columns, "  ") if person.how_met else []
    yield "birthday", [f"  {birthday(person.birthday)}"] if person.birthday else []
    yield "tags", wrapped(" ".join(f"#{shown_line(tag)}" for tag in card.tags), columns, "  ") if card.tags else []
    yield "that week", _that_week(card, columns) if not card.moments and person.status not in SILENT else []
    yield "draft", wrapped(card.draft.text, columns, "  ") if card.draft else []


def _that_week(card: Card, columns: int) -> list[str]:
    """What there is to go by where nothing is written down: your work in those days, and whom else you connected with."""
    week = card.that_week
    lines = wrapped(f"your work: {shown_line(week.role, 160)}", columns, "  ") if week.role else []
    if week.names:
        names = ", ".join(shown_line(name, 60) for name in week.names[:12]) + (" and others" if len(week.names) > 12 else "")
        lines += wrapped(f"you also connected with {names}", columns, "  ")
    return lines


def _contact(point: ContactPoint) -> list[str]:
    """A way to reach them on one line (it is there to be copied), but for an address of several."""
    words = [shown_line(word, 60) for word in (point.label, "preferred" if point.preferred else "") if word]
    first, *more = (shown_line(line) for line in point.value.split("\n"))
    told = f" ({', '.join(words)})" if words else ""
    return [f"  {shown_line(point.kind, 20):<9} {first}{told}", *(f"{'':<12}{line}" for line in more)]


def _related(one: Related, name: str, columns: int) -> list[str]:
    said = phrase(shown_line(one.kind, 200), shown_line(one.name), name)
    return wrapped(f"{said} (has died)" if one.status == DIED else said, columns, "  ")


def _follow_up(one: FollowUp, columns: int) -> list[str]:
    what = ("promised: " if one.promise else "") + shown_line(one.what, 1000)
    first, *more = wrapped(f"{day(one.due) if one.due else 'some day'}  {what}  ({one.uid})", columns - 2, "  ")
    return [first, *(f"  {line}" for line in more)]


def _read(words: list[str]) -> tuple[list[str], bool]:
    from reconnect_tui.cli.words import Parser

    parser = Parser(
        "show",
        "All that is known of one person: work, ways to reach them, promises, and what was between you.",
        ("reconnect show ada", "reconnect show ada@example.org --json"),
        "In colour on a terminal, unless NO_COLOR is set.",
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.json_flag()
    given = parser.read(words)
    return given.who, given.json
