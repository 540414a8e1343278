"""A calendar file (RFC 5545), written with the icalendar package: whole days, and birthdays that come again each year.

There is no clock in it: two files of the same data are the same bytes. Whoever reads one again recognises each event by its UID.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

YEARLESS = 1972
"""Where a birthday has no year, its event begins in this one: a leap year, and after 1970, before which some calendars know no days."""

_STAMPED = datetime(1970, 1, 1, tzinfo=UTC)
"""DTSTAMP must be there; the true one would be the moment of writing."""


class Occasion(NamedTuple):
    """One whole day in a calendar. ``uid`` names it for good."""

    uid: str
    summary: str
    day: date
    yearly: bool = False
    """29 February is kept on the 28th in other years, as everywhere in this program."""


def birthday(stored: str) -> date | None:
    """The first day of a birthday as it is stored (``1984-03-14`` or ``--03-14``); ``None`` where it is no day."""
    try:
        return date.fromisoformat(stored if stored[:1] != "-" else f"{YEARLESS}{stored[1:]}")
    except ValueError:
        return None


def calendar(occasions: Iterable[Occasion]) -> Iterator[bytes]:
    """The file in pieces, lines ended by CRLF and folded at 75 octets."""
    from icalendar import Calendar  # 70 ms and six megabytes, for this alone

    frame = Calendar()
    frame.add("prodid", "-//reconnect//reconnect//EN")
    frame.add("version", "2.0")
    frame.add("x-wr-calname", "reconnect")
    head, end, tail = frame.to_ical().partition(b"END:VCALENDAR")
    yield head
    for occasion in occasions:
        yield _event(occasion)
    yield end + tail


def _event(occasion: Occasion) -> bytes:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{occasion.uid}@reconnect")
    event.add("dtstamp", _STAMPED)
    event.add("dtstart", occasion.day)
    if occasion.day < date.max:
        event.add("dtend", occasion.day + timedelta(1))
    event.add("summary", occasion.summary)
    if occasion.yearly:
        # The last day of February is the 29th in leap years; a plain yearly rule would leave the other years out.
        leap = {"bymonth": 2, "bymonthday": -1} if (occasion.day.month, occasion.day.day) == (2, 29) else {}
        event.add("rrule", {"freq": "yearly", **leap})
    event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())
