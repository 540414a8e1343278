"""Letters that wait for an answer, and "not today" three times in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconnect_tui.core.moment import NOTHING_EXPECTED
from reconnect_tui.services import answers, circles, history, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import moments
from tests.store.test_history import TODAY, desk_in

ADA, BEN, CHI = 1, 2, 3


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_in(tmp_path)
    for name in ("Ada Okafor", "Ben Ito", "Chi Wu"):
        recording.add_person(desk, name)
    yield desk
    desk.close()


def on(desk: Desk, day: date) -> Desk:
    """The same home on another day."""
    return Desk(desk.home, desk.store, desk.config, environ={"RECONNECT_TODAY": day.isoformat()}, sitting="now")


def waiting(desk: Desk) -> list[tuple[str, date]]:
    return [(person.name, day) for person, day in answers.waiting_for_reply(desk)]


def wrote(desk: Desk, who: int, days_ago: int) -> None:
    recording.went(on(desk, TODAY - timedelta(days_ago)), who, text="Hello", channel="linkedin")


def test_letters_wait_for_three_weeks_the_newest_first(desk: Desk) -> None:
    wrote(desk, ADA, 21)
    wrote(desk, BEN, 22)
    wrote(desk, CHI, 3)
    assert waiting(desk) == [("Chi Wu", TODAY - timedelta(3)), ("Ada Okafor", TODAY - timedelta(21))]
    assert waiting(on(desk, TODAY + timedelta(1))) == [("Chi Wu", TODAY - timedelta(3))]


@pytest.mark.parametrize("what", ["replied", "talked", "met"])
def test_any_contact_ends_waiting_on_the_same_day_too_and_undo_begins_it_again(desk: Desk, what: str) -> None:
    wrote(desk, ADA, 2)
    recording.record(desk, ADA, what, on=TODAY - timedelta(2))
    assert waiting(desk) == []
    history.undo(desk)
    assert waiting(desk) == [("Ada Okafor", TODAY - timedelta(2))]


def test_an_answer_that_an_import_brought_ends_waiting(desk: Desk) -> None:
    wrote(desk, ADA, 2)
    with recording.decision(desk, "import", "Imported"):
        moments.add(desk.store, [ADA], at=f"{TODAY - timedelta(1)}T08:00:00Z", kind="message", direction="in", text="Yes!")
        moments.add(desk.store, [BEN], at=f"{TODAY - timedelta(1)}T08:00:00Z", kind="message", direction="out", text="Well?")
    assert waiting(desk) == [("Ben Ito", TODAY - timedelta(1))]


def test_a_second_letter_waits_again_and_nobody_picking_up_is_no_letter(desk: Desk) -> None:
    wrote(desk, ADA, 9)
    recording.record(desk, ADA, "replied", on=TODAY - timedelta(5))
    wrote(desk, ADA, 4)
    recording.record(desk, ADA, "no-answer", on=TODAY - timedelta(1))
    recording.record(desk, BEN, "no-answer", on=TODAY - timedelta(1))
    assert waiting(desk) == [("Ada Okafor", TODAY - timedelta(4))]


def test_what_expects_nothing_waits_for_nothing(desk: Desk) -> None:
    with recording.decision(desk, "went", "Thanked"):
        moments.add(desk.store, [ADA], at=desk.day, kind="message", direction="out", text="Thank you.", outcome=NOTHING_EXPECTED)
    assert waiting(desk) == []


@pytest.mark.parametrize("silence", [recording.never, recording.died])
def test_silent_people_are_asked_about_nowhere(desk: Desk, silence: object) -> None:
    wrote(desk, ADA, 2)
    silence(desk, ADA)  # type: ignore[operator]
    assert waiting(desk) == []


def test_three_in_a_row_and_then_three_more(desk: Desk) -> None:
    said = []
    for day in range(7):
        recording.skip(on(desk, TODAY + timedelta(3 * day)), ADA)
        said.append(answers.three_in_a_row(desk, ADA))
    assert said == [False, False, True, False, False, True, False]
    assert not answers.three_in_a_row(desk, BEN)


def test_twice_on_one_day_is_once(desk: Desk) -> None:
    for _ in range(3):
        recording.skip(desk, ADA)
    assert not answers.three_in_a_row(desk, ADA)


@pytest.mark.parametrize("deed", ["talked", "later", "circle", "wake"])
def test_a_contact_or_another_decision_begins_the_row_anew(desk: Desk, deed: str) -> None:
    deeds: dict[str, Callable[[Desk], object]] = {
        "talked": lambda desk: recording.record(desk, ADA, "talked"),
        "later": lambda desk: recording.later(desk, ADA),
        "circle": lambda desk: circles.place(desk, ADA, "work"),
        "wake": lambda desk: (recording.rest(desk, ADA), recording.wake(desk, ADA)),
    }
    for day in (0, 1):
        recording.skip(on(desk, TODAY + timedelta(day)), ADA)
    deeds[deed](on(desk, TODAY + timedelta(2)))
    recording.skip(on(desk, TODAY + timedelta(3)), ADA)
    assert not answers.three_in_a_row(desk, ADA)
    for day in (4, 5):
        recording.skip(on(desk, TODAY + timedelta(day)), ADA)
    assert answers.three_in_a_row(desk, ADA)


def test_a_note_in_between_is_no_decision_and_undo_counts(desk: Desk) -> None:
    for day in (0, 1):
        recording.skip(on(desk, TODAY + timedelta(day)), ADA)
    recording.add_note(desk, ADA, "likes boats")
    recording.skip(on(desk, TODAY + timedelta(2)), ADA)
    assert answers.three_in_a_row(desk, ADA)
    history.undo(desk)
    assert not answers.three_in_a_row(desk, ADA)
