"""What is derived follows what is written, although each action computes anew only what it can have changed."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reconnect_tui.core.text import fold
from reconnect_tui.paths import Home
from reconnect_tui.services import capture, circles, history, recording
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.store import moments
from reconnect_tui.store.people import insert, update
from reconnect_tui.store.standing import COMPUTED, SEARCHED, SEARCHES_IN, STANDS_ON, differing, plain_letters

DEEDS = (
    "note",
    "coffee",
    "wrote",
    "thanks",
    "tag",
    "nickname",
    "circle",
    "pace",
    "follow",
    "kind",
    "gone",
    "together",
    "undo",
    "redo",
)


def test_the_tables_it_is_computed_from_are_those_that_are_watched() -> None:
    def read(query: str) -> set[str]:
        return set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)", query))

    assert read(COMPUTED) == STANDS_ON
    assert read(SEARCHED) == SEARCHES_IN


@settings(max_examples=40, deadline=None)
@example([("note", 0), ("undo", 0), ("undo", 0), ("tag", 1)])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1)), min_size=1, max_size=12))
def test_whatever_is_done_and_taken_back_nothing_derived_is_stale(tmp_path_factory: object, deeds: list[tuple[str, int]]) -> None:
    folder = str(tmp_path_factory.mktemp("home"))  # type: ignore[attr-defined]
    desk = open_desk(Home(folder, folder), {"RECONNECT_TODAY": "2026-11-22"})
    try:
        people = [recording.add_person(desk, name).person for name in ("Søren Okafor", "Wren Lind")]
        for deed, which in deeds:
            person = people[which]
            assert person is not None
            _do(desk, deed, person.id, [one.id for one in people if one is not None])
            assert differing(desk.store.connection) == []
            assert _stale(desk) == []
    finally:
        desk.close()


def _do(desk: Desk, deed: str, person_id: int, everybody: list[int]) -> None:
    name = (
        "@+Somebody" if deed == "note" and person_id == everybody[1] else f"@{'søren' if person_id == everybody[0] else 'wren'}"
    )
    lines = {"note": f"{name} sails", "coffee": f"coffee: {name} #boats > in 2 weeks ask", "together": "lunch: @søren and @wren"}
    if deed in lines:
        capture.take(desk, lines[deed], ask=lambda typed, fits: person_id)
    elif deed in ("wrote", "thanks"):
        recording.record(desk, person_id, "wrote" if deed == "wrote" else "replied", note="Thanks!" if deed == "thanks" else "")
    elif deed == "circle":
        circles.place(desk, person_id, "friends")
    elif deed in ("undo", "redo"):
        # the two people stay: what was done with them is asked of everybody
        done = [step for step in history.listing(desk, 99) if step.undone is None]
        history.undo(desk) if deed == "undo" and done[2:] else history.redo(desk)
    else:
        newest = moments.of_person(desk.store, person_id, limit=1)
        with recording.decision(desk, "edit", deed):
            if deed == "tag":
                insert(desk.store, "tag", person_id=person_id, name=f"tag{len(history.listing(desk, 99))}")
            elif deed == "nickname":
                insert(desk.store, "nickname", person_id=person_id, name="Skipper")
            elif deed == "pace":
                update(desk.store, "person", person_id, pace=40)
            elif deed == "follow":
                insert(
                    desk.store,
                    "follow_up",
                    uid=f"f{len(history.listing(desk, 99))}",
                    person_id=person_id,
                    due="2026-12-01",
                    what="ask",
                )
            elif newest and deed == "kind":
                update(desk.store, "moment", newest[0].id, kind="note" if newest[0].kind != "note" else "call")
            elif newest:
                moments.remove(desk.store, newest[0].id)


def _stale(desk: Desk) -> list[object]:
    """What the search holds of people and should not, or the other way round."""
    connection = desk.store.connection
    stored = "SELECT rowid, name, work, place, words FROM person_search"
    return connection.execute(
        f"SELECT * FROM (SELECT * FROM ({SEARCHED.format(people='')}) EXCEPT {stored}) UNION ALL "
        f"SELECT * FROM ({stored} EXCEPT SELECT * FROM ({SEARCHED.format(people='')}))"
    ).fetchall()


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(("É", "´x", "Σ", "ß", "\x1c", "\x85", "王", "O´Neil", "ﬁ", "a")), max_size=5).map(" ".join)
)
def test_a_name_is_folded_word_by_word_as_it_is_whole(name: str) -> None:
    assert plain_letters(name) == ("" if name.isascii() else fold(name))
