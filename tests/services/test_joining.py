"""What becomes of one thing when two homes meet: edits, removals, counts, undo, and what interrupts it."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.paths import Home
from reconnect_tui.services import (
    circles,
    deleting,
    editing,
    exporting,
    history,
    importing,
    joining,
    recording,
)
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import moments, people
from reconnect_tui.store.people import insert
from tests.two_homes import TODAY, World, assert_sound, everything, opened, person_of, save_draft


def pair(homes: World) -> tuple[Desk, Desk, int, int]:
    """Two homes with the same two people, Ada and Bo, and Ada's row ids in them."""
    one, other = homes.home(), homes.home()
    ada = recording.add_person(one, "Ada Okafor", emails=("ada@example.org",)).person
    recording.add_person(one, "Bo Lind")
    assert ada is not None
    joining.join(other, homes.file(one))
    there = people.by_uid(other.store, ada.uid)
    assert there is not None
    return one, other, ada.id, there.id


def test_the_later_edit_wins_within_one_second_too(two: World) -> None:
    one, other, ada, there = pair(two)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(recording, "now", lambda: "2026-11-22T09:00:00Z")  # and where this clock is behind
        for company in ("Zeta", "Ora", "Northwind"):
            editing.edit_person(one, ada, company=company)
            joining.join(other, two.file(one))
            assert people.get(other.store, there).company == company
        editing.edit_person(other, there, company="Alpha")
        joining.join(one, two.file(other))
        assert people.get(one.store, ada).company == "Alpha"


def test_an_edit_of_the_same_value_is_none(two: World) -> None:
    one, _, ada, _ = pair(two)
    recording.set_greeting(one, ada, "Ads")
    stamps = one.store.connection.execute("SELECT subject, field, at FROM edit").fetchall()
    recording.set_greeting(one, ada, "Ads")
    recording.wake(one, ada) if people.get(one.store, ada).status != "active" else None
    assert one.store.connection.execute("SELECT subject, field, at FROM edit").fetchall() == stamps
    assert [(field) for _, field, _ in stamps] == ["greeting"]


def test_undo_takes_the_stamp_back_too(two: World) -> None:
    one, _, ada, _ = pair(two)
    before = everything(one)
    recording.set_greeting(one, ada, "Ads")
    recording.record(one, ada, "met", note="x")
    history.undo(one)
    history.undo(one)
    assert everything(one) == before


def test_a_note_is_stamped_nowhere(two: World) -> None:
    one, _, ada, _ = pair(two)
    recording.add_note(one, ada, "sails")
    assert everything(one)["edit"] == []


