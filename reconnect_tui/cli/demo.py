"""``reconnect demo``: the same on an invented network, in a home that is gone afterwards."""

from __future__ import annotations

from reconnect_tui.cli import opening
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import UsageError
from reconnect_tui.services import demo


def run(call: Call) -> int:
    """Open the app on an invented network; ``--fill`` only writes it into the home that was named."""
    parser = Parser(
        "demo",
        "Try it on an invented network, in a temporary home that is removed when you quit.",
        ("reconnect demo", "reconnect demo --fill --home /tmp/try"),
    )
    parser.add_argument(
        "--fill", action="store_true", help="only fill the empty home named by --home or RECONNECT_HOME, for scripts"
    )
    given = parser.read(call.words)
    if given.fill:
        if call.named_home is None and not call.environ.get("RECONNECT_HOME", "").strip():
            raise UsageError("--fill needs a home of its own: reconnect demo --fill --home DIR.")
        demo.build(call.desk)
        call.say(f"The invented network is in {call.home.data}.")
        return 0
    if call.named_home is not None:
        raise UsageError(
            "The demo makes a home of its own. To keep one: reconnect demo --fill --home DIR, then reconnect --home DIR."
        )
    opening.check_terminal()
    plain = opening.wants_plain(call)
    with demo.temporary_home(call.environ) as home:
        if plain:
            from reconnect_tui.cli import session

            return session.in_lines(call, home=home)
        return call.run_app(home, call.environ, who=None)
