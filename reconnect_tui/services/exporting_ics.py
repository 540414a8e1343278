"""Writing a calendar: follow-ups and promises that have a day, and birthdays. People to be left alone and the dead are in none."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date

from reconnect_tui.core.text import shown_line
from reconnect_tui.interchange.ics import Occasion, birthday, calendar
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import write_whole
from reconnect_tui.store import listing, reading_out


def lines(desk: Desk) -> Generator[bytes, None, None]:
    """The calendar in pieces."""
    with listing.snapshot(desk.store):
        yield from calendar(_occasions(desk))


def _occasions(desk: Desk) -> Iterator[Occasion]:
    for one, name in reading_out.due(desk.store):
        day = _day(one.due or "")
        if day:
            promised = "promised: " if one.promise else ""
            yield Occasion(one.uid, f"{shown_line(name, 100)}: {promised}{shown_line(one.what)}", day)
    for uid, name, stored in reading_out.birthdays(desk.store):
        day = birthday(stored)
        if day:
            yield Occasion(f"birthday-{uid}", f"Birthday: {shown_line(name, 100)}", day, yearly=True)


def _day(stored: str) -> date | None:
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return None


def write(desk: Desk, path: str, *, force: bool = False) -> None:
    """Write the calendar to ``path``, whole or not at all. Raises ``ReconnectError`` as ``files.write_whole``."""
    write_whole(path, lines(desk), force=force, such_as="reconnect.ics")
