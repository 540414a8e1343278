"""``reconnect export``: everything in one file."""

from __future__ import annotations

import sys

from reconnect_tui.cli.call import Call, writes_utf8
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import exporting, safekeeping

FORMATS = ("json", "csv", "vcard", "markdown", "ics")


def run(call: Call) -> int:
    """Write the file, whole or not at all; ``-`` is stdout."""
    parser = Parser(
        "export",
        "Write everything into one file, which only you can read.",
        ("reconnect export reconnect.json", "reconnect export - | jq '.people[].name'"),
    )
    parser.add_argument("path", metavar="PATH", help="the file to write; - writes to stdout")
    parser.add_argument("--format", choices=FORMATS, default="json", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    given = parser.read(call.words)
    if given.format != "json":
        raise ReconnectError(f"Writing {given.format} is not built yet; --format json is.")
    safekeeping.before_much(call.desk)
    if given.path == "-":
        sys.stdout.writelines(exporting.lines(call.desk, ascii_only=not writes_utf8(sys.stdout)))
        return 0
    from os.path import expanduser

    exporting.write(call.desk, expanduser(given.path), force=given.force)
    call.say(f"Everything is in {given.path}. It is not encrypted: keep it where only you can read it.")
    return 0
