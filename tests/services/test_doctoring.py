"""The doctor finds what is wrong, says what to do, and changes nothing by looking."""

from __future__ import annotations

import os
from datetime import date

import pytest

from reconnect_tui.core.errors import DamagedDatabase
from reconnect_tui.paths import Home
from reconnect_tui.services import doctoring, recording, safekeeping
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts


def wrong(found: list[doctoring.Finding]) -> list[str]:
    return [one.words for one in found if one.well is False]


@pytest.fixture
def ada(desk: Desk) -> int:
    person = recording.add_person(desk, "Ada Okafor").person
    assert person is not None
    recording.record(desk, person.id, "met", note="grandmother", next_on=date(2026, 12, 24))
    return person.id


def test_all_is_well(desk: Desk, ada: int) -> None:
    assert not wrong(doctoring.examine_database(desk))
    assert not wrong(doctoring.examine_home(desk.home))


def test_a_reference_that_leads_nowhere(desk: Desk, ada: int) -> None:
    connection = desk.store.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE pen SET off = 1")
    connection.execute("INSERT INTO tag(person_id, name) VALUES (9999, 'lost')")
    connection.execute("UPDATE pen SET off = 0")
    (words,) = wrong(doctoring.examine_database(desk))
    assert "tag" in words
    assert "person" in words


def test_a_search_index_that_forgot(desk: Desk, ada: int) -> None:
    desk.store.connection.execute("DELETE FROM moment_search_data WHERE id > 1")
    found = wrong(doctoring.examine_database(desk))
    assert any("moment_search" in words for words in found)
    doctoring.mend(desk)
    assert not wrong(doctoring.examine_database(desk))
    assert not desk.store.connection.in_transaction


def test_what_is_derived_and_out_of_step(desk: Desk, ada: int) -> None:
    desk.store.connection.execute("UPDATE standing SET talks = 7")
    (words,) = wrong(doctoring.examine_database(desk))
    assert "one person" in words
    assert "--mend" in words
    doctoring.mend(desk)
    assert not wrong(doctoring.examine_database(desk))


def test_a_letter_that_nobody_said_went(desk: Desk, ada: int) -> None:
    with desk.store.transaction() as connection:
        connection.execute(
            "INSERT INTO draft(person_id, kind, text, saved_at) VALUES (?, 'letter', 'Dear Ada', '2026-11-20T10:00:00Z')", (ada,)
        )
    drafts.handed_over(desk.store, ada, "2026-11-20", "linkedin")
    found = doctoring.examine_database(desk)
    assert not wrong(found)
    told = [one.words for one in found if one.well is None]
    assert told == ["the letter to Ada Okafor was handed over on 20 Nov 2026; whether it went is not written down"]


def test_a_home_that_holds_nothing(tmp_path: os.PathLike[str]) -> None:
    home = Home(os.path.join(tmp_path, "none"), os.path.join(tmp_path, "none"))
    assert doctoring.no_database(home) is not None
    assert not wrong(doctoring.examine_home(home))
    assert not os.path.exists(home.data)


def test_no_backup_of_a_damaged_database_is_made(desk: Desk, ada: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconnect_tui.store import backup

    monkeypatch.setattr(backup, "is_whole", lambda connection: "row 3 missing from index")
    with pytest.raises(DamagedDatabase, match="row 3"):
        safekeeping.before_much(desk)
    assert not os.path.exists(desk.home.backups)


def test_an_empty_database_needs_no_backup(desk: Desk) -> None:
    safekeeping.before_much(desk)
    assert not os.path.exists(desk.home.backups)
