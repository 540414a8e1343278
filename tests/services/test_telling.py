"""JSON that programs read and that does nothing to whoever looks at it."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.services import recording, telling
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from reconnect_tui.store.people import insert

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200)
@given(anything, st.booleans())
def test_json_comes_back_as_it_was_and_is_all_printable(value: object, ascii_only: bool) -> None:
    text = telling.json_text(value, ascii_only=ascii_only)
    assert text.isprintable()
    assert json.loads(text) == value
    if ascii_only:
        assert text.isascii()


def test_what_acts_on_a_terminal_is_escaped() -> None:
    text = telling.json_text("\x1b\x07\x7f\x9b\u202e\u2066\u2028\u200d\ue000\U000e0041 é 王 👩")
    assert text == '"\\u001b\\u0007\\u007f\\u009b\\u202e\\u2066\\u2028\\u200d\\ue000\\udb40\\udc41 é 王 👩"'


def test_a_dropped_follow_up_is_not_told(desk: Desk) -> None:
    ada = recording.add_person(desk, "Ada").person
    assert ada is not None
    kept = recording.add_follow_up(desk, ada.id, date(2026, 12, 1), "ask").follow_ups[0]
    dropped = recording.add_follow_up(desk, ada.id, date(2026, 12, 2), "sing").follow_ups[0]
    recording.drop(desk, dropped)
    shown = telling.person_of(desk, ada.id)["follow_ups"]
    assert shown == [{"id": kept, "due": "2026-12-01", "what": "ask", "done": False}]
    recording.finish(desk, kept)
    assert telling.person_of(desk, ada.id)["follow_ups"] == [{"id": kept, "due": "2026-12-01", "what": "ask", "done": True}]


def test_all_of_many_moments_in_order(desk: Desk) -> None:
    ada = recording.add_person(desk, "Ada").person
    assert ada is not None
    for number in range(1203):
        with recording.decision(desk, "note", "noted"):
            moment = insert(
                desk.store,
                "moment",
                uid=f"u{number}",
                at="2026-01-01" if number % 2 else "2025-01-01",
                kind="note",
                text=str(number),
            )
            insert(
                desk.store, "moment_person", moment_id=moment, person_id=ada.id, at="2026-01-01" if number % 2 else "2025-01-01"
            )
    told = [moment.text for moment in telling.all_moments(desk, ada.id)]
    assert told == [*map(str, range(1201, 0, -2)), *map(str, range(1202, -1, -2))]


def test_relations_are_told_from_both_sides(desk: Desk) -> None:
    ada, bo = recording.add_person(desk, "Ada").person, recording.add_person(desk, "Bo").person
    assert ada is not None
    assert bo is not None
    with recording.decision(desk, "relate", "related"):
        insert(desk.store, "relation", person_id=ada.id, other_id=bo.id, kind="sister")
    assert telling.person_of(desk, ada.id)["relations"] == [{"kind": "sister", "id": bo.uid, "name": "Bo"}]
    assert telling.person_of(desk, bo.id)["relations"] == [{"kind": "sister of", "id": ada.uid, "name": "Ada"}]


def test_an_action_tells_whom_it_was_about_first(desk: Desk) -> None:
    ada = recording.add_person(desk, "Ada").person
    assert ada is not None
    done = recording.record(desk, ada.id, "met", note="hello", next_on=date(2026, 12, 24))
    told = telling.done(desk, done)
    assert told["action"] == {"id": done.action, "sentence": "Recorded: met Ada"}
    assert told["people"] == [telling.person(desk, people.get(desk.store, ada.id))]
    assert told["moment"] == {
        "id": done.moment, "at": "2026-11-22", "kind": "meeting", "direction": "both", "channel": "", "text": "hello",
        "people": [{"id": ada.uid, "name": "Ada"}],
    }  # fmt: skip
