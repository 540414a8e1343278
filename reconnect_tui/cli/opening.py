"""``reconnect [WHO]``: the app, on a terminal; a word that is no command is a WHO."""

from __future__ import annotations

import sys

from reconnect_tui.cli.call import Call, is_terminal
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.core.errors import UsageError, WhoError

INSTEAD = "`reconnect next`, `show`, `note` and `record` do the same in lines; `reconnect --help` lists all commands."


def run(call: Call) -> int:
    """Open the session, or somebody's card; ``UsageError`` where there is no terminal to draw on."""
    flag = next((word for word in call.words if word.startswith("-") and word != "--"), "")
    if flag and "--" not in call.words:
        raise UsageError(f"There is no flag {flag} here. `reconnect --help` lists the commands and what they take.")
    who = " ".join(word for word in call.words if word != "--")
    check_terminal(call, who)
    if who:
        from reconnect_tui.cli.who import choose

        try:
            who = choose(call, who).uid
        except WhoError as error:
            near = nearest(call.words[0])
            raise WhoError(f"{error}{near}", error.candidates) from error
        call.close()
    return call.run_app(call.home, call.environ, who=who or None)


def check_terminal(call: Call, who: str = "") -> None:
    """Raise ``UsageError`` unless both ends are a terminal that can be drawn on."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        if who:
            raise UsageError(
                f"“{who}” is no command.{nearest(who.split()[0])} A person's card opens on a terminal only; "
                "`reconnect show WHO` prints it."
            )
        raise UsageError(f"The session opens on a terminal only. {INSTEAD}")
    if call.environ.get("TERM", "") == "dumb":
        raise UsageError(f"This terminal (TERM=dumb) cannot be drawn on. {INSTEAD}")


def nearest(word: str) -> str:
    """The sentence `` Did you mean `reconnect note`?``, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower()[:40], list(COMMANDS), 1, 0.6)
    return f" Did you mean `reconnect {near[0]}`?" if near else ""
