"""A calendar reads back as what was said, in lines of at most 75 octets, and says nothing of when it was written."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reconnect_tui.core.text import clean_line
from reconnect_tui.interchange.ics import Occasion, birthday, calendar

OCCASIONS = st.lists(
    st.builds(
        Occasion,
        st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120).map(clean_line),
        st.dates(),
        st.booleans(),
    ),
    max_size=5,
)


def read(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def days(event: Any, until: date) -> list[date]:
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.decoded("DTSTART"))
    return list(takewhile(lambda day: day <= until, (found.date() for found in rule)))


@given(OCCASIONS)
def test_a_calendar_reads_back(occasions: list[Occasion]) -> None:
    data = b"".join(calendar(occasions))
    assert b"".join(calendar(occasions)) == data
    events = read(data)
    assert len(events) == len(occasions)
    for one, event in zip(occasions, events, strict=True):
        assert str(event["SUMMARY"]) == one.summary
        assert str(event["UID"]) == f"{one.uid}@reconnect"
        assert event.decoded("DTSTART") == one.day
        assert type(event.decoded("DTSTART")) is date
        assert ("RRULE" in event) == one.yearly
        assert str(event["TRANSP"]) == "TRANSPARENT"
        if one.day < date.max:
            assert event.decoded("DTEND") == one.day + timedelta(1)


@given(OCCASIONS)
def test_its_lines_are_as_the_rfc_has_them(occasions: list[Occasion]) -> None:
    data = b"".join(calendar(occasions))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()
    lines = data.split(b"\r\n")
    assert [line for line in lines if line.startswith((b"VERSION:", b"PRODID:"))] == [
        b"VERSION:2.0",
        b"PRODID:-//reconnect//reconnect//EN",
    ]


def test_a_birthday_comes_each_year_and_the_29th_of_february_too() -> None:
    ada, bo = read(
        b"".join(calendar([Occasion("a", "Ada", date(1984, 2, 29), True), Occasion("b", "Bo", date(1984, 3, 14), True)]))
    )
    assert days(ada, date(1988, 12, 31)) == [
        date(1984, 2, 29),
        date(1985, 2, 28),
        date(1986, 2, 28),
        date(1987, 2, 28),
        date(1988, 2, 29),
    ]
    assert days(bo, date(1986, 12, 31)) == [date(1984, 3, 14), date(1985, 3, 14), date(1986, 3, 14)]


def test_birthdays_as_they_are_kept() -> None:
    assert birthday("1984-03-14") == date(1984, 3, 14)
    assert birthday("--02-29") == date(1972, 2, 29)
    assert [birthday(stored) for stored in ("1983-02-29", "--13-01", "", "spring", "-")] == [None] * 5
