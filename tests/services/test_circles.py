"""Paces in config.yaml reach the circles, once."""

from __future__ import annotations

from pathlib import Path

from reconnect_tui.services import history, recording
from reconnect_tui.store import people, standing
from tests.store.test_history import desk_in


def test_paces_of_the_settings_reach_the_circles_once(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    recording.add_person(desk, "Ada Okafor", circle="friends")
    recording.record(desk, 1, "met")
    assert people.get(desk.store, 1).next_due == "2027-01-21"
    desk.close()
    (tmp_path / "config.yaml").write_text("paces:\n  friends: 30\n  choir: 14\n  work: none\n", encoding="utf-8")
    for _ in range(2):
        desk = desk_in(tmp_path)
        assert dict(people.circles(desk.store)) == {"close": 21, "friends": 30, "work": None, "wide": None, "choir": 14}
        assert people.get(desk.store, 1).next_due == "2026-12-22"
        assert not standing.differing(desk.store.connection)
        assert [step.kind for step in history.listing(desk)] == ["circle", "record", "add"]
        desk.close()
