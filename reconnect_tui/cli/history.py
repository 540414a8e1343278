"""``reconnect history``: what was done, the newest first; of an import, its whole report."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import day
from reconnect_tui.cli.words import Parser, count
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import history, telling


def run(call: Call) -> int:
    """Print one action a line: its number, its day and its sentence."""
    parser = Parser(
        "history",
        "What was done, the newest first. `reconnect undo ID` takes one back.",
        ("reconnect history -n 10 --json", "reconnect history 12"),
    )
    parser.add_argument("action", nargs="?", type=count, metavar="ID", help="tell all of this one: an import's report")
    parser.add_argument("-n", "--number", type=count, default=50, metavar="N", help="how many, 50 if not given")
    parser.json_flag()
    given = parser.read(call.words)
    if given.action is not None:
        return _one(call, given.action, as_json=given.json)
    steps = history.listing(call.desk, given.number)
    if given.json:
        call.json([telling.listed_step(call.desk, step) for step in steps])
        return 0
    for step in steps:
        taken_back = "  (taken back)" if step.undone is not None else ""
        call.put(f"{step.id:>5}  {day(step.day):<11}  {shown_line(step.sentence, 1000)}{taken_back}")
    if not steps:
        call.say("Nothing has been done yet.")
    return 0


def _one(call: Call, number: int, *, as_json: bool) -> int:
    told = history.report(call.desk, number)
    if as_json:
        call.json({"id": number, "report": told})
    else:
        call.put(told)
    return 0
