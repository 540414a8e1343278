"""``reconnect record``: what happened without a letter handed over here."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.services import recording
from reconnect_tui.services.recording import Done

_KEYS = ("who", "what", "by", "on", "note", "next")


def run(call: Call) -> int:
    """Record it; ``--next`` becomes a follow-up. ``- --json`` reads JSON lines."""
    parser = Parser(
        "record",
        "Record that you wrote, talked or met.",
        (
            'reconnect record ada --what met --on "12 Mar" --note "two kids, sails" --next "in 2 months"',
            "reconnect record ada@example.org --what wrote --by signal",
        ),
        f"With - for WHO and --json each line of stdin is an object with {', '.join(_KEYS)}.",
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.add_argument("--what", choices=tuple(recording.WHAT), metavar="WHAT", help=", ".join(recording.WHAT))
    parser.add_argument("--by", default="", metavar="CHANNEL", help="how: linkedin, e-mail, phone, signal …")
    parser.add_argument("--on", default="", metavar="DATE", help="when it was; today if not given")
    parser.add_argument("--note", default="", metavar="TEXT", help="what there is to remember")
    parser.add_argument("--next", default=None, metavar="DATE", help="a follow-up for that day")
    parser.json_flag()
    given = parser.read(call.words)
    if given.who == ["-"] and given.json:
        return _lines(call)
    if given.what is None:
        parser.error("the following arguments are required: --what")
    done = _record(call, " ".join(given.who), given.what, by=given.by, on=given.on, note=given.note, next_on=given.next)
    return tell_done(call, done, json=given.json)


def _lines(call: Call) -> int:
    from reconnect_tui.cli import json_lines

    def one(given: json_lines.Given) -> Done:
        fields = json_lines.check(given, _KEYS, "who")
        who, what, by, on, note, after = (json_lines.text(fields, key) for key in _KEYS)
        return _record(call, who, what, by=by, on=on, note=note, next_on=after or None)

    return json_lines.each(call, one)


def _record(call: Call, who: str, what: str, *, by: str, on: str, note: str, next_on: str | None) -> Done:
    day = call.day(on, past=True) if on else None
    if day is not None and day > call.desk.today:
        raise UsageError(f"“{on}” has not come yet; record what happened today or before.")
    due = call.coming_day(next_on) if next_on is not None else None
    return recording.record(call.desk, choose(call, who).id, what, channel=by, on=day, note=note, next_on=due)
