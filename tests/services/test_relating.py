"""Relations: told once, read from both sides, taken back from either."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.services import history, recording, relating, telling
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from tests.store.test_history import desk_in, everything


def told(desk: Desk, person_id: int) -> list[tuple[object, object]]:
    relations = telling.person_of(desk, person_id)["relations"]
    assert isinstance(relations, list)
    return [(one["kind"], one["name"]) for one in relations]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = desk_in(tmp_path)
    for name in ("Ada Okafor", "Jonas Lind", "Chi Wu"):
        recording.add_person(found, name)
    return found


def test_it_is_told_from_both_sides_and_taken_back_from_either(desk: Desk) -> None:
    before = everything(desk)
    done = relating.relate(desk, 1, "  sister   of ", other_id=2)
    assert done is not None
    assert done.sentence == "Ada Okafor: sister of Jonas Lind"
    assert (told(desk, 1), told(desk, 2)) == ([("sister of", "Jonas Lind")], [("sister", "Ada Okafor")])
    for words, person, other in (("sister of", 1, 2), ("sister", 2, 1)):
        assert relating.relate(desk, person, words, other_id=other) is None, "it was said already"
    relating.unrelate(desk, 2, "Sister", other_id=1)
    assert (told(desk, 1), told(desk, 2)) == ([], [])
    history.undo(desk)
    history.undo(desk)
    assert everything(desk) == before
    desk.close()


def test_what_both_told_goes_together(desk: Desk) -> None:
    with recording.decision(desk, "test", "both"):
        people.insert(desk.store, "relation", person_id=1, other_id=2, kind="sister of")
        people.insert(desk.store, "relation", person_id=2, other_id=1, kind="sister")
    assert told(desk, 1) == [("sister of", "Jonas Lind")]
    relating.unrelate(desk, 1, "", other_id=2)
    assert desk.store.connection.execute("SELECT count(*) FROM relation").fetchone() == (0,)
    desk.close()


def test_somebody_known_by_name_alone(desk: Desk) -> None:
    assert relating.relate(desk, 1, "mother of", other_name=" Ngozi\x1b ") is not None
    assert relating.relate(desk, 1, "mother of", other_name="Ngozi") is None
    relations = telling.person_of(desk, 1)["relations"]
    assert relations == [{"kind": "mother of", "id": None, "name": "Ngozi"}]
    relating.unrelate(desk, 1, "", other_name="ngozi")
    assert told(desk, 1) == []
    desk.close()


@pytest.mark.parametrize(
    ("words", "other_id", "name"), [(" ", 2, ""), ("x" * 101, 2, ""), ("friend of", 1, ""), ("friend of", None, " ")]
)
def test_words_that_are_off(desk: Desk, words: str, other_id: int | None, name: str) -> None:
    with pytest.raises(UsageError):
        relating.relate(desk, 1, words, other_id=other_id, other_name=name)
    desk.close()


def test_what_was_never_said_cannot_be_taken_back(desk: Desk) -> None:
    relating.relate(desk, 1, "works for", other_id=2)
    with pytest.raises(ReconnectError, match="Their relations: Ada Okafor works for Jonas Lind"):
        relating.unrelate(desk, 2, "works for", other_id=3)
    desk.close()
