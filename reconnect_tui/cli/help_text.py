"""``reconnect --help``: what there is, by what it is for."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.table import COMMANDS

_HEAD = """\
reconnect: one person you know, a few minutes, a hello that could be for nobody else.

  reconnect              open today's people (on a terminal)
  reconnect WHO          open somebody's card
  reconnect --mask       the same with private words hidden, while others see your screen
  reconnect COMMAND …    one of these:"""

_TAIL = """\

WHO is an id, an e-mail, a phone number, a profile address, a name or the beginnings of its words.
`reconnect COMMAND --help` says more, with examples. --home DIR (or RECONNECT_HOME) keeps everything in one folder.
Data goes to stdout, words about it to stderr; --json where there is something to read.
Exit codes: 0 done, 1 it could not be done, 2 wrong usage, 3 WHO fits several people or nobody.

examples:
  reconnect note "yesterday coffee: @ada is moving to Turin > in 2 weeks ask how the move went"
  reconnect import ~/Downloads/Basic_LinkedInDataExport_11-22-2026.zip"""


def run(call: Call) -> int:
    """Print it; ``reconnect help COMMAND`` is that command's own help."""
    if call.words[:1] == ["help"] and len(call.words) > 1 and call.words[1] in COMMANDS:
        from importlib import import_module

        call.command, call.words = call.words[1], ["--help"]
        return int(import_module(f"reconnect_tui.cli.{COMMANDS[call.command].module}").run(call))
    call.put(_HEAD)
    for group in dict.fromkeys(command.group for command in COMMANDS.values()):
        call.put(f"\n  {group}")
        for name, command in COMMANDS.items():
            if command.group == group:
                call.put(f"    {name:<10} {command.about}")
    call.put(_TAIL)
    return 0
