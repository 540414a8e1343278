"""``reconnect backup`` and ``restore``."""

from __future__ import annotations

import os

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.words import Parser
from reconnect_tui.services import safekeeping


def run(call: Call) -> int:
    return _backup(call) if call.command == "backup" else _restore(call)


def _backup(call: Call) -> int:
    parser = Parser(
        "backup",
        "Make a checked copy of the database; without PATH beside the daily ones.",
        ("reconnect backup", "reconnect backup /media/stick"),
    )
    parser.add_argument("path", nargs="?", default="", metavar="PATH", help="a file, or a folder to put it in")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.json_flag()
    given = parser.read(call.words)
    path = safekeeping.make_backup(call.desk, os.path.expanduser(given.path), force=given.force)
    if given.json:
        call.json({"path": path})
    else:
        call.put(path)
    call.say("It was checked and is whole. `reconnect restore PATH` brings it back.")
    return 0


def _restore(call: Call) -> int:
    parser = Parser(
        "restore",
        "Put a backup in the database's place. What is there now is moved aside, not deleted.",
        (
            "reconnect restore ~/.local/share/reconnect/backups/reconnect-2026-11-22.db",
            "reconnect restore /media/stick/reconnect.db",
        ),
        "`reconnect doctor` lists the backups there are.",
    )
    parser.add_argument("path", metavar="PATH")
    given = parser.read(call.words)
    aside = safekeeping.restore(call.home, os.path.expanduser(given.path))
    call.say(f"{given.path} is the database now.")
    if aside:
        call.say(f"What was there before is in {aside[0]}; `reconnect restore` brings that back in turn.")
    return 0
