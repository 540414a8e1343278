"""Days as people write them in the app's lines; each that cannot be meant is a ``UsageError`` with examples."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core import when
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.text import clean_line
from reconnect_tui.services.desk import Desk


def read_follow_up(desk: Desk, text: str) -> tuple[date, str]:
    """Read "in 2 weeks ask how the move went" as (day, what); raises ``UsageError`` where no day to come stands in front."""
    text = clean_line(text)
    found = when.read_date(text.split(), desk.today, past=False)
    if found is None:
        raise UsageError("Begin with a day: in 2 weeks, next Friday, 12 Mar, 2027-01-15.")
    due, taken = found
    if due < desk.today:
        raise UsageError(f"{when.long_date(due)} has passed; choose a day to come.")
    return due, behind(text, taken)


def behind(text: str, words: int) -> str:
    """What stands behind the first ``words`` words of a line, with the blanks in it as they were typed."""
    return "".join(text.split(maxsplit=words)[words:]).strip()


def read_day(desk: Desk, text: str, *, past: bool) -> date:
    """Read a day in words; raises ``UsageError`` where it is none, or lies on the wrong side of today."""
    day = when.parse_date(clean_line(text), desk.today, past=past)
    if day is None:
        examples = "today, yesterday, last Friday, 12 Mar" if past else "in 2 weeks, next Friday, 12 Mar, 2027-01-15"
        raise UsageError(f"“{clean_line(text).strip()}” is not a day. Say it like this: {examples}.")
    if past and day > desk.today:
        raise UsageError(f"{when.long_date(day)} has not come yet.")
    if not past and day <= desk.today:
        raise UsageError(f"{when.long_date(day)} is not later than today.")
    return day
