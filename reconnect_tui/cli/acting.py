"""Telling what an action did: a sentence about it on stderr, or JSON on stdout."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.services.recording import Done


def tell_done(call: Call, done: Done, *, json: bool, about: str = "") -> int:
    """``about`` is one more line of words, such as how a note was read. Returns the exit code of what went well."""
    if about:
        call.say(about)
    if json:
        from reconnect_tui.services import telling

        call.json(telling.done(call.desk, done))
    else:
        call.say(f"{done.sentence.rstrip('.')}. `reconnect undo` takes it back.")
    return 0
