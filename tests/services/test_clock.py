"""Any contact restarts the clock and ends waiting, wherever it came from; a note, nobody picking up and a group do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconnect_tui.services import answers, capture, exporting, history, importing, merging, recording, session
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from tests.data.linkedin import write_people
from tests.data.network import ME, InventedMessage, InventedPerson
from tests.store.test_history import TODAY, desk_in

ADA_IN_THE_EXPORT = InventedPerson("Ada", "Okafor", "ada-okafor", "", "Northwind Labs", "Head of Research", "2015-03-14")
WROTE_ON = TODAY - timedelta(10)
SINCE = TODAY - timedelta(2)
"""The day of the contact that comes in."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ada, a friend; a letter went ten days ago."""
    desk = desk_in(tmp_path / "home")
    url = "https://www.linkedin.com/in/ada-okafor"
    recording.add_person(desk, "Ada Okafor", urls=(url,), circle="friends")
    recording.record(desk, 1, "wrote", on=WROTE_ON)
    yield desk
    desk.close()


def on(desk: Desk, day: date) -> Desk:
    """The same home on another day."""
    return Desk(desk.home, desk.store, desk.config, environ={"RECONNECT_TODAY": day.isoformat()}, sitting="now")


def stand(desk: Desk) -> tuple[str | None, str | None, bool]:
    """Last contact, next due, and whether an answer is waited for."""
    ada = next(person for person in people.every(desk.store) if person.name == "Ada Okafor")
    return ada.last_contact, ada.next_due, ada.id in {person.id for person, _ in answers.waiting_for_reply(desk)}


def by_a_letter(desk: Desk, folder: Path, day: date) -> None:
    recording.record(desk, 1, "replied", on=day)


def by_a_note(desk: Desk, folder: Path, day: date) -> None:
    capture.take(desk, f"{day} coffee: @ada likes the boats")


def by_an_import(desk: Desk, folder: Path, day: date) -> None:
    talk = (
        InventedMessage("2-a==", ME, ("ada-okafor",), f"{WROTE_ON}T09:30:00Z", "Are you back from Accra?"),
        InventedMessage("2-a==", "ada-okafor", (ME,), f"{day}T09:30:00Z", "I am, and there is a lot to tell."),
    )
    export = folder / "Basic_LinkedInDataExport_11-22-2026.zip"
    write_people(export, (ADA_IN_THE_EXPORT,), messages=talk)
    importing.run(desk, export)


def by_a_merge(desk: Desk, folder: Path, day: date) -> None:
    other = recording.add_person(desk, "A. Okafor").person
    assert other is not None
    recording.record(desk, other.id, "talked", on=day)
    merging.merge(desk, 1, other.id)


def by_another_home(desk: Desk, folder: Path, day: date) -> None:
    other = on(desk_in(folder / "other"), day)
    exporting.write(desk, str(folder / "ours.json"))
    importing.run(other, folder / "ours.json")
    ada = next(iter(people.every(other.store)))
    recording.record(other, ada.id, "met", on=day)
    exporting.write(other, str(folder / "theirs.json"))
    other.close()
    importing.run(desk, folder / "theirs.json")


Way = Callable[[Desk, Path, date], None]
WAYS: tuple[Way, ...] = (by_a_letter, by_a_note, by_an_import, by_a_merge, by_another_home)


@pytest.mark.parametrize("way", WAYS)
def test_any_contact_restarts_the_clock_and_ends_waiting(desk: Desk, tmp_path: Path, way: Way) -> None:
    before = stand(desk)
    assert before == (WROTE_ON.isoformat(), (WROTE_ON + timedelta(60)).isoformat(), True)
    way(desk, tmp_path, SINCE)
    assert stand(desk) == (SINCE.isoformat(), (SINCE + timedelta(60)).isoformat(), False)
    history.undo(desk)
    assert stand(desk) == before


@pytest.mark.parametrize("way", WAYS)
def test_whoever_waits_in_the_day_falls_out_of_it(desk: Desk, tmp_path: Path, way: Way) -> None:
    later = on(desk, TODAY + timedelta(55))
    card = session.Session(later).begin()
    assert card is not None
    assert card.person.name == "Ada Okafor"
    way(later, tmp_path, later.today)
    assert "Ada Okafor" not in [person.name for person, _, _ in session.next_people(later)]


@pytest.mark.parametrize("line", ["@ada likes boats", "call by phone: @ada"])
def test_what_is_a_note_and_what_a_call(desk: Desk, line: str) -> None:
    capture.take(desk, line)
    assert stand(desk)[2] is (line == "@ada likes boats")


def test_what_is_no_contact_changes_nothing(desk: Desk) -> None:
    before = stand(desk)
    recording.add_note(desk, 1, "likes boats")
    recording.record(desk, 1, "no-answer", on=SINCE)
    assert stand(desk) == before


def test_the_next_day_is_told_before_anything_is_pressed(desk: Desk) -> None:
    proposed = recording.next_hello(desk, 1)
    recording.went(desk, 1, text="Hello", channel="linkedin")
    assert people.get(desk.store, 1).next_due == str(proposed) == str(TODAY + timedelta(60))
