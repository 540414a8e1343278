"""Actions, undo and redo over the real store, with arbitrary decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import DatabaseError, ReconnectError
from reconnect_tui.paths import find_home
from reconnect_tui.services import circles, history, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import drafts, standing
from reconnect_tui.store.tables import COLUMNS

TODAY = date(2026, 11, 22)


def desk_in(folder: Path) -> Desk:
    environ = {"RECONNECT_HOME": str(folder), "RECONNECT_TODAY": TODAY.isoformat()}
    return open_desk(find_home(None, environ, "linux"), environ, sitting="now")


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All that undo has to bring back, and what is derived from it."""
    read = {
        table: desk.store.connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
        for table, columns in COLUMNS.items()
    }
    read["draft"] = desk.store.connection.execute("SELECT person_id, kind, text FROM draft ORDER BY id").fetchall()
    read["standing"] = desk.store.connection.execute("SELECT * FROM standing ORDER BY person_id").fetchall()
    read["search"] = desk.store.connection.execute("SELECT rowid, * FROM person_search ORDER BY rowid").fetchall()
    return read


Deed = Callable[[Desk, int], object]
DEEDS: dict[str, Deed] = {
    "went": lambda desk, who: recording.went(
        desk, who, text="Hello", channel="linkedin", follow_up=(TODAY + timedelta(14), "ask")
    ),
    "talked": lambda desk, who: recording.record(desk, who, "talked", on=TODAY - timedelta(3), note="of boats"),
    "no-answer": lambda desk, who: recording.record(desk, who, "no-answer"),
    "replied": lambda desk, who: recording.record(desk, who, "replied", next_on=TODAY + timedelta(7)),
    "note": lambda desk, who: recording.add_note(desk, who, "a note"),
    "later": lambda desk, who: recording.later(desk, who),
    "skip": lambda desk, who: recording.skip(desk, who),
    "rest": lambda desk, who: recording.rest(desk, who),
    "never": lambda desk, who: recording.never(desk, who),
    "died": lambda desk, who: recording.died(desk, who),
    "wake": lambda desk, who: recording.wake(desk, who),
    "circle": lambda desk, who: circles.place(desk, who, "friends"),
    "greeting": lambda desk, who: recording.set_greeting(desk, who, "Kit"),
    "met": lambda desk, who: recording.set_how_met(desk, who, "at sea"),
    "add": lambda desk, who: recording.add_person(desk, "Somebody New", emails=["new@person.example"], circle="close"),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 2)), max_size=10))
def test_undo_brings_each_state_back_and_redo_each_deed(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int]]
) -> None:
    desk = desk_in(tmp_path_factory.mktemp("home"))
    people = [recording.add_person(desk, name).person for name in ("Ada Okafor", "Ben Ito", "Chi Wu")]
    ids = [person.id for person in people if person]
    writer = drafts.DraftWriter(desk.store.path, lambda words, problem: None)
    writer.save(drafts.Words(ids[0], "letter", "a draft to Ada"))
    assert writer.close() == []
    states = [everything(desk)]
    for deed, who in deeds:
        try:
            DEEDS[deed](desk, ids[who])
        except ReconnectError:
            continue
        states.append(everything(desk))
        assert not standing.differing(desk.store.connection)
    for state in reversed(states[:-1]):
        assert history.undo(desk) is not None
        assert everything(desk) == state
        assert not standing.differing(desk.store.connection)
    for state in states[1:]:
        assert history.redo(desk) is not None
        assert everything(desk) == state
    assert history.redo(desk) is None
    desk.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 1)), min_size=1, max_size=3))