def test_a_removed_moment_stays_removed_in_the_other_home_and_undo_brings_it_back(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.add_note(one, ada, "sails")
    joining.join(other, two.file(one))
    before = everything(one)
    editing.remove_moment(one, moments.of_person(one.store, ada, limit=1)[0])
    report = joining.join(other, two.file(one))
    assert moments.of_person(other.store, there, limit=9) == []
    assert "1 moment was removed there, and here too now." in report.notes
    assert history.undo(other) is not None
    assert len(moments.of_person(other.store, there, limit=9)) == 1
    joining.join(one, two.file(other))
    history.undo(one)
    assert everything(one) == before


def test_a_deleted_person_is_deleted_there_and_named_and_comes_back_by_undo(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.add_note(other, there, "wrote since")
    before = everything(other)
    deleting.delete(one, ada)
    report = joining.join(other, two.file(one))
    assert [name for (name,) in other.store.connection.execute("SELECT name FROM person")] == ["Bo Lind"]
    assert ("Deleted there, and here too", ("Ada Okafor",)) in report.named
    assert any("deleted there, and here too now: Ada Okafor." in note for note in report.notes)
    assert_sound(other)
    history.undo(other)
    assert everything(other) == before
    report = joining.join(one, two.file(other))
    assert (report.people.skipped, report.people.unchanged) == (1, 1)
    assert "1 deleted here before: left deleted." in report.notes


def test_the_counts_say_what_became_of_each(two: World) -> None:
    one, other, _, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    recording.add_person(other, "Cyr Lind")
    recording.add_note(other, there, "sails")
    recording.add_follow_up(other, there, TODAY + timedelta(3), "ask")
    save_draft(other, there, "letter", "Dear Ada")
    path = two.file(other)
    rehearsed = joining.join(one, path, dry_run=True)
    assert (rehearsed.action, rehearsed.dry_run) == (None, True)
    assert [row[2] for row in everything(one)["person"]] == ["Ada Okafor", "Bo Lind"]
    report = joining.join(one, path)
    assert report.people == importing.Counts(1, 1, 1, 0) == rehearsed.people
    assert report.moments == importing.Counts(1, 0, 0, 0)
    assert report.notes == ("1 follow-up came along or changed.", "1 draft came along.")
    assert report.named == (("Added", ("Cyr Lind",)), ("Updated", ("Ada Okafor",)))
    step = history.listing(one)[0]
    assert (step.kind, step.sentence) == ("import", f"Imported {path.name}: 1 added, 1 updated, 1 moment")


def test_the_same_import_on_two_laptops_keeps_rows_and_moves_what_hangs_on_them(two: World, exports: tuple[Path, Path]) -> None:
    one, other = two.home(), two.home()
    for desk in (one, other):
        importing.run(desk, exports[0])
        recording.add_note(desk, person_of(desk, 0), "a note here")
    ids = {row[0] for row in everything(one)["person"]}
    report = joining.join(one, two.file(other))
    assert {row[0] for row in everything(one)["person"]} == ids
    assert report.people.added == report.moments.added - 1 == 0
    assert_sound(one)
    before = two.file(other).read_bytes()
    joining.join(other, two.file(one))
    assert two.file(one).read_bytes() == two.file(other).read_bytes()
    history.undo(other)
    assert two.file(other).read_bytes() == before
    assert_sound(other)


def test_undoing_a_join_leaves_alone_who_was_written_to_since(two: World) -> None:
    one, other, ada, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    recording.add_person(other, "Cyr Lind")
    joining.join(one, two.file(other))
    recording.set_how_met(one, ada, "at sea, in 2014")
    number = next(step.id for step in history.listing(one) if step.kind == "import")
    undone = history.undo_step(one, number)
    assert undone.kept == ("Ada Okafor",)
    assert people.get(one.store, ada).how_met == "at sea, in 2014"
    assert [field for _, _, field, _ in everything(one)["edit"]] == ["how_met"]
    assert len(everything(one)["person"]) == 2
    assert_sound(one)


@pytest.mark.parametrize("when", range(6))
def test_stopped_in_the_middle_it_leaves_nothing(two: World, exports: tuple[Path, Path], when: int) -> None:
    one, other, _, there = pair(two)
    importing.run(other, exports[0])
    recording.died(other, there)
    path, before = two.file(other), everything(one)
    steps = len(history.listing(one))

    def told(what: str, done: int, total: int) -> None:
        if (what, done) == ("writing", when):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        joining.join(one, path, progress=told)
    assert everything(one) == before
    assert len(history.listing(one)) == steps
    assert_sound(one)
    with pytest.raises(importing.Cancelled):
        joining.join(one, path, cancelled=lambda: True)
    assert everything(one) == before


def test_what_another_window_writes_meanwhile_is_not_lost(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, ada, there = pair(two)
    recording.set_how_met(other, there, "at sea")
    path = two.file(other)
    window = opened(Path(one.home.data))
    differs = joining._differs

    def written_meanwhile(plan: Any) -> bool:
        recording.set_how_met(window, ada, "in a harbour")
        return differs(plan)

    monkeypatch.setattr(joining, "_differs", written_meanwhile)
    joining.join(one, path)
    window.close()
    assert people.get(one.store, ada).how_met == "in a harbour"
    assert_sound(one)


def test_a_circle_that_was_renamed_or_new_goes_along(two: World) -> None:
    one, other, ada, there = pair(two)
    with recording.decision(one, "circle", "a new one"):
        insert(one.store, "circle", name="sailors", days=10)
    circles.place(one, ada, "sailors")
    joining.join(other, two.file(one))
    assert people.get(other.store, there).circle == "sailors"
    assert ("sailors", 10) in people.circles(other.store)
    assert [circle for circle, _ in people.circles(other.store)][:4] == ["close", "friends", "work", "wide"]


def test_a_file_that_is_off_changes_nothing(two: World) -> None:
    one, other, _, _ = pair(two)
    path = two.file(other)
    path.write_text(path.read_text("utf-8").replace('"status": "active"', '"status": "asleep"'), "utf-8")
    before = everything(one)
    with pytest.raises(FileProblem, match=r"line 5.*status: this should be one of"):
        joining.join(one, path)
    assert everything(one) == before


def test_import_by_the_command_line(two: World, run: Any, home: Home, tmp_path: Path) -> None:
    one, _, _, _ = pair(two)
    path = tmp_path / "laptop.json"
    exporting.write(one, str(path))
    ran = run("import", str(path), "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert (told["source"], told["people"]["added"]) == ("json", 2)
    assert run("export", str(tmp_path / "back.json")).code == 0
    assert (tmp_path / "back.json").read_bytes() == path.read_bytes()
    assert os.path.exists(home.database)
