"""``reconnect relate``: who is what to whom."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done, tell_nothing
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.services import relating


def run(call: Call) -> int:
    """Write the relation down, or take it back."""
    parser = Parser(
        "relate",
        "Say what somebody is to somebody else. Both pages tell it.",
        ('reconnect relate ada "sister of" jonas', 'reconnect relate ada "mother of" Ngozi --by-name'),
        "WORDS are any: “introduced by”, “works with”, “spouse”. With --remove, \"\" means whatever is between the two.",
    )  # fmt: skip
    parser.add_argument("who", metavar="WHO")
    parser.add_argument("words", metavar="WORDS")
    parser.add_argument("other", metavar="WHO", help="somebody here; or with --by-name any name")
    parser.add_argument("--by-name", action="store_true", help="the other is not here, and is known by name alone")
    parser.add_argument("--remove", action="store_true", help="take it back")
    parser.json_flag()
    given = parser.read(call.words)
    row = choose(call, given.who)
    other_id = None if given.by_name else _other(call, given.other)
    if given.by_name and not given.other.strip():
        raise UsageError("Say who it is, by name.")
    if given.remove:
        done = relating.unrelate(call.desk, row.id, given.words, other_id=other_id, other_name=given.other)
        return tell_done(call, done, json=given.json)
    said = relating.relate(call.desk, row.id, given.words, other_id=other_id, other_name=given.other)
    return tell_done(call, said, json=given.json) if said else tell_nothing(call, row.id, json=given.json)


def _other(call: Call, text: str) -> int:
    try:
        return choose(call, text).id
    except WhoError as error:
        if error.candidates:
            raise
        raise WhoError(f"{error} With --by-name the name alone is kept.") from error
