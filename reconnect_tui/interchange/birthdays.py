"""Birthdays and other days of a life as address books and spreadsheets write them, with a year and without (FORMATS.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from reconnect_tui.interchange.dates import Days

_OLDEST = 1880
_LONGEST = 60
_TIME = r"(?:[T ,]+\d{1,2}[:.]\d\d.*)?"
_ISO = re.compile(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)" + _TIME, re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?" + _TIME, re.ASCII)
_NUMBERS_ALONE = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\.?", re.ASCII)
_DASHED = re.compile(r"--\s?(\d{1,2})-?(\d{1,2})", re.ASCII)
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º)?[\s.,/-]*(?:de\s+)?([^\W\d_]{3,12})\.?(?:[\s.,/-]*(?:de\s+)?(\d{4}|\d{2}))?" + _TIME
)
_NAMED_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?" + _TIME)
_SERIAL = re.compile(r"([1-4]\d{4})(?:[.,]0+)?", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
_ANY_DAY = Days("9999-12-31")
_LEAP = 2004
"""A year that has every day, and that ``Days`` believes."""

_NO_YEAR = (0, 1, 1604)
"""Years that Apple (1604) and others write where they know none."""
_NO_DAY = (1600, 1601, 4500, 4501)
"""Years in which Outlook's way of saying "no date" falls (the first of January 1601, or 4501)."""


class Birthdays:
    """Cell → ``1984-03-14``, ``--03-14`` without a year, ``""`` where it says there is none (``0/0/00``), ``None`` if it is no day.

    Days in numbers are read by all cells of the ``column``: a first number beyond 12 shows D/M, a second one M/D; where nothing
    shows it ``day_first`` decides. With dots they are D.M in any case. Years of two digits are the last that are not after
    ``latest`` (a day as ISO text), and no day after it is believed. ``mixed`` is how many cells can be read both ways where the
    column has both orders.
    """

    def __init__(self, latest: str, column: Iterable[str], *, day_first: bool = False) -> None:
        self.mixed = 0
        self._latest = latest
        self._known: dict[str, str | None] = {}
        numbers = [pair for cell in set(column) if (pair := _pair(cell)) is not None]
        shows_day = any(second <= 12 < first for first, second in numbers)
        shows_month = any(first <= 12 < second for first, second in numbers)
        self._day_first = day_first if shows_day == shows_month else shows_day
        if shows_day and shows_month:
            self.mixed = sum(first != second and max(first, second) <= 12 for first, second in numbers)

    def __getitem__(self, cell: str) -> str | None:
        if cell not in self._known:
            self._known[cell] = self._read(cell.strip())
        return self._known[cell]

    def _read(self, text: str) -> str | None:
        if len(text) > _LONGEST:
            return None
        if not text.strip("0/.- :"):
            return ""
        if found := _DASHED.fullmatch(text):
            return _parts(None, int(found[1]), int(found[2]))
        if found := _ISO.fullmatch(text):
            return self._whole(found[1], int(found[3]), int(found[4]))
        if found := _NUMBERS.fullmatch(text):
            month, day = self._ordered(int(found[1]), found[2], int(found[3]))
            return self._whole(found[4], month, day)
        if found := _NUMBERS_ALONE.fullmatch(text):
            return _parts(None, *self._ordered(int(found[1]), found[2], int(found[3])))
        if found := _NAMED.fullmatch(text):
            return self._named(found[1], found[2], found[3])
        if found := _NAMED_FIRST.fullmatch(text):
            return self._named(found[2], found[1], found[3])
        if found := _SERIAL.fullmatch(text):
            # A spreadsheet's own number of a day, where the column was formatted as one.
            counted = (_SERIAL_ZERO + timedelta(days=int(found[1]))).isoformat()
            return counted if counted <= self._latest else None
        return None

    def _ordered(self, first: int, sign: str, second: int) -> tuple[int, int]:
        """Return (month, day)."""
        day_first = sign in ". " or first > 12 or (self._day_first and second <= 12)
        return (second, first) if day_first else (first, second)

    def _named(self, day: str, name: str, year: str | None) -> str | None:
        found = _ANY_DAY[f"{day} {name} {_LEAP}"]
        if found is None:
            return None
        month, number = int(found[5:7]), int(found[8:])
        return _parts(None, month, number) if year is None else self._whole(year, month, number)

    def _whole(self, digits: str, month: int, day: int) -> str | None:
        year = int(digits)
        if len(digits) == 2:
            this = int(self._latest[:4])
            year += this - this % 100
            year -= 100 * (year > this)
        if year in _NO_DAY or (year, month, day) == (1899, 12, 30):
            return ""
        if year in _NO_YEAR and len(digits) == 4:
            return _parts(None, month, day)
        found = _parts(year, month, day)
        return found if found is not None and year >= _OLDEST and found <= self._latest else None


def _pair(cell: str) -> tuple[int, int] | None:
    text = cell.strip()
    if len(text) > _LONGEST:
        return None
    found = _NUMBERS.fullmatch(text) or _NUMBERS_ALONE.fullmatch(text)
    return (int(found[1]), int(found[3])) if found and found[2] not in ". " else None


def _parts(year: int | None, month: int, day: int) -> str | None:
    try:
        found = date(_LEAP if year is None else year, month, day).isoformat()
    except ValueError:
        return None
    return found if year is not None else f"-{found[4:]}"
