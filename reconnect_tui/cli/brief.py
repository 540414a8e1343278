"""``reconnect brief``: what to have in mind before you meet somebody, on one screen."""

from __future__ import annotations

from collections.abc import Iterator

from reconnect_tui.cli.call import Call, width
from reconnect_tui.cli.lines import birthday, day, heading, work, wrapped
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import DIED
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import briefing, telling
from reconnect_tui.services.briefing import Brief

MOST_LINES = 2
"""Of one text: the whole is on the page (``show``)."""


def run(call: Call) -> int:
    """Print it, and remember for today whom the next note will be about."""
    parser = Parser(
        "brief",
        "What to have in mind before you meet somebody: the last words, the names, what you promised.",
        ("reconnect brief ada", "reconnect brief ada@example.org --json"),
        "The next `reconnect note` of the day, alone on a terminal, begins with their name.",
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.json_flag()
    given = parser.read(call.words)
    row = choose(call, " ".join(given.who))
    found = briefing.brief(call.desk, row.id)
    if given.json:
        call.json(_shape(found))
        return 0
    for line in _lines(call, found, width()):
        call.put(line)
    briefing.remember(call.desk, found.person)
    return 0


def _lines(call: Call, found: Brief, columns: int) -> Iterator[str]:
    person = found.person
    yield from _cut(" · ".join(filter(None, (shown_line(person.name), work(person.position, person.company)))), columns, 1)
    talked = f"last talked {day(person.last_contact)}" if person.last_contact else "no contact is written down"
    yield from _cut(" · ".join(filter(None, (shown_line(person.location), talked))), columns, 1)
    if found.birthday_on and person.birthday:
        yield f"birthday {birthday(person.birthday)}" + (", today" if found.birthday_on == call.desk.today else "")
    for words, moment in (("they wrote", found.theirs), ("you wrote", found.yours)):
        if moment is not None:
            yield from _cut(f"{words}, {day(moment.at)}: {_one_line(moment.text)}", columns)
    names = [_related(one.kind, one.name, one.status) for one in found.relations]
    names += [f"{shown_line(name)} was there with them" for _, name in found.beside]
    if names:
        yield from ("", *_cut("; ".join(names), columns))
    if found.follow_ups:
        yield ""
        for one in found.follow_ups:
            due = day(one.due) if one.due else "some day"
            yield from _cut(f"{'promised' if one.promise else 'to come back to'}, {due}: {shown_line(one.what)}", columns, 1)
    if found.moments:
        yield ""
        for moment in found.moments:
            yield from _cut(f"{heading(moment)}: {_one_line(moment.text)}", columns)
    if person.how_met:
        yield from ("", *_cut(f"how you met: {_one_line(person.how_met)}", columns, 1))


def _one_line(text: str) -> str:
    return " ".join(shown_line(text, 1000).split())


def _related(kind: str, name: str, status: str) -> str:
    said = phrase(shown_line(kind, 100), shown_line(name))
    return f"{said} (has died)" if status == DIED else said


def _cut(text: str, columns: int, most: int = MOST_LINES) -> list[str]:
    """The text in at most so many lines, "…" where there is more of it."""
    lines = wrapped(text, columns)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][: columns - 1].rstrip() + "…"
    return lines


def _shape(found: Brief) -> dict[str, object]:
    person = found.person

    def maybe(moment: Moment | None) -> object:
        return telling.moment(moment) if moment else None

    return {
        "id": person.uid,
        "name": person.name,
        "company": person.company,
        "position": person.position,
        "location": person.location,
        "last_contact": person.last_contact,
        "birthday": person.birthday,
        "birthday_on": found.birthday_on.isoformat() if found.birthday_on else None,
        "they_wrote": maybe(found.theirs),
        "you_wrote": maybe(found.yours),
        "relations": [{"kind": one.kind, "id": one.uid, "name": one.name} for one in found.relations],
        "people": [{"id": uid, "name": name} for uid, name in found.beside],
        "follow_ups": [telling.follow_up(one) for one in found.follow_ups],
        "moments": [telling.moment(one) for one in found.moments],
        "how_met": person.how_met,
    }
