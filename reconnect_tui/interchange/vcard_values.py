r"""What stands after the colon of a vCard line: escapes, lists, dates.

Reading is lenient, for all versions alike: ``\n \, \; \: \\`` are escapes wherever they stand, any other backslash is itself.
Writing follows RFC 6350.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect_tui.core.names import clean_name
from reconnect_tui.core.text import clean_line, clean_text

_ESCAPE = re.compile(r"\\([nN,;:\\])")
_LAST_BACKSLASHES = re.compile(r"\\+(?=\n)")
_MARK = re.compile(r"\\.|[;,]", re.DOTALL)
_TIGHT_COMMA = re.compile(r"(?<!\\),(?! )")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})(?:(?P<month>\d\d)(?P<day>\d\d)|[-/.](?P<month2>\d{1,2})[-/.](?P<day2>\d{1,2}))"
    r"|--(?P<month3>\d\d)-?(?P<day3>\d\d))(?P<time>[T ].*)?",
    re.ASCII | re.DOTALL,
)
_NO_YEAR = ("0000", "1604")
"""What stands for "no year": Apple writes 1604, a leap year, and says so in X-APPLE-OMIT-YEAR; not everybody passes that on."""

_FIRST_YEAR = 1800


def unescape(value: str) -> str:
    """Return a text value as it is meant."""
    return _ESCAPE.sub(_meant, value) if "\\" in value else value


def escape(text: str) -> str:
    """Return ``text`` as a text value (RFC 6350, 3.4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return one_line(text)


def one_line(value: str) -> str:
    r"""Return a value that is escaped already, with line breaks that quoted-printable brought as ``\n``."""
    if "\n" not in value and "\r" not in value:
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    # A backslash before the break is one of the text, and must not take the new one for its own.
    return _LAST_BACKSLASHES.sub(lambda found: found[0] + "\\" * (len(found[0]) % 2), value).replace("\n", "\\n")


def split(value: str, sign: str) -> list[str]:
    """Split at each ``sign`` that is not escaped; the parts are still to be unescaped."""
    if "\\" not in value:
        return value.split(sign)
    parts: list[str] = []
    start = 0
    for found in _MARK.finditer(value):
        if found[0] == sign:
            parts.append(value[start : found.start()])
            start = found.end()
    parts.append(value[start:])
    return parts


def line_of(value: str) -> str:
    """A text value as one line to be stored."""
    if "\\" not in value and value.isprintable():  # nothing to unescape and nothing to clean: nearly every value of a card
        return value.strip()
    return clean_line(unescape(value)).strip()


def text_of(value: str) -> str:
    """A text value as lines to be stored."""
    if "\\" not in value and value.isprintable():
        return value.strip()
    return clean_text(unescape(value)).strip()


def name_of(value: str) -> str:
    """A text value as a name to be stored."""
    return clean_name(unescape(value))


def component(value: str) -> str:
    """One component of N: a list's values side by side (``Philip,Paul``), but a comma of the text itself stays (``Doe, PhD``)."""
    return line_of(_TIGHT_COMMA.sub(" ", value) if "," in value else value)


def day_of(value: str, omitted: str = "") -> str | None:
    """Return ``YYYY-MM-DD``, or ``--MM-DD`` where the year is ``omitted`` or stands for none; ``None`` for anything else.

    A year is never invented, and none of before 1800 is believed.
    """
    found = _DAY.fullmatch(value.strip())
    if found is None:
        return None
    year = found["year"]
    if year in _NO_YEAR or year == omitted:
        year = None
    month, day = (int(found[part] or found[f"{part}2"] or found[f"{part}3"]) for part in ("month", "day"))
    try:
        whole = date(int(year or 2000), month, day)
    except ValueError:
        return None
    if year is None:
        return f"--{month:02}-{day:02}"
    return whole.isoformat() if whole.year >= _FIRST_YEAR else None


def basic(day: str, value: str = "") -> str:
    """A day as vCard 4.0 writes it (``19840314``, ``--0314``), with the time of day that ``value`` has, if any."""
    found = _DAY.fullmatch(value.strip())
    time = (found["time"] or "") if found and not day.startswith("--") else ""
    time = "T" + time[1:].replace(":", "") if len(time) > 1 and time[1:].replace(":", "")[:2].isdigit() else ""
    return ("--" + day[2:].replace("-", "") if day.startswith("--") else day.replace("-", "")) + time


def _meant(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
