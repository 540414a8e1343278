"""Importing into a living home: who is whom, what changes, and that all of it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.person import Person
from reconnect_tui.paths import Home, find_home
from reconnect_tui.services import capture, circles, exporting_csv, history, importing, recording, session
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.importing import Counts
from reconnect_tui.services.recording import decision
from reconnect_tui.store import moments, people, standing
from tests.data import linkedin, network
from tests.store.test_history import everything


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    environ = {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path)}
    return open_desk(find_home(None, environ, "linux"), environ, sitting="now")


def names(desk: Desk) -> set[str]:
    return {person.name for person in people.every(desk.store)}


def test_two_thousand_people_again_and_a_newer_file(desk: Desk, tmp_path: Path) -> None:
    first, newer = tmp_path / "Basic_LinkedInDataExport_11-01-2026.zip", tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    invented = linkedin.write_export(first, people=2000, day="2026-11-01")
    hidden = linkedin.hidden_rows(2000)
    report = importing.run(desk, first)
    assert report.people == Counts(2000, 0, 0, hidden)
    before = everything(desk)
    changes = desk.store.connection.total_changes
    report = importing.run(desk, first)
    assert report.people == Counts(0, 0, 2000, hidden)
    assert report.action is None
    assert everything(desk) == before
    assert desk.store.connection.execute("SELECT count(*) FROM action").fetchone() == (1,)

    later = network.newer(invented)
    roles = {person.slug: person.position for person in invented}
    moved = sum(bool(roles.get(person.slug)) and roles[person.slug] != person.position for person in later)
    linkedin.write_people(newer, later, day="2026-11-20")
    rehearsed = importing.run(desk, newer, dry_run=True)
    assert everything(desk) == before
    report = importing.run(desk, newer)
    assert report.people == Counts(15, 25, 1975, hidden)
    assert rehearsed.people == report.people
    assert "5 profile addresses changed; the old ones are remembered." in report.notes
    assert desk.store.connection.execute("SELECT count(*) FROM person").fetchone() == (2015,)
    assert desk.store.connection.execute("SELECT count(DISTINCT person_id) FROM news").fetchone() == (moved,)
    assert desk.store.connection.execute("SELECT DISTINCT earlier_file, later_file FROM news").fetchall() == [
        ("2026-11-01", "2026-11-20")
    ]
    assert desk.store.connection.execute("SELECT count(*) FROM former_slug").fetchone() == (5,)
    assert importing.run(desk, newer).people == Counts(0, 0, 2015, hidden)
    assert not standing.differing(desk.store.connection)
    assert changes > 0

    after = everything(desk)
    assert history.undo(desk) is not None
    assert everything(desk) == before
    assert history.redo(desk) is not None
    assert everything(desk) == after


def test_undo_takes_the_whole_import_back_but_for_people_with_own_words(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    linkedin.write_export(path, people=300)
    before = everything(desk)
    number = importing.run(desk, path).action
    assert number is not None
    everybody = list(people.every(desk.store))
    recording.add_note(desk, everybody[7].id, "we met at the ferry")
    circles.place(desk, everybody[9].id, "friends")
    undone = history.undo_step(desk, number)
    assert set(undone.kept) == {everybody[7].name, everybody[9].name}
    assert names(desk) == {everybody[7].name, everybody[9].name}
    assert not standing.differing(desk.store.connection)
    assert desk.store.connection.execute("SELECT count(*) FROM contact_point").fetchone()[0] >= 2
    for _ in range(2):
        history.undo(desk)
    assert everything(desk)["circle"] == before["circle"]


def test_what_the_user_edited_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    first, later = tmp_path / "a.csv", tmp_path / "b.csv"
    invented = network.invent(30)
    linkedin.write_people(first, invented)
    importing.run(desk, first)
    person = next(person for person in people.every(desk.store) if person.position)
    with recording.decision(desk, "edit", "edited by hand", person):
        people.update(desk.store, "person", person.id, position="Keeper of Bees", greeting="Bee")
    slug = next(point.normalised for point in people.contacts(desk.store, person.id) if point.kind == "linkedin")
    changed = [one._replace(position="Head of Noise", company="Elsewhere") if one.slug == slug else one for one in invented]
    linkedin.write_people(later, changed)
    importing.run(desk, later)
    now = people.get(desk.store, person.id)
    assert now.position == "Keeper of Bees"
    assert now.greeting == "Bee"
    assert now.company == "Elsewhere"


def test_messages_join_their_people_and_say_who_wrote_last(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Complete_LinkedInDataExport_11-20-2026.zip"
    invented = network.invent(60)
    messages = network.invent_messages(invented, 400)
    linkedin.write_people(path, invented, messages=messages)
    report = importing.run(desk, path)
    good = [message for message in messages if not message.kind]
    assert report.moments.added == len(good)
    assert importing.run(desk, path).moments == Counts(0, 0, len(good), report.moments.skipped)
    slugs = {point.normalised: person for person in people.every(desk.store) for point in people.contacts(desk.store, person.id)}
    for slug, person in slugs.items():
        mine = sorted((m.at, m.sender) for m in good if {m.sender, *m.recipients} == {slug, network.ME})
        if not mine:
            continue
        last = moments.last_words(desk.store, person.id)
        assert last is not None
        assert last.direction == ("in" if mine[-1][1] == slug else "out")
        assert people.get(desk.store, person.id).last_contact == mine[-1][0][:10]


def test_an_old_file_adds_people_and_changes_nobody(desk: Desk, tmp_path: Path) -> None:
    old, new = tmp_path / "Basic_LinkedInDataExport_01-05-2025.zip", tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    invented = network.invent(50, day="2024-12-30")
    linkedin.write_people(new, network.newer(invented, roles=5, slugs=2, added=3), day="2026-11-20")
    importing.run(desk, new)
    before = everything(desk)["person"]
    linkedin.write_people(old, invented, day="2025-01-05")
    report = importing.run(desk, old)
    assert report.people.updated == 0
    assert report.people.added == 0
    assert everything(desk)["person"] == before


def test_somebody_noted_by_hand_with_the_profile_is_joined(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    invented = network.invent(20)
    linkedin.write_people(path, invented)
    recording.add_person(desk, "A Friend", urls=[f"https://www.linkedin.com/in/{invented[3].slug}/"])
    report = importing.run(desk, path)
    assert report.people.added == 19
    assert report.people.updated == 1
    assert people.get(desk.store, 1).name == "A Friend"
    assert people.get(desk.store, 1).company == invented[3].company.strip()


def test_a_failure_in_the_middle_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    linkedin.write_export(path, people=50)
    before = everything(desk)
    for stop_at in ("reading", "matching", "writing"):
        seen: list[str] = []

        def progress(what: str, done: int, total: int, seen: list[str] = seen) -> None:
            seen.append(what)

        with pytest.raises(importing.Cancelled):
            importing.run(desk, path, progress=progress, cancelled=lambda seen=seen, at=stop_at: at in seen)  # type: ignore[misc]
        assert everything(desk) == before


def test_not_a_linkedin_file_lists_the_columns(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "recipes.csv"
    path.write_text("Dish,Minutes,Taste\nSoup,20,good\n", encoding="utf-8")
    with pytest.raises(FileProblem, match=r"Dish.*Minutes.*Taste"):
        importing.run(desk, path)
    assert not people.anybody(desk.store)


def test_deleted_people_stay_deleted(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    invented = network.invent(10)
    linkedin.write_people(path, invented)
    with recording.decision(desk, "delete", "a tombstone"):
        people.insert(
            desk.store, "tombstone", uid="aaaaaaaaaaaa", source="linkedin", key=invented[0].slug, deleted_on="2026-01-01"
        )
    report = importing.run(desk, path)
    assert report.people.added == 9
    assert "1 deleted here before: left deleted." in report.notes


def test_nobody_who_is_silent_is_woken_by_an_import(desk: Desk, tmp_path: Path) -> None:
    path, later = tmp_path / "Connections.csv", tmp_path / "later.csv"
    invented = network.invent(4)
    linkedin.write_people(path, invented)
    importing.run(desk, path)
    for person, silence in zip(
        list(people.every(desk.store)), (recording.died, recording.never, recording.rest, recording.died), strict=True
    ):
        silence(desk, person.id)
    linkedin.write_people(later, [one._replace(position="Chief of Everything", company="Loud Inc") for one in invented])
    importing.run(desk, later)
    assert session.next_people(desk) == []
    capture.take(desk, '@+"New Face" said hello')
    assert [person.name for person, _, _ in session.next_people(desk)] == ["New Face"]


@pytest.mark.parametrize("era", ["2018", "2019", "2021"])
def test_people_of_an_export_without_addresses_are_known_in_one_with_them(desk: Desk, tmp_path: Path, era: str) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    invented = network.invent(80, day=linkedin.ERA_DAY[era])
    linkedin.write_people(old, invented, era=era)
    assert importing.run(desk, old).people.added == 80
    linkedin.write_people(new, invented)
    report = importing.run(desk, new)
    assert (report.people.added, report.people.updated) == (0, 80)
    assert desk.store.connection.execute("SELECT count(*) FROM former_slug").fetchone() == (0,)
    assert importing.run(desk, new).people[:3] == (0, 0, 80)


def _row(first: str, slug: str, company: str = "X", on: str = "2019-01-02") -> network.InventedPerson:
    return network.InventedPerson(first, f"{first}son", slug, "", company, "Role", on)


def _bring(
    desk: Desk, folder: Path, day: str, *rows: network.InventedPerson, messages: tuple[network.InventedMessage, ...] = ()
) -> int:
    path = folder / f"Basic_LinkedInDataExport_{day[5:7]}-{day[8:]}-{day[:4]}.zip"
    linkedin.write_people(path, rows, messages=messages, day=day)
    return importing.run(desk, path).action or 0


def _named(desk: Desk, name: str) -> Person:
    return next(person for person in people.every(desk.store) if person.first_name == name)


def test_undoing_an_older_import_never_touches_what_came_after_it(desk: Desk, tmp_path: Path) -> None:
    _bring(desk, tmp_path, "2026-11-01", _row("Ada", "ada"), _row("Bob", "bob"))
    second = _bring(desk, tmp_path, "2026-11-10", _row("Ada", "ada", "Y"), _row("Bob", "bob", "Y"))
    ada = _named(desk, "Ada")
    recording.died(desk, ada.id)
    undone = history.undo_step(desk, second)
    assert undone.kept == (ada.name,)
    assert (_named(desk, "Ada").status, _named(desk, "Ada").company) == ("died", "Y")
    assert _named(desk, "Bob").company == "X"
    assert not standing.differing(desk.store.connection)


def test_a_group_message_does_not_stop_the_undo(desk: Desk, tmp_path: Path) -> None:
    group = network.InventedMessage("2-a==", "ada", (network.ME, "bob"), "2024-01-02T10:00:00Z", "to both of you")
    number = _bring(desk, tmp_path, "2026-11-01", _row("Ada", "ada"), _row("Bob", "bob"), messages=(group,))
    recording.add_note(desk, _named(desk, "Ada").id, "sails")
    assert history.undo_step(desk, number).kept == ("Ada Adason",)
    assert [moment.text for moment in moments.of_person(desk.store, _named(desk, "Ada").id, limit=5)] == [
        "sails",
        "to both of you",
    ]
    assert history.redo(desk) is not None
    assert names(desk) == {"Ada Adason", "Bob Bobson"}
    recording.set_how_met(desk, _named(desk, "Bob").id, "in Lagos")
    assert set(history.undo_step(desk, number).kept) == {"Bob Bobson"}
    assert names(desk) == {"Ada Adason", "Bob Bobson"}


def test_an_imported_message_in_own_words_keeps_its_person(desk: Desk, tmp_path: Path) -> None:
    from reconnect_tui.services import editing

    said = network.InventedMessage("2-a==", "ada", (network.ME,), "2024-01-02T10:00:00Z", "hello")
    number = _bring(desk, tmp_path, "2026-11-01", _row("Ada", "ada"), _row("Bob", "bob"), messages=(said,))
    moment = moments.of_person(desk.store, _named(desk, "Ada").id, limit=1)[0]
    editing.edit_moment(desk, moment, text="hello, and my own words")
    assert history.undo_step(desk, number).kept == ("Ada Adason",)
    assert moments.of_person(desk.store, _named(desk, "Ada").id, limit=1)[0].text == "hello, and my own words"


def test_a_former_address_taken_by_somebody_else_is_somebody_else(desk: Desk, tmp_path: Path) -> None:
    _bring(desk, tmp_path, "2026-10-01", _row("Ada", "ada"))
    _bring(desk, tmp_path, "2026-11-01", _row("Ada", "ada-2"))
    said = network.InventedMessage("2-a==", "ada", (network.ME,), "2026-11-06T10:00:00Z", "hi, Bob here")
    _bring(desk, tmp_path, "2026-11-10", _row("Ada", "ada-2"), _row("Bob", "ada", on="2026-11-05"), messages=(said,))
    assert names(desk) == {"Ada Adason", "Bob Bobson"}
    assert [m.text for m in moments.of_person(desk.store, _named(desk, "Bob").id, limit=5)] == ["hi, Bob here"]
    assert moments.of_person(desk.store, _named(desk, "Ada").id, limit=5) == []


def test_going_back_to_a_former_address_goes_on(desk: Desk, tmp_path: Path) -> None:
    for day, slug in (("2026-09-01", "ada"), ("2026-10-01", "ada-2"), ("2026-11-01", "ada")):
        _bring(desk, tmp_path, day, _row("Ada", slug))
    _bring(desk, tmp_path, "2026-11-10", _row("Ada", "ada", "Kumo"))
    assert [(person.name, person.company) for person in people.every(desk.store)] == [("Ada Adason", "Kumo")]


def test_a_shared_address_is_not_one_person(desk: Desk, tmp_path: Path) -> None:
    ada = _row("Ada", "ada")._replace(email="us@home.example")
    zed = _row("Zed", "zed", on="2025-05-05")._replace(email="us@home.example")
    _bring(desk, tmp_path, "2026-10-01", ada)
    recording.died(desk, _named(desk, "Ada").id)
    _bring(desk, tmp_path, "2026-11-01", zed)
    assert names(desk) == {"Ada Adason", "Zed Zedson"}
    assert _named(desk, "Zed").status == "active"


def test_a_name_the_user_put_right_does_not_make_two_people(desk: Desk, tmp_path: Path) -> None:
    from reconnect_tui.services import editing

    _bring(desk, tmp_path, "2026-10-01", _row("ADA", "ada"))
    editing.edit_person(desk, _named(desk, "ADA").id, name="Ada Okafor")
    _bring(desk, tmp_path, "2026-11-01", _row("ADA", "ada-2"))
    assert names(desk) == {"Ada Okafor"}


def test_stopping_after_the_last_moment_to_stop_is_too_late_and_says_nothing_untrue(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    linkedin.write_export(path, people=5)
    seen: list[tuple[str, int]] = []
    report = importing.run(
        desk, path, progress=lambda what, done, total: seen.append((what, done)), cancelled=lambda: ("writing", 2) in seen
    )
    assert report.people.added == 5


def test_our_own_csv_brings_back_what_only_we_know(desk: Desk, home: Home, tmp_path: Path) -> None:
    ada = recording.add_person(desk, "Ada Okafor", emails=["ada@example.org"], circle="friends").person
    ben = recording.add_person(desk, "Ben Ito").person
    assert ada is not None
    assert ben is not None
    recording.record(desk, ada.id, "no-answer", note="rang twice")
    recording.set_how_met(desk, ada.id, "sailing, in Lagos")
    recording.died(desk, ben.id)
    exporting_csv.write(desk, str(tmp_path / "people.csv"))
    other = open_desk(Home(str(tmp_path / "other"), str(tmp_path / "other")), {"RECONNECT_TODAY": desk.day})
    try:
        report = importing.run(other, tmp_path / "people.csv")
        assert (report.people.added, report.moments.added) == (2, 1)
        found = {one.name: one for one in people.every(other.store)}
        assert (found["Ada Okafor"].uid, found["Ada Okafor"].circle, found["Ada Okafor"].how_met) == (
            ada.uid, "friends", "sailing, in Lagos",
        )  # fmt: skip
        assert found["Ada Okafor"].last_contact is None, "no answer is no contact"
        assert found["Ben Ito"].status == "died"
        again = importing.run(other, tmp_path / "people.csv")
        assert (again.action, again.people.unchanged, again.moments.unchanged) == (None, 2, 1)
    finally:
        other.close()
    here = importing.run(desk, tmp_path / "people.csv")
    assert (here.people.added, here.moments.added) == (0, 0)


def test_a_tag_or_an_address_taken_away_here_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:ada-1\r\nFN:Ada Okafor\r\nEMAIL:ada@example.org\r\nCATEGORIES:rowing\r\n{}END:VCARD\r\n"
    file = tmp_path / "ada.vcf"
    file.write_text(card.format(""), encoding="utf-8")
    importing.run(desk, file)
    ada = next(iter(people.every(desk.store)))
    with decision(desk, "edit", "taken away"):
        people.remove_contact(desk.store, ada.id, "email", "ada@example.org")
        desk.store.connection.execute("DELETE FROM tag WHERE person_id = ?", (ada.id,))
    file.write_text(card.format("TITLE:CTO\r\n"), encoding="utf-8")
    assert importing.run(desk, file).people.updated == 1
    assert people.get(desk.store, ada.id).position == "CTO"
    assert people.contacts(desk.store, ada.id) == ()
    assert people.tags(desk.store, ada.id) == ()


def test_relations_go_to_whoever_is_here_and_else_stay_a_name(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "two.vcf"
    file.write_text(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:ada-1\r\nFN:Ada Okafor\r\nRELATED;TYPE=sibling;VALUE=text:Ben Ito\r\n"
        "RELATED;TYPE=friend;VALUE=text:Cem Kaya\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nUID:ben-1\r\nFN:Ben Ito\r\nEND:VCARD\r\n",
        encoding="utf-8",
    )
    importing.run(desk, file)
    rows = desk.store.connection.execute(
        "SELECT r.kind, o.name, r.other_name FROM relation r LEFT JOIN person o ON o.id = r.other_id ORDER BY r.id"
    ).fetchall()
    assert rows == [("sibling", "Ben Ito", ""), ("friend", None, "Cem Kaya")]
    assert importing.run(desk, file).action is None


def test_a_direction_told_later_reaches_the_messages_that_are_here(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    row = "{},,X,https://www.linkedin.com/in/{},Y,https://www.linkedin.com/in/{},2023-03-1{} 10:00:00 UTC,,{},INBOX\n"
    (folder / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Okafor,https://www.linkedin.com/in/ada-okafor,,Kumo,CTO,02 Jan 2019\n",
        encoding="utf-8",
    )
    (folder / "messages.csv").write_text(
        head + row.format("c1", "ada-okafor", "jordan-pike", 1, "Sailing?") + row.format("c2", "one", "other", 2, "Rowing?"),
        encoding="utf-8",
    )
    first = importing.run(desk, folder)
    assert first.owner_unknown
    assert desk.store.connection.execute("SELECT direction FROM moment").fetchall() == [(None,)]
    told = importing.run(desk, folder, me="jordan-pike")
    assert told.moments.added == 0
    assert desk.store.connection.execute("SELECT direction FROM moment").fetchall() == [("in",)]
    assert importing.run(desk, folder, me="jordan-pike").action is None
    history.undo(desk)
    assert desk.store.connection.execute("SELECT direction FROM moment").fetchall() == [(None,)]


def test_a_card_with_a_day_of_death_is_silent_from_the_first(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ada.vcf"
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:ada-1\r\nFN:Ada Okafor\r\n{}END:VCARD\r\n"
    file.write_text(card.format(""), encoding="utf-8")
    importing.run(desk, file)
    file.write_text(card.format("DEATHDATE:20251102\r\n"), encoding="utf-8")
    importing.run(desk, file)
    (ada,) = people.every(desk.store)
    assert (ada.status, ada.about) == ("died", "Died: 2025-11-02")
    assert session.next_people(desk) == []
    file.write_text(card.format("TITLE:CTO\r\n"), encoding="utf-8")
    importing.run(desk, file)
    assert people.get(desk.store, ada.id).status == "died", "no import wakes anybody"
