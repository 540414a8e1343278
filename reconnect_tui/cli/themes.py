"""``reconnect themes``: those at hand, and whether they can be read, by the program and by eyes."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import settings, telling, themes


def run(call: Call) -> int:
    """List them; ``check``: exit 1 if a file is wrong. Faint colours are told and are no error."""
    parser = Parser(
        "themes",
        "The themes at hand; yours lie in the folder that `reconnect config` names.",
        ("reconnect themes", "reconnect themes check"),
    )
    parser.add_argument(
        "what", nargs="?", choices=("check",), metavar="check", help="say what is wrong, and exit 1 if anything is"
    )
    parser.json_flag()
    given = parser.read(call.words)
    found, problems = themes.load_themes((themes.shipped_folder(), call.home.themes))
    config, _ = settings.load(call.home)
    used = config.theme or themes.default_name(call.environ, config.terminal)
    if given.json:
        call.json(
            {
                "themes": [{"name": one.name, "dark": one.dark, "used": one.name == used} for one in found.values()],
                "problems": [telling.problem(one.path, one.line, one.reason) for one in problems],
            }
        )
    elif not given.what:
        for one in found.values():
            call.put(f"{'*' if one.name == used else ' '} {one.name:<24}  {'dark' if one.dark else 'light'}")
    for problem in problems:
        call.say(str(problem))
    if given.what:
        for one in found.values():
            for pair in themes.check(one):
                call.say(f"{one.name}: {pair.sentence}; {themes.READABLE}:1 is easy to read")
        if not problems:
            call.say(f"All {len(found)} themes can be read.")
    return 1 if given.what and problems else 0
