"""Editing people and moments: stored forms, and one step of undo each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services import editing, finding, history, recording
from reconnect_tui.services.editing import Bond, Page
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


def test_what_a_moment_was_and_by_what_it_came(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.record(desk, 1, "no-answer", on=date(2026, 11, 3))
    before = everything(desk)
    (moment,) = moments.of_person(desk.store, 1, limit=5)
    assert people.get(desk.store, 1).last_contact is None
    assert editing.edit_moment(desk, moment, text="", kind="call", channel="") is None
    editing.edit_moment(desk, moment, text="of boats", kind="they wrote", channel="e-mail")
    (now,) = moments.of_person(desk.store, 1, limit=5)
    assert (now.kind, now.direction, now.channel, now.outcome, now.at) == ("message", "in", "email", "", "2026-11-03")
    assert people.get(desk.store, 1).last_contact == "2026-11-03"
    assert editing.edit_moment(desk, now, text=now.text, kind="they wrote", channel="email") is None
    with pytest.raises(UsageError, match="no kind of moment"):
        editing.edit_moment(desk, now, text="", kind="often")
    history.undo(desk)
    assert everything(desk) == before
    desk.close()


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("email", "ada.example.org", "no e-mail address"),
        ("email", "@", "no e-mail address"),
        ("email", "ada @example.org", "no e-mail address"),
        ("phone", "ring twice", "no phone number"),
        ("pigeon", "x", "no way to reach"),
        ("other", " ", "is empty"),
    ],
)
def test_what_reaches_nobody_is_said_so(kind: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        editing.contact(kind, value)


def test_a_whole_page_is_one_step(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor", emails=("ada@example.org", "a@x.example"), circle="friends")
    recording.add_person(desk, "Jonas Lind")
    before, page = everything(desk), editing.page_of(desk, 1)
    after = page._replace(
        name="Ada Lind", headline="Sails", circle="close", pace=40, how_met="at sea\nin a storm", tags=("family", "boats"),
        contacts=(page.contacts[0]._replace(label="home", preferred=True), editing.contact("phone", "+44 7700 900131", "mobile")),
        relations=(Bond("sister of", "Jonas Lind", people.get(desk.store, 2).uid), Bond("mother of", "Ngozi")),
    )  # fmt: skip
    done = editing.change(desk, 1, page, after)
    assert done is not None
    assert done.sentence == "Edited Ada Lind: name, headline, circle, pace, how you met, tags, contacts, relations"
    assert editing.page_of(desk, 1) == after._replace(last_name="Lind", tags=("boats", "family"))
    assert [row.name for row in finding.who(desk, "a@x.example")] == []
    assert editing.page_of(desk, 2).relations == (Bond("sister", "Ada Lind", people.get(desk.store, 1).uid),)
    history.undo(desk)
    assert everything(desk) == before
    desk.close()


def test_what_another_window_wrote_meanwhile_stays(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor", emails=("ada@example.org",))
    page = editing.page_of(desk, 1)
    editing.edit_person(desk, 1, company="Kumo")
    editing.tag(desk, 1, ["boats"])
    editing.change(desk, 1, page, page._replace(position="Watchmaker", tags=("family",), contacts=()))
    now = editing.page_of(desk, 1)
    assert (now.company, now.position, now.tags, now.contacts) == ("Kumo", "Watchmaker", ("boats", "family"), ())
    desk.close()


@pytest.mark.parametrize(
    ("fields", "name", "first", "last", "greeting"),
    [
        ({"name": "Adah Okafor"}, "Adah Okafor", "Adah", "Okafor", "Adah"),
        ({"name": "Ada B. Okafor"}, "Ada B. Okafor", "Ada", "B. Okafor", "Ada"),
        ({"first_name": "Adah"}, "Adah Okafor", "Adah", "Okafor", "Adah"),
        ({"last_name": "Lind"}, "Ada Lind", "Ada", "Lind", "Ada"),
        ({"name": "A. O.", "first_name": "Ada"}, "A. O.", "Ada", "Okafor", "Ada"),
        ({"name": "Adah Okafor", "greeting": "Addy"}, "Adah Okafor", "Adah", "Okafor", "Addy"),
    ],
)
def test_the_parts_of_a_name_stay_in_step(
    tmp_path: Path, fields: dict[str, str], name: str, first: str, last: str, greeting: str
) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    editing.edit_person(desk, 1, **fields)
    person = people.get(desk.store, 1)
    assert (person.name, person.first_name, person.last_name, person.greeting) == (name, first, last, greeting)
    desk.close()


def test_a_name_that_was_out_of_step_is_left_alone(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    editing.edit_person(desk, 1, name="Dr Okafor", first_name="Ada", greeting="Doc")
    editing.edit_person(desk, 1, name="Dr Dr Okafor")
    person = people.get(desk.store, 1)
    assert (person.first_name, person.last_name, person.greeting) == ("Ada", "Okafor", "Doc")
    desk.close()


def test_ways_to_reach_somebody(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada", emails=("ada@example.org", "a@x.example"), phones=("+44 7700 900131",))
    page = editing.page_of(desk, 1)
    editing.change(desk, 1, page, editing.prefer(page, "A@X.example"))
    assert [(one.value, one.preferred) for one in editing.page_of(desk, 1).contacts] == [
        ("a@x.example", True), ("ada@example.org", False), ("+44 7700 900131", False),
    ]  # fmt: skip
    page = editing.page_of(desk, 1)
    again = page._replace(contacts=(*page.contacts, editing.contact("phone", "0044 7700 900131")))
    editing.change(desk, 1, page, again)
    assert len(editing.page_of(desk, 1).contacts) == 3, "the same number is there once"
    page = editing.page_of(desk, 1)
    editing.change(desk, 1, page, editing.without_contact(page, "phone", "0044 (7700) 900131"))
    assert [one.kind for one in editing.page_of(desk, 1).contacts] == ["email", "email"]
    for wrong in (
        lambda: editing.prefer(page, "b@x.example"), lambda: editing.without_contact(page, "email", "+44 7700 900131"),
        lambda: editing.contact("fax", "1"), lambda: editing.contact("email", " \x07"), lambda: editing.add(desk, Page("")),
    ):  # fmt: skip
        with pytest.raises(UsageError):
            wrong()
    desk.close()


@pytest.mark.parametrize("text", ["0", "-1", "soon", "40 weeks", "²", "99999", "4 0"])
def test_what_is_no_pace(text: str) -> None:
    with pytest.raises(UsageError, match="no pace"):
        editing.read_pace(text)


def test_tags_are_told_apart_by_more_than_case(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada")
    assert editing.tag(desk, 1, ["#Family", "boats\x1b"]) is not None
    assert editing.tag(desk, 1, ["family"]) is None
    assert editing.page_of(desk, 1).tags == ("Family", "boats")
    assert editing.tag(desk, 1, ["FAMILY"], remove=True) is not None
    assert editing.page_of(desk, 1).tags == ("boats",)
    with pytest.raises(ReconnectError, match="no tag #cats"):
        editing.tag(desk, 1, ["cats"], remove=True)
    with pytest.raises(UsageError):
        editing.tag(desk, 1, ["#"])
    desk.close()
