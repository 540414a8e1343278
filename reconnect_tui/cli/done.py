"""``reconnect done``: a follow-up or promise is done, or let go."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import recording


def run(call: Call) -> int:
    """Close it by its id."""
    parser = Parser(
        "done",
        "A follow-up or promise is done.",
        (
            "reconnect done 4f2a9c01b7de",
            "reconnect done 4f2a9c01b7de --drop",
        ),
        "`reconnect ahead` and `reconnect show WHO` tell the ids.",
    )
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--drop", action="store_true", help="let it go: it will not be done")
    parser.json_flag()
    given = parser.read(call.words)
    close = recording.drop if given.drop else recording.finish
    return tell_done(call, close(call.desk, given.id.strip()), json=given.json)
