"""``reconnect ahead``: follow-ups, promises and birthdays to come."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser, count
from reconnect_tui.core.text import shown_line
from reconnect_tui.core.when import short_date
from reconnect_tui.services import agenda, telling


def run(call: Call) -> int:
    """Print them by day; promises without a day last."""
    parser = Parser(
        "ahead",
        "Follow-ups, promises and birthdays to come; promises without a day last.",
        ("reconnect ahead", "reconnect ahead --days 90 --json"),
    )
    parser.add_argument("--days", type=count, default=30, metavar="N", help="how many days to look ahead, 30 if not given")
    parser.json_flag()
    given = parser.read(call.words)
    found = agenda.ahead(call.desk, given.days)
    if given.json:
        call.json([telling.ahead(one) for one in found])
        return 0
    for one in found:
        day = short_date(one.day) if one.day else "some day"
        end = f"  ({one.uid})" if one.uid else ""
        promised = "promised: " if one.kind == "promise" else ""
        call.put(f"{day:<11}  {shown_line(one.person.name)}: {promised}{shown_line(one.what, 1000)}{end}")
    if not found:
        call.say("Nothing is set for those days.")
    return 0
