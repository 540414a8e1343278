"""What was between you and a person: one moment of it."""

from __future__ import annotations

from reconnect_tui.core.light import NamedTuple

OUT, IN, BOTH = "out", "in", "both"
KINDS = (
    "note", "message", "call", "meeting", "coffee", "meal", "letter",
    "introduction", "invitation", "recommendation", "event",
)  # fmt: skip
CONTACT_KINDS = ("message", "call", "meeting", "coffee", "meal", "letter")
"""Kinds that restart the clock, unless the thread is a group's (DESIGN.md, "The data")."""

NO_ANSWER = "no-answer"
NOTHING_EXPECTED = "nothing-expected"
"""The outcome of a letter that waits for no answer: thanks, a condolence."""


class Moment(NamedTuple):
    """One moment. ``at`` is ``YYYY-MM-DD`` for what people note, ``YYYY-MM-DDTHH:MM:SSZ`` (UTC) for messages."""

    id: int
    uid: str
    at: str
    kind: str
    direction: str | None = None
    """``out``, ``in``, ``both`` or unknown."""
    channel: str = ""
    text: str = ""
    outcome: str = ""
    """``no-answer`` where nobody picked up: such a moment is not contact."""
    thread: str = ""
    group_thread: bool = False
    people: tuple[tuple[str, str], ...] = ()
    """(uid, name) of everybody in it."""
