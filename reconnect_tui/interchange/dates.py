"""The dates that LinkedIn and the spreadsheets it went through write (FORMATS.md, "Connections.csv")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

FIRST_DAY = "2003-05-05"
"""The day LinkedIn opened: nobody connected before."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            # English, then what a German, French, Spanish, Italian, Portuguese or Dutch Excel makes of them.
            "jan january januar janv ene gen januari",
            "feb february februar févr fév fev febr februari",
            "mar march mrz märz mär mars marzo março mrt maart",
            "apr april avr abr",
            "may mai mag mei maio mayo",
            "jun june juni juin giu",
            "jul july juli juil juillet lug",
            "aug august août ago ags augustus",
            "sep sept september set",
            "oct october okt oktober ott out",
            "nov november",
            "dec december dez dezember déc dic",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]*([^\W\d_]+)[\s.,/-]*(\d{4}|\d{2})(?:[, T]+\d{1,2}:.*)?")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[, T]+\d{1,2}:.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[, T]+\d{1,2}[:.].*)?")
_SERIAL = re.compile(r"([34567]\d{4})(?:[.,]\d+)?")
_LONGEST = 100
_SERIAL_ZERO = date(1899, 12, 30)
_TIME = re.compile(r"[,\sT]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*(?:([AaPp])\.?[Mm]\.?)?(?:\s*UTC|Z)?\s*")
_MONTH_NAMED = re.compile(r"(?:\d{1,2}[\s.-]+)?([^\W\d_]+)[\s.,/-]*(\d{4}|\d{2})")
_MONTH_NUMBERS = re.compile(r"(?:(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2}(?:[T ].*)?)?|(\d{1,2})[-/.](\d{4}))", re.ASCII)
_YEAR_ALONE = re.compile(r"\d{4}", re.ASCII)
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?: ?UTC|Z)?", re.ASCII)


class Numbers(Exception):
    """A day in numbers: whether 4/5/18 is in April or in May is told by the other cells of its column."""


class Days(dict[str, str | None]):
    """Cell → ``YYYY-MM-DD``, or ``None`` where it is no day, or one before LinkedIn or after ``latest``.

    Without ``column`` (all cells of the column), a day in numbers raises ``Numbers``. With it such days are M/D/YY, as LinkedIn
    wrote them until 2018, unless a first number beyond 12 shows that the file has D/M and no second one denies it. With dots
    they are D.M in any case. ``mixed`` is how many cells can be read both ways where the column has both orders.
    """

    def __init__(self, latest: str, column: Iterable[str] | None = None) -> None:
        super().__init__()
        self.mixed = 0
        self._latest = latest
        if column is not None:
            self._read_numbers(set(column))

    def __missing__(self, cell: str) -> str | None:
        text = cell.strip()
        found = _NUMBERS.fullmatch(text)
        if found is None:
            day = _plain(text)
        elif found[2] == ".":
            day = _day(_year(found[4]), int(found[3]), int(found[1]))
        else:
            raise Numbers
        day = self[cell] = day if day is not None and FIRST_DAY <= day <= self._latest else None
        return day

    def _read_numbers(self, column: set[str]) -> None:
        numbers = [
            (cell, int(found[1]), int(found[3]), _year(found[4]))
            for cell in column
            if (found := _NUMBERS.fullmatch(cell.strip())) and found[2] != "."
        ]
        day_first = any(second <= 12 < first for _, first, second, _ in numbers)
        month_first = any(first <= 12 < second for _, first, second, _ in numbers)
        for cell, first, second, year in numbers:
            swap = first > 12 or (day_first and not month_first)
            day = _day(year, second, first) if swap else _day(year, first, second)
            self[cell] = day if day is not None and FIRST_DAY <= day <= self._latest else None
            self.mixed += day_first and month_first and first != second and max(first, second) <= 12


class Instants:
    """Cell such as ``2023-06-01 14:03:22 UTC`` → ``YYYY-MM-DDTHH:MM:SSZ``, or ``None``; without seconds it is the full minute."""

    def __init__(self) -> None:
        self._days: dict[str, bool] = {}

    def __getitem__(self, cell: str) -> str | None:
        found = _INSTANT.fullmatch(cell) or _INSTANT.fullmatch(cell.strip())
        if found is None:
            return None
        day, minute, second = found.groups()
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = _day(int(day[:4]), int(day[5:7]), int(day[8:])) is not None
        if not known or minute[:2] > "23" or minute[3:] > "59" or (second or "") > ":59":
            return None
        return f"{day}T{minute}{second or ':00'}Z"


class Minutes:
    """Cell such as ``9/5/18, 3:04 AM`` → ``2018-09-05T03:04:00Z``, or ``None``; ``2018-09-05`` where it has no time.

    No such cell says which zone it is in: the time is kept as if it were UTC, so that the order of messages is right and the day
    wrong by one at most. Days are read as ``Days`` reads them, by all cells of the ``column``.
    """

    def __init__(self, latest: str, column: Iterable[str]) -> None:
        self._instants = Instants()
        self._days = Days(latest, {_parted(cell)[0] for cell in column})

    def __getitem__(self, cell: str) -> str | None:
        day_part, time = _parted(cell)
        day = self._days[day_part]
        if day is None or time is None:
            return day
        hour, minute, second = int(time[1]), time[2], time[3] or "00"
        if time[4]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (time[4] in "Pp")
        return self._instants[f"{day} {hour:02}:{minute}:{second}"]


def month(cell: str) -> tuple[str, str] | None:
    """Return the first and the last day that a cell such as ``Mar 2015``, ``03/2015`` or ``2015`` speaks of; ``None`` if it is none.

    Of a whole date the month counts. Years are 1900 to 2100; of two digits, those from 50 are of the last century.
    """
    text = cell[:_LONGEST].strip()
    if _YEAR_ALONE.fullmatch(text):
        first, last, year = 1, 12, int(text)
    elif found := _MONTH_NUMBERS.fullmatch(text):
        first = last = int(found[2] or found[3])
        year = int(found[1] or found[4])
    elif found := _MONTH_NAMED.fullmatch(text):
        first = last = _month(found[1])
        year = int(found[2])
        if len(found[2]) == 2:
            year += 1900 if year >= 50 else 2000
    else:
        return None
    if not (1 <= first <= 12 and 1900 <= year <= 2100):
        return None
    following = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1).isoformat(), (following - timedelta(days=1)).isoformat()


def _parted(cell: str) -> tuple[str, re.Match[str] | None]:
    cell = cell[:_LONGEST]
    found = _TIME.search(cell)
    return (cell, None) if found is None or found.end() < len(cell) else (cell[: found.start()], found)


def _plain(cell: str) -> str | None:
    if found := _NAMED.fullmatch(cell):
        day, month, year = found.groups()
        return _day(_year(year), _month(month), int(day))
    if found := _ISO.fullmatch(cell):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED_FIRST.fullmatch(cell):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := _SERIAL.fullmatch(cell):
        # A spreadsheet's own number of a day, where the column was formatted as one.
        return (_SERIAL_ZERO + timedelta(days=int(found[1]))).isoformat()
    return None


def _month(name: str) -> int:
    name = name.casefold()
    return _MONTHS.get(name) or _MONTHS.get(name[:3]) or 0


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
