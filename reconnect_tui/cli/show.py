"""``reconnect show``: all that is known of one person, as a page."""

from __future__ import annotations

from collections.abc import Iterable

from reconnect_tui.cli.call import Call, width
from reconnect_tui.cli.lines import birthday, day, heading, iso, work, wrapped
from reconnect_tui.cli.plain import plain
from reconnect_tui.cli.who import choose
from reconnect_tui.core import when
from reconnect_tui.core.card import Card
from reconnect_tui.core.person import ACTIVE, SILENT, FollowUp
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import session, telling


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
    card = session.card_of(call.desk, row.id)
    for line in _head(call, card):
        call.put(line)
    for title, lines in _sections(call, card, columns):
        if lines:
            call.put(f"\n{title}")
            for line in lines:
                call.put(line)
    call.put("\nbetween you")
    nothing = True
    for moment in telling.all_moments(call.desk, row.id):
        nothing = False
        call.put(f"  {heading(moment)}")
        for line in wrapped(moment.text, columns, "    ") if moment.text.strip() else ():
            call.put(line)
    if nothing:
        call.put("  nothing is written down yet")
    return 0


def _head(call: Call, card: Card) -> Iterable[str]:
    person = card.person
    yield shown_line(person.name)
    for line in (shown_line(person.headline), work(person.position, person.company)):
        if line:
            yield line
    place = [shown_line(person.location), shown_line(person.circle)]
    if person.connected_on:
        place.append(f"connected {when.month_year(iso(person.connected_on))}")
    if person.last_contact:
        place.append(f"last talked {day(person.last_contact)}")
    if any(place):
        yield " · ".join(part for part in place if part)
    yield f"id {person.uid}"
    yield ""
    yield shown_line(card.reason, 1000)
    if person.status == ACTIVE and person.next_due:
        due = iso(person.next_due)
        if due > call.desk.today:
            yield f"Next hello {when.around(due, call.desk.today)}."


def _sections(call: Call, card: Card, columns: int) -> Iterable[tuple[str, list[str]]]:
    person = card.person
    yield "to come back to", [] if person.status in SILENT else [_follow_up(one) for one in card.promises]
    ways = [
        f"  {shown_line(point.kind, 20):<9} {shown_line(point.value)}{f' ({shown_line(point.label, 60)})' if point.label else ''}"
        for point in card.contacts
    ]
    yield "ways to reach", ways
    yield "about", wrapped(person.about, columns, "  ") if person.about else []
    yield "how you met", wrapped(person.how_met, columns, "  ") if person.how_met else []
    yield "birthday", [f"  {birthday(person.birthday)}"] if person.birthday else []
    yield "tags", wrapped(" ".join(f"#{shown_line(tag)}" for tag in card.tags), columns, "  ") if card.tags else []
    yield "draft", wrapped(card.draft.text, columns, "  ") if card.draft else []


def _follow_up(one: FollowUp) -> str:
    what = ("promised: " if one.promise else "") + shown_line(one.what, 1000)
    return f"  {day(one.due) if one.due else 'some day'}  {what}  ({one.uid})"


def _read(words: list[str]) -> tuple[list[str], bool]:
    from reconnect_tui.cli.words import Parser

    parser = Parser(
        "show",
        "All that is known of one person: work, ways to reach them, promises, and what was between you.",
        ("reconnect show ada", "reconnect show ada@example.org --json"),
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.json_flag()
    given = parser.read(words)
    return given.who, given.json
