"""Everybody as cards: all people, no reminders, and what their own cards had beyond us."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.interchange import vcard
from reconnect_tui.services import exporting_vcard, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from reconnect_tui.store.people import insert
from tests.services import everyone

RAW = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:1\r\nFN:Bo Lind\r\nX-SHOE-SIZE:44\r\nEND:VCARD\r\n"


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    known = everyone.fill(desk, tmp_path)
    with recording.decision(desk, "test", "a card"):
        insert(desk.store, "source_record", source="vcard", key="1", person_id=known["bo"].id, fields="[]", raw=RAW)
    return desk


def test_everybody_comes_back(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    exporting_vcard.write(full, str(path))
    reading = vcard.read(path)
    everybody = {one.name: one for one in people.every(full.store)}
    assert reading.problems == []
    assert sorted(one.name for one in reading.people) == sorted(everybody)
    ada = next(one for one in reading.people if one.name == "Ada Okafor")
    assert (ada.birthday, ada.company, ada.nickname) == ("--02-29", "Northwind; Labs", "@da")
    assert {point.value for point in ada.contacts} >= {"ada@example.org", "ada@northwind.example", "+49 30 1234"}
    assert set(ada.tags) == {"sailing", "a; b\\"}
    assert {one.name for one in ada.relations} == {"Bo Lind", "Somebody <b>"}


def test_the_dead_and_the_silent_are_in_it_and_no_reminder(full: Desk) -> None:
    text = "".join(exporting_vcard.lines(full)).replace("\r\n ", "")
    assert "FN:Bo Lind" in text
    assert "FN:Cy Moe" in text
    assert "send the book" not in text
    assert "two kids" not in text


def test_what_a_card_had_beyond_us_comes_out_again(full: Desk) -> None:
    text = "".join(exporting_vcard.lines(full))
    (card,) = (card for card in text.split("BEGIN:VCARD") if "FN:Bo Lind" in card)
    assert "X-SHOE-SIZE:44" in card
    assert card.count("UID:") == 1
    assert text == "".join(exporting_vcard.lines(full))


def test_a_relation_names_the_card_that_is_written(full: Desk) -> None:
    text = "".join(exporting_vcard.lines(full)).replace("\r\n ", "")
    ada = next(card for card in text.split("BEGIN:VCARD") if "FN:Ada Okafor" in card)
    bo = next(card for card in text.split("BEGIN:VCARD") if "FN:Bo Lind" in card)
    (uid,) = (line.removeprefix("UID:") for line in bo.split("\r\n") if line.startswith("UID:"))
    (related,) = (line for line in ada.split("\r\n") if line.startswith("RELATED") and "Bo Lind" in line)
    assert uid.removeprefix("urn:uuid:") in related
