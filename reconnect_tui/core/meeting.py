"""Times to meet: read from a line as people write it, said in a letter, and found there again.

Thu 3 Dec 17:00, Fri 12:30, next Monday at 9      a day of ``core.when``, then a time
Fri 4 Dec 5pm or 18h30
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reconnect_tui.core import when
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.text import clean_line, shown_line
from reconnect_tui.core.words_of_time import LANGUAGES, language_of

MOST = 4
"""More than that is a form to fill in, and no invitation."""

_BETWEEN = re.compile(r"\s*(?:;|,(?!\s*\d{4}\b)|\bor\b|\boder\b|\bou\b)\s*", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|h|uhr|o['’]clock)?", re.IGNORECASE)
_SAID = {
    "en": "{weekday} {day} {month} at {time}",
    "de": "{weekday}, {day}. {month}, um {time} Uhr",
    "fr": "{weekday} {day} {month} à {time}",
}
_OR = {"en": " or ", "de": " oder ", "fr": " ou "}


class Slot(NamedTuple):
    """One time to meet, by the clock of where it is: nobody's time zone is known here."""

    day: date
    hour: int
    minute: int = 0

    @property
    def time(self) -> str:
        return f"{self.hour}:{self.minute:02}"


def read_slots(text: str, today: date) -> list[Slot]:
    """Read the times of a line; raises ``UsageError`` for what is none, has passed, or is more than ``MOST``.

    A day said once holds for the times behind it: ``Thu 17:00 or 18:00``.
    """
    parts = [part for part in _BETWEEN.split(clean_line(text).strip()) if part]
    if not parts:
        raise UsageError("Say a day and a time: Thu 3 Dec 17:00, Fri 12:30.")
    found: list[Slot] = []
    for part in parts:
        found.append(_slot(part, found[-1].day if found else None, today))
    if len(set(found)) > MOST:
        raise UsageError(f"These are more than {when.number(MOST)} times; two or three are easier to answer.")
    return sorted(set(found))


def _slot(part: str, day: date | None, today: date) -> Slot:
    words = [word for word in part.split() if word.lower() not in ("at", "um", "à", "on", "am")]
    if words and words[-1].lower() in ("uhr", "pm", "o'clock", "o’clock") and len(words) > 1:
        words[-2:] = ["".join(words[-2:])]
    named = when.read_date(words, today, past=False)
    if named is not None:
        day, taken = named
        words = words[taken:]
    clock = _CLOCK.fullmatch("".join(words)) if len(words) == 1 else None
    hour, minute = _hour(clock) if clock else (99, 0)
    if day is None or hour > 23 or minute > 59:
        raise UsageError(f"“{shown_line(part, 40)}” is not a day and a time. Say it like this: Thu 3 Dec 17:00, Fri 12:30.")
    if day < today:
        raise UsageError(f"{when.long_date(day)} has passed; choose a day to come.")
    return Slot(day, hour, minute)


def _hour(clock: re.Match[str]) -> tuple[int, int]:
    hour, half = int(clock[1]), (clock[3] or "").lower()
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return 99, 0
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not half and clock[2] is None and hour == 0:
        return 99, 0
    return hour, int(clock[2] or 0)


def said(slots: Sequence[Slot], lang: str = "en") -> str:
    """Say the times as a letter does: ``Thursday 3 December at 17:00 or Friday 4 December at 12:30``."""
    lang = language_of(lang)
    lang = lang if lang in _SAID else "en"
    every = [_one(slot, lang) for slot in slots]
    return _OR[lang].join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def _one(slot: Slot, lang: str) -> str:
    words = LANGUAGES[lang]
    return _SAID[lang].format(
        weekday=words.weekdays[slot.day.weekday()], day=slot.day.day, month=words.months[slot.day.month - 1], time=slot.time
    )


def find(text: str, today: date) -> list[Slot]:
    """Find the times that a letter proposes in the words of ``said``, whatever its language, the earliest first.

    Only days of the coming year whose weekday is right: anything else is not what was proposed.
    """
    found: set[Slot] = set()
    for lang in _SAID:
        for m in _pattern(lang).finditer(text):
            slot = _found(m, lang, today)
            if slot is not None:
                found.add(slot)
    return sorted(found)


def _pattern(lang: str) -> re.Pattern[str]:
    words = LANGUAGES[lang]
    form = re.escape(_SAID[lang]).replace(r"\{", "{").replace(r"\}", "}")
    pattern = form.format(
        weekday=f"({'|'.join(words.weekdays)})", day=r"(\d{1,2})", month=f"({'|'.join(words.months)})", time=r"(\d{1,2}):(\d{2})"
    )
    return re.compile(rf"(?<!\w){pattern}")


def _found(m: re.Match[str], lang: str, today: date) -> Slot | None:
    words = LANGUAGES[lang]
    month = words.months.index(m[3]) + 1
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, int(m[2]))
        except ValueError:
            continue
        if day >= today:
            right = words.weekdays[day.weekday()] == m[1] and int(m[4]) < 24 and int(m[5]) < 60
            return Slot(day, int(m[4]), int(m[5])) if right else None
    return None
