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


def tell_nothing(call: Call, person_id: int, *, json: bool) -> int:
    """Tell that all was so already: no action, in the shape of one."""
    if json:
        from reconnect_tui.services import telling

        call.json({"action": None, "people": [telling.person_of(call.desk, person_id)], "moment": None, "follow_ups": []})
    else:
        call.say("It is so already; nothing was changed.")
    return 0
