"""Days and instants as LinkedIn and spreadsheets write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.interchange.dates import Days, Instants, Minutes, Numbers, month

LATEST = "2026-11-23"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("02 Jan 2019", "2019-01-02"), ("2 Jan 2019", "2019-01-02"), ("02-Jan-19", "2019-01-02"), ("4-Apr-21", "2021-04-04"),
        (" 31 december 2020 ", "2020-12-31"), ("02. Mrz 19", "2019-03-02"), ("02-janv-19", "2019-01-02"), ("15-août-20", "2020-08-15"),
        ("07 de dic. de 2019", None), ("7 dic 2019", "2019-12-07"), ("2019-01-02", "2019-01-02"), ("2019-01-02 00:00:00", "2019-01-02"),
        ("2019/1/2", "2019-01-02"), ("Jan 2, 2019", "2019-01-02"), ("January 2nd, 2019", "2019-01-02"), ("43467", "2019-01-02"),
        ("43467.5", "2019-01-02"), ("02.01.2019", "2019-01-02"), ("31.12.19", "2019-12-31"), ("30 Feb 2019", None), ("", None),
        ("yesterday", None), ("02 Jan 2002", None), ("02 Jan 2069", None), ("24 Nov 2026", None), ("00 Jan 2019", None), ("99999", None),
        ("9" * 400, None), ("02 Jän 2019", None),
    ],
)  # fmt: skip
def test_a_day_in_words(cell: str, day: str | None) -> None:
    assert Days(LATEST)[cell] == day
    assert Days(LATEST, [cell])[cell] == day


def test_a_day_in_numbers_needs_its_column() -> None:
    with pytest.raises(Numbers):
        Days(LATEST)["9/5/18, 3:04 AM"]


@pytest.mark.parametrize(
    ("column", "days", "mixed"),
    [
        (["9/5/18, 3:04 AM", "12/31/17, 11:59 PM"], ["2018-09-05", "2017-12-31"], 0),
        (["9/5/18", "4/3/17"], ["2018-09-05", "2017-04-03"], 0),
        (["9/5/2018", "31/12/2017", "3/4/2016 10:00"], ["2018-05-09", "2017-12-31", "2016-04-03"], 0),
        (["9-5-18", "31-12-17"], ["2018-05-09", "2017-12-31"], 0),
        (["9/5/18", "31/12/17", "12/31/17", "5/5/18"], ["2018-09-05", "2017-12-31", "2017-12-31", "2018-05-05"], 1),
        (["9/5/18", "02 Jan 2019", "2.1.2019"], ["2018-09-05", "2019-01-02", "2019-01-02"], 0),
        (["13/13/18", "4/5/99", "1/1/26", "12/1/26"], [None, None, "2026-01-01", None], 0),
    ],
    ids=str,
)
def test_days_in_numbers(column: list[str], days: list[str | None], mixed: int) -> None:
    found = Days(LATEST, column)
    assert [found[cell] for cell in column] == days
    assert found.mixed == mixed


@given(
    st.dates(date(2003, 5, 5), date(2026, 11, 23)), st.sampled_from(["%d %b %Y", "%d-%b-%y", "%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y"])
)
def test_every_day_of_linkedin(day: date, shape: str) -> None:
    assert Days(LATEST)[f"{day:{shape}}"] == day.isoformat()


@given(st.lists(st.dates(date(2003, 5, 5), date(2026, 11, 23)), min_size=1), st.booleans())
def test_one_day_beyond_the_twelfth_tells_the_order(column: list[date], day_first: bool) -> None:
    column = [*column, date(2019, 1, 13)]
    shape = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    found = Days(LATEST, [f"{day:{shape}}" for day in column])
    assert [found[f"{day:{shape}}"] for day in column] == [day.isoformat() for day in column]


@given(st.text(max_size=30))
def test_any_cell_is_a_day_or_none(cell: str) -> None:
    day = Days(LATEST, [cell])[cell]
    assert day is None or date.fromisoformat(day) <= date.fromisoformat(LATEST) + timedelta()
    Instants()[cell]


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2023-06-01 14:03:22 UTC", "2023-06-01T14:03:22Z"), ("2023-06-01 14:03 UTC", "2023-06-01T14:03:00Z"),
        (" 2023-06-01T14:03:22Z ", "2023-06-01T14:03:22Z"), ("2023-06-01 14:03:22.123", "2023-06-01T14:03:22Z"),
        ("2023-02-30 14:03:22 UTC", None), ("2023-06-01 24:03:22 UTC", None), ("2023-06-01 14:60:22 UTC", None),
        ("2023-06-01 14:03:60 UTC", None), ("2023-06-01", None), ("", None), ("٢٠٢٣-06-01 14:03:22 UTC", None),
    ],
)  # fmt: skip
def test_instants(cell: str, at: str | None) -> None:
    assert Instants()[cell] == at


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("9/5/18, 3:04 AM", "2018-09-05T03:04:00Z"), ("9/5/18, 12:04 AM", "2018-09-05T00:04:00Z"), ("9/5/18, 12:04 PM", "2018-09-05T12:04:00Z"),
        ("12/31/17, 11:59 p.m.", "2017-12-31T23:59:00Z"), ("9/5/2018 15:04", "2018-09-05T15:04:00Z"), ("9/5/18, 3:04:59 AM", "2018-09-05T03:04:59Z"),
        ("9/5/18, 3:04\u202fPM", "2018-09-05T15:04:00Z"), ("2018-09-05 03:04:07 UTC", "2018-09-05T03:04:07Z"),
        ("2018-09-05T03:04Z", "2018-09-05T03:04:00Z"),
        ("5 Sep 2018, 3:04 AM", "2018-09-05T03:04:00Z"), ("9/5/18", "2018-09-05"), ("9/5/18, 0:04 AM", None), ("9/5/18, 13:04 PM", None),
        ("9/5/18, 24:04", None), ("9/5/18, 3:60 AM", None), ("2/30/18, 3:04 AM", None), ("9/5/27, 3:04 AM", None), ("3:04 AM", None), ("", None),
        ("x" * 5_000 + ", 3:04 AM", None),
    ],
)  # fmt: skip
def test_minutes(cell: str, at: str | None) -> None:
    assert Minutes(LATEST, [cell])[cell] == at


def test_minutes_of_a_column_with_the_day_first() -> None:
    column = ["9/5/18, 3:04 AM", "31/12/17, 11:59 PM"]
    found = Minutes(LATEST, column)
    assert [found[cell] for cell in column] == ["2018-05-09T03:04:00Z", "2017-12-31T23:59:00Z"]


@given(st.text(st.sampled_from("0123456789:/, TZAPMapmU.\u202f\u0663é"), max_size=30))
def test_any_cell_is_a_minute_or_none(cell: str) -> None:
    at = Minutes(LATEST, [cell])[cell]
    assert at is None or len(at) in (10, 20)
    span = month(cell)
    assert span is None or date.fromisoformat(span[0]) < date.fromisoformat(span[1])


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("Mar 2015", ("2015-03-01", "2015-03-31")), ("Feb 2016", ("2016-02-01", "2016-02-29")), ("Dec 1999", ("1999-12-01", "1999-12-31")),
        ("2015", ("2015-01-01", "2015-12-31")), (" march  2015 ", ("2015-03-01", "2015-03-31")), ("Mar-15", ("2015-03-01", "2015-03-31")),
        ("Mar-98", ("1998-03-01", "1998-03-31")), ("02 Mar 2015", ("2015-03-01", "2015-03-31")), ("03/2015", ("2015-03-01", "2015-03-31")),
        ("2015-03", ("2015-03-01", "2015-03-31")), ("2015-03-09", ("2015-03-01", "2015-03-31")), ("Mär 2015", ("2015-03-01", "2015-03-31")),
        ("13/2015", None), ("0000", None), ("2101", None), ("Nix 2015", None), ("", None), ("Present", None), ("٢٠١٥", None), (" " * 9_999, None),
    ],
)  # fmt: skip
def test_a_month(cell: str, span: tuple[str, str] | None) -> None:
    assert month(cell) == span
