"""An invitation as a calendar file (RFC 5545): each proposed time an hour that is not settled yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

LASTS = timedelta(hours=1)


def invitation(times: Sequence[datetime], summary: str, *, uid: str, stamped: datetime) -> str:
    """The file for these times, lines ended by CRLF.

    ``times`` have their zone and are written as UTC, so that it is the same hour wherever it is opened; ``stamped`` is the moment of
    writing. ``uid`` names the invitation; each time has its own after it.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//reconnect//reconnect//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, time in enumerate(times, 1):
        event = Event()
        event.add("uid", f"{uid}-{number}@reconnect")
        event.add("dtstamp", stamped)
        event.add("dtstart", time)
        event.add("dtend", time + LASTS)
        event.add("summary", summary)
        event.add("status", "TENTATIVE")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
