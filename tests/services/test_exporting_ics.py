"""A calendar has what is still to come, of people who may be spoken of."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from reconnect_tui.services import exporting_ics, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from tests.services import everyone
from tests.services.everyone import NASTY


def events(desk: Desk) -> dict[str, Any]:
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(b"".join(exporting_ics.lines(desk))).walk("VEVENT")}


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    everyone.fill(desk, tmp_path)
    return desk


def test_what_is_to_come_and_whose_birthday(full: Desk) -> None:
    found = events(full)
    assert set(found) == {f"Ada Okafor: ask {NASTY}", "Birthday: Ada Okafor", f"Birthday: Dee {NASTY}"}
    assert found["Birthday: Ada Okafor"].decoded("DTSTART") == date(1972, 2, 29)
    assert found[f"Birthday: Dee {NASTY}"].decoded("DTSTART") == date(1984, 3, 14)
    assert found[f"Ada Okafor: ask {NASTY}"].decoded("DTSTART") == date(2026, 12, 24)


def test_the_silent_are_in_none(full: Desk) -> None:
    data = b"".join(exporting_ics.lines(full)).replace(b"\r\n ", b"")
    assert b"Bo Lind" not in data
    assert b"Cy Moe" not in data


def test_what_is_done_is_no_event_any_more(full: Desk, tmp_path: Path) -> None:
    ada = next(one for one in people.every(full.store) if one.name == "Ada Okafor")
    (one,) = (each for each in people.follow_ups(full.store, ada.id) if each.due)
    recording.finish(full, one.uid)
    assert set(events(full)) == {"Birthday: Ada Okafor", f"Birthday: Dee {NASTY}"}


def test_an_event_keeps_its_uid_when_it_moves(full: Desk) -> None:
    before = events(full)
    assert b"".join(exporting_ics.lines(full)) == b"".join(exporting_ics.lines(full))
    assert len({str(event["UID"]) for event in before.values()}) == len(before)
    ada = next(one for one in people.every(full.store) if one.name == "Ada Okafor")
    with recording.decision(full, "test", "moved"):
        full.store.connection.execute(
            "UPDATE follow_up SET due = '2027-02-02' WHERE person_id = ? AND due IS NOT NULL", (ada.id,)
        )
    after = events(full)[f"Ada Okafor: ask {NASTY}"]
    assert after.decoded("DTSTART") == date(2027, 2, 2)
    assert after["UID"] == before[f"Ada Okafor: ask {NASTY}"]["UID"]


def test_the_file(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "cal.ics"
    exporting_ics.write(full, str(path))
    assert path.read_bytes() == b"".join(exporting_ics.lines(full))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not full.store.connection.in_transaction


def test_nobody_at_all(desk: Desk) -> None:
    assert events(desk) == {}
