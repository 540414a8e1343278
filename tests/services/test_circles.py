"""Circles are the user's own: names, paces, a pace of a person's own; each a step of undo. What config.yaml says wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.person import WIDE
from reconnect_tui.services import circles, exporting, history, importing, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people, standing
from tests.store.test_history import TODAY, desk_in, everything

ADA, BEN, CHI = 1, 2, 3


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_in(tmp_path)
    for name, circle in (("Ada Okafor", "friends"), ("Ben Ito", "friends"), ("Chi Wu", "wide")):
        recording.add_person(desk, name, circle=circle)
    yield desk
    desk.close()


def paces(desk: Desk) -> dict[str, int | None]:
    return dict(people.circles(desk.store))


def test_paces_of_the_settings_reach_the_circles_once(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor", circle="friends")
    recording.record(desk, 1, "met")
    assert people.get(desk.store, 1).next_due == "2027-01-21"
    desk.close()
    (tmp_path / "config.yaml").write_text("paces:\n  friends: 30\n  choir: 14\n  work: none\n", encoding="utf-8")
    for _ in range(2):
        desk = desk_in(tmp_path)
        assert dict(people.circles(desk.store)) == {"close": 21, "friends": 30, "work": None, "wide": None, "choir": 14}
        assert people.get(desk.store, 1).next_due == "2026-12-22"
        assert not standing.differing(desk.store.connection)
        assert [step.kind for step in history.listing(desk)] == ["circle", "record", "add"]
        desk.close()


def test_what_the_settings_name_is_changed_there(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("paces:\n  Friends: 30\n", encoding="utf-8")
    desk = desk_in(tmp_path)
    changes: tuple[Callable[[], object], ...] = (
        lambda: circles.set_pace(desk, "friends", 10),
        lambda: circles.rename(desk, "friends", "mates"),
        lambda: circles.remove(desk, "FRIENDS"),
    )
    for change in changes:
        with pytest.raises(ReconnectError, match=r"config\.yaml"):
            change()
    assert paces(desk)["friends"] == 30
    desk.close()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("30", 30), (" every 30 days ", 30), ("about every 6 weeks", 42), ("3 months", 90), ("1 year", 365), ("1 day", 1), ("3650", 3650),
        ("", None), ("none", None), ("No pace", None), ("never", None),
    ],
)  # fmt: skip
def test_a_pace_in_words(words: str, days: int | None) -> None:
    assert circles.read_pace(words) == days


@pytest.mark.parametrize(
    "words", ["0", "-3", "3651", "11 years", "soon", "30 moons", "30 days long", "٣٠", "1.5", "9" * 40, "weeks"]
)
def test_what_is_no_pace(words: str) -> None:
    with pytest.raises(UsageError):
        circles.read_pace(words)


Change = Callable[[Desk], object]
CHANGES: tuple[Change, ...] = (
    lambda desk: circles.add(desk, "choir", 30),
    lambda desk: circles.rename(desk, "friends", "mates"),
    lambda desk: circles.set_pace(desk, "friends", 45),
    lambda desk: circles.set_pace(desk, "friends", None),
    lambda desk: circles.remove(desk, "friends", "wide"),
    lambda desk: circles.remove(desk, "friends"),
    lambda desk: circles.place(desk, ADA, "close", 14, change_pace=True),
    lambda desk: circles.set_own_pace(desk, ADA, 14),
)


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_one_step_and_comes_back_whole(desk: Desk, change: Change) -> None:
    recording.record(desk, ADA, "met")
    before = everything(desk)
    change(desk)
    after = everything(desk)
    assert after != before
    assert not standing.differing(desk.store.connection)
    history.undo(desk)
    assert everything(desk) == before
    history.redo(desk)
    assert everything(desk) == after


def test_a_circle_keeps_its_people_and_place_under_another_name(desk: Desk) -> None:
    circles.set_pace(desk, "friends", 45)
    circles.rename(desk, "Friends", "  old   friends ")
    assert list(paces(desk).items()) == [("close", 21), ("old friends", 45), ("work", 120), ("wide", None)]
    assert [people.get(desk.store, who).circle for who in (ADA, BEN, CHI)] == ["old friends", "old friends", "wide"]


@pytest.mark.parametrize("name", ["", "  ", "none", "NONE", "Close", "x" * 41])
def test_a_name_that_a_circle_cannot_have(desk: Desk, name: str) -> None:
    changes: tuple[Callable[[], object], ...] = (lambda: circles.add(desk, name), lambda: circles.rename(desk, "friends", name))
    for change in changes:
        with pytest.raises(UsageError):
            change()
    assert list(paces(desk)) == ["close", "friends", "work", "wide"]


def test_a_circle_may_change_the_case_of_its_own_name(desk: Desk) -> None:
    circles.rename(desk, "friends", "Friends")
    assert list(paces(desk)) == ["close", "Friends", "work", "wide"]


def test_the_circle_of_imports_stays_but_may_have_a_pace(desk: Desk) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: circles.rename(desk, WIDE, "all"),
        lambda: circles.remove(desk, "Wide", "close"),
    )
    for change in changes:
        with pytest.raises(ReconnectError, match="import"):
            change()
    circles.set_pace(desk, WIDE, 400)
    assert paces(desk)[WIDE] == 400


def test_the_people_of_a_removed_circle_go_where_they_are_sent(desk: Desk) -> None:
    assert circles.anybody_in(desk, "friends")
    assert not circles.anybody_in(desk, "close")
    with pytest.raises(UsageError):
        circles.remove(desk, "friends", "friends")
    with pytest.raises(UsageError, match="enemies"):
        circles.remove(desk, "friends", "enemies")
    circles.remove(desk, "friends", "WORK")
    assert [people.get(desk.store, who).circle for who in (ADA, BEN, CHI)] == ["work", "work", "wide"]
    circles.remove(desk, "work")
    assert [people.get(desk.store, who).circle for who in (ADA, BEN, CHI)] == ["", "", "wide"]


def test_an_own_pace_wins_until_it_is_taken_back(desk: Desk) -> None:
    recording.record(desk, ADA, "met")
    circles.set_own_pace(desk, ADA, 10)
    assert people.get(desk.store, ADA).next_due == (TODAY + timedelta(10)).isoformat()
    assert recording.next_hello(desk, ADA) == TODAY + timedelta(10)
    assert "a pace of their own, about every 10 days" in circles.how_it_is(people.get(desk.store, ADA))
    circles.set_own_pace(desk, ADA, None)
    assert people.get(desk.store, ADA).next_due == (TODAY + timedelta(60)).isoformat()
    circles.place(desk, ADA, "", None, change_pace=False)
    assert people.get(desk.store, ADA).next_due is None


def test_the_line_adds_up_only_those_in_touch_once_and_awake(desk: Desk) -> None:
    assert (
        circles.what_they_ask(desk) == "Nobody you have talked with has a pace yet, so the paces ask for nothing; a day holds 3."
    )
    recording.record(desk, ADA, "met")
    recording.record(desk, CHI, "met")
    assert circles.what_they_ask(desk) == "Together they ask for about a hello every 60 days; a day holds 3."
    circles.set_pace(desk, WIDE, 2)
    circles.set_own_pace(desk, ADA, 1)
    assert circles.what_they_ask(desk) == "Together they ask for about 1.5 hellos a day; a day holds 3."
    recording.rest(desk, CHI)
    assert circles.what_they_ask(desk) == "Together they ask for about 1 hello a day; a day holds 3."
    circles.set_own_pace(desk, ADA, 2)
    assert circles.what_they_ask(desk) == "Together they ask for about a hello every other day; a day holds 3."


@pytest.mark.parametrize("new", ["buddies", "mates"])
def test_a_new_name_wins_over_the_old_one_of_another_home(desk: Desk, tmp_path: Path, new: str) -> None:
    other = desk_in(tmp_path / "other")
    exporting.write(desk, str(tmp_path / "first.json"))
    importing.run(other, tmp_path / "first.json")
    circles.rename(desk, "friends", new)
    exporting.write(other, str(tmp_path / "theirs.json"))
    importing.run(desk, tmp_path / "theirs.json")
    assert {people.get(desk.store, who).circle for who in (ADA, BEN)} == {new}
    other.close()
