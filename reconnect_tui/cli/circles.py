"""``reconnect circles`` and ``circle WHO NAME``."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import agenda, recording, telling


def run(call: Call) -> int:
    return _list(call) if call.command == "circles" else _put(call)


def _list(call: Call) -> int:
    parser = Parser(
        "circles", "The circles, and how often each asks for a hello.", ("reconnect circles", "reconnect circles --json")
    )
    parser.json_flag()
    given = parser.read(call.words)
    found = agenda.circles(call.desk)
    if given.json:
        call.json([telling.circle(*one) for one in found])
        return 0
    for name, days in found:
        call.put(f"{shown_line(name):<12}  {f'every {days} days' if days else 'no pace'}")
    return 0


def _put(call: Call) -> int:
    parser = Parser(
        "circle",
        "Put somebody into a circle; none takes them out of theirs.",
        ("reconnect circle ada friends", 'reconnect circle "Jonas Lind" none'),
        "`reconnect circles` lists the circles. WHO of several words needs quotes.",
    )
    parser.add_argument("who", metavar="WHO")
    parser.add_argument("name", metavar="NAME")
    parser.json_flag()
    given = parser.read(call.words)
    name = "" if given.name.strip().lower() in ("none", "") else given.name
    row = choose(call, given.who)
    return tell_done(call, recording.set_circle(call.desk, row.id, name), json=given.json)
