"""The end of the day and what is ahead; and that whoever died or is left alone is on no surface but their own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconnect_tui.core.moment import NOTHING_EXPECTED
from reconnect_tui.core.person import LETTER
from reconnect_tui.services import (
    agenda,
    answers,
    capture,
    exporting_ics,
    finding,
    history,
    naming,
    recording,
    session,
)
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.farewell import ahead_words, day_words, farewell
from reconnect_tui.store import drafts, moments, people, that_week
from reconnect_tui.store.drafts import Words
from reconnect_tui.store.people import update
from tests.store.test_history import TODAY, desk_in

ADA, BEN, CHI = 1, 2, 3


def on(desk: Desk, day: date) -> Desk:
    """The same home on another day."""
    return Desk(desk.home, desk.store, desk.config, environ={"RECONNECT_TODAY": day.isoformat()}, sitting="now")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_in(tmp_path)
    for name in ("Ada Okafor", "Ben Ito", "Chi Wu"):
        recording.add_person(desk, name)
    yield desk
    desk.close()


def ahead(desk: Desk, days: int = 30) -> list[tuple[str, str]]:
    return [(day_words(one), ahead_words(one)) for one in agenda.ahead(desk, days)]


def test_ahead_has_birthdays_and_promises_in_the_order_of_days(desk: Desk) -> None:
    with recording.decision(desk, "edit", "Born"):
        update(desk.store, "person", CHI, birthday="--12-03")
        update(desk.store, "person", BEN, birthday="1984-12-24")
    recording.add_follow_up(desk, ADA, None, "send the sailing book", promise=True)
    recording.add_follow_up(desk, ADA, TODAY + timedelta(40), "ask about the boat")
    recording.add_follow_up(desk, BEN, TODAY + timedelta(11), "write about the lamp", promise=True)
    assert ahead(desk) == [
        ("3 Dec 2026", "Chi Wu: birthday"),
        ("3 Dec 2026", "Ben Ito: promised: write about the lamp"),
        ("some day", "Ada Okafor: promised: send the sailing book"),
    ]
    assert ahead(desk, 60)[1:3] == [
        ("3 Dec 2026", "Ben Ito: promised: write about the lamp"),
        ("24 Dec 2026", "Ben Ito: birthday"),
    ]
    assert farewell(desk).ahead == tuple(agenda.ahead(desk, 30))


def test_done_or_dropped_is_ahead_no_more_until_undone(desk: Desk) -> None:
    uid = recording.add_follow_up(desk, ADA, TODAY, "ask about the boat").follow_ups[0]
    for close in (recording.finish, recording.drop):
        close(desk, uid)
        assert ahead(desk) == []
        history.undo(desk)
        assert ahead(desk) == [("22 Nov 2026", "Ada Okafor: ask about the boat")]


def test_the_end_of_the_day_says_what_was_done_and_nobody_put_aside(desk: Desk) -> None:
    recording.went(desk, ADA, text="Hello", channel="linkedin")
    recording.record(desk, BEN, "met")
    recording.later(desk, CHI)
    told = farewell(desk)
    assert told.wrote_to == ("Ada Okafor",)
    assert told.done[-1] == "Recorded: met Ben Ito"
    assert not any("Chi Wu" in line for line in told.done if not line.startswith("Added"))


def test_wrote_back_lately_means_after_a_letter_and_within_a_fortnight(desk: Desk) -> None:
    recording.record(desk, ADA, "wrote", on=TODAY - timedelta(30))
    recording.record(desk, ADA, "replied", on=TODAY - timedelta(14))
    recording.record(desk, BEN, "replied", on=TODAY - timedelta(1))  # of their own accord
    recording.record(desk, CHI, "wrote", on=TODAY - timedelta(20))
    recording.record(desk, CHI, "replied", on=TODAY - timedelta(15))
    assert [(person.name, day) for person, day in farewell(desk).wrote_back] == [("Ada Okafor", TODAY - timedelta(14))]


def test_a_reply_told_at_the_end_is_a_contact_of_today_and_one_step_back(desk: Desk) -> None:
    recording.record(desk, ADA, "wrote", on=TODAY - timedelta(3))
    recording.record(desk, BEN, "wrote", on=TODAY - timedelta(4))
    assert [person.name for person, _ in farewell(desk).unanswered] == ["Ada Okafor", "Ben Ito"]
    recording.wrote_back(desk, BEN)
    told = farewell(desk)
    assert [person.name for person, _ in told.unanswered] == ["Ada Okafor"]
    assert [(person.name, day) for person, day in told.wrote_back] == [("Ben Ito", TODAY)]
    assert not any("Ben Ito wrote" in line for line in told.done)
    assert people.get(desk.store, BEN).last_contact == desk.day
    history.undo(desk)
    assert [person.name for person, _ in farewell(desk).unanswered] == ["Ada Okafor", "Ben Ito"]


def test_after_three_weeks_nobody_is_asked_about_and_thanks_are_not_at_all(desk: Desk) -> None:
    recording.record(desk, ADA, "wrote", on=TODAY)
    with recording.decision(desk, "went", "Thanked"):
        moments.add(desk.store, [BEN], at=desk.day, kind="message", direction="out", text="Thank you.", outcome=NOTHING_EXPECTED)
    assert [person.name for person, _ in farewell(on(desk, TODAY + timedelta(21))).unanswered] == ["Ada Okafor"]
    assert farewell(on(desk, TODAY + timedelta(22))).unanswered == ()


def test_a_day_not_done_and_a_holiday_leave_no_debt(desk: Desk) -> None:
    first = session.Session(desk).begin()
    assert first is not None
    for days in (1, 2, 40):
        card = session.Session(on(desk, TODAY + timedelta(days))).begin()
        assert card is not None
        assert card.place == (1, 3)


def test_one_decision_tells_how_several_met_and_undo_takes_all_of_it_back(desk: Desk) -> None:
    recording.died(desk, CHI)
    done = recording.set_how_met(desk, ADA, " the ferry to Vigo ", (BEN, CHI, ADA))
    assert done.sentence == "How you met Ada Okafor, Ben Ito: the ferry to Vigo"
    assert [people.get(desk.store, who).how_met for who in (ADA, BEN, CHI)] == ["the ferry to Vigo"] * 2 + [""]
    history.undo(desk)
    assert [people.get(desk.store, who).how_met for who in (ADA, BEN, CHI)] == ["", "", ""]


def test_that_week_offers_those_of_whom_it_is_not_known(desk: Desk) -> None:
    with recording.decision(desk, "edit", "Connected"):
        for who, day in ((ADA, "2015-03-14"), (BEN, "2015-03-17"), (CHI, "2015-03-12")):
            update(desk.store, "person", who, connected_on=day)
    ada = people.get(desk.store, ADA)
    assert that_week.others(desk.store, ada, limit=9) == [(CHI, "Chi Wu"), (BEN, "Ben Ito")]
    recording.set_how_met(desk, BEN, "the print fair")
    assert that_week.others(desk.store, ada, limit=9) == [(CHI, "Chi Wu")]
    recording.never(desk, CHI)
    assert that_week.others(desk.store, ada, limit=9) == []


# Where somebody who died, or is left alone, could turn up: each gives all that the surface says.


def _card_of_a_neighbour(desk: Desk) -> str:
    return str(session.card_of(desk, BEN).that_week) + str(that_week.others(desk.store, people.get(desk.store, BEN), limit=9))


def _ics(desk: Desk) -> str:
    return b"".join(exporting_ics.lines(desk)).decode()


def _a_month_of_days(desk: Desk) -> str:
    return "".join(person.name for day in range(1, 31) for person, _, _ in session.next_people(on(desk, TODAY + timedelta(day))))


SURFACES: dict[str, Callable[[Desk], str]] = {
    "next": lambda desk: str([person.name for person, _, _ in session.next_people(desk)]),
    "next 50": lambda desk: str([person.name for person, _, _ in session.next_people(desk, 50)]),
    "the days": _a_month_of_days,
    "today": lambda desk: str(agenda.today(desk)),
    "ahead": lambda desk: str(agenda.ahead(desk, 400)),
    "the last screen": lambda desk: str(farewell(desk)),
    "waiting": lambda desk: str(answers.waiting_for_reply(desk)),
    "calendar": _ics,
    "that week": _card_of_a_neighbour,
    "drafts": lambda desk: str(agenda.kept_drafts(desk)),
    "offered unasked": lambda desk: str(finding.recent(desk)),
    "completion": lambda desk: str(capture.complete(desk, "coffee: @ad", len("coffee: @ad"))),
    "completion of the shell": lambda desk: str(naming.beginning(desk, "ad")),
    "did it go?": lambda desk: str([people.get(desk.store, one.person_id or 0).name for one in drafts.unanswered(desk.store)]),
}


@pytest.fixture
def everywhere(desk: Desk) -> Desk:
    """Ada with whatever could bring her up: a birthday, promises, an answer, a letter unanswered and one begun, that week."""
    with recording.decision(desk, "edit", "Known"):
        update(desk.store, "person", ADA, birthday="1984-11-23", connected_on="2016-11-22")
        update(desk.store, "person", BEN, connected_on="2016-11-23")
    recording.record(desk, ADA, "wrote", on=TODAY - timedelta(3))
    recording.record(desk, ADA, "replied", on=TODAY - timedelta(2))
    recording.add_follow_up(desk, ADA, TODAY, "ask about the boat")
    recording.add_follow_up(desk, ADA, None, "send the sailing book", promise=True)
    recording.went(desk, ADA, text="Hello", channel="linkedin")
    drafts.save(desk.store.connection, Words(ADA, LETTER, "Hi Ada,"))
    recording.handed_over(desk, ADA, "linkedin")
    return desk


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_would_tell_of_somebody_who_is_heard(everywhere: Desk, surface: str) -> None:
    assert "Ada" in SURFACES[surface](everywhere)


@pytest.mark.parametrize("silence", [recording.died, recording.never])
@pytest.mark.parametrize("surface", SURFACES)
def test_whoever_died_or_is_left_alone_is_on_none(everywhere: Desk, surface: str, silence: Callable[[Desk, int], object]) -> None:
    session.Session(everywhere).begin()
    silence(everywhere, ADA)
    assert "Ada" not in SURFACES[surface](everywhere)
    history.undo(everywhere)
    assert "Ada" in SURFACES[surface](everywhere)


@pytest.mark.parametrize("silence", [recording.died, recording.never])
def test_they_are_found_and_their_page_is_read(everywhere: Desk, silence: Callable[[Desk, int], object]) -> None:
    silence(everywhere, ADA)
    assert [row.name for row in finding.find(everywhere, "ada").rows] == ["Ada Okafor"]
    assert finding.one(everywhere, "okafor").id == ADA
    card = session.card_of(everywhere, ADA)
    assert [moment.kind for moment in card.moments] == ["message"] * 3
    assert card.promises == ()
    assert card.that_week.names == ()


def test_whoever_rests_is_not_suggested_and_still_reminded_of(everywhere: Desk) -> None:
    recording.rest(everywhere, ADA)
    assert {name for name, surface in SURFACES.items() if "Ada" not in surface(everywhere)} == {"next", "next 50", "the days"}
