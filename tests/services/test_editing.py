"""Editing people and moments: stored forms, and one step of undo each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import UsageError
from reconnect_tui.services import editing, finding, history, recording
from reconnect_tui.store import moments, people
from tests.store.test_history import desk_in, everything


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("14 March", "--03-14"),
        ("mar 14", "--03-14"),
        ("14 Mar 1984", "1984-03-14"),
        ("1984-03-14", "1984-03-14"),
        ("--03-14", "--03-14"),
        ("29 February", "--02-29"),
        ("29 feb 1984", "1984-02-29"),
    ],
)
def test_birthdays_with_and_without_a_year(text: str, stored: str) -> None:
    assert editing.read_birthday(text) == stored


@pytest.mark.parametrize("text", ["", "soon", "31 February", "29 Feb 1985", "--13-01", "14 March 84", "14/03/1984"])
def test_what_is_no_birthday_is_said_so(text: str) -> None:
    with pytest.raises(UsageError, match="no birthday"):
        editing.read_birthday(text)


def test_fields_are_changed_in_one_step(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    before = everything(desk)
    assert editing.edit_person(desk, 1, name="Ada Okafor", greeting="Ada") is None
    editing.edit_person(desk, 1, name="Ada Okafor-Lind", greeting="", company="Kumo\x1b]52;c;x\x07", birthday="14 March")
    person = people.get(desk.store, 1)
    assert (person.name, person.greeting, person.company, person.birthday) == ("Ada Okafor-Lind", None, "Kumo]52;c;x", "--03-14")
    assert [row.id for row in finding.who(desk, "lind kumo")] == []
    assert [row.id for row in finding.who(desk, "ada lind")] == [1]
    history.undo(desk)
    assert everything(desk) == before
    with pytest.raises(UsageError):
        editing.edit_person(desk, 1, name="  ")
    desk.close()


def test_a_moment_is_edited_and_removed_and_brought_back(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.record(desk, 1, "met", note="of boats", on=date(2026, 11, 3))
    recording.add_note(desk, 1, "later note")
    before = everything(desk)
    moment = moments.of_person(desk.store, 1, limit=5)[1]
    editing.edit_moment(desk, moment, text="of ferries", day=date(2026, 11, 4))
    now = moments.of_person(desk.store, 1, limit=5)[1]
    assert (now.text, now.at) == ("of ferries", "2026-11-04")
    assert people.get(desk.store, 1).last_contact == "2026-11-04"
    assert [row.id for row in finding.find(desk, "ferries").rows] == [1]
    assert finding.find(desk, "boats").total == 0
    editing.remove_moment(desk, now)
    assert people.get(desk.store, 1).last_contact is None
    assert finding.find(desk, "ferries").total == 0
    history.undo(desk)
    history.undo(desk)
    assert everything(desk) == before
    assert [row.id for row in finding.find(desk, "boats").rows] == [1]
    desk.close()
