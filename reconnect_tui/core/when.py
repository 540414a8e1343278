"""Days in people's words: reading the few that are understood, and saying them.

Reading is a closed list (DESIGN.md, "The capture line"); whatever is not on it is text, not a date:

    2025-03-12                       12 Mar [2025]    Mar 12 [2025]    March 12, 2025
    today, yesterday, tomorrow       mon, Monday      Fri 4 Dec [2026] (only if that day is a Friday)
    last|next week|month|year|Monday
    N days|weeks|months|years ago    in N days|weeks|months|years      N: digits, a, one … twelve

English only, by tables: ``strptime`` is slow and month names by locale would make a note mean something else on another machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
DAY_TURNS_AT = 4
"""A day lasts until four in the morning: what is written after midnight belongs to the evening before."""

_MONTH = {name.lower(): place for place, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): place for place, name in enumerate(MONTHS, 1)
}  # fmt: skip
_MONTH["sept"] = 9
_WEEKDAY = {name.lower(): place for place, name in enumerate(WEEKDAYS)} | {
    name[:3].lower(): place for place, name in enumerate(WEEKDAYS)
}  # fmt: skip
_WEEKDAY |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_COUNT = {name: count for count, name in enumerate(NUMBERS[:13]) if count} | {"a": 1}
_UNITS = {unit + s: unit for unit in ("day", "week", "month", "year") for s in ("", "s")}
_SEASONS = ("winter", "spring", "summer", "autumn")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

Found = tuple[date, int]


# Saying


def long_date(day: date) -> str:
    """Say ``14 March 2015``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Say ``2 Mar 2023``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def month_year(day: date) -> str:
    """Say ``March 2023``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Say ``Sunday 22 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def around(day: date, today: date) -> str:
    """Say ``around 3 January``, with the year where the month alone would not tell: not this month or one of the next eleven."""
    ahead = (day.year - today.year) * 12 + day.month - today.month
    said = f"around {day.day} {MONTHS[day.month - 1]}"
    return said if 0 <= ahead <= 11 else f"{said} {day.year}"


def span(start: date, end: date) -> str:
    """Say how long it is between two days, in either order: ``ten days``, ``five weeks``, ``fourteen months``, ``three years``.

    Only what is full counts, so that the sentence is never more than the truth; eleven months or more into a year say
    ``nearly three years``. Days below a fortnight, weeks below two months, months below two years. Words up to twenty.
    """
    start, end = min(start, end), max(start, end)
    days = (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    if days == 0:
        return "less than a day"
    if days < 14:
        return _many(days, "day")
    if months < 2:
        return _many(days // 7, "week")
    if months < 24:
        return _many(months, "month")
    if months % 12 == 11:
        return "nearly " + _many(months // 12 + 1, "year")
    return _many(months // 12, "year")


def last_talk(day: date, today: date, *, south: bool = False) -> str:
    """Say when something last happened, as one would in a letter: ``last week``, ``last month``, ``last spring``, ``in 2021``.

    A day ahead of today is said as ``today``. ``south``: seasons of the southern half of the earth.
    """
    how, count = ago(day, today)
    if how == "weeks":
        return f"{number(count)} weeks ago"
    if how == "month":
        return f"in {MONTHS[day.month - 1]}"
    if how == "season":
        return f"last {season(day, south=south)}"
    return f"in {day.year}" if how == "year" else how


def ago(day: date, today: date) -> tuple[str, int]:
    """Say which words fit the distance back to a day, in whatever language they are said (``core.words_of_time``), and a count.

    ``today`` (also for a day ahead), ``yesterday``, ``a few days ago``, ``last week``, ``last month`` and ``last year`` stand for
    themselves; ``weeks`` with how many; ``month``, ``season`` and ``year`` ask for the name of the day's own.
    """
    days = (today - day).days
    if days < 7:
        return "today" if days < 1 else "yesterday" if days == 1 else "a few days ago", 0
    if days < 14:
        return "last week", 0
    months = (today.year - day.year) * 12 + today.month - day.month
    if days < 28 or (months != 1 and days < 42):
        return "weeks", days // 7
    if months == 1:
        return "last month", 0
    if months < 12 or (months == 12 and day.day >= today.day):
        this_season = add_months(today.replace(day=1), -(today.month % 3))
        return "month" if day >= this_season else "season", 0
    return "last year" if day.year == today.year - 1 else "year", 0


def season(day: date, *, south: bool = False) -> str:
    """Name the season by whole months (spring is March to May; ``south``: September to November)."""
    return _SEASONS[season_number(day, south=south)]


def season_number(day: date, *, south: bool = False) -> int:
    """Say which season it is: 0 winter, 1 spring, 2 summer, 3 autumn."""
    return (day.month % 12 // 3 + (2 if south else 0)) % 4


def number(count: int) -> str:
    """Say a count: ``no``, ``one`` … ``twenty``, then digits."""
    return NUMBERS[count] if 0 <= count <= 20 else str(count)


def day_of_stamp(at: str, tz: tzinfo | None = None) -> date:
    """Return the local day of a moment's ``at``: ``YYYY-MM-DD`` is that day, ``YYYY-MM-DDTHH:MM:SSZ`` is UTC, told in ``tz``.

    ``tz=None`` is this machine's own zone. Raises ValueError for anything else.
    """
    if len(at) == 10:
        return date.fromisoformat(at)
    stamp = datetime.fromisoformat(at)
    stamp = stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp
    try:
        return stamp.astimezone(tz).date()
    except (OverflowError, OSError):  # the first or last day of all, or a clock that knows no such year
        return stamp.date()


def today_at(now: datetime) -> date:
    """Return the day it is at ``now`` (local time): the day turns at four in the morning, not at midnight."""
    today = now.date()
    return today - timedelta(1) if now.hour < DAY_TURNS_AT and today > date.min else today


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later (or earlier): a month too short gives its last day. Raises OverflowError."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    for shorter in range(4):
        try:
            return date(year, month + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _many(count: int, unit: str) -> str:
    return f"{number(count)} {unit}" if count == 1 else f"{number(count)} {unit}s"


# Reading


def parse_date(text: str, today: date, *, past: bool) -> date | None:
    """Return the day that ``text`` names if the whole of it is a date of the closed list, else ``None``."""
    words = text.split()
    found = read_date(words, today, past=past)
    return found[0] if found and found[1] == len(words) and not words[-1].endswith(",") else None


def read_date(words: Sequence[str], today: date, *, past: bool) -> Found | None:
    """Return the day named by the longest beginning of ``words`` that is a date, and how many words it took; ``None`` if none is.

    Where the words leave it open, ``past`` gives the latest such day up to today, and otherwise the first one to come:

    - ``12 Mar`` may be today itself in both cases; ``29 Feb`` is one of a leap year.
    - ``Monday`` said on a Monday is today for what happened, and in a week for what is due.
    - ``last Monday`` is the latest before today, ``next Monday`` the first after today.
    - Months and years keep the day of the month; where there is none, it is the month's last.

    A comma after a word is no part of it. A date that cannot be is none: ``31 Feb``, ``Fri 4 Dec`` where that is a Saturday,
    9999 years from now.
    """
    if not words:
        return None
    try:
        return _read([word.lower().rstrip(",") for word in words[:4]], today, past)
    except (OverflowError, ValueError):
        return None


def _read(words: list[str], today: date, past: bool) -> Found | None:
    first = words[0]
    if first in _NEAR:
        return today + timedelta(_NEAR[first]), 1
    if first in _WEEKDAY:
        return _read_weekday(words, today, past)
    if first in ("last", "next"):
        return _read_beside(words, today)
    if len(first) == 10 and first[4] == first[7] == "-" and _is_number(first.replace("-", ""), 8):
        return date(int(first[:4]), int(first[5:7]), int(first[8:])), 1
    if first == "in":
        return _read_distance(words[1:], 1, today)
    if len(words) > 2 and words[2] == "ago":
        return _read_distance(words, -1, today)
    return _read_day_and_month(words, today, past)


_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _read_weekday(words: list[str], today: date, past: bool) -> Found | None:
    weekday = _WEEKDAY[words[0]]
    if len(words) > 2 and day_and_month(words[1:]):
        return _read_weekday_of(weekday, words[1:], today, past)
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta((ahead - 7 if ahead else 0) if past else ahead or 7), 1


def _read_weekday_of(weekday: int, words: list[str], today: date, past: bool) -> Found | None:
    found = _read_day_and_month(words, today, past)
    return (found[0], found[1] + 1) if found and found[0].weekday() == weekday else None


def _read_beside(words: list[str], today: date) -> Found | None:
    if len(words) < 2:
        return None
    way, what = (1 if words[0] == "next" else -1), words[1]
    if what in _WEEKDAY:
        away = (_WEEKDAY[what] - today.weekday()) * way % 7 or 7
        return today + timedelta(away * way), 2
    return (_moved(today, way, what), 2) if what in ("week", "month", "year") else None


def _read_distance(words: list[str], way: int, today: date) -> Found | None:
    if len(words) < 2:
        return None
    count = int(words[0]) if _is_number(words[0], 4) else _COUNT.get(words[0])
    unit = _UNITS.get(words[1])
    # "in 2 weeks" and "2 weeks ago" are three words each.
    return (_moved(today, way * count, unit), 3) if count is not None and unit else None


def _read_day_and_month(words: list[str], today: date, past: bool) -> Found | None:
    named = day_and_month(words)
    if named is None:
        return None
    day, month = named
    if len(words) > 2 and len(words[2]) == 4 and _is_number(words[2], 4) and _FIRST_YEAR <= int(words[2]) <= _LAST_YEAR:
        return date(int(words[2]), month, day), 3
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    for year in years:  # two leap years are at most eight years apart
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today if past else found >= today:
            return found, 2
    return None


def birthday_words(stored: str) -> str:
    """``14 March 1984`` for ``1984-03-14``, ``14 March`` for ``--03-14``; whatever it is, where it is none."""
    try:
        return f"{int(stored[-2:])} {MONTHS[int(stored[-5:-3]) - 1]} {stored[:-6].strip('-')}".rstrip()
    except (ValueError, IndexError):
        return stored


def day_and_month(words: Sequence[str]) -> tuple[int, int] | None:
    """Return (day, month) where the first two words, in lower case, are ``12 mar`` or ``mar 12``; the day is not checked."""
    if len(words) < 2:
        return None
    first, second = words[:2]
    if _is_number(first, 2) and second in _MONTH:
        return int(first), _MONTH[second]
    if first in _MONTH and _is_number(second, 2):
        return int(second), _MONTH[first]
    return None


def _moved(today: date, count: int, unit: str) -> date:
    if unit == "day":
        return today + timedelta(count)
    if unit == "week":
        return today + timedelta(7 * count)
    return add_months(today, count if unit == "month" else 12 * count)


def _is_number(word: str, digits: int) -> bool:
    # str.isdigit alone takes "²" and "٣".
    return 0 < len(word) <= digits and word.isascii() and word.isdigit()
