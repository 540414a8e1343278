"""``reconnect note``: one line in, everything it says written down."""

from __future__ import annotations

import sys

from reconnect_tui.cli.acting import tell_done
from reconnect_tui.cli.call import Call, is_terminal, read_stdin
from reconnect_tui.cli.plain import plain
from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.person import Person
from reconnect_tui.services import capture
from reconnect_tui.services.recording import Done

MOST_BYTES = 4 * capture.LONGEST


def run(call: Call) -> int:
    """Note what the words say; without words ask for a line, or read stdin."""
    if call.words == ["--inbox"]:
        from reconnect_tui.cli import inbox

        return inbox.run(call, _asking(call))
    known = plain(call.words)
    if known is not None:
        words, json = known[0], bool(known[1])
    else:
        words, json = _read(call.words)
    text = " ".join(words)
    if not words or words == ["-"]:
        if words and json:
            return _lines(call)
        text = _line(call) if call.asks and not words else read_stdin(MOST_BYTES).strip("\n")
        if not text.strip():
            raise UsageError('Write something, for example: reconnect note "coffee: @ada is moving to Turin".')
    done, reading = capture.take(call.desk, text, ask=_asking(call) if call.asks else None)
    return tell_done(call, done, json=json, about=reading)


def _lines(call: Call) -> int:
    """JSON lines: each is ``{"text": LINE}``, a JSON text, or the line itself."""
    from reconnect_tui.cli import json_lines

    def note(given: json_lines.Given) -> Done:
        return capture.take(call.desk, json_lines.text(json_lines.check(given, ("text",), "text"), "text"))[0]

    return json_lines.each(call, note, plain=True)


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
        "A line that names nobody, or somebody of whom there are several, is kept as a loose draft (exit 3).\n"
        "Alone on a terminal it asks for a line: Tab behind an @ completes the name, ctrl+x ctrl+e opens your editor.\n"
        "With - and --json each line of stdin is a note: as it is, as a JSON text, or as {\"text\": …}.",
    )  # fmt: skip
    parser.add_argument("text", nargs="*", metavar="TEXT", help="the line; - reads it from stdin; nothing asks for it")
    parser.add_argument("--inbox", action="store_true", help="the lines that wait in the inbox of the settings, one by one")
    parser.json_flag()
    given = parser.read(words)
    if given.inbox:
        parser.error("--inbox stands alone")
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
    """One line from whoever sits there, with the name of whom they were briefed about already typed."""
    from reconnect_tui.cli import prompt
    from reconnect_tui.services import briefing

    if sys.stdin is not sys.__stdin__ or not is_terminal(sys.stdout):
        return call.ask(prompt.PROMPT) or ""
    begun = briefing.offered(call.desk)
    call.say(prompt.HELP)
    line = prompt.ask(call, begun=begun)
    if line is None:
        call.say("")
        return ""
    if begun:
        briefing.forget(call.desk)
    return "" if line.strip() == begun.strip() else line
