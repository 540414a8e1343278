"""``reconnect undo`` and ``redo``: one decision back, or forth again."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser, count
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import history, telling


def run(call: Call) -> int:
    """Take back the newest action or the one named; or do again what was taken back last."""
    undone = _undo(call) if call.command == "undo" else _redo(call)
    step, kept, json = undone
    if json:
        call.json(telling.step(call.desk, step))
    what = "Taken back" if call.command == "undo" else "Done again"
    way = "redo" if call.command == "undo" else "undo"
    call.say(f"{what}: {step.sentence.rstrip('.')}. `reconnect {way}` turns it round again.")
    if kept:
        call.say("These people stay, since you have written something about them since:")
        for name in kept:
            call.say(f"  {name}")
    return 0


def _undo(call: Call) -> tuple[history.Step, tuple[str, ...], bool]:
    parser = Parser(
        "undo",
        "Take back the last thing you did, or the one with that number in `reconnect history`.",
        ("reconnect undo", "reconnect undo 41"),
    )
    parser.add_argument("number", nargs="?", type=count, metavar="ID", help="its number in `reconnect history`")
    parser.json_flag()
    given = parser.read(call.words)
    undone = history.undo_step(call.desk, given.number) if given.number else history.undo(call.desk)
    if undone is None:
        raise ReconnectError("There is nothing to take back.")
    return undone.step, undone.kept, given.json


def _redo(call: Call) -> tuple[history.Step, tuple[str, ...], bool]:
    parser = Parser("redo", "Do again what was taken back last.", ("reconnect redo", "reconnect redo --json"))
    parser.json_flag()
    given = parser.read(call.words)
    redone = history.redo(call.desk)
    if redone is None:
        raise ReconnectError("There is nothing to do again.")
    return redone.step, redone.kept, given.json
