"""``reconnect merge``: two people who are one."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import merging


def run(call: Call) -> int:
    """Merge the second into the first."""
    parser = Parser(
        "merge",
        "Make one person of two. The first is kept, and gets all that was written down of the second.",
        ("reconnect merge ada ada@example.org", 'reconnect merge "Ada Okafor" "A. Okafor" --json'),
        "`reconnect review` finds those who are likely to be one. `reconnect undo` brings both back.",
    )
    parser.add_argument("who", metavar="WHO", help="the one who is kept")
    parser.add_argument("other", metavar="OTHER", help="the one who becomes part of the first")
    parser.json_flag()
    given = parser.read(call.words)
    keep, other = choose(call, given.who), choose(call, given.other)
    return tell_done(call, merging.merge(call.desk, keep.id, other.id), json=given.json)