def test_a_few_deeds_after_many_others_are_taken_back_and_done_again(grown: Desk, deeds: list[tuple[str, int]]) -> None:
    """One home for all of them: whatever was done and taken back before, it is as it was in the beginning."""
    states = [everything(grown)]
    for deed, who in deeds:
        try:
            DEEDS[deed](grown, 1 + who)
        except ReconnectError:
            continue
        states.append(everything(grown))
    for state in reversed(states[:-1]):
        assert history.undo(grown) is not None
        assert everything(grown) == state
    for _ in states[1:]:
        assert history.redo(grown) is not None
    assert everything(grown) == states[-1]
    for _ in states[1:]:
        assert history.undo(grown) is not None
    assert everything(grown) == states[0]


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Desk]:
    """Two people, one of whom has all that people can have."""
    desk = desk_in(tmp_path / "grown")
    desk.store.connection.execute("PRAGMA synchronous = OFF")
    for name in ("Ada Okafor", "Ben Ito"):
        recording.add_person(desk, name)
    for deed in ("circle", "greeting", "met", "note", "went", "replied", "later"):
        DEEDS[deed](desk, 1)
    drafts.save(desk.store.connection, drafts.Words(1, "letter", "a draft to Ada"))
    yield desk
    desk.close()


def test_a_restart_keeps_undo_and_redo(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.add_note(desk, 1, "sails")
    desk.close()
    desk = desk_in(tmp_path)
    undone = history.undo(desk)
    assert undone is not None
    assert undone.step.sentence == "Noted on Ada Okafor"
    desk.close()
    desk = desk_in(tmp_path)
    redone = history.redo(desk)
    assert redone is not None
    assert redone.step.sentence == "Noted on Ada Okafor"
    assert [step.undone for step in history.listing(desk)] == [None, None]
    desk.close()


def test_a_new_action_clears_the_redo(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.add_note(desk, 1, "first")
    history.undo(desk)
    recording.add_note(desk, 1, "second")
    assert history.redo(desk) is None
    desk.close()


def test_undo_in_the_app_stays_in_this_sitting(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    desk.sitting = "another"
    assert history.undo(desk, this_sitting=True) is None
    recording.add_note(desk, 1, "now")
    undone = history.undo(desk, this_sitting=True)
    assert undone is not None
    assert undone.step.kind == "note"
    desk.close()


def test_an_older_action_waits_for_a_later_one_on_the_same_rows(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.set_greeting(desk, 1, "Addy")
    recording.set_greeting(desk, 1, "Ads")
    with pytest.raises(ReconnectError, match="before “Ada Okafor is greeted as Ads”"):
        history.undo_step(desk, 2)
    history.undo_step(desk, 3)
    history.undo_step(desk, 2)
    assert desk.store.connection.execute("SELECT greeting FROM person").fetchone() == ("Ada",)
    desk.close()


def test_a_write_without_an_action_aborts(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    with pytest.raises(DatabaseError), desk.store.transaction() as connection:
        connection.execute("UPDATE person SET company = 'sneaked in'")
    assert desk.store.connection.execute("SELECT company FROM person").fetchone() == ("",)
    desk.close()


def test_a_letter_that_went_takes_its_draft_along_and_undo_brings_both_back(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    writer = drafts.DraftWriter(desk.store.path, lambda words, problem: None)
    writer.save(drafts.Words(1, "letter", "Hi Ada,\n\nthe book is on its way."))
    assert writer.close() == []
    recording.went(desk, 1, text="Hi Ada,\n\nthe book is on its way.", channel="linkedin", line="sent the book")
    assert drafts.get(desk.store, 1) is None
    history.undo(desk)
    draft = drafts.get(desk.store, 1)
    assert draft is not None
    assert draft.text == "Hi Ada,\n\nthe book is on its way."
    assert desk.store.connection.execute("SELECT count(*) FROM moment").fetchone() == (0,)
    desk.close()


def test_somebody_added_is_not_taken_back_before_what_was_noted_since(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor")
    recording.add_note(desk, 1, "sails")
    with pytest.raises(ReconnectError, match="before “Noted on Ada Okafor”"):
        history.undo_step(desk, 1)
    history.undo_step(desk, 2)
    history.undo_step(desk, 1)
    assert everything(desk)["person"] == []
    desk.close()
