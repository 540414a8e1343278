"""The day over a real store: who stays, who falls out, and that a restart changes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reconnect_tui.services import history, recording, session
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.farewell import farewell
from reconnect_tui.store import people
from tests.store.test_history import TODAY, desk_in

NAMES = ("Ada Okafor", "Ben Ito", "Chi Wu", "Dora Kovač", "Emeka Nwachi", "Farid Haddadine")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_in(tmp_path)
    for name in NAMES:
        recording.add_person(desk, name)
    return desk


def today(desk: Desk) -> list[str]:
    return [person.name for person, _, _ in session.next_people(desk)]


def test_the_day_is_the_same_after_a_restart_and_next_stores_nothing(desk: Desk) -> None:
    first = today(desk)
    assert desk.store.connection.execute("SELECT count(*) FROM queue").fetchone() == (0,)
    session.Session(desk).begin()
    assert today(desk) == first
    card = session.Session(desk).begin()
    assert card is not None
    assert card.person.name == first[0]
    assert card.place == (1, 3)


@pytest.mark.parametrize("days_ago", [0, 1, 13])
def test_whoever_was_contacted_elsewhere_falls_out_and_is_replaced(desk: Desk, days_ago: int) -> None:
    session.Session(desk).begin()
    first, second, third = today(desk)
    number = next(person.id for person, _, _ in session.next_people(desk) if person.name == first)
    recording.record(desk, number, "met", on=TODAY - timedelta(days_ago))
    now = today(desk)
    assert now[:2] == [second, third]
    assert len(now) == 3
    card = session.Session(desk).begin()
    assert card is not None
    assert card.person.name == second


def test_a_follow_up_stays_until_it_is_done(desk: Desk) -> None:
    recording.add_follow_up(desk, 1, TODAY, "ask how the move went")
    session.Session(desk).begin()
    recording.record(desk, 1, "talked")
    assert "Ada Okafor" in today(desk)
    follow = session.card_of(desk, 1).promises[0]
    recording.finish(desk, follow.uid)
    assert "Ada Okafor" not in today(desk)


@pytest.mark.parametrize("silence", [recording.rest, recording.never, recording.died, recording.later, recording.unknown])
def test_whoever_is_silent_is_not_next_and_undo_brings_the_same_day_back(desk: Desk, silence: object) -> None:
    session.Session(desk).begin()
    before = today(desk)
    number = next(person.id for person, _, _ in session.next_people(desk) if person.name == before[0])
    silence(desk, number)  # type: ignore[operator]
    assert before[0] not in today(desk)
    history.undo(desk)
    assert today(desk) == before


def test_nobody_is_not_an_error(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    assert session.next_people(desk) == []
    assert session.Session(desk).begin() is None
    desk.close()


def test_one_more_is_one_more(desk: Desk) -> None:
    day = session.Session(desk)
    card = day.begin()
    seen = set()
    while card is not None:
        seen.add(card.person.id)
        recording.record(desk, card.person.id, "talked")
        card = day.after("record", card.person.id)
    assert len(seen) == 3
    more = day.one_more()
    assert more is not None
    assert more.place == (4, 4)
    assert more.person.id not in seen


def test_put_aside_gives_the_place_away_and_the_farewell_names_nobody_put_aside(desk: Desk) -> None:
    day = session.Session(desk)
    card = day.begin()
    assert card is not None
    recording.skip(desk, card.person.id)
    after = day.after("skip", card.person.id)
    assert after is not None
    assert after.place == (1, 3)
    assert farewell(desk).done == tuple(f"Added {name}" for name in NAMES)


def test_a_place_that_is_filled_later_is_the_same_place(desk: Desk) -> None:
    day = session.Session(desk)
    first = day.begin()
    assert first is not None
    recording.skip(desk, first.person.id)
    shown = day.after("skip", first.person.id, patient=True)
    assert shown is not None
    assert shown.place == (1, 3)  # nobody has the place yet, and it counts
    assert len(day.state.places) == 3
    after_a_fall = today(desk)
    day.fill()
    day.fill()
    assert (day.place(), len(day.state.places)) == ((1, 3), 4)
    assert today(desk) == after_a_fall
    assert day.card() == shown
    patient = day.state
    history.undo(desk)
    day.taken_back("skip", first.person.id)
    recording.skip(desk, first.person.id)
    day.after("skip", first.person.id)
    assert day.state == patient


def test_a_place_that_waits_is_filled_before_anything_else_happens(desk: Desk) -> None:
    day = session.Session(desk)
    for _ in range(2):
        card = day.begin()
        assert card is not None
        recording.skip(desk, card.person.id)
        day.after("skip", card.person.id, patient=True)
    day.open(6)
    assert len(today(desk)) == 3


def test_a_promise_without_a_day_leads_the_card_whatever_brought_the_person(desk: Desk) -> None:
    for number in range(1, len(NAMES) + 1):
        recording.add_follow_up(desk, number, None, "send the book", promise=True)
    day = session.Session(desk)
    card = day.begin()
    assert [place.rule for place in day.state.places] == ["promise", "new", "wild"]
    while card is not None:
        assert card.reason == "You promised to send the book."
        assert card.promises[0].due is None
        recording.record(desk, card.person.id, "talked")
        card = day.after("record", card.person.id)
    assert [reason.rule for reason in session.reasons(desk, day.state.places[0].person_id)] == [], (
        "and waits a month after a contact"
    )


def test_a_birthday_that_was_wished_is_not_asked_about_again(desk: Desk) -> None:
    with recording.decision(desk, "edit", "born"):
        people.update(desk.store, "person", 1, birthday="--11-20")
    assert today(desk)[0] == "Ada Okafor"
    session.Session(desk).begin()
    recording.record(desk, 1, "wrote", on=TODAY - timedelta(1))
    assert "Ada Okafor" not in today(desk)


def test_taking_back_the_only_replacement_there_was_none_for_keeps_the_day(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    for name in NAMES[:3]:
        recording.add_person(desk, name)
    day = session.Session(desk)
    card = day.begin()
    assert card is not None
    before = today(desk)
    recording.skip(desk, card.person.id)
    day.after("skip", card.person.id)
    history.undo(desk)
    again = day.taken_back("skip", card.person.id)
    assert again == card
    assert today(desk) == before
    desk.close()
