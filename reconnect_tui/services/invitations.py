"""Times to meet, in a letter and as a calendar file, and what is to be asked when one of them has passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reconnect_tui.core import meeting
from reconnect_tui.core.card import Card
from reconnect_tui.core.text import clean_line, shown_line
from reconnect_tui.core.words_of_time import language_of
from reconnect_tui.services.desk import Desk

AFTERWARDS = "how was it?"


def proposed(desk: Desk, card: Card, line: str) -> str:
    """The words for a letter that propose these times, in the person's language. Raises ``UsageError`` for a line that is none."""
    return meeting.said(meeting.read_slots(line, desk.today), language_of(card.person.language) or "en")


def understood(desk: Desk, line: str) -> str:
    """How a line of times is read."""
    return meeting.said(meeting.read_slots(line, desk.today))


def write(desk: Desk, card: Card, line: str) -> str:
    """Write the invitation for these times into the folder of letters; returns its path.

    Raises ``UsageError`` for a line that is none, ``ReconnectError`` where the file cannot be written.
    """
    from reconnect_tui.interchange.invitation import invitation
    from reconnect_tui.services.paper import save
    from reconnect_tui.store.people import new_uid

    # What is proposed is meant by this machine's own clock.
    times = [
        datetime(slot.day.year, slot.day.month, slot.day.day, slot.hour, slot.minute).astimezone(UTC)
        for slot in meeting.read_slots(line, desk.today)
    ]
    me = clean_line(desk.config.my_name).strip()
    summary = f"Coffee: {shown_line(card.person.greeting or card.person.name, 60)}" + (f" and {shown_line(me, 60)}" if me else "")
    made = invitation(times, summary, uid=new_uid(), stamped=datetime.now(UTC).replace(microsecond=0))
    return save(desk, card, made, "ics", about="coffee")


def follow_up(desk: Desk, text: str) -> str:
    """The follow-up line for a letter that proposes times: the day after the first of them. ``""`` where it proposes none."""
    slots = meeting.find(text, desk.today)
    return f"{(slots[0].day + timedelta(1)).isoformat()} {AFTERWARDS}" if slots else ""
