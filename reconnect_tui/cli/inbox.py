"""``reconnect note --inbox``: the lines that another device left, confirmed one by one."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services import capture, inbox


def run(call: Call, ask: capture.Ask) -> int:
    """Ask about each line that waits; off a terminal print them and take none. Returns the exit code."""
    where = inbox.path(call.desk)
    if not where:
        raise UsageError(f"No inbox is set. A line such as `inbox: ~/Sync/inbox.txt` in {call.home.config_file} names one.")
    waiting = inbox.waiting(call.desk)
    if not call.asks:
        for entry in waiting:
            call.put(entry.text)
        return 0
    if not waiting:
        call.say(f"Nothing waits in {where}.")
    for number, entry in enumerate(waiting, 1):
        call.say(f"{number} of {len(waiting)}  {entry.text}")
        call.say(f"  {capture.read(call.desk, entry.text)[1]}")
        answer = call.ask("  Enter takes it, x leaves it for later, q stops: ")
        if answer is None or answer.strip().lower() in ("q", "quit"):
            break
        if answer.strip():
            continue
        try:
            done, told, problem = inbox.take(call.desk, entry, ask=ask)
        except ReconnectError as error:
            call.say(f"  {error} The line stays in the inbox.")
            continue
        call.say(f"  {done.sentence.rstrip('.')}: {told}. `reconnect undo` takes it back.")
        if problem:
            call.say(f"  {problem}")
    return 0
