"""``reconnect import``: read people and messages from a file."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from reconnect_tui.cli.call import Call, is_terminal, stdin_bytes
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import importing, safekeeping, telling


def run(call: Call) -> int:
    """Import each path; every one is all or nothing. Words about it go to stderr, ``--json`` to stdout (several paths: a list)."""
    parser = Parser(
        "import",
        "Read people and messages from a LinkedIn export: the zip, the folder, or Connections.csv alone.",
        (
            "reconnect import ~/Downloads/Basic_LinkedInDataExport_11-22-2026.zip --dry-run",
            "reconnect import Connections.csv --json",
        ),
        "The same file twice changes nothing. `reconnect undo` takes an import back.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a zip, a folder or a CSV file; - reads stdin")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and keep nothing")
    parser.add_argument("--as", dest="kind", choices=importing.SOURCES, metavar="KIND", help=", ".join(importing.SOURCES))
    parser.add_argument("--me", default="", metavar="URL", help="your own LinkedIn profile: who wrote which message")
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="not built yet")
    parser.json_flag()
    given = parser.read(call.words)
    if given.map:
        raise ReconnectError("--map is not built yet; a LinkedIn export needs none.")
    if not given.dry_run:
        safekeeping.before_much(call.desk)
    reports: list[importing.Report] = []
    try:
        for path in given.paths:
            reports.append(_one(call, path, kind=given.kind, me=given.me, dry_run=given.dry_run))
            _tell(call, path, reports[-1], several=len(given.paths) > 1)
    finally:
        if given.json and reports:
            shapes = [telling.report(report) for report in reports]
            call.json(shapes[0] if len(given.paths) == 1 else shapes)
    return 0


def _one(call: Call, path: str, *, kind: str | None, me: str, dry_run: bool) -> importing.Report:
    quarters = Quarters()
    if path != "-":
        return importing.run(
            call.desk, Path(path).expanduser(), kind=kind, me=me or None, dry_run=dry_run, progress=quarters.told
        )
    # In our own folder, which is 0700: what comes in by stdin is as private as what is kept.
    folder = tempfile.mkdtemp(prefix="incoming-", dir=call.desk.home.data)
    try:
        file = os.path.join(folder, "stdin")
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            shutil.copyfileobj(stdin_bytes(), target)
        return importing.run(call.desk, Path(file), kind=kind, me=me or None, dry_run=dry_run, progress=quarters.told)
    except ReconnectError as error:
        raise type(error)(*_without(error, f"{folder}{os.sep}")) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _without(error: ReconnectError, folder: str) -> tuple[object, ...]:
    """The arguments to make ``error`` anew, without the name of a folder that nobody has ever seen."""
    from reconnect_tui.core.errors import FileProblem

    if isinstance(error, FileProblem):
        return error.path.replace(folder, ""), error.line, error.reason.replace(folder, "")
    return (str(error).replace(folder, ""),)


def _tell(call: Call, path: str, report: importing.Report, *, several: bool) -> None:
    if several:
        call.say(f"{path}:")
    for line in report.lines():
        call.say(line)
    if report.action is not None:
        call.say("`reconnect undo` takes it back.")
    elif report.dry_run:
        call.say("This was a dry run: nothing was kept.")


class Quarters:
    """How far it has come, in quarters, on a terminal's stderr; silent elsewhere, and about what is quick."""

    def __init__(self) -> None:
        self.shows = is_terminal(sys.stderr)
        self.what = ""
        self.quarter = 0

    def told(self, what: str, done: int, total: int) -> None:
        """Take one report of progress: what is being done, how much of it, of how much."""
        if not self.shows:
            return
        if what != self.what:
            self.what, self.quarter = what, 0
        reached = min(4 * done // total, 4) if total > 0 else 0
        if reached > self.quarter:
            self.quarter = reached
            sys.stderr.write(f"\r{what}: {25 * reached} %{' ' * 12}" + ("\n" if reached == 4 else ""))
            sys.stderr.flush()
