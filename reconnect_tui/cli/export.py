"""``reconnect export``: everything in one file, or people in a form that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import closing

from reconnect_tui.cli.call import Call, is_terminal, shown, writes_utf8
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services import safekeeping

FORMATS = ("json", "csv", "vcard", "markdown", "ics")
_ENDINGS = {".csv": "csv", ".vcf": "vcard", ".ics": "ics"}
_MORE = """\
json      everything; the one that comes back as it was
csv       people, a row each; what was between you goes to a second file beside it
vcard     people, for any address book
markdown  a folder with a page a person
ics       follow-ups and birthdays, for any calendar"""
_OPEN = "Not encrypted: keep it where only you can read it."


def run(call: Call) -> int:
    """Write the file or folder, whole or not at all; ``-`` is stdout."""
    parser = Parser(
        "export",
        "Write what you have into a file that only you can read; nothing that is there is written over.",
        ("reconnect export reconnect.json", "reconnect export people.csv --for-spreadsheet"),
        _MORE,
    )
    parser.add_argument("path", metavar="PATH", help="what to write; - writes to stdout")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (else by PATH's ending; json where it tells none)",
    )
    parser.add_argument("--for-spreadsheet", action="store_true", help="csv that Excel reads, with no cell that acts in it")
    parser.add_argument("--force", action="store_true", help="write over an export that is there")
    given = parser.read(call.words)
    how = given.format or _by_ending(given.path)
    if given.for_spreadsheet and how != "csv":
        raise UsageError("--for-spreadsheet goes with --format csv.")
    if given.path == "-":
        if how == "markdown":
            raise UsageError("Markdown is a folder of pages; name the folder to write.")
        safekeeping.before_much(call.desk)
        return _to_stdout(call, how, given.for_spreadsheet)
    from os.path import expanduser

    path = expanduser(given.path)
    _spare_the_database(call, path)
    safekeeping.before_much(call.desk)
    call.say(f"{_write(call, how, path, given.for_spreadsheet, given.force)} {_OPEN}")
    return 0


def _by_ending(path: str) -> str:
    from os.path import splitext

    return _ENDINGS.get(splitext(path)[1].lower(), "json")


def _spare_the_database(call: Call, path: str) -> None:
    from os.path import realpath

    database = realpath(call.home.database)
    if realpath(path) in (database, f"{database}-wal", f"{database}-shm"):
        raise ReconnectError("That is the database itself; name another file.")


def _write(call: Call, how: str, path: str, spreadsheet: bool, force: bool) -> str:
    """Write it; returns what to say of it."""
    desk = call.desk
    if how == "csv":
        from reconnect_tui.services import exporting_csv

        beside = exporting_csv.write(desk, path, spreadsheet=spreadsheet, force=force)
        return f"People are in {path}" + (f", and what was between you in {beside}." if beside else ".")
    if how == "vcard":
        from reconnect_tui.services import exporting_vcard

        exporting_vcard.write(desk, path, force=force)
        return f"People are in {path}."
    if how == "markdown":
        from reconnect_tui.services import exporting_markdown

        exporting_markdown.write(desk, path, force=force)
        return f"A page a person is in {path}; begin with index.md."
    if how == "ics":
        from reconnect_tui.services import exporting_ics

        exporting_ics.write(desk, path, force=force)
        return f"Follow-ups and birthdays are in {path}."
    from reconnect_tui.services import exporting

    exporting.write(desk, path, force=force)
    return f"Everything is in {path}."


def _to_stdout(call: Call, how: str, spreadsheet: bool) -> int:
    desk = call.desk
    if how == "csv":
        from reconnect_tui.services import exporting_csv

        _put(exporting_csv.people_lines(desk, spreadsheet=spreadsheet))
        if exporting_csv.any_moment(desk):
            call.say("These are the people. What was between you goes into a second file, where PATH is a file.")
    elif how == "vcard":
        from reconnect_tui.services import exporting_vcard

        _put(exporting_vcard.lines(desk))
    elif how == "ics":
        from reconnect_tui.services import exporting_ics

        _put(exporting_ics.lines(desk))
    else:
        from reconnect_tui.services import exporting

        # Closed at once, also where nobody reads on: it holds the database's view.
        with closing(exporting.lines(desk, ascii_only=not writes_utf8(sys.stdout))) as lines:
            sys.stdout.writelines(lines)
    return 0


def _put(lines: Generator[str | bytes, None, None]) -> None:
    """Write a format that is UTF-8 with its own line ends, whatever the stream would make of text; a terminal gets it cleaned."""
    with closing(lines):
        if is_terminal(sys.stdout):
            sys.stdout.writelines(shown(line.decode("utf-8") if isinstance(line, bytes) else line) for line in lines)
            return
        sys.stdout.flush()
        sys.stdout.buffer.writelines(line if isinstance(line, bytes) else line.encode("utf-8") for line in lines)
        sys.stdout.buffer.flush()
