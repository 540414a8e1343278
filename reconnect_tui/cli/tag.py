"""``reconnect tag``: words of your own to find people by."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done, tell_nothing
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import editing


def run(call: Call) -> int:
    """Add the tags, or take them away."""
    parser = Parser(
        "tag",
        "Give somebody tags. They are found by them, and `show` lists them.",
        ("reconnect tag ada family sailing", 'reconnect tag "ada okafor" sailing --remove'),
        "WHO of several words needs quotes here. A # before a tag is taken off; the shell takes one for a comment.",
    )
    parser.add_argument("who", metavar="WHO")
    parser.add_argument("tags", nargs="+", metavar="TAG")
    parser.add_argument("--remove", action="store_true", help="take them away")
    parser.json_flag()
    given = parser.read(call.words)
    row = choose(call, given.who)
    done = editing.tag(call.desk, row.id, given.tags, remove=given.remove)
    return tell_done(call, done, json=given.json) if done else tell_nothing(call, row.id, json=given.json)
