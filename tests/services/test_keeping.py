"""Kept lines: what can be kept, undo, and what becomes of them when their moment or their person goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.moment import Moment
from reconnect_tui.services import editing, history, keeping, looking_back, merging, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import moments
from tests.store.test_history import desk_in, everything

ADA, BEN = 1, 2


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor", circle="friends")
    recording.add_person(desk, "Ben Ito")
    recording.record(desk, ADA, "replied", note="You were right about the tide. Come and see us!")
    recording.record(desk, ADA, "wrote", note="My own words.")
    yield desk
    desk.close()


def moment(desk: Desk, direction: str) -> Moment:
    return next(one for one in moments.of_person(desk.store, ADA, limit=9) if one.direction == direction)


def lines(desk: Desk, person_id: int = ADA) -> list[str]:
    return [line.text for line in keeping.lines_of(desk, person_id)]


def test_one_sentence_of_theirs_is_kept_and_let_go_each_a_step_of_undo(desk: Desk) -> None:
    before = everything(desk)
    theirs = moment(desk, "in")
    assert keeping.choices(theirs) == ["You were right about the tide.", "Come and see us!"]
    keeping.keep(desk, theirs, "Come and see us!", ADA)
    assert lines(desk) == ["Come and see us!"]
    with pytest.raises(ReconnectError, match="already"):
        keeping.keep(desk, theirs, "Come and see us!", ADA)
    keeping.release(desk, keeping.kept_of(desk, theirs)["Come and see us!"], ADA)
    assert lines(desk) == []
    history.undo(desk)
    assert lines(desk) == ["Come and see us!"]
    history.undo(desk)
    assert everything(desk) == before


def test_my_own_words_are_not_kept(desk: Desk) -> None:
    with pytest.raises(ReconnectError, match="wrote to you"):
        keeping.choices(moment(desk, "out"))


def test_a_line_goes_with_its_moment_and_comes_back_with_it(desk: Desk) -> None:
    theirs = moment(desk, "in")
    keeping.keep(desk, theirs, "Come and see us!", ADA)
    before = everything(desk)
    editing.remove_moment(desk, theirs)
    assert lines(desk) == []
    history.undo(desk)
    assert everything(desk) == before


def test_a_line_goes_along_when_two_are_merged(desk: Desk) -> None:
    keeping.keep(desk, moment(desk, "in"), "Come and see us!", ADA)
    merging.merge(desk, BEN, ADA)
    assert lines(desk, BEN) == ["Come and see us!"]


def test_the_line_of_the_day_is_nobodys_who_is_silent(desk: Desk) -> None:
    keeping.keep(desk, moment(desk, "in"), "Come and see us!", ADA)
    days = [f"2026-12-{day:02}" for day in range(1, 31)]
    told = []
    for day in days:
        desk.environ = {**desk.environ, "RECONNECT_TODAY": day}
        told.append(keeping.line_of_the_day(desk))
    some = [line for line in told if line is not None]
    assert 0 < len(some) < len(days)
    assert {line.person.name for line in some} == {"Ada Okafor"}
    recording.never(desk, ADA)
    for day in days:
        desk.environ = {**desk.environ, "RECONNECT_TODAY": day}
        assert keeping.line_of_the_day(desk) is None


def test_looking_back_names_people_and_days_and_nobody_silent(desk: Desk) -> None:
    (month,) = looking_back.year(desk, 2026)
    assert (month.month, [one.name for one in month.people]) == (11, ["Ada Okafor"])
    assert looking_back.friendship(desk, ADA).months[0].mark == looking_back.TOGETHER
    assert [(one.name, [who.name for who, _ in one.people]) for one in looking_back.circles(desk)] == [
        ("friends", ["Ada Okafor"])
    ]
    recording.died(desk, ADA)
    assert looking_back.year(desk, 2026) == []
    assert looking_back.circles(desk) == []
