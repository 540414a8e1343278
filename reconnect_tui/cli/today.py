"""``reconnect today``: what you did today, who wrote back, and who still waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import iso
from reconnect_tui.cli.words import Parser
from reconnect_tui.core import when
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import agenda, telling


def run(call: Call) -> int:
    """Print how today stands; stores nothing."""
    parser = Parser(
        "today",
        "What you did today, who wrote back lately or may still, and who waits in the day.",
        ("reconnect today", "reconnect today --json"),
        "`reconnect record WHO --what replied` tells that somebody wrote back.",
    )
    parser.json_flag()
    given = parser.read(call.words)
    today = agenda.today(call.desk)
    if given.json:
        call.json(telling.today(today))
        return 0
    call.put(when.weekday_date(iso(today.day)))
    for title, lines in (
        ("you wrote to", today.wrote_to),
        ("you did", today.done),
        ("wrote back lately", _dated(today.wrote_back)),
        ("did any of these write back?", _dated(today.unanswered)),
        ("still there today", tuple(person.name for person in today.waiting)),
    ):
        if lines:
            call.put(f"\n{title}")
            for line in lines:
                call.put(f"  {shown_line(line, 1000)}")
    if not any(today[1:]):
        call.say("Nothing is written down for today yet. `reconnect` opens the day, `reconnect next` tells who is next.")
    return 0


def _dated(found: Sequence[tuple[Person, date]]) -> tuple[str, ...]:
    return tuple(f"{when.short_date(day):>11}  {person.name}" for person, day in found)
