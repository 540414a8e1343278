"""``reconnect drafts``: letters begun, and lines not yet given to anybody."""

from __future__ import annotations

from reconnect_tui.cli.call import Call, width
from reconnect_tui.cli.lines import day, wrapped
from reconnect_tui.cli.words import Parser
from reconnect_tui.core.person import LETTER
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import agenda, telling


def run(call: Call) -> int:
    """Print every draft with its text, the latest first."""
    parser = Parser(
        "drafts",
        "Letters begun, and lines not yet given to anybody.",
        ("reconnect drafts", "reconnect drafts --json"),
    )
    parser.json_flag()
    given = parser.read(call.words)
    found = agenda.kept_drafts(call.desk)
    if given.json:
        call.json([telling.draft(one) for one in found])
        return 0
    columns = width()
    for one in found:
        whom = f"to {shown_line(one.person.name)}" if one.person and one.draft.kind == LETTER else ""
        whom = whom or (f"{one.draft.kind} about {shown_line(one.person.name)}" if one.person else "to nobody yet")
        handed = f", handed over {day(one.draft.handed_over)}" if one.draft.handed_over else ""
        call.put(f"{whom}, {day(one.draft.saved_at)}{handed}")
        for line in wrapped(one.draft.text, columns, "    "):
            call.put(line)
    if not found:
        call.say("There are no drafts.")
    return 0
