"""``reconnect session``: today's people; with ``--plain`` line by line, for a screen reader, a dumb terminal or a file of answers."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from reconnect_tui.cli.call import Call, is_terminal
from reconnect_tui.cli.words import Parser

if TYPE_CHECKING:
    from reconnect_tui.paths import Home

Handler = Callable[[int, FrameType | None], object] | int | None

INTERRUPTED, TERMINATED = 130, 143


def run(call: Call) -> int:
    """Open the session; ``--plain`` also where there is no terminal: it was asked for."""
    parser = Parser(
        "session",
        "Today's people, one at a time: drawn, or in plain lines.",
        ("reconnect session --plain", "reconnect session --plain < answers.txt"),
        "In plain lines nothing moves a cursor and nothing is told by a sign or a colour. It is what opens where TERM is dumb,\n"
        "RECONNECT_PLAIN is 1 or config.yaml says `plain: true`. With --plain the answers may come from a file or a pipe.",
    )
    parser.add_argument("who", nargs="*", metavar="WHO", help="begin with this person's card")
    parser.add_argument("--plain", action="store_true", help="line by line, on a terminal or off it")
    parser.add_argument("--mask", action="store_true", help="first names alone and no private word, until you lift it")
    given = parser.read(call.words)
    who = " ".join(given.who)
    if given.plain:
        from reconnect_tui.cli.who import choose

        return in_lines(call, choose(call, who).uid if who else "", mask=given.mask)
    from reconnect_tui.cli import opening

    return opening.open_session(call, who, mask=given.mask)


def in_lines(call: Call, who: str = "", *, mask: bool = False, home: Home | None = None) -> int:
    """The plain session on this call's home, or another; returns the exit code. The end of input is a good end."""
    from reconnect_tui.cli.in_lines.sitting import Sitting
    from reconnect_tui.cli.in_lines.voice import Voice
    from reconnect_tui.services import finding
    from reconnect_tui.services.desk import open_desk

    call.close()
    before = heed_end()
    # The clipboard of a terminal is told by a sequence that a file would only keep.
    environ = call.environ if is_terminal(sys.stdout) else {**call.environ, "TERM": "dumb"}
    desk = open_desk(home or call.home, environ, sitting=os.urandom(6).hex())
    voice = Voice()
    try:
        person_id = finding.one(desk, who).id if who else None
        sitting = Sitting(desk, voice, who=person_id, mask=mask)
        try:
            sitting.run()
            sitting.safety.wait_for_care()
        finally:
            sitting.safety.finish()
    except KeyboardInterrupt:
        voice.gap()
        voice.say("Stopped. What you typed is kept.")
        return INTERRUPTED
    finally:
        desk.close()
        if before is not None:
            signal.signal(signal.SIGTERM, before)
    return 0


def heed_end() -> Handler:
    """SIGTERM: everything is on disk already; leave by the ordinary way, with its exit code. Returns what was done before."""

    def ended(number: int, _frame: object) -> None:
        raise SystemExit(TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, ended)
