"""Dates: the closed list that is read, and how days are said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect_tui.core.when import (
    MONTHS,
    NUMBERS,
    WEEKDAYS,
    add_months,
    around,
    day_of_stamp,
    last_talk,
    long_date,
    month_year,
    parse_date,
    read_date,
    season,
    short_date,
    span,
    today_at,
    weekday_date,
)

TODAY = date(2026, 11, 22)  # a Sunday
NO_DATE = None

READ: list[tuple[str, date | None, date | None]] = [
    # words, for what happened, for what is due
    ("2026-03-12", date(2026, 3, 12), date(2026, 3, 12)),
    ("2031-01-02", date(2031, 1, 2), date(2031, 1, 2)),
    ("12 Mar", date(2026, 3, 12), date(2027, 3, 12)),
    ("12 dec", date(2025, 12, 12), date(2026, 12, 12)),
    ("22 Nov", TODAY, TODAY),
    ("02 feb", date(2026, 2, 2), date(2027, 2, 2)),
    ("Mar 12", date(2026, 3, 12), date(2027, 3, 12)),
    ("March 12", date(2026, 3, 12), date(2027, 3, 12)),
    ("12 Mar 2025", date(2025, 3, 12), date(2025, 3, 12)),
    ("March 12, 2025", date(2025, 3, 12), date(2025, 3, 12)),
    ("1 sept", date(2026, 9, 1), date(2027, 9, 1)),
    ("5 may", date(2026, 5, 5), date(2027, 5, 5)),
    ("29 Feb", date(2024, 2, 29), date(2028, 2, 29)),
    ("29 Feb 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ("today", TODAY, TODAY),
    ("TODAY", TODAY, TODAY),
    ("yesterday", date(2026, 11, 21), date(2026, 11, 21)),
    ("tomorrow", date(2026, 11, 23), date(2026, 11, 23)),
    ("monday", date(2026, 11, 16), date(2026, 11, 23)),
    ("sat", date(2026, 11, 21), date(2026, 11, 28)),
    ("Sunday", TODAY, date(2026, 11, 29)),
    ("last monday", date(2026, 11, 16), date(2026, 11, 16)),
    ("last sunday", date(2026, 11, 15), date(2026, 11, 15)),
    ("next monday", date(2026, 11, 23), date(2026, 11, 23)),
    ("next sunday", date(2026, 11, 29), date(2026, 11, 29)),
    ("last week", date(2026, 11, 15), date(2026, 11, 15)),
    ("next week", date(2026, 11, 29), date(2026, 11, 29)),
    ("last month", date(2026, 10, 22), date(2026, 10, 22)),
    ("next month", date(2026, 12, 22), date(2026, 12, 22)),
    ("last year", date(2025, 11, 22), date(2025, 11, 22)),
    ("next year", date(2027, 11, 22), date(2027, 11, 22)),
    ("3 days ago", date(2026, 11, 19), date(2026, 11, 19)),
    ("1 day ago", date(2026, 11, 21), date(2026, 11, 21)),
    ("two weeks ago", date(2026, 11, 8), date(2026, 11, 8)),
    ("twelve months ago", date(2025, 11, 22), date(2025, 11, 22)),
    ("a month ago", date(2026, 10, 22), date(2026, 10, 22)),
    ("10 years ago", date(2016, 11, 22), date(2016, 11, 22)),
    ("in 3 days", date(2026, 11, 25), date(2026, 11, 25)),
    ("in 2 weeks", date(2026, 12, 6), date(2026, 12, 6)),
    ("in a week", date(2026, 11, 29), date(2026, 11, 29)),
    ("in one month", date(2026, 12, 22), date(2026, 12, 22)),
    ("in 2 years", date(2028, 11, 22), date(2028, 11, 22)),
    ("Fri 4 Dec", NO_DATE, date(2026, 12, 4)),
    ("Friday, 4 Dec 2026", date(2026, 12, 4), date(2026, 12, 4)),
    ("Sunday 22 November", TODAY, TODAY),
    # none of these is a date
    ("may", NO_DATE, NO_DATE),
    ("march", NO_DATE, NO_DATE),
    ("9:30", NO_DATE, NO_DATE),
    ("12", NO_DATE, NO_DATE),
    ("12th March", NO_DATE, NO_DATE),
    ("12.3.2025", NO_DATE, NO_DATE),
    ("3/12/2025", NO_DATE, NO_DATE),
    ("2025-3-12", NO_DATE, NO_DATE),
    ("20250312", NO_DATE, NO_DATE),
    ("2025-02-30", NO_DATE, NO_DATE),
    ("0000-01-01", NO_DATE, NO_DATE),
    ("٢٠٢٥-٠٣-١٢", NO_DATE, NO_DATE),
    ("31 Feb", NO_DATE, NO_DATE),
    ("0 Mar", NO_DATE, NO_DATE),
    ("12 Mar 25", NO_DATE, NO_DATE),
    ("29 Feb 2023", NO_DATE, NO_DATE),
    ("Mar 2025", NO_DATE, NO_DATE),
    ("² Mar", NO_DATE, NO_DATE),
    ("last", NO_DATE, NO_DATE),
    ("next spring", NO_DATE, NO_DATE),
    ("last march", NO_DATE, NO_DATE),
    ("this week", NO_DATE, NO_DATE),
    ("in", NO_DATE, NO_DATE),
    ("in 2", NO_DATE, NO_DATE),
    ("in no days", NO_DATE, NO_DATE),
    ("in two hours", NO_DATE, NO_DATE),
    ("in -2 days", NO_DATE, NO_DATE),
    ("in 9999 years", NO_DATE, NO_DATE),
    ("9999 years ago", NO_DATE, NO_DATE),
    ("in 99999999999 days", NO_DATE, NO_DATE),
    ("2 weeks", NO_DATE, NO_DATE),
    ("week ago", NO_DATE, NO_DATE),
    ("soon", NO_DATE, NO_DATE),
    ("today,", NO_DATE, NO_DATE),
    ("today really", NO_DATE, NO_DATE),
    ("", NO_DATE, NO_DATE),
]


@pytest.mark.parametrize(("text", "happened", "due"), READ, ids=[text for text, *_ in READ])
def test_a_date_is_read(text: str, happened: date | None, due: date | None) -> None:
    assert parse_date(text, TODAY, past=True) == happened
    assert parse_date(text, TODAY, past=False) == due


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("12 Mar 2025 coffee", 3),
        ("12 Mar 3000 people", 2),
        ("12 Mar, 2025 was warm", 3),
        ("12 Mar, coffee", 2),
        ("yesterday, coffee", 1),
        ("today 12 Mar", 1),
        ("monday lunch", 1),
        ("last week coffee", 2),
        ("two weeks ago coffee", 3),
        ("coffee yesterday", 0),
        ("29 Feb 2023 x", 0),
    ],
)
def test_the_longest_beginning_that_is_a_date_is_taken(line: str, taken: int) -> None:
    found = read_date(line.split(), TODAY, past=True)
    assert (found[1] if found else 0) == taken


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2026, 1, 31), "in a month", date(2026, 2, 28)),
        (date(2024, 1, 31), "next month", date(2024, 2, 29)),
        (date(2026, 3, 31), "last month", date(2026, 2, 28)),
        (date(2024, 2, 29), "in a year", date(2025, 2, 28)),
        (date(2024, 2, 29), "4 years ago", date(2020, 2, 29)),
        (date(2026, 12, 31), "in 2 months", date(2027, 2, 28)),
        (date(2097, 1, 1), "29 feb", date(2104, 2, 29)),
    ],
)
def test_months_that_are_too_short(today: date, text: str, day: date) -> None:
    assert parse_date(text, today, past=False) == day


def test_every_month_and_weekday_is_read_long_and_short() -> None:
    for number, name in enumerate(MONTHS, 1):
        for said in (name, name.upper(), name[:3].lower()):
            assert parse_date(f"5 {said} 2020", TODAY, past=True) == date(2020, number, 5)
    for number, name in enumerate(WEEKDAYS):
        for said in (name, name[:3]):
            found = parse_date(said, TODAY, past=False)
            assert found
            assert found.weekday() == number


WORDS = st.sampled_from(
    [
        *(
            "today",
            "yesterday",
            "tomorrow",
            "mon",
            "Friday",
            "last",
            "next",
            "week",
            "month",
            "year",
            "in",
            "a",
            "two",
            "days",
            "ago",
        ),
        *(
            "0",
            "1",
            "29",
            "31",
            "9999",
            "2024",
            "2025",
            "mar",
            "Feb",
            "may",
            "2025-03-12",
            "9999-12-31",
            "0001-01-01",
            "",
            ",",
            "x",
        ),
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=10)), max_size=6), st.dates(), st.booleans())
@example(["in", "9999", "days"], date.max, False)
@example(["next", "mon"], date.max, False)
@example(["29", "feb"], date.min, True)
@example(["yesterday"], date.min, True)
def test_any_words_at_all_are_read_or_are_no_date(words: list[str], today: date, past: bool) -> None:
    found = read_date(words, today, past=past)
    if found:
        assert 1 <= found[1] <= min(4, len(words))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_said_is_a_day_read(day: date) -> None:
    for said in (long_date(day), short_date(day), day.isoformat(), f"{WEEKDAYS[day.weekday()]} {short_date(day)}"):
        assert parse_date(said, TODAY, past=True) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_weekdays_fall_on_the_right_side(today: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    for text, past, low, high in (
        (name, True, -6, 0),
        (name, False, 1, 7),
        (f"last {name}", True, -7, -1),
        (f"next {name}", False, 1, 7),
    ):
        found = parse_date(text, today, past=past)
        assert found
        assert found.weekday() == weekday
        assert low <= (found - today).days <= high


def test_speaking_dates() -> None:
    assert long_date(date(2015, 3, 14)) == "14 March 2015"
    assert short_date(date(2023, 2, 2)) == "2 Feb 2023"
    assert month_year(date(2023, 3, 1)) == "March 2023"
    assert weekday_date(TODAY) == "Sunday 22 November"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 1, 3), "around 3 January"),
        (date(2026, 11, 30), "around 30 November"),
        (date(2027, 10, 31), "around 31 October"),
        (date(2027, 11, 22), "around 22 November 2027"),
        (date(2026, 10, 31), "around 31 October 2026"),
    ],
)
def test_around(day: date, said: str) -> None:
    assert around(day, TODAY) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (TODAY, TODAY, "less than a day"),
        (TODAY, TODAY + timedelta(1), "one day"),
        (TODAY, TODAY + timedelta(10), "ten days"),
        (TODAY, TODAY + timedelta(14), "two weeks"),
        (date(2026, 7, 1), date(2026, 8, 31), "eight weeks"),
        (date(2026, 1, 31), date(2026, 3, 31), "two months"),
        (date(2025, 9, 22), TODAY, "fourteen months"),
        (date(2024, 11, 23), TODAY, "23 months"),
        (date(2024, 11, 22), TODAY, "two years"),
        (date(2023, 11, 22), TODAY, "three years"),
        (date(2023, 12, 1), TODAY, "nearly three years"),
        (date(2006, 11, 22), TODAY, "twenty years"),
        (date(2005, 11, 22), TODAY, "21 years"),
        (date(2024, 2, 29), date(2026, 2, 28), "two years"),
        (TODAY, date(2023, 11, 22), "three years"),
        (date.min, date.max, "nearly 9999 years"),
    ],
)
def test_a_span(start: date, end: date, said: str) -> None:
    assert span(start, end) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "today"),
        (TODAY, "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 18), "a few days ago"),
        (date(2026, 11, 10), "last week"),
        (date(2026, 11, 7), "two weeks ago"),
        (date(2026, 10, 26), "three weeks ago"),
        (date(2026, 10, 25), "last month"),
        (date(2026, 10, 1), "last month"),
        (date(2026, 9, 3), "in September"),
        (date(2026, 8, 14), "last summer"),
        (date(2026, 5, 6), "last spring"),
        (date(2026, 1, 26), "last winter"),
        (date(2025, 11, 22), "last autumn"),
        (date(2025, 11, 21), "last year"),
        (date(2025, 1, 1), "last year"),
        (date(2024, 12, 31), "in 2024"),
        (date(2021, 5, 6), "in 2021"),
    ],
)
def test_the_last_talk(day: date, said: str) -> None:
    assert last_talk(day, TODAY) == said


def test_the_last_talk_at_the_edges_of_a_month() -> None:
    assert last_talk(date(2026, 11, 1), date(2026, 11, 30)) == "four weeks ago"
    assert last_talk(date(2026, 1, 31), date(2026, 3, 1)) == "four weeks ago"
    assert last_talk(date(2025, 12, 5), date(2026, 2, 28)) == "in December"
    assert last_talk(date(2026, 5, 6), TODAY, south=True) == "last autumn"


@given(st.dates(), st.dates())
def test_saying_never_fails(one: date, other: date) -> None:
    for said in (span(one, other), last_talk(one, other), around(one, other)):
        assert said
        assert said == said.strip()


def test_seasons() -> None:
    assert [season(date(2026, month, 15)) for month in (12, 1, 2, 3, 6, 9)] == ["winter"] * 3 + ["spring", "summer", "autumn"]
    assert season(date(2026, 1, 15), south=True) == "summer"
    assert season(date(2026, 10, 15), south=True) == "spring"


def test_the_day_of_a_stamp() -> None:
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-9))
    assert day_of_stamp("2026-11-22") == TODAY
    assert day_of_stamp("2026-11-22", east) == TODAY
    assert day_of_stamp("2026-11-22T18:00:00Z", UTC) == TODAY
    assert day_of_stamp("2026-11-22T18:00:00Z", east) == date(2026, 11, 23)
    assert day_of_stamp("2026-11-22T03:00:00Z", west) == date(2026, 11, 21)
    assert day_of_stamp("0001-01-01T00:00:00Z", west) == date.min
    assert day_of_stamp("9999-12-31T23:00:00Z", east) == date.max
    for bad in ("", "yesterday", "2026-13-01", "2026-11-22T99:00:00Z"):
        with pytest.raises(ValueError, match=r"."):
            day_of_stamp(bad)


def test_the_day_turns_at_four() -> None:
    assert today_at(datetime(2026, 11, 23, 3, 59)) == TODAY
    assert today_at(datetime(2026, 11, 23, 4, 0)) == date(2026, 11, 23)
    assert today_at(datetime(2026, 11, 23, 23, 59)) == date(2026, 11, 23)
    assert today_at(datetime(2026, 11, 23, 1, 0, tzinfo=UTC)) == TODAY
    assert today_at(datetime.min) == date.min


def test_adding_months() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert add_months(date(2026, 1, 31), 0) == date(2026, 1, 31)
    with pytest.raises(OverflowError):
        add_months(date.max, 1)
    with pytest.raises(OverflowError):
        add_months(date.min, -1)


def test_numbers_up_to_twenty_are_words() -> None:
    assert len(NUMBERS) == 21
    assert NUMBERS[20] == "twenty"
