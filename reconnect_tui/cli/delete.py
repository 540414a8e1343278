"""``reconnect delete``: take a person away, their page offered as a file first."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.who import choose
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.text import shown_line
from reconnect_tui.core.when import number
from reconnect_tui.services import deleting


def run(call: Call) -> int:
    """Offer a copy, ask, delete. Off a terminal nothing asks, and ``--yes`` has to be said."""
    parser = Parser(
        "delete",
        "Delete a person and all that hangs on them. No import brings them back; `reconnect undo` does.",
        ("reconnect delete ada@example.org", "reconnect delete 3f9a0c11d2e4 --copy ada.json --yes"),
        "To keep the page and never be reminded, use `reconnect rest`, `never` or `died`.",
    )
    parser.add_argument("who", nargs="+", metavar="WHO")
    parser.add_argument("--copy", metavar="PATH", help="first write all that is known of them into this file, as JSON")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.json_flag()
    given = parser.read(call.words)
    if not given.yes and not call.asks:
        raise UsageError("Nobody can be asked here; --yes deletes without asking, and --copy PATH keeps a copy.")
    row = choose(call, " ".join(given.who))
    name = shown_line(row.name)
    copy = given.copy
    if copy is None and not given.yes:
        copy = _copy(call, row.id, name)
    if copy:
        deleting.keep_copy(call.desk, row.id, copy)
        call.say(f"Their page is in {copy}.")
    if not given.yes and not _sure(call, row.id, name):
        call.say("Nothing was deleted.")
        return 1
    return tell_done(call, deleting.delete(call.desk, row.id), json=given.json)


def _copy(call: Call, person_id: int, name: str) -> str:
    """The file to keep a copy in; ``""`` for none. The end of input stops everything."""
    proposed = deleting.file_name(call.desk, person_id)
    answer = call.ask(f"Keep a copy of {name}'s page in {proposed}? Enter: yes; another name; or n for none: ")
    if answer is None:
        raise ReconnectError("Nothing was deleted.")
    answer = answer.strip()
    if answer.lower() in ("n", "no"):
        return ""
    return proposed if answer.lower() in ("", "y", "yes") else answer


def _sure(call: Call, person_id: int, name: str) -> bool:
    moments = deleting.what_goes(call.desk, person_id)
    what = f" and {number(moments)} {'moment' if moments == 1 else 'moments'} with them alone" if moments else ""
    answer = call.ask(f"Delete {name}{what}? `reconnect undo` brings them back. Type yes to delete: ")
    return (answer or "").strip().lower() in ("y", "yes")
