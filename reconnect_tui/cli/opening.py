"""``reconnect [--mask] [WHO]``: the app, on a terminal; a word that is no command is a WHO."""

from __future__ import annotations

import sys

from reconnect_tui.cli.call import Call, is_terminal
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.core.errors import UsageError, WhoError

INSTEAD = "`reconnect session --plain` is the same in lines, and reads a pipe as well; `next`, `show`, `note` and `record` do one thing each."
PLAIN, MASK = "RECONNECT_PLAIN", "--mask"


def run(call: Call) -> int:
    """Open the session, or somebody's card; ``UsageError`` where there is no terminal to draw on."""
    mask = MASK in call.words
    words = [word for word in call.words if word != MASK]
    flag = next((word for word in words if word.startswith("-") and word != "--"), "")
    if flag and "--" not in words:
        raise UsageError(f"There is no flag {flag} here. `reconnect --help` lists the commands and what they take.")
    return open_session(call, " ".join(word for word in words if word != "--"), mask=mask)


def open_session(call: Call, who: str = "", *, mask: bool = False) -> int:
    """Open the session or ``who``'s card: drawn, or in plain lines where the terminal, the environment or the settings say so."""
    check_terminal(who)
    if who:
        from reconnect_tui.cli.who import choose

        try:
            who = choose(call, who).uid
        except WhoError as error:
            near = nearest(who)
            raise WhoError(f"{error}{near}", error.candidates) from error
    plain = wants_plain(call)
    call.close()
    if plain:
        from reconnect_tui.cli import session

        return session.in_lines(call, who, mask=mask)
    return call.run_app(call.home, call.environ, who=who or None, mask=mask)


def wants_plain(call: Call) -> bool:
    """Whether lines are wanted: ``TERM=dumb``, else what RECONNECT_PLAIN says (yes or no), else the setting ``plain``."""
    if call.environ.get("TERM", "") == "dumb":
        return True
    said = call.environ.get(PLAIN, "").strip().casefold()
    if said:
        return said not in ("0", "no", "off", "false")
    from reconnect_tui.services import settings

    return settings.load(call.home)[0].plain


def check_terminal(who: str = "") -> None:
    """Raise ``UsageError`` unless both ends are a terminal."""
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        return
    if who:
        raise UsageError(
            f"“{who}” is no command.{nearest(who)} A person's card opens on a terminal only; `reconnect show WHO` prints it."
        )
    raise UsageError(f"The session opens on a terminal only. {INSTEAD}")


def nearest(words: str) -> str:
    """The sentence `` Did you mean `reconnect note`?`` for what the first of these words may have meant, or nothing."""
    from difflib import get_close_matches

    word = next(iter(words.split()), "")
    near = get_close_matches(word.lower()[:40], list(COMMANDS), 1, 0.6)
    return f" Did you mean `reconnect {near[0]}`?" if near else ""
