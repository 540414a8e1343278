"""Every kind of file through the one door and into a home: right counts, right people, and nothing new the second time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.paths import Home
from reconnect_tui.services import doctoring, importing
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.importing import Counts
from reconnect_tui.store import people
from tests.data import address_books, linkedin, network
from tests.data.vcards import CARDS
from tests.store.test_history import everything

LINKEDIN = (
    [(era, "") for era in linkedin.ERA_DAY]
    + [("2023", how) for how in linkedin.MANGLES]
    + [("2018", "excel"), ("2021", "semicolon")]
)
BOOKS = {
    "google-new.csv": address_books.google_new(address_books.FRIENDS),
    "google-old.csv": address_books.google_old(address_books.FRIENDS),
    "outlook.csv": address_books.outlook("en"),
    "outlook-de.csv": address_books.outlook("de"),
    "outlook-com.csv": address_books.outlook_com(address_books.FRIENDS),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    home = str(tmp_path / "home")
    desk = open_desk(Home(home, home), {"RECONNECT_TODAY": "2026-11-25", "HOME": str(tmp_path)})
    yield desk
    desk.close()


def twice(desk: Desk, path: Path) -> importing.Report:
    """Import a file, and see that a second time brings nothing."""
    first = importing.run(desk, path)
    again = importing.run(desk, path)
    assert (again.action, again.people.added, again.people.updated, again.moments.added) == (None, 0, 0, 0)
    assert again.people.unchanged == first.people.added + first.people.updated + first.people.unchanged
    return first


@pytest.mark.parametrize(("era", "mangle"), LINKEDIN, ids="-".join)
def test_a_linkedin_export_of_any_era_after_any_spreadsheet(desk: Desk, tmp_path: Path, era: str, mangle: str) -> None:
    path = tmp_path / "Connections.csv"
    invented = linkedin.write_export(path, era=era, people=60, mangle=mangle)
    report = twice(desk, path)
    assert report.source == "linkedin"
    assert (report.people.added, report.problems) == (60, ())
    if mangle not in ("dropped", "cp1252"):
        companies = {one.company for one in people.every(desk.store)}
        assert companies == {" ".join(one.company.split()) for one in invented} or era == "2012"


@pytest.mark.parametrize("name", BOOKS)
def test_an_address_book(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOOKS[name])
    report = twice(desk, tmp_path / name)
    assert report.people == Counts(len(address_books.FRIENDS), 0, 1, address_books.EMPTY_ROWS)
    found = {one.name: one for one in people.every(desk.store)}
    ada = next(one for label, one in found.items() if "Okafor" in label)
    assert (ada.birthday, ada.company, ada.position) == ("1984-03-14", "Northwind Labs", "Head of Research")
    assert "sailing club" in ada.about
    tags = {"Sailing", "Book club"} if name != "outlook-com.csv" else set()  # Outlook.com exports no categories
    assert set(people.tags(desk.store, ada.id)) == tags


def test_a_corpus_of_cards_none_lost_none_cut(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for number, card in enumerate(CARDS):
        (folder / f"{number:03}.vcf").write_bytes(card.data)
    report = importing.run(desk, folder)
    assert len(CARDS) >= 150
    assert not report.problems
    assert report.people.added + report.people.updated + report.people.unchanged + report.people.skipped >= len(CARDS)
    here = {one.name for one in people.every(desk.store)}
    assert {card.name for card in CARDS} <= here
    assert "Doe, Jane" in here
    assert importing.run(desk, folder).action is None


def test_ten_thousand_messages_and_who_wrote_last(desk: Desk, tmp_path: Path) -> None:
    invented = network.invent(600, seed=4)
    messages = network.invent_messages(invented, 10_000, seed=4)
    linkedin.write_people(tmp_path / "export.zip", invented, messages=messages)
    report = importing.run(desk, tmp_path / "export.zip")
    assert report.moments.added == 10_000
    last: dict[str, tuple[str, bool]] = {}
    both: dict[str, set[bool]] = {}
    groups = {one.conversation for one in messages if not one.kind and len({one.sender, *one.recipients}) > 2}
    for one in messages:
        if one.kind or one.conversation in groups:
            continue
        (other,) = {one.sender, *one.recipients} - {network.ME}
        both.setdefault(other, set()).add(one.sender == other)
        if one.content.startswith("thanks ") and len(one.content.split()) <= 5:
            continue  # a courtesy closes nothing (DESIGN.md)
        last[other] = max(last.get(other, ("", False)), (one.at, one.sender == other))
    rows = dict(
        desk.store.connection.execute(
            "SELECT c.normalised, s.wrote_last FROM standing s JOIN contact_point c ON c.person_id = s.person_id AND c.kind = 'linkedin'"
        ).fetchall()
    )
    from reconnect_tui.interchange.linkedin_url import decoded

    wrong = [
        slug
        for slug, (at, theirs) in last.items()
        if rows[decoded(slug)] != (at[:10] if theirs and len(both[slug]) == 2 else None)
    ]
    assert wrong == []
    assert len(last) > 300


def test_the_same_person_from_everywhere_is_one(desk: Desk, tmp_path: Path) -> None:
    for name, data in BOOKS.items():
        (tmp_path / name).write_bytes(data)
        importing.run(desk, tmp_path / name)
    names = [one.name for one in people.every(desk.store) if "Okafor" in one.name]
    assert len(names) == 1, "an e-mail that only one person has joins, silently"
    assert all(finding.well is not False for finding in doctoring.examine_database(desk))


@pytest.mark.parametrize("name", ["Connections.csv", "messages.zip", "google-new.csv", "outlook.csv", "cards.vcf", "club.csv"])
def test_a_damaged_file_is_all_or_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    from reconnect_tui.services import recording

    recording.add_person(desk, "Already Here")
    path = tmp_path / name
    mapping: tuple[str, ...] = ()
    if name in BOOKS:
        path.write_bytes(BOOKS[name])
    elif name.endswith(".vcf"):
        path.write_bytes(b"".join(card.data for card in CARDS[:30]))
    elif name == "club.csv":
        path.write_text("Member;Mail\nAda Okafor;ada@example.org\nBen Ito;ben@example.org\n", encoding="utf-8")
        mapping = ("name=Member", "email=Mail")
    else:
        linkedin.write_export(path, people=25, messages=25 if name.endswith(".zip") else 0)
    whole = path.read_bytes()
    dice = random.Random(name)
    for _ in range(90):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            place = dice.randrange(len(data))
            match dice.randrange(4):
                case 0:
                    data[place] = dice.randrange(256)
                case 1:
                    del data[place : place + dice.randint(1, 200)]
                case 2:
                    data[place:place] = dice.choice(
                        (b'"', b"\0", b"\r", b",,,", b"\xff\xfe", b"\x1b]52;c;x\x07", b"BEGIN:VCARD\n")
                    )
                case _:
                    data[place:place] = data[place : place + dice.randint(1, 400)]
            if not data:
                break
        path.write_bytes(bytes(data))
        before = everything(desk)
        try:
            report = importing.run(desk, path, mapping=mapping)
        except ReconnectError:
            assert everything(desk) == before
        else:
            assert report.people.added + report.people.updated + report.people.unchanged + report.moments.unchanged > 0
