"""``reconnect done``: a follow-up or promise is done."""

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
        ("reconnect done 4f2a9c01b7de", "reconnect ahead --json | jq -r '.[0].id' | xargs reconnect done"),
        "`reconnect ahead` and `reconnect show WHO` tell the ids.",
    )
    parser.add_argument("id", metavar="ID")
    parser.json_flag()
    given = parser.read(call.words)
    return tell_done(call, recording.finish(call.desk, given.id.strip()), json=given.json)
