"""The CSV holds every field of everybody and everything that was between you, and comes in two files or none."""

from __future__ import annotations

import csv
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.interchange import own_cells, own_csv
from reconnect_tui.services import exporting_csv, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import listing, people, reading_out
from reconnect_tui.store.tables import COLUMNS
from tests.services import everyone


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    everyone.fill(desk, tmp_path)
    return desk


@pytest.mark.parametrize("spreadsheet", [False, True])
def test_the_people_come_back_as_they_are(full: Desk, tmp_path: Path, spreadsheet: bool) -> None:
    path = tmp_path / "people.csv"
    exporting_csv.write(full, str(path), spreadsheet=spreadsheet)
    reading = own_csv.read(path)
    assert reading.problems == []
    found = {one.key.removeprefix("reconnect:"): one for one in reading.people}
    related = {}
    for number, fields in listing.people_rows(full.store):
        one = found.pop(str(fields["uid"]))
        assert one.kept is not None
        told: dict[str, Any] = one._asdict() | one.kept._asdict()
        assert {field: told[field] for field in fields} == fields
        assert sorted(one.tags) == sorted(people.tags(full.store, number))
        here = people.contacts(full.store, number)
        assert sorted(map(tuple, one.contacts)) == sorted(map(tuple, here))
        related[one.name] = [(each.kind, each.name, each.key) for each in one.relations]
    assert not found
    ada = next(one for one in reading.people if one.name == "Ada Okafor")
    bo = next(one for one in reading.people if one.name == "Bo Lind")
    assert ada.kept is not None
    assert ada.kept.nicknames == ("the sailor; really",)
    assert ada.kept.former_slugs == ("ada-o",)
    assert sorted(related["Ada Okafor"]) == [("", "Somebody <b>", ""), ("sister", "Bo Lind", bo.key)]


def test_every_column_of_a_person_goes_out(full: Desk) -> None:
    """A field that is added to the table must be added here too."""
    known = set(own_cells.FIELDS.values()) - {"last_contact"}
    assert known == {column.replace("circle_id", "circle") for column in COLUMNS["person"]}


def test_the_moments_come_back_as_they_are(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    assert exporting_csv.write(full, str(path)) == str(tmp_path / "people-moments.csv")
    found = {one.key.removeprefix("reconnect:"): one for one in own_csv.read(path).moments}
    assert found
    for fields, uids in listing.moment_rows(full.store):
        one = found.pop(str(fields["uid"]))
        assert [key.removeprefix("reconnect:") for key in one.people] == uids
        assert one.imported_as == (fields["source_key"] or "")
        told = one._asdict()
        for field in ("at", "kind", "direction", "channel", "text", "outcome", "thread"):
            assert told[field] == fields[field], field
        assert one.group_thread == bool(fields["group_thread"])
    assert not found


def test_the_same_data_gives_the_same_bytes(full: Desk) -> None:
    assert "".join(exporting_csv.people_lines(full)) == "".join(exporting_csv.people_lines(full))
    assert not full.store.connection.in_transaction


def test_other_programs_read_it(full: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    exporting_csv.write(full, str(path))
    assert path.read_bytes().count(b"\r\n") >= 45
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    ada = next(row for row in rows if row["Name"] == "Ada Okafor")
    assert (ada["E-mail 1"], ada["E-mail 2"]) == ("ada@example.org", "ada@northwind.example")
    assert (ada["Preferred"], ada["Phone 1"], ada["Phone 1 label"]) == ("Phone 1", "+49 30 1234", "mobile")
    assert ada["Last contact"] == "2026-11-22"
    assert all(None not in row for row in rows)


def test_both_files_are_private_and_nothing_is_left_over(full: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for force in (False, True):
        exporting_csv.write(full, str(folder / "people.csv"), force=force)
        assert sorted(os.listdir(folder)) == ["people-moments.csv", "people.csv"]
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in os.listdir(folder)} == {0o600}


@pytest.mark.parametrize("there", ["people.csv", "people-moments.csv"])
def test_where_one_file_is_there_neither_is_written(full: Desk, tmp_path: Path, there: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / there).write_text("precious")
    with pytest.raises(ReconnectError, match=f"{there} is there already"):
        exporting_csv.write(full, str(folder / "people.csv"))
    assert os.listdir(folder) == [there]
    assert (folder / there).read_text() == "precious"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("before", [True, False])
def test_where_the_second_cannot_be_put_the_first_is_taken_back(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool, links: bool
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    names = ["people-moments.csv", "people.csv"] if before else []
    for name in names:
        (folder / name).write_text(f"precious {name}")
    replace, link = os.replace, os.link

    def broken(part: str, path: str, put: Any) -> None:
        if path.endswith("people-moments.csv") and ".part" in part:
            raise OSError(5, "Input/output error")
        put(part, path)

    def no_link(part: str, path: str, **_: object) -> None:
        if not links:
            raise PermissionError(1, "Operation not permitted")
        broken(part, path, link)

    monkeypatch.setattr(os, "replace", lambda part, path: broken(part, path, replace))
    monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(ReconnectError, match="could not be written"):
        exporting_csv.write(full, str(folder / "people.csv"), force=before)
    assert sorted(os.listdir(folder)) == names
    assert [(folder / name).read_text() for name in names] == [f"precious {name}" for name in names]


def test_without_moments_there_is_one_file(desk: Desk, tmp_path: Path) -> None:
    recording.add_person(desk, "Ada Okafor")
    path = tmp_path / "people.csv"
    beside = tmp_path / "people-moments.csv"
    assert exporting_csv.write(desk, str(path)) == ""
    assert not beside.exists()
    beside.write_text("moments of an older export")
    assert exporting_csv.write(desk, str(path), force=True) == str(beside)
    assert own_csv.read(path).moments == []
    assert not reading_out.any_moment(desk.store)


def test_nobody_at_all(desk: Desk) -> None:
    (header,) = csv.reader(exporting_csv.people_lines(desk))
    assert header[:2] == ["id", "Name"]
