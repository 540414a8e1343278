"""``reconnect note``: one line in, everything it says written down."""

from __future__ import annotations

import sys
from contextlib import suppress

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call, read_stdin
from reconnect_tui.cli.plain import plain
from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.person import Person
from reconnect_tui.services import capture

PROMPT = "note, with @ before a name: "
MOST_BYTES = 4 * capture.LONGEST


def run(call: Call) -> int:
    """Note what the words say; without words ask for a line, or read stdin."""
    known = plain(call.words)
    if known is not None:
        words, json = known[0], bool(known[1])
    else:
        words, json = _read(call.words)
    text = " ".join(words)
    if not words or words == ["-"]:
        text = _line(call) if call.asks and not words else read_stdin(MOST_BYTES).strip("\n")
        if not text.strip():
            raise UsageError('Write something, for example: reconnect note "coffee: @ada is moving to Turin".')
    done, reading = capture.take(call.desk, text, ask=_asking(call) if call.asks else None)
    return tell_done(call, done, json=json, about=reading)


def _read(words: list[str]) -> tuple[list[str], bool]:
    from reconnect_tui.cli.words import Parser

    parser = Parser(
        "note",
        "Note something about somebody: [date] [kind] [by CHANNEL]: text with @names, #tags > date what to do then.",
        (
            'reconnect note "yesterday coffee: @ada is moving to Turin #family > in 2 weeks ask how the move went"',
            "reconnect note - < line.txt",
        ),
        "Several words need no quotes, but the shell wants them round > and #. @+\"New Person\" adds somebody.\n"
        "A line that names nobody, or somebody of whom there are several, is kept as a loose draft (exit 3).",
    )  # fmt: skip
    parser.add_argument("text", nargs="*", metavar="TEXT", help="the line; - reads it from stdin; nothing asks for it")
    parser.json_flag()
    given = parser.read(words)
    return given.text, given.json


def _asking(call: Call) -> capture.Ask:
    """Ask about a name that fits nobody or several; Enter leaves it open, and the line is then kept."""

    def ask(typed: str, fits: tuple[Person, ...]) -> int | None:
        from reconnect_tui.cli.who import choose, pick
        from reconnect_tui.services import finding

        if fits:
            call.say(f"“{typed}” fits {len(fits)} people:")
            row = pick(call, typed, finding.rows_of(fits))
            return row.id if row else None
        call.say(f"Nobody here is called “{typed}”." if typed else "The line names nobody.")
        answer = (call.ask("Who is meant? A name, or Enter to keep the line for later: ") or "").strip()
        try:
            return choose(call, answer).id if answer else None
        except WhoError as error:
            call.say(str(error))
            return None

    return ask


def _line(call: Call) -> str:
    if sys.stdin is sys.__stdin__ and sys.stdout is not None and sys.stdout.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  # gives input() its arrow keys; systems without it do without
        try:
            return input(PROMPT)
        except EOFError:
            call.say("")
            return ""
    return call.ask(PROMPT) or ""
