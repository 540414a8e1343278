"""``reconnect record``: what happened without a letter handed over here."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.services import recording


def run(call: Call) -> int:
    """Record it; ``--next`` becomes a follow-up."""
    parser = Parser(
        "record",
        "Record that you wrote, talked or met.",
        (
            'reconnect record ada --what met --on "12 Mar" --note "two kids, sails" --next "in 2 months"',
            "reconnect record ada@example.org --what wrote --by signal",
        ),
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.add_argument("--what", required=True, choices=tuple(recording.WHAT), metavar="WHAT", help=", ".join(recording.WHAT))
    parser.add_argument("--by", default="", metavar="CHANNEL", help="how: linkedin, e-mail, phone, signal …")
    parser.add_argument("--on", default="", metavar="DATE", help="when it was; today if not given")
    parser.add_argument("--note", default="", metavar="TEXT", help="what there is to remember")
    parser.add_argument("--next", default=None, metavar="DATE", help="a follow-up for that day")
    parser.json_flag()
    given = parser.read(call.words)
    on = call.day(given.on, past=True) if given.on else None
    if given.on and on is not None and on > call.desk.today:
        raise UsageError(f"“{given.on}” has not come yet; record what happened today or before.")
    next_on = call.coming_day(given.next) if given.next is not None else None
    row = choose(call, " ".join(given.who))
    done = recording.record(call.desk, row.id, given.what, channel=given.by, on=on, note=given.note, next_on=next_on)
    return tell_done(call, done, json=given.json)
