"""Before a meeting: what is told, whose birthday is near, and whom the next note is about."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.services import briefing, naming, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from tests.store.test_history import TODAY, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = desk_in(tmp_path)
    for name in ("Ada Okafor", "Jonas Lind", "Chi Wu"):
        recording.add_person(found, name)
    return found


@pytest.mark.parametrize(
    ("birthday", "near"),
    [
        ("1984-11-22", date(2026, 11, 22)),
        ("--12-22", date(2026, 12, 22)),
        ("--12-23", None),
        ("--11-12", date(2026, 11, 12)),
        ("--11-11", None),
        (None, None),
    ],
)
def test_a_birthday_that_is_near(birthday: str | None, near: date | None) -> None:
    assert briefing.near_birthday(birthday, TODAY) == near


def test_the_turn_of_the_year_and_the_leap_day() -> None:
    assert briefing.near_birthday("--01-05", date(2026, 12, 20)) == date(2027, 1, 5)
    assert briefing.near_birthday("--12-30", date(2027, 1, 3)) == date(2026, 12, 30)
    assert briefing.near_birthday("--02-29", date(2027, 2, 20)) == date(2027, 2, 28)
    assert briefing.near_birthday("--02-29", date(2028, 2, 20)) == date(2028, 2, 29)


def test_the_next_note_of_the_day_begins_with_their_name(desk: Desk) -> None:
    ada = people.get(desk.store, 1)
    assert briefing.offered(desk) == ""
    briefing.remember(desk, ada)
    assert briefing.offered(desk) == "coffee: @Ada "
    assert stat.S_IMODE(os.stat(os.path.join(desk.home.data, "briefed")).st_mode) == 0o600
    desk.environ = {**desk.environ, "RECONNECT_TODAY": "2026-11-23"}
    assert briefing.offered(desk) == "", "it was for that day"
    desk.environ = {**desk.environ, "RECONNECT_TODAY": "2026-11-22"}
    briefing.forget(desk)
    briefing.forget(desk)
    assert briefing.offered(desk) == ""
    briefing.remember(desk, ada)
    recording.died(desk, 1)
    assert briefing.offered(desk) == ""
    desk.close()


@pytest.mark.parametrize("content", ["", "2026-11-22", "2026-11-22\nnobody\n", "x" * 10_000, "\x00\xff"])
def test_a_file_that_says_nothing_offers_nothing(desk: Desk, content: str) -> None:
    Path(desk.home.data, "briefed").write_text(content, encoding="latin-1")
    assert briefing.offered(desk) == ""
    desk.close()


def test_the_shortest_name_that_means_them_alone(desk: Desk) -> None:
    for name in ("Ada Lind", 'Anna "Ann" Berg', "Anna (Ann) Berg"):
        recording.add_person(desk, name)
    assert naming.mention(desk, 2, "Jonas Lind") == "@Jonas"
    assert naming.mention(desk, 1, "Ada Okafor") == "@Ada Okafor"
    assert naming.mention(desk, 6, "Anna (Ann) Berg") == '@"Anna (Ann) Berg"'
    assert naming.mention(desk, 5, 'Anna "Ann" Berg') == '@"Anna Ann Berg"'
    desk.close()


def test_names_complete_the_latest_contact_first_and_the_silent_never(desk: Desk) -> None:
    recording.add_person(desk, "Søren Hölm")
    recording.record(desk, 3, "met")
    recording.record(desk, 2, "met", on=date(2026, 11, 1))
    assert naming.completed(desk, "hello @") == ["hello @Chi", "hello @Jonas", "hello @Ada", "hello @Søren"]
    assert naming.completed(desk, 'met @"ada ok') == ["met @Ada"]
    assert naming.completed(desk, "a@b") == naming.completed(desk, "no name") == naming.completed(desk, "@zz") == []
    assert naming.completed(desk, "@ada") == naming.completed(desk, "@oka") == ["@Ada"]
    recording.died(desk, 1)
    recording.never(desk, 3)
    assert naming.completed(desk, "@") == ["@Jonas", "@Søren"]
    assert naming.beginning(desk, "") == ["Jonas Lind", "Søren Hölm"]
    assert naming.beginning(desk, "soren HO") == ["Søren Hölm"]
    assert naming.beginning(desk, "holm") == [], "a shell completes beginnings"
    desk.close()
