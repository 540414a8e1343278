"""``reconnect import``: read people, and what was between you, from files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.cli.call import Call, is_terminal, stdin_bytes
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import FileProblem, ReconnectError, UsageError
from reconnect_tui.services import importing, safekeeping, settings, telling


class Wish(NamedTuple):
    """How to import: as on the command line."""

    kind: str | None
    me: str | None
    mapping: tuple[str, ...]
    dry_run: bool


def run(call: Call) -> int:
    """Import each path; every one is all or nothing. Words about it go to stderr, ``--json`` to stdout (several paths: a list)."""
    parser = Parser(
        "import",
        "Read people, and what was between you: a LinkedIn export, an address book (vCard, Google, Outlook), any CSV, our own JSON.",
        (
            "reconnect import ~/Downloads/Complete_LinkedInDataExport_11-22-2026.zip --dry-run",
            'reconnect import members.csv --map name="Full name" --map email=Mail',
        ),
        "The same file twice changes nothing. `reconnect undo` takes an import back.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a zip, a folder or a file; - reads stdin")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and keep nothing")
    parser.add_argument("--as", dest="kind", choices=importing.SOURCES, metavar="KIND", help=", ".join(importing.SOURCES))
    parser.add_argument("--me", default="", metavar="URL", help="your own LinkedIn profile: who wrote which message")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of a CSV is what; again and again; remembered",
    )
    parser.json_flag()
    given = parser.read(call.words)
    if given.map and given.kind not in (None, "csv"):
        raise UsageError("--map is for a CSV that nobody knows; the other kinds have columns of their own.")
    if not given.dry_run:
        safekeeping.before_much(call.desk)
    reports: list[importing.Report] = []
    try:
        for path in given.paths:
            reports.append(_one(call, path, Wish(given.kind, given.me or None, tuple(given.map), given.dry_run)))
            _tell(call, path, reports[-1], several=len(given.paths) > 1)
    finally:
        if given.json and reports:
            shapes = [telling.report(report) for report in reports]
            call.json(shapes[0] if len(given.paths) == 1 else shapes)
    return 0


def _one(call: Call, path: str, wish: Wish) -> importing.Report:
    if path != "-":
        return _asking(call, Path(path).expanduser(), wish)
    # In our own folder, which is 0700: what comes in by stdin is as private as what is kept.
    folder = tempfile.mkdtemp(prefix="incoming-", dir=call.desk.home.data)
    try:
        file = os.path.join(folder, "stdin")
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            shutil.copyfileobj(stdin_bytes(), target)
        return _import(call, Path(file), wish)
    except ReconnectError as error:
        raise _without(error, f"{folder}{os.sep}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _import(call: Call, path: Path, wish: Wish) -> importing.Report:
    return importing.run(
        call.desk, path, kind=wish.kind, me=wish.me, mapping=wish.mapping, dry_run=wish.dry_run, progress=Quarters().told
    )


def _asking(call: Call, path: Path, wish: Wish) -> importing.Report:
    """Import; on a terminal, ask what only the user can know: which column is what, and who the owner of the messages is."""
    try:
        report = _import(call, path, wish)
    except FileProblem as needed:
        # here, not above: it takes 11 ms to import, which no LinkedIn export and no address book needs
        from reconnect_tui.interchange.other_csv import MappingNeeded

        if not call.asks or not isinstance(needed, MappingNeeded) or not needed.guess:
            raise
        call.say(str(needed))
        if (call.ask("Read it with these columns? y or n: ") or "").strip().casefold() not in ("y", "yes"):
            raise ReconnectError("Nothing was read. Say which column is what with --map field=Column.") from needed
        report = _import(call, path, wish._replace(mapping=needed.words()))
    if report.owner_unknown and call.asks:
        url = (call.ask("Which LinkedIn profile is yours? Its address (Enter leaves it open): ") or "").strip()
        if url:
            report = _import(call, path, wish._replace(me=url))
            settings.remember(call.desk.home, "me", url)
    return report


def _without(error: ReconnectError, folder: str) -> ReconnectError:
    """The error without the name of a folder that nobody has ever seen."""
    if isinstance(error, FileProblem):
        return FileProblem(error.path.replace(folder, ""), error.line, error.reason.replace(folder, ""))
    return type(error)(str(error).replace(folder, ""))


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
