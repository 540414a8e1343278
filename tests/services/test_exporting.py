"""An export holds everything once, says nothing of row ids or clocks, and is the same bytes for the same data."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import capture, editing, exporting, history, importing, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.store.people import insert
from reconnect_tui.store.tables import COLUMNS, LOOSE_COLUMNS
from tests.data import linkedin

SECTIONS = [
    "format", "version", "people", "moments", "circles", "relations", "follow_ups", "drafts", "not_same", "tombstones", "source_records",
    "own_roles", "source_files", "mappings", "kept_lines",
]  # fmt: skip


def exported(desk: Desk) -> Any:
    return json.loads("".join(exporting.lines(desk)))


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    """A home with something in every table."""
    path = tmp_path / "Basic_LinkedInDataExport_11-01-2026.zip"
    linkedin.write_export(path, people=40, day="2026-11-01")
    importing.run(desk, path)
    ada = recording.add_person(desk, "Ada Okafor", emails=("ada@example.org",), circle="friends").person
    bo = recording.add_person(desk, "Bo Lind").person
    assert ada is not None
    assert bo is not None
    recording.record(desk, ada.id, "met", note="two kids", next_on=date(2026, 12, 24))
    capture.take(desk, 'coffee with @"Ada Okafor" and @"Bo Lind" #sailing. promised: send the book')
    recording.skip(desk, bo.id)
    recording.later(desk, bo.id, date(2027, 1, 1))
    recording.died(desk, bo.id)
    recording.finish(desk, people.follow_ups(desk.store, ada.id)[0].uid)
    met = moments.of_person(desk.store, ada.id, limit=1)[0]
    editing.edit_moment(desk, met, text=met.text + " and a dog")
    with recording.decision(desk, "test", "the rest"):
        insert(desk.store, "relation", person_id=ada.id, other_id=bo.id, kind="colleague")
        insert(desk.store, "relation", person_id=ada.id, other_name="Cyr Lind", kind="sister")
        insert(desk.store, "mapping", headings="Nom\nSociété", fields='{"name": ["Nom"]}')
        insert(desk.store, "kept_line", moment_id=met.id, text="two kids", kept_on="2026-11-22")
        people.update(desk.store, "circle", people.circle_id(desk.store, "friends") or 0, days=45)
        insert(desk.store, "nickname", person_id=ada.id, name="the sailor")
        insert(desk.store, "former_slug", person_id=ada.id, slug="ada-o")
        insert(desk.store, "not_same", uid=ada.uid, other_uid=bo.uid)
        insert(desk.store, "tombstone", uid="feedfeedfeed", source="linkedin", key="gone", deleted_on="2026-01-01")
        insert(desk.store, "own_role", company="Ora", position="Watchmaker", started_on="2020-01-01")
        insert(desk.store, "news", person_id=ada.id, field="company", earlier="A", later="B", noticed_on="2026-11-01")
    drafts.add_loose(desk.store, "a line for nobody")
    with desk.store.transaction() as connection:
        connection.execute(
            "INSERT INTO draft(person_id, kind, text, saved_at) VALUES (?, 'letter', 'Dear Ada', '2026-11-22T10:00:00Z')",
            (ada.id,),
        )
    return desk


def test_everything_is_there_and_in_order(full: Desk) -> None:
    told = exported(full)
    assert list(told) == SECTIONS
    assert all(told[section] for section in SECTIONS)
    for section in ("people", "moments", "follow_ups"):
        ids = [one["id"] for one in told[section]]
        assert ids == sorted(set(ids)), section
    known = {person["id"] for person in told["people"]}
    assert all(set(moment["people"]) <= known and moment["people"] for moment in told["moments"])
    ada = next(person for person in told["people"] if person["name"] == "Ada Okafor")
    assert (ada["nicknames"], ada["former_slugs"], ada["tags"], ada["circle"]) == (
        ["the sailor"],
        ["ada-o"],
        ["sailing"],
        "friends",
    )
    assert ada["news"][0]["later"] == "B"
    bo = next(person for person in told["people"] if person["name"] == "Bo Lind")
    assert (bo["status"], bo["later_until"], bo["skipped_on"], bo["tags"]) == ("died", "2027-01-01", ["2026-11-22"], ["sailing"])
    assert {draft["text"]: draft["person"] for draft in told["drafts"]} == {"a line for nobody": None, "Dear Ada": ada["id"]}


def test_every_column_of_the_users_own_goes_out(full: Desk) -> None:
    told = exported(full)
    said = {
        "person": told["people"], "moment": told["moments"], "circle": told["circles"], "relation": told["relations"],
        "follow_up": told["follow_ups"], "draft": told["drafts"], "not_same": told["not_same"], "tombstone": told["tombstones"],
        "source_record": told["source_records"], "own_role": told["own_roles"], "source_file": told["source_files"],
        "contact_point": [point for person in told["people"] for point in person["contacts"]],
        "news": [news for person in told["people"] for news in person["news"]], "mapping": told["mappings"],
        "kept_line": told["kept_lines"],
    }  # fmt: skip
    in_the_person = {"former_slug", "nickname", "tag", "skip"}
    in_the_moment = {"moment_person"}
    in_what_was_edited = {"edit"}
    assert said.keys() | in_the_person | in_the_moment | in_what_was_edited == COLUMNS.keys() | LOOSE_COLUMNS.keys()
    edits = [
        (one["id"] if "id" in one else f"circle:{one['name']}", field, at)
        for section in ("people", "moments", "follow_ups", "circles")
        for one in told[section]
        for field, at in one["edited"].items()
    ]
    stored = full.store.connection.execute("SELECT subject, field, at FROM edit").fetchall()
    assert {subject.partition(":")[0] for subject, _, _ in stored} >= {"circle"}
    assert len(stored) >= 5
    assert sorted(edits) == sorted(stored)
    other_names = {
        "uid": "id",
        "person_id": "person",
        "other_id": "other",
        "other_uid": "other",
        "circle_id": "circle",
        "moment_id": "moment",
    }
    for table, found in said.items():
        columns = {other_names.get(column, column) for column in (COLUMNS | LOOSE_COLUMNS)[table]}
        if table == "not_same":
            columns = {"person", "other"}
        if table in ("contact_point", "news"):
            columns.discard("person")
        assert columns <= found[0].keys(), table


def test_the_same_data_gives_the_same_bytes_whatever_the_rows_are_called(full: Desk, tmp_path: Path) -> None:
    first = "".join(exporting.lines(full))
    assert "".join(exporting.lines(full)) == first
    recording.add_person(full, "Passing Through")
    history.undo(full)
    assert "".join(exporting.lines(full)) == first
    with full.store.transaction() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("UPDATE pen SET off = 1")
        connection.execute("UPDATE tag SET id = id + 1000")
        connection.execute("UPDATE follow_up SET id = 5000 - id")
        connection.execute("UPDATE source_record SET id = 5000 - id")
        connection.execute("UPDATE pen SET off = 0")
    assert "".join(exporting.lines(full)) == first


def test_no_row_id_and_nothing_derived(full: Desk) -> None:
    told = exported(full)
    for person in told["people"]:
        assert not {"last_contact", "next_due", "circle_id", "uid"} & person.keys()
    assert not any("person_id" in one for section in SECTIONS[2:] for one in told[section])


def test_one_view_while_another_program_writes(full: Desk) -> None:
    first = "".join(exporting.lines(full))
    lines = exporting.lines(full)
    begun = [next(lines) for _ in range(5)]
    other = sqlite3.connect(full.home.database)
    other.execute("DELETE FROM draft")
    other.commit()
    other.close()
    assert "".join([*begun, *lines]) == first
    assert "".join(exporting.lines(full)) != first
    assert not full.store.connection.in_transaction


def test_an_export_that_is_broken_off_ends_its_view(full: Desk) -> None:
    lines = exporting.lines(full)
    next(lines)
    lines.close()
    assert not full.store.connection.in_transaction


def test_a_write_that_fails_leaves_what_was_there(full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    path.write_text("precious")

    def full_disk(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(ReconnectError, match="No space left"):
        exporting.write(full, str(path), force=True)
    assert path.read_text() == "precious"
    assert [name for name in os.listdir(tmp_path) if "part" in name] == []


def test_what_comes_into_being_meanwhile_is_left(full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.json"
    fsync = os.fsync

    def somebody_else_writes(number: int) -> None:
        path.write_text("precious")
        fsync(number)

    monkeypatch.setattr(os, "fsync", somebody_else_writes)
    with pytest.raises(ReconnectError, match="--force"):
        exporting.write(full, str(path))
    assert path.read_text() == "precious"
    assert [name for name in os.listdir(tmp_path) if "part" in name] == []


def test_a_file_system_without_links(full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(part: str, path: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", cannot)
    path = tmp_path / "out.json"
    exporting.write(full, str(path))
    assert path.read_text("utf-8") == "".join(exporting.lines(full))
    with pytest.raises(ReconnectError, match="--force"):
        exporting.write(full, str(path))


def test_a_link_to_a_file_is_not_followed(full: Desk, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("precious")
    link.symlink_to(target)
    with pytest.raises(ReconnectError):
        exporting.write(full, str(link))
    exporting.write(full, str(link), force=True)
    assert target.read_text() == "precious"
    assert not link.is_symlink()
