"""``reconnect add``: one person, by hand."""

from __future__ import annotations

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import recording


def run(call: Call) -> int:
    """Add the person; --email, --phone and --url may be given several times."""
    parser = Parser(
        "add",
        "Add a person.",
        (
            'reconnect add "Ada Okafor" --email ada@example.org --company "Northwind Labs" --circle friends',
            "reconnect add Jonas Lind --url https://www.linkedin.com/in/jonas-lind-example",
        ),
    )
    parser.add_argument("name", nargs="+", metavar="NAME")
    for flag in ("email", "phone", "url"):
        parser.add_argument(f"--{flag}", action="append", default=[], metavar=flag.upper(), help="may be given several times")
    parser.add_argument("--company", default="", metavar="COMPANY")
    parser.add_argument("--position", default="", metavar="POSITION")
    parser.add_argument("--circle", default="", metavar="CIRCLE", help="one of those that `reconnect circles` lists")
    parser.json_flag()
    given = parser.read(call.words)
    done = recording.add_person(
        call.desk,
        " ".join(given.name),
        emails=given.email,
        phones=given.phone,
        urls=given.url,
        company=given.company,
        position=given.position,
        circle=given.circle,
    )
    return tell_done(call, done, json=given.json)
