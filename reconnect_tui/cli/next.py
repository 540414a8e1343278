"""``reconnect next``: who is next, and why. Stores nothing."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import work
from reconnect_tui.cli.plain import plain
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import session

MOST = 100


def run(call: Call) -> int:
    """Print today's people if the day has begun, else those it would bring."""
    known = plain(call.words)
    count, json = (None, bool(known[1])) if known is not None and not known[0] else _read(call.words)
    found = session.next_people(call.desk, count)
    if json:
        from reconnect_tui.services import telling

        call.json([telling.next_one(*one) for one in found])
        return 0
    for person, reason, _ in found:
        name = "  |  ".join(part for part in (shown_line(person.name), work(person.position, person.company)) if part)
        call.put(f"{person.uid}  {name}")
        call.put(f"    {shown_line(reason.sentence)}")
    if not found:
        call.say("Nobody is next. `reconnect import` or `reconnect add` bring people; a day that is done is done.")
    return 0


def _read(words: list[str]) -> tuple[int | None, bool]:
    from reconnect_tui.cli.words import Parser, count

    parser = Parser(
        "next",
        "Who is next, and why: today's people if the day has begun. Nothing is stored.",
        ("reconnect next", "reconnect next -n 5 --json"),
    )
    parser.add_argument("-n", "--number", type=count, metavar="N", help=f"how many people, at most {MOST}")
    parser.json_flag()
    given = parser.read(words)
    return min(given.number, MOST) if given.number else None, given.json
