"""``reconnect templates``: those at hand, and whether they can be read."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import telling, templates


def run(call: Call) -> int:
    """List them; ``check``: exit 1 if one cannot be read, each named with its line."""
    parser = Parser(
        "templates",
        "The templates at hand; yours lie in the folder that `reconnect config` names.",
        ("reconnect templates", "reconnect templates check"),
    )
    parser.add_argument(
        "what", nargs="?", choices=("check",), metavar="check", help="say what is wrong, and exit 1 if anything is"
    )
    parser.json_flag()
    given = parser.read(call.words)
    found, problems = templates.load_templates((templates.SHIPPED, Path(call.home.templates)))
    if given.json:
        call.json(
            {
                "templates": [
                    {
                        "name": one.name,
                        "for": list(one.for_),
                        "lang": one.lang,
                        "subject": one.subject,
                        "expects": one.expects,
                        "path": one.path,
                        "line": one.line,
                    }
                    for one in found
                ],
                "problems": [telling.problem(one.path, one.line, one.reason) for one in problems],
            }
        )
    elif not given.what:
        for one in found:
            own = "" if Path(one.path).parent == templates.SHIPPED else "  (yours)"
            call.put(f"{shown_line(one.name, 40):<32}  {one.lang}  {', '.join(one.for_) or 'any'}{own}")
    for problem in problems:
        call.say(str(problem))
    if given.what and not problems:
        call.say(f"All {len(found)} templates can be read.")
    return 1 if given.what and problems else 0
