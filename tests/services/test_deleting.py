"""Deleting somebody: all of it goes, undo brings all of it back, and nothing else does."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.services import deleting, editing, exporting, history, importing, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts, standing
from reconnect_tui.store.people import insert
from tests.services.everyone import fill
from tests.store.test_history import desk_in, everything


def exported(desk: Desk) -> str:
    return "".join(str(line) for line in exporting.lines(desk))


def test_undo_brings_back_all_that_hung_on_them(tmp_path: Path) -> None:
    desk = desk_in(tmp_path / "home")
    ada = fill(desk, tmp_path)["ada"]
    writer = drafts.DraftWriter(desk.store.path, lambda words, problem: None)
    writer.save(drafts.Words(ada.id, "letter", "a letter begun"))
    assert writer.close() == []
    with recording.decision(desk, "test", "more"):
        insert(desk.store, "not_same", uid=ada.uid, other_uid="somebody")
    editing.edit_person(desk, ada.id, company="Kumo")
    before, written = everything(desk), exported(desk)
    done = deleting.delete(desk, ada.id)
    assert (done.sentence, done.person) == ("Deleted Ada Okafor", None)
    left = exported(desk)
    assert left.count(ada.uid) == len(json.loads(left)["tombstones"]), "only the tombstones name them still"
    assert "a letter begun" not in left
    assert not standing.differing(desk.store.connection)
    history.undo(desk)
    assert exported(desk) == written
    assert everything(desk) == before
    history.redo(desk)
    assert exported(desk) == left
    desk.close()


def test_a_moment_with_others_stays_theirs(tmp_path: Path) -> None:
    desk = desk_in(tmp_path / "home")
    found = fill(desk, tmp_path)
    alone = deleting.what_goes(desk, found["ada"].id)
    deleting.delete(desk, found["ada"].id)
    moments = json.loads(exported(desk))["moments"]
    assert alone == 1
    assert [one["people"] for one in moments if "#sailing" in one["text"]] == [[found["bo"].uid]]
    desk.close()


HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Zia,Moss,https://www.linkedin.com/in/zia-moss,,Kumo,Cook,14 Mar 2015\n"


@pytest.mark.parametrize("by_hand", [False, True])
def test_no_import_brings_them_back(tmp_path: Path, by_hand: bool) -> None:
    desk = desk_in(tmp_path / "home")
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    if by_hand:
        recording.add_person(desk, "Zia Moss", urls=("https://www.linkedin.com/in/zia-moss",))
    else:
        importing.run(desk, path)
    deleting.delete(desk, 1)
    importing.run(desk, path)
    assert json.loads(exported(desk))["people"] == []
    stones = {(one["source"], one["key"]) for one in json.loads(exported(desk))["tombstones"]}
    assert stones == {("", ""), ("linkedin", "zia-moss")}
    desk.close()


def test_the_copy_is_the_page_and_nobody_elses_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_in(tmp_path / "home")
    recording.add_person(desk, "Ada $(touch x)/../Okafor")
    monkeypatch.chdir(tmp_path)
    name = deleting.file_name(desk, 1)
    assert name == "ada-touch-x-okafor.json"
    deleting.keep_copy(desk, 1, name)
    assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["name"] == "Ada $(touch x)/../Okafor"
    assert stat.S_IMODE(os.stat(name).st_mode) == 0o600
    assert deleting.file_name(desk, 1) == "ada-touch-x-okafor-2.json"
    with pytest.raises(ReconnectError, match="there already"):
        deleting.keep_copy(desk, 1, name)
    desk.close()
