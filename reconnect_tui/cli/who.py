"""WHO on the command line: one person, and a numbered choice where several fit and somebody is there to choose."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.core.errors import WhoError
from reconnect_tui.services import finding
from reconnect_tui.services.finding import Row

MOST_CHOICES = 20


def choose(call: Call, text: str) -> Row:
    """The person whom ``text`` means. Several: on a terminal a choice, else (and for nobody) ``WhoError``."""
    rows = finding.who(call.desk, text)
    if len(rows) < 2 or not call.asks:
        return finding.one(call.desk, text)
    call.say(f"“{text}” fits {len(rows)} people:")
    row = pick(call, text, rows)
    if row is None:
        raise WhoError("Nobody was chosen; nothing was done.")
    return row


def pick(call: Call, text: str, rows: tuple[Row, ...]) -> Row | None:
    """A numbered choice of these people; ``None`` where none was chosen. "always" remembers ``text`` as their nickname."""
    offered = rows[:MOST_CHOICES]
    for number, row in enumerate(offered, 1):
        call.say(f"  {number:>2}  {finding.label(row)}{_last(row)}")
    if len(rows) > len(offered):
        call.say(f"      and {len(rows) - len(offered)} more: say more of the name to see them")
    for _ in range(3):
        answer = call.ask("Which? A number; with “always” it is remembered; Enter for none: ")
        words = (answer or "").lower().split()
        if not words:
            break
        number = int(words[0]) if words[0].isascii() and words[0].isdigit() and len(words[0]) < 4 else 0
        if 0 < number <= len(offered) and words[1:] in ([], ["always"]):
            row = offered[number - 1]
            if words[1:]:
                from reconnect_tui.services.nicknames import always

                call.say(always(call.desk, row.id, text).sentence)
            return row
        call.say(f"A number from 1 to {len(offered)}, such as “2”, or “2 always”.")
    return None


def _last(row: Row) -> str:
    if not row.last_contact:
        return ""
    from reconnect_tui.cli.lines import day

    return f" (last talked {day(row.last_contact)})"
