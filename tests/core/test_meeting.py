"""Times to meet: what is read, what is said, and that the one finds the other again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.meeting import MOST, Slot, find, read_slots, said

TODAY = date(2026, 11, 22)  # a Sunday
THURSDAY, FRIDAY = date(2026, 12, 3), date(2026, 12, 4)


@pytest.mark.parametrize(
    ("line", "slots"),
    [
        ("Thu 3 Dec 17:00", [Slot(THURSDAY, 17)]),
        ("Thu 3 Dec 17:00, Fri 4 Dec at 12:30", [Slot(THURSDAY, 17), Slot(FRIDAY, 12, 30)]),
        ("Thu 3 Dec 17:00 or 18:00", [Slot(THURSDAY, 17), Slot(THURSDAY, 18)]),
        ("4 Dec 5pm; 3 Dec 9 am", [Slot(THURSDAY, 9), Slot(FRIDAY, 17)]),
        ("4 Dec 12am or 12pm", [Slot(FRIDAY, 0), Slot(FRIDAY, 12)]),
        ("tomorrow 9:15", [Slot(date(2026, 11, 23), 9, 15)]),
        ("next Monday at 18h30", [Slot(date(2026, 11, 23), 18, 30)]),
        ("in 2 weeks 11.00", [Slot(date(2026, 12, 6), 11)]),
        ("2026-12-04 17", [Slot(FRIDAY, 17)]),
        ("4 Dec 17 Uhr", [Slot(FRIDAY, 17)]),
        ("Dec 4, 2026 17:00", [Slot(FRIDAY, 17)]),
        ("4 Dec 17:00, 4 Dec 17:00", [Slot(FRIDAY, 17)]),
    ],
)
def test_lines_as_people_write_them(line: str, slots: list[Slot]) -> None:
    assert read_slots(line, TODAY) == slots


@pytest.mark.parametrize(
    "line",
    ["", ",", "Thu", "17:00", "coffee?", "Thu 3 Dec 25:00", "Thu 3 Dec 17:60", "Fri 3 Dec 17:00", "4 Dec 13pm", "2026-11-20 17:00",
     "4 Dec 17:00 or whenever", "4 Dec 0", "4 Dec 9, 10, 11, 12 or 13", "4 Dec ١٧:00x"],
)  # fmt: skip
def test_what_is_no_time_is_said(line: str) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        read_slots(line, TODAY)


def test_they_are_said_in_the_language_of_the_letter() -> None:
    slots = [Slot(THURSDAY, 17), Slot(FRIDAY, 12, 30), Slot(FRIDAY, 9)]
    assert said(slots[:1]) == "Thursday 3 December at 17:00"
    assert said(slots[:2], "xx") == "Thursday 3 December at 17:00 or Friday 4 December at 12:30"
    assert said(slots[:2], "de-AT") == "Donnerstag, 3. Dezember, um 17:00 Uhr oder Freitag, 4. Dezember, um 12:30 Uhr"
    assert said(slots, "fr") == "jeudi 3 décembre à 17:00, vendredi 4 décembre à 12:30 ou vendredi 4 décembre à 9:00"


@given(
    st.lists(
        st.builds(Slot, st.integers(0, 360).map(lambda ahead: TODAY + timedelta(ahead)), st.integers(0, 23), st.integers(0, 59)),
        min_size=1, max_size=MOST, unique=True,
    ),
    st.sampled_from(["en", "de", "fr"]),
    st.text(max_size=20),
)  # fmt: skip
def test_what_was_said_in_a_letter_is_found_there_again(slots: list[Slot], lang: str, around: str) -> None:
    assert find(f"Hi,\n{around} {said(slots, lang)} {around}?", TODAY) == sorted(slots)


def test_another_weekday_or_a_day_gone_by_is_not_what_was_proposed() -> None:
    assert find("Friday 3 December at 17:00", TODAY) == []
    assert find("Thursday 3 December at 25:00", TODAY) == []
    assert find("Saturday 21 November at 9:00", TODAY) == []


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        slots = read_slots(line, TODAY)
    except UsageError:
        return
    assert all(slot.day >= TODAY and 0 <= slot.hour < 24 and 0 <= slot.minute < 60 for slot in slots)
