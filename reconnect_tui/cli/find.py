"""``reconnect find``: search people, notes and messages."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import day, work
from reconnect_tui.cli.plain import plain
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import finding


def run(call: Call) -> int:
    """Print who was found, one a line, the id first; nobody is no error."""
    known = plain(call.words)
    if known is not None and known[0]:
        words, json = known[0], bool(known[1])
    else:
        words, json = _read(call.words)
    text = " ".join(words)
    found = finding.find(call.desk, text)
    if json:
        from reconnect_tui.services import telling

        call.json([telling.found(row) for row in found.rows])
    else:
        for row in found.rows:
            call.put(_line(row))
    if not found.rows:
        call.say(f"Nothing here fits “{shown_line(text)}”.")
    elif found.total > len(found.rows):
        call.say(f"These are the first {len(found.rows)}; more words find fewer.")
    return 0


def _line(row: finding.Row) -> str:
    parts = [
        shown_line(row.name),
        work(row.position, row.company),
        f"last talked {day(row.last_contact)}" if row.last_contact else "",
    ]
    if row.match:
        parts.append(shown_line(row.match))
    return f"{row.uid}  " + "  |  ".join(part for part in parts if part)


def _read(words: list[str]) -> tuple[list[str], bool]:
    from reconnect_tui.cli.words import Parser

    parser = Parser(
        "find",
        "Search names, work, places, tags, notes and messages; every word has to begin a word.",
        ("reconnect find turin", "reconnect find sailing book --json"),
    )
    parser.add_argument("text", nargs="+", metavar="TEXT")
    parser.json_flag()
    given = parser.read(words)
    return given.text, given.json
