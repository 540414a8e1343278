"""``reconnect find``: search people, notes and messages."""

from __future__ import annotations

from reconnect_tui.cli.call import Call
from reconnect_tui.cli.lines import day, work
from reconnect_tui.cli.plain import plain
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import finding


def run(call: Call) -> int:
    """Print who was found, one a line, the id first; nobody is no error. A filter that cannot be understood is a ``UsageError``."""
    known = plain(call.words)
    if known is not None and known[0]:
        words, json = known[0], bool(known[1])
    else:
        words, json = _read(call.words)
    # one word of the shell's stays one: company:"Northwind Labs" comes without its quotes
    text = " ".join(_requoted(word) for word in words) if len(words) > 1 else words[0]
    found = finding.find(call.desk, text)
    if found.problems:
        raise UsageError(found.problems[0])
    if json:
        from reconnect_tui.services import telling

        call.json([telling.found(row) for row in found.rows])
    else:
        for row in found.rows:
            call.put(_line(row))
    if not found.rows:
        from reconnect_tui.core.query import no_filter

        call.say(f"Nothing here fits “{shown_line(text)}”. {no_filter(text) or '`reconnect add NAME` adds a person.'}")
    elif found.nearly:
        call.say("Nobody is called that; these are called nearly that.")
    elif found.total > len(found.rows):
        call.say(f"… and {found.total - len(found.rows):,} more; more words find fewer.")
    return 0


def _requoted(word: str) -> str:
    name, colon, value = word.partition(":")
    return f'{name}:"{value}"' if colon and name.isalpha() and " " in value and '"' not in value else word


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
    from reconnect_tui.core.query import HAS, KNOWN

    parser = Parser(
        "find",
        "Search names, work, places, tags, notes and messages; every word has to begin a word. A misspelt name is found, too.",
        (
            "reconnect find garden",
            'reconnect find sailing circle:friends "#family" silent:2y',
        ),
        f"Filters: {KNOWN}\n"
        "since: in touch or connected since then (2024, 2024-03, 2024-03-12); silent: in touch once, and not for so long (90d, 6m, 2y);\n"
        f"waiting: they wrote last; has: {', '.join(HAS)}.\n"
        "A value of several words stands in quotes, and so do words that belong together.",
    )
    parser.add_argument("text", nargs="+", metavar="TEXT")
    parser.json_flag()
    given = parser.read(words)
    return given.text, given.json
