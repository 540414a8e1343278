"""Meaning it, with a network behind it: whose name that is, where they work now, and to whom nearly the same went."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconnect_tui.services import editing, history, meaning, nicknames, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store.people import insert

PIER = "I walked past the pier where we missed the last ferry and had to share that terrible taxi."


def person(desk: Desk, name: str, **values: str) -> int:
    added = recording.add_person(desk, name, company=values.pop("company", "")).person
    assert added is not None
    if values:
        editing.edit_person(desk, added.id, **values)
    return added.id


def went(desk: Desk, person_id: int, text: str, template: str = "", *, on: str = "") -> None:
    if on:
        recording.record(desk, person_id, "wrote", note=text, on=date.fromisoformat(on))
    else:
        recording.went(desk, person_id, text=text, channel="email", template=template)


def said(desk: Desk, person_id: int, text: str) -> list[str]:
    return [concern.sentence for concern in meaning.concerns(desk, person_id, text)]


# What speaks against it


def test_another_ones_name(desk: Desk) -> None:
    ada = person(desk, "Ada Okafor", nickname="Adi")
    person(desk, "Ben Ito")
    person(desk, "Will Marsh")
    assert said(desk, ada, "Hi Ada,\n\nwhat a day.") == said(desk, ada, "Hi Adi,\n\nwhat a day.") == []
    assert said(desk, ada, "hi ben,\n\nwhat a day.") == ["The greeting says ben; this goes to Ada."]
    assert said(desk, ada, "Ben,\n\nwhat a day.") == ["The greeting says Ben; this goes to Ada."]
    assert said(desk, ada, "Dear Ben Ito,\n\nwhat a day.") == ["The greeting says Ben Ito; this goes to Ada."]
    assert said(desk, ada, "Hello will you be in town?") == []


def test_a_name_that_is_the_beginning_of_theirs_and_somebody_elses(desk: Desk) -> None:
    joanna = person(desk, "Joanna Reyes")
    assert said(desk, joanna, "Hi Jo,\n\nwhat a day.") == []
    person(desk, "Jo Lund")
    assert said(desk, joanna, "Hi Jo,\n\nwhat a day.") == ["The greeting says Jo; this goes to Joanna."]


def test_what_they_were_called_before_is_their_name(desk: Desk) -> None:
    ada = person(desk, "Ada Okafor")
    text = "Hi Captain Flint,\n\nwhat a day."
    assert said(desk, ada, "Hi Flint,\n\nwhat a day.") == ["The greeting says Flint; this goes to Ada."]
    went(desk, ada, "Hi Flint,\n\nahoy.")
    assert said(desk, ada, "Hi Flint,\n\nwhat a day.") == said(desk, ada, text) == []
    robert = person(desk, "Robert Hale")
    assert said(desk, robert, "Hi Bob,\n\nwhat a day.") != []
    nicknames.always(desk, robert, "Bob")
    assert said(desk, robert, "Hi Bob,\n\nwhat a day.") == []


def test_without_a_name_to_greet_by_the_whole_name_is_said(desk: Desk) -> None:
    chen = person(desk, "陈晓雨", greeting="")
    assert said(desk, chen, "Hi ,\n\nwhat a day.") == ["The greeting names nobody; this goes to 陈晓雨."]
    assert said(desk, chen, "Hi Xiaoyu,\n\nwhat a day.") == []


def test_a_company_they_have_left(desk: Desk) -> None:
    ada = person(desk, "Ada Okafor", company="Kumo Works")
    text = "Hi Ada,\n\nhow are things at Northwind Labs?"
    assert said(desk, ada, text) == []
    with recording.decision(desk, "edit", "An import noticed it"):
        insert(
            desk.store, "news", person_id=ada, field="company", earlier="Northwind Labs", later="Kumo Works",
            earlier_file="2024-01-01", later_file="2025-01-01", noticed_on="2025-01-02",
        )  # fmt: skip
    (concern,) = meaning.concerns(desk, ada, text)
    assert (text[concern.start : concern.end], concern.kind) == ("Northwind Labs", "left-company")
    assert concern.sentence == "Ada has left Northwind Labs; now it is Kumo Works."
    assert concern.kind in meaning.MAY_PASS


def test_a_text_is_looked_at_as_it_would_be_stored(desk: Desk) -> None:
    ada = person(desk, "Ada Okafor")
    (concern,) = meaning.concerns(desk, ada, "Hi\x07 Ada,\r\n\r\n[[what]]")
    assert (concern.start, concern.end) == (9, 17)


@pytest.mark.parametrize("name", ['"', "a\"b'c", "* OR name", "NEAR(", "^", "%", "\u0301", "x" * 500])
def test_a_hostile_greeting_is_only_a_name(desk: Desk, name: str) -> None:
    ada = person(desk, "Ada Okafor")
    assert isinstance(meaning.concerns(desk, ada, f"Hi {name},\n\nwhat a day."), list)


# Nearly the same to somebody else


def test_to_whom_nearly_the_same_went(desk: Desk) -> None:
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    went(desk, ada, f"Hi Ada,\n\n{PIER}\n\nFree for coffee next week?", "Coffee next week")
    mine = f"Hello Ben!\n\n{PIER.replace('taxi', 'bus')}\n\nFree for coffee next week?"
    found = meaning.same_words(desk, ben, mine, "Coffee next week")
    assert found is not None
    assert (found.person_id, found.name, found.day) == (ada, "Ada Okafor", desk.day)
    assert found.text == f"Hi Ada,\n\n{PIER}\n\nFree for coffee next week?"
    assert mine[found.start : found.end] == PIER.replace("taxi", "bus")
    assert 0.8 < found.share < 1
    history.undo(desk)
    assert meaning.same_words(desk, ben, mine, "Coffee next week") is None


def test_the_same_template_with_other_words_is_another_letter(desk: Desk) -> None:
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    went(desk, ada, f"Hi Ada,\n\n{PIER}\n\nFree for coffee next week?", "Coffee next week")
    mine = "Hi Ben,\n\nThe darkroom is a bathroom again.\n\nFree for coffee next week?"
    assert meaning.same_words(desk, ben, mine, "Coffee next week") is None


def test_who_has_died_since_is_not_named(desk: Desk) -> None:
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    went(desk, ada, f"Hi Ada,\n\n{PIER}")
    assert meaning.same_words(desk, ben, f"Hi Ben,\n\n{PIER}") is not None
    recording.died(desk, ada)
    assert meaning.same_words(desk, ben, f"Hi Ben,\n\n{PIER}") is None


def test_the_same_person_may_hear_it_again(desk: Desk) -> None:
    ada = person(desk, "Ada Okafor")
    went(desk, ada, f"Hi Ada,\n\n{PIER}")
    assert meaning.same_words(desk, ada, f"Hi Ada,\n\n{PIER}") is None


@pytest.mark.parametrize(("day", "found"), [("2026-09-23", True), ("2026-09-22", False)])
def test_sixty_days_are_remembered(desk: Desk, day: str, found: bool) -> None:
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    went(desk, ada, f"Hi Ada,\n\n{PIER}", on=day)
    assert desk.day == "2026-11-22"
    assert (meaning.same_words(desk, ben, f"Hi Ben,\n\n{PIER}") is not None) == found


def test_what_they_wrote_and_what_is_only_noted_is_no_letter_of_mine(desk: Desk) -> None:
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    recording.record(desk, ada, "replied", note=PIER)
    recording.add_note(desk, ada, PIER)
    assert meaning.same_words(desk, ben, f"Hi Ben,\n\n{PIER}") is None


def test_a_template_of_ones_own_has_its_skeleton_taken_off(desk: Desk) -> None:
    folder = Path(desk.home.templates)
    folder.mkdir()
    (folder / "own.yaml").write_text(f"name: Own\nbody: |\n  {{{{salutation}}}}\n\n  {PIER}\n\n  [[what]]\n", encoding="utf-8")
    ada, ben = person(desk, "Ada Okafor"), person(desk, "Ben Ito")
    went(desk, ada, f"Hi Ada,\n\n{PIER}\n\nYour hat is still at our place.", "Own")
    mine = f"Hi Ben,\n\n{PIER}\n\nIs the cello still in the corner?"
    assert meaning.same_words(desk, ben, mine, "Own") is None
