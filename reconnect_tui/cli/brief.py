"""``reconnect brief``: what to have in mind before you meet somebody, on one screen."""

from __future__ import annotations

from collections.abc import Iterator

from reconnect_tui.cli.call import Call, width
from reconnect_tui.cli.ink import FAINT, STRONG, THEIRS, TITLE, YOURS, Ink
from reconnect_tui.cli.lines import birthday, day, heading, iso, work, wrapped
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core import when
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import DIED
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import briefing, session, telling
from reconnect_tui.services.briefing import Brief

MOST_LINES = 2
"""Of one text: the whole is on the page (``show``)."""

Line = tuple[tuple[str, str] | str, ...]
"""Parts of a line, each with its ink where it has any."""


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
    ink = Ink(call.environ)
    for line in _lines(call, found, width()):
        ink.put(*line)
    briefing.remember(call.desk, found.person)
    return 0


def _lines(call: Call, found: Brief, columns: int) -> Iterator[Line]:
    person = found.person
    for line in _cut(shown_line(person.name), columns, 1):
        yield ((STRONG, line),)
    yield from _plain(" · ".join(filter(None, (work(person.position, person.company), shown_line(person.location)))), columns, 1)
    dates = [f"last talked {day(person.last_contact)}" if person.last_contact else "no contact is written down"]
    if not found.moments and person.connected_on:
        dates.append(f"connected {when.month_year(iso(person.connected_on))}")
    if found.birthday_on and person.birthday:
        dates.append(f"birthday {birthday(person.birthday)}" + (", today" if found.birthday_on == call.desk.today else ""))
    yield from _plain(" · ".join(dates), columns, 1)
    said = [(words, moment) for words, moment in (("they wrote", found.theirs), ("you wrote", found.yours)) if moment is not None]
    if said:
        yield ("",)
    for words, moment in said:
        yield from _told(
            f"{words}, {day(moment.at)}:", _one_line(moment.text), columns, THEIRS if words == "they wrote" else YOURS
        )
    names = [_related(one.kind, one.name, one.status) for one in found.relations]
    names += [f"{shown_line(name)} was there with them" for _, name in found.beside]
    if names:
        yield ("",)
        yield from _plain("; ".join(names), columns)
    if found.follow_ups:
        yield ("",)
        for one in found.follow_ups:
            due = day(one.due) if one.due else "some day"
            yield from _told(
                f"{'promised' if one.promise else 'to come back to'}, {due}:", shown_line(one.what), columns, TITLE, 1
            )
    if found.moments:
        yield ("",)
        for moment in found.moments:
            yield from _told(f"{heading(moment)}:", _one_line(moment.text), columns, FAINT)
    if person.how_met:
        if not found.moments:
            yield ("",)
        yield from _told("how you met:", _one_line(person.how_met), columns, FAINT, 1)
    if not (said or found.moments or found.follow_ups or person.how_met):
        yield from _by_chance(call, found, columns)


def _by_chance(call: Call, found: Brief, columns: int) -> Iterator[Line]:
    """What there is to go by where nothing is written down: whom else you connected with in those days."""
    week = session.card_of(call.desk, found.person.id).that_week
    if week.names or week.role:
        yield ("",)
    if week.role:
        yield from _told("that week your work was:", shown_line(week.role, 160), columns, FAINT)
    if week.names:
        names = ", ".join(shown_line(name, 60) for name in week.names[:12])
        yield from _told("that week you also connected with", names, columns, FAINT)


def _one_line(text: str) -> str:
    return " ".join(shown_line(text, 1000).split())


def _related(kind: str, name: str, status: str) -> str:
    said = phrase(shown_line(kind, 100), shown_line(name))
    return f"{said} (has died)" if status == DIED else said


def _plain(text: str, columns: int, most: int = MOST_LINES) -> Iterator[Line]:
    return ((line,) for line in _cut(text, columns, most))


def _told(label: str, text: str, columns: int, style: str, most: int = MOST_LINES) -> Iterator[Line]:
    """A label in its ink, and the text behind it; its next line stands further in."""
    first, *more = _cut(f"{label} {text}", columns, most)
    yield ((style, label), first[len(label) :]) if first.startswith(label) else (first,)
    for line in more:
        yield (line,)


def _cut(text: str, columns: int, most: int = MOST_LINES) -> list[str]:
    """The text in at most so many lines, the later ones further in; "…" where there is more of it."""
    if not text:
        return []
    first = wrapped(text, columns)[0]
    lines = [first, *wrapped(text[len(first) :].lstrip(), columns - 2, "  ")] if len(first) < len(text) else [first]
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
