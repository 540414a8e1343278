"""``reconnect later``: put somebody off until a day."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import DATES, Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.when import parse_date
from reconnect_tui.services import finding, recording


def run(call: Call) -> int:
    """Put them off; 30 days where no date is given. The words after WHO are a date if all of them are one."""
    parser = Parser(
        "later",
        f"Put somebody off until a day; {recording.LATER_DAYS} days from now where none is given.",
        ("reconnect later ada", "reconnect later ada in 2 weeks"),
    )
    parser.add_argument("words", nargs="+", metavar="WHO [DATE]")
    parser.json_flag()
    given = parser.read(call.words)
    who, date = _part(call, given.words)
    until = call.coming_day(date) if date else None
    if until == call.desk.today:
        raise UsageError("That is today; choose a day to come, or `reconnect skip` for not today.")
    row = choose(call, who)
    return tell_done(call, recording.later(call.desk, row.id, until), json=given.json)


def _part(call: Call, words: list[str]) -> tuple[str, str]:
    for place in range(1, len(words)):
        date = " ".join(words[place:])
        if parse_date(date, call.desk.today, past=False):
            return " ".join(words[:place]), date
    who = " ".join(words)
    if len(words) > 1 and not finding.who(call.desk, who) and finding.who(call.desk, words[0]):
        raise UsageError(f"“{' '.join(words[1:])}” is no date; a date is for example {DATES}.")
    return who, ""
