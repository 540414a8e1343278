"""``reconnect follow-up``: a day to come back to something."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import DATES, Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.when import read_date
from reconnect_tui.services import recording
from reconnect_tui.services.days import behind


def run(call: Call) -> int:
    """Set it. WHO is one word or quoted; the date may be several words."""
    parser = Parser(
        "follow-up",
        "Set a day to come back to something.",
        (
            'reconnect follow-up ada "in 2 weeks" ask how the move went',
            "reconnect follow-up ada 2027-01-03 send the sailing book",
        ),
        "WHO of several words needs quotes.",
    )
    parser.add_argument("who", metavar="WHO")
    parser.add_argument("words", nargs="+", metavar="DATE TEXT")
    parser.json_flag()
    given = parser.read(call.words)
    line = " ".join(given.words)
    words = line.split()
    found = read_date(words, call.desk.today, past=False)
    if found is None:
        raise UsageError(f"After WHO comes a date, for example {DATES}; “{' '.join(words[:3])}” is none.")
    date, what = " ".join(words[: found[1]]), behind(line, found[1])
    due = call.coming_day(date.rstrip(","))
    if not what:
        raise UsageError("Say in a few words what to come back to: reconnect follow-up ada tomorrow send the book.")
    row = choose(call, given.who)
    return tell_done(call, recording.add_follow_up(call.desk, row.id, due, what), json=given.json)
